"""Decide what of a read directive a coordinator must look at, and what may be published as it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from hashlib import sha256

from core import overlap
from core.agencies import SURE, Matcher, is_sure, match_all, same_name
from core.collectives import collective, sounds_collective
from core.model import DraftTask, Due, NamedAgency
from core.proposal import Boundary, DeadlineKind, ProposedDirective, ProposedTask, Recurrence
from core.series import deadline_on
from core.text import fold, shorten
from core.timeliness import due_from
from core.workdays import WorkingCalendar

LEAD, GROUP, UNKNOWN, SIMILAR = "lead", "group", "unknown_agency", "similar_agency"
_ABOUT_LEAD = frozenset({LEAD, GROUP, UNKNOWN, SIMILAR})
# These speak of time and give no date, by the drafters' own choice: there is nothing to ask.
_NO_QUESTION = frozenset({"ongoing", "vague", "start_only"})
_LONGEST_TEXT = 4000


# ── from what was read to what is reviewed ─────────────────────────────────────────────────────
def drafts_of(
    proposed: ProposedDirective, matcher: Matcher, *, calendar: WorkingCalendar, strict_before: bool
) -> list[DraftTask]:
    """One draft for each proposed task, its agencies matched to the known ones."""
    return [
        _draft(task, n, matcher, calendar=calendar, strict_before=strict_before)
        for n, task in enumerate(proposed.tasks, 1)
    ]


def _draft(
    task: ProposedTask, position: int, matcher: Matcher, *, calendar: WorkingCalendar, strict_before: bool
) -> DraftTask:
    leads = match_all(task.lead, matcher)
    return DraftTask(
        id=0,
        directive_id=0,
        position=position,
        ref=task.ref,
        text=shorten_text(task.text),
        span=task.span,
        leads=leads,
        supporting=match_all(task.supporting, matcher),
        due=_due(task, calendar=calendar, strict_before=strict_before),
        recurrence=task.recurrence.rule if task.recurrence else None,
        recurrence_text=task.recurrence.text if task.recurrence else None,
        doubts=(*task.doubts, *((GROUP,) if _is_group(leads, matcher) else ())),
    )


def _is_group(leads: Iterable[NamedAgency], matcher: Matcher) -> bool:
    return any(one.agency_id is None and matcher.group(one.written) for one in leads)


def shorten_text(text: str) -> str:
    """The task in its own words, without marks of lists or bold; its line breaks stay."""
    bare = text.replace("**", "").strip().lstrip("-–+• ").strip()
    return bare if len(bare) <= _LONGEST_TEXT else shorten(bare, _LONGEST_TEXT)


def _due(task: ProposedTask, *, calendar: WorkingCalendar, strict_before: bool) -> Due | None:
    if task.deadline is not None:
        return due_from(task.deadline, strict_before=strict_before)
    if task.recurrence is None or task.recurrence.first is None:
        return None
    kind = DeadlineKind.REPORT if "bao cao" in fold(task.text) else DeadlineKind.COMPLETION
    first = deadline_on(task.recurrence.first, text=task.recurrence.text, kind=kind, calendar=calendar)
    return due_from(first, strict_before=strict_before)


# ── what must be looked at ─────────────────────────────────────────────────────────────────────
def questions(draft: DraftTask) -> tuple[str, ...]:
    """Codes of what is unclear; none means that the task may be published."""
    found = [code for code in draft.doubts if code not in _NO_QUESTION and not overlap.is_answer(code)]
    if not draft.leads:
        found.insert(0, LEAD)
    elif _unknown(draft.leads) or (GROUP not in found and any(one.agency_id is None for one in draft.leads)):
        found.insert(0, UNKNOWN)
    elif any(one.agency_id is not None and one.score < SURE for one in draft.leads):
        found.insert(0, SIMILAR)
    return tuple(dict.fromkeys(found))


def _unknown(leads: Iterable[NamedAgency]) -> list[NamedAgency]:
    """Single agencies that are not in the directory."""
    return [one for one in leads if one.agency_id is None and not sounds_collective(one.written)]


def live(drafts: Iterable[DraftTask]) -> list[DraftTask]:
    return [draft for draft in drafts if not draft.dropped]


def doubtful(drafts: Iterable[DraftTask]) -> list[DraftTask]:
    return [draft for draft in live(drafts) if questions(draft)]


def clear(drafts: Iterable[DraftTask]) -> list[DraftTask]:
    return [draft for draft in live(drafts) if not questions(draft)]


def seal(drafts: Iterable[DraftTask]) -> str:
    """What would be given, in short: agreed to as it is, another seal is another question."""
    said = [
        (
            draft.position,
            draft.text,
            sorted(one.agency_id or 0 for one in draft.leads),
            sorted(one.agency_id or 0 for one in draft.supporting),
            draft.due and (draft.due.date.isoformat(), draft.due.overdue_from.isoformat(), draft.due.inherited),
            draft.recurrence,
        )
        for draft in drafts
    ]
    return sha256(repr(said).encode()).hexdigest()[:16]


def similar(drafts: Iterable[DraftTask]) -> list[DraftTask]:
    """Those whose only question is a name written a little otherwise than in the directory."""
    return [draft for draft in live(drafts) if questions(draft) == (SIMILAR,)]


def unsettled_lead(draft: DraftTask) -> NamedAgency | None:
    """The first lead that is unknown, a collective, or only similar to a known one."""
    return next((one for one in (*_unknown(draft.leads), *draft.leads) if not is_sure(one)), None)


def unknown_names(drafts: Iterable[DraftTask]) -> list[str]:
    """Leads nobody in the directory is, each once whatever its marks; collectives ('các …') are no agency to add."""
    names = [one.written for draft in live(drafts) for one in _unknown(draft.leads)]
    return list({fold(name): name for name in reversed(names)}.values())[::-1]


def lead_count(drafts: Iterable[DraftTask]) -> int:
    return len({one.agency_id or fold(one.written) for draft in live(drafts) for one in draft.leads})


# ── answers ────────────────────────────────────────────────────────────────────────────────────
def accepted(draft: DraftTask) -> DraftTask:
    """'Đúng': a similar agency is the one meant, a doubtful date stands. An unknown agency stays a question,
    and so does a resemblance that was not shown yet."""
    leads = tuple(replace(one, score=100.0) if one.agency_id is not None else one for one in draft.leads)
    first = next(iter(questions(draft)), "")
    settled = overlap.as_apart(draft) if overlap.is_question(first) else draft
    kept = tuple(code for code in settled.doubts if code == GROUP or overlap.is_about(code))
    return replace(draft, leads=leads, doubts=kept)


def agreed(draft: DraftTask, said: Sequence[NamedAgency]) -> DraftTask:
    """The names just agreed to are sure wherever they are written so."""
    same = {(one.written, one.agency_id) for one in said if one.agency_id is not None}
    leads = tuple(replace(one, score=100.0) if (one.written, one.agency_id) in same else one for one in draft.leads)
    return replace(draft, leads=leads)


def with_leads(draft: DraftTask, leads: Sequence[NamedAgency]) -> DraftTask:
    doubts = tuple(code for code in draft.doubts if code not in _ABOUT_LEAD and not overlap.is_about(code))
    mine = {one.agency_id for one in leads}
    supporting = tuple(one for one in draft.supporting if one.agency_id is None or one.agency_id not in mine)
    return replace(draft, leads=tuple(leads), supporting=supporting, doubts=doubts)


def named(draft: DraftTask, written: str, agencies: Sequence[int]) -> DraftTask:
    """The agency written so is one known agency, or several where the name is a collective."""
    leads: list[NamedAgency] = []
    for one in draft.leads:
        same = same_name(one.written, written)
        leads += [NamedAgency(one.written, agency, 100.0) for agency in agencies] if same else [one]
    supporting: list[NamedAgency] = []
    for one in draft.supporting:
        same = fold(one.written) == fold(written) and one.agency_id is None
        supporting += [NamedAgency(one.written, agency, 100.0) for agency in agencies] if same else [one]
    if leads == list(draft.leads):
        return replace(draft, supporting=tuple(supporting))
    return with_leads(replace(draft, supporting=tuple(supporting)), leads)


def collectives(drafts: Iterable[DraftTask]) -> dict[str, list[int]]:
    """The collective leads that wait for an answer, each with its tasks' places; 'các ngành liên quan' is none."""
    found: dict[str, list[int]] = {}
    for draft in live(drafts):
        for one in draft.leads if GROUP in draft.doubts else ():
            meant = collective(one.written) if one.agency_id is None else None
            if meant and meant.whole:
                found.setdefault(one.written, []).append(draft.position)
    return found


