"""The local chat is for trying out: its invented people and its clock never meet a channel's real ones."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot import doctor, sample, trial
from bot.channels import opened
from bot.clock import Clock
from bot.local.channel import ACCOUNT
from bot.settings import Settings
from bot.worker import Worker
from core.problems import Problem
from db.store import Store

TOKEN = "123456789:AAFakeTokenForTestsOnlyAAAAAAAAAAAAAAAA"
LONG_AGO = dt.datetime(2024, 10, 9, 1, 0, tzinfo=dt.UTC)


def made(folder: Path, **given: object) -> Settings:
    return Settings(data_dir=folder, _env_file=None, **given)  # type: ignore[arg-type, call-arg]


@pytest.fixture
def tried(store: Store) -> Store:
    """A database in which somebody has tried the local chat."""
    with store.begin() as conn:
        sample.create(conn, account=ACCOUNT, now=LONG_AGO)
    Clock(store, apart=True).step(LONG_AGO)
    return store


def test_with_a_channel_the_clock_is_the_real_one_whatever_the_local_chat_has_set(tried: Store, tmp_path: Path):
    with_channel, alone = (Worker(made(tmp_path, **more), tried).clock for more in ({"telegram_token": TOKEN}, {}))
    assert abs(with_channel.now() - with_channel.real()) < dt.timedelta(seconds=1)
    assert alone.now() < alone.real() - dt.timedelta(days=300)
    with pytest.raises(ValueError, match="the real one"):
        with_channel.step(LONG_AGO)


def test_a_start_with_a_channel_is_refused_where_the_invented_people_are_and_the_doctor_says_so(tried, tmp_path):
    real = made(tmp_path, telegram_token=TOKEN)
    with pytest.raises(Problem, match=r"Lê Thị Minh Hạnh.*DONDOC_DATA_DIR"):
        trial.never_meets_a_channel(real, tried)
    trial.never_meets_a_channel(made(tmp_path), tried)
    people, clock = trial.examine(real, tried)
    assert (people.well, people.do) == (False, trial.OUT_OF_IT)
    assert "clock" in clock.what
    assert list(trial.examine(made(tmp_path), tried)) == []


def test_the_doctor_looks_for_what_a_trial_has_left(tmp_path: Path, monkeypatch):
    from db import migrate

    store = Store(f"sqlite:///{tmp_path / 'dondoc.db'}")
    migrate.upgrade(store)
    with store.begin() as conn:
        sample.create(conn, account=ACCOUNT, now=LONG_AGO)
    store.close()
    monkeypatch.setattr(doctor, "load", lambda: made(tmp_path, zalo_token="1:x", zalo_api_url="http://127.0.0.1:9"))
    found = list(doctor.examine())
    assert [finding.do for finding in found if "invented people" in finding.what] == [trial.OUT_OF_IT]


async def test_the_local_chat_beside_a_channel_invents_nobody_and_moves_no_clock(store: Store, tmp_path: Path):
    import contextlib

    import httpx
    from starlette.applications import Starlette

    async with contextlib.AsyncExitStack() as stack:
        worker = Worker(made(tmp_path, telegram_token=TOKEN), store)
        channels = await opened(worker, stack, local_chat=True)
        assert channels.local
        for loop in channels.loops:
            loop.close()
        site = httpx.ASGITransport(Starlette(routes=[channels.local.mount()]), client=("127.0.0.1", 5000))
        async with httpx.AsyncClient(transport=site, base_url="http://127.0.0.1:8080") as page:
            told = await page.post("/clock", json={"to": "next"})
            assert (told.status_code, told.json()) == (409, {"refused": "real"})
            assert '<button id="next" type="button" hidden>' in (await page.get("/chat/an")).text
    with store.read() as conn:
        assert sample.present(conn, account=ACCOUNT) == []


@pytest.mark.parametrize(
    ("given", "asked", "is_served"),
    [
        ({}, False, True),
        ({"telegram_token": TOKEN}, False, False),
        ({"telegram_token": TOKEN}, True, True),
        ({"telegram_token": TOKEN, "telegram_webhook_secret": "s" * 20, "public_url": "https://x.vn"}, False, False),
        ({"telegram_token": TOKEN, "telegram_webhook_secret": "s" * 20, "public_url": "https://x.vn"}, True, None),
        ({"public_url": "https://x.vn"}, False, None),
    ],
)
def test_what_is_reached_from_outside_serves_no_local_chat(tmp_path: Path, given, asked: bool, is_served: bool | None):
    """A proxy on the same machine speaks from the loopback: whoever came through it could be anybody."""
    settings = made(tmp_path, **given)
    if is_served is None:
        with pytest.raises(Problem, match="DONDOC_PUBLIC_URL"):
            trial.wanted(settings, asked=asked)
    else:
        assert trial.wanted(settings, asked=asked) is is_served
