"""Ask a Zalo bot's updates one by one. The service forgets what it has handed out: keep it, then ask again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

from bot.pauses import LONGEST_PAUSE, wait
from bot.webhook import UNREADABLE, Receive
from bot.zalo.api import EMPTY_POLL, POLL_SECONDS, UNKNOWN_TOKEN, Api, Refused, Trouble
from bot.zalo.incoming import Update, incoming
from bot.zalo.sending import kind
from core.messages import Incoming
from core.problems import Problem
from db.outage import is_outage

log = logging.getLogger("dondoc.polling")


@dataclass(frozen=True, slots=True)
class Poller:
    """One bot's loop. `receive` commits events; `mine` says whether this worker holds the account's lease now."""

    api: Api
    account: str
    receive: Receive
    mine: Callable[[], bool]
    poll_seconds: int = POLL_SECONDS
    first_pause: float = 0.5

    async def run(self, stopping: asyncio.Event) -> None:
        """Until told to stop. Raises Problem where the service, from the first, does not know the token."""
        pause, taken_over = self.first_pause, False
        while not stopping.is_set():
            if not self.mine():
                await wait(stopping, 1)
                continue
            try:
                if not taken_over:
                    await self.api.call("deleteWebhook")  # with a webhook set, nothing can be asked
                    taken_over = True
                await self._once(stopping)
                pause = self.first_pause
            except Trouble as error:
                if isinstance(error, Refused) and error.code == UNKNOWN_TOKEN and not taken_over:
                    raise Problem("Zalo does not accept the token: check DONDOC_ZALO_TOKEN") from error
                log.warning("%s: the service did not answer (%s)", self.account, kind(error))
                await wait(stopping, pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    async def _once(self, stopping: asyncio.Event) -> None:
        try:
            result = await self.api.call("getUpdates", wait=self.poll_seconds + 10, timeout=self.poll_seconds)
        except Refused as error:
            if error.code == EMPTY_POLL:
                return
            raise
        await self._keep(self._events(result), stopping)

    async def _keep(self, events: list[Incoming], stopping: asyncio.Event) -> None:
        """It will not be handed out again, so it is held here until it is kept."""
        pause = self.first_pause
        while events:
            try:
                await self.receive(events)
                return
            except Exception as error:
                if not (is_outage(error) or isinstance(error, OSError)):
                    raise
                log.error("%s: an event could not be kept yet (%s)", self.account, type(error).__name__)
                if stopping.is_set():
                    return
                await wait(stopping, pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    def _events(self, result: object) -> list[Incoming]:
        """One update a call, by the documentation; several are taken as well."""
        updates: list[Update] = result if isinstance(result, list) else [result] if isinstance(result, dict) else []
        found = []
        for update in updates:
            try:
                found.append(incoming(update, account=self.account))
            except UNREADABLE as error:
                log.error("%s: an update could not be read (%s)", self.account, type(error).__name__)
        return [event for event in found if event]
