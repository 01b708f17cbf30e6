"""A browser without a window, and one person's page in it."""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, ConsoleMessage, Error, Locator, Page, async_playwright, expect

PHONE = {"width": 390, "height": 844}
_PASTED = 300  # characters that nobody types
_QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-gpu", "--disable-dev-shm-usage"]


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    path = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")
    assert path, "the browser tests need Chromium"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=_QUIET)
        yield browser
        await browser.close()


async def phone(browser: Browser) -> Page:
    """A page that shares nothing with any other."""
    context = await browser.new_context(viewport=PHONE, locale="vi-VN", device_scale_factor=2)
    context.set_default_timeout(15_000)
    return await context.new_page()


class Visitor:
    """Somebody at the local chat, as one person of the office."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.errors: list[str] = []
        page.on("pageerror", self._wrong)
        page.on("console", self._wrong)

    def _wrong(self, said: Error | ConsoleMessage) -> None:
        if isinstance(said, Error) or "Content Security" in said.text:
            self.errors.append(str(said))

    @classmethod
    async def arrives(cls, browser: Browser, url: str, *, as_: str) -> Visitor:
        visitor = cls(await phone(browser))
        await visitor.comes(url, as_=as_)
        return visitor

    async def comes(self, url: str, *, as_: str | None = None) -> None:
        """Chooses a person on the first page, or opens a chat that is nobody's yet."""
        await self.page.goto(url)
        if as_ is not None:
            await self.page.get_by_role("link", name=re.compile(as_)).click()
            await expect(self.page.locator("h1")).to_have_text(as_)
        await expect(self.page.locator("#log")).to_have_attribute("aria-live", "polite")  # it listens

    async def leaves(self) -> None:
        """Nothing is left on the phone: the next visitor may take it."""
        await self.page.goto("about:blank")
        await self.page.context.clear_cookies()
        self.page.remove_listener("pageerror", self._wrong)
        self.page.remove_listener("console", self._wrong)

    @property
    def bubbles(self) -> Locator:
        """What the bot said."""
        return self.page.locator("article:not(.mine)")

    @property
    def last(self) -> Locator:
        return self.bubbles.last

    async def types(self, text: str) -> None:
        """By keyboard alone; a long text is pasted."""
        await self.page.locator("#text").focus()
        await (self.page.keyboard.insert_text if len(text) > _PASTED else self.page.keyboard.type)(text)
        await self.page.keyboard.press("Enter")

    async def presses(self, label: str) -> None:
        """The newest button with this word."""
        await self.page.locator(".choices button").filter(has_text=re.compile(f"^{re.escape(label)}$")).last.click()

    async def sends_file(self, path: Path) -> None:
        await self.page.locator("#file").set_input_files(path)
        await self.page.keyboard.press("Enter")

    async def hears(self, *words: str, within: float = 10) -> str:
        """Wait for a message with all these words; the newest such message."""
        found = self.bubbles
        for each in words:
            found = found.filter(has_text=each)
        found = found.last
        await expect(found).to_be_visible(timeout=within * 1000)
        return await found.locator(".text").inner_text()

    async def steps(self) -> str:
        """The clock goes to the next due moment; what it shows then."""
        before = await self.clock()
        await self.page.locator("#next").click()
        await expect(self.page.locator("#clock")).not_to_have_text(before)
        return await self.clock()

    async def goes_to(self, day: str) -> str:
        """The clock goes to a chosen day (ISO)."""
        await self.page.get_by_text("Tới ngày").click()
        await self.page.locator("#date").fill(day)
        await self.page.locator("#date-form button").click()
        await expect(self.page.locator("#goto")).not_to_have_attribute("open", "")
        return await self.clock()

    async def clock(self) -> str:
        return await self.page.locator("#clock").inner_text()
