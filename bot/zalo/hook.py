"""A Zalo bot by webhook: tell the service where to post, and read what it posts."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.access import Hook
from bot.pauses import LONGEST_PAUSE, wait
from bot.webhook import Body, Receive, Webhook, bears
from bot.zalo.api import UNKNOWN_TOKEN, Api, Refused, Trouble
from bot.zalo.incoming import incoming
from bot.zalo.sending import kind
from core.messages import Incoming
from core.problems import Problem

log = logging.getLogger("dondoc.webhook")
PATH = "/zalo/webhook"
HEADER = "X-Bot-Api-Secret-Token"


def webhook(hook: Hook, account: str, receive: Receive) -> Webhook:
    """The endpoint. The service wraps an update in `result`; one that comes bare is read as well."""

    def read(body: Body) -> Sequence[Incoming]:
        update = body.get("result", body)
        if "event_name" not in update:  # the service's own test of the address
            return []
        event = incoming(update, account=account)
        return [event] if event else []

    return Webhook(PATH, HEADER, bears(hook.secret), read, receive)


@dataclass(frozen=True, slots=True)
class Keeper:
    """Sets one bot's webhook, by the worker whose turn it is, as soon as the service answers."""

    api: Api
    account: str
    hook: Hook
    mine: Callable[[], bool]
    first_pause: float = 0.5

    async def run(self, stopping: asyncio.Event) -> None:
        """Until told to stop. Raises Problem where the service does not know the token."""
        pause = self.first_pause
        while not stopping.is_set():
            if not self.mine():
                await wait(stopping, 1)
                continue
            try:
                await self.api.call("setWebhook", url=self.hook.url + PATH, secret_token=self.hook.secret)
                log.info("%s: the webhook is set", self.account)
                break
            except Trouble as error:
                if isinstance(error, Refused) and error.code == UNKNOWN_TOKEN:
                    raise Problem("Zalo does not accept the token: check DONDOC_ZALO_TOKEN") from error
                log.error("%s: the webhook is not set (%s); `dondoc doctor` says more", self.account, kind(error))
                await wait(stopping, pause)
                pause = min(pause * 2, LONGEST_PAUSE)
        await stopping.wait()
