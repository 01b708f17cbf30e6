"""What it takes to understand a page and the longest chat message, and to publish a long plan, each beside a bare loop."""

from __future__ import annotations

import datetime as dt
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import insert

from core.text import fold
from core.understand import understand as understand_message
from core.workdays import WorkingCalendar
from db import migrate, tables
from db.store import Store
from documents.limits import Limits
from documents.reading import read_file
from documents.understand import understand

PAGE = Path(__file__).parent.parent / "tests" / "corpus" / "docs" / "006.txt"
TODAY = dt.date(2026, 3, 16)
LONGEST = 4000  # characters: a channel's limit
PIECES = ["nv 3 xong, ", "a", "12/34-", "chưa xonbg hoafn thanhf ", "((", " ,", "nv 1, ", "1 ", "thêm ", "han "]
TASKS, AGENCIES, ROUNDS = 143, 41, 5


def run() -> Iterator[str]:
    source, calendar = read_file(PAGE, Limits()), WorkingCalendar()
    text = "\n".join(line.text for line in source.lines)
    yield _beside("a page (006)", lambda: understand(source, calendar=calendar), "folding it", lambda: fold(text))
    texts = [piece * (LONGEST // len(piece)) for piece in PIECES]
    slowest = max(texts, key=lambda text: _seconds(lambda: understand_message(text, today=TODAY)))
    name = f"the slowest message of {LONGEST} characters"
    yield _beside(name, lambda: understand_message(slowest, today=TODAY), "folding it", lambda: fold(slowest))
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/bench.db")
        migrate.upgrade(store)
        yield _published(store)
        store.close()


def _published(store: Store) -> str:
    from tests.db.test_tasks import Town

    town = Town(store)
    with store.begin() as conn:
        more = range(4, AGENCIES + 1)
        rows = [{"id": n, "name": f"Xã {n}", "folded": f"xa {n}", "aliases": [], "kind": "agency"} for n in more]
        conn.execute(insert(tables.agencies), rows)

    def publish() -> None:
        leads = (1 + n % AGENCIES for n in range(TASKS))
        town.publish(*[town.draft(lead, supporting=(1 + lead % AGENCIES,)) for lead in leads])

    def bare() -> None:
        with store.begin() as conn:
            for n in range(TASKS):
                conn.execute(insert(tables.facts).values(name=f"{time.perf_counter_ns()} {n}", value="x"))

    return _beside(f"{TASKS} tasks of {AGENCIES} agencies published", publish, "as many bare rows", bare)


def _beside(name: str, ours: Callable[[], object], other: str, bare: Callable[[], object]) -> str:
    mine, baseline = (statistics.median(_seconds(work) for _ in range(ROUNDS)) for work in (ours, bare))
    return f"{name}: {mine * 1000:.0f} ms, {mine / baseline:.0f} times {other} ({baseline * 1000:.2f} ms)"


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
