"""Keep the ladder that was set for one task or for all of a directive, and plan by it at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from core.model import OPEN, Person
from core.office import Office
from core.rungs import as_text, from_text
from db import history
from db.reminders import replan
from db.tables import directives, tasks

Rungs = tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class Set:
    """What was set, for the task itself and for its directive; None where the office's holds."""

    task: Rungs = None
    directive: Rungs = None


def of_task(conn: Connection, task_id: int) -> Set:
    wanted = (
        select(tasks.c.ladder, directives.c.ladder.label("of_directive")).join(directives).where(tasks.c.id == task_id)
    )
    row = conn.execute(wanted).one()
    return Set(from_text(row.ladder), from_text(row.of_directive))


def of_directive(conn: Connection, directive_id: int) -> Rungs:
    return from_text(conn.execute(select(directives.c.ladder).where(directives.c.id == directive_id)).scalar())


def set_task(conn: Connection, task_id: int, rungs: Rungs, *, by: Person, now: dt.datetime, office: Office) -> None:
    """The caller has locked the task."""
    conn.execute(update(tasks).where(tasks.c.id == task_id).values(ladder=as_text(rungs)))
    history.write(conn, by=by.id, noun="task", noun_id=task_id, did="ladder", after=as_text(rungs), now=now)
    replan(conn, [task_id], now=now, office=office)


def set_directive(
    conn: Connection, directive_id: int, rungs: Rungs, *, by: Person, now: dt.datetime, office: Office
) -> int:
    """Its open tasks are locked in one order and planned anew, but for those with a ladder of their own; how many."""
    conn.execute(update(directives).where(directives.c.id == directive_id).values(ladder=as_text(rungs)))
    history.write(conn, by=by.id, noun="directive", noun_id=directive_id, did="ladder", after=as_text(rungs), now=now)
    mine = (
        tasks.c.directive_id == directive_id,
        tasks.c.ladder.is_(None),
        tasks.c.status.in_([status.value for status in OPEN]),
    )
    ids = list(conn.scalars(select(tasks.c.id).where(*mine).order_by(tasks.c.id).with_for_update()))
    replan(conn, ids, now=now, office=office)
    return len(ids)
