"""The product as a newcomer starts it: `dondoc run` in its own process, with nothing set but a place and a port."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[2]
STARTED_WITHIN, STOPPED_WITHIN = 30.0, 15.0


@asynccontextmanager
async def running(home: Path) -> AsyncIterator[str]:
    """The address of its page; when it is left, the process has stopped in order."""
    address = f"127.0.0.1:{free_port()}"
    settings = {"DONDOC_DATA_DIR": str(home / "data"), "DONDOC_HTTP_ADDRESS": address, "PYTHONPATH": str(ROOT)}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DONDOC_")}
    with (home / "log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=home, env=kept | settings, stdout=log, stderr=log
        )
        try:
            await _answers(f"http://{address}/healthz", process)
            yield f"http://{address}"
        finally:
            if process.returncode is None:
                process.terminate()
            await asyncio.wait_for(process.wait(), STOPPED_WITHIN)
    assert process.returncode == 0, (home / "log").read_text()
    assert " ERROR " not in (home / "log").read_text()


async def _answers(url: str, process: asyncio.subprocess.Process) -> None:
    async with asyncio.timeout(STARTED_WITHIN), httpx.AsyncClient() as client:
        while process.returncode is None:
            try:
                if (await client.get(url)).is_success:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.1)
    raise AssertionError("the product stopped while it was starting")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
