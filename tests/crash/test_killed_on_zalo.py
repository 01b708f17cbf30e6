"""`dondoc run` is killed while people talk to it on Zalo, and answers are lost: nothing posted again is lost."""

from __future__ import annotations

import datetime as dt
import os
import random
import re
import signal
import socket
import subprocess
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from core.office import Office
from core.wording import delivery
from core.workdays import WorkingCalendar
from db import facts, migrate, tables
from db.store import Store
from tests.house.at_its_hour import COMMAND
from tests.house.builder import House
from tests.zalo.fake_bot_api import ACCOUNT, TOKEN, FakeZalo, serving

PEOPLE, KILLS, LOST = 6, 5, 3
PERCENTS = (20, 70)
PATIENCE = 90.0  # seconds; on a busy machine the kills alone take sixty
REPEATED = r"\(Nhắc lại, có thể đồng chí đã nhận lúc \d+ giờ \d\d\)\n"
DAY = dt.datetime(2026, 3, 16, 2, 0, tzinfo=dt.UTC)


def prepared(data: Path) -> tuple[Store, dict[str, int]]:
    """People on Zalo, each with one task; the office's clock stands on a working morning."""
    store = Store(f"sqlite:///{data}/dondoc.db")
    migrate.upgrade(store)
    house = House(store, Office(calendar=WorkingCalendar()))
    house.channel, house.now = ACCOUNT, DAY - dt.timedelta(days=3)
    chats = {}
    for n in range(PEOPLE):
        person = house.person(f"Người {n}", agency=f"Sở {n}")
        chats[house.address(person).chat] = house.task("2026-12-31", official=person, coordinator=None)
    with store.begin() as conn:
        facts.put(conn, "clock.ahead_seconds", str((DAY - dt.datetime.now(dt.UTC)).total_seconds()))
    return store, chats


class Killed:
    """The process, killed KILLS times at random moments and then left alone; and the service that posts to it."""

    def __init__(self, data: Path, api: FakeZalo) -> None:
        self.data, self.api = data, api
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.over, self.times = threading.Event(), 0
        self.threads = [threading.Thread(target=self._run), threading.Thread(target=self._post)]

    def __enter__(self) -> Killed:
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join()

    def _start(self) -> subprocess.Popen[bytes]:
        settings = {
            "DONDOC_ZALO_TOKEN": TOKEN,
            "DONDOC_ZALO_API_URL": self.api.url,
            "DONDOC_ZALO_WEBHOOK_SECRET": "a-secret-of-the-tests-0123456789",
            "DONDOC_PUBLIC_URL": "https://bot.example",
            "DONDOC_DATA_DIR": str(self.data),
            "DONDOC_HTTP_ADDRESS": f"127.0.0.1:{self.port}",
            "DONDOC_LOG_LEVEL": "INFO",
        }
        with (self.data / "log").open("ab") as log:
            return subprocess.Popen(COMMAND, env={**os.environ, **settings}, stderr=log)

    def _run(self) -> None:
        chance = random.Random(20260316)
        while not self.over.is_set():
            sets = self.api.calls.count("setWebhook")
            process = self._start()
            self.api.wait_for_calls("setWebhook", sets + 1)
            if self.times == KILLS:
                self.over.wait()
                process.send_signal(signal.SIGTERM)
                assert process.wait(10) == 0
                return
            time.sleep(chance.uniform(0.3, 2.0))
            process.kill()
            process.wait()
            self.times += 1

    def _post(self) -> None:
        while not self.over.is_set():
            self.api.post(f"http://127.0.0.1:{self.port}", until=time.monotonic() + PATIENCE)
            time.sleep(0.01)


def talk(store: Store, api: FakeZalo, chat: str, task: int, number: int) -> None:
    """One person reports twice, and confirms each echo by its number."""
    for percent in PERCENTS:
        api.says(chat, f"nv{number} xong {percent}%")
        assert "1. Đúng" in api.wait_for(chat, f"Tiến độ {percent} %", seconds=PATIENCE).text
        api.says(chat, "1")
        until = time.monotonic() + PATIENCE
        while _percent(store, task) != percent:
            assert time.monotonic() < until, f"{percent} % was never kept"
            time.sleep(0.02)


