"""Signed links for channels that carry no files: short-lived, for one person and the first browser that uses one."""

from __future__ import annotations

import asyncio
import base64
import binascii
import datetime as dt
import hashlib
import hmac
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from core.messages import Address
from db import links, people
from db.store import Store

GET, PUT = "get", "put"  # take a file, send one
_LONGEST = 1000  # characters of a token; ours have about 250


@dataclass(frozen=True, slots=True)
class Link:
    """What a token says: what it is for, in whose chat, until when."""

    purpose: str
    to: Address
    person: int
    file: int
    until: dt.datetime
    nonce: str


class Links:
    """Makes links that begin with `base`, our own server as people reach it, and says whether one may be used."""

    MINUTES = 30

    def __init__(self, store: Store, base: str, *, real: Callable[[], dt.datetime]) -> None:
        self._store = store
        self._base = base
        self._real = real
        with store.begin() as conn:
            self._key = links.key(conn)

    @property
    def secure(self) -> bool:
        return self._base.startswith("https:")

    async def upload(self, to: Address) -> str | None:
        """None for somebody who has not joined."""
        return await asyncio.to_thread(self._make, PUT, to, 0)

    async def download(self, to: Address, file_id: int) -> str | None:
        return await asyncio.to_thread(self._make, GET, to, file_id)

    def _make(self, purpose: str, to: Address, file: int) -> str | None:
        with self._store.read() as conn:
            person = people.by_address(conn, to)
        if person is None:
            return None
        until = int((self._real() + dt.timedelta(minutes=self.MINUTES)).timestamp())
        said = [purpose, to.account, to.chat, person.id, file, until, secrets.token_urlsafe(12)]
        body = _text(json.dumps(said, separators=(",", ":")).encode())
        return f"{self._base}/links/{purpose}/{body}.{self._signature(body)}"

    # ── one comes back ─────────────────────────────────────────────────────────────────────────
    def look(self, token: str, *, purpose: str, browser: str | None) -> Link | None:
        """The link, if this browser may still use it. Wrong, expired, foreign: all the same None."""
        link = self._read(token, purpose)
        if link is None:
            return None
        with self._store.read() as conn:
            person = people.by_address(conn, link.to)
            free = links.free_for(conn, link.nonce, by=_hashed(browser) if browser else None)
        return link if free and person is not None and person.id == link.person else None

    def use(self, token: str, *, purpose: str, browser: str) -> Link | None:
        """The same, and from now on the link is this browser's alone."""
        link = self.look(token, purpose=purpose, browser=browser)
        if link is None:
            return None
        with self._store.begin() as conn:
            mine = links.claim(conn, link.nonce, by=_hashed(browser), until=link.until, real_now=self._real())
        return link if mine else None

    def _read(self, token: str, purpose: str) -> Link | None:
        body, _, signature = token[:_LONGEST].partition(".")
        if not hmac.compare_digest(signature.encode(), self._signature(body).encode()):
            return None
        try:
            kind, account, chat, person, file, until, nonce = json.loads(_bytes(body))
        except (ValueError, binascii.Error):
            return None
        ends = dt.datetime.fromtimestamp(until, dt.UTC)
        if kind != purpose or ends <= self._real():
            return None
        return Link(kind, Address(account, chat), person, file, ends, nonce)

    def _signature(self, body: str) -> str:
        return _text(hmac.digest(self._key, body.encode(), "sha256"))


def _hashed(browser: str) -> str:
    return hashlib.sha256(browser.encode()).hexdigest()


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
