"""One running process: what its loops do in a beat, and the bells by which they wake each other."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TypedDict

from bot.clock import Clock
from bot.opening import office_of
from bot.settings import Settings
from core.messages import Fetcher, Incoming, Sender
from core.office import Office
from core.quota import Quota
from core.workdays import WorkingCalendar
from db import bell, by_phone, calendar, inbox, metrics, reminders
from db import quota as quotas
from db.store import Store
from handlers import desk
from jobs import announce, enclose, escalate, periods, read, remind, tidy, turns, workers
from jobs.deliver import Deliverer
from jobs.pace import Pace


class _Today(TypedDict):
    """What every beat is told of the moment."""

    now: datetime
    real_now: datetime
    office: Office


class _Place(TypedDict):
    """Where files wait, and who fetches them."""

    data_dir: Path
    holder: str


class Worker:
    """Made before its channels: they are added to `senders` and `fetchers`, then `connect` makes what serves them."""

    def __init__(self, settings: Settings, store: Store, *, clock: Clock | None = None) -> None:
        self.settings, self.store = settings, store
        self.clock = clock or Clock(store, apart=settings.no_channel)
        self.office: Office = office_of(settings, store)
        self.rules = remind.Rules()
        self.name = workers.name()
        self.arrived, self.to_read, self.queued = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self.stopping = asyncio.Event()
        self.senders: dict[str, Sender] = {}
        self.fetchers: dict[str, Fetcher] = {}
        self.turns = turns.Turns(store, (), worker=self.name, real=self.clock.real)
        self.limited: set[str] = set()  # accounts whose messages are counted
        self.paces: dict[str, Pace] = {}  # of accounts that take fewer messages a second than most
        self.deliverer: Deliverer | None = None
        self.handled = 0
        self.beats: dict[str, datetime] = {}  # when each loop last came round without an error

    async def connect(self) -> Deliverer:
        """All channels are there: take their leases, and be ready to deliver to them."""
        real, seconds = self.clock.real, turns.SECONDS
        self.turns = turns.Turns(self.store, self.senders, worker=self.name, real=real, seconds=seconds)
        await self.renew()
        self.deliverer = Deliverer(
            self.store,
            self.senders,
            clock=self.clock,
            office=self.office,
            render={
                reminders.KIND: lambda conn, row, now: remind.render_morning(conn, row, now, self.office),
                escalate.AGENCY: lambda conn, row, now: escalate.render_agency(conn, row, now, self.office),
                escalate.FOLLOWING: lambda conn, row, now: escalate.render_following(conn, row, now, self.office),
                periods.KIND: lambda conn, row, now: periods.render(conn, row, now, self.office),
            },
            wake=self.queued,
            holders=self.turns.holders,
            limited=self.limited,
            paces=self.paces,
        )
        return self.deliverer

    def limit(self, account: str, quota: Quota, *, per_second: float) -> None:
        """What this account may send in a month and in a second, as the settings have it today."""
        with self.store.begin() as conn:
            quotas.declare(conn, account, quota)
        self.limited.add(account)
        self.paces[account] = Pace(per_second=per_second, burst=per_second)

    def send_by_phone(self, account: str | None) -> None:
        """Which account writes to whoever is on no chat; None: nobody does."""
        with self.store.begin() as conn:
            by_phone.declare(conn, account)

    # ── what the loops do, a beat at a time ──────────────────────────────────────────────────────
    async def receive(self, events: Sequence[Incoming]) -> bool:
        """Commit what arrived; only then may its channel be told. False where all of it came before."""
        new = await asyncio.to_thread(self._keep, events)
        self.arrived.set()
        return new

    def _keep(self, events: Sequence[Incoming]) -> bool:
        with self.store.begin() as conn:
            now = self.clock.real()
            new = [inbox.receive(conn, event, received_at=now, holder=self.name) for event in events]
        return any(new)

    async def answer(self) -> bool:
        """Handle what has arrived; True where there was something."""
        handled = await asyncio.to_thread(
            desk.work, self.store, holder=self.name, onward=self.deliverer, **self._today()
        )
        if handled:
            self.handled += handled
            self.to_read.set()
            await self._said()
        return handled > 0

    async def read(self) -> bool:
        """Read one waiting document, and fetch one file of a report."""
        place: _Place = {"data_dir": self.settings.data_dir, "holder": self.name}
        found = await read.read_next(self.store, self.fetchers, **place, **self._today())
        kept = await enclose.keep_next(self.store, self.fetchers, **place, real_now=self.clock.real())
        if found or kept:
            await self._said()
        return found or kept

    async def _said(self) -> None:
        """Something was queued: our deliverer wakes; where an account is another worker's, the others hear of it."""
        self.queued.set()
        if self.senders.keys() - self.turns.holders().keys():
            await asyncio.to_thread(bell.ring, self.store)

    def _today(self) -> _Today:
        return {"now": self.clock.now(), "real_now": self.clock.real(), "office": self.office}

    async def remind(self) -> None:
        await self.replan()
        if await asyncio.to_thread(remind.tick, self.store, **self._today()):
            await self._said()

    async def open_periods(self) -> None:
        if await asyncio.to_thread(periods.tick, self.store, **self._today()):
            await self._said()

    async def announce(self) -> None:
        if await asyncio.to_thread(announce.tick, self.store, **self._today()):
            await self._said()

    async def escalate(self) -> None:
        if await asyncio.to_thread(escalate.tick, self.store, **self._today()):
            await self._said()

    async def step(self, to: datetime) -> bool:
        """Move the local chat's clock and do what falls due by it; whether anything was said to anybody."""
        before = await asyncio.to_thread(self._last_queued)
        await asyncio.to_thread(self.clock.step, to)
        await self.announce()
        await self.open_periods()
        await self.remind()
        await self.escalate()
        return await asyncio.to_thread(self._last_queued) > before

    def _last_queued(self) -> int:
        with self.store.read() as conn:
            return metrics.last_queued(conn)

    async def tidy(self) -> None:
        await asyncio.to_thread(tidy.tidy, self.store, now=self.clock.now(), real_now=self.clock.real())

    async def replan(self) -> None:
        """Settings may have changed while the programme was off, and the calendar at any time, by the command line."""
        await asyncio.to_thread(self._replan)

    def _replan(self) -> None:
        with self.store.read() as conn:
            entered = calendar.entered(conn)
        if entered != self.office.calendar.entered:
            self.office = self.settings.make_office(WorkingCalendar(entered=entered))
        if self.rules.changed(self.store, self.office):
            escalate.replan(self.store, now=self.clock.now(), office=self.office)
            remind.replan_changed(self.store, now=self.clock.now(), office=self.office, mine=self.turns.alone)

    async def renew(self) -> None:
        before = self.turns.holders()
        await asyncio.to_thread(self.turns.renew)
        if self.turns.holders() != before:
            self.queued.set()

    def holds(self, account: str) -> bool:
        return account in self.turns.holders()
