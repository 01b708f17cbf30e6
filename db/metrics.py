"""Count what waits and how it went, for `/healthz` and `/metrics`: states and ages only, never whose."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, literal_column, select

from db import accounts
from db.outbox import OPEN
from db.tables import inbox, outbox, people


@dataclass(frozen=True, slots=True)
class Queues:
    """Open rows by state, how many seconds the oldest has waited, and the accounts that answer only errors."""

    inbox: Mapping[str, int]
    outbox: Mapping[str, int]
    oldest_event: float
    oldest_due: float
    late_reminders: float
    failing: Collection[str]


def queues(conn: Connection, *, now: dt.datetime, real_now: dt.datetime) -> Queues:
    """Deliveries and events age by real time, reminders by the domain's."""
    new = inbox.c.state == literal_column("'new'")  # spelled as in the partial indexes: a long history costs nothing
    event = select(func.count(), func.min(inbox.c.received_at)).where(new)
    open_ = select(outbox.c.state, func.count(), func.min(outbox.c.not_before)).where(outbox.c.state.in_(OPEN))
    reminder = select(func.min(people.c.next_reminder_at)).where(people.c.next_reminder_at.is_not(None))
    waiting, oldest = conn.execute(event).one()
    rows = conn.execute(open_.group_by(outbox.c.state).order_by(outbox.c.state)).all()
    return Queues(
        {"new": int(waiting)},
        {state: int(count) for state, count, _ in rows},
        _age(oldest, real_now),
        _age(min((due for _, _, due in rows), default=None), real_now),
        _age(conn.execute(reminder).scalar(), now),
        sorted(accounts.failing_ones(conn)),
    )


def answers(conn: Connection) -> None:
    """Whether the database answers with our tables in it."""
    conn.execute(select(inbox.c.id).limit(1)).first()


def _age(since: dt.datetime | None, now: dt.datetime) -> float:
    return max(0.0, (now - since).total_seconds()) if since else 0.0


def last_queued(conn: Connection) -> int:
    """The number of the newest message; a higher one later means that something was said meanwhile."""
    return int(conn.execute(select(func.coalesce(func.max(outbox.c.id), 0))).scalar_one())
