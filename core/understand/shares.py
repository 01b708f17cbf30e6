"""How much of a task is said to be done: '80%', 'tám mươi phần trăm', 'được một nửa', '9/12 xã'."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from core.understand.numbers import NUMBER_WORDS, number
from core.understand.pieces import Kind, Piece, Taken

_UNITS = (
    "xa|phuong|thi tran|thon|ban|ap|khu|to|ho|ho dan|don vi|co quan|truong|nguoi|can bo|truong hop|cong viec|"
    "khoi luong|nhiem vu|viec|muc tieu|noi dung|hang muc|ho so|van ban|chi tieu|so|tong so|tuyen|km|camera|"
    "diem|buoc|phan|cong trinh|du an|chi bo|doanh nghiep|lop|mau|phieu|tram|can|nha|dau viec|phan viec|"
    "quang duong|chang duong|tien do|so luong|huyen|phong|cau|cuoc|dot|may|thiet bi|hop dong|goi thau|thua|"
    "thua dat|cong dan|dang vien|so nganh|dia ban|dia phuong|chi hoi|hoi vien"
)
_DAY_BEFORE = re.compile(r"(?:ngay|hom|den|toi|truoc|han|tu|sang|qua|luc|vao|ky|thang|quy)\s?$")
_PERCENT_SIGN = r"\s?(?:%|phan tram\b|o/o|percent\b)"
_PERCENT = re.compile(
    rf"(?<![\d.,a-z])(?:(?P<low>\d{{1,4}})\s?%?\s?(?:-|–|den)\s?)?(?:(?P<figure>\d{{1,9}})(?:[.,]\d{{1,3}})?"
    rf"|(?P<hundred>(?:mot )?tram)|(?P<words>{NUMBER_WORDS})){_PERCENT_SIGN}"
)
_OF = r"\s?(?:/|tren|trong so|trong tong so|tren tong so|trong(?= \d+ [a-z]))\s?"
_FRACTION = re.compile(
    rf"(?<![\d/.,\-])(?P<part>\d{{1,5}})(?: (?:{_UNITS})(?= tr))?{_OF}(?P<of>\d{{1,5}})(?![\d/\-]|[.,]\d)"
)
_THIRDS = re.compile(
    r"(?<![a-z])(?P<part>mot|hai|ba|bon|nam|sau|bay|tam|chin) phan (?P<of>hai|ba|tu|bon|nam|muoi)(?![a-z]| tram)"
)
_HALF = re.compile(
    r"(?<![a-z])(?:(?:mot|1|phan|hon|gan|qua|non|khoang) nua|nua (?:cong viec|khoi luong|chang|chung|viec|quang|so)"
    r"|(?<=duoc )nua|(?<=xong )nua)(?! (?:thang|ngay|tuan|nam|buoi|dem|tieng|gio))(?![a-z])"
)
_ELSEWHERE = re.compile(r"(?:giam|tang|chiem|lai suat|thue|vuot|lech|phat|chiet khau|giam duoc|tang duoc)\s?$")
_RATE = re.compile(r"(?:ty|ti) le (?!hoan thanh|thuc hien|giai ngan|cong viec|khoi luong)[a-z ]{2,}$")
_RISEN = re.compile(r"\s?(?:da |nay )?(?:len|tang len|->|den)\s?$")
_BELOW = re.compile(r"(?:chua (?:duoc|den|toi|dat|dat duoc|qua|xong)|khong (?:den|toi|dat)|duoi)\s?$")
_NEGATIVE = re.compile(r"[a-z] [\-–]$")
_ALMOST = re.compile(r"(?:gan|gan duoc|gan dat|ngot|xap xi|suyt)\s?$")
_LEFT = re.compile(r"(?:con|con lai|con khoang|chi con|con thieu|thieu|con lai khoang|con tam)\s?$")
_DONE_BEFORE = re.compile(r"(?:duoc|dat|xong|khoang|hoan thanh|lam|moi|tam|chung|hon|gan|tien do)\s?$")
_UNIT_AFTER = re.compile(rf"\s?(?:{_UNITS})(?![a-z])")


@dataclass(frozen=True, slots=True)
class Share:
    """`percent` is None for a share that says nothing exact of the progress; `wrong` when it cannot be."""

    percent: int | None
    text: str
    exact: bool = True  # a written percentage, preferred to one worked out
    left: bool = False  # 'còn 20 %'
    wrong: bool = False


def find_shares(text: str) -> list[Piece]:
    """Every share of the work, percentages first."""
    free = Taken(len(text))
    pieces = [_piece(found, _percent(found, text)) for found in _PERCENT.finditer(text) if free.take(*found.span())]
    fractions = [found for found in _FRACTION.finditer(text) if _is_share(found, text)]
    fractions += _THIRDS.finditer(text)
    pieces += [_piece(found, _part(found)) for found in fractions if free.take(*found.span())]
    halves = [found for found in _HALF.finditer(text) if free.take(*found.span())]
    pieces += [_piece(found, Share(50, found[0], exact=False)) for found in halves]
    return _latest(sorted(pieces, key=lambda piece: piece.start), text)


def _latest(pieces: list[Piece], text: str) -> list[Piece]:
    """'từ 60% lên 80%': the first one is past."""
    return [
        replace(piece, value=replace(piece.value, percent=None))
        if after and _RISEN.match(text[piece.end : after.start])
        else piece
        for piece, after in zip(pieces, [*pieces[1:], None], strict=False)
    ]


def chosen(shares: list[Share]) -> Share | None:
    """The one that tells the progress: a written one before one worked out, what is done before what is left."""
    known = [share for share in shares if share.percent is not None]
    known.sort(key=lambda share: (share.left, not share.exact))
    return known[0] if known else None


def _percent(found: re.Match[str], text: str) -> Share:
    before = text[max(0, found.start() - 40) : found.start()]
    value = 100 if found["hundred"] else number(found["low"] or found["figure"] or found["words"])
    if found["figure"] and int(found["figure"]) > 100:
        return Share(None, found[0], wrong=not _ELSEWHERE.search(before))
    if _NEGATIVE.search(before):
        return Share(None, found[0], wrong=True)
    if value == 100 and _ALMOST.search(before):
        return Share(None, found[0])
    if value > 100 or _ELSEWHERE.search(before) or _RATE.search(before) or _BELOW.search(before):
        return Share(None, found[0])
    if _LEFT.search(before):
        return Share(100 - value, found[0], left=True)
    return Share(value, found[0])


def _is_share(found: re.Match[str], text: str) -> bool:
    """'9/12 xã' and 'được 2/3' are shares, 'đến 9/12' is a day."""
    part, of = int(found["part"]), int(found["of"])
    before = text[max(0, found.start() - 18) : found.start()]
    if not 0 <= part <= of or of < 2 or (_DAY_BEFORE.search(before) and not _UNIT_AFTER.match(text, found.end())):
        return False
    spelled = "/" not in found[0]
    return spelled or bool(_UNIT_AFTER.match(text, found.end()) or _DONE_BEFORE.search(before)) or of > 31


def _part(found: re.Match[str]) -> Share:
    """Rounded, but never up to the whole."""
    part, of = number(found["part"]), number(found["of"])
    percent = min(round(100 * part / of), 99) if part < of else 100
    return Share(percent, found[0], exact=False)


def _piece(found: re.Match[str], share: Share) -> Piece:
    return Piece(Kind.SHARE, found.start(), found.end(), share)
