"""Remember small named facts across restarts."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select

from db import upsert
from db.tables import facts


def get(conn: Connection, name: str) -> str | None:
    value: str | None = conn.execute(select(facts.c.value).where(facts.c.name == name)).scalar()
    return value


def put(conn: Connection, name: str, value: str) -> None:
    upsert.put(conn, facts, keys=("name",), values={"name": name, "value": value})


def forget(conn: Connection, name: str) -> None:
    conn.execute(delete(facts).where(facts.c.name == name))


def names(conn: Connection, prefix: str) -> list[str]:
    """Those that begin so."""
    return list(conn.scalars(select(facts.c.name).where(facts.c.name.startswith(prefix)).order_by(facts.c.name)))
