"""Find what stands outside the text of a Word document: heads and feet of every section, watermarks, word art."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from core.text import clean

_KINDS = ("/header", "/footer")
_WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"


def heads_and_feet(document: Any) -> list[Any]:
    """Every one that the document holds, of first, even and later pages and of every section."""
    parts = [rel.target_part for rel in document.part.rels.values() if not rel.is_external and _is_edge(rel.reltype)]
    return [part.element for part in dict.fromkeys(parts) if hasattr(part, "element")]


def _is_edge(kind: str) -> bool:
    return kind.endswith(_KINDS)


def word_art(parts: Sequence[Any]) -> Iterator[str]:
    """The words of watermarks and of letters drawn as shapes, which are no text of a paragraph."""
    for part in parts:
        for drawn in part.iter(_WORD_ART):
            if (text := clean(drawn.get("string", "")).strip()) != "":
                yield text
