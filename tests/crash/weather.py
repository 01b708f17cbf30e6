"""A Bot API in bad weather: it drops and delays answers, says 429 and 5xx, is down for a while, and keeps a log."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from tests.telegram.fake_bot_api import FakeBotApi, Refusal

_SENDING = {"sendMessage", "editMessageText"}


@dataclass(frozen=True)
class Accepted:
    """A message that reached the service, whatever its sender was told."""

    id: int
    at: dt.datetime
    chat: int
    text: str


@dataclass
class BadWeather(FakeBotApi):
    chance: random.Random = field(default_factory=lambda: random.Random(20261125))
    fair: bool = False
    log: list[Accepted] = field(default_factory=list)
    turned_away: list[tuple[dt.datetime, int]] = field(default_factory=list)  # when, which chat: 5xx, nothing was taken
    told: dict[str, int] = field(default_factory=dict)  # how often each trouble was made

    async def call(self, request: Request) -> Response:
        if self.fair or request.path_params["method"] not in _SENDING:
            return await super().call(request)
        trouble = None if self.down else self._trouble(request.path_params["method"])
        answer = await super().call(request)
        if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            self.turned_away.append((dt.datetime.now(dt.UTC), int(str((await request.form())["chat_id"]))))
        if trouble == "slow":
            await asyncio.sleep(self.chance.uniform(0.1, 1.0))
        return answer

    def _trouble(self, method: str) -> str | None:
        kinds: list[tuple[float, str, Refusal | str | None]] = [
            (0.02, "502", Refusal(502, "Bad Gateway")),
            (0.02, "cut off", "drop after"),
            (0.02, "429", Refusal(429, "Too Many Requests: retry after 1", retry_after=1)),
            (0.06, "slow", None),
        ]
        dice = self.chance.random()
        for share, name, script in kinds:
            dice -= share
            if dice < 0:
                self.told[name] = self.told.get(name, 0) + 1
                if script is not None:
                    self.fail[method].append(script)
                return name
        return None

    async def do_sendMessage(self, a: dict[str, Any]) -> dict[str, Any]:  # noqa: N802 - the API's name
        kept = await super().do_sendMessage(a)
        self.log.append(Accepted(int(kept["message_id"]), dt.datetime.now(dt.UTC), int(a["chat_id"]), str(a["text"])))
        return kept
