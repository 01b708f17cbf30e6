"""Read an announced calendar from a table of days (date, off or work, name), and write one that can be read again."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterable

from core.problems import Problem
from core.text import clean, fold
from core.workdays import Exceptional

_WORKS = {"off": False, "nghi": False, "work": True, "lam": True, "lam bu": True, "lam viec": True}
_LONGEST_NAME = 200
_HEADINGS = {"date", "ngay"}


def read(text: str) -> list[Exceptional]:
    """Lines separated by commas, semicolons or tabs; '#' begins a remark. Every wrong line is named, or none is."""
    found: dict[dt.date, Exceptional] = {}
    wrong: list[str] = []
    for number, cells in _rows(text.removeprefix("\ufeff")):
        try:
            one = _day(cells)
            if one.date in found:
                raise ValueError(f"{one.date} stands twice")
            found[one.date] = one
        except ValueError as error:
            wrong.append(f"line {number}: {error}")
    if wrong:
        raise Problem("\n".join(["nothing was entered:", *wrong]))
    if not found:
        raise Problem("nothing was entered: the file names no day")
    return [found[day] for day in sorted(found)]


def write(days: Iterable[Exceptional]) -> list[str]:
    """One line a day, as `read` takes it."""
    return [f"{one.date.isoformat()}\t{'work' if one.works else 'off'}\t{one.name}".rstrip() for one in days]


def _rows(text: str) -> Iterable[tuple[int, list[str]]]:
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.partition("  # ")[0].strip()
        if not bare or bare.startswith("#"):
            continue
        mark = next((mark for mark in "\t;," if mark in bare), ",")
        cells = [clean(cell).strip() for cell in next(csv.reader([bare], delimiter=mark))]
        if fold(cells[0]) not in _HEADINGS:
            yield number, cells


def _day(cells: list[str]) -> Exceptional:
    if len(cells) < 2:
        raise ValueError("date, off or work, name: the second is missing")
    kind = fold(cells[1])
    if kind not in _WORKS:
        raise ValueError(f"{cells[1]!r} is neither off nor work")
    name = " ".join(cells[2:])
    if len(name) > _LONGEST_NAME:
        raise ValueError(f"the name is longer than {_LONGEST_NAME} characters")
    return Exceptional(_date(cells[0]), _WORKS[kind], name)


def _date(cell: str) -> dt.date:
    """2027-02-05, or 5/2/2027 as people write it."""
    parts = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", cell)
    try:
        return dt.date(*map(int, reversed(parts.groups()))) if parts else dt.date.fromisoformat(cell)
    except ValueError:
        raise ValueError(f"{cell!r} is not a date; write YYYY-MM-DD or d/m/yyyy") from None
