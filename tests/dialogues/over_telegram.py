"""The channel Telegram: HTTP to a strict Bot API server, the bot's own polling and sending."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.dialogues.drivers import Heard, Pages
from tests.dialogues.installation import running, settled, until
from tests.dialogues.scenes import Town
from tests.telegram.fake_bot_api import TOKEN, FakeBotApi, serving


@dataclass
class Telegram:
    town: Town
    api: FakeBotApi
    site: str
    pages: Pages = field(default_factory=Pages)

    async def says(self, who: str, text: str) -> None:
        self.api.says(self._chat(who), text)
        await self._answered()

    async def presses(self, who: str, label: str) -> None:
        self.api.presses(self._chat(who), label)
        await self._answered()

    async def sends(self, who: str, file: Path, caption: str) -> None:
        content = await asyncio.to_thread(file.read_bytes)
        self.api.sends_file(self._chat(who), file.name, content, caption=caption)
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
