"""What a workbook of agencies and people holds, and what can be wrong with one of its cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from core.model import Role

LONGEST_NAME, LONGEST_SHORT = 200, 60
NEW = "moi"  # written in place of a code: surely somebody else than whoever bears the name already


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
    """`role` is None where its word is not one of the known ones (`said`). `code`: whom the row is about ('N12')."""

    row: int
    name: str
    agency: str
    role: Role | None
    said: str = ""
    position: str | None = None
    superior: str | None = None
    phone: str | None = field(default=None, repr=False)
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Directory:
    agencies: tuple[AgencyRow, ...] = ()
    people: tuple[PersonRow, ...] = ()


class Fault(StrEnum):
    EMPTY = "empty"
    TOO_LONG = "too_long"
    TWICE = "twice"
    NAME_TAKEN = "name_taken"  # another agency is called so
    UNKNOWN_AGENCY = "unknown_agency"
    UNKNOWN_ROLE = "unknown_role"
    UNKNOWN_PERSON = "unknown_person"
    UNKNOWN_CODE = "unknown_code"
    NOT_A_PHONE = "not_a_phone"
    OWN_PARENT = "own_parent"
    OWN_SUPERIOR = "own_superior"
    WHICH = "which"  # several people of this name: the position or the code tells them apart
    MAYBE_SAME = "maybe_same"  # somebody of this name is elsewhere: moved, or another person?
    ROLE_ELSEWHERE = "role_elsewhere"  # a role that only the office has
    NOT_YOURS = "not_yours"  # whoever imports may not change this


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
    hint: str = ""  # who is meant, with their code


def code_of(person_id: int) -> str:
    """What a person is known by in workbooks, whatever becomes of name, position and agency."""
    return f"N{person_id}"
