"""Bring a database to the tables of this release, and tell whether it is there."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect, text

from db.store import Store

_HERE = Path(__file__).parent / "migrations"


def newest() -> str:
    """The revision of this release; revisions are numbered: 0001_first.py."""
    return max(path.stem.split("_")[0] for path in (_HERE / "versions").glob("[0-9]*.py"))


def is_current(store: Store) -> bool:
    with store.read() as conn:
        return current(conn) == newest()


def current(conn: Connection) -> str | None:
    """The revision the database is at; None for an empty one."""
    if not inspect(conn).has_table("alembic_version"):
        return None
    found: str | None = conn.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def upgrade(store: Store, *, to: str = "head") -> None:
    """All missing steps in one transaction; two workers starting together do it once. `to`: an earlier release's."""
    from alembic import command  # only here: a start on a current database does not pay for it

    with store.begin() as conn:
        if conn.dialect.name == "postgresql":
            conn.execute(text("SELECT pg_advisory_xact_lock(20250331)"))
        if current(conn) != newest():
            command.upgrade(_config(conn), to)


def make(store: Store, message: str) -> None:
    """Write the next revision file from what the tables have and the database lacks (for developers)."""
    from alembic import command

    with store.begin() as conn:
        number = int(newest()) + 1 if any((_HERE / "versions").glob("[0-9]*.py")) else 1
        command.revision(_config(conn), message, autogenerate=True, rev_id=f"{number:04d}")


def _config(conn: Connection) -> Any:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_HERE))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = conn
    return config


if __name__ == "__main__":
    upgrade(Store(sys.argv[1]))
