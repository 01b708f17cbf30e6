"""Find tables copied from pages of the web: cells set apart by bars, over lines of their own or all in one line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from core.text import fold
from documents.joining import RawLine
from documents.source import row
from documents.tables_shape import has_heads

_COUNTED = frozenset({"stt", "tt", "so tt"})
_COUNT = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[A-HĐ])\.?")
_SECTION = re.compile(r"(?:[IVX]{1,5}|[A-HĐ])\.?")
_HEAD_IN_LINE = re.compile(r"(?:^|(?<=\s))S?TT\s*\|", re.IGNORECASE)
_WIDTHS = range(3, 10)
_STREAM = 12  # bars of one line: a row has fewer


def with_barred(lines: Sequence[RawLine]) -> list[RawLine]:
    """The same lines, those of such tables as rows."""
    lines = [piece for line in lines for piece in _parted(line)]
    bars = [at for at, line in enumerate(lines) if line.text.strip() == "|"]
    done: list[RawLine] = []
    index = 0
    for place, bar in enumerate(bars):
        if bar - 1 < index or fold(lines[bar - 1].text).strip(" .") not in _COUNTED:
            continue
        edges = [bar - 2, *bars[place:], len(lines)]
        cells = _cells(lines, edges)
        if width := _width(cells):
            rows, taken = _rows(cells, width)
            done += lines[index : bar - 1]
            done += [RawLine(" ".join(one), lines[bar].page, row=row(one, page=lines[bar].page)) for one in rows]
            index = edges[taken] + 1
    return [*done, *lines[index:]]


def _parted(line: RawLine) -> Iterator[RawLine]:
    """Bars on lines of their own: 'Sở Nội vụ |' closes a cell, and a whole table may stand in one line."""
    text = line.text.strip()
    if line.row is not None or "|" not in text or text == "|":
        yield line
    elif text.endswith("|") and text.count("|") == 1:
        yield from (RawLine(text.rstrip("| "), line.page), RawLine("|", line.page))
    elif text.count("|") >= _STREAM and (head := _HEAD_IN_LINE.search(text)) is not None:
        yield RawLine(text[: head.start()].strip(), line.page)
        for cell in text[head.start() :].split("|"):
            yield from (RawLine(cell.strip(), line.page), RawLine("|", line.page))
    else:
        yield line


def _cells(lines: Sequence[RawLine], edges: Sequence[int]) -> list[str]:
    """What stands between each two bars."""
    return [" ".join(line.text for line in lines[a + 1 : b]).strip() for a, b in pairwise(edges)]


def _width(cells: Sequence[str]) -> int:
    """How many heads stand before the first count; 0 where these are no heads."""
    first = next((n for n in _WIDTHS if n < len(cells) and _COUNT.fullmatch(cells[n])), 0)
    heads = cells[: first - 1] if first and not cells[first - 1] else cells[:first]  # a bar may open each row too
    return len(heads) if all(heads) and has_heads(list(heads)) else 0


def _rows(cells: Sequence[str], width: int) -> tuple[list[list[str]], int]:
    """Rows while each begins with a count, with nothing, or with the heads again; and how many cells they took."""
    rows, at = [list(cells[:width])], width
    while at + 1 < len(cells):
        start = at + 1 if not cells[at] and _begins(cells, at + 1) else at
        section = _SECTION.fullmatch(cells[start]) and start + 2 < len(cells) and _COUNT.fullmatch(cells[start + 2])
        end = start + (2 if section else width)
        if end > len(cells) or not (_begins(cells, start) or not cells[start]):
            break
        rows.append([*cells[start:end], *[""] * (width - end + start)])
        at = end
    return rows, at


def _begins(cells: Sequence[str], at: int) -> bool:
    """Whether a row's count, or the head of the counts, stands here."""
    cell = cells[at] if at < len(cells) else ""
    return _COUNT.fullmatch(cell) is not None or fold(cell).strip(" .") in _COUNTED
