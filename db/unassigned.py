"""Tasks that lie in nobody's hands: their agency had no people when they were given, or whoever had them left."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, Exists, exists, select

from core.model import Person, Task
from db import people as persons
from db.assignments import assign
from db.tables import assignments, people, tasks
from db.task_rows import OVER


def of_agency(conn: Connection, agency_id: int) -> list[int]:
    """What this agency still leads and no active person holds, suspended tasks too, by number."""
    waiting = select(tasks.c.id).where(tasks.c.lead_id == agency_id, tasks.c.status.not_in(OVER), ~_held())
    return list(conn.execute(waiting.order_by(tasks.c.number)).scalars())


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
