"""Workers as the processes they are: `dondoc run` many times over, started quickly, killed, stopped and woken."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import re
import signal
import sys
import time
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path

from tests.telegram.fake_bot_api import TOKEN

UP_WITHIN = 30.0  # seconds, on a busy machine
_SERVER = multiprocessing.get_context("forkserver")  # it forks with everything loaded, and has no threads to lose
_SERVER.set_forkserver_preload(["tests.crash.fleet_main"])


@dataclass(frozen=True)
class Haste:
    """What may take minutes in life and may not in a test. Seconds; None leaves it as it is."""

    lease: float | None = None  # of an account: who polls and delivers
    event: float | None = None  # of an event in somebody's hands
    doubt: float | None = None  # before a message in doubt is repeated
    probe: float | None = None  # the longest pause between two questions whether an account is back
    clock: Path | None = None  # a file: so many seconds is the machine's clock ahead, now


@dataclass
class Fleet:
    """Workers on one database. Each writes into one log; killed ones are forgotten."""

    url: str
    api: str
    data: Path
    haste: Haste = Haste()
    settings: dict[str, str] = field(default_factory=dict)
    workers: list[BaseProcess] = field(default_factory=list)

    def start(self, **settings: str) -> BaseProcess:
        given = {
            "DONDOC_TELEGRAM_TOKEN": TOKEN,
            "DONDOC_TELEGRAM_API_URL": self.api,
            "DONDOC_DATABASE_URL": self.url,
            "DONDOC_DATA_DIR": str(self.data),
            "DONDOC_HTTP_ADDRESS": "127.0.0.1:0",
            "DONDOC_LOG_LEVEL": "WARNING",
        }
        worker = _SERVER.Process(
            target=_begin, args=({**given, **self.settings, **settings}, self.data / "log", self.haste), daemon=True
        )
        worker.start()
        self.workers.append(worker)
        return worker

    def kill(self, worker: BaseProcess) -> None:
        worker.kill()
        worker.join()
        self.workers.remove(worker)

    def kill_all(self) -> None:
        for worker in list(self.workers):
            self.kill(worker)

    def stop(self) -> None:
        """SIGTERM to all, once they listen for it: each finishes what is in hand and leaves with 0."""
        for worker in self.workers:
            until = time.monotonic() + UP_WITHIN
            while not _listens(worker):
                assert time.monotonic() < until, "never up"
                time.sleep(0.02)
            os.kill(_pid(worker), signal.SIGTERM)
        for worker in self.workers:
            worker.join(15)
        left = [worker.exitcode for worker in self.workers]
        self.workers.clear()
        assert left == [0] * len(left), f"left with {left}"


def _pid(worker: BaseProcess) -> int:
    assert worker.pid is not None
    return worker.pid


def _listens(worker: BaseProcess) -> bool:
    """Whether it catches SIGTERM by now: a worker that is still loading would just die of it."""
    status = Path(f"/proc/{_pid(worker)}/status").read_text()
    caught = re.search(r"^SigCgt:\s*([0-9a-f]+)$", status, re.MULTILINE)
    return caught is not None and bool(int(caught[1], 16) >> (signal.SIGTERM - 1) & 1)


def freeze(worker: BaseProcess) -> None:
    os.kill(_pid(worker), signal.SIGSTOP)


def thaw(worker: BaseProcess) -> None:
    os.kill(_pid(worker), signal.SIGCONT)


def _begin(settings: dict[str, str], log: Path, haste: Haste) -> None:
    from tests.house.at_its_hour import main

    os.environ.update(settings)
    os.chdir(log.parent)
    with log.open("ab") as into:
        os.dup2(into.fileno(), 2)
    _hurry(haste)
    main()
    sys.stderr.flush()
    os._exit(0)


def _hurry(haste: Haste) -> None:
    from db import inbox, outcomes
    from jobs import trouble, turns

    if haste.lease:
        turns.SECONDS, turns.RENEWED_EVERY = haste.lease, haste.lease / 3
    if haste.event:
        inbox.LEASE = dt.timedelta(seconds=haste.event)
    if haste.doubt:
        outcomes.DOUBT_WAITS = dt.timedelta(seconds=haste.doubt)
    if haste.probe:
        trouble.LONGEST_BETWEEN = haste.probe
    if haste.clock:
        _set_the_clock_by(haste.clock)


def _set_the_clock_by(file: Path) -> None:
    """For whoever asks what time it is, the libraries that wait for a moment of the day among them."""
    from apscheduler.schedulers import base

    from bot import clock

    class Ahead(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:  # type: ignore[override]
            return dt.datetime.now(tz) + _seconds(file)

    clock.datetime = base.datetime = Ahead  # type: ignore[attr-defined, misc]


def _seconds(written: Path) -> dt.timedelta:
    return dt.timedelta(seconds=float(written.read_text()))
