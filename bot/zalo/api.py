"""Speak the Zalo Bot API: one call, one answer. The field `ok` decides, whatever the HTTP status is."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx

from bot.access import KEPT_SECONDS, Access

EMPTY_POLL = 408
UNKNOWN_TOKEN = 401
POLL_SECONDS = 30
NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


class Refused(Exception):
    """The service answered, and its answer is no. Its words are not kept: they may quote ours."""

    def __init__(self, code: int) -> None:
        super().__init__(f"error {code}")
        self.code = code


class Garbled(Exception):
    """Something answered, but not the API: a gateway, a page, half a body."""


Trouble = (httpx.HTTPError, Refused, Garbled)  # whatever a call may raise


@dataclass(frozen=True, slots=True)
class Api:
    """One bot. The token stands in the client's base address alone, which no error and no log shows."""

    client: httpx.AsyncClient

    async def call(self, method: str, *, wait: float = 15.0, **params: Any) -> Any:
        """The result; raises one of Trouble."""
        limits = httpx.Timeout(wait, connect=5.0, pool=5.0)
        answer = _object(await self.client.post(method, json=params, timeout=limits))
        if answer["ok"] is True:
            return answer.get("result")
        code = answer.get("error_code")
        if not isinstance(code, int):
            raise Garbled
        raise Refused(code)


def _object(response: httpx.Response) -> dict[str, Any]:
    try:
        found = response.json()
    except ValueError as error:
        raise Garbled from error
    if not isinstance(found, dict) or not isinstance(found.get("ok"), bool):
        raise Garbled
    return found


@contextlib.asynccontextmanager
async def open_api(access: Access) -> AsyncIterator[Api]:
    """Nothing is asked yet: the service may be down."""
    limits = httpx.Limits(max_connections=32, max_keepalive_connections=8, keepalive_expiry=KEPT_SECONDS)
    base = f"{access.api_url.rstrip('/')}/bot{access.token}/"
    async with httpx.AsyncClient(base_url=base, limits=limits, proxy=access.proxy, follow_redirects=False) as client:
        yield Api(client)


@dataclass(frozen=True, slots=True)
class Known:
    """What the service knows of a bot: its name, and where it posts to (None: it is polled)."""

    name: str
    posts_to: str | None


async def known(access: Access) -> Known | None:
    """None while the service does not say."""
    async with open_api(access) as api:
        try:
            me, hook = await api.call("getMe"), await api.call("getWebhookInfo")
        except Trouble:
            return None
    return Known(str(me.get("account_name", "")), hook.get("url") or None)
