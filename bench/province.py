"""A province's morning, a hundred times over: 100,000 people with 1,000,000 open tasks, planned, grouped and queued."""

from __future__ import annotations

import datetime as dt
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.process import memory_mb
from bench.tick import EACH, NOW, OFFICE, fill
from db import migrate
from db.store import Store
from jobs import remind
from jobs.pace import PER_SECOND

TASKS, DUE_EACH = 1_000_000, 2


def run() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/bench.db")
        migrate.upgrade(store)
        fill(Path(folder) / "bench.db", TASKS, due=lambda n: n % EACH < DUE_EACH)
        before, started = memory_mb(), time.perf_counter()
        planned = remind.replan_changed(store, now=NOW - dt.timedelta(days=1), office=OFFICE)
        planning = time.perf_counter() - started
        queued = remind.tick(store, now=NOW, real_now=NOW, office=OFFICE)
        seconds = time.perf_counter() - started
        store.close()
    yield f"{planned:,} open tasks planned anew, as after a changed calendar, in {planning:.1f} s"
    yield (
        f"{queued:,} people with {queued * DUE_EACH:,} due grouped and queued in {seconds - planning:.1f} s;"
        f" both {seconds:.1f} s (budget 60), {memory_mb() - before:+.0f} MB"
    )
    minutes = queued / PER_SECOND / 60
    yield (
        f"one token at {PER_SECOND:.0f} a second delivers them in {minutes:.0f} minutes; within an hour it takes"
        f" {-(-queued // int(PER_SECOND * 3600))} token, within ten minutes {-(-queued // int(PER_SECOND * 600))}"
    )
