"""The pages of the local chat and what they post: a message, a pressed choice, a file, a step of the clock."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import re
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from sqlalchemy import Connection
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.templating import Jinja2Templates

from bot.bodies import bounded
from bot.local.channel import ACCOUNT, LocalFetcher, LocalSender, TextOnly, sent_file
from bot.local.events import Bell, Clock, Events, mark_from
from bot.local.guard import LoopbackOnly
from bot.uploads import UPLOAD_BYTES, Uploads
from core.messages import Address, Happened, Incoming
from core.model import Contact
from core.office import Office
from core.text import clean
from core.wording import page as wording
from core.wording import show
from db import inbox, local, people, reminders
from db.store import Store

_HERE = Path(__file__).parent
_CHAT = re.compile(r"[a-z0-9-]{1,40}")
_KEY = re.compile(r"[A-Za-z0-9-]{8,64}")
_TEXT_BYTES = 64 * 1024
_ARRIVES_AT = dt.time(8, 0)  # a chosen day is entered after its morning note
_FURTHEST = dt.timedelta(days=5 * 365)
_MOST_MOMENTS = 500  # two years of working mornings


class LocalChat:
    """The channel `local`: its pages, its sender and its fetcher."""

    def __init__(
        self,
        store: Store,
        *,
        clock: Clock,
        office: Office,
        data_dir: Path,
        next_moment: Callable[[Connection], dt.datetime | None],
        step: Callable[[dt.datetime], Awaitable[bool]],
        clock_moves: bool = True,
        on_arrival: Callable[[], None],
    ) -> None:
        self._store = store
        self._clock = clock
        self._office = office
        self._next_moment = next_moment
        self._move_on = step
        self._clock_moves = clock_moves
        self._on_arrival = on_arrival
        self._bell = Bell()
        self._stepping = asyncio.Lock()
        self._files = data_dir / "local"
        self._uploads = Uploads(store, data_dir / "incoming", account=ACCOUNT)
        self._events = Events(store, clock=clock, office=office, bell=self._bell)
        self._templates = Jinja2Templates(directory=_HERE / "templates")
        self._text_only = TextOnly(store)
        self.sender = LocalSender(
            store,
            clock=clock,
            bell=self._bell,
            files=self._files,
            uploads=self._uploads,
            text_only=self._text_only,
        )
        self.fetcher = LocalFetcher(self._uploads)

    def close(self) -> None:
        """End the open streams; the server waits for them otherwise."""
        self._bell.close()

    def mount(self) -> Mount:
        static = StaticFiles(directory=_HERE / "static")
        routes = [
            Route("/", self._choose),
            Route("/chat/{chat}", self._chat),
            Route("/chat/{chat}/events", self._listen),
            Route("/chat/{chat}/say", self._say, methods=["POST"]),
            Route("/chat/{chat}/press", self._press, methods=["POST"]),
            Route("/chat/{chat}/file", self._attach, methods=["POST"]),
            Route("/chat/{chat}/text-only", self._switch, methods=["POST"]),
            Route("/clock", self._step, methods=["POST"]),
            Route("/file/{message:int}", self._download),
            Mount("/static", static),
        ]
        return Mount("/", routes=routes, middleware=[Middleware(LoopbackOnly)])

    # ── looking ────────────────────────────────────────────────────────────────────────────────
    async def _choose(self, request: Request) -> Response:
        contacts = await asyncio.to_thread(self._contacts)
        agencies = [(name, list(cards)) for name, cards in groupby(contacts, key=lambda c: c.person.agency or "")]
        stranger = f"khach-{secrets.token_hex(3)}"
        words: dict[str, Any] = {"agencies": agencies, "stranger": stranger, "clock": self._events.clock()}
        return self._templates.TemplateResponse(request, "choose.html", words | {"role": show.role})

    async def _chat(self, request: Request) -> Response:
        chat = request.path_params["chat"]
        if not _CHAT.fullmatch(chat):
            return PlainTextResponse(wording.NO_CHAT, 404)
        person = await asyncio.to_thread(self._who, chat)
        words = {"chat": chat, "person": person, "clock": self._events.clock(), "role": show.role}
        words |= {"text_only": chat in self._text_only, "clock_moves": self._clock_moves}
        return self._templates.TemplateResponse(request, "chat.html", words | {"most": UPLOAD_BYTES})

    async def _listen(self, request: Request) -> Response:
        seen = mark_from(request.headers.get("last-event-id") or request.query_params.get("seen"))
        stream = self._events.stream(request.path_params["chat"], seen=seen)
        return StreamingResponse(stream, media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    async def _download(self, request: Request) -> Response:
        number = request.path_params["message"]
        message = await asyncio.to_thread(self._message, number)
        path = sent_file(self._files, number)
        if message is None or message.file_name is None or not path.is_file():
            return PlainTextResponse(wording.NO_FILE, 404)
        return FileResponse(path, filename=message.file_name, media_type="application/octet-stream")

    # ── speaking ───────────────────────────────────────────────────────────────────────────────
    async def _say(self, request: Request) -> Response:
        posted = _object(await bounded(request, _TEXT_BYTES))
        text = clean(str(posted.get("text", ""))).strip()
        if not text:
            return _refused("empty", 400)
        return await self._received(request, posted.get("key"), text=text)

    async def _press(self, request: Request) -> Response:
        posted = _object(await bounded(request, _TEXT_BYTES))
        token, message = str(posted.get("token", ""))[:64], posted.get("message")
        if not token or not isinstance(message, int):
            return _refused("empty", 400)
        return await self._received(request, posted.get("key"), pressed=(message, clean(token)))

    async def _attach(self, request: Request) -> Response:
        """The file is the body; its name and words beside it stand in headers, which no access log keeps."""
        content = await bounded(request, UPLOAD_BYTES)
        if content is None:
            return _refused("too_large", 413)
        name = clean(unquote(request.headers.get("x-name", ""))).replace("/", "_").strip()[:200] or "tep"
        text = clean(unquote(request.headers.get("x-text", ""))).strip()
        return await self._received(request, request.headers.get("x-key"), text=text, file=(name, content))

    async def _received(
        self,
        request: Request,
        key: object,
        *,
        text: str = "",
        pressed: tuple[int, str] | None = None,
        file: tuple[str, bytes] | None = None,
    ) -> Response:
        """Answered only after the commit: what the page was told is received is not lost."""
        chat = request.path_params["chat"]
        if not _CHAT.fullmatch(chat):
            return _refused("empty", 404)
        event = Incoming(
            key if isinstance(key, str) and _KEY.fullmatch(key) else secrets.token_hex(16),
            Address(ACCOUNT, chat),
            Happened.PRESSED if pressed else Happened.SAID,
            text=text,
            choice=pressed[1] if pressed else None,
            message=str(pressed[0]) if pressed else None,
        )
        await asyncio.to_thread(self._keep, event, file)
        self._bell.ring()
        self._on_arrival()
        return JSONResponse({"received": True})

    def _keep(self, event: Incoming, file: tuple[str, bytes] | None) -> None:
        if file is None:
            self._commit(event)
            return
        name, content = file
        with self._uploads.arriving(content, name=name) as attachment:
            self._commit(replace(event, attachment=attachment))

    def _commit(self, event: Incoming) -> None:
        """The event and what the page shows of it; a post that came before changes nothing."""
        chat = event.address.chat
        with self._store.begin() as conn:
            if not inbox.receive(conn, event, received_at=self._clock.real()):
                return
            if event.choice and event.message:
                local.press(conn, chat, message=int(event.message), token=event.choice)
                return
            name = event.attachment.name if event.attachment else None
            now = self._clock.now()
            local.add(conn, chat, by_person=True, text=event.text, at=now, file_name=name, event_id=event.id)

    async def _switch(self, request: Request) -> Response:
        chat = request.path_params["chat"]
        if not _CHAT.fullmatch(chat):
            return _refused("empty", 404)
        return JSONResponse({"on": await asyncio.to_thread(self._text_only.switch, chat)})

    # ── the clock ──────────────────────────────────────────────────────────────────────────────
    async def _step(self, request: Request) -> Response:
        if not self._clock_moves:  # a channel is there as well: its people live by the real one
            return _refused("real", 409)
        wanted = str(_object(await bounded(request, _TEXT_BYTES)).get("to", ""))
        async with self._stepping:
            refused = await self._to_next() if wanted == "next" else await self._to_day(wanted)
        self._bell.ring()
        return _refused(refused, 409) if refused else JSONResponse(self._events.clock())

    async def _to_next(self) -> str | None:
        """On to the next moment at which something is said; a moment at which nobody has anything to hear is passed."""
        for _ in range(_MOST_MOMENTS):
            found = await asyncio.to_thread(self._due)
            if found is None:
                return "nothing_due"
            if await self._move_on(max(found, self._clock.now())):
                return None
        return "nothing_due"

    async def _to_day(self, wanted: str) -> str | None:
        found = self._chosen(wanted, self._clock.now())
        if isinstance(found, str):
            return found
        await self._move_on(found)
        return None

    def _chosen(self, wanted: str, now: dt.datetime) -> dt.datetime | str:
        try:
            found = self._office.at(dt.date.fromisoformat(wanted), _ARRIVES_AT)
        except ValueError:
            return "no_date"
        if found > now + _FURTHEST:
            return "no_date"
        return found if found > now else "past"

    # ── reading the database, in a thread ──────────────────────────────────────────────────────
    def _contacts(self) -> list[Contact]:
        """Who is reached on this page: the office first, then agency by agency."""
        with self._store.read() as conn:
            here = [c for c in people.everybody(conn) if c.address is not None and c.address.account == ACCOUNT]
        return sorted(here, key=lambda c: (not c.person.of_office, c.person.agency_id or 0, c.person.id))

    def _who(self, chat: str) -> Any:
        with self._store.read() as conn:
            return people.by_address(conn, Address(ACCOUNT, chat))

    def _message(self, number: int) -> local.LocalMessage | None:
        with self._store.read() as conn:
            return local.get(conn, number)

    def _due(self) -> dt.datetime | None:
        """The next reminder, else whatever comes next: a morning on which nobody is reminded is no stop of its own."""
        with self._store.read() as conn:
            return reminders.next_at(conn) or self._next_moment(conn)


def _object(body: bytes | None) -> dict[str, Any]:
    try:
        found = json.loads(body or b"{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _refused(code: str, status: int) -> JSONResponse:
    """The page has the words for each code."""
    return JSONResponse({"refused": code}, status)
