"""Keep what people said of tasks: append-only, and one report may answer several tasks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select

from core.model import Person, StatusReport, Task
from db import enclosures
from db.tables import people, report_tasks, reports


def add(
    conn: Connection,
    answered: Iterable[Task],
    *,
    by: Person,
    now: dt.datetime,
    text: str,
    status: str | None = None,
    percent: int | None = None,
    difficulty: str | None = None,
    proposal: str | None = None,
    document_number: str | None = None,
    document_date: dt.date | None = None,
) -> int:
    """The report's id. It takes the files that this person laid beside its tasks."""
    row = {
        "person_id": by.id,
        "at": now,
        "text": text,
        "status": status,
        "percent": percent,
        "difficulty": difficulty,
        "proposal": proposal,
        "document_number": document_number,
        "document_date": document_date,
    }
    made: int = conn.execute(insert(reports).values(**row).returning(reports.c.id)).scalar_one()
    keys = [task.id for task in answered]
    conn.execute(insert(report_tasks), [{"report_id": made, "task_id": key} for key in keys])
    enclosures.attach(conn, made, task_ids=keys, by=by)
    return made


def of_task(conn: Connection, task_id: int, *, limit: int | None = None) -> list[StatusReport]:
    """Newest first."""
    wanted = _query().where(report_tasks.c.task_id == task_id).order_by(reports.c.id.desc()).limit(limit)
    return [_report(row) for row in conn.execute(wanted)]


def last(conn: Connection, task_id: int) -> StatusReport | None:
    found = of_task(conn, task_id, limit=1)
    return found[0] if found else None


def last_of(conn: Connection, task_ids: Iterable[int]) -> dict[int, StatusReport]:
    """The newest report of each of these tasks."""
    wanted = _query().where(report_tasks.c.task_id.in_(list(task_ids))).order_by(reports.c.id)
    return {row.task_id: _report(row) for row in conn.execute(wanted)}


def _query() -> Select[Any]:
    return select(reports, people.c.name, report_tasks.c.task_id).select_from(
        reports.join(people, reports.c.person_id == people.c.id).join(
            report_tasks, report_tasks.c.report_id == reports.c.id
        )
    )


def _report(row: Row[Any]) -> StatusReport:
    return StatusReport(
        id=row.id,
        person_id=row.person_id,
        person=row.name,
        at=row.at,
        text=row.text,
        status=row.status,
        percent=row.percent,
        difficulty=row.difficulty,
        document_number=row.document_number,
        document_date=row.document_date,
    )
