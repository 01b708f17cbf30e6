"""Decide what each row of a workbook is about, agency or person, and name every cell that may not stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from core import phones
from core.contacts import fits, may_change
from core.directory import LONGEST_NAME, LONGEST_SHORT, AgencyRow, Directory, Fault, PersonRow, Sheet, Wrong
from core.directory_people import Matched, match
from core.model import Agency, Person, Role
from core.text import fold

_NO_NUMBERS: Mapping[int, str] = {}


@dataclass(frozen=True, slots=True)
class Plan:
    """What each row is about: an id, or None for what is new. Nothing is taken while a cell is wrong."""

    agencies: tuple[tuple[AgencyRow, int | None], ...]
    people: tuple[tuple[PersonRow, int | None], ...]
    wrong: tuple[Wrong, ...]


class Homes:
    """The agencies there are and those the workbook adds, by any of their names; a new one is None with its row."""

    def __init__(self, known: Iterable[Agency], rows: Sequence[AgencyRow]) -> None:
        self.known = {one.id: one for one in known}
        self._ids = {
            fold(name): one.id for one in self.known.values() for name in (one.name, one.short, *one.aliases) if name
        }
        self._new = {fold(row.name): row for row in rows if fold(row.name) not in self._ids}
        self._revived = {self._ids[fold(row.name)] for row in rows if fold(row.name) in self._ids}

    def id_of(self, name: str) -> int | None:
        return self._ids.get(fold(name))

    def key(self, name: str) -> str | None:
        """One value for one agency, however it is written; None for one that is not given work."""
        found = self._ids.get(fold(name))
        if found is not None:
            usable = self.known[found].active or found in self._revived
            return f"#{found}" if usable else None
        return fold(name) if fold(name) in self._new else None

    def agency(self, name: str) -> Agency | None:
        found = self._ids.get(fold(name))
        if found is not None:
            return self.known[found]
        row = self._new.get(fold(name))
        return Agency(0, row.name, kind="office" if row.office else "agency") if row else None


def plan(
    directory: Directory,
    *,
    agencies: Iterable[Agency],
    people: Sequence[Person],
    by: Person | None,
    numbers: Mapping[int, str] = _NO_NUMBERS,
) -> Plan:
    """`people` are the active ones, `numbers` their phones; `by` is None for whoever stands at the machine itself."""
    homes = Homes(agencies, directory.agencies)
    matched = match(directory.people, people, homes.key, numbers=numbers)
    wrong = [
        *_of_agencies(directory.agencies, homes),
        *_of_people(directory.people, homes),
        *matched.wrong,
        *_of_superiors(directory.people, people, matched, homes),
        *(_not_theirs(directory.people, people, matched, homes, by) if by else ()),
    ]
    order = {Sheet.AGENCIES: 0, Sheet.PEOPLE: 1}
    return Plan(
        tuple((row, homes.id_of(row.name)) for row in directory.agencies),
        tuple((row, matched.of.get(row.row)) for row in directory.people),
        tuple(sorted(wrong, key=lambda one: (order[one.sheet], one.row, one.column))),
    )


# ── agencies ───────────────────────────────────────────────────────────────────────────────────
def _of_agencies(rows: Sequence[AgencyRow], homes: Homes) -> Iterator[Wrong]:
    seen: dict[str, int] = {}
    for one in rows:
        yield from _name(Sheet.AGENCIES, "A", one.row, one.name)
        if one.short and len(one.short) > LONGEST_SHORT:
            yield Wrong(Sheet.AGENCIES, "B", one.row, Fault.TOO_LONG, one.short)
        key = homes.key(one.name) or ""
        if one.name and seen.setdefault(key, one.row) != one.row:
            yield Wrong(Sheet.AGENCIES, "A", one.row, Fault.TWICE, one.name)
        yield from _taken(one, homes)
        if one.parent and homes.key(one.parent) == key:
            yield Wrong(Sheet.AGENCIES, "E", one.row, Fault.OWN_PARENT, one.parent)
        elif one.parent and homes.key(one.parent) is None:
            yield Wrong(Sheet.AGENCIES, "E", one.row, Fault.UNKNOWN_AGENCY, one.parent)


def _taken(one: AgencyRow, homes: Homes) -> Iterator[Wrong]:
    """A short or another name that means another agency already."""
    own = homes.key(one.name)
    for column, name in (("B", one.short), *(("C", alias) for alias in one.aliases)):
        there = homes.key(name) if name else None
        if there is not None and there != own:
            yield Wrong(Sheet.AGENCIES, column, one.row, Fault.NAME_TAKEN, name or "")


# ── people ─────────────────────────────────────────────────────────────────────────────────────
def _of_people(rows: Sequence[PersonRow], homes: Homes) -> Iterator[Wrong]:
    for one in rows:
        yield from _name(Sheet.PEOPLE, "A", one.row, one.name)
        home = homes.agency(one.agency)
        if not one.agency:
            yield Wrong(Sheet.PEOPLE, "C", one.row, Fault.EMPTY)
        elif homes.key(one.agency) is None:
            yield Wrong(Sheet.PEOPLE, "C", one.row, Fault.UNKNOWN_AGENCY, one.agency)
        if one.role is None:
            yield Wrong(Sheet.PEOPLE, "D", one.row, Fault.UNKNOWN_ROLE if one.said else Fault.EMPTY, one.said)
        elif home is not None and not fits(one.role, home):
            yield Wrong(Sheet.PEOPLE, "D", one.row, Fault.ROLE_ELSEWHERE, one.said)
        if one.phone and phones.normalised(one.phone) is None:
            yield Wrong(Sheet.PEOPLE, "F", one.row, Fault.NOT_A_PHONE, one.phone)


def _of_superiors(
    rows: Sequence[PersonRow], people: Sequence[Person], matched: Matched, homes: Homes
) -> Iterator[Wrong]:
    """By name, among those who are of the agency once the workbook is taken."""
    crew = _crew(rows, people, matched, homes)
    for one in rows:
        home = homes.key(one.agency)
        if not one.superior or home is None:
            continue
        found = [row for row, name in crew.get(home, ()) if name == fold(one.superior)]
        if not found:
            yield Wrong(Sheet.PEOPLE, "E", one.row, Fault.UNKNOWN_PERSON, one.superior)
        elif found == [one.row]:
            yield Wrong(Sheet.PEOPLE, "E", one.row, Fault.OWN_SUPERIOR, one.superior)
        elif len(found) > 1:
            yield Wrong(Sheet.PEOPLE, "E", one.row, Fault.WHICH, one.superior)


def _crew(
    rows: Sequence[PersonRow], people: Sequence[Person], matched: Matched, homes: Homes
) -> dict[str, list[tuple[int, str]]]:
    """Each agency's people as they will be: the row that names them (0 for whoever stays unnamed), and their name."""
    crew: dict[str, list[tuple[int, str]]] = {}
    for row in rows:
        crew.setdefault(homes.key(row.agency) or "", []).append((row.row, fold(row.name)))
    named = set(matched.of.values())
    for person in people:
        if person.id not in named and person.agency is not None:
            crew.setdefault(homes.key(person.agency) or "", []).append((0, fold(person.name)))
    return crew


def _not_theirs(
    rows: Sequence[PersonRow], people: Sequence[Person], matched: Matched, homes: Homes, by: Person
) -> Iterator[Wrong]:
    """Administrators are made and changed by administrators; nobody moves or promotes themselves."""
    known = {one.id: one for one in people}
    for row in rows:
        there = known.get(matched.of.get(row.row) or 0)
        if there is None:
            if row.role is Role.ADMIN and by.role is not Role.ADMIN:
                yield Wrong(Sheet.PEOPLE, "D", row.row, Fault.NOT_YOURS, row.said)
            continue
        other = row.role is not there.role or homes.id_of(row.agency) != there.agency_id
        promoted = row.role is Role.ADMIN and there.role is not Role.ADMIN and by.role is not Role.ADMIN
        if promoted or (other and there.id == by.id) or (other and not may_change(by, there)):
            yield Wrong(Sheet.PEOPLE, "D", row.row, Fault.NOT_YOURS, row.said)


def _name(sheet: Sheet, column: str, row: int, name: str) -> Iterator[Wrong]:
    if not name:
        yield Wrong(sheet, column, row, Fault.EMPTY)
    elif len(name) > LONGEST_NAME:
        yield Wrong(sheet, column, row, Fault.TOO_LONG, name)
