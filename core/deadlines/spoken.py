"""Decide which days are deadlines where no word before them says so: what is held, delivered or labelled on a day."""

from __future__ import annotations

import re

from core.deadlines import vocabulary as say
from core.deadlines.cues import Cue, clause_after, clause_before, opens
from core.deadlines.patterns import Unit
from core.deadlines.points import Point
from core.deadlines.vocabulary import Role
from core.proposal import Boundary

_FEW = 5  # words before a colon that are a label, and no work
_DELIVERIES = (say.DELIVERED, say.SIGNED_BY_THEN, say.LAID_BEFORE)


def closes_a_delivery(text: str, cue: Cue, point: Point) -> bool:
    """'…, báo cáo Thủ tướng Chính phủ ngày 30/9.': a day still to come that ends what is to be delivered.

    Of a meeting its month will do: 'trình UBND tỉnh tại phiên họp tháng 12/2025.'
    """
    words = _DELIVERIES if point.unit is Unit.DAY else (say.LAID_BEFORE,) if point.unit is Unit.MONTH else ()
    return (
        cue.role in {Role.UNCUED, Role.NONE}
        and point.since is None
        and point.start == cue.start
        and say.CLOSED.match(text, point.end) is not None
        and any(one.search(clause_before(text, point.start)) for one in words)
    )


def done_in(text: str, cue: Cue, point: Point) -> bool:
    """'…, thực hiện năm 2026.', '…, triển khai quý II/2026.': the period ends what is to be done."""
    clause = clause_before(text, point.start)
    return (
        cue.role in {Role.UNCUED, Role.NONE}
        and point.unit is not Unit.DAY
        and point.year is not None
        and say.CLOSED.match(text, point.end) is not None
        and say.DONE_IN.search(clause) is not None
    )


def said_ahead(text: str, cue: Cue, point: Point) -> bool:
    """'thứ 6 này nộp nhé', 'chiều mai gửi': a day counted from today beside what is to be done by then."""
    if cue.role is not Role.UNCUED or point.shift is None or (point.unit is not Unit.DAY and point.weekday is None):
        return False
    if say.MEETS_AFTER.match(text, point.end):
        return False
    return bool(say.DUTY.search(clause_before(text, point.start)) or say.DUTY.search(clause_after(text, point.end)))


def held_on(text: str, cue: Cue, point: Point) -> bool:
    """'Tổ chức tổng vệ sinh toàn viện vào chiều thứ Sáu 21/11': what is to be held is done on its day."""
    clause = clause_before(text, cue.start)[-140:]
    evening = text.startswith("toi", cue.start) and clause.endswith("vao ")  # 'vào tối', and no 'tới'
    until = text.startswith(say.UNTIL, cue.start) and not evening
    if cue.role is Role.START or point.unit is not Unit.DAY or until:
        return False
    if say.CITED.search(clause + "ngay ") or (point.joined and say.DAYS_OFF.search(clause)):
        return False
    work = say.DAYS_WORK.search(clause)
    if work is not None and say.NOT_HELD.search(clause[clause.rfind(", ", 0, work.start()) + 1 :]) is None:
        return True
    at_an_hour = text.startswith(("vao", "luc"), cue.start) or clause.endswith(
        (" luc ", " vao ", " sang ", " chieu ", " dung ")
    )
    if at_an_hour and say.DONE_ON.search(clause):
        return True
    kind = say.HELD if at_an_hour else say.HELD_KIND
    return say.NOT_HELD.search(clause) is None and kind.search(clause) is not None


def done_by(text: str, cue: Cue, point: Point) -> bool:
    """'chi trả xong cho 43 hộ đã phê duyệt phương án trước ngày 30/4': the day still to come is that of the work."""
    before = clause_before(text, cue.start)[-140:]
    return (
        cue.role is Role.NONE
        and cue.boundary is Boundary.BEFORE
        and point.unit is Unit.DAY
        and (point.hour is not None or say.FINISHED.search(before) is not None)
        and say.PAST_BEFORE.search(before[-60:]) is not None
    )


def glosses(text: str, cue: Cue, point: Point) -> bool:
    """'… trước mùa mưa (31/8/2026)': the day in brackets says when that is."""
    before = clause_before(text, point.start)[-120:]
    return cue.role in {Role.UNCUED, Role.NONE} and say.GLOSSED.search(before) is not None


def heads_the_line(text: str, cue: Cue, point: Point) -> bool:
    """'- Ngày 07/4: UBND các xã A, B giao hồ sơ': a day still to come that labels what is done on it."""
    clause = clause_before(text, cue.start)
    period = point.unit in {Unit.MONTH, Unit.QUARTER} and point.year is not None and not point.early
    period = period and say.DUTY.search(clause_after(text, point.end)) is not None
    labels = (point.unit is Unit.DAY or period) and say.LABELS.match(text, point.end) is not None
    return labels and re.search(r"[a-z]{2}", say.PART_OF_DAY.sub("", clause)) is None


def closes_the_line(text: str, cue: Cue, point: Point) -> bool:
    """'- Sở Tư pháp hoàn thành rà soát văn bản: 30/11/2025.' in a list of work and days."""
    clause = clause_before(text, point.start)
    period = point.unit in {Unit.MONTH, Unit.QUARTER} and point.year is not None and say.DUTY.search(clause) is not None
    alone = cue.role is Role.UNCUED and (point.unit is Unit.DAY or period)
    alone = alone and say.CLOSED.match(text, point.end) is not None
    work = clause.endswith(": ") and len(clause.split()) > _FEW and say.NO_WORK.search(clause) is None
    return alone and work and say.CITED.search(clause + "ngay ") is None


def ends_or_opens(text: str, cue: Cue, point: Point) -> bool:
    """'Cuối năm 2025, Sở … báo cáo', '…, tháng 8/2025 hoàn thành.', 'trình UBND tỉnh (tháng 11/2025).'"""
    if point.unit is Unit.DAY or point.year is None or cue.role not in {Role.UNCUED, Role.NONE}:
        return False
    clause = clause_before(text, point.start)
    if point.closing and cue.role is Role.UNCUED and opens(text, clause, point):
        return True
    if point.unit is Unit.YEAR:
        return False
    if clause.endswith((", ", ": ")) and say.DONE_AFTER.match(text, point.end):
        return True
    bracketed = clause.endswith("(") and say.BRACKET_CLOSED.match(text, point.end) is not None
    return bracketed and say.DELIVER.search(clause[-60:]) is not None


def spoken_for(text: str, cue: Cue, point: Point) -> bool:
    return any(says(text, cue, point) for says in _SAYS)


_SAYS = (
    closes_a_delivery,
    done_in,
    said_ahead,
    held_on,
    done_by,
    glosses,
    heads_the_line,
    closes_the_line,
    ends_or_opens,
)
