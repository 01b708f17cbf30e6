"""A running worker whose machine's clock jumps: what is due is said once, and nothing stands still afterwards."""

from __future__ import annotations

import contextlib
import datetime as dt
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.fleet import Fleet, Haste
from tests.crash.test_faults_of_machines import answered, answers, asks, until
from tests.house import House
from tests.telegram.fake_bot_api import FakeBotApi, serving

MORNING = dt.time(7, 30, 1)
MONDAY, WEDNESDAY, THURSDAY = (dt.date(2026, 3, day) for day in (16, 18, 19))


@pytest.fixture
def api() -> Iterator[FakeBotApi]:
    with serving(FakeBotApi()) as running:
        yield running


def mornings(api: FakeBotApi, chat: int) -> list[str]:
    return [sent.text.splitlines()[0] for sent in api.seen_by(chat) if sent.text.startswith("Sáng thứ")]


def test_when_a_running_machines_clock_jumps_forward_and_back_every_step_is_said_once(
    town: House, migrated_url: str, api: FakeBotApi, tmp_path: Path
) -> None:
    """FAULTS 5: two days forward, two back, and forward again."""
    town.now = dt.datetime.combine(MONDAY, dt.time(1), dt.UTC) - dt.timedelta(days=7)
    crowd = [town.person(f"P{n}") for n in range(5)]
    chats = [int(town.address(one).chat) for one in crowd]
    api.known |= set(chats)
    for one in crowd:
        town.task(str(THURSDAY), official=one)
    clock = tmp_path / "ahead"

    def stands_at(day: dt.date) -> None:
        then = town.office.at(day, MORNING)
        part = clock.with_suffix(".new")
        part.write_text(str((then - dt.datetime.now(dt.UTC)).total_seconds()))
        part.replace(clock)

    def said(count: int) -> None:
        until(lambda: [len(mornings(api, chat)) for chat in chats] == [count] * 5, f"{count} mornings each")

    stands_at(MONDAY)
    fleet = Fleet(migrated_url, api.url, tmp_path, Haste(clock=clock))
    with contextlib.ExitStack() as at_the_end:
        at_the_end.callback(fleet.kill_all)
        for _ in range(1 if town.store.is_sqlite else 2):
            fleet.start()
        said(1)
        stands_at(WEDNESDAY)
        said(2)
        for number, day in ((9001, MONDAY), (9002, WEDNESDAY)):
            stands_at(day)
            asks(api, chats, number)
            answered(api, chats, number)
            time.sleep(2)  # two ticks
            said(2)
        stands_at(THURSDAY)
        said(3)
        fleet.stop()
    assert [answers(api, chats, number) for number in (9001, 9002)] == [[1] * 5] * 2
    for chat in chats:
        assert [day.split()[2] for day in mornings(api, chat)] == ["Hai", "Tư", "Năm"]
