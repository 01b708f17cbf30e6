"""Which tasks a message names: 'nv 3', 'NV03', 'nhiệm vụ ba', 'việc số hai', '#4', 'nv 3, 4 và 6', 'nv 3-5'."""

from __future__ import annotations

import re

from core.understand.numbers import NUMBER_WORDS, SHORT_TENS, number
from core.understand.pieces import Kind, Piece, Taken

_PREFIX = r"(?:nhiem vu|nhvu|nvu|nv|n\.v|n/v|task)"
_LOOSE = r"(?:cong viec|dau viec|viec|muc)"
_MARKS = r"\s?(?:so|thu)?\s?[:.#\-_]?\s?"
_NUMBER = rf"(?:\d{{1,5}}|{NUMBER_WORDS})"
_STATUS_WORDS = (
    "xong|da|hoan|dang|chua|cha|duoc|dat|sap|gan|se|vuong|con|van|het|ok|tien do|lam|moi|bi|gap|co|khong|ko|k|deu|"
    "cung|thi|truoc|trong|do|nay|ay|kia|be tac|ach|ket|tac|thieu|"
    "bao gio|khi nao|la|den|vua|nay|a|nhe|roi|trien khai|va|,|han|ca|cho(?! (?:da|chua|van|con|xong))"
)
_SPEAKER = (
    r"(?:(?:ben|don vi|phong|xa|phuong|so|chi cuc|trung tam|tram|truong|hoi|hat|doi|to|ban|co quan) )?"
    r"(?:em|minh|toi|tui|chau|chung toi|chung em|tui em|"
    r"tui minh|tui tui|bon em)"
)
_STATUS = (
    r"(?:\s*$|\s*[,;:\n!?.)…]|\s*[\-–]\s*[a-z\ue002]|\s*\ue002"
    rf"|\s+(?:deu |cung |thi |da |dang |vua |moi )*(?:{_STATUS_WORDS})|\s+{_SPEAKER}(?![a-z]))"
)
_UNIT = (
    r"thang(?! nay| sau| truoc)|nam\s|%|phan tram|ho(?![a-z])|xa(?! da| dang| chua)(?![a-z])|nguoi|can bo|don vi"
    r"|truong hop|ngay (?!mai|kia|hom|\d)|ben(?! em| minh)(?![a-z])|noi dung|so(?![a-z])|nhiem vu|viec(?![a-z])"
)
_NO_UNIT = rf"(?!\s?(?:{_UNIT})|[.,]?\d)"
_DIGITS = r"\d{1,5}(?![a-z\d])(?! thang (?:\d|dau|cuoi)| nam 20)"
_WORDS = rf"{NUMBER_WORDS}(?={_STATUS})(?<!nam(?= nay))(?! \d)"
_ONE = (
    rf"(?:{_PREFIX}(?:{_MARKS}(?:{_DIGITS}|{_WORDS})| so {NUMBER_WORDS}(?![a-z])|\s{SHORT_TENS}(?={_STATUS}))"
    r"|#\s?\d{1,5}(?!\d))"
)
_LOOSE_ONE = (
    rf"{_LOOSE}\s?(?:(?:so|thu)\s?{_NUMBER}(?! tuan)|\d{{1,5}}|{NUMBER_WORDS}(?={_STATUS}))(?![a-z\d]){_NO_UNIT}"
)
_JOIN = r"\s?(?:,|va ca|va|lan(?= n)|&|\+|voi|cung|cung voi|;)\s?"
_RANGE = r"\s?(?:-|–|den|->|toi)\s?"
_BARE = rf"{_NUMBER}(?={_STATUS}|{_JOIN}\d)(?![a-z\d]|[/.]\d|\s?%){_NO_UNIT}"
_MORE = rf"(?:{_JOIN}(?:{_ONE}|{_LOOSE_ONE}|{_BARE})|{_RANGE}(?:{_PREFIX}\s?{_DIGITS}|(?:{_PREFIX}\s?)?{_BARE}))*"
# 'nv3,4,5 xong': neither a decimal nor a share, for a word of state follows
_TIGHT = rf"{_PREFIX}{_MARKS}\d{{1,5}}(?:,\d{{1,5}})+(?={_STATUS})"
_GROUP = re.compile(rf"(?<![a-z\d/])(?:(?:cac|ca|2|3|hai|ba) )?(?:{_TIGHT}|(?:{_ONE}|{_LOOSE_ONE}){_MORE})")
_SAYS = (
    r"(?:\ue002|(?:cung |deu |thi |da |moi |vua |chua |dang |sap )*"
    r"(?:xong|hoan thanh|vuong|lam|trien khai|chua(?=\s*(?:$|[,;.\n]))))"
)
_BARE_GROUP = re.compile(
    rf"(?:(?<=^)|(?<=[,;\n])|(?<=[,;\n.] ))\d{{1,4}}(?:{_JOIN}\d{{1,4}})*(?=\s?[:)\-.]?\s?{_SAYS})"
)
_ITEM = re.compile(
    rf"(?P<range>(?<=[\d ])\s?(?:-|–|->|den|toi)\s?)?[^\d]*?"
    rf"(?P<number>\d{{1,5}}|(?<![a-z])(?:{SHORT_TENS}|{NUMBER_WORDS}))(?![a-z])"
)


def find_tasks(text: str, *, points: bool = True) -> list[Piece]:
    """Groups of task numbers; the piece's value is the tuple of numbers. Without `points`, 'mục 2' is part of one."""
    found = [Piece(Kind.TASK, f.start(), f.end(), _numbers(f[0])) for f in _GROUP.finditer(text)]
    if not points or any(not _is_point(text, piece) for piece in found):
        found = [piece for piece in found if not _is_point(text, piece)]
    free = Taken(len(text))
    for piece in found:
        free.take(piece.start, piece.end)
    bare = [other for other in _BARE_GROUP.finditer(text) if free.take(*other.span())]
    found += [Piece(Kind.TASK, other.start(), other.end(), _numbers(other[0])) for other in bare]
    return sorted(found, key=lambda piece: piece.start)


def _is_point(text: str, piece: Piece) -> bool:
    """'mục 2' beside 'nv 3' is a part of the task, not another one."""
    return text.startswith("muc", piece.start)


def _numbers(text: str) -> tuple[str, ...]:
    numbers: list[int] = []
    for item in _ITEM.finditer(text):
        value = number(item["number"])
        if item["range"] and numbers and numbers[-1] < value <= numbers[-1] + 30:
            numbers += range(numbers[-1] + 1, value)
        numbers.append(value)
    return tuple(dict.fromkeys(str(value) for value in numbers))
