"""Decide what a workbook would change: who and what is new, what is corrected, who moves. The rest stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.contacts import OfPerson
from core.directory import AgencyRow, PersonRow
from core.directory_plan import Plan
from core.model import Agency, Person
from core.phones import normalised
from core.text import fold


@dataclass(frozen=True, slots=True)
class Known:
    """The directory as it is: agencies and active people by id, and who is whose superior."""

    agencies: Mapping[int, Agency]
    people: Mapping[int, Person]
    superiors: Mapping[int, int]
    numbers: Mapping[int, str] = field(default_factory=dict, repr=False)  # phones


@dataclass(frozen=True, slots=True)
class Changed:
    """What changes of one person; `moved` from an agency to another, by their names."""

    row: PersonRow
    before: Person
    what: tuple[OfPerson, ...]
    moved: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    new_agencies: tuple[AgencyRow, ...] = ()
    changed_agencies: tuple[AgencyRow, ...] = ()
    new_people: tuple[PersonRow, ...] = ()
    changed: tuple[Changed, ...] = ()

    @property
    def moved(self) -> tuple[Changed, ...]:
        return tuple(one for one in self.changed if one.moved)

    @property
    def corrected(self) -> tuple[Changed, ...]:
        return tuple(one for one in self.changed if not one.moved)

    @property
    def nothing(self) -> bool:
        return not (self.new_agencies or self.changed_agencies or self.new_people or self.changed)


def preview(plan: Plan, known: Known) -> Preview:
    """Of a plan without wrong cells."""
    changed = [_changed(row, known.people[key], known) for row, key in plan.people if key is not None]
    return Preview(
        tuple(row for row, key in plan.agencies if key is None),
        tuple(row for row, key in plan.agencies if key is not None and _differs(row, known, key)),
        tuple(row for row, key in plan.people if key is None),
        tuple(one for one in changed if one is not None),
    )


def _differs(row: AgencyRow, known: Known, key: int) -> bool:
    there = known.agencies[key]
    parent = known.agencies.get(there.parent_id or 0)
    new_parent = row.parent and (parent is None or not _is_called(parent, row.parent))
    return bool(
        (row.short and row.short != there.short)
        or set(row.aliases) - {*there.aliases, there.name, there.short}
        or (row.office and there.kind != "office")
        or not there.active
        or new_parent
    )


def _changed(row: PersonRow, there: Person, known: Known) -> Changed | None:
    """What a row leaves empty stays as it is."""
    home = known.agencies.get(there.agency_id or 0)
    moved = None if home is not None and _is_called(home, row.agency) else (there.agency or "", row.agency)
    superior = known.people.get(known.superiors.get(there.id, 0))
    what = [
        field
        for field, differs in (
            (OfPerson.NAME, row.name != there.name),
            (OfPerson.POSITION, bool(row.position) and row.position != there.position),
            (OfPerson.PHONE, bool(row.phone) and normalised(row.phone or "") != known.numbers.get(there.id)),
            (OfPerson.ROLE, row.role is not there.role),
            (
                OfPerson.SUPERIOR,
                bool(row.superior) and (superior is None or fold(superior.name) != fold(row.superior or "")),
            ),
            (OfPerson.AGENCY, moved is not None),
        )
        if differs
    ]
    return Changed(row, there, tuple(what), moved) if what else None


def _is_called(agency: Agency, name: str) -> bool:
    return fold(name) in {fold(one) for one in (agency.name, agency.short, *agency.aliases) if one}
