"""Give a file by a signed link, or take one into a conversation. A link that may not be used is answered in one way."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.templating import Jinja2Templates

from bot.bodies import bounded
from bot.links import GET, PUT, Link, Links
from bot.uploads import UPLOAD_BYTES, Uploads
from bot.webhook import Receive
from core.messages import Incoming
from core.problems import NotAllowed
from core.text import clean
from core.wording.plain import PAGE
from db import files
from db.store import Store

_HERE = Path(__file__).parent
_COOKIE = "dondoc_browser"
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


class LinkedPages:
    """`uploads` and `receive` by account: where a file waits, and how its event is kept."""

    def __init__(self, store: Store, links: Links, *, uploads: Mapping[str, Uploads], receive: Receive) -> None:
        self._store = store
        self._links = links
        self._uploads = uploads
        self._receive = receive
        self._templates = Jinja2Templates(directory=_HERE / "templates")

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/links/get/{token}", self._offer, methods=["GET"]),
            Route("/links/get/{token}", self._give, methods=["POST"]),
            Route("/links/put/{token}", self._ask, methods=["GET"]),
            Route("/links/put/{token}", self._take, methods=["POST"]),
            Mount("/links/static", StaticFiles(directory=_HERE / "static")),
        ]

    # ── a file goes out ────────────────────────────────────────────────────────────────────────
    async def _offer(self, request: Request) -> Response:
        """Looking uses nothing up: channels open links by themselves to show a preview."""
        return await self._page(request, GET)

    async def _give(self, request: Request) -> Response:
        browser = request.cookies.get(_COOKIE)
        link = await self._used(request, GET, browser)
        if link is None:
            return self._refused(request)
        try:
            name, content = await asyncio.to_thread(self._file, link.file)
        except NotAllowed:
            return self._refused(request)
        shown = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
        return Response(content, media_type="application/octet-stream", headers=_HEADERS | shown)

    def _file(self, file_id: int) -> tuple[str, bytes]:
        with self._store.read() as conn:
            return files.get(conn, file_id)

    # ── a file comes in ────────────────────────────────────────────────────────────────────────
    async def _ask(self, request: Request) -> Response:
        return await self._page(request, PUT)

    async def _take(self, request: Request) -> Response:
        """The file is the body; its name stands in a header, which no access log keeps. Told 200 after the commit."""
        browser = request.cookies.get(_COOKIE)
        if await self._good(request, PUT, browser) is None:  # before anything is read: anybody may post here
            return self._refused(request)
        content = await bounded(request, UPLOAD_BYTES)
        if content is None:
            return JSONResponse({"refused": "too_large"}, 413, headers=_HEADERS)
        link = await self._used(request, PUT, browser)
        if link is None or link.to.account not in self._uploads:
            return self._refused(request)
        name = clean(unquote(request.headers.get("x-name", ""))).replace("/", "_").strip()[:200] or "tep"
        with self._uploads[link.to.account].arriving(content, name=name) as attachment:
            event = Incoming(f"upload:{attachment.reference}", link.to, attachment=attachment)
            await self._receive([event])
        return JSONResponse({"received": True}, headers=_HEADERS)

    # ── whoever comes ──────────────────────────────────────────────────────────────────────────
    async def _page(self, request: Request, purpose: str) -> Response:
        browser = request.cookies.get(_COOKIE)
        if await self._good(request, purpose, browser) is None:
            return self._refused(request)
        shown = {"words": PAGE, "purpose": purpose, "most": UPLOAD_BYTES}
        page = self._templates.TemplateResponse(request, "link.html", shown, headers=dict(_HEADERS))
        if browser is None:
            page.set_cookie(
                _COOKIE,
                secrets.token_urlsafe(24),
                max_age=3600,
                path="/links",
                httponly=True,
                secure=self._links.secure,
                samesite="strict",
            )
        return page

    async def _good(self, request: Request, purpose: str, browser: str | None) -> Link | None:
        token = request.path_params["token"]
        return await asyncio.to_thread(self._links.look, token, purpose=purpose, browser=browser)

    async def _used(self, request: Request, purpose: str, browser: str | None) -> Link | None:
        if not browser:
            return None
        token = request.path_params["token"]
        return await asyncio.to_thread(self._links.use, token, purpose=purpose, browser=browser)

    def _refused(self, request: Request) -> Response:
        """Wrong, expired, used by another browser, somebody else's: one answer."""
        shown = {"words": PAGE, "purpose": "refused"}
        return self._templates.TemplateResponse(request, "link.html", shown, status_code=404, headers=dict(_HEADERS))
