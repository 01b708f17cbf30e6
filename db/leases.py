"""Decide whose turn it is: one holder at a time, for a short while, and every new holder has a new epoch."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, select, update

from db.tables import leases
from db.upsert import add


def hold(conn: Connection, name: str, *, holder: str, real_now: dt.datetime, seconds: float) -> int | None:
    """Take or keep the lease; its epoch, or None while somebody else has it. Keeping it does not change the epoch."""
    until = real_now + dt.timedelta(seconds=seconds)
    kept = update(leases).where(leases.c.name == name, leases.c.holder == holder, leases.c.until > real_now)
    taken = update(leases).where(leases.c.name == name, leases.c.until <= real_now)
    first = {"name": name, "holder": holder, "epoch": 1, "until": until}
    mine = (
        conn.execute(kept.values(until=until)).rowcount == 1
        or conn.execute(taken.values(holder=holder, until=until, epoch=leases.c.epoch + 1)).rowcount == 1
        or add(conn, leases, keys=("name",), values=first)
    )
    return conn.execute(select(leases.c.epoch).where(leases.c.name == name)).scalar_one() if mine else None


def holder_of(conn: Connection, name: str) -> str | None:
    """Who has it or had it last."""
    found: str | None = conn.execute(select(leases.c.holder).where(leases.c.name == name)).scalar()
    return found


def release(conn: Connection, name: str, *, holder: str, real_now: dt.datetime) -> None:
    """Give it up, so that the next worker need not wait."""
    mine = update(leases).where(leases.c.name == name, leases.c.holder == holder)
    conn.execute(mine.values(until=real_now))