def sizes(drafts: Iterable[DraftTask], matcher: Matcher) -> dict[str, int]:
    """Of each collective lead: how many agencies of the directory it means."""
    names = {one.written for draft in drafts for one in draft.leads if one.agency_id is None}
    meant = {name: len(matcher.group(name)) for name in names}
    return {name: count for name, count in meant.items() if count}


def expanded(draft: DraftTask, matcher: Matcher, *, without: Collection[int] = ()) -> DraftTask:
    """Its collective leads are the agencies they name, but for some; those already spread lose them too."""
    leads = [one for one in draft.leads if not (one.agency_id in without and sounds_collective(one.written))]
    changed = with_leads(draft, leads) if len(leads) != len(draft.leads) else draft
    for one in [one for one in leads if one.agency_id is None]:
        meant = [agency.id for agency in matcher.group(one.written) if agency.id not in without]
        changed = named(changed, one.written, meant) if meant else changed
    return rematched(changed, matcher)


def rematched(draft: DraftTask, matcher: Matcher) -> DraftTask:
    """Names that were unknown, looked up again in a directory that has grown."""
    leads = tuple(one if one.agency_id is not None else matcher.match(one.written) for one in draft.leads)
    others = tuple(one if one.agency_id is not None else matcher.match(one.written) for one in draft.supporting)
    grouped = _is_group(leads, matcher) and GROUP not in draft.doubts
    doubts = (*draft.doubts, GROUP) if grouped else draft.doubts
    return replace(draft, leads=leads, supporting=others, doubts=doubts)


