"""A page to speak to and somebody who answers: the local chat with a clock that stands still and an echo."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import uvicorn
from sqlalchemy import Connection

from bot import sample
from bot.http import app
from bot.local.channel import ACCOUNT
from bot.local.page import LocalChat
from core.messages import Incoming, Parcel
from core.office import Office
from db import inbox
from db.store import Store


class StillClock:
    """A clock that moves only when it is stepped."""

    def __init__(self, now: dt.datetime) -> None:
        self._now = now

    def now(self) -> dt.datetime:
        return self._now

    def real(self) -> dt.datetime:
        return dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)

    def step(self, to: dt.datetime) -> None:
        self._now = to


class Echo:
    """The local chat with an answer to each event: 'Đã nghe: …' and two buttons. `heard` is what arrived, in order."""

    def __init__(self, store: Store, office: Office, data_dir: Path) -> None:
        self.store = store
        self.clock = StillClock(sample.starts_at(office))
        self.heard: list[Incoming] = []
        self.before_answering: Callable[[Incoming], object] = lambda _event: None
        self._spoke = asyncio.Condition()
        self.moments: list[dt.datetime] = []
        self.steps = 0
        self.data_dir = data_dir
        self._answering: set[asyncio.Task[None]] = set()
        with store.begin() as conn:
            sample.create(conn, account=ACCOUNT, now=self.clock.now())
        self.local = LocalChat(
            store,
            clock=self.clock,
            office=office,
            data_dir=data_dir,
            next_moment=self._next,
            step=self._step,
            on_arrival=self._arrived,
        )
        self.app = app(store=store, clock=self.clock, beats=dict, local=self.local)

    def client(self, *, base: str = "http://127.0.0.1:8080", client: str = "127.0.0.1") -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.ASGITransport(self.app, client=(client, 5000)), base_url=base)

    @asynccontextmanager
    async def served(self) -> AsyncIterator[str]:
        """The page's address under a real server."""
        server = uvicorn.Server(uvicorn.Config(self.app, port=0, log_level="warning", lifespan="off"))
        running = asyncio.create_task(server.serve())
        while not server.started:  # noqa: ASYNC110 - uvicorn tells it by this flag alone
            await asyncio.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
        self.local.close()
        server.should_exit = True
        await running

    async def answered(self, count: int) -> None:
        """Wait until so many events were heard and answered."""
        async with asyncio.timeout(5), self._spoke:
            await self._spoke.wait_for(lambda: len(self.heard) >= count)

    def _next(self, _conn: Connection) -> dt.datetime | None:
        return min((moment for moment in self.moments), default=None)

    async def _step(self, to: dt.datetime) -> bool:
        self.clock.step(to)
        self.steps += 1
        due = [moment for moment in self.moments if moment <= to]
        self.moments = [moment for moment in self.moments if moment > to]
        return bool(due)

    def _arrived(self) -> None:
        task = asyncio.get_running_loop().create_task(self._answer())
        self._answering.add(task)
        task.add_done_callback(self._answering.discard)

    async def _answer(self) -> None:
        for event in await asyncio.to_thread(self._take):
            await asyncio.to_thread(self.before_answering, event)
            self.heard.append(event)
            said = event.text or (event.attachment.name if event.attachment else event.choice)
            parcel = Parcel(f"Đã nghe: {said}", choices=(("Đã nhận", "tok.0"), ("Xem văn bản", "tok.1")))
            await self.local.sender.send(event.address, parcel)
            async with self._spoke:
                self._spoke.notify_all()

    def _take(self) -> list[Incoming]:
        with self.store.begin() as conn:
            found = []
            while claimed := inbox.claim(conn, holder="echo", real_now=self.clock.real()):
                for one in claimed:
                    if one.counted:
                        inbox.done(conn, one, real_now=self.clock.real())
                        found.append(one.event)
            return found
