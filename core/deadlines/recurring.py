"""Read recurring duties as RFC 5545 rules: 'định kỳ trước ngày 25 hằng tháng', 'thứ Sáu hàng tuần'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from core.deadlines.details import Details, details
from core.deadlines.durations import NUMBER, number
from core.deadlines.patterns import Unit
from core.deadlines.points import Point
from core.deadlines.rules import Pattern, rule_of
from core.deadlines.series import next_due

_U = r"(?P<u>ngay|tuan|thang|quy|nam)(?![a-z])"
_N = rf"(?P<n>{NUMBER})"
_ONE = r"(?:1|01|mot)"
_FILLED = (
    r"(?:(?:bao cao|tong hop|gui|theo|vao|danh gia|so ket|thuc hien|kiem tra|ra soat|giao ban|ket qua|cac|ky|hang|"
    r"moi)[ (]{1,2}|\(){0,4}"
)
_PERIODS = tuple(
    re.compile(rf"(?<![a-z0-9]){words}")
    for words in (
        rf"(?:moi|mot|trong|trong mot|1|01) {_U} (?:[a-z]+ ){{0,4}}?(?P<times>{NUMBER}) (?:lan|ky|dot|cuoc)(?![a-z])",
        rf"(?P<times>{NUMBER}) (?:lan|ky|dot)(?: ?/ ?| trong mot | trong | moi | mot | tren | hang | )(?:{_ONE} )?{_U}",
        rf"(?:hang|moi|cu) {_N} {_U}(?: {_ONE} lan)?",
        rf"{_N} {_U}(?: ?/ ?| )(?:{_ONE} )?lan(?![a-z])",
        rf"{_U}(?: ?/ ?| )(?:{_ONE} )?lan(?![a-z])",
        rf"(?:hang|moi|tung) {_U}(?! (?:hoc|tuoi|ngan sach))",
        (
            r"bao cao (?:[a-z]+ ){0,2}(?P<n>6|06|sau) (?P<u>thang)(?! dau| cuoi)"
            r"(?=[^;\n]{0,90}bao cao (?:[a-z]+ ){0,2}nam(?! 20)(?![a-z]))"
        ),
        r"(?P<u>nam) (?:bao cao|lien ke|ke tiep|lien sau)(?![a-z])",
        rf"dinh ky[ ,:(]{{1,3}}{_FILLED}(?:{_N} )?(?P<u>tuan|thang|quy|nam)(?![a-z])(?! ?[0-9ivl]+(?![a-z]))",
    )
)
_MORE = re.compile(
    r"(?:[ ,;/(-]|va|hoac|bao cao|ca|dinh ky|hang|moi)+"
    rf"(?:(?P<n>{NUMBER}) )?(?P<u>tuan|thang|quy|nam)(?![a-z])(?! ?[0-9ivl]+(?![a-z]))(?! (?:nay|truoc|sau|tiep|"
    rf"cuoi|dau))"
)
_FROM_YEAR = re.compile(
    r"(?P<from>20[0-9]{2})(?:,| va|, va) (?:hang nam|moi nam|(?:nhung|cac) nam"
    r"(?: (?:tiep theo|sau|ke tiep|tiep sau|toi|tiep)(?: do)?)?)(?![a-z])"
)
_REPORTED = re.compile(
    rf"bao cao (?:\w+ ){{0,3}}?(?:(?P<n>{NUMBER}) )?(?P<u>tuan|thang|quy|nam)(?![a-z])(?! ?[0-9ivl]+(?![a-z]))"
)
_VERB_BEFORE = re.compile(
    r"(?<![a-z])(?:dinh ky|bao cao|thuc hien|to chuc|tien hanh|ra soat|cap nhat|danh gia|cong bo|kiem tra|"
    r"so ket|tong ket|tong hop|gui|vao|lap)"
    r"(?: [a-z0-9:(),]+){0,4} ?$"
)
_NAMED_BEFORE = re.compile(
    r"(?<![a-z])(?:ke hoach|chuong trinh|du toan|ngan sach|cong tac|nhiem vu|thu chi|thu, chi|chi tieu|"
    r"sinh hoat|cuoc song)(?: [a-z]+){0,2} ?$"
)
_TERM = re.compile(
    r"(?<![a-z])(?:nam|quy|thang)(?: [(,-]|,)? ?(?:gui |bao cao )?(?:truoc|cham nhat|vao)(?: la| ngay| vao)* ?$"
)
_SEGMENT = re.compile(r"[;\n]|\.(?= |$)")
_LEADING = re.compile(r"(?<![a-z])(?:(?:dinh ky|truoc|cham nhat|vao|muon nhat|trong)(?: (?:la|vao|truoc|ngay))* ?)+$")
_MONTHS = {"thang": 1, "quy": 3, "nam": 12}


@dataclass(frozen=True, slots=True)
class Series:
    """A recurring duty in a folded text; `firm` where a running text surely means it so."""

    start: int
    end: int
    rule: str
    first: date | None
    firm: bool


@dataclass(frozen=True, slots=True)
class _Period:
    start: int
    end: int
    unit: str
    every: int
    twice: bool = False


def recurrences(text: str, known: list[Point], *, issued: date | None) -> list[Series]:
    found: list[Series] = []
    for start, end in _segments(text):
        inside = [p for p in known if start <= p.start and p.end <= end]
        series = _from_year(text, start, end) or _series(text[:end], start, inside, issued)
        if series is not None:
            found.append(series)
    return found


def _segments(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for cut in _SEGMENT.finditer(text):
        yield start, cut.start()
        start = cut.end()
    yield start, len(text)


def _from_year(text: str, start: int, end: int) -> Series | None:
    match = _FROM_YEAR.search(text, start, end)
    if match is None:
        return None
    return Series(match.start(), match.end(), "FREQ=YEARLY", date(int(match["from"]), 12, 31), firm=True)


def _series(text: str, start: int, known: list[Point], issued: date | None) -> Series | None:
    periods = _periods(text, start)
    more = details(text, start, known, periods=[(p.start, p.end) for p in periods])
    if not periods and more.every:
        periods = [_Period(more.start, more.end, more.unit, more.every)]
    elif not periods:
        return None
    shortest = min(periods, key=_length)
    rule = rule_of(_pattern(shortest, more))
    begin = min([p.start for p in periods] + ([more.start] if more else []))
    end = max([p.end for p in periods] + ([more.end] if more else []))
    end = max([end] + [p.end for p in known if p.start > end and _another_term(text, p)])
    first = None if issued is None else next_due(rule, issued)
    lead = _LEADING.search(text, max(start, begin - 40), begin)
    return Series(lead.start() if lead else begin, end, rule, first, firm=bool(more) or _is_firm(text, start, periods))


def _another_term(text: str, point: Point) -> bool:
    """'… và báo cáo năm (trước ngày 15/12)': a longer period of the same series, not a date of its own."""
    return point.unit is Unit.DAY and point.year is None and bool(_TERM.search(text, 0, point.start))


def _length(period: _Period) -> tuple[int, int]:
    return {"ngay": 0, "tuan": 1}.get(period.unit, 2), period.every


def _pattern(period: _Period, more: Details) -> Pattern:
    unit, every = period.unit, period.every
    if more.every and (unit, every) == ("thang", 12) and not more.dates:
        unit, every = more.unit, more.every
    days = more.days or ((15, -1) if period.twice else ())
    return Pattern(unit, every, more.weekdays, days, more.dates, more.place, more.last_worked)


def _periods(text: str, start: int) -> list[_Period]:
    found: list[_Period] = []
    for pattern in _PERIODS:
        for match in pattern.finditer(text, start):
            if not any(p.start < match.end() and match.start() < p.end for p in found):
                found += [p for p in (_period(match),) if p is not None]
    for period in list(found):
        if more := _MORE.match(text, period.end):
            found += [p for p in (_period(more),) if p is not None]
    return found


def _period(match: re.Match[str]) -> _Period | None:
    got = match.groupdict()
    unit, every = match["u"], number(got["n"]) if got.get("n") else 1
    times = number(got["times"]) if got.get("times") else 1
    if unit in _MONTHS:
        every, unit = every * _MONTHS[unit], "thang"
    if times > 1 and every % times == 0:
        every, times = every // times, 1
    return _Period(match.start(), match.end(), unit, every, twice=times > 1) if every else None


def _is_firm(text: str, start: int, periods: list[_Period]) -> bool:
    """'Kế hoạch hằng năm' names a plan; 'hằng năm tổ chức' and 'định kỳ hằng quý' are duties."""
    first = min(periods, key=lambda p: p.start)
    before = text[start : first.start]
    if text.startswith("dinh ky", first.start):
        return True
    if _NAMED_BEFORE.search(before[-40:]):
        return False
    alone = not re.sub(r"^ *(?:[-+]|[0-9a-z]{1,2}[.)])? *", "", before)
    return alone or bool(_VERB_BEFORE.search(before[-60:])) or first.unit == "tuan"
