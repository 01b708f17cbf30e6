"""Remember small named facts across restarts."""

from __future__ import annotations

from sqlalchemy import Connection, select

from db import upsert
from db.tables import facts


def get(conn: Connection, name: str) -> str | None:
    value: str | None = conn.execute(select(facts.c.value).where(facts.c.name == name)).scalar()
    return value


def put(conn: Connection, name: str, value: str) -> None:
    upsert.put(conn, facts, keys=("name",), values={"name": name, "value": value})
