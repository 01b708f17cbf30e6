"""Decide how the text of a file is handed on: paragraphs and table rows in reading order, each knowing its page."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, or one row of a table when it has cells."""

    text: str
    page: int = 1
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader found, in reading order. `warnings` are codes, such as 'ocr' for text that was recognised.

    `aside` is what stands outside the text, where a mark may be: running heads and feet, watermarks, stamps.
    """

    lines: tuple[Line, ...]
    pages: int = 1
    kind: str = "txt"
    warnings: tuple[str, ...] = field(default=())
    aside: tuple[str, ...] = ()


def row(cells: list[str] | tuple[str, ...], *, page: int = 1) -> Line:
    """A table row: its cells, and a text that shows them between bars."""
    flat = tuple(" ".join(cell.split()) for cell in cells)
    return Line("| " + " | ".join(flat) + " |", page, flat)
