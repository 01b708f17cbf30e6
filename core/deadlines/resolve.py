"""Decide which days a named point of time covers, given the issue date; a missing year is the first not past."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from core.deadlines import found
from core.deadlines.patterns import Unit
from core.deadlines.points import Point

_FAR_MONTHS = 6
MONTH_UNKNOWN = "month_unknown"


@dataclass(frozen=True, slots=True)
class Days:
    """The first and last day of a named point; None and a doubt where it cannot be known."""

    first: date | None = None
    last: date | None = None
    doubts: tuple[str, ...] = ()


def resolve(point: Point, issued: date | None) -> Days:
    if point.since is not None:
        point = _completed(point, point.since, issued)
    if point.shift is not None:
        return _relative(point, issued)
    if point.unit is Unit.DAY and point.month is None:
        return Days(doubts=(MONTH_UNKNOWN,))
    if point.year is not None:
        return _days(point, point.year)
    if not _possible(point):
        return Days(doubts=(found.NOT_IN_CALENDAR,))
    if issued is None:
        return Days(doubts=(found.YEAR_UNKNOWN,))
    return _first_not_past(point, issued)


def add_months(day: date, months: int) -> date:
    """The same day so many months on; the last of the month where there is none (Civil Code 2015, art. 148.3)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _completed(point: Point, since: Point, issued: date | None) -> Point:
    """The end of a span borrows month and year from its beginning."""
    month = point.month if point.month is not None or point.shift is not None else since.month
    if point.year is not None or point.shift is not None or since.year is None or month is None:
        return replace(point, month=month)
    begins = resolve(replace(since, since=None), issued).first
    this_year = _days(replace(point, month=month, since=None), since.year)
    late = begins is not None and this_year.last is not None and this_year.last < begins
    return replace(point, month=month, year=since.year + 1 if late else since.year)


def _relative(point: Point, issued: date | None) -> Days:
    """'Tháng này', 'quý sau', 'thứ Sáu tuần này', '15/6 năm sau', counted from the issue date."""
    if issued is None:
        return Days(doubts=(found.YEAR_UNKNOWN,))
    shift = point.shift or 0
    if point.unit is Unit.WEEK:
        monday = issued + timedelta(days=7 * shift - issued.weekday())
        if point.weekday is None:
            return Days(monday, monday + timedelta(days=6))
        named = monday + timedelta(days=point.weekday)
        return Days(named, named)
    if point.month is not None:
        return _days(point, issued.year + shift)
    if point.unit is Unit.DAY:
        return _relative_day(point, issued, shift)
    months = 12 if point.unit is Unit.YEAR else point.months
    begins = add_months(date(issued.year, (issued.month - 1) // months * months + 1, 1), months * shift)
    return Days(begins, add_months(begins, months) - timedelta(days=1))


def _relative_day(point: Point, issued: date, shift: int) -> Days:
    if point.day is None:
        day = issued + timedelta(days=shift)
        return Days(day, day)
    month = add_months(issued.replace(day=1), shift)
    return _days(replace(point, month=month.month), month.year)


def _days(point: Point, year: int) -> Days:
    """The days of a point whose year is known."""
    try:
        if point.unit is Unit.DAY:
            day = date(year, point.month or 0, point.day or 0)
            return Days(day, day)
        month = point.month or 12
        last = date(year, month, monthrange(year, month)[1])
    except ValueError:
        return Days(doubts=(found.NOT_IN_CALENDAR,))
    return Days(add_months(last.replace(day=1), 1 - point.months), last)


def _possible(point: Point) -> bool:
    """2024 is a leap year: only a day that no year has is impossible."""
    return _days(point, 2024).last is not None


def _first_not_past(point: Point, issued: date) -> Days:
    for year in range(issued.year, issued.year + 9):
        days = _days(point, year)
        if days.last is not None and days.last >= issued:
            far = days.last > add_months(issued, _FAR_MONTHS)
            return replace(days, doubts=(found.YEAR_FAR,) if far else ())
    return Days(doubts=(found.NOT_IN_CALENDAR,))
