"""Write tables as Excel workbooks: what is text stays text, whatever it begins with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

import xlsxwriter

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_CELL = 32_000  # Excel's own limit is 32,767
_SHEET_NAME = 31


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, and its width in characters."""

    heading: str
    width: int


def workbook(
    title: str, columns: Sequence[Column], rows: Iterable[Sequence[str | int]], *, sheet: str, on: dt.date
) -> bytes:
    """One printable sheet: a title, headings on every page, a row a line. The same rows on one day are the same."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    book.set_properties({"title": title, "created": dt.datetime.combine(on, dt.time(), dt.UTC)})
    page = book.add_worksheet(sheet[:_SHEET_NAME])
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(1)
    page.freeze_panes(2, 0)
    for at, column in enumerate(columns):
        page.set_column(at, at, column.width)
    page.write_string(0, 0, as_text(title), book.add_format({"bold": True, "font_size": 13}))
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter", "bg_color": "#E8EEF4"})
    for at, column in enumerate(columns):
        page.write_string(1, at, column.heading, head)
    body = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    for line, row in enumerate(rows, 2):
        for at, value in enumerate(row):
            if isinstance(value, int):
                page.write_number(line, at, value, body)
            else:
                page.write_string(line, at, as_text(value), body)
    book.close()
    return out.getvalue()


def as_text(value: str) -> str:
    """A cell that begins like a formula is quoted: copied into another sheet it must not become one."""
    text = value[:_LONGEST_CELL]
    return f"'{text}" if text.startswith(_FORMULA) else text
