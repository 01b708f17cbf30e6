"""Two channels of Zalo: a bot by webhook, where choices are numbers and files come by a link; an Official Account."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from core.text import fold
from tests.dialogues.drivers import Heard, Pages
from tests.dialogues.installation import LONGEST, running, settled, until
from tests.dialogues.scenes import Town
from tests.zalo import fake_official
from tests.zalo.fake_bot_api import TOKEN, FakeZalo, serving
from tests.zalo.fake_official import FakeOfficial

SECRET = "a-secret-of-the-tests-0123456789"
PUBLIC = "https://bot.example"
_CHOICE = re.compile(r"^(\d+)\. (.+)$", re.MULTILINE)
_LINK = re.compile(re.escape(PUBLIC) + r"(/links/put/\S+)")


def choices(text: str) -> tuple[str, ...]:
    """The numbered lines at the end of a message."""
    return tuple(label for _, label in numbered(text))


def numbered(text: str) -> list[tuple[str, str]]:
    """The same with their numbers, as they are shown: after a list in the text they count on from it."""
    return _CHOICE.findall(text.rpartition("\n\n")[2]) if text.endswith("Trả lời bằng số.") else []


@dataclass
class ZaloBot:
    town: Town
    api: FakeZalo
    site: str
    pages: Pages = field(default_factory=Pages)

    async def says(self, who: str, text: str) -> None:
        self.api.says(self._chat(who), text)
        await self._posted()

    async def presses(self, who: str, label: str) -> None:
        """By its number where it stands in the newest message that offers any, else by its word."""
        offered = [found for sent in self.api.seen_by(self._chat(who)) if (found := numbered(sent.text))]
        newest = {fold(one): number for number, one in offered[-1]} if offered else {}
        await self.says(who, newest.get(fold(label), label))

    async def sends(self, who: str, file: Path, caption: str) -> None:
        """A picture as it is; any other file through the page behind a link."""
        content = await asyncio.to_thread(file.read_bytes)
        if file.suffix in {".jpg", ".png"}:
            self.api.sends_picture(self._chat(who), content, caption=caption)
            await self._posted()
            return
        await self.says(who, "gửi tệp")
        link = _LINK.search(self.api.last(self._chat(who)).text)
        assert link, "no link to send a file by"
        await self.heard(who)
        async with httpx.AsyncClient(base_url=self.site, cookies={"dondoc_browser": who.encode().hex()}) as phone:
            assert (await phone.get(link[1])).status_code == 200
            assert (await phone.post(link[1], content=content, headers={"X-Name": file.name})).status_code == 200
        await settled(self.town.house.store)

    async def heard(self, who: str) -> Heard:
        return self.pages.new(who, [(one.text, choices(one.text)) for one in self.api.seen_by(self._chat(who))])

    def _chat(self, who: str) -> str:
        return self.town.chat(who)

    async def _posted(self) -> None:
        await asyncio.to_thread(self.api.post, self.site, until=time.monotonic() + 20)
        await settled(self.town.house.store)


@asynccontextmanager
async def zalo_bot(town: Town, folder: Path) -> AsyncIterator[ZaloBot]:
    with serving(FakeZalo()) as api:
        api.known.update(town.house.address(person).chat for person in town.cast.values())
        settings = {"zalo_token": TOKEN, "zalo_api_url": api.url, "zalo_webhook_secret": SECRET, "public_url": PUBLIC}
        async with running(town, folder, **settings) as site:

            async def hooked() -> bool:
                return api.hook is not None

            await until(hooked)
            yield ZaloBot(town, api, site)


@dataclass
class ZaloOfficial:
    town: Town
    api: FakeOfficial
    site: str
    pages: Pages = field(default_factory=Pages)

    async def says(self, who: str, text: str) -> None:
        await self._posted(who, "user_send_text", text=text)

    async def presses(self, who: str, label: str) -> None:
        """By its button, else by its word."""
        for message in reversed(self._seen(who)):
            for title, payload in _buttons(message):
                if fold(title) == fold(label):
                    await self.says(who, payload)
                    return
        await self.says(who, label)

    async def sends(self, who: str, file: Path, caption: str) -> None:
        content = await asyncio.to_thread(file.read_bytes)
        url = self.api.holds(file.name, content)
        payload = {"url": url, "name": file.name, "size": str(len(content))}
        await self._posted(who, "user_send_file", text=caption, attachments=[{"type": "file", "payload": payload}])

    async def heard(self, who: str) -> Heard:
        shown = [(one["text"], tuple(t for t, _ in _buttons(one)) or choices(one["text"])) for one in self._seen(who)]
        return self.pages.new(who, shown)

    def _seen(self, who: str) -> list[dict[str, object]]:
        chat = self.town.chat(who)
        return [sent["message"] for sent in self.api.messages if sent["recipient"]["user_id"] == chat]

    async def _posted(self, who: str, event: str, **message: object) -> None:
        chat = self.town.chat(who)
        raw, headers = fake_official.signed(event, chat, at=dt.datetime.now(dt.UTC), **message)
        async with httpx.AsyncClient(base_url=self.site, timeout=LONGEST) as service:
            assert (await service.post("/zalo/oa/webhook", content=raw, headers=headers)).status_code == 200
        await settled(self.town.house.store)


def _buttons(message: dict[str, object]) -> list[tuple[str, str]]:
    attachment = message.get("attachment") or {}
    return [(one["title"], one["payload"]) for one in attachment.get("payload", {}).get("buttons", [])]  # type: ignore[attr-defined]


@asynccontextmanager
async def zalo_official(town: Town, folder: Path) -> AsyncIterator[ZaloOfficial]:
    with fake_official.serving(FakeOfficial()) as api:
        async with running(
            town,
            folder,
            public_url=PUBLIC,
            zalo_oa_id="99",
            zalo_oa_app_id=fake_official.APP,
            zalo_oa_app_secret="app-secret",
            zalo_oa_key=fake_official.KEY,
            zalo_oa_refresh_token=fake_official.FIRST,
            zalo_oa_api_url=api.url,
        ) as site:
            channel = ZaloOfficial(town, api, site)

            async def listening() -> bool:
                try:
                    async with httpx.AsyncClient(base_url=channel.site) as service:
                        return (await service.get("/healthz")).status_code in {200, 503}
                except httpx.HTTPError:
                    return False

            await until(listening)
            for who in town.cast:  # they wrote today: free words may be sent
                await channel.says(who, "/trogiup")
                await channel.heard(who)
            yield channel
