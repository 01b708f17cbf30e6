"""Workers are killed, at named points and at random: nothing that arrived is lost, and every repeat is explained."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest
from sqlalchemy import select

from core.messages import Incoming, Priority, Reply
from db import inbox, outbox
from db.store import Store
from db.tables import inbox as inbox_rows
from db.tables import outbox as outbox_rows
from tests.crash.worker import Channel, RealClock, start
from tests.house import House

MARK = "(Nhắc lại"
PATIENCE = 30.0


@pytest.fixture
def channel(tmp_path: Path) -> Channel:
    return Channel(tmp_path / "reached.jsonl")


def arrive(house: House, *, people: int, each: int) -> list[Incoming]:
    """Questions whose answers name them: 'Không thấy NV 10007'. Every event arrives twice, as channels do."""
    crowd = [house.person(f"P{n}") for n in range(people)]
    texts = ((person, 10000 + n * each + turn) for turn in range(each) for n, person in enumerate(crowd))
    events = [Incoming(f"e{number}", house.address(person), text=f"/nv {number}") for person, number in texts]
    for event in [*events, *events]:
        with house.store.begin() as conn:
            inbox.receive(conn, event, received_at=RealClock().real())
    return events


def run_to_the_end(url: str, channel: Channel) -> None:
    process = start(url, channel.log)
    process.join(PATIENCE)
    assert process.exitcode == 0, "the last worker did not finish"


def wait_for_more(channel: Channel, messages: int) -> None:
    """Until the worker is in the middle of its work: one killed three times over the same event would park it."""
    enough, until = len(channel.reached()) + messages, time.monotonic() + PATIENCE
    while len(channel.reached()) < enough and time.monotonic() < until:
        time.sleep(0.002)


def check(store: Store, channel: Channel, events: list[Incoming]) -> None:
    """The two sentences."""
    reached = channel.reached()
    with store.read() as conn:
        handled = {row.event_id: row for row in conn.execute(select(inbox_rows))}
        said = {row.cause: row for row in conn.execute(select(outbox_rows))}
    assert len(handled) == len(events)
    assert len(said) == len(events), "an event was answered twice, or not at all"
    for event in events:
        number = event.text.removeprefix("/nv ")
        row = said[handled[event.id].id]
        copies = [text for text in reached if f"NV {number} " in text]
        assert handled[event.id].state == "done"
        assert row.state == "sent"
        assert len(copies) in {1, 2}
        assert len(copies) == 1 or (row.doubted_at and row.attempt == 2), "a repeat that nothing explains"
        assert sum(text.startswith(MARK) for text in copies) == (row.doubted_at is not None)


@pytest.mark.parametrize(
    ("point", "copies", "marked"),
    [("in_handler", 1, 0), ("after_commit", None, None), ("after_claim", 1, 1), ("after_send", 2, 1)],
)
def test_a_worker_killed_at_a_point_loses_nothing_and_repeats_at_most_once(
    house: House, database_url: str, channel: Channel, point: str, copies: int | None, marked: int | None
) -> None:
    events = arrive(house, people=1, each=1)
    first = start(database_url, channel.log, kill_at=point)
    first.join(PATIENCE)
    assert first.exitcode == -signal.SIGKILL
    run_to_the_end(database_url, channel)
    check(house.store, channel, events)
    reached = channel.reached()
    assert copies is None or len(reached) == copies
    assert marked is None or sum(text.startswith(MARK) for text in reached) == marked


@pytest.mark.parametrize(
    ("point", "copies", "marked", "attempt"),
    [("after_claim", 1, 0, 1), ("after_begin", 1, 1, 2), ("after_send", 2, 1, 2)],
)
def test_a_reminder_is_in_doubt_only_from_the_moment_it_began_to_leave(
    house: House, database_url: str, channel: Channel, point: str, copies: int, marked: int, attempt: int
) -> None:
    an, reply = house.person(), Reply("nhắc", priority=Priority.REMINDER)
    with house.store.begin() as conn:
        outbox.say(conn, reply, to=None, person=an.id, real_now=RealClock().real())
    first = start(database_url, channel.log, kill_at=point)
    first.join(PATIENCE)
    assert first.exitcode == -signal.SIGKILL
    run_to_the_end(database_url, channel)
    reached = channel.reached()
    assert len(reached) == copies
    assert sum(text.startswith(MARK) for text in reached) == marked
    with house.store.read() as conn:
        assert conn.execute(select(outbox_rows.c.state, outbox_rows.c.attempt)).all() == [("sent", attempt)]


def test_workers_killed_at_random_lose_nothing(house: House, database_url: str, channel: Channel) -> None:
    events = arrive(house, people=12, each=8)
    chance = random.Random(5)
    for _ in range(5):
        process = start(database_url, channel.log)
        wait_for_more(channel, chance.randint(1, 12))
        time.sleep(chance.uniform(0, 0.02))
        if process.exitcode is None and process.pid:
            os.kill(process.pid, signal.SIGKILL)
        process.join(PATIENCE)
    run_to_the_end(database_url, channel)
    check(house.store, channel, events)


def test_two_workers_at_once_one_of_them_killed_lose_nothing(house: House, database_url: str, channel: Channel) -> None:
    events = arrive(house, people=12, each=4)
    one, two = start(database_url, channel.log, kill_at="after_send", times=9), start(database_url, channel.log)
    for process in (one, two):
        process.join(PATIENCE)
    assert {one.exitcode, two.exitcode} <= {0, -signal.SIGKILL}
    run_to_the_end(database_url, channel)
    check(house.store, channel, events)
