"""The workbook of agencies and people: its template, what somebody filled in, and the codes of those invited."""

from __future__ import annotations

import datetime as dt
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
from documents.sheets import MAIN
from documents.workbooks import as_text
from documents.zips import checked_zip, refuse_entities

_ROWS = 20_000
_LISTED = 5_000  # rows that offer their drop-downs
_EMPTY = Directory()
_ZIP = b"PK\x03\x04"


def template(filled: Directory = _EMPTY, *, on: dt.date | None = None) -> bytes:
    """A workbook with headings, drop-downs and its explanation; empty, or with what the directory holds."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    if on is not None:  # the same rows on one day are the same file
        book.set_properties({"created": dt.datetime.combine(on, dt.time(), dt.UTC)})
    agencies, people = _sheet(book, words.AGENCIES, words.AGENCY_HEADS), _sheet(book, words.PEOPLE, words.PEOPLE_HEADS)
    _write(agencies, map(_agency_cells, filled.agencies))
    _write(people, map(_person_cells, filled.people))
    agencies.data_validation(1, 3, _LISTED, 3, {"validate": "list", "source": list(words.KINDS)})
    people.data_validation(1, 2, _LISTED, 2, {"validate": "list", "source": f"='{words.AGENCIES}'!$A$2:$A${_LISTED}"})
    people.data_validation(1, 3, _LISTED, 3, {"validate": "list", "source": list(words.roles())})
    guide = book.add_worksheet(words.GUIDE)
    guide.set_column(0, 0, 110)
    for line, sentence in enumerate(words.EXPLAINED):
        guide.write_string(line, 0, sentence)
    book.close()
    return out.getvalue()


def _agency_cells(row: AgencyRow) -> tuple[str, ...]:
    return row.name, row.short or "", "; ".join(row.aliases), words.KINDS[1 if row.office else 0], row.parent or ""


def _person_cells(row: PersonRow) -> tuple[str, ...]:
    role = words.role_word(row.role) if row.role else row.said
    return row.name, row.position or "", row.agency, role, row.superior or "", row.phone or "", row.code or ""


def _write(sheet: Any, rows: Iterable[Sequence[str]]) -> None:
    for line, row in enumerate(rows, start=1):
        for at, value in enumerate(row):
            sheet.write_string(line, at, as_text(value))


def invitations(rows: Iterable[Sequence[str]]) -> bytes:
    """Who is invited, with their code and the last day it works."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    _write(_sheet(book, words.INVITES, words.INVITE_HEADS), rows)
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


def is_directory(data: bytes, limits: Limits = USUAL) -> bool:
    """Whether a workbook has the directory's sheets: then it is one, well filled in or not."""
    from openpyxl import load_workbook

    if data[:4] != _ZIP or MAIN not in checked_zip(data, limits).namelist():
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True)
        names = {fold(name) for name in book.sheetnames}
        book.close()
    except Exception:  # noqa: BLE001 (whoever reads it as a document says what is wrong with it)
        return False
    return {fold(words.AGENCIES), fold(words.PEOPLE)} <= names


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
    people = _filled(sheets, words.PEOPLE, words.PEOPLE_HEADS, *words.OLDER_HEADS)
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


def _filled(sheets: dict[str, list[list[str]]], name: str, *heads: Sequence[str]) -> list[tuple[int, list[str]]]:
    """The rows that hold anything, with their line in the sheet. The headings must be the template's, or an older's."""
    rows = sheets.get(fold(name), [])
    found = [fold(cell) for cell in rows[0]] if rows else []
    while found and not found[-1]:
        found.pop()
    if found not in [[fold(head) for head in one] for one in heads]:
        raise AskAgain("not_template")
    width = len(heads[0])
    return [
        (line, [*cells[:width], *[""] * (width - len(cells))])
        for line, cells in enumerate(rows[1:], start=2)
        if any(cells)
    ]


def _agency(row: int, cells: list[str]) -> AgencyRow:
    name, short, others, kind, parent = cells
    aliases = tuple(one.strip() for one in others.split(";") if one.strip())
    return AgencyRow(row, name, short or None, aliases, fold(kind) == fold(words.KINDS[1]), parent or None)


def _person(row: int, cells: list[str]) -> PersonRow:
    name, position, agency, role, superior, phone, code = cells
    words_of = {"position": position or None, "superior": superior or None, "phone": phone or None}
    return PersonRow(row, name, agency, words.role_of(role), role, **words_of, code=code or None)
