"""The soak: mornings of two hundred people while workers are killed every second and the channel is in bad weather.

`python -m tests.crash.soak 600` runs it on PostgreSQL and then on SQLite; the suite runs a minute of it.
At the end the channel's own log and the database are compared: `verdict.py` has the sentences.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import Connection, insert, select

from core.model import Due, Person, Status
from core.permissions import May
from core.status import Who
from db import facts, migrate, reminders, tables, task_changes, tasks
from db.outbox import OPEN
from db.store import Store
from jobs.remind import plan_for_day, replan_changed
from tests.crash.fleet import Fleet, Haste
from tests.crash.verdict import Verdict, judge
from tests.crash.weather import BadWeather
from tests.house import House, postgres
from tests.telegram.fake_bot_api import serving

PEOPLE, ASSIGNMENTS, BLOCKED = 200, 5000, 3
MONDAY = dt.date(2026, 3, 16)
LATE = dt.timedelta(seconds=1)  # each day the machines come back so long after its 07:30
FAR = dt.date(2027, 6, 30)  # where a moved deadline has no step for months
SETTLING = 240.0  # seconds at most, after the last kill: what is told to one coordinator goes one a second
HASTE = Haste(event=5.0, doubt=3.0, probe=3.0)


@dataclass
class Soak:
    """One database, its workers, and what was done to them."""

    store: Store
    house: House
    api: BadWeather
    fleet: Fleet
    workers: int
    days: list[dt.date]
    day_seconds: float
    down_seconds: float
    chance: random.Random = field(default_factory=lambda: random.Random(7))
    crowd: list[Person] = field(default_factory=list)
    verdict: Verdict = field(default_factory=Verdict)

    def run(self) -> Verdict:
        self._people_with_tasks()
        for number, day in enumerate(self.days):
            self._begins(day)
            until = time.monotonic() + self.day_seconds
            down_until = time.monotonic() + (self.down_seconds if number == 1 else 0)
            while (now := time.monotonic()) < until:
                self.api.down = now < down_until
                self._a_second()
        self._settles()
        judge(self.store, self.api, self.coordinator, self.verdict)
        return self.verdict

    # ── the people and their tasks ───────────────────────────────────────────────────────────
    def _people_with_tasks(self) -> None:
        self.house.now = dt.datetime.combine(MONDAY, dt.time(1), dt.UTC) - dt.timedelta(days=7)
        self.coordinator = self.house.coordinator()
        self.crowd = [self.house.person(f"Người {n}", agency=f"Sở {n % 40}") for n in range(PEOPLE)]
        chats = [int(self.house.address(person).chat) for person in [self.coordinator, *self.crowd]]
        self.api.known |= set(chats)
        self.api.blocked |= set(chats[-BLOCKED:])
        first = self.house.task(str(MONDAY), official=self.crowd[0], coordinator=self.coordinator)
        with self.store.begin() as conn:
            pattern = conn.execute(select(tables.tasks).where(tables.tasks.c.id == first)).one()._asdict()
            rows = [pattern | self._task(n) for n in range(first + 1, ASSIGNMENTS + 1)]
            conn.execute(insert(tables.tasks), rows)
            given = {"assigned_at": self.house.now, "acknowledged_at": self.house.now}
            hands = [{"task_id": row["id"], "person_id": self.crowd[row["id"] % PEOPLE].id, **given} for row in rows]
            conn.execute(insert(tables.assignments), hands)
            for begin in range(1, ASSIGNMENTS + 1, 500):
                ids = range(begin, begin + 500)
                reminders.replan(conn, ids, now=self.house.now, office=self.house.office)
        replan_changed(self.store, now=self.house.now, office=self.house.office)

    def _task(self, number: int) -> dict[str, object]:
        """Deadlines over the days of the soak and three weeks more: every morning has its steps for everybody."""
        day = self.house.office.calendar.next_working_on_or_after(
            MONDAY + dt.timedelta(days=(number // PEOPLE) % 28)
        ).date
        due = self.house._deadline(str(day), "by", "completion")
        return {"id": number, "number": number, "ref": str(number), **due}

    # ── a day ────────────────────────────────────────────────────────────────────────────────
    def _begins(self, day: dt.date) -> None:
        """All machines are off, the clock is set, what is due is written down, all come back."""
        self.fleet.kill_all()
        begins = self.house.office.at(day, self.house.office.remind_at) + LATE
        with self.store.begin() as conn:
            facts.put(conn, "clock.ahead_seconds", str((begins - dt.datetime.now(dt.UTC)).total_seconds()))
        with self.store.read() as conn:
            foreseen = plan_for_day(conn, day, now=begins, office=self.house.office)
        self.verdict.expect(day, foreseen, self.crowd)
        for _ in range(self.workers):
            self.fleet.start()

    def _a_second(self) -> None:
        """Questions come, tasks end and move, and a worker is killed and replaced."""
        for _ in range(4):
            person = self.chance.choice(self.crowd[:-BLOCKED])
            self.api.says(int(self.house.address(person).chat), f"/nv {self.chance.randint(1, ASSIGNMENTS)}")
            self.verdict.asked += 1
            self._removes()
            time.sleep(self.chance.uniform(0.1, 0.4))
        self.fleet.kill(self.chance.choice(self.fleet.workers))
        self.verdict.kills += 1
        self.fleet.start()

    def _removes(self) -> None:
        """A task is ended, or its deadline moves to next year: from then on nobody is to be reminded of it."""
        number, now = self.chance.randint(1, ASSIGNMENTS), dt.datetime.now(dt.UTC)
        if number in self.verdict.removed:
            return
        with self.store.begin() as conn:
            task = tasks.lock(conn, number, for_=self.coordinator, may=May.DECIDE)
            if self.chance.random() < 0.5:
                task_changes.move(
                    conn, task, Status.ENDED, who=Who.COORDINATOR, by=self.coordinator, now=now, did="ended"
                )
            else:
                task_changes.change_due(conn, task, _far(task.due), by=self.coordinator, now=now)
            reminders.replan(conn, [number], now=now + _ahead(conn), office=self.house.office)
        self.verdict.removed[number] = dt.datetime.now(dt.UTC)

    def _settles(self) -> None:
        """Fair weather, no more kills: within a while everything has its outcome."""
        self.api.fair, self.api.down = True, False
        until = time.monotonic() + SETTLING
        while self._open() and time.monotonic() < until:
            time.sleep(0.2)
        self.verdict.left_open = self._open()
        self.fleet.stop()

    def _open(self) -> int:
        with self.store.read() as conn:
            said = conn.execute(select(tables.outbox.c.id).where(tables.outbox.c.state.in_(OPEN))).all()
            came = conn.execute(select(tables.inbox.c.id).where(tables.inbox.c.state == "new")).all()
            due = reminders.any_due(conn, now=dt.datetime.now(dt.UTC) + _ahead(conn))
        return len(said) + len(came) + due + len(self.api.updates)


def _ahead(conn: Connection) -> dt.timedelta:
    """How far the workers' clock is ahead of this machine's."""
    return dt.timedelta(seconds=float(facts.get(conn, "clock.ahead_seconds") or 0))


def _far(due: Due | None) -> Due:
    assert due is not None
    return replace(due, date=FAR, last_day=FAR, last_working_day=FAR, overdue_from=FAR + dt.timedelta(days=1))


def soak(url: str, data: Path, house: House, *, seconds: float, workers: int, days: int) -> Verdict:
    """`seconds` of kills over so many mornings; the channel is down for a fifth of the time, in the second one."""
    with serving(BadWeather()) as api:
        run = Soak(
            house.store,
            house,
            api,
            Fleet(url, api.url, data, HASTE),
            workers=workers,
            days=[MONDAY + dt.timedelta(days=n) for n in range(days)],
            day_seconds=seconds / days,
            down_seconds=seconds / 5,
        )
        try:
            return run.run()
        finally:
            run.fleet.kill_all()


def main(seconds: float) -> Iterator[str]:
    """Half of the time on each database."""
    from core.office import Office
    from core.workdays import WorkingCalendar

    with tempfile.TemporaryDirectory() as folder, postgres.serving() as server:
        for name, url, workers in (("PostgreSQL", server.url, 4), ("SQLite", f"sqlite:///{folder}/soak.db", 1)):
            data = Path(folder) / name
            data.mkdir()
            store = Store(url)
            migrate.upgrade(store)
            house = House(store, Office(calendar=WorkingCalendar()))
            verdict = soak(url, data, house, seconds=seconds / 2, workers=workers, days=4)
            store.close()
            yield f"{name}, {workers} workers: {verdict.summary()}"
            yield from verdict.faults


if __name__ == "__main__":
    for line in main(float(sys.argv[1]) if len(sys.argv) > 1 else 600.0):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
