"""No faster than the channel takes it, replies first."""

from __future__ import annotations

import asyncio

from core.messages import Priority
from jobs.pace import AHEAD, Pace


class Stopwatch:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.at = 0.0

    def time(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.at += seconds
        await asyncio.sleep(0)


async def test_an_account_sends_a_burst_and_then_thirty_a_second() -> None:
    watch = Stopwatch()
    pace = Pace(per_second=30, burst=10, time=watch.time, sleep=watch.sleep)
    for n in range(70):
        await pace.turn(str(n), Priority.REPLY)
    assert 1.95 < watch.at < 2.05


async def test_a_reply_overtakes_reminders_that_wait_for_their_turn() -> None:
    watch, order = Stopwatch(), []
    pace = Pace(per_second=1, burst=1, time=watch.time, sleep=watch.sleep)

    async def send(name: str, priority: Priority) -> None:
        await pace.turn(name, priority)
        order.append(name)

    await send("first", Priority.REPLY)
    waiting = [asyncio.create_task(send(f"nhắc {n}", Priority.REMINDER)) for n in range(3)]
    waiting.append(asyncio.create_task(send("trả lời", Priority.REPLY)))
    await asyncio.gather(*waiting)
    assert order == ["first", "trả lời", "nhắc 0", "nhắc 1", "nhắc 2"]


async def test_one_chat_gets_a_short_burst_and_then_one_a_second() -> None:
    watch = Stopwatch()
    pace = Pace(per_second=1000, burst=1000, time=watch.time, sleep=watch.sleep)
    for _ in range(6):
        await pace.turn("1", Priority.NOTICE)
    assert watch.at == 3.0
    await pace.turn("2", Priority.NOTICE)
    assert watch.at == 3.0


async def test_the_chat_of_this_machine_is_told_every_morning_however_fast_its_clock_is_stepped() -> None:
    watch = Stopwatch()
    pace = Pace(chat_seconds=0, time=watch.time, sleep=watch.sleep)
    for _ in range(20):
        await pace.turn("1", Priority.REMINDER)
    assert watch.at == 0.0


async def test_only_what_goes_soon_is_taken_out_of_the_queue() -> None:
    """What waits at the door when its worker is killed is in doubt though it never left."""
    pace = Pace(per_second=1, burst=3, time=Stopwatch().time, sleep=forever)
    assert pace.room() == 3 + AHEAD
    waiting = [asyncio.create_task(pace.turn(str(n), Priority.REMINDER)) for n in range(5)]
    await asyncio.sleep(0)
    assert pace.room() == AHEAD - 2
    for one in waiting:
        one.cancel()


async def forever(_seconds: float) -> None:
    await asyncio.Event().wait()
