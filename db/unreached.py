"""Tell the coordinator once of somebody whom reminders cannot reach; again only when they were connected since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection

from core.wording import morning
from db import people, upsert
from db.outbox import NOT_CONNECTED, say
from db.tables import facts

__all__ = ["NOT_CONNECTED", "news", "tell"]


def tell(conn: Connection, person_id: int, coordinators: Iterable[int | None], *, real_now: dt.datetime) -> bool:
    """Whether somebody was told now."""
    if not news(conn, person_id, real_now=real_now):
        return False
    notice = morning.not_connected(people.get(conn, person_id))
    receivers = {key for key in coordinators if key is not None} or {p.id for p in people.coordinators(conn)}
    for receiver in sorted(receivers):
        say(conn, replace(notice, to=receiver), to=None, person=receiver, real_now=real_now)
    return True


def news(conn: Connection, person_id: int, *, real_now: dt.datetime) -> bool:
    """Whether nobody was told of it yet; from now on somebody is."""
    told = {"name": people.unreached(person_id), "value": real_now.isoformat()}
    return upsert.add(conn, facts, keys=("name",), values=told)
