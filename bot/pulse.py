"""The running programme's pulse: how long a job may be silent, and what was counted since the start."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from bot.http import Beat
from bot.prometheus import Metric
from bot.worker import Worker
from documents.limits import USUAL
from jobs.schedule import Schedule

SILENCE = dt.timedelta(seconds=90)  # a loop comes round every few seconds
READING = dt.timedelta(seconds=2 * USUAL.wall_scan) + dt.timedelta(minutes=5)  # a document, a report's file; fetching


def beats(worker: Worker, clock: Schedule) -> Mapping[str, Beat]:
    found = {name: Beat(at, limit) for name, (at, limit) in clock.pulse().items()}
    for name, at in worker.beats.items():
        found[name] = Beat(at, READING if name == "reading" else SILENCE)
    if worker.deliverer:
        found["delivering"] = Beat(worker.deliverer.beat_at, SILENCE)
    return found


def numbers(worker: Worker, clock: Schedule) -> Iterable[Metric]:
    outcomes = worker.deliverer.outcomes if worker.deliverer else {}
    held = {account: float(worker.holds(account)) for account in worker.senders}
    yield Metric("deliveries_total", "Messages tried, by outcome.", dict(outcomes), "outcome", counts=True)
    yield Metric("events_total", "Events handled.", {"": worker.handled}, counts=True)
    yield Metric("job_runs_total", "Runs of each job.", dict(clock.runs), "job", counts=True)
    yield Metric("job_failures_total", "Runs that failed.", dict(clock.failures), "job", counts=True)
    yield Metric(
        "job_seconds_total", "Time spent in each job; 'remind' is the tick.", clock.seconds, "job", counts=True
    )
    yield Metric("lease_held", "Accounts that this worker polls and delivers for.", held, "account")
