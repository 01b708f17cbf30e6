"""Count what waits and how it went, for `/healthz` and `/metrics`: states and ages only, never whose."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Table, func, select

from db.tables import inbox, outbox, people


@dataclass(frozen=True, slots=True)
class Queues:
    """Rows by state, and how many seconds the oldest one that could be worked on has waited."""

    inbox: Mapping[str, int]
    outbox: Mapping[str, int]
    oldest_event: float
    oldest_due: float
    late_reminders: float


def queues(conn: Connection, *, now: dt.datetime, real_now: dt.datetime) -> Queues:
    """Deliveries and events age by real time, reminders by the domain's."""
    event = select(func.min(inbox.c.received_at)).where(inbox.c.state == "new")
    due = select(func.min(outbox.c.not_before)).where(outbox.c.state.in_(("queued", "sending", "unsure")))
    reminder = select(func.min(people.c.next_reminder_at)).where(people.c.next_reminder_at.is_not(None))
    return Queues(
        _by_state(conn, inbox),
        _by_state(conn, outbox),
        _age(conn.execute(event).scalar(), real_now),
        _age(conn.execute(due).scalar(), real_now),
        _age(conn.execute(reminder).scalar(), now),
    )


def _by_state(conn: Connection, table: Table) -> dict[str, int]:
    counted = select(table.c.state, func.count()).group_by(table.c.state).order_by(table.c.state)
    return {state: int(count) for state, count in conn.execute(counted)}


def _age(since: dt.datetime | None, now: dt.datetime) -> float:
    return max(0.0, (now - since).total_seconds()) if since else 0.0


def last_queued(conn: Connection) -> int:
    """The number of the newest message; a higher one later means that something was said meanwhile."""
    return int(conn.execute(select(func.coalesce(func.max(outbox.c.id), 0))).scalar_one())
