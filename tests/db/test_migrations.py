"""The tables of the code and the tables the migrations make are the same, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from db import migrate
from db.store import Store
from db.tables import metadata


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A database without any table."""
    if request.param == "sqlite":
        store = Store(f"sqlite:///{tmp_path / 'new' / 'dondoc.db'}")
        yield store
        store.close()
        return
    url: str = request.getfixturevalue("postgres_url")
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as conn:
        conn.execute(text("DROP DATABASE IF EXISTS bare"))
        conn.execute(text("CREATE DATABASE bare"))
    store = Store(url.replace("/postgres?", "/bare?"))
    yield store
    store.close()
    admin.dispose()


def test_a_new_database_is_brought_to_the_tables_of_this_release(empty: Store) -> None:
    assert not migrate.is_current(empty)
    migrate.upgrade(empty)
    assert migrate.is_current(empty)
    with empty.read() as conn:
        assert compare_metadata(MigrationContext.configure(conn), metadata) == []


def test_upgrading_twice_changes_nothing(empty: Store) -> None:
    migrate.upgrade(empty)
    migrate.upgrade(empty)
    assert migrate.is_current(empty)
