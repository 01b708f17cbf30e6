"""An Official Account's way to the service: access tokens of a day, renewed with refresh tokens that work once."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import re
from collections.abc import Callable
from typing import Any

import httpx

from bot.zalo.access import Official
from bot.zalo.api import Garbled, Refused
from db import tokens
from db.outage import is_outage
from db.store import Store
from db.tokens import Token

log = logging.getLogger("dondoc.zalo")
EARLY = dt.timedelta(minutes=10)  # renewed this long before the end
LOCK_SECONDS = 40.0  # longer than one renewal may take
KEEPING = 20  # how often new tokens are tried to be kept
PATIENCE, LOOK_AGAIN = 30, 0.5  # how often, and how many seconds apart, another worker's renewal is waited for


class Tokens:
    """The account's access token. A refresh token works once, so one worker at a time renews, under a lease row."""

    def __init__(
        self,
        store: Store,
        client: httpx.AsyncClient,
        official: Official,
        *,
        worker: str,
        real: Callable[[], dt.datetime],
    ) -> None:
        self._store, self._client, self._official = store, client, official
        self._worker, self._real = worker, real
        self._one = asyncio.Lock()

    async def current(self, *, refused: str | None = None) -> str:
        """One that is good for a while, and not `refused`. Raises what a call may raise, or Refused."""
        async with self._one:
            for _ in range(PATIENCE):
                found = await asyncio.to_thread(self._look, refused)
                if isinstance(found, Token):
                    return found.access
                if found is not None:
                    return await self._renew(found)
                await asyncio.sleep(LOOK_AGAIN)
        raise Garbled

    def _look(self, refused: str | None) -> Token | str | None:
        """A good token; or the refresh token to use, now that the lock is ours; or None while somebody renews."""
        now, official = self._real(), self._official

        def good(known: Token | None) -> bool:
            return known is not None and known.access != refused and known.expires_at > now + EARLY

        with self._store.begin() as conn:
            known = tokens.get(conn, official.account, seed=official.seed)
            if good(known):
                return known
            if not tokens.lock(conn, official.account, holder=self._worker, real_now=now, seconds=LOCK_SECONDS):
                return None
            known = tokens.get(conn, official.account, seed=official.seed)  # somebody may have renewed meanwhile
            if good(known):
                tokens.unlock(conn, official.account, holder=self._worker, real_now=now)
                return known
            return known.refresh if known else official.refresh_token

    async def _renew(self, refresh: str) -> str:
        official = self._official
        answer = await self._client.post(
            f"{official.oauth_url}/v4/oa/access_token",
            headers={"secret_key": official.app_secret},
            data={"refresh_token": refresh, "app_id": official.app_id, "grant_type": "refresh_token"},
            timeout=httpx.Timeout(20.0, connect=5.0),
        )
        said = as_object(answer)
        if not said.get("access_token") or not said.get("refresh_token"):
            log.error("%s: the refresh token is not accepted: authorise the application again", official.account)
            await asyncio.to_thread(self._unlock)
            raise Refused(_whole(said.get("error")))
        ends = self._real() + dt.timedelta(seconds=_whole(said.get("expires_in")) or 3600)
        fresh = Token(str(said["access_token"]), str(said["refresh_token"]), ends)
        await self._surely_keep(fresh)
        return fresh.access

    async def _surely_keep(self, fresh: Token) -> None:
        """The one before works no more: a database that is away for a moment must not cost the account its access."""
        for left in reversed(range(KEEPING)):
            try:
                await asyncio.to_thread(self._keep, fresh)
                return
            except Exception as error:
                if not (is_outage(error) and left):
                    raise
                log.error("%s: the new tokens could not be kept yet (%s)", self._official.account, type(error).__name__)
            await asyncio.sleep(LOOK_AGAIN)

    def _keep(self, fresh: Token) -> None:
        """Written before it is used: the old one works no more."""
        with self._store.begin() as conn:
            tokens.put(conn, self._official.account, fresh, seed=self._official.seed)
            tokens.unlock(conn, self._official.account, holder=self._worker, real_now=self._real())

    def _unlock(self) -> None:
        with self._store.begin() as conn:
            tokens.unlock(conn, self._official.account, holder=self._worker, real_now=self._real())


def _whole(said: object) -> int:
    found = re.fullmatch(r"-?\d{1,9}", str(said))
    return int(found[0]) if found else 0


def as_object(response: httpx.Response) -> dict[str, Any]:
    try:
        found = response.json()
    except ValueError as error:
        raise Garbled from error
    if not isinstance(found, dict):
        raise Garbled
    return found
