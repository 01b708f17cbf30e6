"""`dondoc run` at the hour a test has set: with a channel, but on the clock that only the local chat has otherwise."""

from __future__ import annotations

import asyncio
import sys

from bot import logs
from bot.clock import Clock
from bot.opening import opened
from bot.run import serve
from bot.settings import load
from handlers.acts import acts

COMMAND = [sys.executable, "-m", "tests.house.at_its_hour"]


def main() -> None:
    acts()
    settings = load()
    logs.set_up(level=settings.log_level, form=settings.log_format)
    with opened(settings) as (_, store):
        asyncio.run(serve(settings, store, local_chat=False, clock=Clock(store, apart=True)))


if __name__ == "__main__":
    main()
