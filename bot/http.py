"""The HTTP server's face: whether the product is well, how its queues stand, and the channels that speak HTTP."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.local.events import Clock
from bot.local.page import LocalChat
from bot.prometheus import Metric, as_text
from db import metrics
from db.metrics import Queues
from db.store import Store


@dataclass(frozen=True, slots=True)
class Beat:
    """When a job last came round (real time), and how long it may be silent before something is wrong."""

    at: dt.datetime
    limit: dt.timedelta


Beats = Callable[[], Mapping[str, Beat]]
Numbers = Callable[[], Iterable[Metric]]


def app(
    *,
    store: Store,
    clock: Clock,
    beats: Beats,
    local: LocalChat | None,
    channels: Sequence[BaseRoute] = (),
    numbers: Numbers = tuple,
) -> Starlette:
    """The server: its own two pages, the webhooks of `channels`, and the local chat where there is one."""

    async def healthz(_request: Request) -> Response:
        unwell = late(beats(), now=clock.real())
        try:
            await asyncio.to_thread(_answers, store)
        except Exception as error:  # noqa: BLE001 - whatever keeps the database from answering
            unwell.append(f"database: {type(error).__name__}")
        return JSONResponse({"ok": not unwell, "unwell": unwell}, 503 if unwell else 200)

    async def measured(_request: Request) -> Response:
        queues = await asyncio.to_thread(_queues, store, clock)
        found = [*_of_queues(queues), _of_beats(beats(), now=clock.real()), *numbers()]
        return PlainTextResponse(as_text(found), media_type="text/plain; version=0.0.4")

    own = [Route("/healthz", healthz), Route("/metrics", measured)]
    return Starlette(routes=[*own, *channels, *([local.mount()] if local else [])])


def late(beats: Mapping[str, Beat], *, now: dt.datetime) -> list[str]:
    """The jobs that have been silent for too long."""
    return [f"job: {name}" for name, beat in sorted(beats.items()) if now - beat.at > beat.limit]


def _of_queues(queues: Queues) -> Iterable[Metric]:
    yield Metric("inbox", "Events not handled yet.", queues.inbox, "state")
    yield Metric("outbox", "Messages on their way, by state.", queues.outbox, "state")
    yield Metric.single("inbox_oldest_seconds", "Age of the oldest unhandled event.", queues.oldest_event)
    yield Metric.single("outbox_oldest_seconds", "How long the most overdue message has waited.", queues.oldest_due)
    yield Metric.single("reminder_oldest_seconds", "How late the latest reminder is.", queues.late_reminders)
    yield Metric("account_failing", "Accounts that answer only errors.", dict.fromkeys(queues.failing, 1.0), "account")


def _of_beats(beats: Mapping[str, Beat], *, now: dt.datetime) -> Metric:
    ages = {name: (now - beat.at).total_seconds() for name, beat in sorted(beats.items())}
    return Metric("beat_seconds", "Since each job last came round.", ages, "job")


def _queues(store: Store, clock: Clock) -> Queues:
    with store.read() as conn:
        return metrics.queues(conn, now=clock.now(), real_now=clock.real())


def _answers(store: Store) -> None:
    with store.read() as conn:
        metrics.answers(conn)
