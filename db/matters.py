"""Find the matters on which a leader's opinion was asked in a report and has not been given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, exists, select

from core.model import OPEN
from db.tables import history, report_tasks, reports, tasks


@dataclass(frozen=True, slots=True)
class Matter:
    report_id: int
    text: str


def of_tasks(conn: Connection, task_ids: Iterable[int]) -> dict[int, str]:
    """The newest of each of these tasks."""
    rows = conn.execute(_query().where(report_tasks.c.task_id.in_(list(task_ids))))
    return {row.task_id: row.proposal for row in rows}


def waiting(conn: Connection) -> dict[int, Matter]:
    """The newest of every open task, by task."""
    is_open = tasks.c.status.in_([status.value for status in OPEN])
    rows = conn.execute(_query().join(tasks, tasks.c.id == report_tasks.c.task_id).where(is_open))
    return {row.task_id: Matter(row.id, row.proposal) for row in rows}


def _query() -> Select[Any]:
    """Oldest first. An opinion answers what was asked before it; a report taken back asks nothing."""
    over = exists().where(
        history.c.noun == "task",
        history.c.noun_id == report_tasks.c.task_id,
        history.c.did.in_(["opinion", "report_undone"]),
        history.c.at >= reports.c.at,
    )
    asked = select(report_tasks.c.task_id, reports.c.id, reports.c.proposal).select_from(
        reports.join(report_tasks, report_tasks.c.report_id == reports.c.id)
    )
    return asked.where(reports.c.proposal.is_not(None), ~over).order_by(reports.c.id)
