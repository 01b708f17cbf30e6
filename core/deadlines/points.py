"""Find the points of time that a text names: days, months, quarters, halves and years, lists and spans of them, and hours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import time
from enum import StrEnum


class Unit(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


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
    joined: str = ""  # what joined the span: '-', 'den', ','


D = r"(?P<d>[0-9]{1,2})"
M = r"(?P<m>0?[1-9]|1[0-2])(?![0-9])"
Y = r"(?P<y>(?:19|20)[0-9]{2})(?![0-9])"
SEP = r" {0,2}[/.-]{1,2} {0,2}"
NOT_INSIDE = r"(?<![a-z0-9])(?<![0-9][/.,-])(?<![a-z][/-])"
NO_NUMBER = r"(?![0-9]|[/-][a-z0-9]|[.,][0-9])"  # '03/2024/TT-BTC' is the number of a document
SHIFT = r"(?P<shift>nay|sau|toi|ke tiep|tiep theo)(?![a-z])"
_NAM = r"(?<!viet )(?<!mien )(?<!phia )(?<!tay )(?<!dong )(?:cua )?nam"
_OF_YEAR = rf"(?:[ ,(]{{0,3}}(?:{_NAM}|-|/|\.) {{0,2}}(?:{Y}|(?P<nam>nay|sau|toi)(?![a-z])))?"
_M1 = r"(?:0?[1-9]|1[0-2])(?![0-9])"
_Q1 = r"(?:iv|1v|lv|i{1,3}|l{1,3}|0?[1-4])(?![a-z0-9])"
_AND = r" {0,2}(?:,|;|va|-|&|/|den|hoac) {0,2}"
_WEEKDAY = r"thu (?P<thu>hai|ba|tu|nam|sau|bay|[2-7])(?![a-z0-9])|(?P<cn>chu nhat)"

_PATTERNS: tuple[tuple[Unit, re.Pattern[str]], ...] = tuple(
    (unit, re.compile(pattern))
    for unit, pattern in (
        (Unit.DAY, rf"{NOT_INSIDE}(?P<ngay>ngay {{0,3}})?{D}{SEP}(?P<m>[0-9]{{1,2}}){SEP}{Y}{NO_NUMBER}"),
        (
            Unit.DAY,
            rf"{NOT_INSIDE}(?P<ngay>ngay {{0,3}})?{D} {{0,3}}(?:/ ?)?(?:cua )?thang {{0,3}}(?P<m>[0-9]{{1,2}})(?![0-9]){_OF_YEAR}",
        ),
        (Unit.DAY, rf"(?P<ngay>ngay {{0,3}}){D} (?:cua )?thang {SHIFT}"),
        (Unit.DAY, rf"(?P<ngay>ngay {{0,3}}){D}{SEP}(?P<m>[0-9]{{1,2}}){SEP}(?P<yy>[0-9]{{2}})(?![0-9/-])"),
        (Unit.DAY, rf"(?P<ngay>ngay {{0,3}}){D}{SEP}(?P<m>[0-9]{{1,2}})(?![0-9]){_OF_YEAR}(?!/|[.,-][0-9])"),
        (Unit.DAY, rf"{NOT_INSIDE}{D} ?/ ?{M}{_OF_YEAR}{NO_NUMBER}(?! ?%)"),
        (Unit.WEEK, rf"(?:{_WEEKDAY})(?: cua)? (?:tuan )?{SHIFT}"),
        (
            Unit.HALF,
            rf"(?<![0-9])(?P<n>0?[369]|ba|sau|chin) thang (?P<half>dau|cuoi)(?: {_NAM})? {{0,2}}(?:{Y}|(?P<nam>nay|sau|toi)(?![a-z]))?",
        ),
        (Unit.HALF, rf"nua (?P<half>dau|cuoi) {_NAM} {{0,2}}(?:{Y}|(?P<nam>nay|sau|toi)(?![a-z]))"),
        (Unit.MONTH, rf"(?:cac )?thang {{0,3}}(?:{_M1}{_AND}(?:thang )?)*{M}{_OF_YEAR}{NO_NUMBER}"),
        (Unit.MONTH, rf"{NOT_INSIDE}{M} ?[/-] ?{Y}{NO_NUMBER}"),
        (
            Unit.QUARTER,
            rf"(?<![a-z])(?:cac )?quy {{0,3}}(?:{_Q1}{_AND}(?:quy )?)*(?P<q>{_Q1})(?:[ ,]{{0,3}}(?:{_NAM}|/+|-|\.)? {{0,2}}{Y})?",
        ),
        (Unit.QUARTER, rf"(?<![a-z])quy {{0,3}}(?P<q>{_Q1}) {_NAM} (?P<nam>nay|sau|toi)(?![a-z])"),
        (Unit.MONTH, rf"(?<![a-z])thang {SHIFT}"),
        (Unit.QUARTER, rf"(?<![a-z])quy {SHIFT}"),
        (Unit.YEAR, rf"(?<![a-z]){_NAM} (?P<shift>nay|sau|toi)(?![a-z])"),
        (Unit.WEEK, rf"(?<![a-z])tuan {SHIFT}"),
        (Unit.YEAR, rf"(?<![a-z])(?:cac )?{_NAM} {{0,3}}(?:(?:19|20)[0-9]{{2}}{_AND}(?:nam )?)*{Y}{NO_NUMBER}"),
        (Unit.YEAR, rf"{NOT_INSIDE}(?P<bare>){Y}{NO_NUMBER}(?! ?(?:dong|nguoi|ho|ha|km|m2)(?![a-z]))"),
        (Unit.MONTH, r"(?<![a-z])cuoi (?P<end>thang)(?! [0-9])(?! (?:cua|hang|moi))"),
        (Unit.QUARTER, r"(?<![a-z])cuoi (?P<end>quy)(?! [ivl0-9])(?! (?:cua|hang|moi))"),
        (Unit.YEAR, r"(?<![a-z])(?:cuoi|het) (?P<end>nam)(?! [0-9])(?! (?:cua|hang|moi))"),
        (Unit.DAY, r"(?<![a-z])(?P<today>hom nay|ngay mai|hom nay)(?![a-z])"),
        (
            Unit.DAY,
            r"(?P<only>(?<![a-z])ngay {1,3})(?P<d>[0-9]{1,2})(?![0-9/.-]| ?(?:ngay|thang|lam|gio|%|nam)(?![a-z]))",
        ),
    )
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "l": 1, "ll": 2, "lll": 3, "1v": 4, "lv": 4}
_WEEKDAYS = {"hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5}
_COUNTS = {"ba": 3, "sau": 6, "chin": 9}
_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF: 6, Unit.YEAR: 12}

_EDGE = re.compile(
    r"(?:(?P<end>(?:ngay )?(?:lam viec )?cuoi(?: cung)?(?: cua)?|het|tuan cuoi(?: cua)?)|(?P<early>dau|giua|trung tuan|thuong tuan|tuan (?:dau|thu (?:nhat|hai|ba)|[1-3])(?: cua)?)) {0,2}$"
)
_THROUGH = re.compile(
    r" {0,3}(?:\([^)]{0,30}\) {0,2})?,? {0,2}(?P<by>den het|cho den|den cuoi|den khoang|den truoc|den|-|->|va|,|hoac|toi) {0,3}"
    r"(?:gio )?(?P<end>cuoi )?$"
)
CLOCK = (
    r"(?P<h>[01]?[0-9]|2[0-4])(?: ?(?:h|g|gio) ?(?P<min>[0-5][0-9])?(?![0-9])|:(?P<min2>[0-5][0-9])(?![0-9]))"
    r"(?: ?(?:phut|p|'|’)(?![a-z]))?(?: ?(?P<part>sang|trua|chieu|toi)(?![a-z]))?"
)
_CLOCK_BEFORE = re.compile(
    rf"(?<![0-9a-z/]){CLOCK}[ ,(]{{0,3}}(?:cua |cung |trong |vao |truoc )?(?:(?:{_WEEKDAY}|sang|chieu)[ ,(-]{{1,4}})?(?:truoc )?(?:ngay )?$"
)
_CLOCK_AFTER = re.compile(
    rf" {{0,2}}[,(-]? {{0,2}}(?:luc|truoc luc|truoc|vao luc|vao hoi|vao|cham nhat) {{1,2}}{CLOCK}"
)
_WEEKDAY_BEFORE = re.compile(rf"(?:{_WEEKDAY})[ ,(-]{{1,4}}(?:ngay )?$")


def points(text: str) -> list[Point]:
    """All points of time of a folded text in their order, spans joined, hours attached."""
    found: list[Point] = []
    taken = bytearray(len(text))
    for unit, pattern in _PATTERNS:
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
        return replace(plain, month=3 * _quarter(got["q"]))
    bare = match[0][0].isdigit()
    return replace(plain, month=12 if unit is Unit.YEAR else _number(got.get("m")), bare=bare)


def _day(plain: Point, got: dict[str, str | None]) -> Point | None:
    if got.get("today"):
        return replace(plain, shift=0 if got["today"] == "hom nay" else 1)
    day, month = _number(got.get("d")), _number(got.get("m"))
    named = bool(got.get("ngay") or got.get("only"))
    if not named and not _could_be(day, month):
        return None
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
    return _ROMAN.get(text) or int(text)


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
    if point.unit is not Unit.DAY and (edge := _EDGE.search(before)):
        early = edge.group("early") is not None
        point = replace(point, start=point.start - len(edge[0]), early=early, closing=not early)
        before = before[: edge.start()]
    if clock := _CLOCK_BEFORE.search(before):
        return replace(point, start=point.start - len(before) + clock.start(), hour=_hour(clock))
    if point.unit is Unit.DAY and (clock := _CLOCK_AFTER.match(text, point.end)):
        return replace(point, end=clock.end(), hour=_hour(clock))
    if point.unit is Unit.DAY and (named := _WEEKDAY_BEFORE.search(before)):
        return replace(point, start=point.start - len(before) + named.start())
    return point


def _hour(clock: re.Match[str]) -> time | None:
    hour, minute = int(clock["h"]), int(clock["min"] or clock["min2"] or 0)
    if clock["part"] in {"chieu", "toi"} and hour < 12:
        hour += 12
    return time(23, 59) if hour == 24 else time(hour, minute)


def _joined(text: str, found: list[Point]) -> Iterator[Point]:
    """'từ ngày 01 đến ngày 08 tháng 6' is one span, known by its end."""
    open_: Point | None = None
    for point in found:
        gap = None if open_ is None else _THROUGH.fullmatch(text[open_.end : point.start])
        if open_ is not None and gap is None:
            yield open_
        if open_ is not None and gap is not None:
            closing = point.closing or gap["end"] is not None
            point = replace(point, start=open_.start, since=open_, joined=gap["by"], closing=closing)
        open_ = point
    if open_ is not None:
        yield open_
