"""Keep which tasks a message speaks of, and what became of what was said of a task or to a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, union

from core.messages import Address, Priority
from core.wording.schedule import Sending
from core.wording.sent import Sent
from db.tables import assignments, outbox, people, reminded, told


def speaks_of(conn: Connection, outbox_id: int, task_ids: Iterable[int]) -> None:
    """Which tasks a notice is about: its way is part of their history."""
    rows = [{"outbox_id": outbox_id, "task_id": key} for key in dict.fromkeys(task_ids)]
    if rows:
        conn.execute(insert(told), rows)


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


def about(conn: Connection, task_id: int, *, limit: int, offset: int = 0) -> list[Sent]:
    """Every message about a task, of whatever kind, newest first; answers in a conversation are not among them."""
    steps = select(reminded.c.outbox_id, reminded.c.step).join(
        assignments, assignments.c.id == reminded.c.assignment_id
    )
    step_of = {row.outbox_id: row.step for row in conn.execute(steps.where(assignments.c.task_id == task_id))}
    notices = select(told.c.outbox_id).where(told.c.task_id == task_id)
    mornings = steps.where(assignments.c.task_id == task_id).with_only_columns(reminded.c.outbox_id)
    mine = outbox.c.id.in_(union(notices, mornings))
    return [_sent(row, step_of.get(row.id)) for row in conn.execute(_query().where(mine).limit(limit).offset(offset))]


def to(conn: Connection, person_id: int, *, limit: int, offset: int = 0) -> list[Sent]:
    """Every notice, reminder and digest to a person, newest first."""
    mine = (outbox.c.person_id == person_id, outbox.c.priority > int(Priority.REPLY))
    return [_sent(row, None) for row in conn.execute(_query().where(*mine).limit(limit).offset(offset))]


def _query() -> Any:
    return (
        select(outbox, people.c.name).outerjoin(people, people.c.id == outbox.c.person_id).order_by(outbox.c.id.desc())
    )


def _sent(row: Row[Any], step: str | None) -> Sent:
    words = str((row.payload or {}).get("text", ""))
    return Sent(
        kind=row.kind,
        to=row.name or "",
        state=row.state,
        at=row.sent_at or row.created_at,
        words=" ".join(words.split("\n")[:2]),
        step=step,
        reason=row.reason,
        repeated=row.doubted_at is not None and row.state == "sent",
    )


def sent_since(conn: Connection, to: Address, heard: dt.datetime) -> int:
    """How many messages went to this chat since somebody wrote from it."""
    here = (outbox.c.account == to.account, outbox.c.chat == to.chat, outbox.c.sent_at >= heard)
    return conn.execute(select(func.count()).where(*here)).scalar_one()
