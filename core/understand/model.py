"""What one chat message was understood to say, and the shape it has for machines."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date


class Intent(StrEnum):
    REPORT = "report"
    EXTENSION = "extension"
    ACKNOWLEDGE = "acknowledge"
    LIST = "list"
    SUMMARY = "summary"
    UNCLEAR = "unclear"


class Said(StrEnum):
    """The status a person claims; DONE only when the whole task is said to be finished."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    BLOCKED = "blocked"
    DONE = "done"


class Question(StrEnum):
    """What is asked and answered instead of recorded."""

    DUE = "due"  # 'hạn nv 3 bao giờ'
    OVERDUE = "overdue"  # 'nv nào quá hạn'
    TEXT = "text"  # 'nội dung nv 4'
    WHO = "who"  # 'ai đang làm nv 5'
    COUNT = "count"  # 'xã mình còn mấy việc'
    STATE = "state"  # 'nv 9 hoàn thành chưa vậy?'
    SOON = "soon"  # 'tuần này việc gì đến hạn'
    COMPARE = "compare"  # 'đơn vị nào chậm nhất'
    UNALLOCATED = "unallocated"  # 'nv nào chưa phân công'
    OTHER = "other"  # surely a question, of no kind known here


class Request(StrEnum):
    """What is wanted of the bot beside reporting and asking."""

    ALLOCATE = "allocate"  # 'phân công nv12 cho …'
    NOT_OURS = "not_ours"  # 'nv12 không đúng chức năng'
    HANDOVER = "handover"  # 'bàn giao', 'nghỉ phép'
    WITHDRAW = "withdraw"  # 'thu hồi'
    KEEP_DEADLINE = "keep_deadline"  # 'thôi không xin gia hạn nữa'
    MY_DATA = "my_data"  # 'thông tin của tôi'


class Doubt(StrEnum):
    """Why the person must be asked before anything is kept."""

    PERCENT_RANGE = "percent_range"  # 150 %
    DATE_NOT_IN_CALENDAR = "date_not_in_calendar"  # 31/4
    PART_OR_WHOLE = "part_or_whole"  # completion of the task, or of a part of it?
    TWO_STATUSES = "two_statuses"  # the message contradicts itself
    HEARSAY = "hearsay"  # 'nghe nói xong rồi', 'hình như xong'
    NO_TASK = "no_task"  # something was reported, of no task we could tell


@dataclass(frozen=True, slots=True)
class Understood:
    """One thing said about at most one task. `wrong` is the value as typed where `doubt` is about a value."""

    intent: Intent
    note: str
    status: Said | None = None
    task: str | None = None
    percent: int | None = None
    until: date | None = None  # the day an extension is asked to
    more_days: int | None = None  # 'thêm 10 ngày': the caller who knows the deadline may count from it
    promised: date | None = None  # 'sẽ xong trước 28/3'
    document: str | None = None
    document_date: date | None = None
    yearless: bool = False  # the document's date was said without its year
    question: Question | None = None
    request: Request | None = None
    signing: bool = False  # 'đã trình ký'
    proposal: str | None = None  # 'đề nghị lãnh đạo cho ý kiến về …': the matter, in the person's words
    doubt: Doubt | None = None
    wrong: str | None = None


def as_json(understood: tuple[Understood, ...]) -> dict[str, Any]:
    """The outer contract: the first one's object, the others under 'also'."""
    first, *others = understood
    shown = _one(first)
    if others:
        shown["also"] = [_one(other) for other in others]
    return shown


def _one(said: Understood) -> dict[str, Any]:
    return {
        "intent": said.intent.value,
        "status": said.status.value if said.status else None,
        "task": said.task,
        "percent": said.percent,
        "until": said.until.isoformat() if said.until else None,
        "document": said.document,
        "note": said.note,
    }
