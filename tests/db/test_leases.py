"""One holder at a time, and every new holder has a new epoch."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection

from db import leases
from db.store import Store
from jobs import workers
from jobs.turns import Turns
from tests.house import START

NAME = "telegram:7001"


def hold(store: Store, holder: str, *, after: float = 0) -> int | None:
    with store.begin() as conn:
        now = START + dt.timedelta(seconds=after)
        return leases.hold(conn, NAME, holder=holder, real_now=now, seconds=15)


def test_a_lease_has_one_holder_who_keeps_its_epoch(store: Store) -> None:
    assert hold(store, "a") == 1
    assert hold(store, "b", after=5) is None
    assert hold(store, "a", after=10) == 1
    assert hold(store, "b", after=20) is None


def test_a_lease_that_ran_out_is_taken_with_a_new_epoch(store: Store) -> None:
    hold(store, "a")
    assert hold(store, "b", after=16) == 2
    assert hold(store, "a", after=17) is None


def test_a_worker_that_slept_past_its_lease_gets_a_new_epoch(store: Store) -> None:
    hold(store, "a")
    assert hold(store, "a", after=60) == 2


def test_a_released_lease_is_free_at_once(store: Store) -> None:
    hold(store, "a")
    with store.begin() as conn:
        leases.release(conn, NAME, holder="a", real_now=START)
    assert hold(store, "b", after=0.001) == 2


def test_of_many_who_ask_at_once_one_holds(store: Store) -> None:
    with ThreadPoolExecutor(8) as pool:
        epochs = list(pool.map(lambda n: hold(store, f"w{n}"), range(8)))
    assert epochs.count(1) == 1
    assert epochs.count(None) == 7


def test_a_lease_whose_commit_failed_is_not_held(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two workers that both believed it would give up each other's messages."""
    turns = Turns(store, [NAME], worker="w1", real=lambda: START)
    begins = store.begin

    @contextmanager
    def breaks_off() -> Iterator[Connection]:
        with begins() as conn:
            yield conn
            raise ConnectionError

    monkeypatch.setattr(store, "begin", breaks_off)
    with pytest.raises(ConnectionError):
        turns.renew()
    assert turns.holders() == {}


def test_a_worker_knows_which_accounts_are_its_own(store: Store) -> None:
    now = [START]
    one, two = (Turns(store, [NAME], worker=name, real=lambda: now[0]) for name in ("w1", "w2"))
    one.renew()
    two.renew()
    assert one.holders() == {NAME: "1@w1"}
    assert two.holders() == {}
    now[0] += dt.timedelta(seconds=16)
    assert one.holders() == {}
    two.renew()
    assert two.holders() == {NAME: "2@w2"}
    two.release()
    one.renew()
    assert one.holders() == {NAME: "3@w1"}


def test_a_worker_that_ended_on_this_machine_is_surely_gone_and_others_are_not() -> None:
    here = workers.name()
    assert not workers.is_gone(here)
    assert not workers.is_gone("another.1-77-12")
    assert not workers.is_gone("anything")
    command = [sys.executable, "-c", "from jobs import workers; print(workers.name())"]
    ended = subprocess.run(command, capture_output=True, text=True, check=True, env=dict(os.environ)).stdout.strip()
    assert ended != here
    assert workers.is_gone(ended)


def test_nobody_waits_for_the_lease_of_a_worker_that_was_killed_here(store: Store) -> None:
    command = [sys.executable, "-c", "from jobs import workers; print(workers.name())"]
    ended = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    hold(store, ended)
    turns = Turns(store, [NAME], worker="w2", real=lambda: START + dt.timedelta(seconds=1))
    turns.renew()
    assert turns.holders() == {NAME: "2@w2"}


def test_the_job_that_one_worker_does_for_all_moves_after_half_a_minute_or_at_once_on_a_clean_stop(
    store: Store,
) -> None:
    now = [START]
    one, two = (Turns(store, [], worker=name, real=lambda: now[0]) for name in ("w1", "w2"))

    def alone(worker: Turns) -> bool:
        with store.begin() as conn:
            return worker.alone(conn)

    assert (alone(one), alone(two), alone(one)) == (True, False, True)
    now[0] += dt.timedelta(seconds=31)
    assert (alone(two), alone(one)) == (True, False)
    two.release()
    assert alone(one)
