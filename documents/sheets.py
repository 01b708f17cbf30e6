"""Read an .xlsx task table: each row of cells a table row, a lone cell a line, dates as people write them."""

from __future__ import annotations

import datetime as dt
import io
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

from core.problems import AskAgain
from core.text import clean
from documents.limits import Limits
from documents.sheets_aside import outside_cells
from documents.source import Line, Source, row
from documents.zips import checked_zip, refuse_entities

MAIN = "xl/workbook.xml"
_ROWS = 20_000
_COLUMNS = 60


def read_xlsx(data: bytes, limits: Limits) -> Source:
    """The sheets one after the other; what Excel keeps hidden or counts by formula is read as last shown."""
    container = checked_zip(data, limits)
    refuse_entities(container)
    try:
        lines, sheets = _read(data)
    except AskAgain:
        raise
    except Exception as error:  # openpyxl meets files of every maker, as python-docx does
        raise AskAgain("broken") from error
    if not lines:
        raise AskAgain("empty")
    return Source(tuple(lines), pages=sheets, kind="xlsx", aside=tuple(outside_cells(container)))


def _read(data: bytes) -> tuple[list[Line], int]:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl leaves out of a file (styles, charts) is none of ours
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        try:
            lines = [line for n, sheet in enumerate(book.worksheets, start=1) for line in _sheet(sheet, n)]
            return lines, len(book.worksheets)
        finally:
            book.close()


def _sheet(sheet: Any, number: int) -> Iterator[Line]:
    rows = (values for values in sheet.iter_rows(values_only=True, max_col=_COLUMNS) if _holds(values))
    for count, values in enumerate(rows):
        if count >= _ROWS:
            raise AskAgain("too_large")
        cells = [_shown(value) for value in values]
        filled = [cell for cell in cells if cell]
        if len(filled) == 1 and cells[0] in filled + [""]:
            yield from (Line(piece.strip(), number) for piece in filled[0].split("\n") if piece.strip())
        elif filled:
            yield row(_trimmed(cells), page=number)


def _holds(values: Sequence[object]) -> bool:
    """Coloured or ruled cells far below the table hold nothing, and count for nothing."""
    return values.count(None) < len(values)


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells = cells[:-1]
    return cells


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.strftime("%d/%m/%Y") if value.time() == dt.time() else value.strftime("%H giờ %M ngày %d/%m/%Y")
    if isinstance(value, dt.date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return clean(str(value)).strip()
