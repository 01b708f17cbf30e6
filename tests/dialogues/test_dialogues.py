"""Every dialogue on every channel: at the desk as written and typed on a bare keyboard, elsewhere in turn."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from core.office import Office
from core.text import fold
from db.store import Store
from tests.dialogues.drivers import CORPUS, Desk, Driver, Keyboard
from tests.dialogues.in_browser import local_page
from tests.dialogues.over_telegram import telegram
from tests.dialogues.over_zalo import zalo_bot, zalo_official
from tests.dialogues.scenes import Town
from tests.dialogues.script import Dialogue, Does, Turn, dialogues
from tests.e2e.browser import chromium
from tests.house import House
from tests.zalo.fake_bot_api import ACCOUNT as ZALO_BOT

ALL = pytest.mark.parametrize("dialogue", dialogues(), ids=lambda one: one.title)
TYPED = pytest.mark.parametrize("typed", [False, True], ids=["pressed", "typed"])


def in_turn(place: int) -> pytest.MarkDecorator:
    """Each dialogue once, every second one typed: of the four channels two see it pressed and two see it typed."""
    manner = ["pressed", "typed"]
    played = [(one, (number + place) % 2) for number, one in enumerate(dialogues())]
    each = [pytest.param(one, bool(typed), id=f"{manner[typed]}-{one.title}") for one, typed in played]
    return pytest.mark.parametrize(("dialogue", "typed"), each)


@ALL
@TYPED
async def test_at_the_desk_alone(dialogue: Dialogue, typed: bool, store: Store, office: Office, tmp_path: Path) -> None:
    town = town_of(store, office, dialogue)
    await _plays(dialogue, Desk(town, tmp_path), typed=typed)


@in_turn(0)
async def test_on_telegram_over_http(
    dialogue: Dialogue, typed: bool, own: Store, office: Office, tmp_path: Path
) -> None:
    async with telegram(town_of(own, office, dialogue, channel="telegram:7001"), tmp_path) as channel:
        await _plays(dialogue, channel, typed=typed)


@in_turn(1)
async def test_on_a_zalo_bot_by_webhook(
    dialogue: Dialogue, typed: bool, own: Store, office: Office, tmp_path: Path
) -> None:
    async with zalo_bot(town_of(own, office, dialogue, channel=ZALO_BOT), tmp_path) as channel:
        await _plays(dialogue, channel, typed=typed)


@in_turn(2)
async def test_on_a_zalo_official_account(
    dialogue: Dialogue, typed: bool, own: Store, office: Office, tmp_path: Path
) -> None:
    async with zalo_official(town_of(own, office, dialogue, channel="zalo-oa:99"), tmp_path) as channel:
        await _plays(dialogue, channel, typed=typed)


@in_turn(3)
@pytest.mark.asyncio(loop_scope="module")
async def test_on_the_local_chat_in_a_browser(
    dialogue: Dialogue, typed: bool, own: Store, office: Office, tmp_path: Path, browser: Browser
) -> None:
    async with local_page(town_of(own, office, dialogue, channel="local"), tmp_path, browser) as channel:
        await _plays(dialogue, channel, typed=typed)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as opened:
        yield opened


def town_of(store: Store, office: Office, dialogue: Dialogue, *, channel: str | None = None) -> Town:
    house = House(store, office)
    house.channel = channel or house.channel
    town = Town(house)
    for scene in dialogue.scenes:
        town.plays(scene)
    return town


async def _plays(dialogue: Dialogue, channel: Driver, *, typed: bool) -> None:
    driver = Keyboard(channel) if typed else channel
    for turn in dialogue.turns:
        await does(driver, turn)
        check(turn, *(await driver.heard(turn.who)))


async def does(driver: Driver, turn: Turn) -> None:
    if turn.does is Does.SAYS:
        await driver.says(turn.who, turn.what)
    elif turn.does is Does.PRESSES:
        await driver.presses(turn.who, turn.what)
    elif turn.does is Does.SENDS:
        await driver.sends(turn.who, CORPUS / turn.what, turn.caption)


def check(turn: Turn, text: str, choices: tuple[str, ...]) -> None:
    """Compared without diacritics and line ends: an echo shows what was typed."""
    said, offered = fold(text.replace("\n", " ")), [fold(one) for one in choices]
    for words in turn.heard:
        assert fold(words) in said, f"{turn.who} did not hear {words!r} but:\n{text}"
    for words in turn.unsaid:
        assert fold(words) not in said, f"{turn.who} heard {words!r}:\n{text}"
    for label in turn.offered:
        assert fold(label) in offered, f"{turn.who} was not offered [{label}] but {choices}:\n{text}"
