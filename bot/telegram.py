"""Telegram as a channel: what it is sent, and what its answers mean for a delivery."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from telegram import Bot, BotCommandScopeChat, InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import HTTPXRequest

from bot.access import KEPT_SECONDS, Access
from bot.split import doubtful_after, split
from core.messages import Address, Attachment, Delivery, Outcome, Parcel
from core.problems import AskAgain, TryLater
from core.wording.delivery import CLOSED

os.environ.setdefault("PTB_TIMEDELTA", "true")  # RetryAfter gives its seconds as a timedelta, without a warning
TEXT_UNITS = 4096  # UTF-16 units in one message (Bot API)
DOWNLOAD_BYTES = 20 * 1024 * 1024  # getFile's limit on the public server
PAUSE_WITHOUT_A_WORD = timedelta(seconds=30)  # an account whose token is refused: ask again then
READ_SECONDS = 20.0  # for an answer, beside what a poll waits
BESIDE_SECONDS = 20.0  # for what follows a message
_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


class Listener(Bot):
    """A bot that also hands its updates over as they came: the library drops all of an answer for one it can't read."""

    async def updates(self, offset: int, *, seconds: int, wanted: Sequence[str]) -> list[Any]:
        """What waits from `offset` on, or comes within so many seconds. Raises TelegramError."""
        asked = {"offset": offset or None, "timeout": seconds, "allowed_updates": list(wanted)}
        given = {name: value for name, value in asked.items() if value is not None}
        found = await self._post("getUpdates", given, read_timeout=READ_SECONDS + seconds)
        return found if isinstance(found, list) else []


@contextlib.asynccontextmanager
async def open_bot(access: Access) -> AsyncIterator[Listener]:
    """A bot with two connection pools, one for long polling. Nothing is asked yet: the service may be down."""
    base, proxy = access.api_url.rstrip("/"), access.proxy
    talking, polling = _pool(32, proxy), _pool(2, proxy)
    try:
        yield Listener(
            access.token,
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=talking,
            get_updates_request=polling,
        )
    finally:
        await talking.shutdown()
        await polling.shutdown()


def _pool(size: int, proxy: str | None) -> HTTPXRequest:
    return HTTPXRequest(
        read_timeout=READ_SECONDS,
        connect_timeout=5,
        pool_timeout=5,
        proxy=proxy,
        httpx_kwargs={"limits": httpx.Limits(max_connections=size, keepalive_expiry=KEPT_SECONDS)},
    )


class TelegramSender:
    """Delivers parcels through one bot. Text is sent as it is, without markup, so nothing in it can be markup."""

    def __init__(self, bot: Bot, *, clock: Callable[[], datetime]) -> None:
        self._bot = bot
        self._clock = clock
        self._beside: set[asyncio.Task[None]] = set()  # what follows a message and is no part of its outcome

    async def send(self, to: Address, parcel: Parcel) -> Delivery:
        """Deliver once. Never retries, never raises for the channel's answer."""
        left: list[str] = []
        try:
            return Delivery(Outcome.SENT, message=await self._send(to, parcel, left))
        except TelegramError as error:
            return doubtful_after(len(left), outcome(error, now=self._clock()))

    async def alive(self) -> bool:
        try:
            await self._bot.get_me()
        except TelegramError:
            return False
        return True

    def numbered(self, to: Address, parcel: Parcel) -> bool:  # noqa: ARG002 - buttons, always
        return False

    async def _send(self, to: Address, parcel: Parcel, left: list[str]) -> str:
        """The id of the last message. `left` takes down each part as it has left, also where a later one fails."""
        keyboard = _keyboard(parcel)
        *before, last = split(parcel.text, TEXT_UNITS)
        if parcel.edit and not before and parcel.file is None:
            with contextlib.suppress(_NotEditable):
                return await self._edit(to, parcel.edit, last, keyboard)
        for part in before:
            left.append(_id(await self._bot.send_message(to.chat, part)))  # noqa: PERF401 - one by one, as they leave
        if parcel.file is not None:
            left.append(_id(await self._bot.send_document(to.chat, parcel.file, filename=parcel.file_name)))
        left.append(_id(await self._bot.send_message(to.chat, last, reply_markup=keyboard)))
        if parcel.leaves:
            await self._bot.leave_chat(to.chat)
        if parcel.menu:
            await self._set_menu(to, parcel)
        if parcel.takes_away:
            self._follow(self._take_away(to, parcel.takes_away))
        return left[-1]

    def _follow(self, what: Coroutine[Any, Any, None]) -> None:
        """Beside the sending: however long it takes and whatever it comes to, the message has left."""
        task = asyncio.create_task(what)
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)

    async def _take_away(self, to: Address, message: str) -> None:
        """Deleted within 48 hours of its sending; an older one is closed in place."""
        with contextlib.suppress(TelegramError, TimeoutError):
            async with asyncio.timeout(BESIDE_SECONDS):
                try:
                    await self._bot.delete_message(to.chat, int(message))
                except BadRequest:
                    await self._bot.edit_message_text(CLOSED, to.chat, int(message), reply_markup=None)

    async def _set_menu(self, to: Address, parcel: Parcel) -> None:
        """The commands of this chat's menu button. The message has left already: a failure here is none of it."""
        with contextlib.suppress(TelegramError):
            await self._bot.set_my_commands(list(parcel.menu), scope=BotCommandScopeChat(to.chat))

    async def _edit(self, to: Address, message: str, text: str, keyboard: InlineKeyboardMarkup | None) -> str:
        try:
            await self._bot.edit_message_text(text, to.chat, int(message), reply_markup=keyboard)
        except BadRequest as error:
            if "not modified" not in error.message.lower():
                raise _NotEditable from error
        return message


