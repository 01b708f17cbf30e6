"""Deliver what waits in the outbox: claim, send with no transaction open, write down how it went, many at a time."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from contextlib import nullcontext, suppress

from sqlalchemy import Connection

from core.faults import named
from core.messages import Delivery, Outcome, Parcel, Priority, Sender
from core.office import Office
from core.problems import TryLater
from db import accounts, outbox, outcomes, prompts, rations
from db.outage import is_outage
from db.outbox import Outgoing
from db.store import Store
from jobs.begin import Beginnings, Clock
from jobs.pace import Pace
from jobs.parcels import Renderers, make
from jobs.trouble import Trouble

log = logging.getLogger(__name__)
SWEEP_SECONDS = 5.0  # also the net under the wake-ups
AGAIN_SECONDS = 1.0  # after a failure of our own
SEND_SECONDS = 60.0  # half of outbox.LEASE
TOGETHER = 64  # on their way at once, for one account; half of them kept for replies and notices

TOO_LATE = Delivery(Outcome.NOT_SENT, reason="not its turn any more")
Results = list[tuple[Outgoing, Delivery]]
Ready = list[tuple[Outgoing, Parcel]]
Room = Mapping[str, tuple[int, Priority]]  # how many more, down to which priority


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
        self._store = store
        self._senders = senders
        self._clock = clock
        self._office = office
        self._render = render
        self._wake = wake
        self._holders = holders
        self._paces = {account: (paces or {}).get(account) or Pace() for account in senders}
        self._limited = limited
        self._points = points
        self._beginnings = Beginnings(store, clock)
        self._trouble = Trouble(senders, recovered=wake.set)
        self._flying: dict[asyncio.Task[None], Outgoing] = {}
        self._results: Results = []
        self._untried: list[Outgoing] = []  # claimed and waiting for the channel's pace
        self._swept_at: dt.datetime | None = None
        self._swept_for: Mapping[str, str] = {}
        self._next: dt.datetime | None = None  # when something becomes due by itself
        self._loop: asyncio.AbstractEventLoop | None = None
        self.outcomes: Counter[str] = Counter()
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
            taken, ready = await asyncio.to_thread(self._exchange, results, self._room())
        except BaseException:
            self._results = results + self._results
            raise
        self.outcomes.update(delivery.outcome.value for _, delivery in results)
        self._trouble.probe()
        self._start(ready)
        self.beat_at = self._clock.real()
        return taken

    # ── what was just queued, claimed in the transaction that queued it ──────────────────────
    def claim(self, conn: Connection) -> Ready:
        """Called in whatever thread holds the transaction; the rows go only after its commit, with `go`."""
        if not self._loop:
            return []
        real_now = self._clock.real()
        return self._ready(conn, self._taken(conn, self._room(), real_now), real_now)

    def go(self, claimed: Ready) -> None:
        """Start sending what was claimed. Called in any thread; after a stop the rows go back untried."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._start, claimed)
            return
        with self._store.begin() as conn:
            self._put_back(conn, [row for row, _ in claimed])

    def _start(self, ready: Ready) -> None:
        for row, parcel in ready:
            task = asyncio.create_task(self._send(row, parcel))
            self._flying[task] = row
            task.add_done_callback(self._landed)

    async def settle(self) -> None:
        """Deliver until nothing more may go now (for tests and for a clean stop)."""
        while await self.turn() or self._flying or self._results:
            if self._flying:
                await asyncio.wait(self._flying)

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
        due = (self._next - self._clock.real()).total_seconds() if self._next else SWEEP_SECONDS
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
        await asyncio.to_thread(self._close)

    def _close(self) -> None:
        """The last words of a clean stop: how it went so far, and what was not tried goes back."""
        with self._store.begin() as conn:
            self._write_down(conn, self._results, self._clock.real())
            self._put_back(conn, self._untried)

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
            self._untried.remove(row)
            self._points("after_claim")
            async with self._beginnings.alone(row) as at_once:
                fresh = at_once or row.kind == "reply"
                row, delivery = await self._try(row, parcel) if fresh else (row, TOO_LATE)
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
        self._flying.pop(task, None)
        if not task.cancelled() and task.exception():
            log.error("delivering stopped short: %s", type(task.exception()).__name__)
        self._wake.set()

    # ── in a thread, one transaction ─────────────────────────────────────────────────────────
    def _exchange(self, results: Results, room: Room) -> tuple[int, Ready]:
        """Also how many were claimed: where none of them has anything to say, others wait behind them."""
        real_now = self._clock.real()
        with self._store.begin() as conn:
            self._write_down(conn, results, real_now)
            self._sweep(conn, real_now)
            taken = self._taken(conn, room, real_now)
            self._next = None if taken or self._flying else outbox.next_at(conn, real_now=real_now)
            return len(taken), self._ready(conn, taken, real_now)

    def _taken(self, conn: Connection, room: Room, real_now: dt.datetime) -> list[Outgoing]:
        rows: list[Outgoing] = []
        for account, holder in self._holders().items():
            limit, down_to = room.get(account, (0, Priority.REPLY))
            claim = rations.claim if account in self._limited else outbox.claim
            rows += claim(conn, accounts=[account], holder=holder, real_now=real_now, limit=limit, up_to=down_to)
        return rows

    def _ready(self, conn: Connection, rows: list[Outgoing], real_now: dt.datetime) -> Ready:
        return [(row, parcel) for row in rows if (parcel := self._made(conn, row, real_now))]

    def _put_back(self, conn: Connection, rows: list[Outgoing]) -> None:
        for row in rows:
            outcomes.later(conn, row, not_before=row.created_at or self._clock.real())

    def _write_down(self, conn: Connection, results: Results, real_now: dt.datetime) -> None:
        sent = [(row, delivery) for row, delivery in results if delivery.outcome is Outcome.SENT]
        outcomes.finish_sent(conn, sent, real_now=real_now)
        rations.count(conn, results, self._limited, real_now=real_now)
        for row, delivery in results:
            if delivery.outcome is not Outcome.SENT:
                self._finish(conn, row, delivery, real_now)
        self._trouble.write_down(conn, real_now=real_now)

    def _finish(self, conn: Connection, row: Outgoing, delivery: Delivery, real_now: dt.datetime) -> None:
        waits_for_probe = self._trouble.has(row.to.account) and not delivery.retry_at
        if delivery is TOO_LATE or (delivery.outcome is Outcome.NOT_SENT and waits_for_probe):
            outcomes.later(conn, row, not_before=real_now)  # no attempt is spent
        else:
            outcomes.finish(conn, row, delivery, real_now=real_now)

    def _sweep(self, conn: Connection, real_now: dt.datetime) -> None:
        """Every few seconds, and at once when an account has become ours."""
        holders = self._holders()
        since = (real_now - self._swept_at).total_seconds() if self._swept_at else SWEEP_SECONDS
        if abs(since) < SWEEP_SECONDS and holders == self._swept_for:  # a clock set back does not put it off
            return
        self._swept_at, self._swept_for = real_now, holders
        self._trouble.read(conn)
        outcomes.sweep(conn, real_now=real_now, holders=holders)
        accounts.forget_old_pauses(conn, real_now=real_now)

    def _made(self, conn: Connection, row: Outgoing, real_now: dt.datetime) -> Parcel | None:
        try:
            with nullcontext() if row.kind == "reply" else conn.begin_nested():
                parcel = make(
                    conn, row, render=self._render, now=self._clock.now(), real_now=real_now, office=self._office
                )
        except TryLater as wait:
            outcomes.later(conn, row, not_before=wait.not_before or real_now + dt.timedelta(minutes=1))
            return None
        except Exception as error:
            if is_outage(error):
                raise
            log.error("message %d could not be made: %s", row.id, named(error))
            failed = Delivery(Outcome.NOT_SENT, reason=f"not made: {type(error).__name__}")
            outcomes.finish(conn, row, failed, real_now=real_now)
            return None
        if parcel is None:
            self.outcomes[Outcome.DROPPED.value] += 1
            outcomes.drop(conn, row)
        elif parcel.choices and self._senders[row.to.account].numbered(row.to, parcel):
            prompts.number(conn, row.id, shown=parcel.text)
        return parcel
