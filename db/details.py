"""Every task of a scope with the group it is counted in, a chunk at a time: the rows of the detail table."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, null, select

from core.figures import Detail, Measure
from db import causes, matters, task_rows
from db.figure_lists import View, last_words
from db.figures import counted_as, scope_of
from db.judged import judged_by
from db.tables import tasks

_CHUNK = 500


def details(conn: Connection, view: View) -> Iterator[Detail]:
    """In the order of their numbers; memory holds one chunk whatever the number of tasks."""
    scope = scope_of(view.for_, view.today, view.directive_id, view.agency_id)
    due, last = judged_by(view.measure), 0
    first_day = tasks.c.first_last_working_day if view.measure is Measure.ORIGINAL else null()
    while True:
        chosen = select(tasks.c.id, tasks.c.number, counted_as(conn, view.today, due), first_day.label("first_day"))
        rows = conn.execute(chosen.where(scope, tasks.c.number > last).order_by(tasks.c.number).limit(_CHUNK)).all()
        if not rows:
            return
        groups = {row.id: row.counted_as for row in rows}
        days = {row.id: row.first_day for row in rows}
        said = last_words(conn, list(groups))
        stated = causes.of_tasks(conn, list(groups))
        wanted_of = matters.of_tasks(conn, list(groups))
        wanted = task_rows.query().where(tasks.c.id.in_(groups)).order_by(tasks.c.number)
        for task in task_rows.fetch(conn, wanted):
            last_said = said[task.id][0] if task.id in said else None
            yield Detail(task, groups[task.id], last_said, wanted_of.get(task.id), stated.get(task.id), days[task.id])
        last = rows[-1].number
