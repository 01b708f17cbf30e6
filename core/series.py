"""Decide when the next period of a recurring duty falls due, how it is named, and what reports that nothing arose."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange

from core.deadlines import next_due
from core.proposal import Boundary, Deadline, DeadlineKind
from core.text import fold
from core.workdays import WorkingCalendar

_DAY = dt.timedelta(days=1)
_MID_MONTH = 15  # a report due later than this is of its own month; an earlier one may be of the month before
_NOTHING = re.compile(
    r"(?:nv|nhiem vu)?\s*(?:so)?\s*\d*\s*[:,.-]?\s*(?:(?:ky|thang|quy|tuan|nam)(?: bao cao)?(?: nay)?\s*)?"
    r"(?:don vi\s*)?khong (?:co )?phat sinh(?: gi| them| moi)?(?: (?:trong )?(?:ky|thang|quy|tuan|nam)(?: nay)?)?"
    r"(?:,? (?:o |cho )?(?:nv|nhiem vu) ?(?:so )?\d+)?[ .!]*"
)


def following(rule: str, period: dt.date, *, calendar: WorkingCalendar) -> dt.date | None:
    """The named day of the period after this one; None where the rule names no day."""
    if rule.startswith("FREQ=DAILY"):
        return calendar.forward(period, 1).date
    return next_due(rule, period + _DAY) or _at_intervals(rule, period)


def _at_intervals(rule: str, period: dt.date) -> dt.date | None:
    """'2 tháng một lần, trước ngày 5' and 'hai tuần một lần, thứ Sáu' have a phase once a first day is known."""
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    every = int(parts.get("INTERVAL", "1"))
    if parts["FREQ"] == "WEEKLY" and "BYDAY" in parts:
        return period + dt.timedelta(weeks=every)
    if parts["FREQ"] != "MONTHLY" or "BYMONTHDAY" not in parts:
        return None
    years, month = divmod(period.year * 12 + period.month - 1 + every, 12)
    last = monthrange(years, month + 1)[1]
    day = int(parts["BYMONTHDAY"].split(",")[0])
    return dt.date(years, month + 1, last + 1 + day if day < 0 else min(day, last))


def deadline_on(day: dt.date, *, text: str, kind: DeadlineKind, calendar: WorkingCalendar) -> Deadline:
    """The deadline of the period that names this day, in the words of the duty."""
    boundary = Boundary.BEFORE if "truoc" in fold(text) else Boundary.BY
    last = day if boundary is Boundary.BY else day - _DAY
    return Deadline(text, day, boundary, kind, last, calendar.last_working_on_or_before(last).date)


def quarter_or_month(rule: str, day: dt.date) -> tuple[str, int, int] | None:
    """('quarter', 2, 2026) or ('month', 4, 2026) where a period surely is one; None where it is named by its day."""
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    if day.day <= _MID_MONTH or parts["FREQ"] not in {"MONTHLY", "YEARLY"}:
        return None
    if parts.get("BYMONTH") == "3,6,9,12":
        return "quarter", day.month // 3, day.year
    plain = parts["FREQ"] == "MONTHLY" and "BYMONTH" not in parts and "INTERVAL" not in parts
    return ("month", day.month, day.year) if plain else None


def says_nothing(words: str) -> bool:
    """Whether a whole message says no more than 'kỳ này không phát sinh'."""
    return _NOTHING.fullmatch(fold(words).strip()) is not None
