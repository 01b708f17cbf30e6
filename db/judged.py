"""Decide in the database what a task is judged by: the deadline in force or the one before any extension."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Date, cast, func

from core.figures import Measure
from core.office import HANOI
from db.tables import tasks


@dataclass(frozen=True, slots=True)
class Judged:
    """What a task is judged by: the first day it is late, and the last working day before."""

    late: ColumnElement[Any]
    last: ColumnElement[Any]


_IN_FORCE = Judged(tasks.c.overdue_from, tasks.c.deadline_last_working_day)
_ORIGINAL = Judged(
    func.coalesce(tasks.c.first_overdue_from, tasks.c.overdue_from),
    func.coalesce(tasks.c.first_last_working_day, tasks.c.deadline_last_working_day),
)


def judged_by(measure: Measure) -> Judged:
    return _ORIGINAL if measure is Measure.ORIGINAL else _IN_FORCE


def judged_on(conn: Connection) -> ColumnElement[Any]:
    """The signed report's date, else the local day of the submission, as core.timeliness has it."""
    if conn.dialect.name == "sqlite":
        hours = HANOI.utcoffset(dt.datetime(2000, 1, 1))  # noqa: DTZ001 - any wall-clock time: the zone has no summer time
        local: ColumnElement[Any] = func.date(
            tasks.c.submitted_at, f"+{hours.seconds // 3600} hours" if hours else "+0 hours"
        )
    else:
        local = cast(func.timezone(HANOI.key, tasks.c.submitted_at), Date)
    return func.coalesce(tasks.c.completed_on, tasks.c.document_date, local)
