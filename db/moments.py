"""Keep due jobs as rows: a moment that passes while the machine is off is still there when it wakes."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, delete, func, insert, select, update

from db.tables import moments


def due_at(conn: Connection, name: str) -> dt.datetime | None:
    found: dt.datetime | None = conn.execute(select(moments.c.due_at).where(moments.c.name == name)).scalar()
    return found


def plan(conn: Connection, name: str, *, at: dt.datetime) -> None:
    """The moment is at this instant, whatever it was."""
    if conn.execute(update(moments).where(moments.c.name == name).values(due_at=at)).rowcount == 0:
        conn.execute(insert(moments).values(name=name, due_at=at))


def take(conn: Connection, name: str, *, seen: dt.datetime, then: dt.datetime) -> bool:
    """Claim the moment by moving it on; False when another worker was faster."""
    mine = update(moments).where(moments.c.name == name, moments.c.due_at == seen)
    return conn.execute(mine.values(due_at=then)).rowcount == 1


def drop(conn: Connection, name: str, *, seen: dt.datetime | None = None) -> bool:
    """It will not come again; False where it is gone, or no longer what was seen."""
    mine = delete(moments).where(moments.c.name == name)
    return conn.execute(mine if seen is None else mine.where(moments.c.due_at == seen)).rowcount == 1


def named(conn: Connection, prefix: str, *, until: dt.datetime) -> list[tuple[str, dt.datetime]]:
    """The moments of one kind that have come, earliest first."""
    mine = moments.c.name.startswith(prefix, autoescape=True)
    due = select(moments).where(mine, moments.c.due_at <= until).order_by(moments.c.due_at, moments.c.name)
    return [(row.name, row.due_at) for row in conn.execute(due)]


def first(conn: Connection) -> dt.datetime | None:
    """The earliest of all planned moments."""
    found: dt.datetime | None = conn.execute(select(func.min(moments.c.due_at))).scalar()
    return found
