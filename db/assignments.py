"""Put tasks into people's hands, and remember who has acknowledged them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from core.model import Assignment, Person, Status, Task
from core.problems import NotAllowed
from core.status import Who
from db import tables as t
from db.task_changes import move, note


@dataclass(frozen=True, slots=True)
class Doing:
    """Who has a task in hand, for messages, with what the allocating person added."""

    person_id: int
    person: str
    position: str | None
    acknowledged: bool
    internal_due: dt.date | None
    advice: str | None
    assigned_by: int | None


def assignments(conn: Connection, task_id: int) -> list[Assignment]:
    """In whose hands the task is now."""
    return [_assignment(row) for row in conn.execute(_current(task_id)).all()]


def doing(conn: Connection, task_id: int) -> list[Doing]:
    named = (
        select(t.assignments, t.people.c.name, t.people.c.position)
        .join(t.people, t.people.c.id == t.assignments.c.person_id)
        .where(t.assignments.c.task_id == task_id, t.assignments.c.ended_at.is_(None))
        .order_by(t.assignments.c.id)
    )
    return [
        Doing(
            person_id=row.person_id,
            person=row.name,
            position=row.position,
            acknowledged=row.acknowledged_at is not None,
            internal_due=row.internal_due,
            advice=row.advice,
            assigned_by=row.assigned_by,
        )
        for row in conn.execute(named)
    ]


def assign(
    conn: Connection,
    task: Task,
    person_id: int,
    *,
    by: Person | None,
    now: dt.datetime,
    internal_due: dt.date | None = None,
    advice: str | None = None,
) -> Task:
    """The task moves into this person's hands alone; the agency keeps it, its number and its history."""
    _belongs(conn, task, person_id)
    end(conn, task.id, now=now)
    values = {
        "assigned_by": by.id if by else None,
        "assigned_at": now,
        "acknowledged_at": None,
        "snoozed_until": None,
        "internal_due": internal_due,
        "advice": advice,
        "ended_at": None,
    }
    mine = (t.assignments.c.task_id == task.id, t.assignments.c.person_id == person_id)
    if conn.execute(update(t.assignments).where(*mine).values(**values)).rowcount == 0:
        conn.execute(insert(t.assignments).values(task_id=task.id, person_id=person_id, **values))
    return note(conn, task, by=by, now=now, did="allocated", after=_name(conn, person_id), version=task.version + 1)


def end(conn: Connection, task_id: int, *, now: dt.datetime) -> None:
    """Out of everybody's hands; the replan that follows every change stops their reminders."""
    current = (t.assignments.c.task_id == task_id, t.assignments.c.ended_at.is_(None))
    conn.execute(update(t.assignments).where(*current).values(ended_at=now))


def acknowledge(conn: Connection, several: Iterable[Task], *, by: Person, now: dt.datetime) -> list[Task]:
    """'Đã nhận' by anyone of the lead agency counts for the agency; what nobody had begun is now in progress."""
    done = []
    for task in several:
        pinged = (
            t.assignments.c.task_id == task.id,
            t.assignments.c.ended_at.is_(None),
            t.assignments.c.acknowledged_at.is_(None),
        )
        first = conn.execute(update(t.assignments).where(*pinged).values(acknowledged_at=now)).rowcount > 0
        done.append(_begun(conn, task, first=first, by=by, now=now))
    return done


def _begun(conn: Connection, task: Task, *, first: bool, by: Person, now: dt.datetime) -> Task:
    if task.status is Status.NOT_STARTED:
        return move(conn, task, Status.IN_PROGRESS, who=Who.LEAD, by=by, now=now, did="acknowledged")
    return note(conn, task, by=by, now=now, did="acknowledged") if first else task


def _belongs(conn: Connection, task: Task, person_id: int) -> None:
    """Allocation stays within the lead agency, among those who are still there."""
    wanted = select(t.people.c.id).where(
        t.people.c.id == person_id, t.people.c.active, t.people.c.agency_id == task.lead_id
    )
    if conn.execute(wanted).first() is None:
        raise NotAllowed("not of the lead agency")


def _current(task_id: int) -> Any:
    return (
        select(t.assignments)
        .where(t.assignments.c.task_id == task_id, t.assignments.c.ended_at.is_(None))
        .order_by(t.assignments.c.id)
    )


def _assignment(row: Row[Any]) -> Assignment:
    return Assignment(
        id=row.id,
        task_id=row.task_id,
        person_id=row.person_id,
        acknowledged_at=row.acknowledged_at,
        snoozed_until=row.snoozed_until,
        next_reminder_at=row.next_reminder_at,
        internal_due=row.internal_due,
        assigned_at=row.assigned_at,
    )


def _name(conn: Connection, person_id: int) -> str:
    name: str = conn.execute(select(t.people.c.name).where(t.people.c.id == person_id)).scalar_one()
    return name
