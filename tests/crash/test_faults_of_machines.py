"""Machines freeze, databases stop, disks fill: nothing that was acknowledged is lost, nothing is done twice."""

from __future__ import annotations

import contextlib
import resource
import socket
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from core.office import Office
from db import migrate, tables
from db.outage import is_outage
from db.store import BUSY_SECONDS, Store
from tests.crash.fleet import Fleet, Haste, freeze, thaw
from tests.house import House, postgres
from tests.telegram.fake_bot_api import FakeBotApi, serving

PATIENCE = 40.0
SECRET = "mot-bi-mat-dai-va-kho-doan-0123456789"
LEASE = 3.0


@pytest.fixture
def api() -> Iterator[FakeBotApi]:
    with serving(FakeBotApi()) as running:
        yield running


@contextlib.contextmanager
def fleet_on(url: str, api: FakeBotApi, data: Path, **settings: str) -> Iterator[Fleet]:
    fleet = Fleet(url, api.url, data, Haste(lease=LEASE, event=LEASE, probe=1.0), settings)
    try:
        yield fleet
    finally:
        fleet.kill_all()


def people(house: House, api: FakeBotApi, count: int) -> list[int]:
    """Their chats."""
    chats = [int(house.address(house.person(f"P{n}")).chat) for n in range(count)]
    api.known |= set(chats)
    return chats


def asks(api: FakeBotApi, crowd: list[int], number: int) -> None:
    """Each asks about a task that is not there: the answer names its number."""
    for chat in crowd:
        api.says(chat, f"/nv {number}")


def until(true: Callable[[], bool], what: str, *, seconds: float = PATIENCE) -> float:
    """How long it took."""
    begun = time.monotonic()
    while not true():
        assert time.monotonic() - begun < seconds, f"never: {what}"
        time.sleep(0.02)
    return time.monotonic() - begun


def answers(api: FakeBotApi, crowd: list[int], number: int) -> list[int]:
    return [sum(f"NV {number} " in sent.text for sent in api.seen_by(chat)) for chat in crowd]


def answered(api: FakeBotApi, crowd: list[int], number: int) -> float:
    return until(lambda: all(answers(api, crowd, number)), f"NV {number} is answered")


def check(house: House, events: int) -> None:
    """Every event was kept and handled once, and answered once."""
    with house.store.read() as conn:
        states = Counter(conn.scalars(select(tables.inbox.c.state)))
        causes = Counter(conn.scalars(select(tables.outbox.c.cause)))
    assert states == {"done": events}
    assert list(causes.values()) == [1] * events


@pytest.mark.parametrize("fate", ["killed", "frozen"])
@pytest.mark.parametrize("migrated_url", ["postgresql"], indirect=True)
def test_polling_and_delivering_move_to_another_machine_and_a_frozen_one_wakes_up_harmless(
    town: House, migrated_url: str, api: FakeBotApi, tmp_path: Path, fate: str
) -> None:
    """FAULTS 1, 3: the lease is 15 seconds in life and 3 here."""
    crowd = people(town, api, 5)
    with fleet_on(migrated_url, api, tmp_path) as fleet:
        first = fleet.start()
        asks(api, crowd, 9001)
        answered(api, crowd, 9001)
        fleet.start()
        asks(api, crowd, 9000)
        if fate == "frozen":
            freeze_at_work(town, first)
        else:
            fleet.kill(first)
        asks(api, crowd, 9002)
        assert answered(api, crowd, 9002) < LEASE * 3 + BUSY_SECONDS
        if fate == "frozen":
            thaw(first)
        asks(api, crowd, 9003)
        answered(api, crowd, 9003)
        fleet.stop()
    check(town, 20)
    assert answers(api, crowd, 9003) == [1] * 5


def freeze_at_work(house: House, worker: BaseProcess) -> None:
    """In the middle of a transaction, with what that holds."""
    open_ones = text("SELECT count(*) FROM pg_stat_activity WHERE state <> 'idle' AND pid <> pg_backend_pid()")
    for tried in range(500):
        freeze(worker)
        with house.store.read() as conn:
            if conn.execute(open_ones).scalar_one():
                return
        thaw(worker)
        time.sleep(tried % 7 / 1000)
    raise AssertionError("never at work")


