"""Planning 100,000 reminders: our rows against one APScheduler job a reminder, in memory and in its own tables."""

from __future__ import annotations

import datetime as dt
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler

from bench.tick import NOW, OFFICE, fill
from db import migrate
from db.store import Store
from jobs import remind

REMINDERS = 100_000
SAMPLE = 1_000  # jobs for its own tables: each is a transaction


def run() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        ours = _ours(Path(folder))
        memory = _scheduler(MemoryJobStore(), REMINDERS)
        tables = _scheduler(SQLAlchemyJobStore(f"sqlite:///{folder}/jobs.db"), SAMPLE)
    yield f"{REMINDERS:,} reminders planned in our rows: {ours:,.0f}/s, durable"
    yield f"one APScheduler job a reminder, in memory: {memory:,.0f}/s, ratio {ours / memory:.2f}; lost at each restart"
    yield f"one APScheduler job a reminder, in its tables: {tables:,.0f}/s, ratio {ours / tables:.0f}"


def _ours(folder: Path) -> float:
    """Every open task planned anew, in chunks, as after a changed calendar."""
    store = Store(f"sqlite:///{folder}/bench.db")
    migrate.upgrade(store)
    fill(folder / "bench.db", REMINDERS)
    started = time.perf_counter()
    remind.replan_changed(store, now=NOW - dt.timedelta(days=10), office=OFFICE)
    seconds = time.perf_counter() - started
    store.close()
    return REMINDERS / seconds


def _scheduler(store: object, count: int) -> float:
    scheduler = BackgroundScheduler(jobstores={"default": store}, timezone=dt.UTC)
    scheduler.start(paused=True)
    moment = dt.datetime.now(dt.UTC) + dt.timedelta(days=30)
    started = time.perf_counter()
    for n in range(count):
        scheduler.add_job(print, "date", run_date=moment + dt.timedelta(seconds=n), args=[n], id=str(n))
    seconds = time.perf_counter() - started
    scheduler.shutdown(wait=False)
    return count / seconds
