"""Telegram by webhook: tell the service where to post, and read what it posts."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from telegram import Bot, Update
from telegram.error import InvalidToken, TelegramError

from bot.access import Hook
from bot.pauses import LONGEST_PAUSE, wait
from bot.polling import WANTED, kind
from bot.telegram import incoming
from bot.webhook import Body, Receive, Webhook, bears
from core.messages import Incoming
from core.problems import Problem

log = logging.getLogger("dondoc.webhook")
PATH = "/telegram/webhook"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
ONE_AT_A_TIME = 1  # so that a chat's messages come in their order


def webhook(hook: Hook, account: str, receive: Receive) -> Webhook:
    """The endpoint. The empty answer to a press rides on the 200, after the commit."""

    def read(body: Body) -> Sequence[Incoming]:
        event = incoming(Update.de_json(dict(body), None), account=account)
        return [event] if event else []

    return Webhook(PATH, HEADER, bears(hook.secret), read, receive, thanks=_stop_the_spinner)


def _stop_the_spinner(body: Body) -> Body | None:
    pressed = body.get("callback_query")
    return {"method": "answerCallbackQuery", "callback_query_id": pressed["id"]} if pressed else None


@dataclass(frozen=True, slots=True)
class Keeper:
    """Sets one bot's webhook, by the worker whose turn it is, as soon as the service answers."""

    bot: Bot
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
                await self._set()
                break
            except InvalidToken as error:
                raise Problem("Telegram does not accept the token: check DONDOC_TELEGRAM_TOKEN") from error
            except TelegramError as error:
                log.error("%s: the webhook is not set (%s); `dondoc doctor` says more", self.account, kind(error))
                await wait(stopping, pause)
                pause = min(pause * 2, LONGEST_PAUSE)
        await stopping.wait()

    async def _set(self) -> None:
        """Nothing that waits there is dropped."""
        await self.bot.set_webhook(
            self.hook.url + PATH,
            secret_token=self.hook.secret,
            max_connections=ONE_AT_A_TIME,
            allowed_updates=WANTED,
            drop_pending_updates=False,
        )
        log.info("%s: the webhook is set", self.account)
