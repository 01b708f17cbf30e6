"""Find tables copied from a page of the web: every cell stands on lines of its own and ends at a line with a bar."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from core.text import fold
from documents.joining import RawLine
from documents.source import row
from documents.tables_shape import has_heads

_COUNTED = frozenset({"stt", "tt", "so tt"})
_COUNT = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[A-HĐ])\.?")
_WIDTHS = range(3, 10)


def with_barred(lines: Sequence[RawLine]) -> list[RawLine]:
    """The same lines, those of such tables as rows."""
    bars = [at for at, line in enumerate(lines) if line.text.strip() == "|"]
    done: list[RawLine] = []
    index = 0
    for place, bar in enumerate(bars):
        if bar - 1 < index or fold(lines[bar - 1].text).strip(" .") not in _COUNTED:
            continue
        edges = [bar - 2, *bars[place:]]
        if width := _width(_cells(lines, edges[: _WIDTHS.stop + 1])):
            done += lines[index : bar - 1]
            rows = _rows(_cells(lines, edges), width)
            done += [RawLine(" ".join(one), lines[bar].page, row=row(one, page=lines[bar].page)) for one in rows]
            index = edges[len(rows) * width] + 1
    return [*done, *lines[index:]]


def _cells(lines: Sequence[RawLine], edges: Sequence[int]) -> list[str]:
    """What stands between each two bars."""
    return [" ".join(line.text for line in lines[a + 1 : b]).strip() for a, b in pairwise(edges)]


def _width(cells: Sequence[str]) -> int:
    """How many heads stand before the first count; 0 where these are no heads."""
    width = next((n for n in _WIDTHS if n < len(cells) and _COUNT.fullmatch(cells[n])), 0)
    return width if all(cells[:width]) and has_heads(list(cells[:width])) else 0


def _rows(cells: Sequence[str], width: int) -> list[list[str]]:
    """Rows while each begins with a count, with nothing, or with the heads again."""
    rows: list[list[str]] = []
    for start in range(0, len(cells) - width + 1, width):
        one = list(cells[start : start + width])
        if start and one[0] and not _COUNT.fullmatch(one[0]) and fold(one[0]).strip(" .") not in _COUNTED:
            break
        rows.append(one)
    return rows
