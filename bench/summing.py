"""What figures and the detail table cost, by the deadline in force and by the one before any extension."""

from __future__ import annotations

import datetime as dt
import random
import statistics
import tempfile
from collections.abc import Iterator
from typing import Any

from sqlalchemy import insert

from bench.tick import NOW, OFFICE, seconds
from core.figures import Measure
from core.model import Person, Role
from db import details, figures, migrate
from db import tables as t
from db.figure_lists import View
from db.store import Store

SIZES = (5_000, 100_000)  # a province's, and twenty of them
AGENCIES, OF_ONE = 189, 150  # one directive has so many tasks, the others thirty each
TODAY = NOW.date()
WHO = Person(id=1, name="", role=Role.COORDINATOR, agency_id=None)
STATUSES = ("in_progress", "in_progress", "in_progress", "done", "done", "done", "submitted", "suspended")


def run() -> Iterator[str]:
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            store = Store(f"sqlite:///{folder}/bench.db")
            migrate.upgrade(store)
            _fill(store, size)
            for measure in Measure:
                yield f"{size:>7,} tasks, {measure.value}: {_measured(store, measure)}"
            store.close()


def _measured(store: Store, measure: Measure) -> str:
    with store.read() as conn:
        asked: dict[str, Any] = {"for_": WHO, "today": TODAY, "measure": measure}
        whole = _median(lambda: figures.figures(conn, **asked))
        one = _median(lambda: figures.figures(conn, **asked, directive_id=1))
        view = View(WHO, TODAY, OFFICE.calendar, measure=measure)
        rows = seconds(lambda: sum(1 for _ in details.details(conn, view)))
    return (
        f"summary {whole:.0f} ms, of a directive with {OF_ONE} {one:.1f} ms; every row of the detail table {rows:.2f} s"
    )


def _median(work: Any) -> float:
    return statistics.median(seconds(work) for _ in range(5)) * 1000


def _fill(store: Store, size: int) -> None:
    with store.begin() as conn:
        names = [{"name": f"A{n}", "folded": f"a{n}", "aliases": [], "kind": "agency"} for n in range(AGENCIES)]
        conn.execute(insert(t.agencies), names)
        several = [
            {"number": f"{n}/TB", "text": "", "state": "published", "created_at": NOW} for n in range(size // 30)
        ]
        conn.execute(insert(t.directives), several)
        conn.execute(insert(t.tasks), [_task(random.Random(n), n, size) for n in range(1, size + 1)])


def _task(chance: random.Random, number: int, size: int) -> dict[str, Any]:
    """One in five was extended; what is done was done on its last day or within ten days after."""
    day, status = TODAY + dt.timedelta(days=chance.randrange(-75, 125)), chance.choice(STATUSES)
    first = day - dt.timedelta(days=20) if chance.random() < 0.2 else None
    return {
        "number": number,
        "directive_id": 1 if number <= OF_ONE else 2 + number % (size // 30 - 1),
        "ref": str(number),
        "text": "Rà soát các thủ tục hành chính thuộc phạm vi quản lý. " * 3,
        "lead_id": 1 + chance.randrange(AGENCIES),
        "deadline_text": "", "deadline_kind": "completion", "deadline_boundary": "by",
        **dict.fromkeys(("deadline_date", "deadline_last_day", "deadline_last_working_day", "first_due"), day),
        "overdue_from": day + dt.timedelta(days=1),
        "first_overdue_from": first, "first_last_working_day": first,
        "status": status, "created_at": NOW,
        "completed_on": day + dt.timedelta(days=chance.randrange(11)) if status == "done" else None,
    }  # fmt: skip
