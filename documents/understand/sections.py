"""What the lines below a section say of all its points: who leads, who supports, by when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.understand.chats import is_speaker
from documents.understand.days import is_day
from documents.understand.draft import Draft, fill, has_own
from documents.understand.fields import field_of
from documents.understand.nodes import Node

_WHO_BELOW = re.compile(r"(?:Cơ quan|Đơn vị) (chủ trì|thực hiện|phối hợp)(?:,? (?:và )?phối hợp)?(?: thực hiện)?\W*$")


def who_below(node: Node) -> list[tuple[str, str]]:
    """'2. Cơ quan chủ trì, phối hợp' over lists of agencies: the role and the names, as fields of a line are read."""
    found = _WHO_BELOW.match(node.words) if node.marked and node.parts else None
    if found is None or any(_WHO_BELOW.match(child.words) for child in node.parts):
        return [said for child in node.parts for said in who_below(child)] if found is not None else []
    role = "supporting" if found[1] == "phối hợp" else "lead"
    return [(role, "; ".join(child.words.strip(" .;") for child in node.parts))]


_PHASE = re.compile(
    r"(?:Giai đoạn|Bước|Đợt) [\dIVX]{1,4}\b[^()]{0,120}\((?P<when>từ [^()]{4,30} đến [^()]{0,12}"
    r"\d{1,2}/\d{1,2}/\d{4})\)\W*$"
)


def time_over(node: Node) -> str | None:
    """'THỨ HAI (08/6)', 'Giai đoạn 1: Vận động (từ ngày … đến ngày …)' over what is to be done then.

    Over what was said in a chat it is no such day.
    """
    words = node.words.strip() if node.parts and not any(is_speaker(child.words) for child in node.parts) else ""
    if (phase := _PHASE.match(words)) is not None:
        return phase["when"]
    return re.sub(r"[()]", "", words).strip(" :") if is_day(words) else None


def say_of(section: Sequence[Draft], said: Sequence[tuple[str, str]], *, inherited: tuple[str, ...]) -> None:
    """What is said of a whole section holds for every point that does not say it for itself."""
    for draft in section:
        for role, value in said:
            if not draft.in_table and not has_own(draft, role, inherited=inherited):
                fill(draft, role, value)


def says_who(node: Node) -> bool:
    found = field_of(node.para.text) if node.kind == "field" else None
    return found is not None and found[0] in {"lead", "doer"}
