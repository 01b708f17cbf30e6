"""Thirty reminders a second for a minute through one token: how late they leave, what they cost, how a reply fares."""

from __future__ import annotations

import asyncio
import datetime as dt
import statistics
import tempfile
import time
from collections.abc import Iterator

from sqlalchemy import insert

from bench.events import OFFICE
from core.messages import Address, Delivery, Outcome, Parcel, Priority
from db import migrate, tables
from db.store import Store
from jobs.deliver import Deliverer

ACCOUNT = "bench"
SECONDS, PER_SECOND = 60, 30
ROUND_TRIP = 0.05


class _RealClock:
    def real(self) -> dt.datetime:
        return dt.datetime.now(dt.UTC)

    def now(self) -> dt.datetime:
        return self.real()


class _Channel:
    """Answers after a round trip; how late each message left, by the moment written in its text."""

    def __init__(self) -> None:
        self.late: dict[str, list[float]] = {"reminder": [], "reply": []}

    async def send(self, to: Address, parcel: Parcel) -> Delivery:
        kind, _, at = parcel.text.partition(" ")
        self.late[kind].append(time.time() - float(at))
        await asyncio.sleep(ROUND_TRIP)
        return Delivery(Outcome.SENT, message="1")

    async def alive(self) -> bool:
        return True


def run() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/bench.db")
        migrate.upgrade(store)
        channel = _Channel()
        share = asyncio.run(_measured(store, channel))
        store.close()
    for kind, late in channel.late.items():
        p50, p99 = statistics.median(late) * 1000, statistics.quantiles(late, n=100)[98] * 1000
        yield f"{len(late):,} of kind {kind}: left {p50:.0f} ms (p50), {p99:.0f} ms (p99) after their moment"
    yield f"{share:.1%} of a core (budget 10 %)"


async def _measured(store: Store, channel: _Channel) -> float:
    wake = asyncio.Event()
    deliverer = Deliverer(
        store,
        {ACCOUNT: channel},
        clock=_RealClock(),
        office=OFFICE,
        render={},
        wake=wake,
        holders=lambda: {ACCOUNT: "bench"},
    )
    running = asyncio.create_task(deliverer.run())
    begun = time.process_time()
    for second in range(SECONDS):
        _queue(store, second)
        wake.set()
        await asyncio.sleep(1)
    share = (time.process_time() - begun) / SECONDS
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    return share


def _queue(store: Store, second: int) -> None:
    """A second's reminders, and one reply that is queued behind them."""
    now = dt.datetime.now(dt.UTC)
    kinds = [*["reminder"] * (PER_SECOND - 1), "reply"]
    rows = [
        {
            "account": ACCOUNT,
            "chat": f"{second}-{n}",
            "priority": int(Priority.REPLY if kind == "reply" else Priority.REMINDER),
            "kind": "reply",
            "payload": {"text": f"{kind} {now.timestamp()}"},
            "state": "queued",
            "not_before": now,
            "created_at": now,
        }
        for n, kind in enumerate(kinds)
    ]
    with store.begin() as conn:
        conn.execute(insert(tables.outbox), rows)
