"""Deliver to a Zalo bot's people: text alone, so choices become numbers and a file a link; and what an answer means."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
from collections.abc import Callable

from bot.links import Links
from bot.split import doubtful_after, split
from bot.uploads import Uploads
from bot.zalo.api import NEVER_LEFT, UNKNOWN_TOKEN, Api, Garbled, Refused, Trouble
from core.messages import Address, Delivery, Outcome, Parcel
from core.wording import plain
from db.store import Unavailable

TEXT_UNITS = 2000  # UTF-16 units in one message
PAUSE = dt.timedelta(seconds=60)  # 429 names no moment
PAUSE_WITHOUT_A_WORD = dt.timedelta(seconds=30)  # a token that is refused: ask again then
TOO_MANY = frozenset({426, 429})
MALFORMED, NOT_THERE = 400, 404


class ZaloSender:
    """Text is sent without `parse_mode`, so nothing in it can be markup. `links` is None without a public address."""

    def __init__(
        self, api: Api, *, links: Links | None, uploads: Uploads | None = None, clock: Callable[[], dt.datetime]
    ) -> None:
        self._api = api
        self._links = links
        self._uploads = uploads
        self._clock = clock

    async def send(self, to: Address, parcel: Parcel) -> Delivery:
        """Deliver once. Never retries, never raises for the channel's answer."""
        if parcel.passing and parcel.edit:
            return Delivery(Outcome.DROPPED, reason="progress: nothing can be edited here")
        message, sent = "", 0
        try:
            text = plain.numbered(await words(to, parcel, self._links), [label for label, _ in parcel.choices])
            for part in split(text, TEXT_UNITS):
                message = _id(await self._api.call("sendMessage", chat_id=to.chat, text=part))
                sent += 1
        except Trouble as error:
            return doubtful_after(sent, outcome(error, now=self._clock()))
        if self._uploads:
            with contextlib.suppress(OSError, Unavailable):  # the next word said tidies again
                await asyncio.to_thread(self._uploads.tidy)
        return Delivery(Outcome.SENT, message=message, messages=sent)

    async def alive(self) -> bool:
        try:
            await self._api.call("getMe")
        except Trouble:
            return False
        return True

    def numbered(self, to: Address, parcel: Parcel) -> bool:  # noqa: ARG002 - there are no buttons
        return True


async def words(to: Address, parcel: Parcel, links: Links | None, *, takes_files: bool = False) -> str:
    """All that the person is to read but the choices: the text, a link for a file, the way to send one."""
    parts = [parcel.text]
    if parcel.file_id is not None:
        url = await links.download(to, parcel.file_id) if links else None
        parts.append(plain.download(parcel.file_name, url, minutes=Links.MINUTES))
    if parcel.wants_file and not takes_files:
        url = await links.upload(to) if links else None
        parts.append(plain.upload(url, minutes=Links.MINUTES))
    return "\n\n".join(parts)


def outcome(error: Exception, *, now: dt.datetime) -> Delivery:
    """What an error says about the message."""
    if isinstance(error, Refused):
        return _refusal(error.code, now=now)
    if isinstance(error, NEVER_LEFT):
        return Delivery(Outcome.NOT_SENT, reason=type(error).__name__)
    return Delivery(Outcome.UNSURE, reason=type(error).__name__)


def _refusal(code: int, *, now: dt.datetime) -> Delivery:
    """403 is the documentation's 'internal error', and 408 a time-out of theirs: the message may have left."""
    reason = f"error {code}"
    if code in TOO_MANY:
        return Delivery(Outcome.NOT_SENT, retry_at=now + PAUSE, whole_account=True, reason=reason)
    if code == UNKNOWN_TOKEN:
        return Delivery(Outcome.NOT_SENT, retry_at=now + PAUSE_WITHOUT_A_WORD, whole_account=True, reason="token")
    if code == MALFORMED:
        return Delivery(Outcome.REFUSED, poison=True, reason=reason)
    if code == NOT_THERE:
        return Delivery(Outcome.REFUSED, reason="chat not found")
    return Delivery(Outcome.UNSURE, reason=reason)


def _id(result: object) -> str:
    """Without an id nobody knows what became of it."""
    found = result.get("message_id") if isinstance(result, dict) else None
    if not found:
        raise Garbled
    return str(found)


def kind(error: Exception) -> str:
    """The error's class and code alone: its text can hold the address with the token."""
    return f"error {error.code}" if isinstance(error, Refused) else type(error).__name__
