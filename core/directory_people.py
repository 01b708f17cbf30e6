"""Decide whom a row is about: by code, by phone, else by name and agency. In doubt a person decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from core.agencies import spelled
from core.directory import NEW, Fault, PersonRow, Sheet, Wrong, code_of
from core.model import Person
from core.phones import normalised
from core.text import fold

_Key = Callable[[str], str | None]  # one value for one agency, however it is written


@dataclass(slots=True)
class Matched:
    """Whom each row (by its line) is about; a row that is not there is about somebody new."""

    of: dict[int, int] = field(default_factory=dict)
    wrong: list[Wrong] = field(default_factory=list)


def match(rows: Sequence[PersonRow], people: Sequence[Person], key: _Key, *, numbers: Mapping[int, str]) -> Matched:
    found = Matched()
    _by_code(rows, people, found)
    _by_phone(rows, people, numbers, found)
    groups: defaultdict[tuple[str, str], list[PersonRow]] = defaultdict(list)
    for row in rows:
        home = key(row.agency)
        if not row.code and row.row not in found.of and row.name and home is not None:
            groups[spelled(row.name), home].append(row)
    taken = set(found.of.values())
    there: defaultdict[tuple[str, str], list[Person]] = defaultdict(list)
    for person in people:
        if person.id not in taken:
            there[spelled(person.name), key(person.agency or "") or ""].append(person)
    fresh = [row for who, several in groups.items() for row in _by_position(several, there[who], found)]
    _elsewhere(fresh, people, found)
    return found


def _by_code(rows: Iterable[PersonRow], people: Sequence[Person], found: Matched) -> None:
    """A code holds whatever else has changed; the same one twice is about two people."""
    codes = {fold(code_of(one.id)): one.id for one in people}
    for row in rows:
        if not row.code or fold(row.code) == NEW:
            continue
        person = codes.get(fold(row.code))
        if person is None:
            found.wrong.append(Wrong(Sheet.PEOPLE, "G", row.row, Fault.UNKNOWN_CODE, row.code))
        elif person in found.of.values():
            found.wrong.append(Wrong(Sheet.PEOPLE, "G", row.row, Fault.TWICE, row.code))
        else:
            found.of[row.row] = person


def _by_phone(rows: Iterable[PersonRow], people: Sequence[Person], numbers: Mapping[int, str], found: Matched) -> None:
    """The same name and a number nobody else has: the same person anywhere. A number alone may be passed on."""
    owners: defaultdict[str, list[Person]] = defaultdict(list)
    for one in people:
        if one.id in numbers:
            owners[numbers[one.id]].append(one)
    for row in rows:
        several = owners[normalised(row.phone) or ""] if row.phone and not row.code else []
        same = several[0] if len(several) == 1 and spelled(several[0].name) == spelled(row.name) else None
        if same is not None and same.id not in found.of.values():
            found.of[row.row] = same.id


def _by_position(rows: Sequence[PersonRow], people: Sequence[Person], found: Matched) -> list[PersonRow]:
    """One name in one agency: one row and one person are the same; several are told apart by their position.

    The rows that are about nobody known come back.
    """
    if len(rows) == 1 and len(people) == 1:
        found.of[rows[0].row] = people[0].id
        return []
    left, rest = list(people), []
    for row in rows:
        same = [one for one in left if fold(one.position or "") == fold(row.position or "")]
        if len(same) == 1:
            found.of[row.row] = same[0].id
            left.remove(same[0])
        else:
            rest.append(row)
    if left and rest:
        hint = "; ".join(_told_apart(one) for one in left)
        found.wrong += [Wrong(Sheet.PEOPLE, "A", row.row, Fault.WHICH, row.name, hint) for row in rest]
        return []
    return _once(rows, rest, found)


def _once(rows: Sequence[PersonRow], rest: Sequence[PersonRow], found: Matched) -> list[PersonRow]:
    """The same name and position again is the same row again."""
    fresh, seen = [], {fold(row.position or "") for row in rows if row not in rest}
    for row in rest:
        position = fold(row.position or "")
        if position in seen:
            found.wrong.append(Wrong(Sheet.PEOPLE, "A", row.row, Fault.TWICE, row.name))
        else:
            fresh.append(row)
        seen.add(position)
    return fresh


def _elsewhere(fresh: Iterable[PersonRow], people: Sequence[Person], found: Matched) -> None:
    """Somebody of that name whom no row is about, elsewhere or with other tone marks: who it is, a person says."""
    named = set(found.of.values())
    by_name: defaultdict[str, list[Person]] = defaultdict(list)
    for one in people:
        if one.id not in named:
            by_name[fold(one.name)].append(one)
    for row in fresh:
        if same := by_name[fold(row.name)]:
            hint = "; ".join(_told_apart(one) for one in same[:3])
            found.wrong.append(Wrong(Sheet.PEOPLE, "G", row.row, Fault.MAYBE_SAME, row.name, hint))


def _told_apart(one: Person) -> str:
    return ", ".join(part for part in (one.position, one.agency, code_of(one.id)) if part)
