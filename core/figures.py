"""Decide how tasks are counted: five groups that add up to the total, and two ratios that are never mixed up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.model import Cause, Task


class Measure(StrEnum):
    """By which deadline a task is judged; of a task never extended both are the same."""

    IN_FORCE = "deadline_in_force"
    ORIGINAL = "original_deadline"  # before any extension that was agreed


class Kind(StrEnum):
    """The lists behind the numbers."""

    OVERDUE = "overdue"
    TODAY = "today"  # the last working day is today
    SOON = "soon"  # within three working days
    WEEK = "week"  # the last working day is in this week
    BLOCKED = "blocked"
    EXTENSION = "extension"  # an extension waits for an answer
    SUBMITTED = "submitted"
    UNACKNOWLEDGED = "unacknowledged"
    IN_TERM = "in_term"
    ONGOING = "ongoing"  # thường xuyên, không thời hạn
    ON_TIME = "on_time"
    LATE = "late"
    OUTSIDE = "outside"  # suspended and ended
    EXCUSED = "excused"  # overdue or done late, with an objective cause stated or confirmed


@dataclass(frozen=True, slots=True)
class Share:
    """A ratio with its numerator and denominator in sight."""

    part: int
    whole: int

    @property
    def percent(self) -> float | None:
        """No ratio of nothing."""
        return 100 * self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Figures:
    """The counts of one scope on one day."""

    on_time: int = 0
    late: int = 0
    in_term: int = 0
    overdue: int = 0
    submitted: int = 0
    ongoing: int = 0
    suspended: int = 0  # outside the total, listed apart
    ended: int = 0
    overdue_agencies: int = 0
    agencies: int = 0
    directives: int = 0
    overdue_waiting: int = 0  # overdue, with an extension asked and unanswered
    overdue_shared: int = 0  # overdue by a report deadline that several tasks share
    shared_lateness: int = 0  # so many latenesses these really are
    blocked: int = 0
    due_this_week: int = 0
    overdue_excused: int = 0  # overdue, by an objective cause that was confirmed
    late_excused: int = 0  # done late, likewise
    causes_waiting: int = 0  # overdue or done late, by a cause not yet confirmed

    @property
    def done(self) -> int:
        return self.on_time + self.late

    @property
    def open(self) -> int:
        return self.in_term + self.overdue

    @property
    def total(self) -> int:
        return self.done + self.open + self.submitted + self.ongoing

    @property
    def done_of_due(self) -> Share:
        """Nhiệm vụ đến hạn đã hoàn thành: what is submitted or not yet due is in neither part."""
        return Share(self.done, self.done + self.overdue)

    @property
    def on_time_of_done(self) -> Share:
        """Đúng hạn trong số đã hoàn thành."""
        return Share(self.on_time, self.done)


@dataclass(frozen=True, slots=True)
class AgencyCount:
    """One agency in a comparison."""

    agency_id: int
    agency: str
    total: int
    overdue: int

    @property
    def share(self) -> float:
        return self.overdue / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """A task in a list behind a number: where it stands, since when, and the agency's last word."""

    task_id: int
    number: int
    directive_number: str | None
    agency: str
    text: str
    last_working_day: dt.date | None = None
    overdue_from: dt.date | None = None
    blocked: str | None = None
    waiting: bool = False  # an extension waits for an answer
    last_said: str | None = None
    last_at: dt.date | None = None
    cause: Cause | None = None  # an objective one


@dataclass(frozen=True, slots=True)
class Detail:
    """One row of the detail table: the task as it stands, the group it is counted in, and the agency's last word."""

    task: Task
    counted_as: str  # a name of Figures: on_time, late, in_term, …
    last_said: str | None = None
    matter: str | None = None  # on which a leader's opinion is asked and not yet given
    cause: Cause | None = None  # an objective one
    first_day: dt.date | None = None  # the last working day before any extension, where that is what is counted by


def week_end(today: dt.date) -> dt.date:
    """The Sunday of this week."""
    return today + dt.timedelta(days=6 - today.weekday())


def most_overdue(agencies: Sequence[AgencyCount]) -> list[AgencyCount]:
    """By number; where equal, the larger share first."""
    behind = [one for one in agencies if one.overdue]
    return sorted(behind, key=lambda one: (-one.overdue, -one.share, one.agency))


def largest_share(agencies: Sequence[AgencyCount]) -> list[AgencyCount]:
    """By share of what was given; where equal, the larger number first."""
    behind = [one for one in agencies if one.overdue]
    return sorted(behind, key=lambda one: (-one.share, -one.overdue, one.agency))
