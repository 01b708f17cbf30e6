"""Find tables whose cells stand one under another: 'STT', the heads, '1', its cells, '2' …"""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.text import fold
from documents.joining import RawLine
from documents.source import row
from documents.tables_shape import has_heads

_COUNTED = frozenset({"stt", "tt", "so tt"})
_TIME = re.compile(r"\d{1,2}/\d{4}|\bquy [ivx\d]|\bthang \d|\bnam 20|^20\d\d|thuong xuyen|hang (?:nam|quy|thang|tuan)")
_MOST_HEADS = 9
_MOST_CELLS = 14  # lines of one row


def with_stacked(lines: Sequence[RawLine]) -> list[RawLine]:
    """The same lines, those of such tables as rows."""
    done: list[RawLine] = []
    index, count = 0, 1
    while index < len(lines):
        heads = _heads(lines, index, count)
        if not heads:
            done.append(lines[index])
            index += 1
            continue
        done.append(_as_row(heads, lines[index]))
        index += len(heads)
        while (cells := _cells(lines, index, count)) is not None:
            done.append(_as_row(_placed(cells, heads), lines[index]))
            index += len(cells)
            count += 1
    return done


def _heads(lines: Sequence[RawLine], index: int, count: int) -> list[str]:
    """The heads from this line up to the first row's count."""
    if lines[index].row is not None or fold(lines[index].text).strip(" .") not in _COUNTED:
        return []
    texts = [line.text.strip() for line in lines[index : index + _MOST_HEADS]]
    ends = next((place for place, text in enumerate(texts) if text.strip(".") == str(count)), 0)
    return texts[:ends] if ends >= 3 and all(texts[:ends]) and has_heads(texts[:ends]) else []


def _cells(lines: Sequence[RawLine], index: int, count: int) -> list[str] | None:
    """The lines of this row: up to the next count, heads said again, or a blank line."""
    if index >= len(lines) or lines[index].text.strip(" .") != str(count):
        return None
    cells = [str(count)]
    for line in lines[index + 1 : index + _MOST_CELLS]:
        text = line.text.strip()
        if not text or line.row is not None or text.strip(".") == str(count + 1) or fold(text) in _COUNTED:
            break
        cells.append(text)
    return cells if len(cells) > 1 else None


def _placed(cells: Sequence[str], heads: Sequence[str]) -> list[str]:
    """Cells under their heads: lines too many belong to the task, and a time to the column of times."""
    width = len(heads)
    spare = max(0, len(cells) - width)
    placed = [cells[0], " ".join(cells[1 : 2 + spare]), *cells[2 + spare :]]
    timed = next((n for n, head in enumerate(heads) if fold(head).startswith(("thoi", "tien do", "han"))), None)
    if len(placed) < width and timed is not None and _TIME.search(fold(placed[-1])):
        return [*placed[:-1], *[""] * (timed - len(placed) + 1), placed[-1], *[""] * (width - timed - 1)]
    return [*placed, *[""] * (width - len(placed))]


def _as_row(cells: Sequence[str], line: RawLine) -> RawLine:
    return RawLine(" ".join(cells), line.page, row=row(list(cells), page=line.page))
