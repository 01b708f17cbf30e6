"""Edits of a draft, tapped or typed: deadline, agencies, text, joining, dropping, adding, and taking back."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from core import review
from core.deadlines import read_deadline
from core.messages import Reply
from core.model import Directive, DraftTask
from core.problems import AskAgain
from core.review_edits import Accept, Add, Drop, Edit, Field, Merge, Restore, SetField, Show, Undo, Without, parse_edit
from core.timeliness import due_from
from core.wording import naming as say_naming
from core.wording import reviewing as say
from db import drafts, successions
from handlers import directives as documents_in
from handlers import gathering, naming, ordering
from handlers.directives import FOLLOWS_UP
from handlers.drafting import at_hand, card, listing, matcher, one_of
from handlers.talk import Act, Talk

_NOTHING = re.compile(r"không|khong|không có|khong co", re.IGNORECASE)

UNREAD, NOT_A_DAY = "deadline_unread", "not_in_calendar"


# ── tapped ─────────────────────────────────────────────────────────────────────────────────────
def choose_field(talk: Talk, *, draft: int) -> list[Reply]:
    return [say.fields(one_of(talk, draft)[2])]


def ask_field(talk: Talk, *, draft: int, field: str) -> list[Reply]:
    return [say.ask_field(one_of(talk, draft)[2], Field(field).value)]


def set_field(talk: Talk, *, draft: int, field: str, said: str) -> list[Reply]:
    """The answer to 'Sửa'; what cannot be read is asked again, and nothing is changed."""
    directive, several, found = one_of(talk, draft)
    words = "" if _NOTHING.fullmatch(said.strip()) else said.strip()
    try:
        changed = _with(talk, directive, found, field=Field(field), words=words)
    except AskAgain as problem:
        return [say.ask_field(found, field, note=_why(talk, problem))]
    others = naming.corrected(talk, found, changed, several=several) if Field(field) is Field.LEAD else []
    drafts.change(talk.conn, [changed, *others], by=talk.person.id, now=talk.now)
    return card(talk, draft, note=say.changed([found.position]))


# ── what a field becomes ───────────────────────────────────────────────────────────────────────
def _with(talk: Talk, directive: Directive, draft: DraftTask, *, field: Field, words: str) -> DraftTask:
    if field is Field.DEADLINE:
        return _with_deadline(talk, directive, draft, words)
    if field is Field.TEXT:
        if not words:
            raise AskAgain("text")
        return replace(draft, text=review.shorten_text(words))
    named = naming.meant(talk, words)
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


def _why(talk: Talk, problem: AskAgain) -> str:
    if problem.code == naming.UNKNOWN:
        return say.unknown_agency(problem.detail, matcher(talk).near(problem.detail))
    if problem.code == NOT_A_DAY:
        return say.day_not_in_calendar(problem.detail)
    return say.unread_deadline(problem.detail)


# ── typed ──────────────────────────────────────────────────────────────────────────────────────
def typed(talk: Talk, *, said: str) -> list[Reply]:
    """An edit of the review at hand, an order by word of mouth, or a pasted document; [] when it is none of them."""
    edit = parse_edit(said)
    hand = at_hand(talk) if edit else None
    if edit is None or hand is None:
        return gathering.rest(talk) or ordering.typed(talk, said) or documents_in.pasted(talk, said)
    directive, several = hand
    try:
        return _applied(talk, directive, several, edit)
    except AskAgain as problem:
        why = _why(talk, problem)
        return listing(talk, directive.id, note=why if problem.code == naming.UNKNOWN else say.again(why))


def _applied(talk: Talk, directive: Directive, several: list[DraftTask], edit: Edit) -> list[Reply]:
    if isinstance(edit, Undo):
        undone = successions.undo_edit(talk.conn, directive.id, by=talk.person, now=talk.now)
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
    if isinstance(edit, Without):
        return _without(talk, directive, chosen, edit.words)
    return _changed(talk, directive, several, chosen, edit)


def _without(talk: Talk, directive: Directive, chosen: list[DraftTask], words: str) -> list[Reply]:
    changed = naming.leave_out(talk, chosen, words)
    drafts.change(talk.conn, changed, by=talk.person.id, now=talk.now)
    if len(changed) == 1:
        return card(talk, changed[0].id, note=say.changed([changed[0].position]))
    note = say.changed([one.position for one in changed]) if changed else say_naming.no_group()
    return listing(talk, directive.id, note=note)


def _changed(
    talk: Talk,
    directive: Directive,
    several: list[DraftTask],
    chosen: list[DraftTask],
    edit: SetField | Drop | Restore | Accept | Merge,
) -> list[Reply]:
    positions = [one.position for one in chosen]
    if isinstance(edit, SetField):
        changed = [_with(talk, directive, one, field=edit.field, words=edit.words) for one in chosen]
        note = say.changed(positions)
        if edit.field is Field.LEAD and len(chosen) == 1:
            changed += naming.corrected(talk, chosen[0], changed[0], several=several)
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
    """A task the reading missed."""
    made = drafts.add(talk.conn, ordering.draft_of(talk, directive, words), by=talk.person.id, now=talk.now)
    return card(talk, made.id, note=say.added(made.position))


ACTS: dict[str, Act] = {
    "review.typed": Act(typed, roles=FOLLOWS_UP),
    "review.edit": Act(choose_field, roles=FOLLOWS_UP, looks=True),
    "review.field": Act(ask_field, roles=FOLLOWS_UP, looks=True),
    "review.set": Act(set_field, roles=FOLLOWS_UP),
}
