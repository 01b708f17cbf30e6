"""Find ruled tables on a PDF page: the drawn lines make the grid, the text inside each cell makes the row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from core.text import clean
from documents.tables_shape import has_heads

_THIN, _LONG, _NEAR = 2.5, 8.0, 3.0
_MOST_PATHS = 6000
_DEEP = 3


@dataclass(frozen=True, slots=True)
class RuledRow:
    """One row between two drawn lines."""

    bottom: float
    top: float
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Rule:
    """A drawn line: where it stands, and from where to where it runs."""

    at: float
    start: float
    end: float


def ruled_rows(page: Any, text_page: Any) -> list[RuledRow]:
    """The rows of the page's tables, from the top; none when nothing is ruled in three columns or more."""
    upright, level = _rules(page)
    edges = _places([rule.at for rule in upright])
    if len(edges) < 4:
        return []
    width = edges[-1] - edges[0]
    lines = [y for y in _places([rule.at for rule in level]) if _covered(level, y) >= 0.8 * width]
    rows = [_row(text_page, upright, edges, low, high) for low, high in pairwise(lines)]
    return [row for row in reversed(rows) if row is not None]


def _rules(page: Any) -> tuple[list[_Rule], list[_Rule]]:
    import pypdfium2.raw as pdfium_c  # (its import is paid only by PDFs)

    upright: list[_Rule] = []
    level: list[_Rule] = []
    for count, path in enumerate(page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=_DEEP)):
        if count > _MOST_PATHS:
            return [], []
        left, bottom, right, top = path.get_bounds()
        if right - left <= _THIN and top - bottom > _LONG:
            upright.append(_Rule((left + right) / 2, bottom, top))
        elif top - bottom <= _THIN and right - left > _LONG:
            level.append(_Rule((bottom + top) / 2, left, right))
        elif right - left > _LONG and top - bottom > _LONG:
            upright += [_Rule(left, bottom, top), _Rule(right, bottom, top)]
            level += [_Rule(bottom, left, right), _Rule(top, left, right)]
    return upright, level


def _places(values: Sequence[float]) -> list[float]:
    """The distinct places, lines drawn twice or a hair apart being one."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _NEAR:
            places.append(value)
    return places


def _covered(rules: Sequence[_Rule], at: float) -> float:
    """How much of its way the line at this place is drawn."""
    reach, total = float("-inf"), 0.0
    for rule in sorted((rule for rule in rules if abs(rule.at - at) <= _NEAR), key=lambda rule: rule.start):
        total += max(0.0, rule.end - max(rule.start, reach))
        reach = max(reach, rule.end)
    return total


def _row(text_page: Any, upright: Sequence[_Rule], edges: Sequence[float], low: float, high: float) -> RuledRow | None:
    """The cells between two level lines; an edge that is not drawn here joins its cells."""
    middle = (low + high) / 2
    drawn = [
        place
        for place, edge in enumerate(edges)
        if any(abs(rule.at - edge) <= _NEAR and rule.start <= middle <= rule.end for rule in upright)
    ]
    if high - low < _LONG or len(drawn) < 2:
        return None
    cells = [""] * (len(edges) - 1)
    for first, last in pairwise(drawn):
        found = text_page.get_text_bounded(left=edges[first], bottom=low, right=edges[last], top=high)
        cells[first] = " ".join(clean(found.replace("\ufffe", "-")).split())
    return RuledRow(low, high, tuple(cells))


def worth_reading(pages: Sequence[Sequence[RuledRow]]) -> bool:
    """A table of work has heads; boxes around a letterhead or a signature have none."""
    return any(has_heads(row.cells) for page in pages for row in page)


def joined_over_pages(pages: Sequence[Sequence[RuledRow]]) -> list[list[RuledRow]]:
    """A row that goes on after a page's end, its first cell empty below a repeated head, is one row."""
    done: list[list[RuledRow]] = []
    last: tuple[int, int] | None = None
    for page in pages:
        done.append([])
        opening = True
        for row in page:
            if has_heads(row.cells):
                done[-1].append(row)
                continue
            if opening and last is not None and not row.cells[0] and _same_width(done[last[0]][last[1]], row):
                done[last[0]][last[1]] = _merged(done[last[0]][last[1]], row)
            else:
                done[-1].append(row)
                last = (len(done) - 1, len(done[-1]) - 1)
            opening = False
    return done


def _same_width(one: RuledRow, other: RuledRow) -> bool:
    return len(one.cells) == len(other.cells)


def _merged(one: RuledRow, other: RuledRow) -> RuledRow:
    cells = tuple(f"{a} {b}".strip() for a, b in zip(one.cells, other.cells, strict=True))
    return RuledRow(one.bottom, one.top, cells)
