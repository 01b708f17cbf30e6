"""Decide what the words around a point of time make of it: a deadline and its boundary, a start or the past."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from core.deadlines import vocabulary as say
from core.deadlines.denied import denied
from core.deadlines.patterns import Unit
from core.deadlines.points import Point
from core.deadlines.vocabulary import Role
from core.proposal import Boundary, DeadlineKind

_NEAR = 90
_THROUGH = re.compile(r" den |[0-9ivl] ?- ?(?:[0-9]{1,2}/|[ivl]|20)")
_CLAUSE = re.compile(r"[.;](?: |$)|\n|\|")


@dataclass(frozen=True, slots=True)
class Cue:
    role: Role
    boundary: Boundary
    start: int  # where the words that draw the boundary begin


def clause_before(text: str, at: int) -> str:
    """The words of the same clause before a place; a line or a full stop ends it."""
    low = max(0, at - 400)
    return text[max((m.end() for m in _CLAUSE.finditer(text, low, at)), default=low) : at]


def clause_after(text: str, at: int) -> str:
    end = _CLAUSE.search(text, at, at + 160)
    return text[at : end.start() if end else at + 160]


def cue_of(text: str, point: Point) -> Cue:
    """The cue nearest before a point, and what is left of it after looking for citations, events and the past."""
    clause = clause_before(text, point.start)
    cue = _nearest(text, clause, point)
    if cue.role is not Role.FIRM and say.LAST_AFTER.match(text, point.end):
        return replace(cue, role=Role.FIRM, boundary=Boundary.BY)
    if say.OPEN_AFTER.match(text, point.end) and cue.role is not Role.FIRM:
        return replace(cue, role=Role.START)
    if cue.role is Role.UNCUED and point.since is not None and say.LABELLED.search(clause[: len(clause)]):
        cue = replace(cue, role=Role.START)  # 'Thời gian điều tra: 01/7 - 30/7' as 'từ 01/7 đến 30/7'
    if cue.role is Role.START and _spans(text, point):
        if say.TIMETABLE.search(clause[: len(clause) - (point.start - cue.start)]):
            return replace(cue, role=Role.NONE)
        labelled = say.LABELLED.search(clause[: len(clause) - (point.start - cue.start)])
        labelled = (
            None
            if labelled and re.search(r"(?<![a-z])(?:ve|lich)(?: khoang)? $", clause[: labelled.start()])
            else labelled
        )
        cue = Cue(Role.FIRM if labelled else Role.LIKELY, Boundary.BY, cue.start)
    if (
        cue.role is Role.START
        and point.since is None
        and say.BARRED.search(clause[: len(clause) - (point.start - cue.start)])
    ):
        return Cue(Role.FIRM, Boundary.BY, cue.start)
    if cue.role is not Role.START and (
        _is_something_else(text, point, cue, clause=clause) or _is_denied(text, point, cue, clause=clause)
    ):
        return replace(cue, role=Role.NONE)
    return cue


def _is_denied(text: str, point: Point, cue: Cue, *, clause: str) -> bool:
    before = clause[: len(clause) - (point.start - cue.start)]
    return denied(text, point, role=cue.role, boundary=cue.boundary, start=cue.start, before=before)


def _spans(text: str, point: Point) -> bool:
    """'từ quý II đến IV/2025' ends, unlike 'từ quý II, III/2025'."""
    if point.since is not None:
        return point.joined not in {"va", ",", "hoac"}
    return point.unit is not Unit.DAY and bool(_THROUGH.search(text, point.start, point.end))


def _nearest(text: str, clause: str, point: Point) -> Cue:
    near, named = clause[-_NEAR:], text[point.start : point.end]
    for role, boundary, pattern in say.CUES:
        match = pattern.search(near)
        if match is not None:
            start = point.start - len(near) + match.start()
            return _settled(Cue(role, boundary, start), point, words=match[0] + named)
    return _settled(Cue(Role.UNCUED, Boundary.WITHIN, point.start), point, words=named)


def _settled(cue: Cue, point: Point, *, words: str) -> Cue:
    """'Trước cuối tháng 6', 'trước khi kết thúc năm' are by the end; 'ngày 15/4 (trước 16h)' is before the hour."""
    period = point.unit is not Unit.DAY
    if cue.boundary is Boundary.BEFORE:
        closes = point.closing or point.since is not None or say.ENDS.search(words)
        by_the_end = closes if period else say.END_OF_DAY.search(words)
        return replace(cue, boundary=Boundary.BY) if by_the_end else cue
    if point.hour is not None and say.BEFORE_HOUR.search(words):
        return Cue(Role.FIRM, Boundary.BEFORE, cue.start)
    spans = point.since is not None and point.joined not in {"va", ",", "hoac", "-"}
    inside = words.startswith(("trong", "ngay trong"))
    if cue.boundary is Boundary.WITHIN and (spans or (not period and not inside)):
        return replace(cue, boundary=Boundary.BY)
    return cue


def _is_something_else(text: str, point: Point, cue: Cue, *, clause: str) -> bool:
    before = clause[: len(clause) - (point.start - cue.start)]
    day = point.unit is Unit.DAY or point.weekday is not None
    until = text.startswith(say.UNTIL, cue.start)
    if until and say.COUNTED.search(before):
        return True
    if text.startswith("thoi diem", cue.start) and before.endswith("den "):  # 'mức độ tự chủ đến thời điểm 31/12'
        return True
    if point.bare and day and point.year is None and say.COUNT_AFTER.match(text, point.end):
        return True
    if day and cue.role is Role.UNCUED and point.shift is None and say.CITED.search(clause + "ngay "):
        return True
    if (
        not day
        and (until or text.startswith(("den het", "cho den", "trong"), cue.start))
        and say.PUT_OFF.search(before)
    ):
        return True
    if cue.boundary is Boundary.BEFORE:
        return bool(say.PAST_BEFORE.search(before[-60:])) and say.CLEARED.search(before[-60:]) is None
    if cue.role is Role.FIRM:
        return day and text.startswith("thoi gian", cue.start) and bool(say.PLACE.match(text, point.end))
    if day:
        return not text.startswith("trong ngay", cue.start) and _is_an_event(point, before)
    told = say.PAST_AFTER.match(text, point.end) is not None and say.AIMED.search(before) is None
    return told or _names_a_plan(point, cue, until=until, clause=clause, before=before)


def _is_an_event(point: Point, before: str) -> bool:
    event = say.EVENT if point.since is None else say.SPAN_EVENT
    return bool(event.search(before[-70:]) and not say.DELIVER.search(before[-40:]))


def _names_a_plan(point: Point, cue: Cue, *, until: bool, clause: str, before: str) -> bool:
    """'Kế hoạch năm 2025', 'giai đoạn 2021 - 2025', 'Chiến lược đến năm 2030'."""
    if point.closing and cue.role is not Role.UNCUED:
        return False
    if clause.count('"') % 2:
        return True
    if cue.role is Role.LIKELY and not until:
        told = say.STATE.search(before) is not None and say.RESULTS.search(before) is None
        return told and say.GATHERED.search(before) is None and say.AIMED.search(before) is None
    plan = max((m.end() for m in say.PLAN.finditer(before)), default=None)
    return plan is not None and not say.REACHED.search(before[plan:])


def orders(text: str, cue: Cue, point: Point) -> bool:
    """Whether a likely cue stands in a clause that orders something."""
    clause = clause_before(text, cue.start)
    if say.HAPPENED.search(clause):
        return False
    if text.startswith("vao cuoi", cue.start) and say.AVOIDED.search(clause):
        return False
    today = point.shift is not None and point.unit is Unit.DAY and text.startswith("trong", cue.start)
    if (today or text.startswith("trong ngay", cue.start)) and not say.WEATHER.search(clause):
        return True
    if point.unit is Unit.DAY and point.since is None:
        verbs = say.DUTY if text.startswith((*say.UNTIL, "trong ngay"), cue.start) else say.DELIVER
        return bool(verbs.search(clause[-120:])) or opens(text, clause, point)
    if say.PLACE_AFTER.match(text, point.end):
        return False
    return bool(say.DUTY.search(clause)) or opens(text, clause, point)


def issued_before(text: str, cue: Cue) -> bool:
    """Whether the day only tells which ones, of what was issued by then."""
    return cue.boundary is Boundary.BEFORE and say.ISSUED.search(clause_before(text, cue.start)) is not None


def in_year_of_plan(text: str, point: Point) -> Point:
    """'Đưa vào kế hoạch thanh tra năm 2026, hoàn thành trong quý IV': the quarter is of that year."""
    if point.year is not None or point.shift is not None or point.unit is Unit.DAY:
        return point
    put = say.PUT_IN_PLAN.search(clause_before(text, point.start))
    return point if put is None else replace(point, year=int(put["year"]))


def opens(text: str, clause: str, point: Point) -> bool:
    """'Đến ngày 31/12/2025, hoàn thành …': the point stands first and the order after it."""
    return len(re.findall(r"[a-z]+", clause)) <= 1 and bool(say.DUTY.search(clause_after(text, point.end)))


def latest(text: str, cue: Cue, point: Point) -> bool:
    """A firm word that keeps even a past period a deadline, unlike 'đến hết năm 2023'."""
    return not text.startswith(("cho den", "den het", "tu nay"), cue.start) or point.unit is Unit.DAY


def kind_of(text: str, start: int, end: int) -> DeadlineKind:
    """The nearest verb decides: a report sent, or a work done. 'Hoàn thành báo cáo' is a report."""
    before, inside = clause_before(text, start), text[start:end]
    if say.REPORT.search(inside):
        return DeadlineKind.REPORT
    report, complete = _last(say.REPORT, before), _last(say.COMPLETE, before + inside)
    if report >= 0 or complete >= 0:
        return DeadlineKind.REPORT if report > complete else DeadlineKind.COMPLETION
    after = clause_after(text, end)
    hit, other = say.REPORT.search(after), say.COMPLETE.search(after)
    first = hit is not None and (other is None or hit.start() < other.start())
    return DeadlineKind.REPORT if first else DeadlineKind.COMPLETION


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((m.start() for m in pattern.finditer(text)), default=-1)
