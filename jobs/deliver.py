"""Deliver what waits in the outbox: what an exchange claimed is sent with no transaction open, many at a time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress

from sqlalchemy import Connection

from core.faults import named
from core.messages import Delivery, Outcome, Parcel, Priority, Sender
from core.office import Office
from db.outage import is_outage
from db.outbox import Outgoing
from db.store import Store
from jobs.begin import Beginnings, Clock
from jobs.exchange import SWEEP_SECONDS, TOO_LATE, Exchange, Ready, Results, Room
from jobs.pace import Pace
from jobs.parcels import Renderers
from jobs.trouble import Trouble

log = logging.getLogger(__name__)
AGAIN_SECONDS = 1.0  # after a failure of our own
SEND_SECONDS = 60.0  # half of outbox.LEASE
TOGETHER = 64  # on their way at once, for one account; half of them kept for replies and notices


def nowhere(_point: str) -> None:
    """The named stops of the crash tests; a running product does not stop anywhere."""


class Deliverer:
    """The delivering half of a worker. `wake` is set after every commit that queued something."""

    def __init__(
        self,
        store: Store,
        senders: Mapping[str, Sender],
        *,
        clock: Clock,
        office: Office,
        render: Renderers,
        wake: asyncio.Event,
        holders: Callable[[], Mapping[str, str]],
        paces: Mapping[str, Pace] | None = None,
        limited: Collection[str] = (),
        points: Callable[[str], None] = nowhere,
    ) -> None:
        self._senders = senders
        self._clock = clock
        self._wake = wake
        self._holders = holders
        self._paces = {account: (paces or {}).get(account) or Pace() for account in senders}
        self._points = points
        self._beginnings = Beginnings(store, clock)
        self._trouble = Trouble(senders, recovered=wake.set)
        self._exchange = Exchange(
            store, senders, self._trouble, clock=clock, office=office, render=render, holders=holders, limited=limited
        )
        self._flying: dict[asyncio.Task[None], Outgoing] = {}
        self._results: Results = []
        self._untried: list[Outgoing] = []  # claimed and waiting for the channel's pace
        self._loop: asyncio.AbstractEventLoop | None = None
        self.outcomes = self._exchange.outcomes
        self.beat_at = clock.real()

    async def run(self) -> None:
        """Until cancelled; what is on its way then is waited for a little and written down."""
        try:
            while True:
                self._wake.clear()
                if not await self._guarded_turn():
                    await self._rest()
        finally:
            await asyncio.shield(self._stop())

    async def turn(self) -> int:
        """Write down what came back, claim what may go and start sending it; how many were claimed."""
        self._loop = asyncio.get_running_loop()
        results, self._results = self._results, []
        try:
            taken, ready = await asyncio.to_thread(
                self._exchange.turn, results, self._room(), flying=bool(self._flying)
            )
        except BaseException:
            self._results = results + self._results
            raise
        self._beginnings.written_down(row for row, _ in results)
        self._trouble.probe()
        self._start(ready)
        self.beat_at = self._clock.real()
        return taken

    # ── what was just queued, claimed in the transaction that queued it ──────────────────────
    def claim(self, conn: Connection) -> Ready:
        """Called in whatever thread holds the transaction; the rows go only after its commit, with `go`."""
        if not self._loop:
            return []
        return self._exchange.claim(conn, self._room())

    def go(self, claimed: Ready) -> None:
        """Start sending what was claimed. Called in any thread; after a stop the rows go back untried."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._start, claimed)
            return
        self._exchange.close([], [row for row, _ in claimed])

    def _start(self, ready: Ready) -> None:
        for row, parcel in ready:
            task = asyncio.create_task(self._send(row, parcel))
            self._flying[task] = row
            task.add_done_callback(self._landed)

    async def settle(self) -> None:
        """Deliver until nothing more may go now (for tests and for a clean stop)."""
        while await self.turn() or self._flying or self._results:
            if self._flying and not self._results:
                await asyncio.wait(self._flying, return_when=asyncio.FIRST_COMPLETED)

    async def _guarded_turn(self) -> int:
        try:
            return await self.turn()
        except Exception as error:  # noqa: BLE001 - delivering must go on; the rows' leases tell what became of them
            what = "the database does not answer" if is_outage(error) else named(error)
            log.error("delivering failed: %s", what)
        await asyncio.sleep(AGAIN_SECONDS)
        return 0

    async def _rest(self) -> None:
        """Until somebody wakes us, something falls due, or it is time to sweep."""
        due = (self._exchange.next_at - self._clock.real()).total_seconds() if self._exchange.next_at else SWEEP_SECONDS
        with suppress(TimeoutError):
            async with asyncio.timeout(min(max(due, 0.0), SWEEP_SECONDS)):
                await self._wake.wait()

    async def _stop(self) -> None:
        self._loop = None
        self._trouble.stop()
        if self._flying:
            await asyncio.wait(self._flying, timeout=AGAIN_SECONDS)
        for task in self._flying:
            task.cancel()
        await asyncio.gather(*self._flying, return_exceptions=True)
        await asyncio.to_thread(self._exchange.close, self._results, self._untried)

    def _room(self) -> Room:
        """What may still be claimed for each account that is ours."""
        room: dict[str, tuple[int, Priority]] = {}
        for account in self._holders().keys() & self._senders.keys():
            flying = [row.priority for row in tuple(self._flying.values()) if row.to.account == account]
            if self._trouble.on_trial(account):
                room[account] = (0 if flying else 1, Priority.DIGEST)
                continue
            slow = sum(1 for priority in flying if priority >= Priority.REMINDER)
            free, slow_free = TOGETHER - len(flying), min(TOGETHER // 2 - slow, self._paces[account].room())
            room[account] = (min(free, slow_free), Priority.DIGEST) if slow_free > 0 else (free, Priority.NOTICE)
        return room

    async def _send(self, row: Outgoing, parcel: Parcel) -> None:
        """One try. Whatever happens between here and the next exchange is a lease that runs out."""
        self._untried.append(row)
        try:
            await self._paces[row.to.account].turn(row.to.chat, row.priority)
            alone = await self._beginnings.alone(row)
            self._untried.remove(row)
            self._points("after_claim")
            row, delivery = await self._try(row, parcel) if alone else (row, TOO_LATE)
        finally:
            if parcel.file is not None:
                parcel.file.unlink(missing_ok=True)
        self._results.append((row, delivery))

    async def _try(self, row: Outgoing, parcel: Parcel) -> tuple[Outgoing, Delivery]:
        trouble = self._trouble.has(row.to.account)  # what was claimed before it showed does not follow into it
        begun = None if trouble or not self._still_ours(row) else await self._beginnings.begin(row)
        if begun is None or not self._still_ours(row):
            return begun or row, TOO_LATE
        self._points("after_begin")
        delivery = await self._sent(row, parcel)
        self._points("after_send")
        self._trouble.note(row.to.account, delivery)
        return begun, delivery

    def _still_ours(self, row: Outgoing) -> bool:
        """Stopped for a minute, a worker wakes with rows in hand that another one has taken over."""
        return self._holders().get(row.to.account) == row.holder

    async def _sent(self, row: Outgoing, parcel: Parcel) -> Delivery:
        try:
            async with asyncio.timeout(SEND_SECONDS):
                return await self._senders[row.to.account].send(row.to, parcel)
        except TimeoutError:
            return Delivery(Outcome.UNSURE, reason="no answer")
        except Exception as error:  # noqa: BLE001 - an adapter's own fault: it may have left
            log.error("sending message %d failed: %s", row.id, named(error))
            return Delivery(Outcome.UNSURE, reason=type(error).__name__)

    def _landed(self, task: asyncio.Task[None]) -> None:
        row = self._flying.pop(task)
        if not task.cancelled() and task.exception():
            self._beginnings.written_down([row])
            log.error("delivering stopped short: %s", type(task.exception()).__name__)
        self._wake.set()
