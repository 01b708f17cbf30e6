"""The HTTP server's face: whether the product is well, how its queues stand, and the channels that speak HTTP."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.local.events import Clock
from bot.local.page import LocalChat
from db import metrics
from db.metrics import Queues
from db.store import Store


@dataclass(frozen=True, slots=True)
class Beat:
    """When a job last came round (real time), and how long it may be silent before something is wrong."""

    at: dt.datetime
    limit: dt.timedelta


Beats = Callable[[], Mapping[str, Beat]]


def app(
    *, store: Store, clock: Clock, beats: Beats, local: LocalChat | None, channels: Sequence[BaseRoute] = ()
) -> Starlette:
    """The server: its own two pages, the webhooks of `channels`, and the local chat where there is one."""

    async def healthz(_request: Request) -> Response:
        unwell = late(beats(), now=clock.real())
        try:
            await asyncio.to_thread(_queues, store, clock)
        except Exception as error:  # noqa: BLE001 - whatever keeps the database from answering
            unwell.append(f"database: {type(error).__name__}")
        return JSONResponse({"ok": not unwell, "unwell": unwell}, 503 if unwell else 200)

    async def numbers(_request: Request) -> Response:
        queues = await asyncio.to_thread(_queues, store, clock)
        return PlainTextResponse(as_text(queues, beats(), now=clock.real()), media_type="text/plain; version=0.0.4")

    own = [Route("/healthz", healthz), Route("/metrics", numbers)]
    return Starlette(routes=[*own, *channels, *([local.mount()] if local else [])])


def late(beats: Mapping[str, Beat], *, now: dt.datetime) -> list[str]:
    """The jobs that have been silent for too long."""
    return [f"job: {name}" for name, beat in sorted(beats.items()) if now - beat.at > beat.limit]


def as_text(queues: Queues, beats: Mapping[str, Beat], *, now: dt.datetime) -> str:
    """Prometheus text: counts and ages, nobody's name."""
    lines = [f'dondoc_inbox{{state="{state}"}} {count}' for state, count in queues.inbox.items()]
    lines += [f'dondoc_outbox{{state="{state}"}} {count}' for state, count in queues.outbox.items()]
    lines += [
        f"dondoc_inbox_oldest_seconds {queues.oldest_event:.1f}",
        f"dondoc_outbox_oldest_seconds {queues.oldest_due:.1f}",
        f"dondoc_reminder_oldest_seconds {queues.late_reminders:.1f}",
    ]
    ages = {name: (now - beat.at).total_seconds() for name, beat in sorted(beats.items())}
    lines += [f'dondoc_beat_seconds{{job="{name}"}} {age:.1f}' for name, age in ages.items()]
    return "\n".join(lines) + "\n"


def _queues(store: Store, clock: Clock) -> Queues:
    with store.read() as conn:
        return metrics.queues(conn, now=clock.now(), real_now=clock.real())
