"""Decide whether a table carries rows of data or only sets out a letterhead, a signature or a page."""

from __future__ import annotations

from core.text import fold

_HEADS = (
    "stt",
    "tt",
    "noi dung",
    "nhiem vu",
    "cong viec",
    "hang muc",
    "chu tri",
    "thoi gian",
    "thoi han",
    "don vi",
    "co quan",
    "tien do",
    "ket qua",
    "san pham",
)
_LETTERHEAD = ("cong hoa xa hoi", "dang cong san viet nam", "doc lap - tu do", "noi nhan", "so:", "kinh gui")


def is_layout(rows: list[list[str]]) -> bool:
    """A table without column heads and with few columns only places text on the page."""
    if not rows:
        return True
    folded = [fold(cell) for cells in rows[:3] for cell in cells]
    if any(mark in cell for cell in folded for mark in _LETTERHEAD):
        return True
    widest = max(len(cells) for cells in rows)
    if widest <= 1:
        return True
    return not has_heads(rows[0]) and widest <= 2


def has_heads(cells: list[str] | tuple[str, ...]) -> bool:
    """Two or more short cells that name columns."""
    short = [fold(cell).strip(" .:") for cell in cells if 0 < len(cell) <= 60]
    return sum(1 for cell in short if cell.startswith(_HEADS) or any(head in cell for head in _HEADS[2:])) >= 2
