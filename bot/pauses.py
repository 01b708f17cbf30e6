"""How a loop waits for a service that is away: longer each time, and never past the stop."""

from __future__ import annotations

import asyncio
import contextlib

LONGEST_PAUSE = 30.0  # seconds between tries while the service is away


async def wait(stopping: asyncio.Event, seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stopping.wait(), seconds)
