"""Decide what a heading opens: orders, or words that order nobody (assessment, causes, principles, aims, bases)."""

from __future__ import annotations

import re

from core.text import fold

_IDLE = re.compile(
    r"(?:noi dung(?:,| va) doi tuong|muc (?:dich|tieu|dich,? y nghia)|yeu cau$|yeu cau chung|nguyen tac|quan diem"
    r"|danh gia|nhan dinh|uu diem"
    r"|ket qua (?!thuc hien nhiem vu sau)|ton tai|han che|khuyet diem|nguyen nhan|thuc trang|tinh hinh"
    r"|can cu|co so(?! vat chat| ha tang| du lieu)|su can thiet|pham vi|doi tuong|boi canh|du bao|chi tieu|bai hoc"
    r"|noi dung bao cao|de cuong"
    r"|thanh phan|noi dung hop|ve ket qua|nhung ket qua|mat lam duoc|kho khan|thuan loi|mot so ket qua"
    r"|quy dinh chung|giai thich tu ngu"
    r"|noi nhan|thoi gian,? dia diem|dia diem|kien nghi,? de xuat|cac kien nghi|tieu chi|phu luc danh sach"
    r"|(?:noi dung va |chinh sach va |dieu kien va )?muc (?:ho tro|chi|thu|dong|phat)"
    r"|dieu kien|danh sach|lich|mau |dinh nghia|ke hoach von|nguon kinh phi$|thu thap thong tin|tom tat)"
)
_BUSY = re.compile(
    r"(?:to chuc thuc hien|nhiem vu|cong tac trong tam|trong tam cong tac|giai phap|phan cong|trach nhiem"
    r"|noi dung thuc hien|noi dung,|noi dung$"
    r"|cong viec|yeu cau .*thuc hien|che do bao cao|thong tin,? bao cao|trien khai|thuc hien|phuong huong"
    r"|cac hoat dong|bien phap|ket luan)"
)
_CRITERIA = re.compile(
    r"(?:theo huong|(?:bao gom|gom co|gom)(?: cac| nhung)?(?: noi dung| thong tin| thanh phan| phan)?"
    r"(?: chinh| chu yeu)?(?: sau| nhu sau)?|trong do|tieu chi|noi dung bao cao|de cuong|noi dung (?:chinh )?(?:sau"
    r"|nhu sau)|cac doi tuong|cac truong hop|ho so gom|nguyen tac(?: sau)?|voi cac noi dung(?: sau| chinh)?"
    r"|cu the(?: nhu sau)?"
    r"|dam bao cac yeu cau(?: sau)?|cac yeu cau sau|thong tin sau|so lieu sau|muc tieu|tai lieu sau|van ban sau"
    r"|dieu kien sau|can neu ro|theo mau|theo (?:cac )?noi dung)\s*:?$"
)


_ABOUT = re.compile(
    r"(?:huong dan|giam sat|kiem tra|tuyen truyen|tap huan|bao cao|danh gia|thong ke)\b[^:.;]* ve\s*:\s*$"
)


def is_idle(text: str) -> bool:
    """A heading under which nobody is ordered anything."""
    folded = _bare(text)
    if len(folded) > 220:
        return False
    if re.search(r"[,;].*(?:nhu sau|sau day|noi dung sau|nhiem vu sau)$", folded):
        return False
    return _IDLE.match(folded) is not None and not re.search(
        r"(?:yeu cau|de nghi|giao)\s+(?:cac|so|ubnd|uy ban|ban)\b", folded
    )


_BODY = r"(?:ban (?:chi dao|to chuc|dieu hanh|van dong)|to (?:cong tac|giup viec|bien tap)|hoi dong|doan|tieu ban)"
_MANDATE = re.compile(
    rf"(?:chuc nang|nhiem vu|quyen han|trach nhiem|che do)\W.{{0,40}}?(?:cua )?{_BODY}(?![a-z])"
    rf"|{_BODY}\b.{{0,60}}? (?:co (?:chuc nang|nhiem vu|trach nhiem)|lam viec)"
)


def is_mandate(text: str) -> bool:
    """'Nhiệm vụ của Ban Chỉ đạo' in a decision: what a body is for, and no order."""
    return _MANDATE.match(_bare(text)) is not None


def is_busy(text: str) -> bool:
    """A heading that announces orders."""
    folded = _bare(text)
    return (
        len(folded) < 160
        and _BUSY.match(folded) is not None
        and not is_idle(text)
        and not re.search(r"\d{1,4}/", folded)
    )


_AHEAD = re.compile(
    r"(?:phuong huong,? )?(?:nhiem vu|giai phap|phuong huong)\b.*?\b(?:trong tam"
    r"|thoi gian (?:toi|con lai)|tiep theo|sap toi"
    r"|(?:thang|quy|nam) (?:\d|[ivx]|toi|sau|cuoi)|cuoi nam)"
)


def looks_ahead(text: str) -> bool:
    """'Nhiệm vụ trọng tâm tháng 6' below 'Về tình hình …': orders again, whatever stood above."""
    if re.fullmatch(r"(?:yeu cau )?(?:trong )?thoi gian (?:sap )?toi", _bare(text)):
        return True
    return is_busy(text) and _AHEAD.match(_bare(text)) is not None


def lists_criteria(text: str) -> bool:
    """'… theo hướng:' and 'báo cáo gồm các nội dung sau:' open lists that belong to the order above them."""
    if _ABOUT.search(fold(text)):
        return True
    return _CRITERIA.search(fold(text).rstrip(" :.")) is not None or _CRITERIA.search(fold(text).strip()) is not None


def _bare(text: str) -> str:
    folded = fold(text).strip(" .:;*-–")
    return re.sub(
        r"^(?:ve|doi voi|nhom|thong nhat|cong tac|chi dao|cac|nhung|mot so|phan(?! cong))\s+(?=(?:muc|nguyen"
        r"|danh|uu|ton|chi tieu|han|ket|tinh|thuc|quan|can|nhiem"
        r"|cong)\b)",
        "",
        folded,
    )