class _NotEditable(Exception):
    """The message is too old or gone: a new one is sent instead."""


def outcome(error: TelegramError, *, now: datetime) -> Delivery:
    """What an error says about the message: BadRequest and TimedOut are NetworkErrors too, so the order matters."""
    if isinstance(error, RetryAfter):
        return Delivery(Outcome.NOT_SENT, retry_at=now + _pause(error), reason="429")
    if isinstance(error, ChatMigrated):
        return Delivery(Outcome.NOT_SENT, moved_to=str(error.new_chat_id), reason="chat moved")
    if isinstance(error, Forbidden):
        return Delivery(Outcome.REFUSED, reason="blocked")
    if isinstance(error, InvalidToken):
        return Delivery(Outcome.NOT_SENT, retry_at=now + PAUSE_WITHOUT_A_WORD, whole_account=True, reason="token")
    if isinstance(error, BadRequest):
        if "chat not found" in error.message.lower():  # they never wrote to the bot: it can't write first
            return Delivery(Outcome.REFUSED, reason="chat not found")
        return Delivery(Outcome.REFUSED, poison=True, reason="bad request")
    if isinstance(error, (TimedOut, NetworkError)) and isinstance(error.__cause__, _NEVER_LEFT):
        return Delivery(Outcome.NOT_SENT, reason=type(error.__cause__).__name__)
    return Delivery(Outcome.UNSURE, reason=type(error.__cause__ or error).__name__)


def _id(sent: Message) -> str:
    return str(sent.message_id)


def _pause(error: RetryAfter) -> timedelta:
    after = error.retry_after
    return after if isinstance(after, timedelta) else timedelta(seconds=after)


def _keyboard(parcel: Parcel) -> InlineKeyboardMarkup | None:
    """One button a row where a label is long, else two: as many as fit a phone."""
    if not parcel.choices:
        return None
    rows: list[list[InlineKeyboardButton]] = []
    for label, token in parcel.choices:
        button = InlineKeyboardButton(label, callback_data=token)
        if rows and len(rows[-1]) < 2 and len(label) + len(rows[-1][0].text) <= 32:
            rows[-1].append(button)
        else:
            rows.append([button])
    return InlineKeyboardMarkup(rows)


class TelegramFetcher:
    """Downloads a file that somebody sent; the size is checked before and after, and nothing half-written stays."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def fetch(self, attachment: Attachment, into: Path) -> None:
        if attachment.size and attachment.size > DOWNLOAD_BYTES:
            raise AskAgain("too_large")
        try:
            file = await self._bot.get_file(attachment.reference)
            await file.download_to_drive(into)
        except BadRequest as error:
            raise AskAgain("too_large" if "too big" in error.message.lower() else "broken") from error
        except RetryAfter as error:
            raise TryLater("429", not_before=datetime.now(UTC) + _pause(error)) from error
        except TelegramError as error:
            raise TryLater("the channel did not give the file") from error


@dataclass(frozen=True, slots=True)
class Known:
    """What the service knows of a bot: its name, where it posts to (None: it is polled), and what it last failed at."""

    username: str
    posts_to: str | None
    waiting: int
    complaint: str | None


async def known(access: Access) -> Known | None:
    """None while the service does not say."""
    async with open_bot(access) as bot:
        try:
            name, hook = (await bot.get_me()).username or "", await bot.get_webhook_info()
        except TelegramError:
            return None
    return Known(name, hook.url or None, hook.pending_update_count, hook.last_error_message)
