"""Events a second, durable end to end (inbox, handling, outbox, outcome), against one bare SQLAlchemy transaction."""

from __future__ import annotations

import asyncio
import datetime as dt
import statistics
import tempfile
import time
from collections.abc import Iterator
from itertools import count

from sqlalchemy import insert, select, update

from core.messages import Address, Delivery, Incoming, Outcome, Parcel
from core.model import Role
from core.office import Office
from core.workdays import WorkingCalendar
from db import agencies, inbox, migrate, people, tables
from db.store import Store
from handlers import desk
from jobs.deliver import Deliverer
from jobs.pace import Pace

ACCOUNT = "bench"
PEOPLE = 50
ALONE, LOAD, ROUNDS = 100, 400, 3
NOW = dt.datetime(2026, 3, 2, 2, 0, tzinfo=dt.UTC)
OFFICE = Office(calendar=WorkingCalendar())
_ids = count(1)


class _Still:
    """A clock that stands for the domain and runs for leases."""

    def now(self) -> dt.datetime:
        return NOW

    def real(self) -> dt.datetime:
        return dt.datetime.now(dt.UTC)


class _Instant:
    """A channel that takes everything at once."""

    async def send(self, to: Address, parcel: Parcel) -> Delivery:
        return Delivery(Outcome.SENT, message=str(next(_ids)))

    async def alive(self) -> bool:
        return True

    def numbered(self, to: Address, parcel: Parcel) -> bool:
        return False


def run() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/bench.db")
        migrate.upgrade(store)
        people_of(store)
        alone, load, bare = asyncio.run(_measured(store))
        store.close()
    yield f"one bare transaction of the same size (4 reads, 3 writes, a commit): {bare:.0f}/s"
    yield f"one event at a time, durable end to end: {alone:.0f}/s, ratio {alone / bare:.2f} (budget ≥ 0.3)"
    yield f"under load, {PEOPLE} people at once:       {load:.0f}/s, ratio {load / bare:.2f} (budget ≥ 0.5)"


async def _measured(store: Store) -> tuple[float, float, float]:
    deliverer = Deliverer(
        store,
        {ACCOUNT: _Instant()},
        clock=_Still(),
        office=OFFICE,
        render={},
        wake=asyncio.Event(),
        holders=lambda: {ACCOUNT: "bench"},
        paces={ACCOUNT: Pace(per_second=1e9, burst=1e9)},
    )
    rounds = [(await _alone(store, deliverer), await _load(store, deliverer), _bare(store)) for _ in range(ROUNDS)]
    return tuple(statistics.median(column) for column in zip(*rounds, strict=True))  # type: ignore[return-value]


async def _alone(store: Store, deliverer: Deliverer) -> float:
    started = time.perf_counter()
    for n in range(ALONE):
        _receive(store, [n % PEOPLE])
        _handle(store, 1, deliverer)
        await _on_its_way()
        await deliverer.settle()
    return ALONE / (time.perf_counter() - started)


async def _on_its_way() -> None:
    """What was handed onward is sent in the loop's next rounds, as it is in the running programme."""
    for _ in range(8):
        await asyncio.sleep(0)


async def _load(store: Store, deliverer: Deliverer) -> float:
    started = time.perf_counter()
    for _ in range(LOAD // PEOPLE):
        _receive(store, range(PEOPLE))
        while _handle(store, PEOPLE, deliverer):
            await deliverer.turn()
        await deliverer.settle()
    return LOAD / (time.perf_counter() - started)


def _receive(store: Store, chats: range | list[int]) -> None:
    """Each event is committed by itself, as a poll that brings one would."""
    for chat in chats:
        event = Incoming(str(next(_ids)), Address(ACCOUNT, str(chat)), text="/trogiup")
        with store.begin() as conn:
            inbox.receive(conn, event, received_at=dt.datetime.now(dt.UTC), holder="bench")


def _handle(store: Store, limit: int, deliverer: Deliverer) -> int:
    real_now = dt.datetime.now(dt.UTC)
    return desk.work(store, holder="bench", now=NOW, real_now=real_now, office=OFFICE, limit=limit, onward=deliverer)


def _bare(store: Store) -> float:
    """What a handler's own work amounts to: four reads, three writes, one commit."""
    t = tables
    started = time.perf_counter()
    for n in range(ALONE):
        with store.begin() as conn:
            for table in (t.addresses, t.people, t.agencies, t.tasks):
                conn.execute(select(table).where(table.c.id == n % PEOPLE + 1)).all()
            now = dt.datetime.now(dt.UTC)
            place = {"account": ACCOUNT, "chat": f"bare{n}"}
            row = conn.execute(
                insert(t.inbox)
                .values(event_id=f"b{next(_ids)}", payload={}, state="new", received_at=now, **place)
                .returning(t.inbox.c.id)
            ).scalar_one()
            conn.execute(
                insert(t.outbox).values(
                    priority=0, kind="reply", payload={}, state="sent", not_before=now, created_at=now, **place
                )
            )
            conn.execute(update(t.inbox).where(t.inbox.c.id == row).values(state="done"))
    return ALONE / (time.perf_counter() - started)


def people_of(store: Store) -> None:
    with store.begin() as conn:
        agency = agencies.add(conn, "Sở Nội vụ")
        for n in range(PEOPLE):
            person = people.add(conn, name=f"N{n}", role=Role.OFFICIAL, agency_id=agency.id)
            people.connect(conn, person.id, Address(ACCOUNT, str(n)), now=NOW)
