"""The channel Telegram: HTTP to a strict Bot API server, the bot's own polling and sending."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from tests.dialogues.drivers import Heard, Pages
from tests.dialogues.installation import running, settled, until
from tests.dialogues.scenes import Town
from tests.telegram.fake_bot_api import TOKEN, FakeBotApi, serving

_SOMEBODY = {"type": "hidden_user", "date": 0, "sender_user_name": "Người khác"}


@dataclass
class Telegram:
    town: Town
    api: FakeBotApi
    site: str
    pages: Pages = field(default_factory=Pages)
    typed: dict[str, int] = field(default_factory=dict)  # the newest message of each
    spoken: dict[str, int] = field(default_factory=dict)  # the same, beside the words of buttons
    _numbers: Iterator[int] = field(default_factory=lambda: count(900_000))

    async def says(self, who: str, text: str) -> None:
        self.typed[who] = next(self._numbers)
        self.api.says(self._chat(who), text, message_id=self.typed[who])
        await self._answered()

    async def edits(self, who: str, text: str) -> None:
        self.api.edits(self._chat(who), self.spoken[who], text)
        await self._answered()

    async def forwards(self, who: str, text: str) -> None:
        self.api.says(self._chat(who), text, forward_origin=_SOMEBODY)
        await self._answered()

    async def replies(self, who: str, text: str) -> None:
        to = {
            "message_id": self.api.last(self._chat(who)).id,
            "date": 0,
            "chat": {"id": self._chat(who), "type": "private"},
        }
        self.api.says(self._chat(who), text, reply_to_message=to)
        await self._answered()

    async def speaks(self, who: str) -> None:
        self.api.speaks(self._chat(who), b"OggS")
        await self._answered()

    async def presses_twice(self, who: str, label: str) -> None:
        self.api.presses(self._chat(who), label)
        self.api.presses(self._chat(who), label)
        await self._answered()

    async def presses(self, who: str, label: str) -> None:
        self.api.presses(self._chat(who), label)
        await self._answered()

    async def sends(self, who: str, file: Path, caption: str) -> None:
        content = await asyncio.to_thread(file.read_bytes)
        self.api.sends_file(self._chat(who), file.name, content, caption=caption)
        await self._answered()

    async def sends_at_once(self, who: str, files: Mapping[str, bytes]) -> None:
        for name, content in files.items():
            self.api.sends_file(self._chat(who), name, content)
        await self._answered()

    async def heard(self, who: str) -> Heard:
        seen = self.api.seen_by(self._chat(who))
        return self.pages.new(who, [(one.text, tuple(label for label, _ in one.buttons)) for one in seen])

    def _chat(self, who: str) -> int:
        return int(self.town.chat(who))

    async def _answered(self) -> None:
        """Taken from the service, handled, and what it caused delivered."""
        await until(self._confirmed)
        await settled(self.town.house.store)

    async def _confirmed(self) -> bool:
        """The bot's next poll confirms what it has committed."""
        return not self.api.updates


@asynccontextmanager
async def telegram(town: Town, folder: Path, *, local_chat: bool = False) -> AsyncIterator[Telegram]:
    """`local_chat`: with the page beside it, on which the domain's clock can be moved."""
    with serving(FakeBotApi()) as api:
        api.known.update(int(town.chat(who)) for who in (*town.cast, *town.strangers))
        async with running(town, folder, local_chat=local_chat, telegram_token=TOKEN, telegram_api_url=api.url) as site:
            yield Telegram(town, api, site)
