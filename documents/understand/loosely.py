"""Who is ordered though no list of agencies knows the name: told by the verb that follows."""

from __future__ import annotations

import re

from documents.understand.agencies import Named, agencies_at, persons_at
from documents.understand.verbs import verb_at

_LOOSELY = (
    re.compile(r"(?P<name>Các (?:đơn vị|cơ quan|địa phương|phòng|khoa|trường))\s+(?=\S)"),
    re.compile(
        r"(?:Bên |Phía )?(?P<name>[A-ZĐ]{3,9}(?: (?:xã|phường|tỉnh|huyện|TP|các lớp|(?:lớp|khối|tổ) \d+))?)\s+(?=\S)"
    ),
)

_SIDE = re.compile(r"(?:Bên|Phía) ")


def loosely_named(text: str) -> Named | None:
    """'Các đơn vị kiểm tra …', 'TTPVHCC trả lời …', 'Chị Hoa lo …': known by the verb that follows."""
    persons = persons_at(text, 0)
    if persons is not None and not text.startswith(":", persons.end):
        return persons
    for pattern in _LOOSELY:
        found = pattern.match(text)
        if found is not None and verb_at(text, found.end()):
            return Named((found.group("name"),), found.end())
    side = _SIDE.match(text)
    named = agencies_at(text, side.end()) if side is not None else None
    return named if named is not None and verb_at(text, named.end + 1) else None
