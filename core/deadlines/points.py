"""Find the points of time that a text names: days, months, quarters, years, lists and spans of them, and hours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import time

from core.deadlines import patterns
from core.deadlines.patterns import Unit


@dataclass(frozen=True, slots=True)
class Point:
    """A named point or period, as written: what is missing is None and found from the issue date."""

    start: int
    end: int
    unit: Unit
    day: int | None = None
    month: int | None = None
    year: int | None = None
    months: int = 1  # how many months the period has
    weekday: int | None = None
    shift: int | None = None  # 'tháng này' 0, 'tháng sau' 1
    hour: time | None = None
    bare: bool = False  # numbers alone: '6/2025', '2025'
    early: bool = False  # 'đầu tháng 6', 'giữa tháng 6'
    closing: bool = False  # 'cuối tháng', 'hết năm'
    since: Point | None = None  # where a span begins
    twice: bool = False  # 'quý II, II'
    joined: str = ""  # what joined the span: '-', 'den', ','


_WEEKDAYS = {"hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5}
_COUNTS = {"ba": 3, "sau": 6, "chin": 9}
_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF: 6, Unit.YEAR: 12}

_MONTH_NAMES = {
    "gieng": 1, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10, "muoi mot": 11, "muoi hai": 12,
    "chap": 12,
}  # fmt: skip


def points(text: str) -> list[Point]:
    """All points of time of a folded text in their order, spans joined, hours attached."""
    found: list[Point] = []
    taken = bytearray(len(text))
    for unit, pattern in patterns.PATTERNS:
        for match in pattern.finditer(text):
            if not any(taken[match.start() : match.end()]):
                point = _point(unit, match)
                if point is not None:
                    taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
                    found.append(point)
    found.sort(key=lambda p: p.start)
    return list(_joined(text, [_with_edges(text, point) for point in found]))


def _point(unit: Unit, match: re.Match[str]) -> Point | None:
    got = match.groupdict()
    plain = Point(match.start(), match.end(), unit, months=_MONTHS.get(unit, 1), year=_year(got), shift=_shift(got))
    if unit is Unit.DAY:
        return _day(plain, got)
    if unit is Unit.WEEK:
        return replace(plain, weekday=weekday(got))
    if got.get("half") is not None:
        return _half(plain, got)
    if got.get("end") is not None:
        return replace(plain, shift=0, closing=True)
    if got.get("q") is not None:
        quarter, twice = _quarter(got["q"]), _said_twice(match[0])
        return replace(plain, month=3 * min(4, quarter + twice), twice=twice)
    bare = match[0][0].isdigit()
    return replace(plain, month=_month(unit, got), bare=bare)


def _month(unit: Unit, got: dict[str, str | None]) -> int | None:
    if unit is Unit.YEAR:
        return 12
    name = got.get("name")
    return _MONTH_NAMES[name] if name else _number(got.get("m"))


def _day(plain: Point, got: dict[str, str | None]) -> Point | None:
    if today := got.get("today"):
        return replace(plain, shift=0 if today.endswith("nay") else 1)
    day, month = _number(got.get("d")), _number(got.get("m"))
    named = bool(got.get("ngay") or got.get("only") or got.get("shift"))
    if not named and not _could_be(day, month):
        return None
    if got.get("from"):
        earlier = replace(plain, day=_number(got["from"]))
        return replace(plain, day=day, month=month, since=earlier, joined="-")
    return replace(plain, day=day, month=month, bare=not named)


def _could_be(day: int | None, month: int | None) -> bool:
    """Without 'ngày' before it, '11/17' is a fraction."""
    return day is not None and month is not None and 1 <= day <= 31 and 1 <= month <= 12


def _half(plain: Point, got: dict[str, str | None]) -> Point | None:
    word = got.get("n") or "6"
    count = _COUNTS.get(word) or int(word)
    if plain.year is None and plain.shift is None and got.get("n") is None:
        return None
    return replace(plain, month=12 if got["half"] == "cuoi" else count, months=count)


def _year(got: dict[str, str | None]) -> int | None:
    if got.get("yy"):
        return 2000 + int(got["yy"] or 0)
    return _number(got.get("y"))


def _shift(got: dict[str, str | None]) -> int | None:
    word = got.get("shift") or got.get("nam")
    return None if word is None else 0 if word == "nay" else 1


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _quarter(text: str) -> int:
    """'II' is read by scanners as 'll', '1I' or '11'."""
    return 4 if "v" in text else len(text) if set(text) <= set("il1") else int(text)


def _said_twice(words: str) -> bool:
    """'Quý II, II': nobody names a quarter twice; a scan reads 'III' so."""
    named = [_quarter(found) for found in patterns.QUARTER_NAMES.findall(words)]
    return len(named) > 1 and named[-1] == named[-2]


def weekday(got: dict[str, str | None]) -> int | None:
    """0 for 'thứ Hai' to 6 for 'Chủ nhật'."""
    if got.get("cn"):
        return 6
    word = got.get("thu")
    if not word:
        return None
    return int(word) - 2 if word.isdigit() else _WEEKDAYS[word]


def _with_edges(text: str, point: Point) -> Point:
    """Take in 'cuối', 'hết', 'đầu' and the hour that stand beside a point."""
    before = text[max(0, point.start - 60) : point.start]
    if point.unit is not Unit.DAY and (edge := patterns.EDGE.search(before)):
        early = edge.group("early") is not None
        point = replace(point, start=point.start - len(edge[0]), early=early, closing=not early)
        before = before[: edge.start()]
    if point.unit is Unit.MONTH and patterns.BLANK_DAY.search(before):
        return replace(point, early=True)
    if clock := patterns.CLOCK_BEFORE.search(before):
        return replace(point, start=point.start - len(before) + clock.start(), hour=_hour(clock))
    if point.unit is Unit.DAY and (clock := patterns.CLOCK_AFTER.match(text, point.end)):
        return replace(point, end=clock.end(), hour=_hour(clock))
    if point.unit is Unit.DAY and (named := patterns.WEEKDAY_BEFORE.search(before)):
        return replace(point, start=point.start - len(before) + named.start())
    return point


def _hour(clock: re.Match[str]) -> time | None:
    hour, minute = int(clock["h"]), int(clock["min"] or clock["min2"] or 0)
    if clock["part"] in {"chieu", "toi"} and hour < 12:
        hour += 12
    return time(23, 59) if hour == 24 else time(hour, minute)


def _gap(text: str, first: Point, second: Point) -> re.Match[str] | None:
    """What joins two points; 'vốn năm 2024 đến ngày 31/01/2025' is no span."""
    gap = patterns.THROUGH.fullmatch(text, first.end, second.start)
    if gap is None or first.unit is second.unit:
        return gap
    opened = text[: first.start].endswith(("tu ", "tu khi ", "tu ngay ", "tu cuoi ", "tu dau "))
    return gap if opened and gap["by"] not in {"va", ",", "hoac"} else None


def _joined(text: str, found: list[Point]) -> Iterator[Point]:
    """'từ ngày 01 đến ngày 08 tháng 6' is one span, known by its end."""
    open_: Point | None = None
    for point in found:
        gap = None if open_ is None else _gap(text, open_, point)
        if open_ is not None and gap is None:
            yield open_
        if open_ is not None and gap is not None:
            closing = point.closing or gap["end"] is not None
            point = replace(point, start=open_.start, since=open_, joined=gap["by"], closing=closing)
        open_ = point
    if open_ is not None:
        yield open_
