"""Find the tables of plain text whose cells are set apart by tabs, bars or runs of spaces: their head names columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from documents.joining import RawLine
from documents.source import row
from documents.tables_shape import has_heads

_TAB = re.compile(r" *\t *")
_BAR = re.compile(r"\s*\|\s*")
_SPACES = re.compile(r"\s{3,}")
_COUNTS = re.compile(r"\s*\|?\s*(?:\d{1,3}|[IVXLC]{1,5}|[A-HĐ])\.?\s*\|")
_HEADS = 3  # a head of fewer columns is more likely two things said on one line
_TITLE = 80
_COUNT = re.compile(r"^\W*(?:\d{1,3}(?:\.\d{1,2})*|[IVXLC]{1,5}|[A-HĐ])\W*$")


def with_rows(lines: Sequence[RawLine]) -> list[RawLine]:
    """The same lines, those of such tables as rows."""
    done: list[RawLine] = []
    apart: re.Pattern[str] | None = None
    width = 0
    whole = list(_whole(lines))
    for line, below in zip_longest(whole, whole[1:]):
        head = _head(line.text)
        if head is not None:
            apart, width = head
        cells = _cells(line.text, apart, width) if apart else None
        if cells is not None and apart is _TAB and _is_point(cells) and not _whole_row(below, width):
            cells = None
        if cells is None and apart is not None and below is not None:
            cells = _title(line.text, below.text, apart, width)
        if cells is None:
            done.append(line)
            if line.text.strip():  # a blank line may stand between two rows
                apart = None
        else:
            done.append(RawLine(line.text, line.page, row=row(cells, page=line.page)))
    return done


def _whole(lines: Sequence[RawLine]) -> Iterator[RawLine]:
    """A row whose cell was broken over two lines is one again: '3 | Mở lớp cho' + 'người già | Hội Nông dân | …'."""
    before: RawLine | None = None
    width = tabs = 0
    for line in lines:
        bars = line.text.count("|")
        if before is not None and _goes_on(before.text, line.text, tabs):
            before = replace(before, text=f"{before.text.rstrip()} {line.text.strip()}")
            continue
        if before is not None and bars and not _COUNTS.match(line.text) and before.text.count("|") + bars == width:
            before = replace(before, text=f"{before.text.rstrip()} {line.text.strip()}")
            continue
        if before is not None:
            yield before
        head = _head(line.text)
        width = head[1] - 1 if head is not None and head[0] is _BAR else width
        tabs = head[1] - 1 if head is not None and head[0] is _TAB else tabs
        before = line
    if before is not None:
        yield before


def _goes_on(above: str, below: str, tabs: int) -> bool:
    """'7 ⇥ Số hóa sổ ⇥ - Sở Tư pháp;' and '- Sở Nội vụ ⇥ UBND các xã ⇥ 31/10' are one row of a table set by tabs."""
    begun, rest = above.strip().count("\t"), below.strip().count("\t")
    counted = _COUNT.match(below.split("\t")[0].strip()) is not None
    return begun > 0 and rest > 0 and begun + rest == tabs and not counted


def _head(text: str) -> tuple[re.Pattern[str], int] | None:
    """What sets the cells apart, and how many columns there are; None for a line that is no head."""
    for apart in (_TAB, _BAR, _SPACES):
        cells = list(_split(text, apart))
        if len(cells) >= _HEADS and has_heads(cells) and all(cells):
            return apart, len(cells)
    return None


def _cells(text: str, apart: re.Pattern[str], width: int) -> list[str] | None:
    """The cells of a row; the title of a section stands beside its number. Between spaces no cell may be left out."""
    cells = list(_split(text, apart))
    titled = len(cells) == 2 and _COUNT.match(cells[0]) is not None
    whole = len(cells) == width or (apart is not _SPACES and _HEADS <= len(cells) <= width)
    return [*cells, *[""] * (width - len(cells))] if titled or whole else None


def _is_point(cells: Sequence[str]) -> bool:
    """'IV. ⇥ TỔ CHỨC THỰC HIỆN' behind the last row of a table that tabs set, as they do the points."""
    return not any(cells[2:]) and _COUNT.match(cells[0]) is not None


def _whole_row(below: RawLine | None, width: int) -> bool:
    return below is not None and len(list(_split(below.text, _TAB))) >= max(_HEADS, width - 1)


def _title(text: str, below: str, apart: re.Pattern[str], width: int) -> list[str] | None:
    """'QUÝ I/2026' alone on its line, and a numbered row below it, parts the table."""
    title = text.strip(" |\t")
    counted = _COUNT.match(next(_split(below, apart))) is not None and _cells(below, apart, width) is not None
    parts = 0 < len(title) < _TITLE and apart.search(title) is None and not title.endswith((".", ";", ":"))
    return ["", title, *[""] * (width - 2)] if parts and counted else None


def _split(text: str, apart: re.Pattern[str]) -> Iterator[str]:
    yield from (cell.strip() for cell in apart.split(text.strip(" |\t")))
