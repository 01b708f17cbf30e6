"""Tasks that lie in nobody's hands, or still with whoever received them for the agency and allocated them to nobody."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ColumnElement, Connection, Exists, exists, func, or_, select

from core.model import OPEN, Person, Role, Task
from core.permissions import own
from db import people as persons
from db.assignments import assign
from db.tables import assignments, people, tasks
from db.task_rows import MOST_URGENT, OVER, fetch, query, reachable


def of_agency(conn: Connection, agency_id: int) -> list[int]:
    """What this agency still leads and no active person holds, suspended tasks too, by number."""
    waiting = select(tasks.c.id).where(tasks.c.lead_id == agency_id, tasks.c.status.not_in(OVER), ~_held())
    return list(conn.execute(waiting.order_by(tasks.c.number)).scalars())


def unallocated(
    conn: Connection, person: Person, *, on: dt.date, limit: int | None = None, offset: int = 0
) -> list[Task]:
    """The open tasks this person follows that no agency has given to anybody yet, most urgent first."""
    waiting = query().where(*_unallocated(person, on)).order_by(*MOST_URGENT)
    return fetch(conn, waiting.limit(limit).offset(offset))


def count_unallocated(conn: Connection, person: Person, *, on: dt.date) -> int:
    return conn.execute(select(func.count()).select_from(tasks).where(*_unallocated(person, on))).scalar_one()


def _unallocated(person: Person, on: dt.date) -> tuple[ColumnElement[bool], ...]:
    """An official has it because it was given; anybody else only where their own agency gave it."""
    giver = people.alias("giver")
    given = or_(people.c.role == Role.OFFICIAL.value, giver.c.agency_id == tasks.c.lead_id)
    return (
        tasks.c.status.in_([status.value for status in OPEN]),
        reachable(person, may=own(person), on=on),
        ~exists(
            select(assignments.c.id)
            .join(people, people.c.id == assignments.c.person_id)
            .outerjoin(giver, giver.c.id == assignments.c.assigned_by)
            .where(assignments.c.task_id == tasks.c.id, assignments.c.ended_at.is_(None), people.c.active, given)
        ),
    )


def take_up(conn: Connection, task: Task, *, by: Person, now: dt.datetime) -> Task:
    """Followed again: where whoever had it is gone, it goes to whoever receives for its agency now."""
    lies = conn.execute(select(tasks.c.id).where(tasks.c.id == task.id, ~_held())).first() is not None
    receiver = next(iter(persons.receivers(conn, task.lead_id)), None) if lies else None
    return assign(conn, task, receiver.id, by=by, now=now) if receiver else task


def _held() -> Exists:
    return exists(
        select(assignments.c.id)
        .join(people, people.c.id == assignments.c.person_id)
        .where(assignments.c.task_id == tasks.c.id, assignments.c.ended_at.is_(None), people.c.active)
    )
