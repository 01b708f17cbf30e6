"""Many people who talk at once over HTTP: each waits for the answer, then says the next thing; every wait is timed."""

from __future__ import annotations

import asyncio
import re
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from core.office import Office
from core.workdays import WorkingCalendar
from db import migrate
from db.store import Store
from tests.dialogues.installation import running
from tests.house import House
from tests.telegram.fake_bot_api import TOKEN, FakeBotApi, Sent, serving

_SHARE = re.compile(r"Tiến độ (\d+) %")
_PATIENCE = 20.0  # seconds


class _Town:
    """What `running` asks of a town: its house."""

    def __init__(self, house: House) -> None:
        self.house = house


@dataclass
class Ears(FakeBotApi):
    """Tells each chat when something came."""

    heard: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    rung: dict[int, asyncio.Event] = field(default_factory=dict)
    loop: asyncio.AbstractEventLoop | None = None

    def _keep(self, sent: Sent) -> dict[str, object]:
        kept = super()._keep(sent)
        self.heard[sent.chat].append(sent.text)
        if self.loop and sent.chat in self.rung:
            self.loop.call_soon_threadsafe(self.rung[sent.chat].set)
        return kept


@dataclass(frozen=True, slots=True)
class Talked:
    """How long each answer took (seconds), and of each person what was said and what was echoed, in order."""

    waits: list[float]
    said: dict[int, list[int]]
    echoed: dict[int, list[int]]


async def talk(folder: Path, *, people: int, messages: int, pause: float) -> Talked:
    """Everybody reports `messages` growing percentages of their own task, about `pause` seconds apart."""
    store = Store(f"sqlite:///{folder / 'dondoc.db'}")
    migrate.upgrade(store)
    house = House(store, Office(calendar=WorkingCalendar()))
    numbers = {int(house.address(person).chat): number for number, person in enumerate(_people(house, people), start=1)}
    waits: list[float] = []
    said: dict[int, list[int]] = {}
    with serving(Ears()) as api:
        api.loop = asyncio.get_running_loop()
        api.known.update(numbers)
        async with running(_Town(house), folder, telegram_token=TOKEN, telegram_api_url=api.url):  # type: ignore[arg-type]
            everybody = [
                _one(api, chat, number, messages=messages, pause=pause, waits=waits, said=said)
                for chat, number in numbers.items()
            ]
            await asyncio.gather(*everybody)
    store.close()
    echoed = {chat: [int(found[1]) for text in api.heard[chat] if (found := _SHARE.search(text))] for chat in numbers}
    return Talked(waits, said, echoed)


def _people(house: House, count: int) -> list[object]:
    made = [house.person(f"Người {n}", agency="Sở Nội vụ") for n in range(count)]
    for person in made:
        house.task(official=person)
    return list(made)


async def _one(
    api: Ears,
    chat: int,
    number: int,
    *,
    messages: int,
    pause: float,
    waits: list[float],
    said: dict[int, list[int]],
) -> None:
    """Begins at a moment of their own; speaks only after the last answer came."""
    api.rung[chat], said[chat] = asyncio.Event(), []
    await asyncio.sleep(pause * (number % 97) / 97)
    for turn in range(1, messages + 1):
        api.rung[chat].clear()
        share = turn * 5
        said[chat].append(share)
        begun = time.perf_counter()
        api.says(chat, f"nv {number} xong {share}%")
        await asyncio.wait_for(api.rung[chat].wait(), _PATIENCE)
        waits.append(time.perf_counter() - begun)
        await asyncio.sleep(pause)
