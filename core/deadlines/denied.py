"""Decide which times are none to be kept: what is forbidden, a condition, a season, the span of figures."""

from __future__ import annotations

import re

from core.deadlines.points import Point
from core.deadlines.vocabulary import DAYS_OFF, UNTIL, Role, words
from core.proposal import Boundary

# 'Không tổ chức liên hoan trong tháng 8'; 'các xã không phát sinh vẫn báo cáo trước …' orders all the same.
_ORDER = "thi|phai|can|cung|van|bao cao|gui|nop|trinh|hoan thanh|xong|khac phuc|xu ly|giai quyet|lap|ra soat"
_FORBIDDEN = re.compile(
    r"(?:^|[,:(] ?|^[-+ ]*[0-9a-z]{0,2}[.)] )"
    r"(?:(?:tuyet doi|kien quyet|dut khoat|tam thoi|yeu cau|dong thoi|va|-|\+) ?)*"
    r"(?:khong (?!(?:de|con|co|chi|qua|cham|muon|tre|phat sinh|hoan thanh|gui|nop|bao cao|duoi|dat|xay ra)(?![a-z]))"
    r"|chua (?:xem xet|bo tri|to chuc|thuc hien|giai quyet|phan bo)|nghiem cam|tam (?:dung|ngung|hoan))"
    rf"(?:(?! (?:{_ORDER})(?![a-z]))[^.,;\n]){{0,120}}$"
)
_PROMISED = words("cam ket|van dong|tuyen truyen|phat dong|nhac nho|ky|bao dam|dam bao")
_HEAPED = re.compile(r"(?<![a-z])khong (?:de )?(?:don|don don|u dong|tap trung)(?![a-z])[^.;\n]{0,80}$")
# 'Điều chuyển vốn của dự án đến ngày 30/9 | giải ngân dưới 60%' tells which ones.
_WHICH = re.compile(r"(?<![a-z])(?:doi voi|cua|nhung|truong hop|nao|neu|tai)(?: [a-z0-9]+){0,7} $|(?<![a-z])nao $")
_FAILS = re.compile(
    r" ?,? ?(?:ma |van |con )*(?:[a-z]+ ){0,3}?"
    r"(?:chua|duoi|moi dat|khong(?! (?:con|duoi|qua|de|thap)(?![a-z])))(?![a-z])"
)
# 'Văn bản hết hiệu lực trong năm 2025', 'các dự án khởi công trong năm 2026 | phải có đủ thủ tục' likewise.
_OF_ITSELF = re.compile(
    r"(?<![a-z])(?:het (?:hieu luc|han|nhiem ky|hop dong)|(?:den|(?<!chua )du|qua) (?:han|tuoi)|nghi huu|nghi che do"
    r"|dao han) $"
)
# 'Trường hợp không hoàn thành trước ngày 30/6 | thì …', 'xử lý các hộ không tháo dỡ trước ngày 20/5': if it is not done
_UNLESS = re.compile(
    r"(?<![a-z])(?:truong hop|neu|doi voi (?:cac|nhung)|xu ly(?: nghiem)? (?:cac|nhung))(?: [a-z0-9]+){0,6}"
    r" (?:khong(?! de)|chua)(?: [a-z0-9]+){1,6} $"
)
_VERB_FOLLOWS = re.compile(r" ?(?:phai|thi|duoc(?! giao)|moi duoc)(?![a-z])")
_THE_ONES = re.compile(r"^\W*(?:cac|nhung|moi|doi voi) [^.,;\n]{3,80}$")
_WILL_COME = re.compile(r"(?<![a-z])doan(?: [a-z]+){0,5} se [^.,;\n]{2,60}$")  # what others will do
_SEASON = re.compile(
    r"(?<![a-z])(?:mua|vu|thoi ky|giai doan|thang cao diem|(?<!dot )cao diem(?: cua)? [a-z ]{0,20}|dip|ky nghi)"
    r"(?: [a-z]+){0,4} ?"
    r"\((?:tinh |thuong )?$"
)
_FIGURES = words(
    "so lieu", "ky (?:bao cao|so lieu|thong ke|danh gia)", "moc (?:thong ke|so lieu)", "hien trang", "nien do",
    "thoi (?:gian|diem|ky) (?:lay|chot|tinh|thong ke|danh gia|bao cao) (?:so lieu|so)",
)  # fmt: skip
_OF_FIGURES = re.compile(rf"{_FIGURES.pattern}(?: [a-z]+){{0,3}}[ :(]*(?:(?:duoc )?(?:tinh|lay|chot) )?$")


def denied(text: str, point: Point, *, role: Role, boundary: Boundary, start: int, before: str) -> bool:
    """Whether the clause before the cue takes the deadline away again."""
    if _UNLESS.search(before[-120:]) is not None:
        return True
    if role is Role.LIKELY and _WILL_COME.search(before[-90:]) is not None:
        return True
    if role is Role.LIKELY and (_HEAPED.search(before) is not None or _tells_which(text, point, before)):
        return True
    if role is Role.LIKELY and point.joined in {"va", ",", "-"} and DAYS_OFF.search(before[-60:]) is not None:
        return True
    if _holds(text, role, boundary, start) and _forbidden(before, boundary):
        return True
    spans = role is Role.UNCUED or text.startswith(("tu", "ke tu", "tinh tu", *UNTIL), start)
    if spans and _OF_FIGURES.search(before) is not None:
        return True
    until = text.startswith((*UNTIL, "den het"), start)
    if until and _WHICH.search(before[-90:]) is not None and _FAILS.match(text, point.end) is not None:
        return True
    return point.since is not None and _SEASON.search(before[-90:]) is not None


def _tells_which(text: str, point: Point, before: str) -> bool:
    if _OF_ITSELF.search(before) is not None:
        return True
    return _THE_ONES.match(before) is not None and _VERB_FOLLOWS.match(text, point.end) is not None


def _holds(text: str, role: Role, boundary: Boundary, start: int) -> bool:
    """Words that say how long something is forbidden: 'trong', 'trước', 'từ … đến'; not 'chậm nhất'."""
    return role is Role.LIKELY or boundary is Boundary.BEFORE or text.startswith(("den het", "cho den"), start)


def _forbidden(before: str, boundary: Boundary) -> bool:
    """'Cam kết …, không giao xe cho con em trong tháng 11' is due then: what is promised forbids nothing."""
    found = _FORBIDDEN.search(before)
    if found is None or found.start() == 0:
        return found is not None
    return boundary is not Boundary.BEFORE and _PROMISED.search(before, 0, found.start()) is None
