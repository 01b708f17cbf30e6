"""What /healthz and /metrics are told by the running programme."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot import pulse
from bot.http import late
from bot.prometheus import Metric, as_text
from bot.settings import Settings
from bot.worker import Worker
from db.store import Store
from jobs import schedule


@pytest.fixture
async def running(store: Store, tmp_path: Path):
    worker = Worker(Settings(data_dir=tmp_path), store)
    await worker.connect()
    clock = schedule.start({"remind": (1.0, worker.remind)}, real=worker.clock.real)
    yield worker, clock
    clock.stop()


@pytest.mark.parametrize("loop", ["answering 1", "reading", "delivering"])
async def test_a_loop_that_stands_still_is_named(running, loop: str):
    worker, clock = running
    long_ago = worker.clock.real() - pulse.READING - dt.timedelta(minutes=1)
    worker.beats[loop] = long_ago
    worker.deliverer.beat_at = long_ago if loop == "delivering" else worker.clock.real()
    assert late(pulse.beats(worker, clock), now=worker.clock.real()) == [f"job: {loop}"]


async def test_a_worker_that_just_started_is_well(running):
    worker, clock = running
    assert late(pulse.beats(worker, clock), now=worker.clock.real()) == []


def test_numbers_are_written_as_prometheus_reads_them():
    kinds = Metric("deliveries_total", "By outcome.", {"sent": 12_345_678, "unsure": 1}, "outcome", counts=True)
    assert as_text([kinds, Metric.single("oldest_seconds", "Age.", 0.25)]).splitlines() == [
        "# HELP dondoc_deliveries_total By outcome.",
        "# TYPE dondoc_deliveries_total counter",
        'dondoc_deliveries_total{outcome="sent"} 12345678',
        'dondoc_deliveries_total{outcome="unsure"} 1',
        "# HELP dondoc_oldest_seconds Age.",
        "# TYPE dondoc_oldest_seconds gauge",
        "dondoc_oldest_seconds 0.2500",
    ]
