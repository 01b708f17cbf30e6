"""Edits of a draft, tapped or typed: deadline, agencies, text, joining, dropping, adding, and taking back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from core import review
from core.agencies import is_sure, split_names
from core.deadlines import read_deadline
from core.messages import Reply
from core.model import Directive, DraftTask, NamedAgency
from core.problems import AskAgain
from core.review_edits import Accept, Add, Drop, Edit, Field, Merge, Restore, SetField, Show, Undo, parse_edit
from core.timeliness import due_from
from core.wording import reviewing as say
from db import agencies, drafts
from handlers import directives as documents_in
from handlers.directives import FOLLOWS_UP
from handlers.drafting import at_hand, card, listing, matcher, next_doubt, one_of, opened
from handlers.talk import Act, Talk

SHOWN_NAMES = 10
UNREAD, NOT_A_DAY, UNKNOWN = "deadline_unread", "not_in_calendar", "agency_unknown"


# ── tapped ─────────────────────────────────────────────────────────────────────────────────────
def choose_field(talk: Talk, *, draft: int) -> list[Reply]:
    return [say.fields(one_of(talk, draft)[2])]


def ask_field(talk: Talk, *, draft: int, field: str) -> list[Reply]:
    return [say.ask_field(one_of(talk, draft)[2], Field(field).value)]


def set_field(talk: Talk, *, draft: int, field: str, said: str) -> list[Reply]:
    """The answer to 'Sửa'; what cannot be read is asked again, and nothing is changed."""
    directive, _, found = one_of(talk, draft)
    words = "" if said.strip().lower() in {"không", "khong", "không có"} else said.strip()
    try:
        changed = _with(talk, directive, found, field=Field(field), words=words)
    except AskAgain as problem:
        return [say.ask_field(found, field, note=_why(talk, problem))]
    _learn(talk, found, changed, field=Field(field))
    drafts.change(talk.conn, [changed], by=talk.person.id, now=talk.now)
    return card(talk, draft, note=say.changed([found.position]))


def ask_agency(talk: Talk, *, draft: int) -> list[Reply]:
    _, _, found = one_of(talk, draft)
    unsettled = review.unsettled_lead(found)
    if unsettled is None:
        return [say.ask_agency(found, None, ())]
    known = matcher(talk)
    group = len(known.group(unsettled.written))
    return [say.ask_agency(found, unsettled.written, known.near(unsettled.written), group=group)]


def is_agency(talk: Talk, *, draft: int, agency: int) -> list[Reply]:
    """The coordinator says who is meant: the name is learned, and counts for the whole directive."""
    return _named(talk, draft, [agencies.get(talk.conn, agency).id], learn=True)


def new_agency(talk: Talk, *, draft: int) -> list[Reply]:
    written = _written(talk, draft)
    return _named(talk, draft, [agencies.add(talk.conn, written).id], learn=False)


def list_unknown(talk: Talk, *, directive: int) -> list[Reply]:
    one, several = opened(talk, directive)
    names = review.unknown_names(several)
    if not names:
        return listing(talk, directive)
    return [say.ask_unknown(one, names[:SHOWN_NAMES], left=len(names[SHOWN_NAMES:]))]


def add_unknown(talk: Talk, *, directive: int, count: int) -> list[Reply]:
    """The names that were shown, and no others, become agencies; what was changed meanwhile is shown again."""
    _, several = opened(talk, directive)
    names = review.unknown_names(several)[:SHOWN_NAMES]
    if len(names) != count:
        return list_unknown(talk, directive=directive)
    for name in names:
        agencies.add(talk.conn, name)
    known = matcher(talk)
    drafts.change(talk.conn, [review.rematched(one, known) for one in several], by=talk.person.id, now=talk.now)
    return listing(talk, directive, note=say.added_agencies(len(names)))


def give_group(talk: Talk, *, draft: int) -> list[Reply]:
    group = [agency.id for agency in matcher(talk).group(_written(talk, draft))]
    return _named(talk, draft, group, learn=False) if group else card(talk, draft)


def _written(talk: Talk, draft: int) -> str:
    unsettled = review.unsettled_lead(one_of(talk, draft)[2])
    if unsettled is None:
        raise AskAgain("agency")
    return unsettled.written


def _named(talk: Talk, draft: int, meant: Sequence[int], *, learn: bool) -> list[Reply]:
    directive, several, found = one_of(talk, draft)
    written = _written(talk, draft)
    if learn:
        agencies.learn(talk.conn, meant[0], written)
    known = matcher(talk)
    changed = [review.rematched(review.named(one, written, meant), known) for one in several]
    moved = [one.position for one, new in zip(several, changed, strict=True) if one != new]
    drafts.change(talk.conn, changed, by=talk.person.id, now=talk.now)
    return next_doubt(talk, directive.id, note=say.changed(moved), after=found.position - 1)


def _learn(talk: Talk, was: DraftTask, now: DraftTask, *, field: Field) -> None:
    """A typed name that corrects an unknown one teaches that spelling."""
    unsettled = review.unsettled_lead(was)
    one = now.leads[0] if field is Field.LEAD and len(now.leads) == 1 else None
    if unsettled and one and one.agency_id is not None and not matcher(talk).group(unsettled.written):
        agencies.learn(talk.conn, one.agency_id, unsettled.written)


# ── what a field becomes ───────────────────────────────────────────────────────────────────────
def _with(talk: Talk, directive: Directive, draft: DraftTask, *, field: Field, words: str) -> DraftTask:
    if field is Field.DEADLINE:
        return _with_deadline(talk, directive, draft, words)
    if field is Field.TEXT:
        if not words:
            raise AskAgain("text")
        return replace(draft, text=review.shorten_text(words))
    named = _agencies(talk, words)
    if field is Field.SUPPORTING:
        return replace(draft, supporting=named)
    return review.with_leads(draft, named)


def _with_deadline(talk: Talk, directive: Directive, draft: DraftTask, words: str) -> DraftTask:
    """A typed day without a year is the first on or after today, or after the issue date where that is later."""
    if not words:
        return review.with_due(draft, None)
    start = max(talk.today, directive.issued_on or talk.today)
    found = read_deadline(words, issued=start, calendar=talk.office.calendar)
    if found is None or (found.deadline is None and found.recurrence is None and "ongoing" not in found.doubts):
        code = NOT_A_DAY if found and NOT_A_DAY in found.doubts else UNREAD
        raise AskAgain(code, detail=words)
    due = due_from(found.deadline, strict_before=directive.strict_before) if found.deadline else None
    return review.with_due(draft, due, recurrence=found.recurrence)


def _agencies(talk: Talk, words: str) -> tuple[NamedAgency, ...]:
    """Known agencies alone: a name that is not sure is asked again, never taken."""
    known = matcher(talk)
    named = tuple(known.match(name) for name in split_names(words, known)) if words else ()
    unknown = next((one for one in named if not is_sure(one)), None)
    if unknown is not None:
        raise AskAgain(UNKNOWN, detail=unknown.written)
    return named


def _why(talk: Talk, problem: AskAgain) -> str:
    if problem.code == UNKNOWN:
        return say.unknown_agency(problem.detail, matcher(talk).near(problem.detail))
    if problem.code == NOT_A_DAY:
        return say.day_not_in_calendar(problem.detail)
    return say.unread_deadline(problem.detail)


# ── typed ──────────────────────────────────────────────────────────────────────────────────────
def typed(talk: Talk, *, said: str) -> list[Reply]:
    """An edit of the review at hand, or a pasted document; [] when the text is neither."""
    edit = parse_edit(said)
    hand = at_hand(talk) if edit else None
    if edit is None or hand is None:
        return documents_in.pasted(talk, said)
    directive, several = hand
    try:
        return _applied(talk, directive, several, edit)
    except AskAgain as problem:
        return listing(talk, directive.id, note=_why(talk, problem))


def _applied(talk: Talk, directive: Directive, several: list[DraftTask], edit: Edit) -> list[Reply]:
    if isinstance(edit, Undo):
        undone = drafts.undo(talk.conn, directive.id, by=talk.person.id, now=talk.now)
        return listing(talk, directive.id, note=say.UNDONE if undone else say.NOTHING_TO_UNDO)
    if isinstance(edit, Add):
        return _add(talk, directive, edit.words)
    wanted = (edit.position,) if isinstance(edit, Show) else edit.positions
    chosen = [one for one in several if one.position in wanted] if wanted else review.live(several)
    missing = sorted(set(wanted) - {one.position for one in several})
    if missing:
        last = max((one.position for one in several), default=0)
        return listing(talk, directive.id, note=say.no_such_position(missing, last))
    if isinstance(edit, Show):
        return card(talk, chosen[0].id)
    return _changed(talk, directive, chosen, edit)


def _changed(
    talk: Talk, directive: Directive, chosen: list[DraftTask], edit: SetField | Drop | Restore | Accept | Merge
) -> list[Reply]:
    positions = [one.position for one in chosen]
    if isinstance(edit, SetField):
        changed = [_with(talk, directive, one, field=edit.field, words=edit.words) for one in chosen]
        note = say.changed(positions)
    else:
        change, told = _CHANGES[type(edit)]
        changed, note = change(chosen), told(positions)
    drafts.change(talk.conn, changed, by=talk.person.id, now=talk.now)
    if isinstance(edit, SetField) and len(chosen) == 1:
        return card(talk, chosen[0].id, note=note)
    return listing(talk, directive.id, note=note)


def _dropped(chosen: list[DraftTask]) -> list[DraftTask]:
    return [replace(one, dropped=True) for one in chosen]


def _restored(chosen: list[DraftTask]) -> list[DraftTask]:
    return [replace(one, dropped=False) for one in chosen]


def _accepted(chosen: list[DraftTask]) -> list[DraftTask]:
    return [review.accepted(one) for one in chosen]


_Change = tuple[Callable[[list[DraftTask]], list[DraftTask]], Callable[[Sequence[int]], str]]
_CHANGES: dict[type, _Change] = {
    Drop: (_dropped, say.dropped),
    Restore: (_restored, say.restored),
    Accept: (_accepted, say.accepted),
    Merge: (review.merged, say.joined),
}


def _add(talk: Talk, directive: Directive, words: str) -> list[Reply]:
    """A task the reading missed: its text, with the agency before its verb and the date in it where they are plain."""
    blank = DraftTask(0, directive.id, 0, "", review.shorten_text(words), None, leads=(), supporting=())
    known = matcher(talk)
    lead = known.leading(words)
    draft = review.with_leads(blank, (lead,)) if lead else blank
    found = read_deadline(
        words, issued=max(talk.today, directive.issued_on or talk.today), calendar=talk.office.calendar
    )
    if found and (found.deadline or found.recurrence):
        due = due_from(found.deadline, strict_before=directive.strict_before) if found.deadline else None
        draft = review.with_due(draft, due, recurrence=found.recurrence)
    made = drafts.add(talk.conn, draft, by=talk.person.id, now=talk.now)
    return card(talk, made.id, note=say.added(made.position))


ACTS: dict[str, Act] = {
    "review.typed": Act(typed, roles=FOLLOWS_UP),
    "review.edit": Act(choose_field, roles=FOLLOWS_UP, looks=True),
    "review.field": Act(ask_field, roles=FOLLOWS_UP, looks=True),
    "review.set": Act(set_field, roles=FOLLOWS_UP),
    "review.agency": Act(ask_agency, roles=FOLLOWS_UP, looks=True),
    "review.is_agency": Act(is_agency, roles=FOLLOWS_UP),
    "review.new_agency": Act(new_agency, roles=FOLLOWS_UP),
    "review.unknown": Act(list_unknown, roles=FOLLOWS_UP, looks=True),
    "review.add_unknown": Act(add_unknown, roles=FOLLOWS_UP),
    "review.group": Act(give_group, roles=FOLLOWS_UP),
}
