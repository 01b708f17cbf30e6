"""Zalo's Official Account API, strict: refresh tokens work once, free words within the window, buttons, templates."""

from __future__ import annotations

import itertools
import json
from collections import deque
from dataclasses import dataclass, field
from typing import Any

import httpx

from bot.zalo.access import Official

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
    _ids: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.MockTransport(self._answer))

    def _answer(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/v4/oa/access_token":
            return httpx.Response(200, json=self._renew(request))
        if request.headers.get("access_token") != self.access:
            return httpx.Response(200, json={"error": -216, "message": "Access token is invalid"})
        if request.url.path == "/v2.0/oa/getoa":
            return httpx.Response(200, json={"error": 0, "data": {}})
        return httpx.Response(200, json=self._message(request.url.path, json.loads(request.content)))

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
