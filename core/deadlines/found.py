"""What reading a phrase yields: a deadline, a recurrence, or neither with the reason why."""

from __future__ import annotations

from dataclasses import dataclass

from core.proposal import Deadline, DeadlineKind, Recurrence

# What a caller may have to ask about; the words said to people are elsewhere.
YEAR_FAR = "year_far"  # no year written, and more than six months ahead or counted from the document's other dates
YEAR_UNKNOWN = "year_unknown"  # a day and month without a year, and no issue date to count from
BEFORE_ISSUE = "deadline_before_issue"
NOT_IN_CALENDAR = "not_in_calendar"  # 31/4
RECEIPT_DATE = "receipt_date"  # counted from a receipt whose date is unknown
EVENT_DATE = "event_date"  # counted from another event whose date is unknown
ISSUE_DATE = "issue_date"  # counted from the signing, and the issue date is unknown
START_ONLY = "start_only"  # 'từ quý III' says when it begins, not when it ends
ONGOING = "ongoing"  # 'thường xuyên'
SAID_TWICE = "said_twice"  # 'quý II, II': a scan lost a stroke of the second, taken as the next quarter
VAGUE = "vague"  # 'đầu tháng 6', 'khẩn trương', 'sớm'


@dataclass(frozen=True, slots=True)
class Reading:
    """How one phrase is understood. All empty but `doubts`: it speaks of time and gives no date."""

    deadline: Deadline | None = None
    recurrence: Recurrence | None = None
    doubts: tuple[str, ...] = ()
    kind: DeadlineKind = DeadlineKind.COMPLETION


@dataclass(frozen=True, slots=True)
class Found:
    """One deadline or recurrence inside a running text; `span` indexes that text."""

    span: tuple[int, int]
    deadline: Deadline | None = None
    recurrence: Recurrence | None = None
    doubts: tuple[str, ...] = ()
    kind: DeadlineKind = DeadlineKind.COMPLETION


def as_json(reading: Reading | Found | None) -> dict[str, object] | None:
    """The outer contract's DEADLINE with `recurrence`; nothing firm is null."""
    if reading is None or (reading.deadline is None and reading.recurrence is None):
        return None
    recurrence = reading.recurrence
    series = None if recurrence is None else {"text": recurrence.text, "rule": recurrence.rule}
    return {**_deadline(reading), "recurrence": series}


def _deadline(reading: Reading | Found) -> dict[str, object]:
    deadline = reading.deadline
    if deadline is None:
        text = reading.recurrence.text if reading.recurrence else ""
        empty = dict.fromkeys(("date", "time", "boundary"))
        later = {"last_day": None, "last_working_day": None, "inherited": False}
        return {"text": text, **empty, "kind": reading.kind.value, **later}
    return {
        "text": deadline.text,
        "date": deadline.date.isoformat(),
        "time": deadline.time.strftime("%H:%M") if deadline.time else None,
        "boundary": deadline.boundary.value,
        "kind": deadline.kind.value,
        "last_day": deadline.last_day.isoformat(),
        "last_working_day": deadline.last_working_day.isoformat(),
        "inherited": deadline.inherited,
    }
