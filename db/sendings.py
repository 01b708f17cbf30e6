"""Read what became of the reminders of a task: sent, waiting, refused and why, and to whom."""

from __future__ import annotations

from sqlalchemy import Connection, select

from core.wording.schedule import Sending
from db.tables import assignments, outbox, people, reminded


def of_task(conn: Connection, task_id: int, *, limit: int) -> list[Sending]:
    """Newest first. A row whose words were erased after 30 days still says how it went."""
    query = (
        select(
            reminded.c.step,
            outbox.c.state,
            outbox.c.reason,
            outbox.c.created_at,
            outbox.c.sent_at,
            outbox.c.doubted_at,
            people.c.name,
        )
        .select_from(reminded.join(assignments, assignments.c.id == reminded.c.assignment_id))
        .join(outbox, outbox.c.id == reminded.c.outbox_id)
        .outerjoin(people, people.c.id == outbox.c.person_id)
        .where(assignments.c.task_id == task_id)
        .order_by(reminded.c.id.desc())
        .limit(limit)
    )
    return [
        Sending(
            step=row.step,
            to=row.name or "",
            state=row.state,
            at=row.sent_at or row.created_at,
            reason=row.reason,
            repeated=row.doubted_at is not None and row.state == "sent",
        )
        for row in conn.execute(query)
    ]
