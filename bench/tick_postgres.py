"""The same tick on PostgreSQL, against raw psycopg with the same statements on a copy of the same database."""

from __future__ import annotations

import datetime as dt
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg

from bench.tick import DUE, NOW, SIZES, empty_and_busy, fill, seconds
from db import migrate
from db.store import Store
from tests.house import postgres

FILLED = ("agencies", "directives", "people", "addresses", "tasks", "assignments")
STAMP = NOW.isoformat()
THEN = (NOW + dt.timedelta(days=2)).isoformat()


def run() -> Iterator[str]:
    with postgres.serving() as server:
        for size in SIZES:
            with tempfile.TemporaryDirectory() as folder:
                database, raw_copy = (_database(server.url, f"{kind}{size}") for kind in ("tick", "raw"))
                _fill(database, Path(folder), size)
                _fill(raw_copy, Path(folder), size)
            store = Store(database)
            empty, busy = empty_and_busy(store)
            store.close()
            with psycopg.connect(_plain(raw_copy), autocommit=True) as conn:
                raw = seconds(lambda c=conn: _raw_tick(c))
            yield (
                f"{size:>9,} assignments: empty tick {empty * 1000:.2f} ms; {DUE:,} due in {busy:.2f} s,"
                f" raw psycopg {raw:.2f} s, ratio {raw / busy:.2f}"
            )


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://")


def _database(server: str, name: str) -> str:
    with psycopg.connect(_plain(server), autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
    return server.replace("/postgres?", f"/{name}?")


def _fill(url: str, folder: Path, size: int) -> None:
    """As `fill` fills an SQLite file, copied over."""
    path = folder / "bench.db"
    if not path.exists():
        made = Store(f"sqlite:///{path}")
        migrate.upgrade(made)
        made.close()
        fill(path, size)
    store = Store(url)
    migrate.upgrade(store)
    store.close()
    with sqlite3.connect(path) as source, psycopg.connect(_plain(url), autocommit=True) as target:
        target.execute("SET timezone = 'UTC'")
        for table in FILLED:
            rows = source.execute(f"SELECT * FROM {table}")
            names = ", ".join(name for name, *_ in rows.description)
            with target.cursor().copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        target.execute("VACUUM ANALYZE")


def _raw_tick(conn: psycopg.Connection) -> None:
    """Find who is due, read, queue, mark, plan again; what can go together goes together, as psycopg does it."""
    last = 0
    while True:
        with conn.transaction(), conn.cursor() as cursor:
            find = (
                "SELECT id FROM people WHERE next_reminder_at <= %s AND id > %s ORDER BY id LIMIT 500"
                " FOR NO KEY UPDATE SKIP LOCKED"
            )
            due = [row[0] for row in cursor.execute(find, (STAMP, last))]
            if not due:
                return
            _raw_chunk(cursor, due)
            last = due[-1]


def _raw_chunk(cursor: psycopg.Cursor, due: list[int]) -> None:
    found = cursor.execute(
        "SELECT a.id, a.person_id, t.*, d.* FROM assignments a JOIN tasks t ON t.id = a.task_id"
        " JOIN directives d ON d.id = t.directive_id"
        " WHERE a.person_id = ANY(%s) AND a.next_reminder_at <= %s FOR UPDATE OF a SKIP LOCKED",
        (due, STAMP),
    ).fetchall()
    cursor.execute("SELECT * FROM addresses WHERE person_id = ANY(%s)", (due,)).fetchall()
    cursor.executemany(
        "INSERT INTO outbox (account, chat, person_id, priority, kind, payload, state, attempt, not_before, created_at)"
        " VALUES ('bench', %s, %s, 2, 'morning', '{}', 'queued', 0, %s, %s)",
        [(str(person), person, STAMP, STAMP) for person in due],
    )
    made = "SELECT person_id, max(id) FROM outbox WHERE person_id = ANY(%s) GROUP BY person_id"
    outbox = dict(cursor.execute(made, (due,)).fetchall())
    cursor.executemany(
        "INSERT INTO reminded (assignment_id, step, deadline, outbox_id) VALUES (%s, 'T-3', '2026-03-05', %s)",
        [(row[0], outbox[row[1]]) for row in found],
    )
    cursor.execute(
        "UPDATE assignments SET next_reminder_at = %s WHERE id = ANY(%s) AND next_reminder_at = %s",
        (THEN, [row[0] for row in found], STAMP),
    )
    cursor.execute(
        "UPDATE people SET next_reminder_at = (SELECT min(next_reminder_at) FROM assignments a"
        " WHERE a.person_id = people.id) WHERE id = ANY(%s)",
        (due,),
    )
