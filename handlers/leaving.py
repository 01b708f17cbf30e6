"""Name who stands in for the days of a leave: everything in the person's hands, in those days only."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from core.leaving import FOR_GOOD, Reason
from core.leaving import reason as reason_in
from core.messages import Args, Reply
from core.model import Person
from core.problems import AskAgain
from core.text import fold
from core.understand import leave_days
from core.wording import leaving as wording
from core.wording.allocation import REASONS, nobody, several_named
from db import leave as leaves
from db import people
from handlers.acts import acts
from handlers.allocation import ALLOCATES, named_in
from handlers.holding import LEAD_AGENCY, colleagues
from handlers.talk import Act, Talk


def typed(talk: Talk, *, said: str) -> list[Reply]:
    """'nghỉ phép từ 20/3 đến 25/3': its days are kept; 'bàn giao', 'nghỉ hưu' pass on the work for good."""
    why = reason_in(said)
    first, last = leave_days(said, today=talk.today)
    if why is None or why in FOR_GOOD or (first is None and "ban giao" in fold(said)):
        return acts()["handover.ask"].do(talk)
    days = _Days(first, last, why)
    found = named_in(said, _colleagues(talk))
    return _go_on(talk, found[0], days) if len(found) == 1 else _ask(talk, days)


@dataclass(frozen=True, slots=True)
class _Days:
    """As much of a leave as is known."""

    first: dt.date | None = None
    last: dt.date | None = None
    reason: Reason | None = None

    @property
    def args(self) -> Args:
        first, last = (day.isoformat() if day else None for day in (self.first, self.last))
        return {"first": first, "last": last, "reason": self.reason.value if self.reason else None}


def _days(first: str | int | None, last: str | None, reason: str | None) -> _Days:
    began, ends = (dt.date.fromisoformat(day) if isinstance(day, str) else None for day in (first, last))
    return _Days(began, ends, Reason(reason) if reason else None)


# ── who ────────────────────────────────────────────────────────────────────────────────────────
def ask(talk: Talk, *, first: str | None = None, last: str | None = None, reason: str | None = None) -> list[Reply]:
    return _ask(talk, _days(first, last, reason))


def _ask(talk: Talk, days: _Days) -> list[Reply]:
    found = _colleagues(talk)
    if not found:
        return [nobody(talk.person.agency or "")]
    return [wording.ask_deputy(found, args=days.args, first=days.first, last=days.last)]


def named(
    talk: Talk, *, said: str, first: str | None = None, last: str | None = None, reason: str | None = None
) -> list[Reply]:
    found, days = named_in(said, _colleagues(talk)), _days(first, last, reason)
    if not found:
        raise AskAgain("person", detail=said)
    if len(found) > 1:
        return [several_named(found, act="leave", args=days.args)]
    return _go_on(talk, found[0], days)


def to(
    talk: Talk, *, person: int, first: str | None = None, last: str | None = None, reason: str | None = None
) -> list[Reply]:
    return _go_on(talk, _deputy(talk, person), _days(first, last, reason))


def _go_on(talk: Talk, deputy: Person, days: _Days) -> list[Reply]:
    """What is missing of the days is asked, then all of it is shown once."""
    first, last, today, calendar = days.first, days.last, talk.today, talk.office.calendar
    args: Args = {**days.args, "person": deputy.id}
    if first is None:
        return [wording.ask_first(deputy, args=args, today=today, calendar=calendar)]
    if last is None or last < max(first, today):
        args = {**args, "last": None}
        return [wording.ask_last(deputy, args=args, first=first, today=today, calendar=calendar)]
    return [wording.ask_agree(deputy, first=first, last=last, reason=days.reason, go=args)]


# ── when ───────────────────────────────────────────────────────────────────────────────────────
def days(
    talk: Talk,
    *,
    person: int,
    said: str,
    first: str | None = None,
    last: str | None = None,  # noqa: ARG001 (what is said now stands)
    reason: str | None = None,
) -> list[Reply]:
    """Both days, or the first alone: then the last is asked."""
    began, until = leave_days(said, today=talk.today)
    if began is None:
        raise AskAgain("date", detail=said)
    alone = began == until and first is None
    known = _Days(began, None if alone else until, Reason(reason) if reason else reason_in(said))
    return _go_on(talk, _deputy(talk, person), known)


def last_day(
    talk: Talk, *, person: int, said: str, first: str | None = None, reason: str | None = None, last: str | None = None
) -> list[Reply]:
    began, until = leave_days(said, today=talk.today)
    if began is None:
        raise AskAgain("date", detail=said)
    known = replace(_days(first, last, reason), last=until or began)
    if known.last and known.last < max(known.first or talk.today, talk.today):
        raise AskAgain("date_past", detail=said)
    return _go_on(talk, _deputy(talk, person), known)


def for_days(talk: Talk, *, said: str, person: int, reason: Reason | None) -> list[Reply]:
    """Both days said of somebody chosen already count at once; a single one is the first, and the last is asked."""
    first, until = leave_days(said, today=talk.today)
    if first and until and until < max(first, talk.today):
        raise AskAgain("date_past", detail=said)
    if first is None or until is None or first == until:
        return days(talk, said=said, person=person, reason=reason.value if reason else None)
    return _away(talk, _deputy(talk, person), _Days(first, until, reason))


# ── after 'Đồng ý' ─────────────────────────────────────────────────────────────────────────────
def go(
    talk: Talk, *, person: int, first: str | None = None, last: str | None = None, reason: str | None = None
) -> list[Reply]:
    return _away(talk, _deputy(talk, person), _days(first, last, reason))


def _away(talk: Talk, deputy: Person, days: _Days) -> list[Reply]:
    first, last, reason = days.first, days.last, days.reason
    if first is None or last is None:
        raise AskAgain("date")
    said = REASONS[reason] if reason else None
    leaves.name(talk.conn, talk.person, deputy, first=first, last=last, by=talk.person, now=talk.now, why=said)
    over = people.of_agency(talk.conn, talk.person.agency_id or 0, roles=ALLOCATES)
    notices = [
        wording.leave_notice(talk.person, deputy, first=first, last=last, to=one.id, reason=reason)
        for one in over
        if one.id not in {talk.person.id, deputy.id}
    ]
    return [
        wording.on_leave(deputy, first=first, last=last),
        wording.stands_in(talk.person, first=first, last=last, to=deputy.id, reason=reason),
        *notices,
    ]


def _deputy(talk: Talk, person: int) -> Person:
    """Of the same agency today, whenever they were offered."""
    found = next((one for one in _colleagues(talk) if one.id == person), None)
    if found is None:
        raise AskAgain("person", detail=people.get(talk.conn, person).name)
    return found


def _colleagues(talk: Talk) -> list[Person]:
    return colleagues(talk, talk.person.agency_id or 0)


ACTS = {
    "leave.typed": Act(typed, roles=LEAD_AGENCY, looks=True),
    "leave.ask": Act(ask, roles=LEAD_AGENCY, looks=True),
    "leave.named": Act(named, roles=LEAD_AGENCY),
    "leave.to": Act(to, roles=LEAD_AGENCY, looks=True),
    "leave.days": Act(days, roles=LEAD_AGENCY),
    "leave.last": Act(last_day, roles=LEAD_AGENCY),
    "leave.go": Act(go, roles=LEAD_AGENCY),
}
