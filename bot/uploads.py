"""Files that came through a page of our own: they wait, readable by this user alone, while a reading may need them."""

from __future__ import annotations

import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from core.messages import Attachment
from core.problems import AskAgain
from db import uploads
from db.store import Store

UPLOAD_BYTES = 20 * 1024 * 1024
LEFT_BEHIND = 3600.0  # seconds; nothing takes so long to be committed
_ARRIVING = ".arriving"  # stands after the name until the event is committed


class Uploads:
    """The uploads of one account: its channel's name stands before each reference."""

    def __init__(self, store: Store, folder: Path, *, account: str) -> None:
        self._store = store
        self._folder = folder
        self._account = account
        self._prefix = f"{account.partition(':')[0]}-"
        self._reference = re.compile(re.escape(self._prefix) + "[0-9a-f]{32}")
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.tidy()

    @contextmanager
    def arriving(self, content: bytes, *, name: str) -> Iterator[Attachment]:
        """Keep a file while its event is being committed; whoever leaves with an error leaves no file."""
        reference = f"{self._prefix}{secrets.token_hex(16)}"
        path = self._folder / f"{reference}{_ARRIVING}"
        try:
            path.touch(mode=0o600)
            path.write_bytes(content)
            yield Attachment(reference, name, len(content))
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        with suppress(FileNotFoundError):  # another worker tidied after a stop of hours; its event says so when read
            path.replace(self._folder / reference)

    def tidy(self) -> None:
        """Remove what nobody will ask for: read to the end, refused, bearing a mark of secrecy, or of no use.

        What is arriving, here or in another worker's hands, has no event yet: only what was left behind so goes.
        """
        found = [path for path in self._folder.glob(f"{self._prefix}*") if self._is_ours(path)]
        if not found:
            return
        with self._store.read() as conn:
            waiting = uploads.waiting(conn, self._account)
        for path in found:
            if path.name.removesuffix(_ARRIVING) not in waiting:
                path.unlink(missing_ok=True)

    def _is_ours(self, path: Path) -> bool:
        if path.suffix != _ARRIVING:
            return self._reference.fullmatch(path.name) is not None
        with suppress(FileNotFoundError):
            return self._reference.fullmatch(path.stem) is not None and time.time() - path.stat().st_mtime > LEFT_BEHIND
        return False

    def has(self, attachment: Attachment) -> bool:
        """Whether it came through the page, and not from the channel itself."""
        return self._reference.fullmatch(attachment.reference) is not None

    def copy(self, attachment: Attachment, into: Path) -> None:
        if not self.has(attachment):
            raise AskAgain("broken")
        arrived = self._folder / attachment.reference
        for source in (arrived, arrived.with_name(f"{arrived.name}{_ARRIVING}"), arrived):  # it may get its name now
            with suppress(FileNotFoundError):
                shutil.copyfile(source, into)
                return
        raise AskAgain("broken")
