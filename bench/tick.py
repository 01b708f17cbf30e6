"""What a reminder tick costs, empty and with people due, as the number of assignments grows; against raw sqlite3."""

from __future__ import annotations

import datetime as dt
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from core.office import Office
from core.workdays import WorkingCalendar
from db import migrate
from db.store import Store
from jobs import remind

SIZES = (10_000, 100_000, 1_000_000)
DUE = 10_000  # assignments due in the busy tick
EACH = 10  # assignments a person
NOW = dt.datetime(2026, 3, 2, 0, 30, tzinfo=dt.UTC)  # a Monday, 07:30 in Hanoi
DEADLINE = dt.date(2026, 3, 5)  # three working days later: a step of the ladder
OFFICE = Office(calendar=WorkingCalendar())


def run() -> Iterator[str]:
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            store = Store(f"sqlite:///{folder}/bench.db")
            migrate.upgrade(store)
            fill(Path(folder) / "bench.db", size)
            raw = _raw(Path(folder) / "bench.db")
            empty, busy = empty_and_busy(store)
            store.close()
        yield (
            f"{size:>9,} assignments: empty tick {empty * 1000:.2f} ms; {DUE:,} due in {busy:.2f} s,"
            f" raw sqlite3 {raw:.2f} s, ratio {raw / busy:.2f}"
        )


def empty_and_busy(store: Store) -> tuple[float, float]:
    """As in a programme that runs: its calendar was worked out when it started."""
    OFFICE.calendar.between(NOW.date(), DEADLINE.replace(year=NOW.year + 2))
    empty = statistics.median(seconds(lambda: _tick(store, NOW - dt.timedelta(days=1))) for _ in range(50))
    return empty, seconds(lambda: _tick(store, NOW))


def _tick(store: Store, now: dt.datetime) -> int:
    return remind.tick(store, now=now, real_now=now, office=OFFICE)


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def first_ones(assignment: int) -> bool:
    return assignment <= DUE


def fill(path: Path, size: int, *, due: Callable[[int], bool] = first_ones) -> None:
    """`size` assignments of people with EACH apiece; those `due` fall due at NOW, the others a year later."""
    stamp, later = "2026-03-02 00:30:00.000000", "2027-03-02 00:30:00.000000"
    made = "2026-01-05 01:00:00.000000"
    people = size // EACH
    with sqlite3.connect(path) as db:
        db.execute(
            "INSERT INTO agencies (id, name, folded, aliases, kind) VALUES (1, 'Sở Nội vụ', 'so noi vu', '[]', 'agency')"
        )
        db.execute(
            "INSERT INTO directives (id, text, state, strict_before, version, created_at) VALUES (1, '', 'published', 0, 1, ?)",
            (made,),
        )
        db.executemany(
            "INSERT INTO people (id, name, role, agency_id, active, next_reminder_at) VALUES (?, ?, 'official', 1, 1, ?)",
            (
                (n, f"N{n}", stamp if any(due((n - 1) * EACH + k) for k in range(1, EACH + 1)) else later)
                for n in range(1, people + 1)
            ),
        )
        db.executemany(
            "INSERT INTO addresses (person_id, account, chat, state, joined_at) VALUES (?, 'bench', ?, 'live', ?)",
            ((n, str(n), made) for n in range(1, people + 1)),
        )
        db.executemany(
            "INSERT INTO tasks (id, number, directive_id, ref, text, lead_id, deadline_text, deadline_kind, deadline_date,"
            " deadline_boundary, deadline_last_day, deadline_last_working_day, deadline_inherited, overdue_from, first_due,"
            " status, version, created_at) VALUES (?, ?, 1, '1', 'x', 1, 'đến ngày', 'completion', ?, 'by', ?, ?, 0, ?, ?,"
            " 'in_progress', 1, ?)",
            (
                (n, n, *[_deadline(due(n))] * 3, _deadline(due(n), 1), _deadline(due(n)), made)
                for n in range(1, size + 1)
            ),
        )
        db.executemany(
            "INSERT INTO assignments (task_id, person_id, assigned_at, acknowledged_at, next_reminder_at) VALUES (?, ?, ?, ?, ?)",
            ((n, (n - 1) // EACH + 1, made, made, stamp if due(n) else later) for n in range(1, size + 1)),
        )


def _deadline(soon: bool, later: int = 0) -> str:
    day = DEADLINE if soon else DEADLINE.replace(year=2027)
    return str(day + dt.timedelta(days=later))


def _raw(path: Path) -> float:
    """The same reads and writes with the bare driver, on a copy: find who is due, read, queue, mark, plan again."""
    copy = path.with_name("raw.db")
    with sqlite3.connect(path) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    db = sqlite3.connect(copy, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        db.execute(f"PRAGMA {pragma}")
    took = seconds(lambda: _raw_tick(db))
    db.close()
    return took


def _raw_tick(db: sqlite3.Connection) -> None:
    stamp, then = "2026-03-02 00:30:00.000000", "2026-03-04 00:30:00.000000"
    last = 0
    while True:
        db.execute("BEGIN IMMEDIATE")
        due = [
            row[0]
            for row in db.execute(
                "SELECT id FROM people WHERE next_reminder_at <= ? AND id > ? ORDER BY id LIMIT 500", (stamp, last)
            )
        ]
        if not due:
            db.execute("COMMIT")
            return
        marks = ",".join("?" * len(due))
        found = db.execute(
            "SELECT a.id, a.person_id, t.*, d.* FROM assignments a JOIN tasks t ON t.id = a.task_id"
            f" JOIN directives d ON d.id = t.directive_id WHERE a.person_id IN ({marks}) AND a.next_reminder_at <= ?",
            (*due, stamp),
        ).fetchall()
        db.execute(f"SELECT * FROM addresses WHERE person_id IN ({marks})", due).fetchall()
        outbox = {}
        for person in due:
            outbox[person] = db.execute(
                "INSERT INTO outbox (account, chat, person_id, priority, kind, payload, state, attempt, not_before, created_at)"
                " VALUES ('bench', ?, ?, 2, 'morning', '{}', 'queued', 0, ?, ?)",
                (str(person), person, stamp, stamp),
            ).lastrowid
        db.executemany(
            "INSERT INTO reminded (assignment_id, step, deadline, outbox_id) VALUES (?, 'T-3', '2026-03-05', ?)",
            [(row[0], outbox[row[1]]) for row in found],
        )
        db.executemany(
            "UPDATE assignments SET next_reminder_at = ? WHERE id = ? AND next_reminder_at = ?",
            [(then, row[0], stamp) for row in found],
        )
        db.execute(
            "UPDATE people SET next_reminder_at = (SELECT min(next_reminder_at) FROM assignments a"
            f" WHERE a.person_id = people.id) WHERE id IN ({marks})",
            due,
        )
        db.execute("COMMIT")
        last = due[-1]
