"""Write down that messages begin to leave, right before they do: what a killed worker only claimed is in no doubt."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Protocol

from core.faults import named
from db import outbox
from db.outage import is_outage
from db.outbox import Outgoing
from db.store import Store

log = logging.getLogger(__name__)


class Clock(Protocol):
    def real(self) -> dt.datetime: ...
    def now(self) -> dt.datetime: ...


class Beginnings:
    """Those that come while a transaction runs share the next one."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._waiting: list[tuple[Outgoing, asyncio.Future[bool]]] = []
        self._writing: asyncio.Task[None] | None = None
        self._repeats: dict[str, asyncio.Lock] = {}  # by account

    @asynccontextmanager
    async def alone(self, row: Outgoing) -> AsyncIterator[bool]:
        """A repeat goes alone: another kill or outage then gives up one message, not a burst of them.

        False where it waited for another: what it says may have changed since.
        """
        if row.doubted_at is None:
            yield True
            return
        lock = self._repeats.setdefault(row.to.account, asyncio.Lock())
        at_once = not lock.locked()
        async with lock:
            yield at_once

    async def begin(self, row: Outgoing) -> Outgoing | None:
        """The row as it leaves: that is written down, and it was still ours."""
        if row.begun:
            return row
        mine: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append((row, mine))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_all())
        return replace(row, begun=True, attempt=row.attempt + 1) if await mine else None

    async def _write_all(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            begun = await asyncio.to_thread(self._write, [row for row, _ in batch])
            for row, mine in batch:
                if not mine.done():
                    mine.set_result(row.id in begun)

    def _write(self, rows: list[Outgoing]) -> Collection[int]:
        try:
            with self._store.begin() as conn:
                return outbox.begin(conn, rows, real_now=self._clock.real())
        except Exception as error:  # noqa: BLE001 - nothing leaves that is not written down; its lease runs out
            log.error("beginning failed: %s", "the database does not answer" if is_outage(error) else named(error))
            return ()
