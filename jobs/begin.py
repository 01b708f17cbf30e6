"""Write down that messages begin to leave, right before they do: what a killed worker only claimed is in no doubt."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
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


@dataclass(frozen=True, slots=True)
class Repeat:
    """One that is on its way; those behind it wait until it is over."""

    row: int
    over: asyncio.Event = field(default_factory=asyncio.Event)


class Beginnings:
    """Those that come while a transaction runs share the next one."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._waiting: list[tuple[Outgoing, asyncio.Future[bool]]] = []
        self._writing: asyncio.Task[None] | None = None
        self._repeating: dict[str, Repeat] = {}  # by account, until it is written down

    async def alone(self, row: Outgoing) -> bool:
        """A repeat begins when the one before is written down: a kill or outage then gives up one message, no burst.

        False where it waited for another, as what it says may have changed since: it goes back to be made anew.
        """
        if row.doubted_at is None:
            return True
        account, waited = row.to.account, False
        while before := self._repeating.get(account):
            waited = await before.over.wait()
        if waited and row.kind != "reply":
            return False
        self._repeating[account] = Repeat(row.id)
        return True

    def written_down(self, rows: Iterable[Outgoing]) -> None:
        """How these went is in the database, or they will never go: the next repeat may begin."""
        for row in rows:
            before = self._repeating.get(row.to.account)
            if before and before.row == row.id:
                del self._repeating[row.to.account]
                before.over.set()

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
