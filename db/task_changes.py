"""Change a task by changing its row: the change names the version it was made on, and history keeps what it changed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Connection, case, func, update

from core.model import Agency, Due, Person, Status, Task
from core.problems import Changed
from core.status import Who, check
from db import history
from db.tables import assignments, tasks
from db.task_rows import NOT_EXTENDED, due_columns, fetch, query

_UNEXTENDED = {
    "first_overdue_from": func.coalesce(tasks.c.first_overdue_from, tasks.c.overdue_from),
    "first_last_working_day": func.coalesce(tasks.c.first_last_working_day, tasks.c.deadline_last_working_day),
}


def move(
    conn: Connection, task: Task, to: Status, *, who: Who, by: Person, now: dt.datetime, did: str, **values: Any
) -> Task:
    """Another status, if the table of moves has it; the version moves with it."""
    check(task.status, to, who=who)
    changed = _write(conn, task, {**values, "status": to.value, "version": task.version + 1})
    _keep(conn, task, by=by, did=did, now=now, before=task.status.value, after=to.value)
    return changed


def note(
    conn: Connection,
    task: Task,
    *,
    by: Person | None,
    now: dt.datetime,
    did: str,
    after: str | None = None,
    **values: Any,
) -> Task:
    """Something said of the task that leaves deadline, assignee and status: nobody's open question goes stale."""
    changed = _write(conn, task, values) if values else task
    _keep(conn, task, by=by, did=did, now=now, before=None, after=after)
    return changed


def change_due(conn: Connection, task: Task, due: Due, *, by: Person, now: dt.datetime, extends: bool = False) -> Task:
    """A new deadline; the first one stays in `first_due`. One that `extends` keeps the old one to be counted by."""
    first = task.first_due or (task.due and task.due.date)
    counted = _UNEXTENDED if extends else NOT_EXTENDED
    columns = {**due_columns(due), **counted, "first_due": first, "version": task.version + 1}
    changed = _write(conn, task, columns)
    before = task.due.date.isoformat() if task.due else None
    _keep(conn, task, by=by, did="deadline", now=now, before=before, after=due.date.isoformat())
    return changed


def change_lead(
    conn: Connection,
    task: Task,
    lead: Agency,
    *,
    by: Person,
    now: dt.datetime,
    source: str,
    did: str = "reassigned",
) -> Task:
    """Another agency answers for it from now on, in nobody's hands yet; whom the directive addressed stays with it."""
    in_hands = (assignments.c.task_id == task.id, assignments.c.ended_at.is_(None))
    conn.execute(update(assignments).where(*in_hands).values(ended_at=now))
    addressed = func.coalesce(tasks.c.first_lead_id, tasks.c.lead_id)
    first = case((addressed == lead.id, None), else_=addressed)
    changed = _write(conn, task, {"lead_id": lead.id, "first_lead_id": first, "version": task.version + 1})
    _keep(conn, task, by=by, did=did, now=now, before=task.lead, after=f"{lead.name}, theo {source}")
    return changed


def _write(conn: Connection, task: Task, values: dict[str, Any]) -> Task:
    mine = update(tasks).where(tasks.c.id == task.id, tasks.c.version == task.version).values(**values)
    taken = conn.execute(mine).rowcount == 1
    now_is = fetch(conn, query().where(tasks.c.id == task.id))[0]
    if not taken:
        raise Changed(task_id=task.id, version=now_is.version)
    return now_is


def _keep(
    conn: Connection,
    task: Task,
    *,
    by: Person | None,
    did: str,
    now: dt.datetime,
    before: str | None,
    after: str | None,
) -> None:
    history.write(
        conn, by=by.id if by else None, noun="task", noun_id=task.id, did=did, before=before, after=after, now=now
    )
