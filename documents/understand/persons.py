"""Find persons who are ordered: by given name ('Chị Hoa lo …') or in full with a degree or a post ('KS Lê Anh: …')."""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.letters import CAPITALS, SMALL
from documents.understand.verbs import VERBS

# A person and nothing behind the name: 'Chị Hoa', 'cô Lan Anh'; 'A. Lộc mua …' is no heading, as a verb follows.
_GIVEN_NAME = rf"[{CAPITALS}][{SMALL}]*(?: [{CAPITALS}][{SMALL}]*){{0,3}}"
_DOES = rf"(?:{VERBS}|phụ trách|lo|cho|đặt|mượn|gọi|nhắn|đón|viết|kê|nấu|chở|liên hệ)"
INITIAL = rf"(?:[AC]\.\s?|[AC]\s)[{CAPITALS}][{SMALL}]+(?=(?: \([^()]*\))? {_DOES}\b)"
_LOW = rf"[ac]\.\s?[{CAPITALS}][{SMALL}]+(?= {_DOES}\b)"  # 'Giao a. Thắng kiểm tra …'
_CALLED = rf"(?:BS|YS|DS|ĐD|NHS|KTV|KS)\.?\s[{CAPITALS}][{SMALL}]+(?! [{CAPITALS}])"  # 'YS Đởm'
_PERSON = rf"(?:(?:[Aa]nh|[Cc]hị|[Cc]ô|[Cc]hú|[Bb]ác|[Ôô]ng|[Bb]à|[Tt]hầy)\s{_GIVEN_NAME}|{_CALLED}|{INITIAL}|{_LOW})"
_POST_BESIDE = r"(?: \([^()]{2,40}\))?"
_PERSONS = re.compile(rf"{_PERSON}{_POST_BESIDE}(?:(?:,| và) {_PERSON}{_POST_BESIDE})*(?=:| {_DOES}\b)")
# Somebody by full name, told by the degree before it or the post behind it; a colon and the work follow.
_DEGREE = (
    r"(?:(?:(?:PGS|GS|TS|Th[sS]|BS|YS|DS|CN|ĐD|NHS|KTV|KS|CV|[ĐđaA]/c|[Đđ]ồng chí|[Ôô]ng|[Bb]à)(?:CKI{1,2})?\.?\s?)+)"
)
_FULL_NAME = rf"[{CAPITALS}][{SMALL}]*(?: [{CAPITALS}][{SMALL}]*){{1,4}}"  # 'Y Nguyên', 'Tráng A Sềnh'
_NEXT = rf"(?=:|(?:,| và) (?:{_DEGREE}[{CAPITALS}]|{_FULL_NAME} [-–(]))"  # a post ends where somebody else is named
_POST = rf"(?: [-–] [^:;()]{{3,60}}?{_NEXT}| \([^():;]{{2,60}}\))"
# Atomic: of a long list of those present, without a colon, not every way of parting it is tried.
_NAMED = rf"(?>(?:{_DEGREE}{_FULL_NAME}{_POST}?|{_FULL_NAME}{_POST}){_NEXT})"
_NAMED_IN_FULL = re.compile(rf"{_NAMED}(?:(?:,| và) {_NAMED})*+(?=:)")
_NAMED_ONE = re.compile(rf"{_DEGREE}?(?P<name>{_FULL_NAME}){_POST}?")


Found = tuple[tuple[str, ...], int]  # the names, and where the text goes on after them


def given_names_at(text: str, at: int) -> Found | None:
    found = _PERSONS.match(text, at)
    if found is None:
        return None
    return tuple(re.split(r", | và ", re.sub(r" \([^()]*\)", "", found.group()))), found.end()


def full_names_at(text: str, at: int) -> Found | None:
    """Without the degree and the post."""
    found = _NAMED_IN_FULL.match(text, at)
    if found is None:
        return None
    return tuple(one.group("name") for one in _NAMED_ONE.finditer(text, at, found.end() + 1)), found.end()


