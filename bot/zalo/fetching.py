"""Fetch what people sent: a picture from the service's own address, or a file that came through our upload page."""

from __future__ import annotations

import asyncio
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from bot.uploads import UPLOAD_BYTES, Uploads
from core.messages import Attachment
from core.problems import AskAgain, TryLater

_GONE = frozenset({401, 403, 404, 410})


class ZaloFetcher:
    """`home` is the API's own address: beside it only https is followed, and no redirect."""

    def __init__(self, client: httpx.AsyncClient, uploads: Uploads, *, home: str) -> None:
        self._client = client
        self._uploads = uploads
        self._home = urlsplit(home)

    async def fetch(self, attachment: Attachment, into: Path) -> None:
        if self._uploads.has(attachment):
            await asyncio.to_thread(self._uploads.copy, attachment, into)
            return
        if attachment.size and attachment.size > UPLOAD_BYTES:
            raise AskAgain("too_large")
        if not self._allowed(attachment.reference):
            raise AskAgain("broken")
        try:
            await self._download(attachment.reference, into)
        except httpx.InvalidURL as error:
            raise AskAgain("broken") from error
        except httpx.HTTPError as error:
            raise TryLater("the channel did not give the file") from error

    def _allowed(self, url: str) -> bool:
        try:
            asked = urlsplit(url)
        except ValueError:
            return False
        return asked.scheme == "https" or (asked.scheme, asked.netloc) == (self._home.scheme, self._home.netloc)

    async def _download(self, url: str, into: Path) -> None:
        """Bounded while it comes: a declared size is only a promise. Whoever asked removes what a failure leaves."""
        async with self._client.stream("GET", url, timeout=httpx.Timeout(30.0, connect=5.0)) as answer:
            if answer.status_code in _GONE:
                raise AskAgain("not_fetched")
            if answer.status_code != httpx.codes.OK:
                raise TryLater("the channel did not give the file")
            taken = 0
            with into.open("wb") as file:
                async for part in answer.aiter_bytes():
                    taken += len(part)
                    if taken > UPLOAD_BYTES:
                        raise AskAgain("too_large")
                    file.write(part)
