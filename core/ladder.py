"""Decide when an official is reminded of a task. No clock, no database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from core.model import OPEN, Status
from core.office import Office

OVERDUE_DAYS = 5  # every working day for so many, then weekly
WEEK = 5  # working days
ACK_DAYS = 2  # pings before the agency's leader is told
SIGNING_DAYS = 3  # 'đã trình ký' keeps silent for so many working days
HOURS = (24, 4, 1)
_TICK = dt.timedelta(microseconds=1)
_DAY = dt.timedelta(days=1)
_LONG_AGO = dt.datetime(1, 1, 2, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Step:
    """One rung: when (UTC) and which.

    'T-3' (working days before), 'H-4' (hours), 'Q+1' (overdue), 'W+1' (weekly), 'A+1' (not acknowledged),
    'S…' (put off to).
    """

    at: dt.datetime
    code: str

    @property
    def any_hour(self) -> bool:
        """An hour-level step may break quiet hours and rest days."""
        return self.code.startswith("H-")


class Silence(StrEnum):
    """Why nothing is said of a task."""

    NOT_OPEN = "not_open"
    WAITING = "waiting"  # an extension asked in time is unanswered
    SIGNING = "signing"  # at the signatory's desk
    SNOOZED = "snoozed"  # put off by the person


@dataclass(frozen=True, slots=True)
class Target:
    """What reminders count towards: the last day, the first late day, and the hour where the document gives one."""

    last_day: dt.date
    overdue_from: dt.date
    time: dt.time | None = None
    urgent: bool = False  # hỏa tốc: hours, even without a written one


@dataclass(frozen=True, slots=True)
class Watch:
    """What the ladder must know of one task in one person's hands."""

    status: Status
    target: Target | None
    assigned_at: dt.datetime
    acknowledged: bool = True  # by anyone of the lead agency
    waiting: bool = False  # an extension asked in time is unanswered
    signing_since: dt.date | None = None
    snoozed_until: dt.datetime | None = None
    ladder: tuple[int, ...] | None = None  # set for the task or its directive, in the place of the office's


def next_reminder(watch: Watch, *, after: dt.datetime, office: Office) -> Step | None:
    """The first step strictly after an instant, as things stand; None while the task is silent or nothing is left."""
    if watch.status not in OPEN or watch.waiting:
        return None
    after = max(after, watch.assigned_at - _TICK, _silent_until(watch, office) - _TICK)
    found = (step for family in _families(watch, after, office) if (step := next(family, None)) is not None)
    return min(found, key=lambda step: step.at, default=None)


def around(watch: Watch, *, since: dt.datetime, until: dt.datetime, office: Office) -> tuple[Step | None, Step | None]:
    """The last step from `since` to `until`, and the first one after."""
    latest = None
    for step in upcoming(watch, after=since - _TICK, office=office):
        if step.at > until:
            return latest, step
        latest = step
    return latest, None


def is_silent(watch: Watch, *, now: dt.datetime, office: Office) -> bool:
    """Nothing is said now: not open, an answer is awaited, at the signatory's desk, or put off by the person."""
    return watch.status not in OPEN or watch.waiting or now < _silent_until(watch, office)


def upcoming(watch: Watch, *, after: dt.datetime, office: Office) -> Iterator[Step]:
    """The steps after an instant as things stand, one by one; without end where a task is overdue."""
    step = next_reminder(watch, after=after, office=office)
    while step is not None:
        yield step
        step = next_reminder(watch, after=step.at, office=office)


def silences(watch: Watch, *, now: dt.datetime, office: Office) -> list[tuple[Silence, dt.datetime | None]]:
    """Why nothing is said now, and until when where that is known."""
    if watch.status not in OPEN:
        return [(Silence.NOT_OPEN, None)]
    found: list[tuple[Silence, dt.datetime | None]] = [(Silence.WAITING, None)] if watch.waiting else []
    ends = ((Silence.SIGNING, _signing_until(watch, office)), (Silence.SNOOZED, watch.snoozed_until))
    return found + [(why, until) for why, until in ends if until is not None and until > now]


def can_send(now: dt.datetime, *, office: Office) -> bool:
    """Whether an ordinary reminder may go out now: on a working day, from its morning to the quiet hours."""
    local = office.local(now)
    return office.calendar.is_working(local.date()) and _opens(office) <= local.time() < office.quiet_from


def next_sending(now: dt.datetime, *, office: Office) -> dt.datetime:
    """`now` where an ordinary reminder may go out, else the next morning at which it may."""
    if can_send(now, office=office):
        return now
    local = office.local(now)
    first = local.date() if local.time() < _opens(office) else local.date() + _DAY
    return morning(office.calendar.next_working_on_or_after(first).date, office)


