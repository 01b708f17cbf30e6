"""What reading a directive proposes to a coordinator. Nothing here is in force before it is published."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum


class Boundary(StrEnum):
    """How the document draws the line around the named day."""

    BEFORE = "before"  # 'trước ngày'
    BY = "by"  # 'chậm nhất', 'đến ngày', 'trong ngày', 'hết ngày'
    WITHIN = "within"  # 'trong tháng 11', 'trong quý IV/2024': the last day of the period


class DeadlineKind(StrEnum):
    COMPLETION = "completion"  # hạn hoàn thành
    REPORT = "report"  # hạn báo cáo


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as written and as understood. `date` and `time` are local; `time` only where an hour is written."""

    text: str
    date: dt.date
    boundary: Boundary
    kind: DeadlineKind
    last_day: dt.date  # 'trước ngày 31/3' -> 30/3
    last_working_day: dt.date
    time: dt.time | None = None
    inherited: bool = False  # shared from the directive's closing demand to report


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A recurring duty: the words, an RFC 5545 RRULE, and the first due date where it can be worked out.

    A standing duty ('thường xuyên', 'định kỳ' without a period) has words and no rule.
    """

    text: str
    rule: str | None
    first: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ProposedTask:
    """One duty found in the text. `lead` and `supporting` as written; `span` indexes the directive's text."""

    ref: str
    text: str
    span: tuple[int, int]
    lead: tuple[str, ...] = ()
    supporting: tuple[str, ...] = ()
    deadline: Deadline | None = None
    recurrence: Recurrence | None = None
    doubts: tuple[str, ...] = ()  # codes: 'lead', 'deadline', 'deadline_before_issue', 'year_far', 'receipt_date', ...


@dataclass(frozen=True, slots=True)
class Signer:
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class ReportDuty:
    """The closing demand: to whom the directive's addressees report, and by when."""

    to: str
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True)
class ProposedDirective:
    """All that was understood of one document. What is unclear is None and named in `warnings`."""

    text: str
    number: str | None = None
    type: str | None = None
    issuer: str | None = None
    place: str | None = None
    issued_on: dt.date | None = None
    subject: str | None = None
    signer: Signer | None = None
    urgency: str | None = None  # 'Khẩn', 'Thượng khẩn', 'Hỏa tốc'
    secrecy: str | None = None  # 'Mật', 'Tối mật', 'Tuyệt mật': refused before anything is kept
    internal: str | None = None  # 'Lưu hành nội bộ', 'Không phổ biến', 'Dự thảo': stops and asks
    addressees: tuple[str, ...] = ()
    tasks: tuple[ProposedTask, ...] = ()
    report: ReportDuty | None = None
    warnings: tuple[str, ...] = field(default=())
