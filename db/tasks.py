"""Find tasks for the person who asks: what they may not see does not exist for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from sqlalchemy import Connection, case, func, select

from core.messages import Address
from core.model import OPEN, Person, Status, Task
from core.permissions import May, own
from core.problems import Changed, NotAllowed
from db.assignments import Doing as Doing
from db.assignments import acknowledge as acknowledge
from db.assignments import assign as assign
from db.assignments import assignments as assignments
from db.assignments import doing as doing
from db.publishing import publish as publish
from db.tables import outbox, prompts, report_tasks, tasks
from db.task_changes import change_due as change_due
from db.task_changes import change_lead as change_lead
from db.task_changes import move as move
from db.task_changes import note as note
from db.task_rows import MOST_URGENT, fetch, query, reachable


def get(conn: Connection, number: int, *, for_: Person, may: May = May.LOOK, on: dt.date | None = None) -> Task:
    """By the number people type. Unknown and foreign numbers raise alike."""
    found = fetch(conn, query().where(tasks.c.number == number, reachable(for_, may=may, on=on)))
    if not found:
        raise NotAllowed("no such task", number=number)
    return found[0]


def seen(conn: Connection, task_id: int, *, for_: Person, may: May = May.LOOK, on: dt.date | None = None) -> Task:
    """By id, as choices carry it; permission as in `get`."""
    return _one(fetch(conn, query().where(tasks.c.id == task_id, reachable(for_, may=may, on=on))))


def permitted(conn: Connection, task_id: int, *, for_: Person, on: dt.date | None = None) -> frozenset[May]:
    """Everything this person may do to the task, in one question."""
    asked = [case((reachable(for_, may=may, on=on), 1), else_=0).label(may.value) for may in May]
    row = conn.execute(select(*asked).where(tasks.c.id == task_id)).one_or_none()
    return frozenset(may for may, yes in zip(May, row or (), strict=False) if yes)


def lock(
    conn: Connection,
    task_id: int,
    *,
    for_: Person,
    seen: int | None = None,
    may: May = May.ANSWER,
    on: dt.date | None = None,
) -> Task:
    """The row is held until the transaction ends. Raises Changed when it is no longer at the version that was seen."""
    held = select(tasks.c.id).where(tasks.c.id == task_id, reachable(for_, may=may, on=on)).with_for_update()
    if conn.execute(held).one_or_none() is None:
        raise NotAllowed("no such task")
    task = by_id(conn, task_id)
    if seen is not None and task.version != seen:
        raise Changed(task_id=task.id, version=task.version)
    return task


def by_id(conn: Connection, task_id: int) -> Task:
    """For jobs: nobody's permission is asked."""
    return _one(fetch(conn, query().where(tasks.c.id == task_id)))


def open_of(
    conn: Connection,
    person: Person,
    *,
    limit: int | None = None,
    offset: int = 0,
    statuses: Collection[Status] = OPEN,
    on: dt.date | None = None,
) -> list[Task]:
    """The tasks this person answers for (or, following up, all), most urgent first."""
    wanted = query().where(tasks.c.status.in_([s.value for s in statuses]), reachable(person, may=own(person), on=on))
    return fetch(conn, wanted.order_by(*MOST_URGENT).limit(limit).offset(offset))


def count_of(
    conn: Connection, person: Person, *, statuses: Collection[Status] = OPEN, on: dt.date | None = None
) -> int:
    wanted = (tasks.c.status.in_([s.value for s in statuses]), reachable(person, may=own(person), on=on))
    return conn.execute(select(func.count()).select_from(tasks).where(*wanted)).scalar_one()


def of_directive(
    conn: Connection, directive_id: int, *, for_: Person, may: May = May.LOOK, on: dt.date | None = None
) -> list[Task]:
    standing = tasks.c.status != Status.RECALLED.value
    wanted = query().where(tasks.c.directive_id == directive_id, standing, reachable(for_, may=may, on=on))
    return fetch(conn, wanted.order_by(tasks.c.number))


def of_report(conn: Connection, report_id: int) -> list[Task]:
    """What a report answers, for the person who gave it."""
    answered = select(report_tasks.c.task_id).where(report_tasks.c.report_id == report_id)
    return fetch(conn, query().where(tasks.c.id.in_(answered)).order_by(tasks.c.number))


def waiting(conn: Connection, person: Person, *, limit: int | None = None, offset: int = 0) -> list[Task]:
    """What waits for a confirmation by this person, oldest first."""
    wanted = query().where(tasks.c.status == Status.SUBMITTED.value, reachable(person, may=May.DECIDE))
    return fetch(conn, wanted.order_by(tasks.c.submitted_at, tasks.c.number).limit(limit).offset(offset))


def answered(conn: Connection, address: Address, *, message: str) -> int | None:
    """The task that a message of ours in this chat was about: a person answers it by replying to it."""
    spoken = outbox.join(prompts, prompts.c.outbox_id == outbox.c.id)
    mine = (outbox.c.account == address.account, outbox.c.chat == address.chat, outbox.c.message == message)
    found: int | None = conn.execute(select(prompts.c.task_id).select_from(spoken).where(*mine)).scalar()
    return found


def span(conn: Connection, task_id: int) -> tuple[int, int] | None:
    """Where the task's sentence stands in the directive's text."""
    row = conn.execute(select(tasks.c.span_start, tasks.c.span_end).where(tasks.c.id == task_id)).one()
    return None if row.span_start is None or row.span_end is None else (row.span_start, row.span_end)


def _one(found: list[Task]) -> Task:
    if not found:
        raise NotAllowed("no such task")
    return found[0]
