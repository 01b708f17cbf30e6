"""Decide whether a period in a running text makes a duty: 'hằng năm tổ chức' does, 'kế hoạch hằng năm' does not."""

from __future__ import annotations

import re

from core.deadlines.durations import NUMBER

_VERB_BEFORE = re.compile(
    r"(?<![a-z])(?:dinh ky|bao cao|thuc hien|to chuc|tien hanh|ra soat|cap nhat|danh gia|cong bo|kiem tra|"
    r"thong bao|so ket|tong ket|tong hop|gui|vao|lap|phat ban tin|dieu tra|giam sat|quan trac|doi chieu|kiem ke|"
    r"theo doi|phun|tuan tra|(?<!phoi )(?<!tong )(?<!tap )hop(?! tac)|giao ban|"
    r"truc(?! thuoc| tiep)|tap huan|dien tap|bao duong|cap phat|thong ke|nop)"
    r"(?: [a-z0-9:]+){0,5} ?$"
)
_VERB_AFTER = re.compile(
    r",? (?:dinh ky |truoc [^;,]{3,30}, )?(?:tong hop|bao cao|to chuc|ra soat|cap nhat|danh gia|cong bo|kiem tra|"
    r"gui|lap|so ket|tong ket|tham muu|thong ke|theo doi|xay dung|giao ban|trinh|thong bao|phat|dang|niem yet|"
    r"giam sat|don doc|tuan tra|doi chieu|ban giao)(?![a-z])"
)
_AT_MEETING = re.compile(  # 'báo cáo Chính phủ tại phiên họp thường kỳ | hằng tháng'
    r"(?<![a-z])(?:bao cao|trinh|cong bo|danh gia|kiem diem|cap nhat)(?![a-z])[^;.\n]{0,80}(?<![a-z])(?:tai|trong)"
    r" (?:cac |moi )?(?:phien |cuoc |hoi nghi |buoi )?(?:hop|giao ban)(?: [a-z]+){0,4} ?$"
)
_NAMED_BEFORE = re.compile(
    r"(?<![a-z])(?:ke hoach|chuong trinh|du toan|ngan sach|cong tac|nhiem vu|thu chi|thu, chi|chi tieu|"
    r"sinh hoat|cuoc song)(?: [a-z]+){0,2} ?$"
)
_CLOSES = re.compile(r" ?(?:[,.;)]|$)| (?:tai|tren|trong suot|de|qua)(?![a-z])")
_DUTY = re.compile(  # 'Thông báo tỷ lệ tham gia của từng trường về Sở | hằng tháng.'
    r" *(?:[-+]|[0-9a-z.]{1,4}[.)])? *(?:thong bao|cong khai|cap nhat|gui|cung cap|kiem tra|giam sat|niem yet|duy tri|"
    r"don doc|ra soat|dieu tra|doi soat|theo doi|to chuc|tong hop)(?![a-z])"
)
_OWN = re.compile(  # of which it says how often they are paid, held or made, and no duty
    r"(?<![a-z])(?:luong|tro cap|phu cap|hoc phi|le phi|tien luong|tien dien|ke hoach|giao ban|cuoc hop|phien hop|"
    r"sinh hoat|dinh muc|"
    r"doanh thu|muc dong|thu nhap|du toan|chi tieu|thi dua|nghi phep|kham suc khoe|chuong trinh)(?![a-z])"
)
_DAILY = re.compile(
    r"(?<![a-z])(?:doi song|cong viec|hoat dong|giao dich|cuoc song|sinh hoat|nhu cau)(?: [a-z]+){0,2} ?$"
)
_OPEN_HOURS = re.compile(
    r"(?<![a-z])tu [0-9]{1,2} ?(?:h|gio)[0-9 ]*(?:sang |chieu )?den [0-9]{1,2} ?(?:h|gio)[0-9 ]*(?:sang |chieu )?$"
)
_COUNTED = (" lan", " ky", " dot", " cuoc", " buoi")
_SO_MANY = re.compile(
    r" (?:mo |it nhat |toi thieu )*[0-9]{1,3} (?:lop|buoi|cuoc|dot|bai|hoi nghi|phien|luot|ban tin|chuyen de)(?![a-z])"
)
_TIMES = re.compile(rf"{NUMBER} (?:lan|ky|dot)(?![a-z])")
_LIMITED = re.compile(r"(?<![a-z])(?:khong (?:[a-z]+ ){0,6}qua|vuot qua|toi da) $")  # 'không kiểm tra quá | 01 lần/năm'
UNTIL_YEAR = re.compile(r"(?<![a-z])tu nay(?: cho)? den(?: het)? nam (?:20[0-9]{2}, )?$")


def is_duty(text: str, start: int, span: tuple[int, int], *, unit: str) -> bool:
    """'Kế hoạch hằng năm' names a plan; 'hằng năm tổ chức' and 'định kỳ hằng quý' are duties.

    `start` is where the sentence begins in the folded text, `span` where the period stands, `unit` its own ('ngay').
    """
    first, end = span
    before, named = text[start:first], text[first:end]
    if _LIMITED.search(before[-60:]):
        return False
    if named.startswith(("dinh ky", "cu ")) or named.endswith(_COUNTED) or "/" in named or _TIMES.match(named):
        return True
    if _NAMED_BEFORE.search(before[-40:]):
        return False
    if re.search(r"(?:(?<![a-z])va|[,;]) $", before) and _VERB_AFTER.match(text, end):
        return True
    if _OPEN_HOURS.search(before[-60:]) and not re.search(
        r"(?<![a-z])(?:truc|chot|tuan tra)(?![a-z])", before
    ):  # 'từ 7 giờ đến 17 giờ hằng ngày' tells when it is open
        return False
    if UNTIL_YEAR.search(before[-40:]) or _SO_MANY.match(text, end):
        return True
    return _closes_a_duty(text, before, end, unit) or _follows_a_duty(before, unit)


def _closes_a_duty(text: str, before: str, end: int, unit: str) -> bool:
    if before.endswith(": ") and text.startswith(",", end):  # 'Sở Tài chính: hằng năm, cùng với …, tham mưu …'
        return True
    if unit == "ngay" and re.match(r" ?(?:[,.;)]|$)", text[end:]) and _DAILY.search(before) is None:
        return True
    return bool(_CLOSES.match(text, end) and _DUTY.match(before)) and _OWN.search(before[-40:]) is None


def _follows_a_duty(before: str, unit: str) -> bool:
    alone = not re.sub(r"^ *(?:[-+]|[0-9a-z]{1,2}[.)])? *", "", before)
    if unit == "ngay" and re.search(r"bao cao|[0-9]+ ?(?:h|gio) ?[0-9]* ?$", before[-80:]):
        return True
    said = _VERB_BEFORE.search(before[-60:]) or _AT_MEETING.search(before[-160:])
    return alone or said is not None or unit == "tuan"