def _percent(store: Store, task: int) -> int | None:
    with store.read() as conn:
        return conn.execute(select(tables.tasks.c.percent).where(tables.tasks.c.id == task)).scalar()


def test_nothing_posted_is_lost_or_done_twice_and_every_repeat_is_explained(tmp_path: Path) -> None:
    store, chats = prepared(tmp_path)
    with store.read() as conn:
        numbers = dict(map(tuple, conn.execute(select(tables.tasks.c.id, tables.tasks.c.number))))
    with serving(FakeZalo()) as api:
        api.known |= chats.keys()
        api.fail["sendMessage"] += ["drop after"] * LOST
        with Killed(tmp_path, api) as killed:
            with ThreadPoolExecutor(PEOPLE) as pool:
                talks = [pool.submit(talk, store, api, chat, task, numbers[task]) for chat, task in chats.items()]
                for one in talks:
                    one.result()
            until = time.monotonic() + PATIENCE
            while killed.times < KILLS or api.updates or _waiting(store):
                assert time.monotonic() < until, "some rows never had their outcome"
                time.sleep(0.05)
    check(store, api, chats)
    store.close()
    assert TOKEN not in (tmp_path / "log").read_text()


def _waiting(store: Store) -> bool:
    box = tables.outbox.c
    with store.read() as conn:
        new = conn.execute(select(tables.inbox.c.id).where(tables.inbox.c.state == "new")).first()
        return bool(new or conn.execute(select(box.id).where(box.state.in_(("queued", "sending")))).first())


def check(store: Store, api: FakeZalo, chats: dict[str, int]) -> None:
    box = tables.outbox.c
    with store.read() as conn:
        states = Counter(conn.scalars(select(tables.inbox.c.state)))
        kept = Counter(map(tuple, conn.execute(select(tables.reports.c.person_id, tables.reports.c.percent))))
        rows = [
            Said(row.chat, row.payload["text"], row.state, row.attempt, row.reason, row.doubted_at is not None)
            for row in conn.execute(select(box.chat, box.payload, box.state, box.attempt, box.reason, box.doubted_at))
        ]
    assert states == {"done": PEOPLE * 2 * len(PERCENTS)}
    assert sorted(kept.values()) == [1] * PEOPLE * len(PERCENTS)
    assert {row.state for row in rows} <= {"sent", "unsure", "dropped", "parked"}  # parked: in doubt a second time
    assert all(row.reason for row in rows if row.state != "sent")
    explained(rows, [(sent.chat, sent.text) for chat in chats for sent in api.seen_by(chat)])


@dataclass(frozen=True)
class Said:
    """A row of the outbox, as far as it explains what the service took."""

    chat: str
    text: str
    state: str
    attempt: int
    reason: str | None
    doubted: bool


def explained(rows: list[Said], taken: list[tuple[str, str]]) -> None:
    """Every message the service took is a row's only first delivery or its only marked repeat, and no row's third."""
    left = list(taken)
    for row in sorted(rows, key=lambda row: -len(row.text)):  # a longer text is not taken for a shorter one's
        firsts = [one for one in left if one[0] == row.chat and one[1].startswith(row.text)][:1]
        repeats = [one for one in left if one[0] == row.chat and _repeated(one[1], row.text)][: int(row.doubted)]
        for one in firsts + repeats:
            left.remove(one)
        assert len(firsts) + len(repeats) <= row.attempt <= 2, row
        assert not repeats or (row.doubted and row.attempt == 2), row
        assert firsts or repeats or row.state != "sent", row
    assert left == []


def _repeated(said: str, text: str) -> bool:
    return re.match(REPEATED + re.escape(text), said) is not None


def test_a_third_delivery_an_unmarked_repeat_and_one_without_a_doubt_are_found_out() -> None:
    marked = delivery.repeated("tin", first_tried=DAY)
    doubted, plain = Said("a", "tin", "sent", 2, None, doubted=True), Said("a", "tin", "sent", 1, None, doubted=False)
    explained([doubted], [("a", "tin"), ("a", marked)])
    explained([plain, plain], [("a", "tin"), ("a", "tin")])
    for row, taken in (
        (doubted, ["tin", "tin"]),
        (doubted, ["tin", marked, marked]),
        (plain, ["tin", marked]),
        (plain, []),
    ):
        with pytest.raises(AssertionError):
            explained([row], [("a", text) for text in taken])
