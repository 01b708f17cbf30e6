"""A Bot API server as strict as the real one: limits, errors, offsets; people write to it and read what they got."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import re
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

BOT_ID = 7001
TOKEN = f"{BOT_ID}:AAFakeTokenForTestsOnlyAAAAAAAAAAAAAAAA"
DOWNLOAD_LIMIT = 20 * 1024 * 1024


class Refusal(Exception):
    """An answer that is not 200."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


@dataclass
class Sent:
    """One message a person sees: its newest text and buttons, and how often it was edited."""

    id: int
    chat: int
    text: str
    buttons: list[tuple[str, str]] = field(default_factory=list)
    file: str | None = None
    edits: int = 0


@dataclass
class FakeBotApi:
    """The server's state. Faults are scripted: `api.fail['sendMessage'].append(Refusal(502, 'Bad'))`."""

    port: int = 0
    down: bool = False
    updates: deque[dict[str, Any]] = field(default_factory=deque)
    messages: dict[int, Sent] = field(default_factory=dict)
    fail: dict[str, deque[Refusal | str]] = field(default_factory=lambda: defaultdict(deque))
    calls: list[str] = field(default_factory=list)
    known: set[int] = field(default_factory=set)
    blocked: set[int] = field(default_factory=set)
    left: set[int] = field(default_factory=set)
    deleted: set[int] = field(default_factory=set)
    old: set[int] = field(default_factory=set)  # messages of more than 48 hours ago
    answered: set[str] = field(default_factory=set)
    files: dict[str, bytes] = field(default_factory=dict)
    polls: int = 0
    hook: dict[str, Any] = field(default_factory=dict)
    menus: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    _ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    _update_ids: Iterator[int] = field(default_factory=lambda: itertools.count(500_001))
    _lock: threading.RLock = field(default_factory=threading.RLock)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    # ── what people do ───────────────────────────────────────────────────────────────────────────
    def says(self, chat: int, text: str, **more: Any) -> int:
        """A person writes; returns the update's id."""
        return self._update(message=self._message(chat) | {"text": text} | more)

    def sends_file(self, chat: int, name: str, content: bytes, *, caption: str = "") -> int:
        reference = f"file{next(self._ids)}"
        self.files[reference] = content
        document = {"file_id": reference, "file_unique_id": reference, "file_name": name, "file_size": len(content)}
        extra = {"caption": caption} if caption else {}
        return self._update(message=self._message(chat) | {"document": document} | extra)

    def speaks(self, chat: int, content: bytes) -> int:
        """A voice note."""
        reference = f"voice{next(self._ids)}"
        self.files[reference] = content
        voice = {"file_id": reference, "file_unique_id": reference, "duration": 1, "file_size": len(content)}
        return self._update(message=self._message(chat) | {"voice": voice})

    def edits(self, chat: int, message: int, text: str) -> int:
        """A person changes the words of an earlier message."""
        changed = {"message_id": message, "edit_date": int(time.time()), "text": text}
        return self._update(edited_message=self._message(chat) | changed)

    def presses(self, chat: int, label: str) -> int:
        """A person presses the newest button with this label."""
        with self._lock:
            for sent in reversed(self.seen_by(chat)):
                for text, data in sent.buttons:
                    if text == label:
                        return self.presses_data(chat, sent.id, data)
        raise AssertionError(f"no button {label!r} in chat {chat}")

    def presses_data(self, chat: int, message: int, data: str) -> int:
        query = {
            "id": str(next(self._ids)),
            "from": _user(chat),
            "chat_instance": "1",
            "data": data,
            "message": {
                "message_id": message,
                "date": int(time.time()),
                "chat": _chat(chat),
                "from": _user(BOT_ID, bot=True),
                "text": "…",
            },
        }
        return self._update(callback_query=query)

    def adds_to_group(self, group: int, by: int) -> int:
        member = {"status": "member", "user": _user(BOT_ID, bot=True)}
        self.known.add(group)
        return self._update(
            my_chat_member={
                "chat": {"id": group, "type": "group", "title": "Nhóm"},
                "from": _user(by),
                "date": int(time.time()),
                "old_chat_member": member | {"status": "left"},
                "new_chat_member": member,
            }
        )

    def seen_by(self, chat: int) -> list[Sent]:
        with self._lock:
            return [sent for sent in self.messages.values() if sent.chat == chat]

    def last(self, chat: int) -> Sent:
        return self.seen_by(chat)[-1]

    def wait_for(self, chat: int, words: str, *, seconds: float = 15, after: int = 0) -> Sent:
        """The first message to this chat, beyond the first `after` ones, that holds these words."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for sent in self.seen_by(chat)[after:]:
                if words in sent.text:
                    return sent
            threading.Event().wait(0.01)
        raise AssertionError(f"{words!r} never came; seen: {[s.text for s in self.seen_by(chat)][-4:]}")

    def wait_for_calls(self, count: int, *, seconds: float = 15) -> None:
        until = time.monotonic() + seconds
        while len(self.calls) < count and time.monotonic() < until:
            threading.Event().wait(0.005)

    def _message(self, chat: int) -> dict[str, Any]:
        self.known.add(chat)
        return {"message_id": next(self._ids), "date": int(time.time()), "chat": _chat(chat), "from": _user(chat)}

    def _update(self, **what: Any) -> int:
        with self._lock:
            update = {"update_id": next(self._update_ids)} | what
            self.updates.append(update)
            return int(update["update_id"])

    def push(self, over: threading.Event) -> None:
        """While a webhook is set, post what waits there, one update at a time, each until it is told 200."""
        with httpx.Client(timeout=20) as client:
            while not over.wait(0.005):
                if self.hook and self.updates and self._posted(client, self.updates[0]):
                    self.updates.popleft()

    def _posted(self, client: httpx.Client, update: dict[str, Any]) -> bool:
        secret = {"X-Telegram-Bot-Api-Secret-Token": self.hook["secret_token"]}
        try:
            answer = client.post(self.hook["url"], json=update, headers=secret)
        except (httpx.HTTPError, KeyError):
            return False
        if answer.status_code != httpx.codes.OK:
            return False
        if answer.content and answer.json()["method"] == "answerCallbackQuery":
            self.answered.add(answer.json()["callback_query_id"])
        return True

    # ── what the bot may do ──────────────────────────────────────────────────────────────────────
    async def call(self, request: Request) -> Response:
        method = request.path_params["method"]
        self.calls.append(method)
        if self.down:
            return Response("Bad Gateway", 502)
        try:
            if request.path_params["token"] != TOKEN:
                raise Refusal(401, "Unauthorized")
            drops_after = self._scripted(method)
            result = await getattr(self, f"do_{method}")(await _arguments(request))
            if drops_after:
                await asyncio.sleep(0)
                return Response(b"\x00", 200, headers={"content-length": "10"})  # accepted, then cut off
            return JSONResponse({"ok": True, "result": result})
        except Refusal as no:
            body: dict[str, Any] = {"ok": False, "error_code": no.code, "description": no.description}
            return JSONResponse(body | ({"parameters": no.parameters} if no.parameters else {}), no.code)

    def _scripted(self, method: str) -> bool:
        if not self.fail[method]:
            return False
        what = self.fail[method].popleft()
        if isinstance(what, Refusal):
            raise what
        return what == "drop after"

    async def do_getMe(self, _a: dict[str, Any]) -> dict[str, Any]:  # noqa: N802 - the API's names
        return _user(BOT_ID, bot=True) | {"username": "dondoc_bot"}

    async def do_setWebhook(self, a: dict[str, Any]) -> bool:  # noqa: N802
        self.hook = a
        return True

    async def do_deleteWebhook(self, _a: dict[str, Any]) -> bool:  # noqa: N802
        self.hook = {}
        return True

    async def do_getWebhookInfo(self, _a: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        info = {"has_custom_certificate": False, "pending_update_count": len(self.updates)}
        return info | {"url": self.hook.get("url", "")}

    async def do_setMyCommands(self, a: dict[str, Any]) -> bool:  # noqa: N802
        scope = json.loads(a["scope"])
        commands = [(one["command"], one["description"]) for one in json.loads(a["commands"])]
        if any(not re.fullmatch(r"[a-z0-9_]{1,32}", name) or not does for name, does in commands):
            raise Refusal(400, "Bad Request: BOT_COMMAND_INVALID")
        self.menus[int(scope["chat_id"])] = commands
        return True

    async def do_getUpdates(self, a: dict[str, Any]) -> list[dict[str, Any]]:  # noqa: N802
        """An offset forgets everything below it; two pollers at once are a conflict, and so is a webhook."""
        if self.polls or self.hook:
            raise Refusal(409, "Conflict: terminated by other getUpdates request")
        self.polls += 1
        try:
            until = time.monotonic() + min(float(a.get("timeout", 0)), 2.0)
            while True:
                with self._lock:
                    while self.updates and self.updates[0]["update_id"] < int(a.get("offset", 0)):
                        self.updates.popleft()
                    if self.updates or time.monotonic() >= until or self.down:
                        return list(itertools.islice(self.updates, int(a.get("limit", 100))))
                await asyncio.sleep(0.005)
        finally:
            self.polls -= 1

    async def do_sendMessage(self, a: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        chat = self._reachable(a)
        return self._keep(Sent(next(self._ids), chat, _text(a), _buttons(a)))

    async def do_sendDocument(self, a: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        chat = self._reachable(a)
        return self._keep(Sent(next(self._ids), chat, "", _buttons(a), file=str(a.get("document_name"))))

    async def do_editMessageText(self, a: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        chat, old = self._reachable(a), self.messages.get(int(a["message_id"]))
        if old is None or old.chat != chat:
            raise Refusal(400, "Bad Request: message to edit not found")
        if (old.text, old.buttons) == (_text(a), _buttons(a)):
            raise Refusal(400, "Bad Request: message is not modified")
        return self._keep(Sent(old.id, chat, _text(a), _buttons(a), edits=old.edits + 1))

    async def do_deleteMessage(self, a: dict[str, Any]) -> bool:  # noqa: N802
        """Within 48 hours of its sending; what was seen before stays in `messages`."""
        chat, old = self._reachable(a), self.messages.get(int(a["message_id"]))
        if old is None or old.chat != chat or old.id in self.deleted:
            raise Refusal(400, "Bad Request: message to delete not found")
        if old.id in self.old:
            raise Refusal(400, "Bad Request: message can't be deleted for everyone")
        self.deleted.add(old.id)
        return True

    async def do_answerCallbackQuery(self, a: dict[str, Any]) -> bool:  # noqa: N802
        self.answered.add(str(a["callback_query_id"]))
        return True

    async def do_leaveChat(self, a: dict[str, Any]) -> bool:  # noqa: N802
        self.left.add(int(a["chat_id"]))
        return True

    async def do_getFile(self, a: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        content = self.files.get(a["file_id"])
        if content is None:
            raise Refusal(400, "Bad Request: invalid file_id")
        if len(content) > DOWNLOAD_LIMIT:
            raise Refusal(400, "Bad Request: file is too big")
        reference = a["file_id"]
        return {"file_id": reference, "file_unique_id": reference, "file_size": len(content), "file_path": reference}

    async def download(self, request: Request) -> Response:
        content = self.files.get(request.path_params["path"])
        return Response(content or b"", 200 if content is not None else 404)

    def _reachable(self, a: dict[str, Any]) -> int:
        chat = int(a["chat_id"])
        if chat in self.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        if chat not in self.known:
            raise Refusal(400, "Bad Request: chat not found")
        return chat

    def _keep(self, sent: Sent) -> dict[str, Any]:
        with self._lock:
            self.messages[sent.id] = sent
        return {"message_id": sent.id, "date": int(time.time()), "chat": _chat(sent.chat), "text": sent.text}


def _text(a: dict[str, Any]) -> str:
    text = str(a.get("text", ""))
    if not text.strip():
        raise Refusal(400, "Bad Request: message text is empty")
    if len(text.encode("utf-16-le")) // 2 > 4096:
        raise Refusal(400, "Bad Request: message is too long")
    return text


def _buttons(a: dict[str, Any]) -> list[tuple[str, str]]:
    rows = json.loads(a["reply_markup"])["inline_keyboard"] if a.get("reply_markup") else []
    found = [(str(b["text"]), str(b["callback_data"])) for row in rows for b in row]
    if any(not 1 <= len(data.encode()) <= 64 for _, data in found):
        raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
    if any(len(row) > 8 for row in rows):
        raise Refusal(400, "Bad Request: too many buttons in a row")
    return found


def _user(number: int, *, bot: bool = False) -> dict[str, Any]:
    return {"id": number, "is_bot": bot, "first_name": f"N{number}"}


def _chat(number: int) -> dict[str, Any]:
    return {"id": number, "type": "private" if number > 0 else "group", "first_name": f"N{number}", "title": "Nhóm"}


async def _arguments(request: Request) -> dict[str, Any]:
    async with request.form() as form:
        texts = {name: (value if isinstance(value, str) else value.filename) for name, value in form.items()}
        files = {f"{name}_name": value.filename for name, value in form.items() if not isinstance(value, str)}
    return texts | files


@contextlib.contextmanager
def serving(api: FakeBotApi) -> Iterator[FakeBotApi]:
    """Serve, and post to the webhook that is set, until the block ends."""
    over = threading.Event()
    pusher = threading.Thread(target=api.push, args=(over,), daemon=True)
    calls = Route("/bot{token}/{method}", api.call, methods=["GET", "POST"])
    with served(calls, Route("/file/bot{token}/{path}", api.download), port=api.port) as api.port:
        pusher.start()
        try:
            yield api
        finally:
            over.set()
            api.down = True  # who polls is let go
