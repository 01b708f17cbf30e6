"""Write a row that may be there already, in one statement on either database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def put(conn: Connection, table: Table, *, keys: tuple[str, ...], values: dict[str, Any]) -> None:
    """Write the row, over the one with the same keys."""
    fresh = {name: value for name, value in values.items() if name not in keys}
    conn.execute(_insert(conn, table).values(**values).on_conflict_do_update(index_elements=keys, set_=fresh))


def add(conn: Connection, table: Table, *, keys: tuple[str, ...], values: dict[str, Any]) -> bool:
    """Write the row unless one with the same keys is there; whether it was written."""
    made = _insert(conn, table).values(**values).on_conflict_do_nothing(index_elements=keys)
    return conn.execute(made.returning(table.c[keys[0]])).first() is not None


def _insert(conn: Connection, table: Table) -> Any:
    return postgresql.insert(table) if conn.dialect.name == "postgresql" else sqlite.insert(table)
