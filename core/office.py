"""What one organisation has settled for itself: its name, its hours, its ladder. Made from settings once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from core.workdays import WorkingCalendar

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True)
class Office:
    """The office's own rules. Times of day are local; `quiet_from` to `quiet_to` spans midnight."""

    calendar: WorkingCalendar
    name: str = "Văn phòng Ủy ban nhân dân tỉnh"
    contact: str = "Văn phòng"  # who hands out invites
    phone: str | None = None
    address: str = "đồng chí"  # how people are spoken to: core.wording.addressing
    zone: ZoneInfo = field(default=HANOI)
    remind_at: dt.time = dt.time(7, 30)
    quiet_from: dt.time = dt.time(18, 0)
    quiet_to: dt.time = dt.time(7, 0)
    ladder: tuple[int, ...] = (30, 14, 7, 3, 1, 0)
    strict_before: bool = False
    extend_before: int = 0  # working days before the deadline by which a later one is to be asked for; 0: no rule
    extend_times: int = 0  # how often a deadline may be moved; 0: no rule

    def local(self, instant: dt.datetime) -> dt.datetime:
        return instant.astimezone(self.zone)

    def today(self, instant: dt.datetime) -> dt.date:
        return self.local(instant).date()

    def at(self, day: dt.date, clock: dt.time) -> dt.datetime:
        """The instant (UTC) of a local wall-clock time."""
        return dt.datetime.combine(day, clock, tzinfo=self.zone).astimezone(dt.UTC)