def without_agency(draft: DraftTask, agency_id: int) -> DraftTask:
    """An agency that has ended is nobody's answer to who is meant: the name as written is asked about again."""

    def unknown(several: tuple[NamedAgency, ...]) -> tuple[NamedAgency, ...]:
        return tuple(NamedAgency(one.written) if one.agency_id == agency_id else one for one in several)

    return replace(draft, leads=unknown(draft.leads), supporting=unknown(draft.supporting))


def with_due(draft: DraftTask, due: Due | None, *, recurrence: Recurrence | None = None) -> DraftTask:
    doubts = tuple(code for code in draft.doubts if code in _ABOUT_LEAD or overlap.is_about(code))
    rule, words = (recurrence.rule, recurrence.text) if recurrence else (None, None)
    return replace(draft, due=due, recurrence=rule, recurrence_text=words, doubts=doubts)


def merged(drafts: Sequence[DraftTask]) -> list[DraftTask]:
    """The first takes up the others: texts joined, agencies united, the earliest deadline kept; the others go."""
    first, *others = drafts
    dues = [draft.due for draft in drafts if draft.due]
    one = replace(
        first,
        text=shorten_text("\n".join(draft.text for draft in drafts)),
        leads=_united(draft.leads for draft in drafts),
        supporting=_united(draft.supporting for draft in drafts),
        due=min(dues, key=lambda due: due.date, default=None),
        doubts=tuple(dict.fromkeys(code for draft in drafts for code in draft.doubts)),
    )
    return [one, *(replace(draft, dropped=True) for draft in others)]


def _united(several: Iterable[Sequence[NamedAgency]]) -> tuple[NamedAgency, ...]:
    return tuple({one.agency_id or fold(one.written): one for names in several for one in names}.values())


# ── the one date that many share ───────────────────────────────────────────────────────────────
def inherited(drafts: Iterable[DraftTask]) -> list[DraftTask]:
    return [draft for draft in live(drafts) if draft.due and draft.due.inherited]


def each_its_own(draft: DraftTask) -> DraftTask:
    """The shared report date becomes the completion deadline of this task."""
    if draft.due is None:
        return draft
    return replace(draft, due=replace(draft.due, inherited=False, kind=DeadlineKind.COMPLETION))


def before_dates(drafts: Iterable[DraftTask]) -> list[Due]:
    """The 'trước ngày' deadlines for which the first overdue day is a question, earliest first."""
    dues = [d.due for d in live(drafts) if d.due and d.due.boundary is Boundary.BEFORE and d.due.time is None]
    return sorted(dues, key=lambda due: due.date)


def counted_from(draft: DraftTask, *, strict: bool) -> DraftTask:
    """'Trước ngày D' is overdue from D where the office is strict, else from the day after."""
    due = draft.due
    if due is None or due.boundary is not Boundary.BEFORE or due.time is not None:
        return draft
    day = due.date if strict else due.date.fromordinal(due.date.toordinal() + 1)
    return replace(draft, due=replace(due, overdue_from=day))
