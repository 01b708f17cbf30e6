"""Decide what the words around a point of time make of it: a deadline and its boundary, a start, an event, a cited document or the past."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from core.deadlines.points import Point, Unit
from core.proposal import Boundary, DeadlineKind

_NEAR = 90


class Role(Enum):
    FIRM = auto()  # 'trước ngày', 'chậm nhất', 'hoàn thành trong': a deadline wherever it stands
    LIKELY = auto()  # 'trong năm', 'đến tháng', 'vào ngày': a deadline where the sentence orders something
    UNCUED = auto()  # nothing before it: a deadline only when the phrase is nothing else
    NONE = auto()  # a cited document, an event, the past
    START = auto()


@dataclass(frozen=True, slots=True)
class Cue:
    role: Role
    boundary: Boundary
    start: int  # where the words that draw the boundary begin


_FILL = (
    r"(?:[ ,:(\"'-]|la |vao |cac |het |ngay |thoi diem |muc |khoang |cuoi cung |lam viec |truoc |trong |cua |nham |khi |ket thuc |"
    r"thu (?:hai|ba|tu|nam|sau|bay|[2-7])(?![a-z0-9]))*$"
)
_LABEL = r"(?:(?:thoi (?:han|gian|diem)|han|tien do|moc thoi gian|ky han)(?: (?:hoan thanh|hoan tat|thuc hien|bao cao|gui|nop|trinh|xong|ban hanh|chot|cuoi|cuoi cung|cham nhat|giai quyet|tra loi|cho y kien|ket qua|ho so|ve|phai|du kien|nhan|dang ky|yeu cau|cong bo|xu ly|cua|san pham|san))*)"
_CUES: tuple[tuple[Role, Boundary, re.Pattern[str]], ...] = tuple(
    (role, boundary, re.compile(rf"(?<![a-z])(?:{words})(?![a-z]){_FILL}"))
    for role, boundary, words in (
        (Role.FIRM, Boundary.BY, r"truoc (?:va|hoac) (?:trong|den het|den)"),
        (Role.FIRM, Boundary.BY, r"(?:cham|muon|tre) nhat(?: la)?(?: phai)?(?: xong)?(?: den)?(?: truoc)?(?: (?:het|vao|trong|cuoi))?|khong (?:qua|muon hon|cham hon|tre hon|de qua)|(?:tu|ke tu) nay(?: cho)? den(?: het)?|cho den(?: het)?|den het|(?:han|ngay) chot|han cuoi(?: cung)?"),
        (Role.FIRM, Boundary.BEFORE, r"truoc(?: (?:het|moc|thoi diem|luc))?"),
        (Role.FIRM, Boundary.WITHIN, r"(?:xong|hoan thanh|hoan tat|ket thuc|hoan thien|thuc hien xong|ban hanh|dut diem)(?: \w+){0,2}? (?:ngay )?trong(?: suot)?|trong suot|ngay trong"),
        (Role.FIRM, Boundary.BY, r"(?:xong|hoan thanh|hoan tat|ket thuc|dut diem)(?: (?:vao|den|ngay))?"),
        (Role.FIRM, Boundary.BY, _LABEL),
        (Role.LIKELY, Boundary.WITHIN, r"trong|noi trong"),
        (Role.LIKELY, Boundary.BY, r"den|het|toi|muc"),
        (Role.LIKELY, Boundary.BY, r"vao|trong cac"),
        (Role.START, Boundary.BY, r"(?:ke |tinh |bat dau |trien khai |ap dung )?tu|sau|bat dau|thang truoc|tu sau"),
    )
)  # fmt: skip
_DOC_TYPE = (
    r"(?:luat|bo luat|phap lenh|nghi dinh|nghi quyet|quyet dinh|chi thi|thong tu|ket luan|ke hoach|chuong trinh|cong van|cong dien|"
    r"thong bao|huong dan|quy dinh|van ban|to trinh|bao cao|de an|bien ban|giay moi|hien phap|chien luoc|quy hoach|ho so|so)"
)
_CITED = re.compile(
    r"[0-9a-z] ?[/-] ?[a-z][a-z0-9/&.-]*,? (?:ngay )?$|(?<![a-z])so:? ?[0-9]*[^ ;\n]{0,30},? (?:ngay )?$"
    rf"|(?<![a-z]){_DOC_TYPE}(?: [^;\n.]{{0,60}})?,? (?:ky |ban hanh |duoc ban hanh |de |lap )?(?:ngay )$"
)
_PLAN = re.compile(
    r"(?<![a-z])(?:giai doan|nhiem ky|tam nhin|dinh huong|thoi ky|chien luoc|quy hoach|nam hoc|ke hoach|chuong trinh|de an|du toan|muc tieu|nghi quyet|luat|nghi dinh|quyet dinh|tong ket|so ket|tinh hinh|phuong huong|nhiem vu|ket qua|cong tac|chi tieu|niem do|von|ngan sach|so voi|cung ky)"
    r"(?: [^;.\n,]{0,110})?$"
)
_ENDED_NAME = re.compile(
    r"(?<![a-z])(?:hoan thanh|xong|hoan tat|ban hanh|trinh|gui|phan dau|ket thuc|thuc hien|trien khai)(?![a-z])"
)
_DUTY = re.compile(
    r"(?<![a-z])(?:hoan thanh|hoan tat|hoan thien|ban hanh|trinh|bao cao|gui|nop|xong|thuc hien|trien khai|to chuc|xay dung|phe duyet|khac phuc|giai quyet|xu ly|tham muu|ra soat|cong bo|ket thuc|dua vao|giai ngan|cap nhat|ket noi|chu tri|tong hop|tra loi|kiem tra|cung cap|dang ky|phan dau|bao dam|dam bao|trao|chuyen|thanh lap|sap xep|ban giao)(?![a-z])"
)
_DELIVER = re.compile(r"(?<![a-z])(?:bao cao|gui|nop|trinh|hoan thanh|xong|gui ve)(?![a-z])")
_EVENT = re.compile(
    r"(?<![a-z])(?:du kien|to chuc|hop|hoi nghi|dien ra|khai mac|be mac|le|ky niem|cuoc hop|phien hop|dai hoi|hoi thao|tap huan|buoi|sinh|bat dau|phat sinh|khoi cong|luc)(?![a-z])[^.;\n]{0,50}$"
)
_PAST_BEFORE = re.compile(
    r"(?<![a-z])(?:phat sinh|sinh|co hieu luc|tiep nhan|duoc cap|duoc tuyen dung|duoc phe duyet|duoc ban hanh|ton dong|hinh thanh|duoc giao dat|hop dong ky|khoi cong|da [a-z]+(?: [a-z]+){0,4})(?: tu)? ?$"
)
_PAST_AFTER = re.compile(
    r" ?[,)]? ?(?:[a-z]+ ){0,5}?(?:van con|da|moi dat|chi dat|moi chi|uoc dat|co|toan tinh co|van chua|chua)(?![a-z])"
)
_COUNT_AFTER = re.compile(
    r" ?\** ?(?:chi tieu|xa|phuong|thi tran|huyen|tinh|nhiem vu|don vi|so|truong|ho|truong hop|diem|tieu chi|noi dung|thanh vien|dai bieu|co quan|van ban|dong chi|cong trinh|du an)(?![a-z])"
)
_OPEN_AFTER = re.compile(
    r" ?,? ?(?:tro di|va cac ngay|va nhung ngay|den nay|den khi|cho den khi|tro ve truoc)(?![a-z])"
)
_PLACE_AFTER = re.compile(r"[^\n]{0,20}[;,.\n] ?-? ?dia diem")
_CLAUSE = re.compile(r"[.;\n](?: |$)|\n")


def clause_before(text: str, at: int) -> str:
    """The words of the same clause before a place; a line or a full stop ends it."""
    before = text[max(0, at - 400) : at]
    last = None
    for last in _CLAUSE.finditer(before):
        pass
    return before[last.end() :] if last else before


def cue_of(text: str, point: Point) -> Cue:
    """The cue nearest before a point, and what is left of it after looking for citations, events and the past."""
    clause = clause_before(text, point.start)
    cue = _nearest(clause, point)
    if _OPEN_AFTER.match(text, point.end) and cue.role is not Role.FIRM:
        return Cue(Role.START, cue.boundary, cue.start)
    if cue.role is Role.START and point.since is not None and point.joined not in {"va", ",", "hoac"}:
        cue = Cue(Role.LIKELY, Boundary.BY, cue.start)
    before = clause[: len(clause) - (point.start - cue.start)]
    if cue.role is not Role.START and _is_something_else(text, point, cue, before=before, clause=clause):
        return Cue(Role.NONE, cue.boundary, cue.start)
    return cue


def _nearest(clause: str, point: Point) -> Cue:
    near = clause[-_NEAR:]
    best: Cue | None = None
    for role, boundary, pattern in _CUES:
        match = pattern.search(near)
        if match is not None:
            start = point.start - len(near) + match.start()
            if (
                best is None
                or start > best.start
                or (start < best.start and match.end() and _contains(near, match, best, point))
            ):
                best = Cue(role, boundary, start)
    if best is None:
        within = point.unit is not Unit.DAY
        return Cue(Role.UNCUED, Boundary.WITHIN if within else Boundary.BY, point.start)
    return _settled(best, point)


def _contains(near: str, match: re.Match[str], best: Cue, point: Point) -> bool:
    return False


def _settled(cue: Cue, point: Point) -> Cue:
    """A period named after 'hoàn thành' or a label is its last day; 'trước cuối tháng 6' is by its end."""
    period = point.unit is not Unit.DAY
    if cue.boundary is Boundary.BEFORE and (point.closing or (period and point.since is not None)):
        return Cue(cue.role, Boundary.BY, cue.start)
    return cue


def _is_something_else(text: str, point: Point, cue: Cue, *, before: str, clause: str) -> bool:
    if point.bare and point.unit is Unit.DAY and _COUNT_AFTER.match(text, point.end):
        return True
    if _cited(point, cue, clause):
        return True
    if cue.boundary is Boundary.BEFORE:
        return bool(_PAST_BEFORE.search(before[-60:]))
    if cue.role is Role.FIRM:
        return False
    if _PAST_AFTER.match(text, point.end) and point.unit is not Unit.DAY:
        return True
    if point.unit is Unit.DAY and _EVENT.search(before[-70:]) and not _DELIVER.search(before[-40:]):
        return True
    return _names_a_plan(point, cue, clause=clause, before=before)


def _cited(point: Point, cue: Cue, clause: str) -> bool:
    """'Chỉ thị số 35-CT/TW ngày 14 tháng 6 năm 2024', 'Luật … năm 2022'."""
    if point.unit is Unit.DAY and cue.role in {Role.UNCUED, Role.LIKELY}:
        return cue.role is Role.UNCUED and bool(_CITED.search(clause + "ngay "))
    return False


def _names_a_plan(point: Point, cue: Cue, *, clause: str, before: str) -> bool:
    """'Kế hoạch năm 2025', 'giai đoạn 2021 - 2025', 'Chiến lược đến năm 2030'."""
    if point.closing or point.unit is Unit.DAY:
        return False
    if clause.count('"') % 2:
        return True
    plan = _PLAN.search(before.rstrip(' "'))
    if plan is None:
        return False
    return not _ENDED_NAME.search(plan[0]) or cue.role is Role.UNCUED


def orders(text: str, cue: Cue, point: Point) -> bool:
    """Whether a likely cue stands in a clause that orders something."""
    clause = clause_before(text, cue.start)
    after = re.split(r"[.;\n]", text[point.end : point.end + 120])[0]
    if point.unit is Unit.DAY and point.since is None:
        return bool(_DELIVER.search(clause[-120:]))
    if _PLACE_AFTER.match(text, point.end):
        return False
    return bool(_DUTY.search(clause)) or (not clause.strip(" -") and bool(_DUTY.search(after)))


_REPORT = re.compile(r"(?<![a-z])(?:bao cao|bc)(?![a-z])")
_COMPLETE = re.compile(
    r"(?<![a-z])(?:hoan thanh|hoan tat|ban hanh|xong|ket thuc|trinh|phe duyet|to chuc|xay dung|khac phuc|trien khai|gui y kien|dut diem)(?![a-z])"
)


def kind_of(text: str, start: int, end: int) -> DeadlineKind:
    """The nearest verb decides: a report sent, or a work done. 'Hoàn thành báo cáo' is a report."""
    before, after = clause_before(text, start), re.split(r"[.;\n]", text[end : end + 160])[0]
    inside = text[start:end]
    if _REPORT.search(inside):
        return DeadlineKind.REPORT
    report, complete = _last(_REPORT, before), _last(_COMPLETE, before + inside)
    if report < 0 and complete < 0:
        hit, other = _REPORT.search(after), _COMPLETE.search(after)
        first = hit is not None and (other is None or hit.start() < other.start())
        return DeadlineKind.REPORT if first else DeadlineKind.COMPLETION
    return DeadlineKind.REPORT if report > complete else DeadlineKind.COMPLETION


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((m.start() for m in pattern.finditer(text)), default=-1)