@pytest.mark.parametrize("migrated_url", ["postgresql"], indirect=True)
def test_a_worker_frozen_in_a_transaction_gives_its_locks_up_and_takes_that_for_an_outage(town: House) -> None:
    with town.store.read() as conn:
        assert conn.exec_driver_sql("SHOW idle_in_transaction_session_timeout").scalar() == f"{BUSY_SECONDS}s"
    with pytest.raises(DBAPIError) as cut:
        _stands_still(town.store)
    assert is_outage(cut.value)
    with town.store.read() as conn:
        assert conn.exec_driver_sql("SELECT 1").scalar() == 1


def _stands_still(store: Store) -> None:
    with store.begin() as conn:
        conn.exec_driver_sql("SET idle_in_transaction_session_timeout = '50ms'")
        time.sleep(0.5)
        conn.exec_driver_sql("SELECT 1")


def test_while_postgresql_is_stopped_nothing_is_acknowledged_and_all_is_answered_when_it_is_back(
    api: FakeBotApi, tmp_path: Path, office: Office
) -> None:
    """FAULTS 6."""
    with postgres.serving() as server:
        store = Store(server.url)
        migrate.upgrade(store)
        house = House(store, office)
        crowd = people(house, api, 5)
        with fleet_on(server.url, api, tmp_path) as fleet:
            fleet.start()
            fleet.start()
            asks(api, crowd, 9001)
            answered(api, crowd, 9001)
            server.stop()
            asks(api, crowd, 9002)
            time.sleep(LEASE)
            assert not any(answers(api, crowd, 9002))
            server.start()
            answered(api, crowd, 9002)
            fleet.stop()
        check(house, 10)
        store.close()


@pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)
def test_on_a_full_disk_nothing_is_acknowledged_and_all_is_answered_when_there_is_room(
    town: House, migrated_url: str, api: FakeBotApi, tmp_path: Path
) -> None:
    """FAULTS 7: the process may not let a file grow, as on a disk that is full."""
    crowd = people(town, api, 5)
    with fleet_on(migrated_url, api, tmp_path) as fleet:
        worker = fleet.start()
        asks(api, crowd, 9001)
        answered(api, crowd, 9001)
        assert worker.pid is not None
        resource.prlimit(worker.pid, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
        asks(api, crowd, 9002)
        time.sleep(2)
        assert not any(answers(api, crowd, 9002))
        resource.prlimit(worker.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        answered(api, crowd, 9002)
        fleet.stop()
    check(town, 10)
    assert integrity(migrated_url) == "ok"


def test_what_the_webhook_acknowledged_is_there_after_any_kill(
    town: House, migrated_url: str, api: FakeBotApi, tmp_path: Path
) -> None:
    """FAULTS 2, 7: posts without a pause, `kill -9` in the middle of them, three times."""
    acknowledged: list[str] = []
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    hook = {"DONDOC_PUBLIC_URL": f"http://{address}", "DONDOC_TELEGRAM_WEBHOOK_SECRET": SECRET}
    on = fleet_on(migrated_url, api, tmp_path, DONDOC_HTTP_ADDRESS=address, **hook)
    with on as fleet, httpx.Client() as client:
        for round_ in range(3):
            worker = fleet.start()
            until(lambda: _posted(client, address, 1, acknowledged), "the worker takes posts")
            for n in range(30):
                _posted(client, address, 1000 * (round_ + 1) + n, acknowledged)
            fleet.kill(worker)
    with town.store.read() as conn:
        kept = set(conn.scalars(select(tables.inbox.c.event_id)))
    assert len(acknowledged) >= 90
    assert set(acknowledged) <= kept
    if town.store.is_sqlite:
        assert integrity(migrated_url) == "ok"


def _posted(client: httpx.Client, address: str, number: int, acknowledged: list[str]) -> bool:
    message = {
        "message_id": number,
        "date": 1_790_000_000,
        "chat": {"id": 42, "type": "private"},
        "from": {"id": 42, "is_bot": False, "first_name": "An"},
        "text": "xin chào",
    }
    secret = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    with contextlib.suppress(httpx.HTTPError):
        url, body = f"http://{address}/telegram/webhook", {"update_id": number, "message": message}
        if client.post(url, json=body, headers=secret).status_code == httpx.codes.OK:
            acknowledged.append(str(number))
            return True
    return False


def integrity(url: str) -> str:
    with contextlib.closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as db:
        return str(db.execute("PRAGMA integrity_check").fetchone()[0])
