"""Tell the coordinator once of somebody whom reminders cannot reach; again only when they were connected since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection, func, select

from core.wording import morning
from db import facts, people
from db.outbox import NOT_CONNECTED, say
from db.tables import addresses

__all__ = ["NOT_CONNECTED", "tell"]


def tell(
    conn: Connection, person_id: int, coordinators: Iterable[int | None], *, now: dt.datetime, real_now: dt.datetime
) -> bool:
    """Whether somebody was told now."""
    name = f"unreached:{person_id}"
    before = facts.get(conn, name)
    if before is not None and not _connected_since(conn, person_id, dt.datetime.fromisoformat(before)):
        return False
    facts.put(conn, name, now.isoformat())
    notice = morning.not_connected(people.get(conn, person_id))
    receivers = {key for key in coordinators if key is not None} or {p.id for p in people.coordinators(conn)}
    for receiver in sorted(receivers):
        say(conn, replace(notice, to=receiver), to=None, person=receiver, real_now=real_now)
    return True


def _connected_since(conn: Connection, person_id: int, told: dt.datetime) -> bool:
    joined: dt.datetime | None = conn.execute(
        select(func.max(addresses.c.joined_at)).where(addresses.c.person_id == person_id)
    ).scalar()
    return joined is not None and joined > told
