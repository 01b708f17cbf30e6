"""The tables of the code and the tables the migrations make are the same, on both databases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Column, Connection, MetaData, Table, create_engine, func, select, text

from db import facts, migrate
from db.store import Store
from db.tables import metadata, tasks

NOW = dt.datetime(2026, 3, 16, tzinfo=dt.UTC)


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


# ── an office that has worked with an earlier release ──────────────────────────────────────────
def fill(conn: Connection) -> dict[str, int]:
    """A row in every table, as the tables are at this revision; how many rows each has then."""
    several = [table for table in tables_of(conn).sorted_tables if table.name != "alembic_version"]
    for table in several:
        add(conn, table)
    return {table.name: count(conn, table) for table in several}


def tables_of(conn: Connection) -> MetaData:
    there = MetaData()
    there.reflect(conn)
    return there


def add(conn: Connection, table: Table, **values: object) -> None:
    """One more row. The first of every table is 1, so that each may name any other."""
    counted = [column.name for column in table.primary_key if column.name == "id"]
    samples = {column.name: _sample(column) for column in table.columns if column.name not in counted}
    conn.execute(table.insert().values(samples | values))


def count(conn: Connection, table: Table) -> int:
    return conn.execute(select(func.count()).select_from(table)).scalar_one()


def _sample(column: Column[Any]) -> object:
    kind = column.type.python_type
    samples: dict[type, object] = {int: 1, str: "1", bool: False, bytes: b"1", object: [], dt.datetime: NOW}
    return (samples | {dt.date: NOW.date(), dt.time: NOW.time()})[kind]


@pytest.mark.parametrize("revision", [f"{number:04d}" for number in range(1, int(migrate.newest()), 6)])
def test_an_office_of_an_earlier_release_is_brought_to_this_one_with_all_it_holds(empty: Store, revision: str) -> None:
    migrate.upgrade(empty, to=revision)
    with empty.begin() as conn:
        before = fill(conn)
    migrate.upgrade(empty)
    with empty.read() as conn:
        assert compare_metadata(MigrationContext.configure(conn), metadata) == []
        assert {name: count(conn, metadata.tables[name]) for name in before} == before


def test_a_task_extended_before_is_judged_by_the_day_first_named_while_its_extension_is_in_force(empty: Store) -> None:
    """31/5/2026 is a Sunday: the last working day before it was the Friday."""
    migrate.upgrade(empty, to="0018")
    named, agreed, newer = dt.date(2026, 5, 31), dt.date(2026, 6, 30), dt.date(2026, 7, 15)
    with empty.begin() as conn:
        fill(conn)
        there = tables_of(conn).tables
        for number, due in ((2, agreed), (3, newer), (4, agreed)):
            add(conn, there["tasks"], number=number, period=str(number), deadline_date=due)
        for task, decision in ((2, "agreed"), (3, "agreed"), (4, "refused"), (2, None)):
            asked = {"task_id": task, "original_date": named, "decision": decision, "decided_until": agreed}
            add(conn, there["extensions"], **asked)
    migrate.upgrade(empty)
    with empty.read() as conn:
        found = select(tasks.c.first_overdue_from, tasks.c.first_last_working_day).where(tasks.c.number > 1)
        first, *others = [tuple(row) for row in conn.execute(found.order_by(tasks.c.number))]
    assert first == (dt.date(2026, 6, 1), dt.date(2026, 5, 29))
    assert others == [(None, None), (None, None)]  # moved again by a newer document, and refused


def test_whoever_joined_before_this_release_is_news_again_once_out_of_reach(empty: Store) -> None:
    migrate.upgrade(empty, to="0020")
    with empty.begin() as conn:
        fill(conn)
        there = tables_of(conn).tables
        add(conn, there["people"])
        add(conn, there["addresses"], person_id=2, chat="2", state="live")
        for name in ("unreached:1", "unreached:2"):
            add(conn, there["facts"], name=name)
    migrate.upgrade(empty)
    with empty.read() as conn:
        assert facts.names(conn, "unreached:") == ["unreached:1"]
