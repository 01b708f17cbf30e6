"""Databases as `dondoc migrate` makes them, for workers that are processes of their own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from core.office import Office
from db import migrate
from db.store import Store
from tests.house import House

_numbers = count(1)


@pytest.fixture(params=["sqlite", "postgresql"])
def migrated_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of this test's own."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/dondoc.db"
    else:
        url = _another_database(request.getfixturevalue("postgres_url"))
    store = Store(url)
    migrate.upgrade(store)
    store.close()
    return url


@pytest.fixture
def town(migrated_url: str, office: Office) -> Iterator[House]:
    """A house on that database."""
    store = Store(migrated_url)
    yield House(store, office)
    store.close()


def _another_database(server: str) -> str:
    name = f"crash{next(_numbers)}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as conn:
        conn.execute(text(f"CREATE DATABASE {name}"))
    admin.dispose()
    return server.replace("/postgres?", f"/{name}?")
