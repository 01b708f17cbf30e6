"""Take the rows of a workbook into the directory: what is there already is only changed where it differs."""

from __future__ import annotations

import datetime as dt
from enum import Enum
from typing import Any

from sqlalchemy import Connection, select, update

from core import phones
from core.directory import AgencyRow, Directory, PersonRow
from core.model import Agency, Person
from core.text import fold
from db import agencies, history, people
from db.tables import agencies as agency_rows
from db.tables import people as people_rows


class Became(Enum):
    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"


def known(conn: Connection) -> tuple[list[str], list[tuple[str, str]]]:
    """The agencies' names, and each active person's name with their agency's."""
    active = [contact.person for contact in people.everybody(conn)]
    names = [agency.name for agency in agencies.all_known(conn)]
    return names, [(person.name, person.agency or "") for person in active]


def keep_agency(conn: Connection, row: AgencyRow, *, now: dt.datetime) -> Became:
    """By its folded name: 'Ủy' and 'Uỷ' are one agency. What a row leaves empty stays as it is."""
    found = conn.execute(select(agency_rows.c.id).where(agency_rows.c.folded == fold(row.name))).scalar()
    if found is None:
        made = agencies.add(conn, row.name, short=row.short, aliases=row.aliases, kind=_kind(row))
        history.write(conn, by=None, noun="agency", noun_id=made.id, did="imported", now=now)
        return Became.ADDED
    there = agencies.get(conn, found)
    wanted = {
        "short": row.short or there.short,
        "kind": _kind(row) if row.office else there.kind,
        "aliases": list(dict.fromkeys([*there.aliases, *row.aliases])),
    }
    if wanted == {"short": there.short, "kind": there.kind, "aliases": list(there.aliases)}:
        return Became.SAME
    conn.execute(update(agency_rows).where(agency_rows.c.id == found).values(**wanted))
    history.write(conn, by=None, noun="agency", noun_id=found, did="imported", now=now)
    return Became.CHANGED


def keep_person(conn: Connection, row: PersonRow, *, now: dt.datetime) -> tuple[Person, Became]:
    """By name and agency. Raises ValueError where the row's role was not checked."""
    if row.role is None:
        raise ValueError("a row without a role")
    home = _agency(conn, row.agency)
    same = select(people_rows).where(people_rows.c.agency_id == home.id, people_rows.c.active)
    there = next((one for one in conn.execute(same) if fold(one.name) == fold(row.name)), None)
    phone = phones.normalised(row.phone) if row.phone else None
    if there is None:
        made = people.add(conn, name=row.name, role=row.role, agency_id=home.id, position=row.position, phone=phone)
        history.write(conn, by=None, noun="person", noun_id=made.id, did="imported", now=now)
        return made, Became.ADDED
    wanted = {"position": row.position or there.position, "role": row.role.value, "phone": phone or there.phone}
    if wanted == {"position": there.position, "role": there.role, "phone": there.phone}:
        return people.get(conn, there.id), Became.SAME
    people.change(conn, there.id, **wanted)
    history.write(
        conn, by=None, noun="person", noun_id=there.id, did="imported", before=there.role, after=row.role.value, now=now
    )
    return people.get(conn, there.id), Became.CHANGED


def link(conn: Connection, directory: Directory) -> int:
    """Superior agencies and persons, once all rows are there; how many links were new."""
    moved = 0
    for one in directory.agencies:
        if one.parent:
            moved += _set(conn, agency_rows, _agency(conn, one.name).id, parent_id=_agency(conn, one.parent).id)
    for person in directory.people:
        if person.superior:
            home = _agency(conn, person.agency).id
            moved += _set(
                conn, people_rows, _person(conn, person.name, home), superior_id=_person(conn, person.superior, home)
            )
    return moved


def _set(conn: Connection, table: Any, key: int, **values: int) -> int:
    column, value = next(iter(values.items()))
    differs = table.c[column].is_distinct_from(value)
    return conn.execute(update(table).where(table.c.id == key, differs).values(**values)).rowcount


def _kind(row: AgencyRow) -> str:
    return "office" if row.office else "agency"


def _agency(conn: Connection, name: str) -> Agency:
    found = conn.execute(select(agency_rows.c.id).where(agency_rows.c.folded == fold(name))).scalar_one()
    return agencies.get(conn, found)


def _person(conn: Connection, name: str, agency_id: int) -> int:
    same = select(people_rows).where(people_rows.c.agency_id == agency_id, people_rows.c.active)
    return next(int(one.id) for one in conn.execute(same) if fold(one.name) == fold(name))
