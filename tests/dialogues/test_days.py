"""Dialogues that begin with a stranger or go on for days, on the channels whose programme and clock they need."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path
from shutil import copy

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Browser

from core.office import Office
from db.store import Store
from tests.dialogues.drivers import Driver, Heard, Keyboard
from tests.dialogues.in_browser import LocalPage, local_page
from tests.dialogues.installation import settled
from tests.dialogues.over_telegram import Telegram, telegram
from tests.dialogues.scenes import Town
from tests.dialogues.script import HERE, Dialogue, Does, Turn, dialogues
from tests.dialogues.test_dialogues import TYPED, check, does
from tests.e2e.browser import chromium
from tests.house import House

ALL = pytest.mark.parametrize("dialogue", dialogues(HERE / "days"), ids=lambda one: one.title)
_CODE = re.compile(r"/start (\S{12,})")


@ALL
@TYPED
async def test_on_telegram_over_http(dialogue: Dialogue, typed: bool, town: Town, tmp_path: Path) -> None:
    async with telegram(town, tmp_path, local_chat=True) as channel:
        await _plays(dialogue, channel, channel.site, typed=typed)


@ALL
@TYPED
@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("channel_name", ["local"])
async def test_on_the_local_chat_in_a_browser(
    dialogue: Dialogue, typed: bool, town: Town, tmp_path: Path, browser: Browser
) -> None:
    async with local_page(town, tmp_path, browser) as channel:
        await _plays(dialogue, channel, channel.url, typed=typed)


@pytest.fixture
def channel_name() -> str:
    return "telegram:7001"


@pytest.fixture
def town(
    dialogue: Dialogue, channel_name: str, sqlite_template: Path, office: Office, tmp_path: Path
) -> Iterator[Town]:
    """On a database of one machine."""
    copy(sqlite_template, tmp_path / "dondoc.db")
    store = Store(f"sqlite:///{tmp_path / 'dondoc.db'}")
    house = House(store, office)
    house.channel = channel_name
    made = Town(house)
    for scene in dialogue.scenes:
        made.plays(scene)
    yield made
    store.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as opened:
        yield opened


async def _plays(dialogue: Dialogue, channel: Telegram | LocalPage, site: str, *, typed: bool) -> None:
    """A code once heard stands in what is said afterwards as {mã}; after '@' the clock goes on to 8 o'clock."""
    code = ""
    for turn in dialogue.turns:
        if turn.does is Does.WAITS:
            await _waits(channel, site, turn.what)
            continue
        heard = await _takes(
            Keyboard(channel) if typed else channel, replace(turn, what=turn.what.replace("{mã}", code))
        )
        check(turn, *heard)
        code = found[1] if (found := _CODE.search(heard.text)) else code


async def _takes(channel: Driver, turn: Turn) -> Heard:
    await does(channel, turn)
    return await channel.heard(turn.who)


async def _waits(channel: Telegram | LocalPage, site: str, day: str) -> None:
    async with httpx.AsyncClient() as client:
        answer = await client.post(f"{site}/clock", json={"to": day}, timeout=30)
        assert answer.is_success, answer.text
    await settled(channel.town.house.store)
