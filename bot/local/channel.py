"""The local chat as a channel: what the page posted becomes an event, what is said becomes a bubble."""

from __future__ import annotations

import asyncio
import shutil
from contextlib import suppress
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from bot.local.events import Bell, Clock
from bot.uploads import Uploads
from core.messages import Address, Attachment, Delivery, Outcome, Parcel
from core.wording import plain
from db import facts, local
from db.store import Store

ACCOUNT = "local"
_TEXT_ONLY = "local.text_only"


class TextOnly:
    """The chats that are shown as on a channel without buttons: choices are lines to type the number of."""

    def __init__(self, store: Store) -> None:
        self._store = store
        with store.read() as conn:
            self._chats = set((facts.get(conn, _TEXT_ONLY) or "").split())

    def __contains__(self, chat: object) -> bool:
        return chat in self._chats

    def switch(self, chat: str) -> bool:
        """The other way from now on; which way that is. What was said before stays as it was shown."""
        self._chats ^= {chat}
        with self._store.begin() as conn:
            facts.put(conn, _TEXT_ONLY, " ".join(sorted(self._chats)))
        return chat in self._chats


class LocalSender:
    """Delivers a parcel by writing its row; pages that are open see it at once, others when they open."""

    def __init__(
        self, store: Store, *, clock: Clock, bell: Bell, files: Path, uploads: Uploads, text_only: TextOnly
    ) -> None:
        self._store = store
        self._text_only = text_only
        self._uploads = uploads
        self._clock = clock
        self._bell = bell
        self._files = files

    async def send(self, to: Address, parcel: Parcel) -> Delivery:
        """Deliver once. A row that could not be written was rolled back: it surely did not leave."""
        try:
            message = await asyncio.to_thread(self._write, to.chat, parcel)
        except (OSError, SQLAlchemyError) as error:
            return Delivery(Outcome.NOT_SENT, reason=type(error).__name__)
        self._bell.ring()
        with suppress(OSError, SQLAlchemyError):  # the next word said tidies again
            await asyncio.to_thread(self._uploads.tidy)
        return Delivery(Outcome.SENT, message=str(message))

    async def alive(self) -> bool:
        return True

    def numbered(self, to: Address, parcel: Parcel) -> bool:  # noqa: ARG002 - a chat is one or the other
        return to.chat in self._text_only

    def _write(self, chat: str, parcel: Parcel) -> int:
        text, choices = parcel.text, parcel.choices
        if chat in self._text_only:
            text, choices = plain.numbered(text, [label for label, _ in choices]), ()
        with self._store.begin() as conn:
            local.forget_erased(conn, ACCOUNT, chat=chat)
            if parcel.edit and parcel.edit.isdigit() and parcel.file is None:
                edited = int(parcel.edit)
                if local.edit(conn, chat, message=edited, text=text, choices=choices):
                    return edited
            message = local.add(
                conn,
                chat,
                by_person=False,
                text=text,
                at=self._clock.now(),
                choices=choices,
                file_name=parcel.file_name or (parcel.file.name if parcel.file else None),
            )
            if parcel.file is not None:
                shutil.copyfile(parcel.file, sent_file(self._files, message))
            return message


def sent_file(files: Path, message: int) -> Path:
    """Where the file of a bubble lies until it is downloaded."""
    files.mkdir(mode=0o700, parents=True, exist_ok=True)
    return files / str(message)


class LocalFetcher:
    """Hands over a file that came through the page, as often as it is asked for."""

    def __init__(self, uploads: Uploads) -> None:
        self._uploads = uploads

    async def fetch(self, attachment: Attachment, into: Path) -> None:
        await asyncio.to_thread(self._uploads.copy, attachment, into)
