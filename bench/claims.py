"""How many messages a second 1, 2 and 4 workers claim on PostgreSQL, and how many of them twice."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import time
from collections import Counter
from collections.abc import Iterator

from sqlalchemy import delete, insert

from core.messages import Priority
from db import migrate, outbox, tables
from db.store import Store
from tests.house import postgres

ROWS, AT_ONCE = 20_000, 50
WORKERS = (1, 2, 4)
NOW = dt.datetime(2026, 3, 2, 0, 30, tzinfo=dt.UTC)


def run() -> Iterator[str]:
    with postgres.serving() as server:
        store = Store(server.url)
        migrate.upgrade(store)
        for workers in WORKERS:
            _queue(store)
            context = multiprocessing.get_context("spawn")
            all_up = context.Barrier(workers + 1)
            with context.Pool(workers, initializer=all_up.wait) as pool:
                all_up.wait()
                started = time.perf_counter()
                taken = pool.starmap(_claim_all, [(server.url, n) for n in range(workers)], chunksize=1)
                seconds = time.perf_counter() - started
            counts = Counter(row for rows in taken for row in rows)
            twice = sum(count > 1 for count in counts.values())
            yield f"{workers} workers: {len(counts) / seconds:,.0f} claims/s of {len(counts):,} rows, {twice} claimed twice"
        store.close()


def _queue(store: Store) -> None:
    row = {"account": "bench", "kind": "reply", "payload": {}, "state": "queued", "not_before": NOW, "created_at": NOW}
    rows = [{**row, "priority": int(Priority.REMINDER), "chat": str(n)} for n in range(ROWS)]
    with store.begin() as conn:
        conn.execute(delete(tables.outbox))
        conn.execute(insert(tables.outbox), rows)
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
        conn.exec_driver_sql("VACUUM ANALYZE outbox")


def _claim_all(url: str, worker: int) -> list[int]:
    store, taken = Store(url), []
    while True:
        with store.begin() as conn:
            rows = outbox.claim(conn, accounts=["bench"], holder=f"w{worker}", real_now=NOW, limit=AT_ONCE)
        if not rows:
            store.close()
            return taken
        taken += [row.id for row in rows]
