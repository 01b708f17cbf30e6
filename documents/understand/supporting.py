"""Find who supports: the agencies after 'phối hợp với', 'phối hợp', 'cùng'."""

from __future__ import annotations

from documents.letters import compiled
from documents.understand.agencies import agencies_at

_TOGETHER = r"phối(?: kết)? hợp(?: chặt chẽ| thường xuyên| đồng bộ)?\s+"
_WITH = compiled(
    rf"(?i:{_TOGETHER}(?:với|cùng với|cùng)\s+|chủ trì,? cùng(?: với)?\s+|{_TOGETHER}(?=(?-i:[⟨A⟩]|các ))"
    r"|(?<=\w )cùng(?: với)?\s+(?=(?-i:[⟨A⟩]|các )))"
)


def supporting_in(text: str) -> tuple[str, ...]:
    """In order, each once."""
    names: list[str] = []
    for found in _WITH.finditer(text):
        named = agencies_at(text, found.end())
        names += [name for name in (named.names if named else ()) if name not in names]
    return tuple(names)
