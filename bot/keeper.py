"""Set a channel's webhook by the worker whose turn it is, again and again until the service takes it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.pauses import LONGEST_PAUSE, wait

log = logging.getLogger("dondoc.webhook")


class NotNow(Exception):
    """The service did not take the webhook; its text names the kind of trouble and nothing else."""


@dataclass(frozen=True, slots=True)
class Keeper:
    """`put` sets the webhook; raises NotNow, or Problem where the service does not know the token."""

    account: str
    put: Callable[[], Awaitable[None]]
    mine: Callable[[], bool]
    first_pause: float = 0.5

    async def run(self, stopping: asyncio.Event) -> None:
        """Until told to stop."""
        pause = self.first_pause
        while not stopping.is_set():
            if not self.mine():
                await wait(stopping, 1)
                continue
            try:
                await self.put()
                log.info("%s: the webhook is set", self.account)
                break
            except NotNow as trouble:
                log.error("%s: the webhook is not set (%s); `dondoc doctor` says more", self.account, trouble)
                await wait(stopping, pause)
                pause = min(pause * 2, LONGEST_PAUSE)
        await stopping.wait()
