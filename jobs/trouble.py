"""Tell when an account answers only errors, and let one probe at a time find out whether it is back."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Awaitable, Callable, Mapping

from sqlalchemy import Connection

from core.messages import Delivery, Outcome, Sender
from db import accounts

log = logging.getLogger(__name__)
IN_A_ROW = 3  # so many errors and nothing else: the account, not the message
FIRST_PROBE = 1.0
LONGEST_BETWEEN = 30.0


class Trouble:
    """What one worker knows of its accounts; the rows in `accounts` tell the others."""

    def __init__(
        self,
        senders: Mapping[str, Sender],
        *,
        recovered: Callable[[], None],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._senders = senders
        self._say_recovered = recovered
        self._sleep = sleep
        self._errors = dict.fromkeys(senders, 0)
        self._answering: set[str] = set()  # its newest answer was one
        self._failing: set[str] = set()
        self._written: set[str] = set()
        self._probes: dict[str, asyncio.Task[None]] = {}

    def note(self, account: str, delivery: Delivery) -> None:
        """Any answer about a message is an answer; errors and time-outs are counted."""
        told_to_wait = delivery.retry_at or delivery.moved_to
        if delivery.outcome in {Outcome.UNSURE, Outcome.NOT_SENT} and not told_to_wait:
            self._errors[account] += 1
            self._answering.discard(account)
        else:
            self._errors[account] = 0
            self._answering.add(account)
        if self._errors[account] >= IN_A_ROW and account not in self._failing:
            log.warning("account %s answers only errors: probing", account)
            self._failing.add(account)

    def has(self, account: str) -> bool:
        return account in self._failing

    def on_trial(self, account: str) -> bool:
        """After a start, an error, a recovery one message goes alone: an outage puts few in doubt, not a burst."""
        return account not in self._answering

    def write_down(self, conn: Connection, *, real_now: dt.datetime) -> None:
        """Only what changed since the last time."""
        for account in self._failing - self._written:
            accounts.failing(conn, account, real_now=real_now)
        for account in self._written - self._failing:
            accounts.recovered(conn, account)
        self._written = set(self._failing)

    def read(self, conn: Connection) -> None:
        """What another worker, or this one before a restart, found out."""
        known = accounts.failing_ones(conn) & self._senders.keys()
        self._failing |= known - self._written
        self._written |= known

    def probe(self) -> None:
        """One probe for each failing account, on the event loop."""
        for account in self._failing - self._probes.keys():
            self._probes[account] = asyncio.create_task(self._probe(account))

    def stop(self) -> None:
        for probe in self._probes.values():
            probe.cancel()

    async def _probe(self, account: str) -> None:
        wait = FIRST_PROBE
        try:
            while True:
                await self._sleep(wait)
                if await self._senders[account].alive():
                    break
                wait = min(LONGEST_BETWEEN, wait * 2)
        finally:
            self._probes.pop(account, None)
        self._errors[account] = IN_A_ROW - 1  # one more error and it is failing again
        self._failing.discard(account)
        self._say_recovered()
