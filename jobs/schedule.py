"""Wake the jobs at fixed intervals; every due moment is a database row, so a missed beat loses nothing."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from core.faults import named

log = logging.getLogger(__name__)
Job = Callable[[], Awaitable[object]]
LATE_AFTER = 3  # so many intervals without a beat, and a minute more, and the job no longer beats
GRACE_SECONDS = 60.0
LOOK_SECONDS = 1.0  # between two looks whether the machine's clock was set back
JUMP_SECONDS = 1.0


class _Every(IntervalTrigger):  # type: ignore[misc]
    """So long after now: of a clock that jumped forward the missed beats are not even counted."""

    def get_next_fire_time(self, previous_fire_time: dt.datetime | None, now: dt.datetime) -> dt.datetime:
        first: dt.datetime = super().get_next_fire_time(None, now)
        return now + self.interval if previous_fire_time else first


class Schedule:
    """The running clock. `beats` holds when each job last came to its end without an error; the rest is counted."""

    def __init__(self, jobs: Mapping[str, tuple[float, Job]], *, real: Callable[[], dt.datetime]) -> None:
        self._real = real
        self._every = {name: seconds for name, (seconds, _) in jobs.items()}
        self._started = real()
        self.beats: dict[str, dt.datetime] = {}
        self.runs: Counter[str] = Counter()
        self.failures: Counter[str] = Counter()
        self.seconds: dict[str, float] = dict.fromkeys(jobs, 0.0)
        self._stopping = False
        self._scheduler = AsyncIOScheduler(
            timezone=dt.UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        for name, (seconds, job) in jobs.items():
            trigger = _Every(seconds=seconds, timezone=dt.UTC)
            self._scheduler.add_job(self._beating(name, job), trigger, id=name, next_run_time=self._started)
        self._scheduler.start()
        self._watch = asyncio.create_task(self._watches())

    def stop(self) -> None:
        """A beat that is under way is cut off; its work is a row, and waits for the next start."""
        self._stopping = True
        self._watch.cancel()
        self._scheduler.shutdown(wait=False)

    async def _watches(self) -> None:
        """APScheduler waits for a moment of the day: set back by an hour, it would let every job rest for an hour."""
        ahead = self._ahead()
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            before, ahead = ahead, self._ahead()
            if ahead < before - JUMP_SECONDS:
                log.warning("the clock was set back by %.0f seconds", before - ahead)
                for job in self._scheduler.get_jobs():
                    job.modify(next_run_time=self._real())

    def _ahead(self) -> float:
        return self._real().timestamp() - time.monotonic()

    def pulse(self) -> dict[str, tuple[dt.datetime, dt.timedelta]]:
        """When each job last came round, or was to begin, and how long it may be silent: for /healthz."""
        return {name: (self.beats.get(name, self._started), self._patience(name)) for name in self._every}

    def late(self) -> list[str]:
        """The jobs that have not beaten for longer than they should."""
        now = self._real()
        return [name for name, (at, limit) in self.pulse().items() if now - at > limit]

    def _patience(self, name: str) -> dt.timedelta:
        return dt.timedelta(seconds=self._every[name] * LATE_AFTER + GRACE_SECONDS)

    def _beating(self, name: str, job: Job) -> Job:
        async def beat() -> None:
            begun = time.perf_counter()
            try:
                await job()
            except asyncio.CancelledError:
                if not self._stopping:
                    raise
            except Exception as error:  # noqa: BLE001 - the next beat tries again
                self.failures[name] += 1
                log.error("job %s failed: %s", name, named(error))
            else:
                self.beats[name] = self._real()
            self.runs[name] += 1
            self.seconds[name] += time.perf_counter() - begun

        return beat


def start(jobs: Mapping[str, tuple[float, Job]], *, real: Callable[[], dt.datetime]) -> Schedule:
    """Begin beating; the first beat of every job is now."""
    return Schedule(jobs, real=real)
