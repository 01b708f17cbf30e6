"""`dondoc run` is killed ten times while twenty people talk to it: nothing is lost, nothing is done twice."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import random
import signal
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from core.office import Office
from core.workdays import WorkingCalendar
from db import facts, migrate, reminders, tables
from db.outcomes import LEASE_OVER
from db.store import Store
from tests.house.at_its_hour import COMMAND
from tests.house.builder import House
from tests.telegram.fake_bot_api import TOKEN, FakeBotApi, Sent, serving

PEOPLE, KILLS = 20, 10
PERCENTS = (20, 45, 70)
MORNING = dt.datetime(2026, 3, 16, 0, 30, tzinfo=dt.UTC)  # Monday 07:30 in Hanoi; the tasks are due on Thursday
BEFORE = dt.timedelta(seconds=8)
PATIENCE = 90.0


@dataclass(frozen=True)
class Case:
    """One organisation whose clock stands a few seconds before the morning's reminders."""

    store: Store
    data: Path
    chats: dict[int, int]  # chat -> the number of the person's one task


def prepared(data: Path) -> Case:
    store = Store(f"sqlite:///{data}/dondoc.db")
    migrate.upgrade(store)
    house = House(store, Office(calendar=WorkingCalendar()))
    house.now = MORNING - dt.timedelta(days=3)
    chats = {}
    for n in range(PEOPLE):
        person = house.person(f"Người {n}", agency=f"Sở {n}")
        task = house.task("2026-03-19", official=person, coordinator=None)
        chats[int(house.address(person).chat)] = task
    with store.begin() as conn:
        reminders.replan(conn, chats.values(), now=house.now, office=house.office)
        ahead = MORNING - BEFORE - dt.datetime.now(dt.UTC)
        facts.put(conn, "clock.ahead_seconds", str(ahead.total_seconds()))
    return Case(store, data, chats)


def start(case: Case, api: FakeBotApi) -> subprocess.Popen[bytes]:
    settings = {
        "DONDOC_TELEGRAM_TOKEN": TOKEN,
        "DONDOC_TELEGRAM_API_URL": api.url,
        "DONDOC_DATA_DIR": str(case.data),
        "DONDOC_HTTP_ADDRESS": "127.0.0.1:0",
        "DONDOC_LOG_LEVEL": "WARNING",
    }
    with (case.data / "log").open("ab") as log:
        return subprocess.Popen(COMMAND, env={**os.environ, **settings}, stderr=log)


@contextlib.contextmanager
def killed_again_and_again(case: Case, api: FakeBotApi, *, over: threading.Event) -> Iterator[list[float]]:
    """The process runs, and is killed KILLS times at random moments; then it is left alone until the end."""
    killed: list[float] = []
    chance = random.Random(20250331)
    processes: list[subprocess.Popen[bytes]] = []

    def keep_running() -> None:
        while not over.is_set():
            process = start(case, api)
            processes.append(process)
            polls = api.calls.count("getUpdates")
            _until(lambda p=polls: api.calls.count("getUpdates") > p, "the process polls")
            if len(killed) == KILLS:
                over.wait()
                return
            time.sleep(chance.uniform(0.4, 2.5))
            process.kill()
            process.wait()
            killed.append(time.monotonic())

    thread = threading.Thread(target=keep_running)
    thread.start()
    try:
        yield killed
    finally:
        over.set()
        thread.join()
        processes[-1].send_signal(signal.SIGTERM)
        assert processes[-1].wait(10) == 0, "SIGTERM finishes what is in hand within ten seconds"


def talk(case: Case, api: FakeBotApi, chat: int, rest: Callable[[], None]) -> None:
    """One person: looks at the task, then reports three times, confirming each echo."""
    task = case.chats[chat]
    api.says(chat, f"/nv {task}")
    _shown(api, chat, f"NV {task} ")
    for percent in PERCENTS:
        rest()
        api.says(chat, f"nv{task} xong {percent}%")
        echo = _shown(api, chat, f"Tiến độ {percent} %")
        yes = next(data for label, data in echo.buttons if label == "Đúng")
        api.presses_data(chat, echo.id, yes)
        _until(lambda p=percent: _percent(case, task) == p, f"{percent} % is kept")


