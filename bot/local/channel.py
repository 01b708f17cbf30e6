"""The local chat as a channel: what the page posted becomes an event, what is said becomes a bubble."""

from __future__ import annotations

import asyncio
import re
import secrets
import shutil
import time
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from bot.local.events import Bell, Clock
from core.messages import Address, Attachment, Delivery, Outcome, Parcel
from core.problems import AskAgain
from db import local
from db.store import Store

ACCOUNT = "local"
UPLOAD_BYTES = 20 * 1024 * 1024
_KEPT_SECONDS = 3 * 24 * 3600  # an upload nobody asked for, as when its sender may not load documents
_REFERENCE = re.compile(r"local-[0-9a-f]{32}")


class LocalSender:
    """Delivers a parcel by writing its row; pages that are open see it at once, others when they open."""

    def __init__(self, store: Store, *, clock: Clock, bell: Bell, files: Path) -> None:
        self._store = store
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
        return Delivery(Outcome.SENT, message=str(message))

    async def alive(self) -> bool:
        return True

    def _write(self, chat: str, parcel: Parcel) -> int:
        with self._store.begin() as conn:
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


class Uploads:
    """Files that arrived through the page and wait to be fetched: readable by this user alone, removed once fetched."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def keep(self, content: bytes, name: str) -> Attachment:
        reference = f"local-{secrets.token_hex(16)}"
        path = self._folder / reference
        path.touch(mode=0o600)
        path.write_bytes(content)
        return Attachment(reference, name, len(content))

    def drop(self, attachment: Attachment) -> None:
        (self._folder / attachment.reference).unlink(missing_ok=True)

    def sweep(self) -> None:
        """Remove what nobody fetched: its sender was answered long ago."""
        for path in self._folder.glob("local-*"):
            if time.time() - path.stat().st_mtime > _KEPT_SECONDS:
                path.unlink(missing_ok=True)

    def move(self, attachment: Attachment, into: Path) -> None:
        if not _REFERENCE.fullmatch(attachment.reference):
            raise AskAgain("broken")
        source = self._folder / attachment.reference
        if not source.exists():
            raise AskAgain("broken")
        shutil.copyfile(source, into)
        source.unlink()


class LocalFetcher:
    """Hands over an uploaded file, once: nothing of it stays on the page's side."""

    def __init__(self, uploads: Uploads) -> None:
        self._uploads = uploads

    async def fetch(self, attachment: Attachment, into: Path) -> None:
        await asyncio.to_thread(self._uploads.move, attachment, into)
