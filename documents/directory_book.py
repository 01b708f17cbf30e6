"""The workbook of agencies and people: its template, what somebody filled in, and the codes of those invited."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import xlsxwriter

from core.directory import AgencyRow, Directory, PersonRow
from core.problems import AskAgain
from core.text import clean, fold
from core.wording import directory as words
from documents.limits import USUAL, Limits
from documents.workbooks import as_text
from documents.zips import checked_zip, refuse_entities

_ROWS = 20_000
_LISTED = 5_000  # rows that offer their drop-downs


def template() -> bytes:
    """An empty workbook with headings, drop-downs and its explanation."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    agencies, people = _sheet(book, words.AGENCIES, words.AGENCY_HEADS), _sheet(book, words.PEOPLE, words.PEOPLE_HEADS)
    agencies.data_validation(1, 3, _LISTED, 3, {"validate": "list", "source": list(words.KINDS)})
    people.data_validation(1, 2, _LISTED, 2, {"validate": "list", "source": f"='{words.AGENCIES}'!$A$2:$A${_LISTED}"})
    people.data_validation(1, 3, _LISTED, 3, {"validate": "list", "source": list(words.roles())})
    guide = book.add_worksheet(words.GUIDE)
    guide.set_column(0, 0, 110)
    for line, sentence in enumerate(words.EXPLAINED):
        guide.write_string(line, 0, sentence)
    book.close()
    return out.getvalue()


def invitations(rows: Iterable[Sequence[str]]) -> bytes:
    """Who is invited, with their code and the last day it works."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = _sheet(book, words.INVITES, words.INVITE_HEADS)
    for line, row in enumerate(rows, start=1):
        for at, value in enumerate(row):
            sheet.write_string(line, at, as_text(value))
    book.close()
    return out.getvalue()


def _sheet(book: Any, name: str, heads: Sequence[str]) -> Any:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "border": 1, "bg_color": "#E8EEF4"})
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(heads) - 1, 28)
    for at, head in enumerate(heads):
        sheet.write_string(0, at, head, bold)
    return sheet


def read_directory(data: bytes, limits: Limits = USUAL) -> Directory:
    """What was filled in. Raises AskAgain for a file that is no such workbook; its cells are judged elsewhere."""
    if len(data) > limits.file_size:
        raise AskAgain("too_large")
    refuse_entities(checked_zip(data, limits))
    try:
        sheets = _cells(data)
    except AskAgain:
        raise
    except Exception as error:  # openpyxl meets files of every maker
        raise AskAgain("broken") from error
    agencies = _filled(sheets, words.AGENCIES, words.AGENCY_HEADS)
    people = _filled(sheets, words.PEOPLE, words.PEOPLE_HEADS)
    return Directory(
        tuple(_agency(row, cells) for row, cells in agencies), tuple(_person(row, cells) for row, cells in people)
    )


def _cells(data: bytes) -> dict[str, list[list[str]]]:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # styles and charts it leaves out are none of ours
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        try:
            return {fold(sheet.title): list(_rows(sheet)) for sheet in book.worksheets}
        finally:
            book.close()


def _rows(sheet: Any) -> Iterator[list[str]]:
    for count, values in enumerate(sheet.iter_rows(values_only=True, max_col=len(words.PEOPLE_HEADS))):
        if count > _ROWS:
            raise AskAgain("too_large")
        yield [" ".join(clean(str(value)).split()) if value is not None else "" for value in values]


def _filled(sheets: dict[str, list[list[str]]], name: str, heads: Sequence[str]) -> list[tuple[int, list[str]]]:
    """The rows that hold anything, with their line in the sheet. The headings must be the template's."""
    width = len(heads)
    rows = [[*cells, *[""] * (width - len(cells))][:width] for cells in sheets.get(fold(name), [])]
    if not rows or [fold(cell) for cell in rows[0]] != [fold(head) for head in heads]:
        raise AskAgain("unknown_kind")
    return [(line, cells) for line, cells in enumerate(rows[1:], start=2) if any(cells)]


def _agency(row: int, cells: list[str]) -> AgencyRow:
    name, short, others, kind, parent = cells
    aliases = tuple(one.strip() for one in others.split(";") if one.strip())
    return AgencyRow(row, name, short or None, aliases, fold(kind) == fold(words.KINDS[1]), parent or None)


def _person(row: int, cells: list[str]) -> PersonRow:
    name, position, agency, role, superior, phone = cells
    return PersonRow(
        row, name, agency, words.role_of(role), role, position or None, superior or None, phone=phone or None
    )
