"""Recognise headings that name whom the points below them address."""

from __future__ import annotations

import re

from documents.letters import compiled
from documents.understand.agencies import agencies_at, has_verb, parted
from documents.understand.agency_words import LEGAL, PREFIX, ROLE
from documents.understand.courtesies import is_hand
from documents.understand.naming import spoken
from documents.understand.persons import persons_headed

_DUTY = re.compile(
    r"\s*,?\s*(?:được (?:yêu cầu|giao|đề nghị|phân công)(?: nhiệm vụ| thực hiện)?|có trách nhiệm|có nhiệm vụ"
    r"|chịu trách nhiệm|cần|phải|thực hiện các nhiệm vụ(?: sau)?)\s*:$"
    r"|\s*,?\s*(?:làm|lo) (?:các|những|một số) việc(?: sau)?\s*:?$"
)
_BARE_DUTY = re.compile(r"\s*,?\s*có (?:trách nhiệm|nhiệm vụ)$")  # over points the colon may be missing


_LISTED = re.compile(r"^\s*\([^()]{3,260}\)\s*(?=:?$)")  # 'Các chủ rừng (Vườn quốc gia, hộ gia đình …)'
_TOPIC = re.compile(r"(?:Lĩnh vực|Về|Công tác) [^:;.]{2,80}:\s+(?=\S)")  # 'Lĩnh vực y tế: Trạm Y tế' over points
_WHICH = re.compile(
    r"Các (?:[^\W\d_]+,? ){1,5}(?:có|được|đang|chưa|nơi) [^.;:]{4,80}:?\s*$"
)  # 'Các khoa có chương trình …'
_UNKNOWN = compiled(
    r"[⟨A⟩][⟨a⟩]+(?:[ ,]+[^\W\d_]+){1,24} có (?:trách nhiệm|nhiệm vụ)\s*:\s*$"
)  # 'Quản đốc các phân xưởng'
_ANSWERS = re.compile(r"có (?:trách nhiệm|nhiệm vụ)\s*:\s*$")


def addressee_heading(text: str, *, over: bool = False) -> tuple[str, ...] | None:
    """'1. Sở Tài chính:' and 'Đối với UBND các huyện' name who is addressed below; `over`: points follow."""
    names = _addressed(text, over=over)
    return names if names is None else tuple(spoken(name) if name.isupper() else name for name in names)


def _addressed(text: str, *, over: bool) -> tuple[str, ...] | None:
    if over and (topic := _TOPIC.match(text.strip())) is not None:
        return _addressed(text.strip()[topic.end() :], over=over)
    bare = _DUTY.sub(":", text.strip())
    bare = _BARE_DUTY.sub(":", bare) if over else bare
    if len(bare) > 300 or LEGAL.match(bare):
        return None
    prefixed = PREFIX.match(bare) is not None
    while (prefix := PREFIX.match(bare)) is not None:
        bare = bare[prefix.end() :]
    if over and (persons := persons_headed(text.strip())) is not None:
        return persons
    named = agencies_at(bare)
    if named is None:
        return parted(_ANSWERS.sub("", bare)) if _ANSWERS.search(text) and _UNKNOWN.match(text) else None
    if prefixed and is_hand(named.names[0]):
        return None  # 'Phân công cấp ủy viên phụ trách từng thôn'
    rest = ROLE.sub("", _LISTED.sub("", bare[named.end :]) if over else bare[named.end :]).strip(" .:;,")
    if not rest:
        return named.names
    if _ANSWERS.search(text) and re.fullmatch(r"[^\W\d_]+(?: [^\W\d_]+){1,7}", rest):
        return parted(bare.rstrip(" :"))  # 'Các tổ chức khai thác khoáng sản có trách nhiệm:'
    if over and _WHICH.match(bare) and not rest.endswith(("như sau", "sau đây")) and len(rest.split()) <= 12:
        return parted(bare.rstrip(" :"))
    rest, *others = rest.split(";")
    whole = (over or bare.endswith(":")) and ":" not in rest and len(rest.split()) <= 12 and not has_verb(rest)
    listed = all(agencies_at(other.strip()) is not None and not has_verb(other) for other in others)
    return parted(bare.rstrip(" :")) if whole and listed else None
