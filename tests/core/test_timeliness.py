"""Whether a task is in time, as people are judged by it."""

from __future__ import annotations

import datetime as dt

import pytest

from core.model import Status, Task
from core.proposal import Boundary, Deadline, DeadlineKind
from core.timeliness import Timeliness, days_overdue, due_from, on_time, overdue_from, timeliness
from core.workdays import WorkingCalendar

CALENDAR = WorkingCalendar()
NAMED = dt.date(2025, 3, 31)
BEFORE = Deadline(
    "trước ngày 31/3/2025", NAMED, Boundary.BEFORE, DeadlineKind.COMPLETION, dt.date(2025, 3, 30), dt.date(2025, 3, 28)
)


def task(
    status: Status = Status.IN_PROGRESS, *, strict: bool = False, deadline: Deadline | None = BEFORE, **more
) -> Task:
    due = due_from(deadline, strict_before=strict) if deadline else None
    named = {"directive_number": None, "directive_issued_on": None, "issuer": None, "supporting": (), "lead": "Sở A"}
    return Task(
        id=1, number=1, directive_id=1, ref="1", text="x", lead_id=1, status=status, version=1, due=due, **named, **more
    )


def judged(day: str, **more) -> Timeliness:
    return timeliness(task(**more), today=dt.date.fromisoformat(day), calendar=CALENDAR)


def test_before_a_day_is_late_from_the_day_after_the_named_one_unless_the_office_is_strict():
    assert overdue_from(BEFORE, strict_before=False) == dt.date(2025, 4, 1)
    assert overdue_from(BEFORE, strict_before=True) == NAMED


def test_a_named_hour_keeps_the_named_day_even_where_the_office_is_strict():
    with_hour = Deadline(
        "trước 17 giờ ngày 31/3", NAMED, Boundary.BEFORE, DeadlineKind.REPORT, NAMED, NAMED, dt.time(17)
    )
    assert overdue_from(with_hour, strict_before=True) == dt.date(2025, 4, 1)


@pytest.mark.parametrize("boundary", [Boundary.BY, Boundary.WITHIN])
def test_only_before_can_be_strict(boundary):
    by = Deadline("đến ngày 31/3/2025", NAMED, boundary, DeadlineKind.COMPLETION, NAMED, NAMED)
    assert overdue_from(by, strict_before=True) == dt.date(2025, 4, 1)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-03-25", Timeliness.IN_TERM),  # Tuesday; the last working day is Friday 28/3
        ("2025-03-26", Timeliness.DUE_SOON),  # Wednesday, Thursday, Friday: three with today
        ("2025-03-28", Timeliness.DUE_SOON),
        ("2025-03-31", Timeliness.DUE_SOON),
        ("2025-04-01", Timeliness.OVERDUE),
    ],
)
def test_due_soon_is_three_working_days_with_today(day, expected):
    assert judged(day) is expected


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.DONE, Status.SUSPENDED, Status.ENDED])
def test_what_is_not_open_is_never_called_overdue(status):
    assert judged("2025-06-01", status=status) is Timeliness.IN_TERM


def test_a_task_without_a_date_has_no_deadline():
    assert judged("2025-06-01", deadline=None) is Timeliness.NO_DEADLINE


def test_lateness_is_judged_by_the_signed_report_and_not_by_when_it_was_sent_or_confirmed():
    sent = dt.datetime(2025, 4, 3, 2, 0, tzinfo=dt.UTC)
    assert on_time(task(Status.SUBMITTED, submitted_at=sent, document_date=dt.date(2025, 3, 28))) is True
    assert on_time(task(Status.DONE, submitted_at=sent, completed_on=dt.date(2025, 4, 1))) is False


def test_without_a_document_the_local_day_of_the_submission_counts():
    last_evening = dt.datetime(2025, 3, 31, 16, 59, tzinfo=dt.UTC)  # 23:59 on 31/3 in Hà Nội
    assert on_time(task(Status.SUBMITTED, submitted_at=last_evening)) is True
    assert on_time(task(Status.SUBMITTED, submitted_at=last_evening + dt.timedelta(minutes=1))) is False


def test_nothing_submitted_or_no_deadline_cannot_be_judged():
    assert on_time(task()) is None
    assert on_time(task(Status.DONE, deadline=None, completed_on=NAMED)) is None


def test_overdue_days_are_working_days():
    saturday_after = dt.date(2025, 4, 5)
    assert days_overdue(dt.date(2025, 4, 1), today=dt.date(2025, 3, 31), calendar=CALENDAR) == 0
    assert days_overdue(dt.date(2025, 4, 1), today=dt.date(2025, 4, 1), calendar=CALENDAR) == 1
    assert days_overdue(dt.date(2025, 4, 1), today=saturday_after, calendar=CALENDAR) == 4
