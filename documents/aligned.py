"""Find tables of plain text set in columns of spaces, whose cells run over several lines under their heads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from core.text import fold
from documents.joining import RawLine
from documents.source import row
from documents.tables_shape import has_heads

_PIECE = re.compile(r"\S+(?: \S+)*")
_COUNTED = frozenset({"stt", "tt", "so tt"})
_COUNT = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})?|[IVX]{1,5}|[A-HĐ])[.)]?")
_HEADS = 3
_LEAST_ROWS = 2
_SLACK = 2  # how many places a cell may begin before its head does
_MOST_LINES = 15  # of one row


@dataclass(slots=True)
class _Table:
    """`starts` are the places at which the columns begin; of each row the pieces of every cell, and its first line."""

    starts: list[int]
    heads: list[list[str]]
    rows: list[tuple[RawLine, list[list[str]]]] = field(default_factory=list)
    running: int = 0  # lines of the last row


def with_aligned(lines: Sequence[RawLine]) -> list[RawLine]:
    """The same lines, those of such tables as rows."""
    done: list[RawLine] = []
    at = 0
    while at < len(lines):
        table = _headed(lines[at])
        end = _take(table, lines, at + 1) if table is not None else at
        if table is None or len(table.rows) < _LEAST_ROWS:
            done.append(lines[at])
            at += 1
            continue
        done.append(_as_row(table.heads, lines[at]))
        done += [_as_row(cells, line) for line, cells in table.rows]
        at = end
    return done


def _headed(line: RawLine) -> _Table | None:
    pieces = _pieces(line)
    texts = [text for _, text in pieces]
    if len(pieces) < _HEADS or fold(texts[0]).strip(" .") not in _COUNTED or not has_heads(texts):
        return None
    return _Table([start for start, _ in pieces], [[text] for text in texts])


def _pieces(line: RawLine) -> list[tuple[int, str]]:
    """What stands apart on this line by two spaces or more, and where it begins."""
    return [] if line.row is not None else [(found.start(), found.group()) for found in _PIECE.finditer(line.text)]


def _take(table: _Table, lines: Sequence[RawLine], at: int) -> int:
    """Read the table's rows from here on; where it ends."""
    end = at
    while at < len(lines) and (lines[at].row is None):
        if not lines[at].text.strip() or _says_heads_again(table, lines[at]) or _is_page(table, lines[at : at + 3]):
            at += 1
            continue
        if (taken := _take_block(table, lines, at)) > 0:
            at += taken
            end = at
            continue
        cells = _placed(table, _pieces(lines[at]))
        if cells is None or not _add(table, cells, lines[at], apart=at > end):
            break
        at += 1
        end = at
    return end


def _take_block(table: _Table, lines: Sequence[RawLine], at: int) -> int:
    """How many lines a row has whose count stands in the middle of its height, blank lines around it; 0 where none."""
    end = next((n for n in range(at, len(lines)) if lines[n].row is not None or not lines[n].text.strip()), len(lines))
    placed = [_placed(table, _pieces(line)) for line in lines[at:end]]
    begun = lines[at - 1].text.strip() if at else ""
    if begun or len(placed) > _MOST_LINES or len(placed) < _LEAST_ROWS or 0 in (placed[0] or {0: ""}):
        return 0
    cells: list[list[str]] = [[] for _ in table.starts]
    for line in placed:
        for column, text in (line or {}).items():
            cells[column].append(text)
    if None in placed or len(cells[0]) != 1 or _COUNT.fullmatch(cells[0][0]) is None:
        return 0
    table.rows.append((lines[at], cells))
    return end - at


def _says_heads_again(table: _Table, line: RawLine) -> bool:
    texts = [text for _, text in _pieces(line)]
    lines = max(map(len, table.heads))
    return any(texts == [head[n] for head in table.heads if len(head) > n] for n in range(lines))


def _is_page(table: _Table, lines: Sequence[RawLine]) -> bool:
    """The number of a page over the heads said again."""
    number = lines[0].text.strip().isdigit() and not lines[0].text[: table.starts[-1] // 3].strip()
    return number and any(_says_heads_again(table, line) for line in lines[1:])


def _placed(table: _Table, pieces: Sequence[tuple[int, str]]) -> dict[int, str] | None:
    """Each piece in its column; None where one runs into the next column, as the words of a sentence do."""
    cells: dict[int, str] = {}
    for start, text in pieces:
        column = max((n for n, begin in enumerate(table.starts) if begin <= start + _SLACK), default=0)
        after = table.starts[column + 1] if column + 1 < len(table.starts) else None
        if column in cells or (after is not None and start + len(text) > after):
            return None
        cells[column] = text
    return cells


def _add(table: _Table, cells: dict[int, str], line: RawLine, *, apart: bool) -> bool:
    """Whether these cells begin a row, or go on with the last one; behind a blank line only a count begins anew."""
    if 0 in cells:
        if _COUNT.fullmatch(cells[0]) is None:
            return False
        table.rows.append((line, [[cells[n]] if n in cells else [] for n in range(len(table.starts))]))
        table.running = 1
        return True
    table.running += 1
    if apart or table.running > _MOST_LINES:
        return False
    into = table.rows[-1][1] if table.rows else table.heads
    for column, text in cells.items():
        into[column].append(text)
    return True


def _as_row(cells: Sequence[Sequence[str]], line: RawLine) -> RawLine:
    texts = [" ".join(cell) for cell in cells]
    return RawLine(" ".join(texts), line.page, row=row(texts, page=line.page))