_SHARES = re.compile(
    r"Phân công (?:nhiệm vụ )?(?:cho )?(?:các |những )?"
    r"(?:đồng chí|đ/c|thành viên|ủy viên|lãnh đạo|cán bộ|công chức|ông)\b[^.;]*:$",
    re.IGNORECASE,
)
_SHARE = re.compile(rf"{_DEGREE}?(?P<name>{_FULL_NAME})(?P<post>(?:,| [-–]| \() ?[^:;.]{{2,80}})?:\s*\S")


def shares_out(text: str) -> bool:
    """'Phân công các đồng chí Phó Chủ tịch phụ trách các địa bàn:'"""
    return _SHARES.match(text.strip()) is not None


def share_of(text: str) -> tuple[str, ...]:
    """Whose share a line below that is: 'Đồng chí Lê Văn An, Phó Chủ tịch: các xã ven sông'; empty where nobody's."""
    if (several := full_names_at(text, 0)) is not None:
        return several[0]
    found = _SHARE.match(text)
    return (found["name"],) if found is not None else ()


_HEADED = re.compile(rf"(?:[Mm]ời )?(?:{_DEGREE}|[Cc]ác (?:đồng chí|ông|bà):? )")
_BESIDE_EACH = re.compile(r"\s*[;,()]\s*|\s+[-–]\s+")
_LONG_POST = 70
_POSTED = re.compile(r"(?:Phó|Trưởng|Chủ|Giám|Bí|Chánh|Ủy|Uỷ|Thành|Hiệu|Cục|Chi|Đội) ")  # 'Trưởng Ban' is a post


def persons_headed(text: str) -> tuple[str, ...] | None:
    """Whose work stands below: 'Đồng chí Lò Thị Hương, Phó Chủ tịch UBND tỉnh, Phó Trưởng Ban'; posts are left out."""
    found = _HEADED.match(text)
    if found is None:
        return None
    pieces = [
        re.sub(rf"^{_DEGREE}", "", piece) for piece in _BESIDE_EACH.split(text[found.end() :].rstrip(" .:")) if piece
    ]
    if not all(piece[:1].isupper() and len(piece) < _LONG_POST for piece in pieces):
        return None
    names = [bool(re.fullmatch(_FULL_NAME, piece)) and _POSTED.match(piece) is None for piece in pieces]
    return tuple(piece for piece, named in zip(pieces, names, strict=True) if named) if names[:1] == [True] else None


# 'Anh Lê Văn Lợi - Tổ trưởng Tổ Bảo vệ', 'Đội Thu gom số 2 - Đội trưởng Lê Thị Út': who it is, and who leads it
BEHIND_DASH = re.compile(
    rf"^((?:[Aa]nh|[Cc]hị|[Cc]ô|[Cc]hú|[Bb]ác|[Ôô]ng|[Bb]à|[Tt]hầy) {_FULL_NAME}) [-–] [^,;]+$"
    rf"|^([{CAPITALS}][^,;–-]{{2,60}}) [-–] (?:Đội trưởng|Tổ trưởng|Trạm trưởng|Trưởng \w+|Phụ trách:?) {_FULL_NAME}$"
)

POST_IN_BRACKETS = re.compile(rf"^({_DEGREE}{_FULL_NAME}) \([^()]{{2,60}}\)$")  # 'Đồng chí Ngô Thị Sáu (Phó Bí thư)'
_ONE_PERSON = re.compile(rf"(?:{_DEGREE}){_FULL_NAME}")


def is_person(name: str) -> bool:
    """'Đồng chí Vi Văn Khăm', and not 'Đồng chí Chủ tịch UBND xã'."""
    return _ONE_PERSON.fullmatch(name) is not None


def with_post(pieces: Sequence[str], joined: Sequence[str]) -> list[str]:
    """A list of names, the one post behind a person told with the name, of several none; `joined`: what parts them."""
    kept: list[list[str]] = []
    for piece, before in zip(pieces, joined, strict=True):
        if kept and is_person(kept[-1][0]) and before.strip() == "," and _POSTED.match(piece):
            kept[-1].append(piece)
        else:
            kept.append([piece])
    return [", ".join(named) if len(named) == 2 else named[0] for named in kept]
