"""Find who supports: the agencies after 'phối hợp với'."""

from __future__ import annotations

import re

from documents.understand.agencies import agencies_at

_WITH = re.compile(r"phối(?: kết)? hợp(?: chặt chẽ| thường xuyên| đồng bộ)?\s+(?:với|cùng|cùng với)\s+", re.IGNORECASE)


def supporting_in(text: str) -> tuple[str, ...]:
    """In order, each once."""
    names: list[str] = []
    for found in _WITH.finditer(text):
        named = agencies_at(text, found.end())
        names += [name for name in (named.names if named else ()) if name not in names]
    return tuple(names)
