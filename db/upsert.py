"""Write a row that may be there already, in one statement on either database."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def put(conn: Connection, table: Table, *, keys: tuple[str, ...], values: dict[str, Any]) -> None:
    """Write the row, over the one with the same keys."""
    fresh = {name: value for name, value in values.items() if name not in keys}
    conn.execute(
        _insert(conn.dialect.name, table).values(**values).on_conflict_do_update(index_elements=keys, set_=fresh)
    )


def add(conn: Connection, table: Table, *, keys: tuple[str, ...], values: dict[str, Any]) -> bool:
    """Write the row unless one with the same keys is there; whether it was written."""
    return conn.execute(_adding(conn.dialect.name, table, keys), values).first() is not None


@cache
def _adding(dialect: str, table: Table, keys: tuple[str, ...]) -> Any:
    """Built once: it is on the way of every event."""
    return _insert(dialect, table).on_conflict_do_nothing(index_elements=keys).returning(table.c[keys[0]])


def _insert(dialect: str, table: Table) -> Any:
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
