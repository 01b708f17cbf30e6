"""List the tasks that stand behind a number, with the agency's last word beside each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from core.figures import Kind, Line, Measure
from core.model import Person
from core.office import HANOI
from core.workdays import WorkingCalendar
from db import causes
from db.figures import condition, scope_of, undecided
from db.judged import Judged, judged_by
from db.tables import agencies, directives, report_tasks, reports, tasks


@dataclass(frozen=True, slots=True)
class View:
    """Who looks, on which day, and at what part."""

    for_: Person
    today: dt.date
    calendar: WorkingCalendar
    directive_id: int | None = None
    agency_id: int | None = None
    measure: Measure = Measure.IN_FORCE


def lines(conn: Connection, kind: Kind, view: View, *, limit: int | None = None, offset: int = 0) -> list[Line]:
    """The tasks behind a number, the longest overdue and the nearest due first."""
    due = judged_by(view.measure)
    first = (due.late.is_(None), due.late, tasks.c.number)
    chosen = select(tasks.c.id).where(*_in(conn, kind, view)).order_by(*first).limit(limit).offset(offset)
    rows = conn.execute(_listed(due).where(tasks.c.id.in_(chosen)).order_by(*first)).all()
    said = last_words(conn, [row.id for row in rows])
    stated = causes.of_tasks(conn, [row.id for row in rows])
    return [replace(_line(row, said.get(row.id)), cause=stated.get(row.id)) for row in rows]


def count(conn: Connection, kind: Kind, view: View) -> int:
    """How many tasks stand behind a number."""
    counted = select(func.count()).select_from(tasks)
    return conn.execute(counted.where(*_in(conn, kind, view))).scalar_one()


def _in(conn: Connection, kind: Kind, view: View) -> tuple[ColumnElement[bool], ...]:
    scope = scope_of(view.for_, view.today, view.directive_id, view.agency_id)
    return scope, condition(conn, kind, today=view.today, calendar=view.calendar, due=judged_by(view.measure))


def _listed(due: Judged) -> Select[Any]:
    return (
        select(
            tasks.c.id,
            tasks.c.number,
            tasks.c.text,
            tasks.c.blocked,
            due.late.label("late"),
            due.last.label("last"),
            directives.c.number.label("directive_number"),
            agencies.c.name.label("agency"),
            tasks.c.id.in_(undecided()).label("waiting"),
        )
        .join(directives, tasks.c.directive_id == directives.c.id)
        .join(agencies, tasks.c.lead_id == agencies.c.id)
    )


def last_words(conn: Connection, task_ids: Sequence[int]) -> dict[int, tuple[str, dt.date]]:
    """The newest report of each task."""
    if not task_ids:
        return {}
    newest = (
        select(report_tasks.c.task_id, func.max(report_tasks.c.report_id).label("report_id"))
        .where(report_tasks.c.task_id.in_(task_ids))
        .group_by(report_tasks.c.task_id)
        .subquery()
    )
    said = select(newest.c.task_id, reports.c.text, reports.c.at).join(reports, reports.c.id == newest.c.report_id)
    return {row.task_id: (row.text, row.at.astimezone(HANOI).date()) for row in conn.execute(said)}


def _line(row: Any, said: tuple[str, dt.date] | None) -> Line:
    return Line(
        task_id=row.id,
        number=row.number,
        directive_number=row.directive_number,
        agency=row.agency,
        text=row.text,
        last_working_day=row.last,
        overdue_from=row.late,
        blocked=row.blocked,
        waiting=bool(row.waiting),
        last_said=said[0] if said else None,
        last_at=said[1] if said else None,
    )
