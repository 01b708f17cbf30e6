"""The clock beats at once and again, goes on after a failure, and tells which jobs are late."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import threading

import pytest
from sqlalchemy import select, update

from core.messages import Reply
from db import directives, files, outbox
from db import tables as t
from db.store import Store
from jobs import schedule
from jobs.tidy import KEPT, tidy
from tests.house import START, House

DAY = dt.timedelta(days=1)


async def test_a_job_beats_at_once_and_a_failure_stops_neither_it_nor_the_others(
    caplog: pytest.LogCaptureFixture,
) -> None:
    beaten, tries = asyncio.Event(), []

    async def works() -> None:
        beaten.set()

    async def fails() -> None:
        tries.append(1)
        raise KeyError("Nguyễn Văn Bí Mật")

    real, both = dt.datetime.now(dt.UTC), asyncio.Event()

    async def after() -> None:
        await beaten.wait()
        both.set()

    with caplog.at_level(logging.ERROR):
        jobs = {"fails": (60.0, fails), "works": (60.0, works), "after": (60.0, after)}
        running = schedule.start(jobs, real=lambda: real)
        async with asyncio.timeout(5):
            await both.wait()
            await asyncio.sleep(0)
    running.stop()
    assert tries
    assert running.beats.keys() == {"works", "after"}
    assert "KeyError" in caplog.text
    assert "Bí Mật" not in caplog.text


async def test_a_beat_that_is_cut_off_when_the_clock_stops_is_no_failure(caplog: pytest.LogCaptureFixture) -> None:
    begun, never, real = asyncio.Event(), asyncio.Event(), dt.datetime.now(dt.UTC)

    async def works() -> None:
        begun.set()
        await never.wait()

    running = schedule.start({"works": (60.0, works)}, real=lambda: real)
    async with asyncio.timeout(5):
        await begun.wait()
    with caplog.at_level(logging.ERROR):
        running.stop()
        for _ in range(3):
            await asyncio.sleep(0)
    assert (caplog.messages, running.failures["works"]) == ([], 0)


async def test_a_job_that_has_not_beaten_for_long_is_late() -> None:
    async def never() -> None:
        await asyncio.Event().wait()

    now = [dt.datetime.now(dt.UTC)]
    running = schedule.start({"never": (1.0, never)}, real=lambda: now[0])
    assert running.late() == []
    now[0] += dt.timedelta(minutes=2)
    assert running.late() == ["never"]
    running.stop()


def test_words_are_kept_thirty_days(store: Store, house: House) -> None:
    person = house.person()
    house.says(person, "/huy")
    assert tidy(store, now=START, real_now=START + KEPT) == 0
    assert tidy(store, now=START, real_now=START + KEPT + dt.timedelta(days=1)) > 0


def test_a_file_made_for_a_message_is_kept_as_long_as_the_message(store: Store, house: House) -> None:
    an, directive = house.person(), house.directive()
    with store.begin() as conn:
        made, source = (files.keep(conn, name.encode(), name=name) for name in ("tong-hop.xlsx", "141.docx"))
        directives.keep_source(conn, directive, text="", file_id=source)
        for days in (0, 5):
            said = outbox.say(conn, Reply("…", file_id=made), to=None, person=an.id, real_now=START)
            sent = {"state": "sent", "created_at": START + days * DAY}
            conn.execute(update(t.outbox).where(t.outbox.c.id == said).values(sent))
    tidy(store, now=START, real_now=START + KEPT + 3 * DAY)
    assert names(store) == ["tong-hop.xlsx", "141.docx"]
    tidy(store, now=START, real_now=START + KEPT + 6 * DAY)
    assert names(store) == ["141.docx"]


def names(store: Store) -> list[str]:
    with store.read() as conn:
        return list(conn.scalars(select(t.files.c.name).order_by(t.files.c.id)))


async def test_when_the_clock_is_set_back_the_jobs_do_not_rest_until_it_has_caught_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """FAULTS 5."""
    monkeypatch.setattr(schedule, "LOOK_SECONDS", 0.01)
    beat, back = asyncio.Event(), dt.timedelta(0)

    async def job() -> None:
        beat.set()

    running = schedule.start({"job": (3600.0, job)}, real=lambda: dt.datetime.now(dt.UTC) - back)
    async with asyncio.timeout(5):
        await beat.wait()
        beat.clear()
        await asyncio.sleep(0.03)
        back = dt.timedelta(days=2)
        await beat.wait()
    running.stop()


def test_of_a_clock_that_jumps_by_years_the_missed_beats_are_not_counted_one_by_one() -> None:
    """A machine whose clock begins in 1970 until the network sets it."""
    now = dt.datetime(2026, 3, 16, tzinfo=dt.UTC)
    trigger = schedule._Every(seconds=1.0, timezone=dt.UTC)
    assert trigger.get_next_fire_time(dt.datetime(1970, 1, 1, tzinfo=dt.UTC), now) == now + dt.timedelta(seconds=1)


async def test_what_fell_due_while_the_loop_was_stuck_runs_once_when_it_is_free_again() -> None:
    ran: list[float] = []
    beat = asyncio.Event()

    async def job() -> None:
        ran.append(asyncio.get_running_loop().time())
        beat.set()

    running = schedule.start({"job": (0.1, job)}, real=lambda: dt.datetime.now(dt.UTC))
    async with asyncio.timeout(5):
        await beat.wait()
        beat.clear()
        threading.Event().wait(0.75)  # the whole loop stands still
        free = asyncio.get_running_loop().time()
        await beat.wait()
    running.stop()
    since = [at - free for at in ran if at >= free]
    assert len(since) == 1
    assert since[0] < 0.5