def morning(day: dt.date, office: Office) -> dt.datetime:
    """The day's reminding moment, moved into sending hours where the setting lies outside."""
    return office.at(day, _opens(office))


def next_morning(now: dt.datetime, *, office: Office) -> dt.date:
    """The next working day whose reminding moment is still ahead."""
    today = office.today(now)
    ahead = office.calendar.is_working(today) and morning(today, office) > now
    return today if ahead else office.calendar.next_working_on_or_after(today + _DAY).date


def _opens(office: Office) -> dt.time:
    inside = office.quiet_to <= office.remind_at < office.quiet_from
    return office.remind_at if inside else office.quiet_to


def days_left(target: Target, *, today: dt.date, office: Office) -> int:
    """Working days to the last working day; 0 on it, negative once it is over."""
    last = office.calendar.last_working_on_or_before(target.last_day).date
    left = office.calendar.between(today, last)
    return left if today <= last else min(left, -1)  # on the Sunday after a Friday no working day lies between


def cutoff(target: Target, office: Office) -> dt.datetime:
    """The instant hours count back from: the written hour, else the end of the last day's sending hours."""
    return office.at(target.last_day, target.time or office.quiet_from)


def _silent_until(watch: Watch, office: Office) -> dt.datetime:
    return max(watch.snoozed_until or _LONG_AGO, _signing_until(watch, office) or _LONG_AGO)


def _signing_until(watch: Watch, office: Office) -> dt.datetime | None:
    if watch.signing_since is None:
        return None
    return office.at(office.calendar.forward(watch.signing_since, SIGNING_DAYS).date, dt.time())


def _families(watch: Watch, after: dt.datetime, office: Office) -> Iterator[Iterator[Step]]:
    """Kinds of steps, each in order and after the instant. Of two at one moment the first kind is said."""
    if watch.target is not None:
        yield _hours(watch.target, after, office)
        yield _days(watch.target, watch.ladder or office.ladder, after, office)
        yield _overdue(watch.target, after, office)
    yield _snoozed(watch, after)
    if not watch.acknowledged:
        yield _unacknowledged(watch, after, office)


def _hours(target: Target, after: dt.datetime, office: Office) -> Iterator[Step]:
    if _by_hours(target):
        end = cutoff(target, office)
        steps = (Step(end - dt.timedelta(hours=hours), f"H-{hours}") for hours in HOURS)
        yield from (step for step in steps if step.at > after)


def _days(target: Target, ladder: tuple[int, ...], after: dt.datetime, office: Office) -> Iterator[Step]:
    """Counted back from the last working day; where hours are counted they replace the last day's steps."""
    calendar, day = office.calendar, office.today(after)
    last = calendar.last_working_on_or_before(target.last_day).date
    if last < day:
        return
    ahead = calendar.between(day, last)
    end = cutoff(target, office) - dt.timedelta(hours=max(HOURS)) if _by_hours(target) else None
    for rung in sorted((rung for rung in ladder if rung <= ahead), reverse=True):
        step = Step(morning(calendar.back(last, rung).date, office), f"T-{rung}")
        if step.at > after and (end is None or step.at < end):
            yield step


def _overdue(target: Target, after: dt.datetime, office: Office) -> Iterator[Step]:
    calendar = office.calendar
    first = calendar.next_working_on_or_after(target.overdue_from).date
    passed = max(0, calendar.between(first, office.today(after)))  # working days since the first overdue one
    count = passed
    while True:
        if count < OVERDUE_DAYS:
            code = f"Q+{count + 1}"
        else:
            week = -(-(count - OVERDUE_DAYS + 1) // WEEK)
            count, code = OVERDUE_DAYS - 1 + WEEK * week, f"W+{week}"
        at = morning(calendar.forward(first, count).date, office)
        if at > after:
            yield Step(at, code)
        count += 1


def _snoozed(watch: Watch, after: dt.datetime) -> Iterator[Step]:
    if watch.snoozed_until is not None and watch.snoozed_until > after:
        yield Step(watch.snoozed_until, f"S{watch.snoozed_until.astimezone(dt.UTC):%y%m%d%H%M}")


def _unacknowledged(watch: Watch, after: dt.datetime, office: Office) -> Iterator[Step]:
    assigned = office.today(watch.assigned_at)
    for count in range(1, ACK_DAYS + 1):
        at = morning(office.calendar.forward(assigned, count).date, office)
        if at > after:
            yield Step(at, f"A+{count}")


def _by_hours(target: Target) -> bool:
    return target.urgent or target.time is not None
