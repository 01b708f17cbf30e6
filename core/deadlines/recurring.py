"""Read recurring duties as RFC 5545 rules: 'định kỳ trước ngày 25 hằng tháng', 'thứ Sáu hàng tuần'."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from core.deadlines.details import Details, details, named_weekdays
from core.deadlines.durations import NUMBER, number
from core.deadlines.duties import UNTIL_YEAR, is_duty
from core.deadlines.patterns import Unit
from core.deadlines.points import Point
from core.deadlines.rules import Pattern, rule_of
from core.deadlines.series import next_due

_QUARTER = r"quy(?! (?:dinh|che|trinh|hoach|mo|uoc|tac|chuan)(?![a-z]))"  # and no 'quy định', 'quy hoạch'
_U = rf"(?P<u>ngay|tuan|thang|{_QUARTER}|nam)(?![a-z])"
_N = rf"(?P<n>{NUMBER})"
_ONE = r"(?:1|01|mot)"
_NO_LESSON = r"(?<!hoc )(?<!day )(?<!viec )"  # 'dạy 2 buổi/ngày', 'làm việc 8 giờ/ngày'
_OCCASION = (
    r"(?:tin|so|luot|dem|(?:buoi|bai|tin bai|chuyen (?:muc|de|trang|san)|phong su|cuoc|phien|lop|toa dam|ban tin"
    r"|hoi nghi)(?: [a-z]+){0,3}?)"
)
_FILLED = (
    r"(?:(?:bao cao|tong hop|gui|theo|vao|danh gia|so ket|thuc hien|kiem tra|ra soat|giao ban|ket qua|cac|ky|hang|"
    r"moi)[ (]{1,2}|\(){0,4}"
)
_PERIODS = tuple(
    re.compile(rf"(?<![a-z0-9]){words}")
    for words in (
        rf"(?:moi|mot|trong|trong mot|1|01) {_U} (?:[a-z]+ ){{0,4}}?(?P<times>{NUMBER}) (?:lan|ky|dot|cuoc)(?![a-z])",
        rf"{NUMBER} ngay ?/ ?{_U}(?! ?[0-9])",
        rf"(?P<times>{NUMBER}) (?:lan|ky|dot)(?: ?/ ?| trong mot | trong | moi | mot | tren | hang | )(?:{_ONE} )?{_U}",
        rf"{_NO_LESSON}(?P<times>{NUMBER}) {_OCCASION}(?:(?:,| va) {_OCCASION})? ?/ ?(?:{_ONE} )?{_U}(?! 20[0-9])",
        rf"(?:it nhat|toi thieu) (?P<times>{NUMBER}) (?:don vi|co so|dia ban|xa|thon|doanh nghiep) ?/ ?{_U}",
        rf"{_NO_LESSON}[0-9]{{1,3}} (?:phut|gio) ?/ ?(?P<u>ngay)(?![a-z])",
        r"cac ngay (?P<u>thu) (?:hai|ba|tu|nam|sau|bay|[2-7])(?![a-z0-9])(?! ?[,(]? ?(?:[0-9]|va |thu |chu nhat|tuan))",
        rf"nua (?P<u>thang)(?: ?/ ?| )(?:{_ONE} )?lan(?![a-z])",
        r"(?:moi|tung)(?: sang| chieu| toi)? (?P<u>thu) (?:hai|ba|tu|nam|sau|bay|[2-7])(?![a-z0-9])",
        rf"(?:hang|moi|(?<!can )cu) {_N} {_U}(?: {_ONE} lan)?",
        rf"{_N} {_U}(?: ?/ ?| )(?:{_ONE} )?lan(?![a-z])",
        rf"(?:moi|(?<!can )cu) {_N} (?P<u>gio|tieng|phut)(?![a-z])",
        rf"{_N} (?P<u>gio|tieng|phut)(?: ?/ ?| )(?:{_ONE} )?lan(?![a-z])",
        rf"{_U}(?: ?/ ?| )(?:{_ONE} )?lan(?![a-z])",
        r"(?:hang|moi) (?P<u>dem|sang)(?![a-z])",
        rf"(?P<times>{NUMBER}) lan ?/ ?(?P<u>ca)(?![a-z])",
        rf"(?P<u>ngay) (?P<times>{NUMBER}) (?:lan|luot|cu|dot)(?![a-z])",
        rf"(?:hang|moi|tung) {_U}(?! (?:hoc|tuoi|ngan sach))",
        (rf"(?P<n>6|06|sau) (?P<u>thang),? (?:va |hoac )?(?:{_ONE} |hang )?nam,? (?:bao cao|tong hop|so ket|danh gia)"),
        (
            r"(?:che do|dinh ky) bao cao[ :(]{1,3}(?P<n>6|06|sau) (?P<u>thang)"
            r"(?=,? (?:va |hoac )?(?:mot )?nam(?! 20)(?![a-z]))"
        ),
        (
            r"bao cao (?:[a-z]+ ){0,2}(?P<n>6|06|sau) (?P<u>thang)(?! dau| cuoi)"
            r"(?=[^;\n]{0,90}bao cao (?:[a-z]+ ){0,2}nam(?! 20)(?![a-z]))"
        ),
        r"(?P<u>nam) (?:bao cao|lien ke|ke tiep|lien sau)(?![a-z])",
        rf"dinh ky[ ,:(]{{1,3}}{_FILLED}(?:{_N} )?(?P<u>tuan|thang|{_QUARTER}|nam)(?![a-z])(?! ?[0-9ivl]+(?![a-z]))",
    )
)
_MORE = re.compile(
    r"(?:[ ,;/(-]|va|hoac|bao cao|ca|dinh ky|hang|moi)+"
    rf"(?:(?P<n>{NUMBER}) )?(?P<u>tuan|thang|{_QUARTER}|nam)(?![a-z])(?! ?[0-9ivl]+(?![a-z]))(?! (?:nay|truoc|sau|tiep|"
    rf"cuoi|dau))"
)
_FROM_YEAR = re.compile(
    r"(?P<from>20[0-9]{2})(?:,| va|, va) (?:hang nam|moi nam|(?:nhung|cac) nam"
    r"(?: (?:tiep theo|sau|ke tiep|tiep sau|toi|tiep)(?: do)?)?)(?![a-z])"
)
_REPORTED = re.compile(
    rf"bao cao (?:\w+ ){{0,3}}?(?:(?P<n>{NUMBER}) )?(?P<u>tuan|thang|{_QUARTER}|nam)(?![a-z])(?! ?[0-9ivl]+(?![a-z]))"
)
_SHARED_OUT = re.compile(
    r"(?<![a-z])(?:chi tiet|cu the|phan bo|phan ky)(?: theo| cho| den)?(?: tung (?:[a-z]+ ?){1,2},| tung [a-z]+ va)* ?$"
)
_TERM = re.compile(
    r"(?<![a-z])(?:nam|quy|thang)(?: [(,-]|,)? ?(?:gui |bao cao )?(?:truoc|cham nhat|vao)(?: la| ngay| vao)* ?$"
)
_SEGMENT = re.compile(r"[;\n|]|\.(?= |$)")
_LEADING = re.compile(r"(?<![a-z])(?:(?:dinh ky|truoc|cham nhat|vao|muon nhat|trong)(?: (?:la|vao|truoc|ngay))* ?)+$")
_HOURS = 48
_TOGETHER = 70  # characters between periods of one series
_MOST = 200  # of one kind in a sentence: text without full stops must not take long
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
    starts = [p.start for p in known]
    for start, end in _segments(text):
        inside = known[bisect_left(starts, start) : bisect_left(starts, end)]
        since = _from_year(text, start, end)
        found += [since] if since is not None else _of_segment(text, start, end, inside, issued)
    return found


def _segments(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for cut in _SEGMENT.finditer(text):
        yield start, cut.start()
        start = cut.end()
    yield start, len(text)


def _from_year(text: str, start: int, end: int) -> Series | None:
    match = _FROM_YEAR.search(text, start, end)
    if match is None or (match[0].endswith(("hang nam", "moi nam")) and UNTIL_YEAR.search(text, 0, match.start())):
        return None
    return Series(match.start(), match.end(), "FREQ=YEARLY", date(int(match["from"]), 12, 31), firm=True)


def _of_segment(text: str, start: int, end: int, known: list[Point], issued: date | None) -> Iterator[Series]:
    """One series for each group of periods that stand together; days named without a period make one too."""
    groups = _groups(_periods(text, start, end), known)
    low = start
    bounds = [group[0].start for group in groups[1:]] + [end]
    for group, high in zip(groups, bounds, strict=False):
        yield _series(text, low, high, known, group, issued)
        low = group[-1].end
    alone = Details() if groups else details(text, start, end, known, periods=[])
    if alone.every:
        yield _series(text, start, end, known, [_Period(alone.start, alone.end, alone.unit, alone.every)], issued)


def _groups(periods: list[_Period], known: list[Point]) -> list[list[_Period]]:
    groups: list[list[_Period]] = []
    for period in sorted(periods, key=lambda p: p.start):
        last = groups[-1][-1].end if groups else -_TOGETHER
        dated = any(last <= p.start and p.end <= period.start and p.year is not None for p in known)
        if period.start - last < _TOGETHER and not dated:
            groups[-1].append(period)
        else:
            groups.append([period])
    return groups


def _series(text: str, low: int, high: int, known: list[Point], periods: list[_Period], issued: date | None) -> Series:
    near = [p for p in known if low <= p.start and p.end <= high]
    more = details(text, low, high, near, periods=[(p.start, p.end) for p in periods])
    shortest = min(periods, key=_length)
    if shortest.unit == "tuan" and not more.weekdays:
        more = named_weekdays(more, text, low, high, [(shortest.start, shortest.end)])
    rule = rule_of(_pattern(shortest, more))
    begin = min([p.start for p in periods] + ([more.start] if more else []))
    end = max([p.end for p in periods] + ([more.end] if more else []))
    end = max([end] + [p.end for p in near if p.start > end and _another_term(text, p)])
    lead = _LEADING.search(text, max(low, begin - 40), begin)
    firm = not _is_shared_out(text, periods) and (bool(more) or _is_firm(text, low, periods))
    first = None if issued is None else next_due(rule, issued)
    return Series(lead.start() if lead else begin, end, rule, first, firm=firm)


def _is_shared_out(text: str, periods: list[_Period]) -> bool:
    """'Kế hoạch chi tiết từng tháng, trước ngày 30/9' tells how the plan is laid out, and when it is due once."""
    first = min(periods, key=lambda p: p.start)
    return text.startswith("tung", first.start) and _SHARED_OUT.search(text, 0, first.start) is not None


def _another_term(text: str, point: Point) -> bool:
    """'… và báo cáo năm (trước ngày 15/12)': a longer period of the same series, not a date of its own."""
    before = text[max(0, point.start - 60) : point.start]
    return point.unit is Unit.DAY and point.year is None and bool(_TERM.search(before))


def _length(period: _Period) -> tuple[int, int]:
    return {"ngay": 0, "tuan": 1}.get(period.unit, 2), period.every


def _pattern(period: _Period, more: Details) -> Pattern:
    unit, every = period.unit, period.every
    if more.every and (unit, every) == ("thang", 12) and not more.dates:
        unit, every = more.unit, more.every
    days = more.days or ((15, -1) if period.twice else ())
    return Pattern(unit, every, more.weekdays, days, more.dates, more.place, more.last_worked)


def _periods(text: str, start: int, end: int) -> list[_Period]:
    found: list[_Period] = []
    for pattern in _PERIODS:
        for match in islice(pattern.finditer(text, start, end), _MOST):
            if not any(p.start < match.end() and match.start() < p.end for p in found):
                found += [p for p in (_period(match),) if p is not None]
    for period in list(found):
        if more := _MORE.match(text, period.end, end):
            found += [p for p in (_period(more),) if p is not None]
    return found


def _period(match: re.Match[str]) -> _Period | None:
    got = match.groupdict()
    unit, every = match["u"], number(got["n"]) if got.get("n") else 1
    times = 2 if match[0].startswith("nua") else number(got["times"]) if got.get("times") else 1
    if unit in _MONTHS:
        every, unit = every * _MONTHS[unit], "thang"
    if unit in {"dem", "sang", "ca"}:
        unit = "ngay"
    if unit == "thu":  # 'mỗi thứ Hai'
        unit = "tuan"
    if unit in {"gio", "tieng", "phut"}:  # the smallest period of a rule is a day
        if unit != "phut" and every > _HOURS:
            return None  # 'bảo dưỡng 500 giờ một lần'
        every, unit = 1, "ngay"
    if times > 1 and every % times == 0:
        every, times = every // times, 1
    return _Period(match.start(), match.end(), unit, every, twice=times == 2 and every == 1) if every else None


def _is_firm(text: str, start: int, periods: list[_Period]) -> bool:
    first = min(periods, key=lambda period: period.start)
    return is_duty(text, start, (first.start, first.end), unit=first.unit)
