"""The nouns of the product as the rooms hand them to each other: frozen, complete, no database behind them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from core.messages import Address
from core.proposal import Boundary, DeadlineKind


class Role(StrEnum):
    """What a person is to the organisation. Vietnamese names are in core.wording."""

    OFFICIAL = "official"  # người thực hiện
    FOCAL = "focal"  # đầu mối đơn vị
    LEADER = "leader"  # lãnh đạo: of an agency, or of the office (an agency of kind 'office')
    COORDINATOR = "coordinator"  # người theo dõi
    ADMIN = "admin"


class Status(StrEnum):
    """What is stored of a task. Whether it is late is worked out on the day it is asked (core.timeliness)."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"  # Chờ xác nhận
    DONE = "done"
    SUSPENDED = "suspended"  # Tạm dừng
    ENDED = "ended"  # Thôi theo dõi
    RECALLED = "recalled"  # Đã thu hồi để chỉnh sửa: no longer in force, its number is not given again


OPEN = frozenset({Status.NOT_STARTED, Status.IN_PROGRESS})


class DirectiveState(StrEnum):
    READING = "reading"
    DRAFT = "draft"
    PUBLISHED = "published"
    CLOSED = "closed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Agency:
    id: int
    name: str
    short: str | None = None
    aliases: tuple[str, ...] = ()
    kind: str = "agency"  # 'office' is the organisation's own office (văn phòng)
    parent_id: int | None = None
    active: bool = True  # an agency given no more work stays for the record
    ended_on: dt.date | None = None  # it was dissolved, and others took up its work


@dataclass(frozen=True, slots=True)
class Person:
    id: int
    name: str
    role: Role
    agency_id: int | None = None
    agency: str | None = None  # the agency's name, for messages
    position: str | None = None  # chức vụ, said before the name
    active: bool = True
    of_office: bool = False  # belongs to the organisation's own office: an office leader when role is LEADER
    former: bool = False  # belongs to an agency that has ended, until moved to another

    @property
    def sees_all(self) -> bool:
        """Coordinators, admins and the office's leaders see every agency's tasks."""
        return self.role in {Role.COORDINATOR, Role.ADMIN} or (self.role is Role.LEADER and self.of_office)


@dataclass(frozen=True, slots=True)
class Directive:
    id: int
    state: DirectiveState
    coordinator_id: int | None
    number: str | None = None
    type: str | None = None
    issuer: str | None = None
    place: str | None = None
    issued_on: dt.date | None = None
    subject: str | None = None
    signer: str | None = None
    urgency: str | None = None
    text: str = ""
    file_id: int | None = None
    file_name: str | None = None
    report_to: str | None = None
    report_deadline: Due | None = None
    strict_before: bool = False  # 'trước ngày D' counts as overdue from D, not from D + 1
    version: int = 1


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline in force. `date` is the named local day; `overdue_from` the first local day on which it is late."""

    text: str
    date: dt.date
    boundary: Boundary
    kind: DeadlineKind
    last_day: dt.date
    last_working_day: dt.date
    overdue_from: dt.date
    time: dt.time | None = None
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class NamedAgency:
    """An agency as a document wrote it, and the known agency it was matched to, if any (`score` 0–100)."""

    written: str
    agency_id: int | None = None
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class DraftTask:
    """A proposed task under review. `position` is its number in the review ('Việc 3'); nothing of it is in force."""

    id: int
    directive_id: int
    position: int
    ref: str
    text: str
    span: tuple[int, int] | None
    leads: tuple[NamedAgency, ...]
    supporting: tuple[NamedAgency, ...]
    due: Due | None = None
    recurrence: str | None = None  # RFC 5545
    recurrence_text: str | None = None
    doubts: tuple[str, ...] = ()
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """A task in force. `number` is the organisation's own ('NV 3'); `version` moves with deadline, people, status."""

    id: int
    number: int
    directive_id: int
    directive_number: str | None
    directive_issued_on: dt.date | None
    issuer: str | None
    ref: str
    text: str
    lead_id: int
    lead: str  # the agency's name
    supporting: tuple[str, ...]
    status: Status
    version: int
    due: Due | None = None
    first_due: dt.date | None = None  # the original date, kept when extended
    recurrence_text: str | None = None
    percent: int | None = None
    blocked: str | None = None
    signing_since: dt.date | None = None  # 'đã trình ký'
    submitted_at: dt.datetime | None = None
    submitted_by: int | None = None
    document_number: str | None = None
    document_date: dt.date | None = None
    completed_on: dt.date | None = None
    returned_until: dt.date | None = None  # the new date when it was returned for more
    coordinator_id: int | None = None
    first_lead: str | None = None  # the agency the directive addressed, where another leads now


@dataclass(frozen=True, slots=True)
class Assignment:
    """A task in one person's hands. `next_reminder_at` is an instant (UTC), None when nothing is left to remind of."""

    id: int
    task_id: int
    person_id: int
    acknowledged_at: dt.datetime | None = None
    snoozed_until: dt.datetime | None = None
    next_reminder_at: dt.datetime | None = None
    internal_due: dt.date | None = None
    assigned_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class StatusReport:
    """What somebody said of tasks: append-only."""

    id: int
    person_id: int
    person: str
    at: dt.datetime
    text: str
    status: str | None = None
    percent: int | None = None
    difficulty: str | None = None
    document_number: str | None = None
    document_date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Cause:
    """An objective cause of a task's lateness, stated with a document; it counts once it is confirmed."""

    id: int
    task_id: int
    person_id: int
    text: str
    ground: str  # the document it rests on
    confirmed: bool | None = None  # None while it waits
    source: str | None = None  # by whose authority


class Kept(StrEnum):
    """What became of a file sent to show what was reported."""

    WAITING = "waiting"  # not fetched yet
    YES = "kept"
    ASKED = "asked"  # it bears an internal mark: whoever sent it is asked
    NO = "refused"  # nothing of it is kept


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes with a report; of a refused one nothing is known but that it was sent."""

    id: int
    batch: str  # files sent together
    kept: Kept
    name: str
    sent_at: dt.datetime
    task_id: int | None = None
    report_id: int | None = None
    file_id: int | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """One line of history: who did what to what, and what it changed."""

    at: dt.datetime
    person: str | None
    did: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Contact:
    """A person with the address they are reached at now, if any."""

    person: Person
    address: Address | None
