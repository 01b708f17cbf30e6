"""Telegram by webhook: committed before 200, done once, and nothing for whoever lacks the secret."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import logging
import os
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select
from starlette.applications import Starlette

from bot import telegram_hook
from bot.access import Access, Hook
from bot.http import app
from bot.keeper import Keeper
from bot.telegram import open_bot
from bot.webhook import BODY_BYTES
from core.messages import Incoming
from core.problems import Problem
from db import inbox, store, tables
from db.store import Store
from tests.local.echo import StillClock
from tests.telegram.fake_bot_api import TOKEN, FakeBotApi, Refusal, serving

NOW = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)
SECRET = "mot-bi-mat-dai-va-kho-doan-0123456789"
HOOK = Hook("https://bot.example", SECRET)
AN, BINH = 42, 43
ACCOUNT = "telegram:7001"
SAID = {
    "update_id": 500_001,
    "message": {
        "message_id": 7,
        "date": 1_790_000_000,
        "chat": {"id": 42, "type": "private"},
        "from": {"id": 42, "is_bot": False, "first_name": "An"},
        "text": "nv3 xong 80%, lời riêng tư",
    },
}
PRESSED = {
    "update_id": 500_002,
    "callback_query": {
        "id": "q9",
        "from": {"id": 42, "is_bot": False, "first_name": "An"},
        "chat_instance": "1",
        "data": "tok:0",
    },
}


def served(store: Store) -> Starlette:
    async def receive(events: list[Incoming]) -> None:
        await asyncio.to_thread(_keep, store, events)

    route = telegram_hook.webhook(HOOK, ACCOUNT, receive).route()
    return app(store=store, clock=StillClock(NOW), beats=dict, local=None, channels=[route])


def _keep(store: Store, events: list[Incoming]) -> None:
    with store.begin() as conn:
        for event in events:
            inbox.receive(conn, event, received_at=NOW, holder="w")


async def post(site: Starlette, secret: str | None = SECRET, **content: object) -> httpx.Response:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(site), base_url="https://bot.example") as client:
        return await client.post(
            "/telegram/webhook", headers={telegram_hook.HEADER: secret} if secret else {}, **content
        )


def kept(store: Store) -> list[str]:
    with store.read() as conn:
        return list(conn.scalars(select(tables.inbox.c.event_id).order_by(tables.inbox.c.id)))


async def test_what_is_posted_is_kept_and_told_200(store: Store):
    answer = await post(served(store), json=SAID)
    assert (answer.status_code, answer.content) == (200, b"")
    assert kept(store) == ["500001"]


@pytest.mark.parametrize("pressed", ["x", {"data": "tok:0"}, ["q9"]])
async def test_a_press_nobody_can_read_is_told_200_and_does_not_come_again(store: Store, pressed: object):
    assert (await post(served(store), json={"update_id": 500009, "callback_query": pressed})).status_code == 200
    assert kept(store) == []


async def test_the_same_post_again_is_told_200_and_nothing_is_done(store: Store):
    """FAULTS 13."""
    site = served(store)
    assert [(await post(site, json=SAID)).status_code for _ in range(2)] == [200, 200]
    assert kept(store) == ["500001"]


def test_twenty_identical_posts_at_once_are_one_event(store: Store):
    """FAULTS 13, with as many sessions as there are threads."""
    site = served(store)
    with ThreadPoolExecutor(20) as pool:
        codes = list(pool.map(lambda _: asyncio.run(post(site, json=SAID)).status_code, range(20)))
    assert codes == [200] * 20
    assert kept(store) == ["500001"]


@pytest.mark.parametrize("secret", [None, "", "sai", SECRET[:-1], SECRET[:-1] + "8", SECRET + "0", "ố" * 9])
async def test_without_the_secret_every_post_is_refused_alike_and_none_is_read(store: Store, secret, caplog):
    """FAULTS 23."""
    caplog.set_level(logging.DEBUG)
    header = secret.encode() if secret else secret
    answers = [await post(served(store), header, **body) for body in ({"json": SAID}, {"content": b"\x00" * 10})]
    assert {(a.status_code, a.content) for a in answers} == {(403, b"")}
    assert kept(store) == []
    assert "riêng tư" not in caplog.text
    assert SECRET not in caplog.text


@pytest.mark.parametrize("body", [b"", b"[]", b"nonsense", b"\xff", b"[" * 100_000])
async def test_what_is_no_update_is_refused(store: Store, body: bytes):
    assert (await post(served(store), content=body)).status_code == 400


async def test_a_body_longer_than_any_update_is_not_taken_in(store: Store):
    assert (await post(served(store), content=b" " * (BODY_BYTES + 1))).status_code == 413


@pytest.mark.parametrize("body", [{"update_id": 1}, {"update_id": 1, "message": {"text": 5}}, {}])
async def test_an_update_that_says_nothing_or_cannot_be_read_holds_nobody_back(store: Store, body):
    assert (await post(served(store), json=body)).status_code == 200
    assert kept(store) == []


async def test_the_button_stops_turning_with_the_answer_to_the_post(store: Store):
    answer = await post(served(store), json=PRESSED)
    assert answer.json() == {"method": "answerCallbackQuery", "callback_query_id": "q9"}
    assert kept(store) == ["500002"]


async def test_while_nothing_can_be_kept_the_service_is_told_to_post_again(
    tmp_path: Path, monkeypatch, sqlite_template
):
    """FAULTS 6: another process holds the database; then it is free, and the same update comes again."""
    monkeypatch.setattr(store, "BUSY_SECONDS", 0.05)
    path = tmp_path / "busy.db"
    path.write_bytes(sqlite_template.read_bytes())
    opened = Store(f"sqlite:///{path}")
    site = served(opened)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert (await post(site, json=SAID)).status_code == 503
    other.execute("ROLLBACK")
    assert (await post(site, json=SAID)).status_code == 200
    assert kept(opened) == ["500001"]
    other.close()
    opened.close()


async def test_a_database_that_is_away_is_told_503():
    assert (await post(served(Store("postgresql+psycopg://127.0.0.1:9/none")), json=SAID)).status_code == 503


@pytest.fixture
def api():
    with serving(FakeBotApi()) as running:
        yield running


def _until(done: Callable[[], bool], seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while not done() and time.monotonic() < until:
        threading.Event().wait(0.01)


async def _keep_until(api: FakeBotApi, done, *, mine=lambda: True, token: str = TOKEN) -> None:
    stopping = asyncio.Event()

    async def watch() -> None:
        await asyncio.to_thread(_until, done)
        stopping.set()

    async with open_bot(Access(token, api.url)) as bot:
        keeper = Keeper(ACCOUNT, telegram_hook.setting(bot, HOOK), mine, first_pause=0.01)
        await asyncio.wait_for(asyncio.gather(keeper.run(stopping), watch()), 20)


async def test_the_webhook_is_set_for_one_connection_with_the_secret_when_the_service_is_back(api):
    api.fail["setWebhook"] += [Refusal(502, "Bad Gateway"), Refusal(429, "Too Many Requests", retry_after=1)]
    await _keep_until(api, lambda: bool(api.hook))
    assert api.calls.count("setWebhook") == 3
    assert api.hook["url"] == "https://bot.example/telegram/webhook"
    assert (api.hook["secret_token"], api.hook["max_connections"]) == (SECRET, "1")


async def test_only_the_worker_whose_turn_it_is_sets_it(api):
    looked = []
    await _keep_until(api, lambda: bool(looked), mine=lambda: looked.append(1) or False)
    assert api.hook == {}


def test_the_product_is_posted_to_and_polls_again_when_the_public_address_is_taken_away(api, tmp_path: Path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    polled = {"DONDOC_TELEGRAM_TOKEN": TOKEN, "DONDOC_TELEGRAM_API_URL": api.url, "DONDOC_DATA_DIR": str(tmp_path)}
    posted = {"DONDOC_PUBLIC_URL": f"http://{address}", "DONDOC_TELEGRAM_WEBHOOK_SECRET": SECRET}
    here = {**os.environ, **polled, "DONDOC_HTTP_ADDRESS": address}
    with running(here | posted):
        _until(lambda: bool(api.hook))
        api.says(AN, "/trogiup")
        api.wait_for(AN, "chưa được kết nối")
        assert "ok  the webhook is set, 0 messages wait" in said_by_doctor(here | posted)
        assert "getUpdates" not in api.calls
        assert httpx.get(f"http://{address}/healthz").json() == {"ok": True, "unwell": []}
        counted = httpx.get(f"http://{address}/metrics").text.splitlines()
        assert {'dondoc_lease_held{account="telegram:7001"} 1', "dondoc_events_total 1"} <= set(counted)
    with running(here):
        api.says(BINH, "/trogiup")
        api.wait_for(BINH, "chưa được kết nối")
    assert api.hook == {}


@contextlib.contextmanager
def running(environment: dict[str, str]) -> Iterator[None]:
    process = subprocess.Popen([sys.executable, "-m", "bot", "run"], env=environment)
    try:
        yield
    finally:
        process.terminate()
        assert process.wait(15) == 0


def said_by_doctor(environment: dict[str, str]) -> str:
    command = [sys.executable, "-m", "bot", "doctor"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False).stdout


async def test_a_token_the_service_does_not_know_ends_it_with_a_clear_word(api):
    with pytest.raises(Problem, match="DONDOC_TELEGRAM_TOKEN"):
        await _keep_until(api, lambda: "setWebhook" in api.calls, token="7001:AAWrongTokenAAAAAAAAAAAAAAAAAAAAAAAAA")
