"""Whether the product is well, told to whoever watches over it."""

from __future__ import annotations

import datetime as dt

import httpx
from starlette.applications import Starlette

from bot.http import Beat, app
from core.messages import Address, Incoming
from db import inbox
from db.store import Store
from tests.local.echo import StillClock

NOON = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)  # StillClock's real time


def server(store: Store, *, silent_for: dt.timedelta) -> Starlette:
    beat = Beat(NOON - silent_for, dt.timedelta(seconds=30))
    return app(store=store, clock=StillClock(NOON), beats=lambda: {"deliver": beat}, local=None)


async def get(served: Starlette, path: str) -> httpx.Response:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(served), base_url="http://bot.example") as client:
        return await client.get(path)


async def test_it_is_well_when_the_database_answers_and_the_jobs_beat(store: Store) -> None:
    answer = await get(server(store, silent_for=dt.timedelta(seconds=5)), "/healthz")
    assert (answer.status_code, answer.json()) == (200, {"ok": True, "unwell": []})


async def test_a_silent_job_is_named(store: Store) -> None:
    answer = await get(server(store, silent_for=dt.timedelta(seconds=31)), "/healthz")
    assert (answer.status_code, answer.json()["unwell"]) == (503, ["job: deliver"])


async def test_a_database_that_does_not_answer_is_named() -> None:
    broken = Store("sqlite:////proc/nowhere.db")
    answer = await get(server(broken, silent_for=dt.timedelta()), "/healthz")
    assert (answer.status_code, answer.json()["unwell"]) == (503, ["database: OperationalError"])


async def test_the_numbers_name_queues_and_ages_and_nobody(store: Store) -> None:
    with store.begin() as conn:
        inbox.receive(conn, Incoming("e1", Address("local", "1"), text="riêng tư"), received_at=NOON)
    text = (await get(server(store, silent_for=dt.timedelta()), "/metrics")).text
    assert "dondoc_inbox_oldest_seconds 0\n" in text
    assert 'dondoc_inbox{state="new"} 1\n' in text
    assert "riêng tư" not in text


async def test_without_a_local_chat_there_is_no_page(store: Store) -> None:
    assert (await get(server(store, silent_for=dt.timedelta()), "/")).status_code == 404
