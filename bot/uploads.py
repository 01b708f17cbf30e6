"""Files that came through a page of our own: they wait, readable by this user alone, while a reading may need them."""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.messages import Attachment
from core.problems import AskAgain
from db import uploads
from db.store import Store

UPLOAD_BYTES = 20 * 1024 * 1024


class Uploads:
    """The uploads of one account: its channel's name stands before each reference."""

    def __init__(self, store: Store, folder: Path, *, account: str) -> None:
        self._store = store
        self._folder = folder
        self._account = account
        self._prefix = f"{account.partition(':')[0]}-"
        self._reference = re.compile(re.escape(self._prefix) + "[0-9a-f]{32}")
        self._arriving: set[str] = set()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.tidy()

    @contextmanager
    def arriving(self, content: bytes, *, name: str) -> Iterator[Attachment]:
        """Keep a file while its event is being committed; whoever leaves with an error leaves no file."""
        reference = f"{self._prefix}{secrets.token_hex(16)}"
        self._arriving.add(reference)
        path = self._folder / reference
        try:
            path.touch(mode=0o600)
            path.write_bytes(content)
            yield Attachment(reference, name, len(content))
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        finally:
            self._arriving.discard(reference)

    def tidy(self) -> None:
        """Remove what nobody will ask for: read to the end, refused, bearing a mark of secrecy, or of no use."""
        here = (path for path in self._folder.glob(f"{self._prefix}*") if self._reference.fullmatch(path.name))
        found = [path for path in here if path.name not in self._arriving]
        if not found:
            return
        with self._store.read() as conn:
            waiting = uploads.waiting(conn, self._account)
        for path in found:
            if path.name not in waiting:
                path.unlink(missing_ok=True)

    def has(self, attachment: Attachment) -> bool:
        """Whether it came through the page, and not from the channel itself."""
        return self._reference.fullmatch(attachment.reference) is not None

    def copy(self, attachment: Attachment, into: Path) -> None:
        source = self._folder / attachment.reference
        if not self.has(attachment) or not source.exists():
            raise AskAgain("broken")
        shutil.copyfile(source, into)
