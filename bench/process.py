"""The running programme from outside: time to the first answer, idle memory and idle share of a core."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx

IDLE_SECONDS = 20
_TICKS = os.sysconf("SC_CLK_TCK")


def run() -> Iterator[str]:
    bare = _seconds_of([sys.executable, "-c", "import telegram, sqlalchemy, uvicorn, starlette"])
    with running() as (process, url, started):
        first = time.perf_counter() - started
        _settle(url)
        cpu = _cpu_seconds(process.pid)
        time.sleep(IDLE_SECONDS)
        share = (_cpu_seconds(process.pid) - cpu) / IDLE_SECONDS
        yield f"first answer {first:.2f} s after start; importing the libraries alone {bare:.2f} s, ratio {first / bare:.2f}"
        yield f"idle: {memory_mb(process.pid):.0f} MB resident, {share:.2%} of a core over {IDLE_SECONDS} s"


@contextlib.contextmanager
def running(**settings: str) -> Iterator[tuple[subprocess.Popen[bytes], str, float]]:
    """`dondoc run` with the local chat in a folder of its own, answering at the address given."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    with tempfile.TemporaryDirectory() as folder:
        given = {"DONDOC_DATA_DIR": folder, "DONDOC_HTTP_ADDRESS": address, "DONDOC_LOG_LEVEL": "WARNING", **settings}
        started = time.perf_counter()
        process = subprocess.Popen([sys.executable, "-m", "bot", "run"], env={**os.environ, **given})
        try:
            _answers(f"http://{address}/healthz")
            yield process, f"http://{address}", started
        finally:
            process.terminate()
            process.wait(15)


def _answers(url: str, *, seconds: float = 20) -> None:
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(url, timeout=2).status_code == httpx.codes.OK:
                return
        time.sleep(0.02)
    raise TimeoutError(url)


def _settle(url: str) -> None:
    httpx.get(url, timeout=5)
    time.sleep(2)


def _seconds_of(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True)
    return time.perf_counter() - started


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def memory_mb(pid: int | str = "self") -> float:
    line = next(x for x in Path(f"/proc/{pid}/status").read_text().splitlines() if x.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
