"""Read what the directory holds of agencies and people: cards, lists, devices."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from core.contacts import AgencyCard, Device, Profile
from core.directory import AgencyRow, Directory, PersonRow, code_of
from core.model import Agency, Person
from core.text import fold
from db import agencies, people
from db.tables import addresses, assignments, invites, reports, tasks
from db.tables import people as rows
from db.task_rows import OVER


def cards(conn: Connection, several: Sequence[Agency]) -> list[AgencyCard]:
    """How many people each has, how many of them are connected, and how many tasks are open."""
    ids = [one.id for one in several]
    live = (addresses.c.person_id == rows.c.id) & (addresses.c.state == people.LIVE)
    counted = (
        select(rows.c.agency_id, func.count(rows.c.id.distinct()), func.count(addresses.c.person_id.distinct()))
        .select_from(rows.outerjoin(addresses, live))
        .where(rows.c.agency_id.in_(ids), rows.c.active)
        .group_by(rows.c.agency_id)
    )
    crew = {agency: (everybody, reached) for agency, everybody, reached in conn.execute(counted)}
    led = select(tasks.c.lead_id, func.count().label("open")).where(
        tasks.c.lead_id.in_(ids), tasks.c.status.not_in(OVER)
    )
    work = {row.lead_id: row.open for row in conn.execute(led.group_by(tasks.c.lead_id))}
    return [AgencyCard(one, *crew.get(one.id, (0, 0)), work.get(one.id, 0)) for one in several]


def open_numbers(conn: Connection, agency_id: int) -> list[int]:
    """The numbers of the tasks this agency still answers for, waiting and suspended ones among them."""
    led = select(tasks.c.number).where(tasks.c.lead_id == agency_id, tasks.c.status.not_in(OVER))
    return list(conn.scalars(led.order_by(tasks.c.number)))


def agencies_named(conn: Connection, words: str) -> list[Agency]:
    """Those with these words in one of their names; every one for none. Those in use come first."""
    wanted = fold(words)
    found = [
        one
        for one in agencies.all_known(conn)
        if any(wanted in fold(name) for name in (one.name, one.short, *one.aliases) if name)
    ]
    return sorted(found, key=lambda one: (not one.active, fold(one.name)))


def people_named(conn: Connection, words: str) -> list[Person]:
    """People with these words in their name; those who have left come last."""
    wanted = fold(words).split()
    found = [one for one in people.ever(conn) if _holds(fold(one.name).split(), wanted)]
    return sorted(found, key=lambda one: not one.active)


def _holds(name: list[str], wanted: list[str]) -> bool:
    """'van an' is in 'nguyen van an'; 'an' is not in 'hoang'."""
    size = len(wanted)
    return any(name[at : at + size] == wanted for at in range(len(name) - size + 1))


def of(conn: Connection, person_id: int, *, now: dt.datetime) -> Profile:
    """Raises NotAllowed for nobody's id."""
    person = people.get(conn, person_id)
    row = conn.execute(select(rows).where(rows.c.id == person_id)).one()
    mine = (assignments.c.person_id == person_id, assignments.c.ended_at.is_(None), tasks.c.status.not_in(OVER))
    hand = select(func.count()).select_from(assignments.join(tasks, tasks.c.id == assignments.c.task_id)).where(*mine)
    waiting = select(func.max(invites.c.expires_at)).where(
        invites.c.person_id == person_id, invites.c.used_at.is_(None), invites.c.expires_at > now
    )
    return Profile(
        person,
        superior=people.get(conn, row.superior_id) if row.superior_id else None,
        deputy=people.get(conn, row.deputy_id) if row.deputy_id else None,
        deputy_from=row.deputy_from,
        deputy_to=row.deputy_to,
        phone=row.phone,
        devices=tuple(devices(conn, person_id)),
        in_hand=conn.execute(hand).scalar_one(),
        reports=conn.execute(select(func.count()).where(reports.c.person_id == person_id)).scalar_one(),
        invited_until=conn.execute(waiting).scalar(),
    )


def tasks_of(conn: Connection, person_id: int) -> list[int]:
    """Ids of the tasks in somebody's hands."""
    held = select(assignments.c.task_id).where(assignments.c.person_id == person_id, assignments.c.ended_at.is_(None))
    return list(conn.scalars(held))


def devices(conn: Connection, person_id: int) -> list[Device]:
    """Where somebody is or was reached, the oldest first."""
    mine = select(addresses).where(addresses.c.person_id == person_id).order_by(addresses.c.id)
    return [
        Device(row.id, row.account, row.chat, row.joined_at, row.state == people.LIVE, row.brief)
        for row in conn.execute(mine)
    ]


def as_rows(conn: Connection) -> Directory:
    """The directory in use as the rows of a workbook, with everybody's code."""
    units = [one for one in agencies.all_known(conn) if one.active]
    names = {one.id: one.name for one in units}
    active = [contact.person for contact in people.everybody(conn)]
    more = {row.id: row for row in conn.execute(select(rows.c.id, rows.c.superior_id, rows.c.phone))}
    called = {one.id: one.name for one in active}
    return Directory(
        tuple(
            AgencyRow(0, one.name, one.short, one.aliases, one.kind == "office", names.get(one.parent_id or 0))
            for one in units
        ),
        tuple(
            PersonRow(
                0,
                one.name,
                one.agency or "",
                one.role,
                position=one.position,
                superior=called.get(more[one.id].superior_id or 0),
                phone=more[one.id].phone,
                code=code_of(one.id),
            )
            for one in active
        ),
    )
