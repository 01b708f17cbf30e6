"""Long polling that loses nothing: the offset moves only after the events it passes are committed."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from telegram import Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.pauses import LONGEST_PAUSE, wait
from bot.telegram import Listener
from bot.telegram_incoming import incoming
from bot.webhook import UNREADABLE, Receive
from core.messages import Incoming
from core.problems import Problem
from db.outage import is_outage

log = logging.getLogger("dondoc.polling")
WANTED = ["message", "edited_message", "callback_query", "my_chat_member"]


@dataclass(frozen=True, slots=True)
class Poller:
    """One bot's loop. `receive` commits events; `mine` says whether this worker holds the account's lease now."""

    bot: Listener
    account: str
    receive: Receive
    mine: Callable[[], bool]
    poll_seconds: int = 10
    first_pause: float = 0.5

    async def run(self, stopping: asyncio.Event) -> None:
        """Poll until told to stop. The service being away, at the start or later, only makes the pauses longer.

        Raises Problem where the service answers, from the first, that it does not know the token.
        """
        pause, offset = self.first_pause, 0
        taken_over = False
        while not stopping.is_set():
            if not self.mine():
                offset = 0  # another worker moves it meanwhile
                await wait(stopping, 1)
                continue
            try:
                if not taken_over:
                    taken_over = await self._take_over()
                offset = await self._once(offset)
                pause = self.first_pause
            except InvalidToken as error:
                if not taken_over:
                    raise Problem("Telegram does not accept the token: check DONDOC_TELEGRAM_TOKEN") from error
                log.error("%s: the token is no longer accepted", self.account)
                await wait(stopping, LONGEST_PAUSE)
            except TelegramError as error:
                log.warning("%s: the service did not answer (%s)", self.account, kind(error))
                await wait(stopping, _pause_for(error, pause))
                pause = min(pause * 2, LONGEST_PAUSE)
            except Exception as error:
                if not (is_outage(error) or isinstance(error, OSError)):
                    raise
                # nothing was kept, so the offset stays: the service sends it again
                log.error("%s: an event could not be kept (%s)", self.account, type(error).__name__)
                await wait(stopping, pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    async def _once(self, offset: int) -> int:
        updates = await self.bot.updates(offset, seconds=self.poll_seconds, wanted=WANTED)
        if not updates:
            return offset
        await self.receive([event for update in updates if (event := self._event(update))])
        for update in updates:
            await self._stop_the_spinner(update)
        return max(offset, *(_number(update) + 1 for update in updates))

    def _event(self, update: Any) -> Incoming | None:
        """What nobody can read is passed: asked for again and again, it would hold back everybody's messages."""
        try:
            return incoming(Update.de_json(update, self.bot), account=self.account)
        except UNREADABLE as error:
            log.error("%s: update %d could not be read (%s)", self.account, _number(update), type(error).__name__)
            return None

    async def _take_over(self) -> bool:
        """A webhook set earlier would make every poll a conflict. Nothing that waits there is dropped."""
        return await self.bot.delete_webhook(drop_pending_updates=False)

    async def _stop_the_spinner(self, update: Any) -> None:
        """The empty answer to a press follows the commit; whether it arrives changes nothing."""
        with contextlib.suppress(TelegramError, *UNREADABLE):
            if pressed := update.get("callback_query"):
                await self.bot.answer_callback_query(pressed["id"])


def _number(update: Any) -> int:
    """Its place in the line; 0 where it has none."""
    found = update.get("update_id") if isinstance(update, dict) else None
    return found if isinstance(found, int) else 0


def _pause_for(error: TelegramError, pause: float) -> float:
    if isinstance(error, RetryAfter):
        after = error.retry_after
        return after if isinstance(after, int) else after.total_seconds()
    return max(pause, 2.0 if isinstance(error, Conflict) else 0)


def kind(error: TelegramError) -> str:
    """The error's class alone: its text can hold the address with the token."""
    return type(error.__cause__ or error).__name__
