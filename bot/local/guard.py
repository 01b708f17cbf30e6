"""Decide who may speak to the local chat: a browser on this machine, on a page this server gave it."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.wording import page

_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_LOOKING = frozenset({"GET", "HEAD"})
_HANDED_ON = frozenset({"forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip"})
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class LoopbackOnly:
    """Refuses other machines, also behind a proxy, other names for this one (DNS rebinding), pages of other origins."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        allowed = _from_here(scope) and _same_origin(scope)
        answer = self._app if allowed else PlainTextResponse(page.ELSEWHERE, 403)
        await answer(scope, receive, marked)


def _from_here(scope: Scope) -> bool:
    client = scope.get("client")
    headers = Headers(scope=scope)
    host = _hostname("//" + headers.get("host", ""))
    return (
        host in _NAMES
        and _HANDED_ON.isdisjoint(headers)
        and client is not None
        and ip_address(client[0].partition("%")[0]).is_loopback
    )


def _same_origin(scope: Scope) -> bool:
    """A browser says where a post comes from; a programme on this machine says nothing and is as local as the page."""
    if scope["method"] in _LOOKING:
        return True
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    own_page = origin is None or urlsplit(origin).netloc == headers.get("host")
    return own_page and headers.get("sec-fetch-site", "same-origin") in {"same-origin", "none"}


def _hostname(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None
