"""Read periods counted from a moment: 'trong thời hạn 10 ngày làm việc kể từ ngày ký' (Civil Code 2015)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from core.deadlines import found
from core.deadlines.points import Point
from core.deadlines.resolve import Days, add_months, resolve
from core.proposal import Boundary
from core.workdays import WorkingCalendar

_NUMBERS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
    "muoi hai": 12, "muoi lam": 15, "hai muoi": 20, "ba muoi": 30, "bon lam": 45, "sau muoi": 60, "chin muoi": 90,
}  # fmt: skip
NUMBER = (
    r"(?:[0-9]{1,3}|(?:muoi hai|muoi lam|hai muoi|ba muoi|sau muoi|chin muoi|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi))"
)
_DURATION = re.compile(
    r"(?<![a-z0-9])(?:(?P<cue>(?:cham nhat|muon nhat|khong qua|khong cham qua|toi da|trong|thoi han|thoi gian|"
    r"sau|truoc)"
    r"(?: (?:la|sau|khong qua|thoi han|thoi gian|vong|toi da|han)){0,3})[ :]{1,2})?"
    rf"(?<!thu )(?P<n>{NUMBER})(?: ?\([a-z ]{{2,14}}\))? {{0,2}}(?P<u>ngay|tuan|thang|nam|gio|h)(?![a-z0-9])(?! [0-9])"
    rf"(?! (?:dau|cuoi) )(?P<work> lam viec)?"
)
_FROM = re.compile(
    r"[ ,(]{0,3}(?:ke tu|tinh tu|bat dau tu|tu|sau|ke)(?: ca)? (?:khi |ngay |luc |thoi diem |sau khi |"
    r"hom )*(?P<what>[^.;\n]{0,90})"
)
_FROM_BEFORE = re.compile(  # 'kể từ ngày ký văn bản này, | trong 03 ngày làm việc'
    r"(?<![a-z])(?:ke tu|tinh tu|tu|sau) (?:khi |ngay )+(?P<what>[^.;,\n]{2,60}), $"
)
_SOON = re.compile(r" (?:toi|nua|ke tiep|tiep theo)(?![a-z])")
_DOCUMENT = (
    r"(?:van ban|cong van|chi thi|thong bao|quyet dinh|ke hoach|nghi quyet|cong dien|ket luan(?: thanh tra"
    r"| kiem tra)?|phuong an|"
    r"chuong trinh(?: hanh dong| cong tac)?|huong dan|to trinh|de an|quy dinh)"
)
_SIGNED = re.compile(
    rf"(?:nay(?![a-z])|hom nay|(?:duoc )?(?:ky|ban hanh|phat hanh|ra|dang|thong qua"
    rf"|cong bo|co(?= [^.,;\n]{{2,40}} nay))(?: (?:va )?(?:ban hanh|"
    rf"phat hanh))?(?: (?:cua )?{_DOCUMENT})*(?: (?:ket luan|chi dao))?(?: nay)?(?= ?(?:[,.;:)(/\n]|$)| (?:phai|"
    rf"cac|so|ubnd|uy ban|va|de|den|don vi|thu truong|yeu cau|hoan thanh|bao cao|tham muu|chu tri|trinh|xay dung"
    rf"|ra soat))"
    rf"|{_DOCUMENT}(?:(?: ket luan)? nay)? duoc (?:ky|ban hanh|phat hanh|thong qua)"
    rf"|{_DOCUMENT}(?: ket luan)? nay (?:ky|ban hanh|phat hanh|thong qua)"
    r"|(?:chi thi|ke hoach|cong van|thong bao|cong dien|phuong an|chuong trinh) nay (?:bat dau )?co hieu luc"
    rf"|(?:ky|ban hanh|phat hanh|ra) {_DOCUMENT}(?: \w+){{0,2}} nay)"
)
_RECEIVED = re.compile(
    r"(?:(?:duoc |nhan |tiep )*nhan|(?:don vi|co quan|dia phuong|ubnd)[a-z ]{0,30}nhan|co giay bien nhan)(?![a-z])"
)
_AHEAD = re.compile(r" (?:truoc|so voi)(?![a-z])")


@dataclass(frozen=True, slots=True)
class Duration:
    start: int
    end: int
    count: int
    unit: str  # 'ngay', 'tuan', 'thang', 'nam', 'gio'
    working: bool
    boundary: Boundary
    origin: str  # 'issue', 'date', or the doubt to raise
    origin_point: Point | None = None
    spoken: bool = True  # whether the text says from when it counts


def durations(text: str, known: list[Point]) -> list[Duration]:
    return [read for match in _DURATION.finditer(text) if (read := _duration(text, match, known)) is not None]


def due(duration: Duration, *, issued: date | None, calendar: WorkingCalendar) -> Days:
    """The last day of the period; one that ends on a rest day ends with the next working day."""
    begins, doubt = _origin(duration, issued)
    if begins is None:
        return Days(doubts=(doubt,))
    if duration.working:
        last = calendar.forward(begins, duration.count).date
    else:
        last = calendar.next_working_on_or_after(_calendar_end(begins, duration)).date
    return Days(last, last)


def number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS[text]


def _origin(duration: Duration, issued: date | None) -> tuple[date | None, str]:
    if duration.origin == "date" and duration.origin_point is not None:
        days = resolve(duration.origin_point, issued)
        return days.first, (*days.doubts, found.EVENT_DATE)[0]
    if duration.origin == "issue":
        return issued, found.ISSUE_DATE
    return None, duration.origin


def _calendar_end(begins: date, duration: Duration) -> date:
    if duration.unit in {"thang", "nam"}:
        return add_months(begins, duration.count * (12 if duration.unit == "nam" else 1))
    if duration.unit in {"gio", "h"}:
        return begins + timedelta(days=-(-duration.count // 24))
    return begins + timedelta(days=duration.count * (7 if duration.unit == "tuan" else 1))


def _duration(text: str, match: re.Match[str], known: list[Point]) -> Duration | None:
    cue, unit = match["cue"] or "", match["u"]
    if unit in {"gio", "h"} and not (cue.startswith(("trong", "cham", "khong")) and int(number(match["n"])) >= 12):
        return None
    if unit in {"gio", "h"} and any(p.hour is not None and p.start <= match.start("n") < p.end for p in known):
        return None  # 'chậm nhất 17 giờ ngày 17/3' is an hour of that day
    end, origin, point = _counted_from(text, match.start(), match.end(), known)
    if point is not None and point.since is not None and point.joined not in {",", "va", "hoac"}:
        return None  # 'trong 2 tuần, từ 9/3 đến 20/3': the days themselves say when
    spoken = origin not in {"", found.EVENT_DATE} or end > match.end()
    if cue in {"", "sau", "truoc", "thoi gian"} and not (origin == "issue" and cue != "truoc"):
        return None
    boundary = Boundary.WITHIN if cue.startswith("trong") else Boundary.BY
    working = bool(match["work"]) and unit == "ngay"
    origin = origin or found.EVENT_DATE
    return Duration(match.start(), end, number(match["n"]), unit, working, boundary, origin, point, spoken)


def _counted_from(text: str, start: int, end: int, known: list[Point]) -> tuple[int, str, Point | None]:
    """Where the phrase ends, and from what it counts."""
    if soon := _SOON.match(text, end):
        return soon.end(), "issue", None
    if _AHEAD.match(text, end):
        return end, found.EVENT_DATE, None
    origin = _FROM.match(text, end)
    if origin is None:
        signed = _FROM_BEFORE.search(text, max(0, start - 90), start)
        return end, "issue" if signed and _SIGNED.match(text, signed.start("what")) else "", None
    point = next((p for p in known if end <= p.start <= origin.start("what") <= p.end), None)
    if point is not None:
        return point.end, "date", point
    for pattern, name in ((_SIGNED, "issue"), (_RECEIVED, found.RECEIPT_DATE)):
        if hit := pattern.match(text, origin.start("what")):
            return hit.end(), name, None
    if re.search(r"(?<![a-z])nhan (?:duoc|van ban|ho so|thong bao)", origin["what"]):
        return origin.end(), found.RECEIPT_DATE, None
    return origin.start("what"), found.EVENT_DATE, None
