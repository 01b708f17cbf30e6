"""The store hands out transactions: kept whole or not at all, and safe against a power cut."""

from __future__ import annotations

import datetime as dt
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, bindparam, insert, select, update

from db import facts
from db.store import Store
from db.tables import moments
from tests.house import START


def _write_and_fail(conn: Connection) -> None:
    facts.put(conn, "a", "1")
    raise ValueError("no time zone")


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    with pytest.raises(ValueError, match="time zone"), store.begin() as conn:
        _write_and_fail(conn)
    with store.read() as conn:
        assert facts.get(conn, "a") is None


def test_an_instant_comes_back_as_utc_and_a_naive_one_is_refused(store: Store) -> None:
    local = START.astimezone(dt.timezone(dt.timedelta(hours=7)))
    with store.begin() as conn:
        conn.execute(insert(moments).values(name="a", due_at=local))
        assert conn.execute(select(moments.c.due_at)).scalar_one() == START
    with pytest.raises(Exception, match="time zone"), store.begin() as conn:
        conn.execute(insert(moments).values(name="b", due_at=START.replace(tzinfo=None)))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_was_acknowledged_survives_a_power_cut(store: Store) -> None:
    settings = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    with store.read() as conn:
        assert {name: conn.exec_driver_sql(f"PRAGMA {name}").scalar() for name in settings} == settings


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_two_processes_that_read_before_they_write_both_get_their_turn(store: Store, database_url: str) -> None:
    stores = [store, Store(database_url)]
    together = threading.Barrier(2)

    def add_one(mine: Store) -> None:
        together.wait()
        for _ in range(25):
            with mine.begin() as conn:
                facts.put(conn, "n", str(int(facts.get(conn, "n") or 0) + 1))

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(add_one, stores))
    with store.read() as conn:
        assert facts.get(conn, "n") == "50"
    stores[1].close()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_postgresql_is_told_after_every_statement_that_it_is_the_workers_turn(store: Store, tmp_path: Path) -> None:
    """Of a worker frozen in the middle of many, sent together, it would not know that nothing more comes (FAULTS 3)."""
    rows = [{"name": f"n{n}", "due_at": START} for n in range(3)]
    mine = update(moments).where(moments.c.name == bindparam("which")).values(due_at=bindparam("then"))
    with store.begin() as conn, (tmp_path / "said").open("w") as said:
        driver: Any = conn.connection.driver_connection
        driver.pgconn.trace(said.fileno())
        conn.execute(insert(moments), rows)
        conn.execute(mine, [{"which": row["name"], "then": START + dt.timedelta(days=1)} for row in rows])
        driver.pgconn.untrace()
        assert set(conn.scalars(select(moments.c.due_at))) == {START + dt.timedelta(days=1)}
    sent = Counter(line.split("\t")[3] for line in (tmp_path / "said").read_text().splitlines() if "\tF\t" in line)
    assert sent["Execute"] == 4
    assert sent["Sync"] >= sent["Execute"]
