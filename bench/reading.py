"""How fast the chat answers while a document of 300 pages, or a scan on every core, is being read."""

from __future__ import annotations

import datetime as dt
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from bench import documents, events
from core.messages import Address, Incoming
from db import inbox, migrate
from db.store import Store
from documents.child import read_in_child
from handlers import desk

EVENTS = 200
SCANNED = 20
_ids = count(1)


def run() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/bench.db")
        migrate.upgrade(store)
        events.people_of(store)
        _latencies(store)  # what is loaded on first use is not measured
        idle = _latencies(store)
        yield _line("nothing being read", idle, idle)
        for kind, make, pages in (
            ("pdf", documents.pdf, 300),
            ("docx", documents.docx, 300),
            ("scan", documents.scan, SCANNED),
        ):
            path = Path(folder) / f"long.{kind}"
            path.write_bytes(make(pages))
            yield _line(f"{kind}, {pages} pages, being read", _while_reading(store, path), idle)
        store.close()


def _while_reading(store: Store, path: Path) -> list[float]:
    """Answers given from the first to the last moment of the reading."""
    reader = threading.Thread(target=read_in_child, args=(path,), kwargs={"name": path.name})
    reader.start()
    found: list[float] = []
    while reader.is_alive():
        found.append(_answered(store))
        time.sleep(0.01)
    reader.join()
    return found


def _latencies(store: Store) -> list[float]:
    found = []
    for _ in range(EVENTS):
        found.append(_answered(store))
        time.sleep(0.01)
    return found


def _answered(store: Store) -> float:
    """Seconds from an event's arrival to its answer being committed."""
    event = Incoming(f"r{next(_ids)}", Address(events.ACCOUNT, "0"), text="/trogiup")
    begun, now = time.perf_counter(), dt.datetime.now(dt.UTC)
    with store.begin() as conn:
        inbox.receive(conn, event, received_at=now, holder="bench")
    desk.work(store, holder="bench", now=events.NOW, real_now=now, office=events.OFFICE, limit=1)
    return time.perf_counter() - begun


def _line(what: str, found: list[float], idle: list[float]) -> str:
    p50, p95 = statistics.median(found), statistics.quantiles(found, n=20)[-1]
    ratio = p50 / statistics.median(idle)
    return f"{what}: an answer in {p50 * 1000:.1f} ms p50, {p95 * 1000:.1f} ms p95, {len(found)} answers, ratio {ratio:.2f}"
