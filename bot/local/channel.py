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
from db import local
from db.store import Store

ACCOUNT = "local"


class LocalSender:
    """Delivers a parcel by writing its row; pages that are open see it at once, others when they open."""

    def __init__(self, store: Store, *, clock: Clock, bell: Bell, files: Path, uploads: Uploads) -> None:
        self._store = store
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

    def numbered(self, to: Address, parcel: Parcel) -> bool:  # noqa: ARG002 - buttons, always
        return False

    def _write(self, chat: str, parcel: Parcel) -> int:
        with self._store.begin() as conn:
            local.forget_erased(conn, ACCOUNT, chat=chat)
            if parcel.edit and parcel.edit.isdigit() and parcel.file is None:
                edited = int(parcel.edit)
                if local.edit(conn, chat, message=edited, text=parcel.text, choices=parcel.choices):
                    return edited
            message = local.add(
                conn,
                chat,
                by_person=False,
                text=parcel.text,
                at=self._clock.now(),
                choices=parcel.choices,
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
