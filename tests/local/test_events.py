"""What an open page is told, and how it goes on after it was cut off."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

from bot.local.channel import ACCOUNT
from bot.local.events import Events, mark_from
from core.messages import Address, Parcel
from core.office import Office
from db.local import Mark
from tests.local.echo import Echo

HERE = Address(ACCOUNT, "2")


def stream(echo: Echo, office: Office, *, seen: Mark) -> AsyncIterator[str]:
    bell = echo.local._bell
    return Events(echo.store, clock=echo.clock, office=office, bell=bell).stream("2", seen=seen)


async def until(parts: AsyncIterator[str], words: str) -> str:
    """Everything the page is told up to these words."""
    told = ""
    async with asyncio.timeout(5):
        async for part in parts:
            told += part
            if words in told:
                return told
    raise AssertionError(told)


def texts(told: str) -> list[str]:
    data = [line.removeprefix("data: ") for line in told.splitlines() if line.startswith("data: ")]
    return [found["text"] for found in map(json.loads, data) if "text" in found]


def last_id(told: str) -> str:
    return [line.removeprefix("id: ") for line in told.splitlines() if line.startswith("id: ")][-1]


async def test_a_page_that_opens_sees_the_clock_and_the_whole_chat(echo: Echo, office: Office) -> None:
    for text in ("một", "hai\nba"):
        await echo.local.sender.send(HERE, Parcel(text))
    told = await until(stream(echo, office, seen=Mark()), "event: ready")
    assert texts(told) == ["một", "hai\nba"]
    assert '"words": "Thứ Tư, 9/10/2024 · 08:00"' in told


async def test_a_page_that_was_cut_off_gets_what_it_missed_and_what_was_edited(echo: Echo, office: Office) -> None:
    first = await echo.local.sender.send(HERE, Parcel("đang đọc"))
    await echo.local.sender.send(HERE, Parcel("hai"))
    told = await until(stream(echo, office, seen=Mark()), "event: ready")
    await echo.local.sender.send(HERE, Parcel("đọc xong", edit=first.message))
    await echo.local.sender.send(HERE, Parcel("ba"))
    again = await until(stream(echo, office, seen=mark_from(last_id(told))), "event: ready")
    assert texts(again) == ["đọc xong", "ba"]


async def test_a_page_that_missed_nothing_is_told_nothing_again(echo: Echo, office: Office) -> None:
    await echo.local.sender.send(HERE, Parcel("một"))
    told = await until(stream(echo, office, seen=Mark()), "event: ready")
    again = await until(stream(echo, office, seen=mark_from(last_id(told))), "event: ready")
    assert texts(again) == []


async def test_an_open_page_sees_a_new_message_and_the_moved_clock_at_once(echo: Echo, office: Office) -> None:
    parts = stream(echo, office, seen=Mark())
    await until(parts, "event: ready")
    await echo.local.sender.send(HERE, Parcel("mới"))
    assert texts(await until(parts, "mới")) == ["mới"]
    async with echo.client() as client:
        await client.post("/clock", json={"to": "2025-03-31"})
    await until(parts, "Thứ Hai, 31/3/2025 · 08:00")


async def test_nobody_sees_the_bubbles_of_another_chat(echo: Echo, office: Office) -> None:
    await echo.local.sender.send(Address(ACCOUNT, "3"), Parcel("riêng của người khác"))
    told = await until(stream(echo, office, seen=Mark()), "event: ready")
    assert texts(told) == []


async def test_the_streams_end_when_the_server_stops(echo: Echo, office: Office) -> None:
    parts = stream(echo, office, seen=Mark())
    await until(parts, "event: ready")
    echo.local.close()
    async with asyncio.timeout(5):
        assert [part async for part in parts if part.startswith("event: message")] == []


def test_a_place_to_resume_from_that_makes_no_sense_means_the_beginning() -> None:
    assert mark_from("x.y") == mark_from(None) == mark_from("12") == Mark()
    assert mark_from("12.15") == Mark(12, 15)
