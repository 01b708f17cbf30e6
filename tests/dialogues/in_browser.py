"""The local chat in a real browser: a page for each person, on a phone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from weakref import WeakKeyDictionary

import httpx
from playwright.async_api import Browser, Page
from sqlalchemy import func, select

from core.text import fold
from db import local
from db.store import Store
from db.tables import inbox
from tests.dialogues.drivers import Heard, Pages
from tests.dialogues.installation import running, settled, until
from tests.dialogues.scenes import Town
from tests.e2e.browser import Visitor, phone

_SHOWN = """() => [...document.querySelectorAll('article:not(.mine)')].map(one => [
    one.querySelector('.text')?.innerText ?? '', [...one.querySelectorAll('.choices button')].map(b => b.innerText)])"""


@dataclass
class LocalPage:
    town: Town
    browser: Browser
    url: str
    phones: list[Page]  # that were used before: a new one costs a process
    visitors: dict[str, Visitor] = field(default_factory=dict)
    pages: Pages = field(default_factory=Pages)

    async def answers(self) -> bool:
        """Whether the programme's server listens already."""
        async with httpx.AsyncClient() as client:
            try:
                return (await client.get(f"{self.url}/healthz")).is_success
            except httpx.TransportError:
                return False

    async def says(self, who: str, text: str) -> None:
        async with self._answered():
            await (await self._visitor(who)).types(text)

    async def presses(self, who: str, label: str) -> None:
        async with self._answered():
            await (await self._visitor(who)).presses(label)

    async def sends(self, who: str, file: Path, caption: str) -> None:
        visitor = await self._visitor(who)
        async with self._answered():
            await visitor.page.locator("#text").fill(caption)
            await visitor.sends_file(file)

    async def heard(self, who: str) -> Heard:
        """The page shows what was delivered to it, word for word."""
        visitor = await self._visitor(who)
        delivered = await asyncio.to_thread(self._delivered, who)

        async def shown() -> bool:
            return [fold(text) for text, _ in await visitor.page.evaluate(_SHOWN)] == delivered

        await until(shown)
        seen = await visitor.page.evaluate(_SHOWN)
        return self.pages.new(who, [(text, tuple(labels)) for text, labels in seen])

    async def _visitor(self, who: str) -> Visitor:
        if who not in self.visitors:
            visitor = self.visitors[who] = Visitor(self.phones.pop() if self.phones else await phone(self.browser))
            if who in self.town.strangers:
                await visitor.comes(f"{self.url}/chat/{self.town.chat(who)}")
            else:
                await visitor.comes(self.url, as_=self.town.cast[who].name)
        return self.visitors[who]

    @asynccontextmanager
    async def _answered(self) -> AsyncIterator[None]:
        """What the person does has arrived, was handled, and what it caused was delivered."""
        store = self.town.house.store
        before = await asyncio.to_thread(_events, store)
        yield
        await until(lambda: asyncio.to_thread(lambda: _events(store) > before))
        await settled(store)

    def _delivered(self, who: str) -> list[str]:
        chat = self.town.chat(who)
        with self.town.house.store.read() as conn:
            said = local.since(conn, chat, seen=local.Mark())
        return [fold(one.text) for one in said if not one.by_person]


def _events(store: Store) -> int:
    with store.read() as conn:
        return conn.execute(select(func.count()).select_from(inbox)).scalar_one()


@asynccontextmanager
async def local_page(town: Town, folder: Path, browser: Browser) -> AsyncIterator[LocalPage]:
    async with running(town, folder) as site:
        page = LocalPage(town, browser, site, _PHONES.setdefault(browser, []))
        await until(page.answers)
        yield page
        visitors = page.visitors.values()
        for visitor in visitors:
            await visitor.leaves()
            page.phones.append(visitor.page)
    assert [error for visitor in visitors for error in visitor.errors] == []


_PHONES: WeakKeyDictionary[Browser, list[Page]] = WeakKeyDictionary()
