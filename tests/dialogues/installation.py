"""The whole programme beside a town: the same `serve` that `dondoc run` calls, on the town's database and clock."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

from bot.clock import Clock
from bot.run import serve
from bot.settings import Settings
from db.store import Store
from tests.dialogues.drivers import is_settled
from tests.dialogues.scenes import Town

LONGEST = 30.0  # seconds until everything is handled and delivered, on a slow machine


@contextlib.asynccontextmanager
async def running(town: Town, folder: Path, *, local_chat: bool = False, **settings: object) -> AsyncIterator[str]:
    """Its address, until the block ends; nothing is asked of any network but this machine's."""
    clock = Clock(town.house.store, apart=True)
    clock.step(town.house.now)
    door = socket.create_server(("127.0.0.1", 0))  # bound here and handed over, so that nobody takes it in between
    made = Settings(data_dir=folder, _env_file=None, **settings)  # type: ignore[arg-type, call-arg]
    programme = asyncio.create_task(
        serve(made, town.house.store, local_chat=local_chat or made.no_channel, listening=door, clock=clock)
    )
    try:
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
    finally:
        programme.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await programme


async def until(answer: Callable[[], Awaitable[bool]]) -> None:
    """Ask again and again; what is waited for happens in another thread, process or browser, which rings no bell."""
    async with asyncio.timeout(LONGEST):
        while not await answer():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def settled(store: Store) -> None:
    await until(lambda: asyncio.to_thread(is_settled, store))
