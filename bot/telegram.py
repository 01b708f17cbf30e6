"""Telegram as a channel: what its answers mean for a delivery, and its updates in the product's own words."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from telegram import Bot, BotCommandScopeChat, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.constants import ChatType
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

from bot.access import Access
from bot.split import split
from core.messages import Address, Attachment, Delivery, Happened, Incoming, Outcome, Parcel
from core.problems import AskAgain, TryLater
from core.text import clean
from core.wording.delivery import CLOSED

os.environ.setdefault("PTB_TIMEDELTA", "true")  # RetryAfter gives its seconds as a timedelta, without a warning
TEXT_UNITS = 4096  # UTF-16 units in one message (Bot API)
DOWNLOAD_BYTES = 20 * 1024 * 1024  # getFile's limit on the public server
PAUSE_WITHOUT_A_WORD = timedelta(seconds=30)  # an account whose token is refused: ask again then
BESIDE_SECONDS = 20.0  # for what follows a message
_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


@contextlib.asynccontextmanager
async def open_bot(access: Access) -> AsyncIterator[Bot]:
    """A bot with two connection pools, one for long polling. Nothing is asked yet: the service may be down."""
    base, proxy = access.api_url.rstrip("/"), access.proxy
    talking = HTTPXRequest(connection_pool_size=32, read_timeout=20, connect_timeout=5, pool_timeout=5, proxy=proxy)
    polling = HTTPXRequest(connection_pool_size=2, read_timeout=20, connect_timeout=5, proxy=proxy)
    try:
        yield Bot(
            access.token,
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=talking,
            get_updates_request=polling,
        )
    finally:
        await talking.shutdown()
        await polling.shutdown()


class TelegramSender:
    """Delivers parcels through one bot. Text is sent as it is, without markup, so nothing in it can be markup."""

    def __init__(self, bot: Bot, *, clock: Callable[[], datetime]) -> None:
        self._bot = bot
        self._clock = clock
        self._beside: set[asyncio.Task[None]] = set()  # what follows a message and is no part of its outcome

    async def send(self, to: Address, parcel: Parcel) -> Delivery:
        """Deliver once. Never retries, never raises for the channel's answer."""
        try:
            return Delivery(Outcome.SENT, message=await self._send(to, parcel))
        except TelegramError as error:
            return outcome(error, now=self._clock())

    async def alive(self) -> bool:
        try:
            await self._bot.get_me()
        except TelegramError:
            return False
        return True

    def numbered(self, to: Address, parcel: Parcel) -> bool:  # noqa: ARG002 - buttons, always
        return False

    async def _send(self, to: Address, parcel: Parcel) -> str:
        keyboard = _keyboard(parcel)
        *before, last = split(parcel.text, TEXT_UNITS)
        if parcel.edit and not before and parcel.file is None:
            with contextlib.suppress(_NotEditable):
                return await self._edit(to, parcel.edit, last, keyboard)
        for part in before:
            await self._bot.send_message(to.chat, part)
        if parcel.file is not None:
            await self._bot.send_document(to.chat, parcel.file, filename=parcel.file_name)
        sent: Message = await self._bot.send_message(to.chat, last, reply_markup=keyboard)
        if parcel.leaves:
            await self._bot.leave_chat(to.chat)
        if parcel.menu:
            await self._set_menu(to, parcel)
        if parcel.takes_away:
            self._follow(self._take_away(to, parcel.takes_away))
        return str(sent.message_id)

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


def incoming(update: Update, *, account: str) -> Incoming | None:
    """An update as an event, or None where it says nothing to the bot (a poll, a channel's post)."""
    if update.callback_query:
        return _pressed(update, account)
    if update.my_chat_member and _came_into_a_group(update):
        return Incoming(str(update.update_id), Address(account, str(update.my_chat_member.chat.id)), Happened.GROUP)
    message = update.message or update.edited_message
    if message and message.chat.type == ChatType.PRIVATE:
        said = _said(update.update_id, message, account)
        return replace(said, happened=Happened.EDITED) if update.edited_message else said
    return None


def _pressed(update: Update, account: str) -> Incoming:
    query = update.callback_query
    assert query is not None  # noqa: S101 - the caller looked
    chat = query.message.chat.id if query.message else query.from_user.id
    return Incoming(
        str(update.update_id),
        Address(account, str(chat)),
        Happened.PRESSED,
        choice=clean(query.data or ""),
        message=str(query.message.message_id) if query.message else None,
    )


def _came_into_a_group(update: Update) -> bool:
    change = update.my_chat_member
    return (
        change is not None
        and change.chat.type != ChatType.PRIVATE
        and change.new_chat_member.status in {"member", "administrator"}
    )


def _said(update_id: int, message: Message, account: str) -> Incoming:
    attachment = _attachment(message)
    text = clean(message.text or message.caption or "")
    return Incoming(
        str(update_id),
        Address(account, str(message.chat.id)),
        Happened.SAID if text or attachment else Happened.UNSUPPORTED,
        text=text,
        message=str(message.message_id),
        replies_to=str(message.reply_to_message.message_id) if message.reply_to_message else None,
        attachment=attachment,
        forwarded=message.forward_origin is not None,
    )


def _attachment(message: Message) -> Attachment | None:
    if message.photo:
        largest = message.photo[-1]
        return Attachment(largest.file_id, "anh.jpg", largest.file_size)
    if message.voice:
        return Attachment(message.voice.file_id, "ghi-am.ogg", message.voice.file_size)
    named = ((message.document, "tep"), (message.audio, "am-thanh.mp3"), (message.video, "phim.mp4"))
    found = next(((file, name) for file, name in named if file), None)
    if found is None:
        return None
    file, name = found
    return Attachment(file.file_id, clean(file.file_name or name), file.file_size)


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
