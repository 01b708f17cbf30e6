"""Decide whether the rows of a workbook of agencies and people may be taken, and name every cell that may not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from core import phones
from core.model import Role
from core.text import fold

LONGEST_NAME, LONGEST_SHORT = 200, 60


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """`row` is the line of the sheet, as Excel counts; `office` marks the organisation's own office."""

    row: int
    name: str
    short: str | None = None
    aliases: tuple[str, ...] = ()
    office: bool = False
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """`role` is None where its word is not one of the known ones (`said`)."""

    row: int
    name: str
    agency: str
    role: Role | None
    said: str = ""
    position: str | None = None
    superior: str | None = None
    phone: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Directory:
    agencies: tuple[AgencyRow, ...] = ()
    people: tuple[PersonRow, ...] = ()


class Fault(StrEnum):
    EMPTY = "empty"
    TOO_LONG = "too_long"
    TWICE = "twice"
    UNKNOWN_AGENCY = "unknown_agency"
    UNKNOWN_ROLE = "unknown_role"
    UNKNOWN_PERSON = "unknown_person"
    OWN_PARENT = "own_parent"
    NOT_A_PHONE = "not_a_phone"


class Sheet(StrEnum):
    AGENCIES = "agencies"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Wrong:
    """One cell that keeps the whole workbook from being taken: its column's letter and its row, as Excel shows them."""

    sheet: Sheet
    column: str
    row: int
    fault: Fault
    value: str = ""


def wrong_cells(directory: Directory, *, known: Iterable[str], colleagues: Iterable[tuple[str, str]]) -> list[Wrong]:
    """Every cell that may not stand, in the order of the sheets. `known`: agencies; `colleagues`: (name, agency)."""
    named = {fold(one.name) for one in directory.agencies} | {fold(name) for name in known}
    here = {(fold(one.name), fold(one.agency)) for one in directory.people}
    here |= {(fold(name), fold(agency)) for name, agency in colleagues}
    return [*_of_agencies(directory.agencies, named), *_of_people(directory.people, named, here)]


def _of_agencies(rows: Sequence[AgencyRow], named: set[str]) -> Iterator[Wrong]:
    seen: set[str] = set()
    for one in rows:
        yield from _name(Sheet.AGENCIES, "A", one.row, one.name)
        if one.short and len(one.short) > LONGEST_SHORT:
            yield Wrong(Sheet.AGENCIES, "B", one.row, Fault.TOO_LONG, one.short)
        if one.name and fold(one.name) in seen:
            yield Wrong(Sheet.AGENCIES, "A", one.row, Fault.TWICE, one.name)
        seen.add(fold(one.name))
        if one.parent and fold(one.parent) == fold(one.name):
            yield Wrong(Sheet.AGENCIES, "E", one.row, Fault.OWN_PARENT, one.parent)
        elif one.parent and fold(one.parent) not in named:
            yield Wrong(Sheet.AGENCIES, "E", one.row, Fault.UNKNOWN_AGENCY, one.parent)


def _of_people(rows: Sequence[PersonRow], named: set[str], here: set[tuple[str, str]]) -> Iterator[Wrong]:
    seen: set[tuple[str, str]] = set()
    for one in rows:
        who = (fold(one.name), fold(one.agency))
        yield from _name(Sheet.PEOPLE, "A", one.row, one.name)
        if one.name and who in seen:
            yield Wrong(Sheet.PEOPLE, "A", one.row, Fault.TWICE, one.name)
        seen.add(who)
        if not one.agency:
            yield Wrong(Sheet.PEOPLE, "C", one.row, Fault.EMPTY)
        elif fold(one.agency) not in named:
            yield Wrong(Sheet.PEOPLE, "C", one.row, Fault.UNKNOWN_AGENCY, one.agency)
        if one.role is None:
            yield Wrong(Sheet.PEOPLE, "D", one.row, Fault.UNKNOWN_ROLE if one.said else Fault.EMPTY, one.said)
        if one.superior and (fold(one.superior), fold(one.agency)) not in here:
            yield Wrong(Sheet.PEOPLE, "E", one.row, Fault.UNKNOWN_PERSON, one.superior)
        if one.phone and phones.normalised(one.phone) is None:
            yield Wrong(Sheet.PEOPLE, "F", one.row, Fault.NOT_A_PHONE, one.phone)


def _name(sheet: Sheet, column: str, row: int, name: str) -> Iterator[Wrong]:
    if not name:
        yield Wrong(sheet, column, row, Fault.EMPTY)
    elif len(name) > LONGEST_NAME:
        yield Wrong(sheet, column, row, Fault.TOO_LONG, name)
