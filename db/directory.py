"""Take a planned workbook into the directory: what is there already is only changed where it differs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sqlalchemy import Connection, select, update

from core.directory import AgencyRow, Directory, PersonRow
from core.directory_diff import Known, Preview
from core.directory_plan import Plan, plan
from core.model import Person
from core.phones import normalised
from core.text import fold
from db import agencies, history, people
from db.tables import agencies as agency_rows
from db.tables import people as people_rows

Homes = Mapping[str, int]  # agencies by any folded name


def known(conn: Connection) -> Known:
    units = {one.id: one for one in agencies.all_known(conn)}
    active = {contact.person.id: contact.person for contact in people.everybody(conn)}
    here = select(people_rows.c.id, people_rows.c.superior_id, people_rows.c.phone).where(people_rows.c.active)
    rows = conn.execute(here).all()
    above = {row.id: row.superior_id for row in rows if row.superior_id is not None}
    return Known(units, active, above, {row.id: row.phone for row in rows if row.phone})


def planned(directory: Directory, there: Known, *, by: Person | None) -> Plan:
    """Against the directory as it is now, whatever it was when the workbook came."""
    return plan(
        directory, agencies=there.agencies.values(), people=list(there.people.values()), by=by, numbers=there.numbers
    )


def keep_agencies(conn: Connection, several: Plan, differs: Preview, *, by: Person | None, now: dt.datetime) -> Homes:
    """New ones and those that differ; then who stands above whom, once all are there."""
    touched = {row.row for row in (*differs.new_agencies, *differs.changed_agencies)}
    for row, key in several.agencies:
        if row.row in touched:
            _keep_agency(conn, row, key, by=by, now=now)
    homes = {
        fold(name): one.id for one in agencies.all_known(conn) for name in (one.name, one.short, *one.aliases) if name
    }
    for row, _ in several.agencies:
        if row.row in touched and row.parent:
            above = update(agency_rows).where(agency_rows.c.id == homes[fold(row.name)])
            conn.execute(above.values(parent_id=homes[fold(row.parent)]))
    return homes


def _keep_agency(conn: Connection, row: AgencyRow, key: int | None, *, by: Person | None, now: dt.datetime) -> None:
    if key is None:
        kind = "office" if row.office else "agency"
        key = agencies.add(conn, row.name, short=row.short, aliases=row.aliases, kind=kind).id
    else:
        there = agencies.get(conn, key)
        others = [name for name in row.aliases if fold(name) != fold(there.name)]
        values = {
            "short": row.short or there.short,
            "kind": "office" if row.office else there.kind,
            "aliases": list(dict.fromkeys([*there.aliases, *others])),
            "active": True,
        }
        conn.execute(update(agency_rows).where(agency_rows.c.id == key).values(**values))
    history.write(conn, by=by.id if by else None, noun="agency", noun_id=key, did="imported", now=now)


def add_person(conn: Connection, row: PersonRow, homes: Homes, *, by: Person | None, now: dt.datetime) -> Person:
    if row.role is None:
        raise ValueError("a row without a role")
    home = homes[fold(row.agency)]
    made = people.add(conn, name=row.name, role=row.role, agency_id=home, position=row.position, phone=_phone(row))
    history.write(conn, by=by.id if by else None, noun="person", noun_id=made.id, did="imported", now=now)
    return made


def change_person(
    conn: Connection, row: PersonRow, there: Person, homes: Homes, *, by: Person | None, now: dt.datetime
) -> None:
    """Name, position, role and agency as the row has them."""
    role, home = row.role or there.role, homes[fold(row.agency)]
    position = row.position or there.position
    people.change(conn, there.id, name=row.name, position=position, role=role.value, agency_id=home)
    if row.phone:
        people.change(conn, there.id, phone=_phone(row))
    before, after = (f"{who.value}, {unit}" for who, unit in ((there.role, there.agency_id), (role, home)))
    who = by.id if by else None
    history.write(conn, by=who, noun="person", noun_id=there.id, did="imported", before=before, after=after, now=now)


def _phone(row: PersonRow) -> str | None:
    return normalised(row.phone) if row.phone else None


def set_superiors(conn: Connection, rows: Mapping[int, PersonRow], homes: Homes) -> None:
    """`rows` by the person they are about. The plan has seen that just one of the agency bears the name."""
    for person_id, row in rows.items():
        if row.superior:
            crew = people.of_agency(conn, homes[fold(row.agency)])
            above = next(one for one in crew if one.id != person_id and fold(one.name) == fold(row.superior))
            people.change(conn, person_id, superior_id=above.id)
