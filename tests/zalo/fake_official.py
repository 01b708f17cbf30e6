"""Zalo's Official Account API, strict: refresh tokens work once, free words within the window, buttons, templates."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import itertools
import json
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.zalo.access import Official
from tests.house.served import served

FIRST = "refresh-0"
APP, KEY = "4567", "oa-secret-key-of-the-tests"


def official(**changes: Any) -> Official:
    known = {"oa_id": "99", "app_id": APP, "app_secret": "app-secret", "webhook_key": KEY, "refresh_token": FIRST}
    urls = dict.fromkeys(("api_url", "oauth_url", "template_url"), "https://oa.example")
    return Official(
        **{**known, **urls, "template": "12345", "parameters": (("ten", "name"), ("ngay", "date")), **changes}
    )


@dataclass
class FakeOfficial:
    """The service behind an httpx transport. `fail` answers the next messages with these error codes."""

    access: str = "none"
    refresh: str = FIRST
    renewals: int = 0
    used: list[str] = field(default_factory=list)
    messages: list[dict[str, Any]] = field(default_factory=list)
    templates: list[dict[str, Any]] = field(default_factory=list)
    fail: deque[int] = field(default_factory=deque)
    lose: bool = False  # the message is taken, its answer is lost
    nobody: set[str] = field(default_factory=set)  # numbers without Zalo
    parameters: tuple[str, ...] = ("ten", "ngay")  # of its one template
    status: str = "ENABLE"
    port: int = 0
    files: dict[str, bytes] = field(default_factory=dict)
    _ids: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def holds(self, name: str, content: bytes) -> str:
        """Where the bot may fetch a file that somebody sent."""
        self.files[f"/cdn/{name}"] = content
        return f"{self.url}/cdn/{name}"

    def client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.MockTransport(self._answer))

    def _answer(self, request: httpx.Request) -> httpx.Response:
        if request.url.path in self.files:
            return httpx.Response(200, content=self.files[request.url.path])
        if request.url.path == "/v4/oa/access_token":
            return httpx.Response(200, json=self._renew(request))
        if request.headers.get("access_token") != self.access:
            return httpx.Response(200, json={"error": -216, "message": "Access token is invalid"})
        if request.url.path == "/v2.0/oa/getoa":
            return httpx.Response(200, json={"error": 0, "data": {"oa_id": "99", "name": "Văn phòng"}})
        if request.url.path == "/template/info/v2":
            return httpx.Response(200, json=self._template(request.url.params["template_id"]))
        return httpx.Response(200, json=self._message(request.url.path, json.loads(request.content)))

    def _template(self, identity: str) -> dict[str, Any]:
        if identity != "12345":
            return {"error": -109, "message": "Template ID invalid"}
        listed = [{"name": name, "require": True} for name in self.parameters]
        return {"error": 0, "data": {"templateId": 12345, "status": self.status, "listParams": listed}}

    def _renew(self, request: httpx.Request) -> dict[str, Any]:
        sent = httpx.QueryParams(request.content.decode())
        right = request.headers.get("secret_key") == "app-secret" and sent["app_id"] == APP
        self.used.append(sent["refresh_token"])
        if not right or sent["grant_type"] != "refresh_token" or sent["refresh_token"] != self.refresh:
            return {"error": -14014, "error_name": "Invalid refresh token"}
        self.renewals += 1
        self.access, self.refresh = f"access-{self.renewals}", f"refresh-{self.renewals}"
        return {"access_token": self.access, "refresh_token": self.refresh, "expires_in": "90000"}

    def _message(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        if self.fail:
            return {"error": self.fail.popleft(), "message": "?"}
        if path == "/message/template":
            if not re.fullmatch(r"84\d{9}", body["phone"]) or set(body) != {"phone", "template_id", "template_data"}:
                return {"error": -108, "message": "Phone number invalid"}
            if body["phone"] in self.nobody:
                return {"error": -118, "message": "Zalo account not existed"}
            self.templates.append(body)
        elif not self._fits(body["message"]):
            return {"error": -201, "message": "Params is invalid"}
        else:
            self.messages.append(body)
        if self.lose:
            raise httpx.ReadTimeout("lost")
        return {"error": 0, "message": "Success", "data": {"message_id": f"o{next(self._ids)}"}}

    def _fits(self, message: dict[str, Any]) -> bool:
        buttons = message.get("attachment", {}).get("payload", {}).get("buttons", [])
        fits = 0 < len(message["text"].encode("utf-16-le")) // 2 <= 2000 and len(buttons) <= 5
        return fits and all(len(one["title"]) <= 100 and len(one["payload"]) <= 1000 for one in buttons)


_posts = itertools.count(1)


def signed(event: str, chat: str, *, at: dt.datetime, **message: Any) -> tuple[bytes, dict[str, str]]:
    """A post of the service, and the header that vouches for it."""
    stamp = str(int(at.timestamp() * 1000))
    body = {
        "app_id": APP,
        "event_name": event,
        "sender": {"id": chat},
        "message": {"msg_id": f"p{next(_posts)}"} | message,
        "timestamp": stamp,
    }
    raw = json.dumps(body, ensure_ascii=False).encode()
    mac = hashlib.sha256(APP.encode() + raw + stamp.encode() + KEY.encode()).hexdigest()
    return raw, {"X-ZEvent-Signature": f"mac={mac}"}


@contextlib.contextmanager
def serving(api: FakeOfficial) -> Iterator[FakeOfficial]:
    """The same service over HTTP, until the block ends."""

    async def answer(request: Request) -> Response:
        asked = httpx.Request(
            request.method, str(request.url), headers=request.headers.raw, content=await request.body()
        )
        given = api._answer(asked)
        return Response(given.content, given.status_code, media_type=given.headers.get("content-type"))

    with served(Route("/{path:path}", answer, methods=["GET", "POST"])) as api.port:
        yield api
