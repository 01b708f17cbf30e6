"""Read on which days a recurring duty falls: weekday, day of the month, month of the quarter, dates of the year."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from core.deadlines.patterns import Unit
from core.deadlines.points import Point, weekday

_D = r"(?:ngay )?(?:m[uo]ng )?(?P<d>[0-9]{1,2})(?![0-9/])"
_WHICH = (
    r"(?:(?:cua )?(?:thang )?(?P<place>cuoi|dau|thu ba|thu 3|thu nhat|thu 1)(?: tien| cung)?(?: cua| trong)?(?: moi|"
    r" hang| tung)? (?P<of>quy|ky|nam)"
    r"(?: (?:sau|tiep theo|ke tiep|bao cao|lien ke|lien sau))?"
    r"|(?:cua )?thang (?P<next>lien sau|tiep theo|lien ke|sau|ke tiep)(?: cua)? (?P<quarter>quy)"
    r"|(?:cua )?(?P<month>(?:hang|moi|tung|cung|trong) thang|thang (?:bao cao|sau|truoc|ke tiep|tiep theo|"
    r"lien ke|lien truoc|lien sau|do|ke|"
    r"sau lien ke|ke sau|tiep sau|cuoi ky))|(?:cua )?(?P<each>hang|moi) (?P<unit>quy)|cua (?P<bare>thang)"
    r"(?! ?[0-9]))(?![a-z])"
)
_DAYS = re.compile(rf"(?<![a-z0-9/])ngay (?:(?P<d0>[0-9]{{1,2}})(?:,| va|, ngay| va ngay) )?{_D},? {_WHICH}")
_LAST = re.compile(
    r"(?<![a-z])(?:ngay (?P<work>lam viec )?cuoi(?: cung)?|(?P<only>cuoi))(?: cua)? (?:(?P<each>hang|moi|"
    r"tung) )?(?P<u>thang|quy|nam)"
    r"(?![a-z])(?! ?[0-9ivl]+(?![a-z]))(?! (?:nay|sau|toi))(?P<after> (?:bao cao|hang nam))?"
)
_OF_MONTHS = re.compile(
    r"(?<![a-z0-9/])(?:ngay )?(?P<d>[0-9]{1,2}) (?:cua )?(?:cac )?thang (?P<list>(?:[0-9]{1,2}(?:,? va |, ?|"
    r" hoac )(?:thang )?)+[0-9]{1,2})(?![0-9/])"
)
_WEEKDAYS = re.compile(
    r"(?<![a-z])(?:thu (?P<thu>hai|ba|tu|nam|sau|bay|[2-7])|(?P<cn>chu nhat))(?![a-z0-9])(?! cua thang)"
)
_MONTHLY = re.compile(r"(?<![a-z])(?:bao cao thang|dinh ky|thuong xuyen|thang (?:truoc|nay))(?![a-z])")
_UNITS = {"thang": 1, "quy": 3, "ky": 6, "nam": 12}
_AFTER, _BEFORE = 130, 70


@dataclass(frozen=True, slots=True)
class Details:
    """What the words beside a period say of its days; false when they say nothing."""

    start: int = 1 << 60
    end: int = -1
    unit: str = ""
    every: int = 0  # the period that the detail itself names: 'ngày 25 hằng tháng'
    weekdays: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    dates: tuple[tuple[int, int], ...] = ()
    place: str = ""
    last_worked: bool = False

    def __bool__(self) -> bool:
        return self.end >= 0


def details(text: str, start: int, end: int, known: list[Point], *, periods: list[tuple[int, int]]) -> Details:
    low = max(start, min((s for s, _ in periods), default=start) - _BEFORE)
    high = min(end, max((e for _, e in periods), default=end) + _AFTER)
    found = Details()
    match = _DAYS.search(text, low, high)
    if match is not None and not _only_next(text, start, match, periods):
        found = _month_day(found, match)
    elif match := _LAST.search(text, low, high):
        found = _last_day(found, match)
    if not found and periods:
        found = _dates(_of_months(found, text, low, high), known, periods)
    return named_weekdays(found, text, low, high, periods) if periods and not found else found


def _only_next(text: str, start: int, match: re.Match[str], periods: list[tuple[int, int]]) -> bool:
    """'Nộp trước ngày 20 tháng sau' is due once; 'báo cáo tháng trước ngày 05 tháng sau' comes again."""
    return not periods and match["month"] == "thang sau" and _MONTHLY.search(text, start, match.start()) is None


def _grown(found: Details, start: int, end: int) -> Details:
    return replace(found, start=min(found.start, start), end=max(found.end, end))


def _month_day(found: Details, match: re.Match[str]) -> Details:
    days = tuple(int(d) for d in (match["d0"], match["d"]) if d)
    if not all(1 <= d <= 31 for d in days):
        return found
    unit = match["of"] or match["unit"] or match["quarter"] or "thang"
    found = _grown(found, match.start(), match.end())
    place = "cuoi" if match["month"] == "thang cuoi ky" else _place(match["place"] or match["next"])
    last = tuple(-1 if d == 31 else d for d in days)
    return replace(found, unit="thang", every=_UNITS[unit], days=last, place=place)


def _place(word: str | None) -> str:
    return "" if word is None else "cuoi" if word in {"cuoi", "thu ba", "thu 3"} else "dau"


def _last_day(found: Details, match: re.Match[str]) -> Details:
    """'cuối mỗi quý' and 'ngày cuối cùng của tháng' recur; 'cuối quý' alone does not."""
    if match["only"] and not match["each"] and not match["after"]:
        return found
    found = _grown(found, match.start(), match.end())
    return replace(
        found, unit="thang", every=_UNITS[match["u"]], days=(-1,), place="cuoi", last_worked=bool(match["work"])
    )


def _of_months(found: Details, text: str, low: int, high: int) -> Details:
    match = _OF_MONTHS.search(text, low, high)
    if match is None:
        return found
    months = [int(m) for m in re.findall(r"[0-9]+", match["list"])]
    dates = tuple((m, int(match["d"])) for m in months if 1 <= m <= 12)
    return replace(_grown(found, match.start(), match.end()), dates=dates)


def _dates(found: Details, known: list[Point], periods: list[tuple[int, int]]) -> Details:
    """Days and months without a year that follow a period, or stand just before it: 'trước ngày 15/12 hằng năm'."""
    if found.dates:
        return found
    first, last = min(s for s, _ in periods), max(e for _, e in periods)
    for point in known:
        if not (last <= point.start <= last + _AFTER or 0 <= first - point.end <= 12):
            continue
        if pairs := _pairs(point):
            found = replace(_grown(found, point.start, point.end), dates=found.dates + pairs)
        elif _day_alone(point):
            found = replace(_grown(found, point.start, point.end), days=(*found.days, point.day or 0))
    return found


def _day_alone(point: Point) -> bool:
    """'hằng tháng (trước ngày 20)'."""
    return point.unit is Unit.DAY and point.month is None and point.shift is None and 1 <= (point.day or 0) <= 31


def _pairs(point: Point) -> tuple[tuple[int, int], ...]:
    earlier = _pairs(point.since) if point.since is not None else ()
    if point.year is not None or point.shift is not None or point.month is None:
        return ()
    if point.unit is Unit.DAY and point.day is not None and 1 <= point.month <= 12 and 1 <= point.day <= 31:
        return (*earlier, (point.month, point.day))
    if point.unit in {Unit.MONTH, Unit.QUARTER}:
        return (*earlier, (point.month, -1))
    return ()


def named_weekdays(found: Details, text: str, low: int, high: int, periods: list[tuple[int, int]]) -> Details:
    first, last = min(s for s, _ in periods), max(e for _, e in periods)
    for match in _WEEKDAYS.finditer(text, max(low, first - 30), min(high, last + 40)):
        day = weekday(match.groupdict())
        if day is not None:
            found = replace(_grown(found, match.start(), match.end()), weekdays=(*found.weekdays, day))
    return found
