"""Tasks that lie in nobody's hands: their agency had no people when they were given."""

from __future__ import annotations

from sqlalchemy import Connection, exists, select

from core.model import Status
from db.tables import assignments, people, tasks

_WAITING = (Status.NOT_STARTED.value, Status.IN_PROGRESS.value, Status.SUBMITTED.value)


def of_agency(conn: Connection, agency_id: int) -> list[int]:
    """The open tasks this agency leads that no active person holds, by number."""
    held = exists(
        select(assignments.c.id)
        .join(people, people.c.id == assignments.c.person_id)
        .where(assignments.c.task_id == tasks.c.id, assignments.c.ended_at.is_(None), people.c.active)
    )
    waiting = select(tasks.c.id).where(tasks.c.lead_id == agency_id, tasks.c.status.in_(_WAITING), ~held)
    return list(conn.execute(waiting.order_by(tasks.c.number)).scalars())