def _shown(api: FakeBotApi, chat: int, words: str) -> Sent:
    return api.wait_for(chat, words, seconds=PATIENCE)


def _percent(case: Case, task: int) -> int | None:
    with case.store.read() as conn:
        return conn.execute(select(tables.tasks.c.percent).where(tables.tasks.c.id == task)).scalar()


def _until(true: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, f"never: {what}"
        time.sleep(0.02)


def _open_rows(case: Case) -> int:
    with case.store.read() as conn:
        inbox = conn.execute(select(tables.inbox.c.id).where(tables.inbox.c.state == "new")).all()
        outbox = tables.outbox.c
        waiting = conn.execute(select(outbox.id).where(outbox.state.in_(("queued", "sending", "unsure")))).all()
    return len(inbox) + len(waiting)


def test_nothing_is_lost_and_nothing_done_twice_when_the_process_is_killed_ten_times(tmp_path: Path):
    case = prepared(tmp_path)
    chance = random.Random(7)
    with serving(FakeBotApi()) as api:
        api.known |= case.chats.keys()
        over = threading.Event()
        with killed_again_and_again(case, api, over=over) as killed:
            with ThreadPoolExecutor(PEOPLE) as pool:
                talks = [
                    pool.submit(talk, case, api, c, lambda: time.sleep(chance.uniform(0.5, 3))) for c in case.chats
                ]
                for one in talks:
                    one.result()
            _until(lambda: len(killed) == KILLS, "ten kills")
            _until(lambda: _open_rows(case) == 0, "every row has its outcome")
        assert len(killed) == KILLS
        check_messages(case)
        check_reminders(case, api)
        check_repeats(case, api)
    case.store.close()
    assert TOKEN not in (tmp_path / "log").read_text()


def check_messages(case: Case) -> None:
    """Every event was handled once: one report for each percentage, and nobody's was parked."""
    with case.store.read() as conn:
        states = Counter(conn.scalars(select(tables.inbox.c.state)))
        kept = Counter(map(tuple, conn.execute(select(tables.reports.c.person_id, tables.reports.c.percent))))
    assert states == {"done": PEOPLE * (1 + 2 * len(PERCENTS))}
    assert sorted(kept.values()) == [1] * PEOPLE * len(PERCENTS)


def check_reminders(case: Case, api: FakeBotApi) -> None:
    """Everybody was reminded this morning: in one row each, and the channel's own log has it."""
    with case.store.read() as conn:
        box = tables.outbox.c
        rows = conn.execute(select(box.chat, box.state, box.attempt).where(box.kind == "morning")).all()
    assert sorted(int(row.chat) for row in rows) == sorted(case.chats)
    assert {row.state for row in rows} <= {"sent", "parked"}  # what parks one is in check_repeats
    for row in rows:
        seen = [sent for sent in api.seen_by(int(row.chat)) if "Sáng thứ Hai 16/3" in sent.text]
        assert 1 <= len(seen) <= row.attempt


def check_repeats(case: Case, api: FakeBotApi) -> None:
    """What a person saw more than once has an outbox row that was tried more than once."""
    with case.store.read() as conn:
        box = tables.outbox.c
        rows = conn.execute(select(box.chat, box.state, box.attempt, box.reason)).all()
    assert {row.state for row in rows} <= {"sent", "dropped", "parked"}
    assert all(row.reason for row in rows if row.state == "dropped")
    given_up = [row for row in rows if row.state == "parked"]  # a kill at the first try and another at its repeat
    assert all(row.attempt == 2 and row.reason == f"{LEASE_OVER}, then {LEASE_OVER}" for row in given_up)
    assert len(given_up) < KILLS  # repeats leave one by one: a kill gives up one at most
    tries = Counter()
    for row in rows:
        tries[int(row.chat)] += row.attempt
    for chat in case.chats:
        assert len(api.seen_by(chat)) + sum(s.edits for s in api.seen_by(chat)) <= tries[chat]
