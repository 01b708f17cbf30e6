"""The running programme: start what is configured, wake what waits, and stop in order within ten seconds."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import socket
from collections.abc import Awaitable, Callable, Mapping, Sequence

import uvicorn

from bot import pulse
from bot.channels import Channels, opened
from bot.clock import Clock
from bot.http import app
from bot.local.page import LocalChat
from bot.logs import say_where
from bot.settings import Settings
from bot.worker import Worker
from core.problems import Problem
from db import bell
from db.store import Store, Unavailable
from jobs import schedule, turns

log = logging.getLogger("dondoc")
EXPECTED = (Problem, OSError, Unavailable)  # said in a line of their own
STOP_SECONDS = 8.0  # what is in hand is finished within this
IDLE_SECONDS = 5.0  # the net under the bells: what another worker left behind


async def serve(
    settings: Settings,
    store: Store,
    *,
    local_chat: bool,
    listening: socket.socket | None = None,
    clock: Clock | None = None,
) -> None:
    """Run until SIGTERM or SIGINT. Raises OSError where the HTTP address is taken.

    `listening` is a door that is open already, `clock` another than the settings call for.
    """
    worker = Worker(settings, store, clock=clock)
    _stop_on_signals(worker.stopping)
    asyncio.get_running_loop().set_exception_handler(say_where)
    async with contextlib.AsyncExitStack() as stack:
        channels = await opened(worker, stack, local_chat=local_chat)
        deliverer = await worker.connect()
        ticking = schedule.start(_jobs(worker), real=worker.clock.real)
        stack.callback(ticking.stop)
        stack.enter_context(_heard(worker))
        door = stack.enter_context(listening or _listening(settings))
        server = _server(worker, ticking, channels, address=door.getsockname())
        running = [server.serve([door]), deliverer.run(), *channels.loops, *_own_loops(worker)]
        await _until_stopped(worker, running, channels.local)
    await asyncio.to_thread(worker.turns.release)


def _heard(worker: Worker) -> contextlib.AbstractContextManager[None]:
    """What other processes queue wakes our deliverer."""
    loop = asyncio.get_running_loop()
    return bell.listening(worker.store, lambda: loop.call_soon_threadsafe(worker.queued.set))


def _jobs(worker: Worker) -> Mapping[str, tuple[float, schedule.Job]]:
    return {
        "remind": (1.0, worker.remind),
        "periods": (30.0, worker.open_periods),
        "announce": (1.0, worker.announce),
        "escalate": (5.0, worker.escalate),
        "turns": (turns.RENEWED_EVERY, worker.renew),
        "tidy": (3600.0, worker.tidy),
    }


def _own_loops(worker: Worker) -> list[Awaitable[None]]:
    answering = 1 if worker.store.is_sqlite else 4  # one writer at a time on SQLite
    return [
        _beat("reading", worker.read, worker.to_read, worker),
        *(_beat(f"answering {n}", worker.answer, worker.arrived, worker) for n in range(1, answering + 1)),
    ]


async def _beat(name: str, work: Callable[[], Awaitable[bool]], rung: asyncio.Event, worker: Worker) -> None:
    """Work while there is something, then wait for the bell. A failure costs one beat, not the programme."""
    while not worker.stopping.is_set():
        busy = False
        try:
            rung.clear()
            busy = await work()
            worker.beats[name] = worker.clock.real()
        except Exception:
            log.exception("%s: a beat failed", name)
        if not busy:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(rung.wait(), IDLE_SECONDS)


async def _until_stopped(worker: Worker, loops: Sequence[Awaitable[None]], local: LocalChat | None) -> None:
    """Until a signal, or until a loop ends by itself: that is a fault, and it is said."""
    tasks = [asyncio.ensure_future(loop) for loop in loops]
    stopping = asyncio.create_task(worker.stopping.wait())
    try:
        await asyncio.wait([stopping, *tasks], return_when=asyncio.FIRST_COMPLETED)
    finally:
        worker.stopping.set()
        if local:
            local.close()
        for task in tasks[1:]:
            task.cancel()
        await asyncio.wait(tasks, timeout=STOP_SECONDS)
    for task in tasks:
        if task.done() and not task.cancelled() and (error := task.exception()):
            raise error if isinstance(error, EXPECTED) else _faulty(error)


def _faulty(error: BaseException) -> Problem:
    """What nobody expected: where it happened is logged; its own words may be somebody's, and are shown nowhere."""
    log.error("a loop ended by a fault of its own", exc_info=error)
    return Problem(f"ended by a fault ({type(error).__name__}): the log says where")


class _Server(uvicorn.Server):
    """uvicorn without its own signals and its ten ticks a second: the stop of the whole programme ends it."""

    def __init__(self, config: uvicorn.Config, *, stopping: asyncio.Event) -> None:
        super().__init__(config)
        self._stopping = stopping

    async def main_loop(self) -> None:
        await self.on_tick(0)
        await self._stopping.wait()

    @contextlib.contextmanager
    def capture_signals(self):  # type: ignore[no-untyped-def]
        yield


def _listening(settings: Settings) -> socket.socket:
    """Bound before anything starts, so that an address in use ends the programme with one clear line."""
    host, port = settings.host_port
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise OSError(f"can't listen on {settings.http_address} ({error.strerror}): set DONDOC_HTTP_ADDRESS") from error


def _server(
    worker: Worker, clock: schedule.Schedule, channels: Channels, *, address: tuple[str, int]
) -> uvicorn.Server:
    site = app(
        store=worker.store,
        clock=worker.clock,
        beats=lambda: pulse.beats(worker, clock),
        numbers=lambda: pulse.numbers(worker, clock),
        local=channels.local,
        channels=channels.routes,
    )
    log.info("%s: http://%s:%d", "local chat" if channels.local else "health", *address[:2])
    config = uvicorn.Config(site, log_config=None, access_log=False, lifespan="off", date_header=False)  # our own logs
    return _Server(config, stopping=worker.stopping)


def _stop_on_signals(stopping: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
