"""A Zalo Bot API server as strict as its documentation: one update a call, limits, quota, and `ok` apart from HTTP."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import threading
import time
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.house.served import served

BOT_ID = 738499000000000001
TOKEN = f"{BOT_ID}:FakeZaloTokenForTestsOnlyAAAAAAAAAAAAAAAA"
ACCOUNT = f"zalo:{BOT_ID}"
PATIENCE = 20.0


class Refusal(Exception):
    """An answer with `ok` false. The HTTP status is 200 unless told otherwise: it decides nothing."""

    def __init__(self, code: int, description: str = "", *, status: int = 200) -> None:
        super().__init__(description)
        self.code, self.description, self.status = code, description, status


@dataclass
class Sent:
    """One message a person sees."""

    id: str
    chat: str
    text: str


@dataclass
class FakeZalo:
    """The server's state. Faults are scripted: `api.fail['sendMessage'].append(Refusal(429))`."""

    port: int = 0
    down: bool = False
    quota: int = 3000
    updates: deque[dict[str, Any]] = field(default_factory=deque)
    messages: list[Sent] = field(default_factory=list)
    fail: dict[str, deque[Refusal | str]] = field(default_factory=lambda: defaultdict(deque))
    calls: list[str] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    pictures: dict[str, bytes] = field(default_factory=dict)
    hook: tuple[str, str] | None = None
    handed_out: int = 0
    _ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    _lock: threading.RLock = field(default_factory=threading.RLock)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    # ── what people do ───────────────────────────────────────────────────────────────────────────
    def says(self, chat: str, text: str) -> dict[str, Any]:
        return self._update(chat, "message.text.received", text=text)

    def sends_picture(self, chat: str, content: bytes, *, caption: str = "") -> dict[str, Any]:
        name = f"p{next(self._ids)}.jpg"
        self.pictures[name] = content
        return self._update(
            chat, "message.image.received", photo=f"{self.url}/cdn/{name}", **({"caption": caption} if caption else {})
        )

    def sends(self, chat: str, kind: str, **what: Any) -> dict[str, Any]:
        """A sticker, a voice, anything else."""
        return self._update(chat, f"message.{kind}.received", **what)

    def seen_by(self, chat: str) -> list[Sent]:
        with self._lock:
            return [sent for sent in self.messages if sent.chat == chat]

    def last(self, chat: str) -> Sent:
        return self.seen_by(chat)[-1]

    def wait_for(self, chat: str, words: str, *, seconds: float = PATIENCE, after: int = 0) -> Sent:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for sent in self.seen_by(chat)[after:]:
                if words in sent.text:
                    return sent
            threading.Event().wait(0.01)
        raise AssertionError(f"{words!r} never came; seen: {[s.text for s in self.seen_by(chat)][-4:]}")

    def wait_for_calls(self, method: str, count: int, *, seconds: float = PATIENCE) -> None:
        until = time.monotonic() + seconds
        while self.calls.count(method) < count and time.monotonic() < until:
            threading.Event().wait(0.005)

    def _update(self, chat: str, event: str, **what: Any) -> dict[str, Any]:
        """With a webhook it waits to be posted (`post`), else to be asked for."""
        self.known.add(chat)
        message = {
            "message_id": f"m{next(self._ids):019x}",
            "date": int(time.time() * 1000),
            "chat": {"id": chat, "chat_type": "PRIVATE"},
            "from": {"id": chat, "display_name": "N", "is_bot": False},
        }
        update = {"event_name": event, "message": message | what}
        with self._lock:
            self.updates.append(update)
        return update

    def post(self, site: str, *, until: float) -> None:
        """Post everything that waits to the webhook set, again and again until it is told 200; in order."""
        while self.updates:
            assert time.monotonic() < until, "the webhook never answered 200"
            if self._posted(site, self.updates[0]):
                self.updates.popleft()
            else:
                threading.Event().wait(0.05)

    def _posted(self, site: str, update: dict[str, Any]) -> bool:
        secret = self.hook[1] if self.hook else ""
        with contextlib.suppress(httpx.HTTPError):
            body = {"ok": True, "result": update}
            headers = {"X-Bot-Api-Secret-Token": secret}
            return httpx.post(f"{site}/zalo/webhook", json=body, headers=headers, timeout=5).status_code == 200
        return False

    # ── what the bot may do ──────────────────────────────────────────────────────────────────────
    async def call(self, request: Request) -> Response:
        method = request.path_params["method"]
        self.calls.append(method)
        if self.down:
            return Response("<html>Bad Gateway</html>", 502)
        try:
            if request.path_params["token"] != TOKEN:
                raise Refusal(401, "Unauthorized")
            drops_after = self._scripted(method)
            do = getattr(self, f"do_{method}", None)
            if do is None:
                raise Refusal(400, "Bad request")
            result = await do(await request.json() if await request.body() else {})
            if drops_after:
                return Response(b"\x00", 200, headers={"content-length": "10"})  # accepted, then cut off
            return JSONResponse({"ok": True, "result": result})
        except Refusal as no:
            body = {"ok": False, "error_code": no.code, "description": no.description}
            return JSONResponse(body, no.status)

    def _scripted(self, method: str) -> bool:
        if not self.fail[method]:
            return False
        what = self.fail[method].popleft()
        if isinstance(what, Refusal):
            raise what
        return what == "drop after"

    async def do_getMe(self, _a: dict[str, Any]) -> dict[str, Any]:  # noqa: N802 - the API's names
        return {"id": str(BOT_ID), "account_name": "bot.dondoc", "account_type": "BASIC", "can_join_groups": False}

    async def do_deleteWebhook(self, _a: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        self.hook = None
        return {"url": "", "updated_at": 1}

    async def do_setWebhook(self, a: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        if not a["url"].startswith("https://") or not 8 <= len(a["secret_token"]) <= 256:
            raise Refusal(400, "Bad request")
        self.hook = (a["url"], a["secret_token"])
        return {"url": a["url"], "updated_at": 1}

    async def do_getWebhookInfo(self, _a: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        return {"url": self.hook[0] if self.hook else "", "updated_at": 1}

    async def do_getUpdates(self, a: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        """One update, forgotten as it is handed out; an empty poll is error 408."""
        if self.hook:
            raise Refusal(400, "a webhook is set")
        until = time.monotonic() + min(float(a.get("timeout", 30)), 1.0)
        while time.monotonic() < until and not self.down:
            with self._lock:
                if self.updates:
                    self.handed_out += 1
                    return self.updates.popleft()
            await asyncio.sleep(0.005)
        raise Refusal(408, "Request timeout", status=200)

    async def do_sendMessage(self, a: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        chat, text = a["chat_id"], a["text"]
        if set(a) - {"chat_id", "text"} or not isinstance(chat, str):
            raise Refusal(400, "Bad request")
        if not text.strip() or len(text.encode("utf-16-le")) // 2 > 2000:
            raise Refusal(400, "Bad request")
        if chat not in self.known or chat in self.gone:
            raise Refusal(404, "Not found")
        with self._lock:
            if len(self.messages) >= self.quota:
                raise Refusal(429, "Quota exceeded")
            sent = Sent(f"s{next(self._ids):019x}", chat, text)
            self.messages.append(sent)
        return {"message_id": sent.id, "date": int(time.time() * 1000)}

    async def picture(self, request: Request) -> Response:
        content = self.pictures.get(request.path_params["name"])
        return Response(content or b"", 200 if content is not None else 404)


@contextlib.contextmanager
def serving(api: FakeZalo) -> Iterator[FakeZalo]:
    """Serve until the block ends."""
    calls = Route("/bot{token}/{method}", api.call, methods=["GET", "POST"])
    with served(calls, Route("/cdn/{name}", api.picture), port=api.port) as api.port:
        yield api
