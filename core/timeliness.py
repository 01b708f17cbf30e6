"""Decide whether a task is in time: derived when asked, judged by the signed report, never by the confirmation."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from zoneinfo import ZoneInfo

from core.model import OPEN, Due, Task
from core.office import HANOI
from core.proposal import Boundary, Deadline
from core.workdays import WorkingCalendar

SOON = 3  # working days, today included
_DAY = dt.timedelta(days=1)


class Timeliness(StrEnum):
    """How an open task stands to its deadline."""

    IN_TERM = "in_term"  # trong hạn
    DUE_SOON = "due_soon"  # sắp đến hạn
    OVERDUE = "overdue"  # quá hạn
    NO_DEADLINE = "no_deadline"  # thường xuyên, không thời hạn


def timeliness(task: Task, *, today: dt.date, calendar: WorkingCalendar) -> Timeliness:
    """A task that is not open (submitted, done, suspended, ended) is never called overdue or due soon."""
    if task.due is None:
        return Timeliness.NO_DEADLINE
    if task.status not in OPEN:
        return Timeliness.IN_TERM
    if today >= task.due.overdue_from:
        return Timeliness.OVERDUE
    return Timeliness.DUE_SOON if today >= soon_from(task.due, calendar=calendar) else Timeliness.IN_TERM


def soon_from(due: Due, *, calendar: WorkingCalendar) -> dt.date:
    """The first day that is within three working days of the last one, both included."""
    return calendar.back(due.last_working_day, SOON - 1).date


def soon_until(today: dt.date, *, calendar: WorkingCalendar) -> dt.date:
    """The latest last working day that is due soon as seen from today: the third working day, today included."""
    return calendar.forward(calendar.next_working_on_or_after(today).date, SOON - 1).date


def days_overdue(overdue_from: dt.date, *, today: dt.date, calendar: WorkingCalendar) -> int:
    """Working days since the deadline passed, today included; 0 while it has not."""
    return max(0, calendar.between(overdue_from - _DAY, today))


def judged_on(task: Task, *, zone: ZoneInfo = HANOI) -> dt.date | None:
    """The date that counts: the signed report's, else the local day of the submission; None before any."""
    if task.completed_on or task.document_date:
        return task.completed_on or task.document_date
    return task.submitted_at.astimezone(zone).date() if task.submitted_at else None


def on_time(task: Task, *, zone: ZoneInfo = HANOI) -> bool | None:
    """Whether what was submitted came in time; None before a submission and where there is no deadline."""
    judged = judged_on(task, zone=zone)
    if task.due is None or judged is None:
        return None
    return judged < task.due.overdue_from


def overdue_from(deadline: Deadline, *, strict_before: bool) -> dt.date:
    """The first late day: after the named one; the named one itself for a strict 'trước ngày' without an hour."""
    strict = strict_before and deadline.boundary is Boundary.BEFORE and deadline.time is None
    return deadline.date if strict else deadline.date + _DAY


def due_from(deadline: Deadline, *, strict_before: bool) -> Due:
    """A proposed deadline, put in force."""
    return Due(
        text=deadline.text,
        date=deadline.date,
        boundary=deadline.boundary,
        kind=deadline.kind,
        last_day=deadline.last_day,
        last_working_day=deadline.last_working_day,
        overdue_from=overdue_from(deadline, strict_before=strict_before),
        time=deadline.time,
        inherited=deadline.inherited,
    )
