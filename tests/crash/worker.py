"""One worker as a process of its own: it answers, delivers into a file, and may be killed at a named point."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import multiprocessing
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.context import ForkProcess
from pathlib import Path

from sqlalchemy import func, select

from core.messages import Address, Delivery, Outcome, Parcel
from core.office import Office
from core.workdays import WorkingCalendar
from db import inbox, outbox, outcomes
from db.store import Store
from db.tables import inbox as inbox_rows
from db.tables import outbox as outbox_rows
from handlers import desk
from handlers.acts import acts
from jobs import deliver, workers
from jobs.deliver import Deliverer
from jobs.pace import Pace
from jobs.turns import Turns

ACCOUNT = "telegram:7001"
SHORT = dt.timedelta(milliseconds=600)
_FORK = multiprocessing.get_context("fork")
acts()  # loaded once, before the workers part from this process


class RealClock:
    def real(self) -> dt.datetime:
        return dt.datetime.now(dt.UTC)

    def now(self) -> dt.datetime:
        return self.real()


@dataclass(frozen=True)
class Channel:
    """What a provider would know: one line in a file for every message that reached it."""

    log: Path

    async def send(self, to: Address, parcel: Parcel) -> Delivery:
        await asyncio.sleep(0.003)
        line = json.dumps({"chat": to.chat, "text": parcel.text}) + "\n"
        with self.log.open("ab", buffering=0) as log:
            log.write(line.encode())
        return Delivery(Outcome.SENT, message="1")

    async def alive(self) -> bool:
        return True

    def numbered(self, to: Address, parcel: Parcel) -> bool:
        return False

    def reached(self) -> list[str]:
        if not self.log.exists():
            return []
        return [json.loads(line)["text"] for line in self.log.read_text().splitlines()]


def killer(point: str | None, times: int) -> Callable[[str], None]:
    """Kill this process the `times`-th time it comes by the point."""
    passed = 0

    def come_by(here: str) -> None:
        nonlocal passed
        passed += here == point
        if here == point and passed == times:
            os.kill(os.getpid(), signal.SIGKILL)

    return come_by


def start(url: str, log: Path, *, kill_at: str | None = None, times: int = 1) -> ForkProcess:
    process = _FORK.Process(target=_main, args=(url, log, kill_at, times), daemon=True)
    process.start()
    return process


def _main(url: str, log: Path, kill_at: str | None, times: int) -> None:
    inbox.LEASE = outbox.LEASE = outcomes.DOUBT_WAITS = SHORT
    deliver.SWEEP_SECONDS = 0.5
    asyncio.run(_work(Store(url), Channel(log), killer(kill_at, times)))
    os._exit(0)


async def _work(store: Store, channel: Channel, points: Callable[[str], None]) -> None:
    clock, office, name = RealClock(), Office(calendar=WorkingCalendar()), workers.name()
    turns = Turns(store, [ACCOUNT], worker=name, real=clock.real, seconds=1.0)
    wake = asyncio.Event()
    deliverer = Deliverer(
        store,
        {ACCOUNT: channel},
        clock=clock,
        office=office,
        render={},
        wake=wake,
        holders=turns.holders,
        paces={ACCOUNT: Pace(per_second=400.0)},
        points=points,
    )
    answered = desk.answer

    def answer(*args: object, **more: object) -> object:
        said = answered(*args, **more)  # type: ignore[arg-type]
        points("in_handler")
        return said

    desk.answer = answer  # type: ignore[assignment]
    delivering = asyncio.create_task(deliverer.run())
    while await asyncio.to_thread(_open, store):
        await asyncio.to_thread(turns.renew)
        await asyncio.to_thread(
            desk.work, store, holder=name, now=clock.now(), real_now=clock.real(), office=office, onward=deliverer
        )
        points("after_commit")
        await asyncio.sleep(0.005)
    delivering.cancel()


def _open(store: Store) -> bool:
    """Whether anything is left to do."""
    with store.read() as conn:
        new = conn.execute(select(func.count()).where(inbox_rows.c.state == "new")).scalar_one()
        waiting = outbox_rows.c.state.in_(("queued", "sending", "unsure"))
        return bool(new or conn.execute(select(func.count()).where(waiting)).scalar_one())
