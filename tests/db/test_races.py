"""Two sessions at once: the first wins, the second sees what it wrote, and nothing rests on what was true before."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import Connection, select

from core.messages import Incoming, Reply
from core.model import Status
from core.permissions import May
from core.problems import Changed
from core.status import Who
from db import inbox, leave, outbox, reminders, snoozes, tables, task_changes, tasks
from db.store import Store
from handlers import desk
from jobs import remind
from jobs.turns import Turns
from tests.house import House


@pytest.fixture
def other(database_url: str) -> Iterator[Store]:
    opened = Store(database_url)
    yield opened
    opened.close()


def at_once(one: Store, two: Store, *acts: Callable[[Connection], object]) -> list[object]:
    """Both in transactions of their own, begun together; what each returned or raised."""
    together = threading.Barrier(2)

    def run(store: Store, act: Callable[[Connection], object]) -> object:
        together.wait(5)
        try:
            with store.begin() as conn:
                return act(conn)
        except Changed as changed:
            return changed

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(run, (one, two), acts))


def test_of_two_coordinators_who_edit_one_task_the_first_wins_and_the_second_is_told(house: House, other: Store):
    """FAULTS 16."""
    both = [house.coordinator(), house.coordinator("Lê Thị Cúc")]
    task = house.task(coordinator=both[0])

    def ends(by: int) -> Callable[[Connection], object]:
        def act(conn: Connection) -> object:
            seen = tasks.lock(conn, task, for_=both[by], seen=1, may=May.DECIDE)
            move = {"who": Who.COORDINATOR, "by": both[by], "now": house.now}
            return task_changes.move(conn, seen, Status.ENDED, did="ended", **move)

        return act

    said = at_once(house.store, other, ends(0), ends(1))
    assert sorted(type(one).__name__ for one in said) == ["Changed", "Task"]
    with house.store.read() as conn:
        assert len(conn.execute(select(tables.history).where(tables.history.c.did == "ended")).all()) == 1


@pytest.mark.parametrize("round_", range(3))
def test_a_snooze_against_a_moved_deadline_leaves_the_plan_of_both(house: House, other: Store, round_: int):
    """Whoever is second plans with what the first wrote."""
    an, coordinator = house.person(), house.coordinator()
    task = house.task("2026-03-19", official=an, coordinator=coordinator)
    until = house.now + dt.timedelta(hours=5)

    def snooze(conn: Connection) -> None:
        tasks.lock(conn, task, for_=an)
        snoozes.snooze(conn, an.id, [task], until=until, now=house.now, office=house.office)

    def move(conn: Connection) -> None:
        seen = tasks.lock(conn, task, for_=coordinator, may=May.DECIDE)
        assert seen.due is not None
        day = dt.date(2026, 3, 26)
        due = replace(seen.due, date=day, last_day=day, last_working_day=day, overdue_from=day + dt.timedelta(days=1))
        task_changes.change_due(conn, seen, due, by=coordinator, now=house.now)
        reminders.replan(conn, [task], now=house.now, office=house.office)

    at_once(house.store, other, *((snooze, move) if round_ % 2 else (move, snooze)))
    with house.store.read() as conn:
        planned = conn.execute(select(tables.assignments.c.next_reminder_at)).scalar_one()
        of_person = conn.execute(
            select(tables.people.c.next_reminder_at).where(tables.people.c.id == an.id)
        ).scalar_one()
    with house.store.begin() as conn:
        reminders.replan(conn, [task], now=house.now, office=house.office)
        again = conn.execute(select(tables.assignments.c.next_reminder_at)).scalar_one()
    assert planned == of_person == again


def test_a_deadline_that_moves_while_the_tick_says_the_old_one_is_planned_by_the_new_one(house: House, other: Store):
    """The change waits for the tick, and then plans from what the tick has written."""
    an, coordinator = house.person(), house.coordinator()
    task = house.task("2026-03-26", official=an, coordinator=coordinator)
    now = house.office.at(dt.date(2026, 3, 17), dt.time(7, 30))  # 'T-7' is said, and 'T-3' on 23/3 comes next
    ticking, changed = threading.Event(), threading.Event()

    def changes() -> None:
        assert ticking.wait(5)
        with other.begin() as conn:
            seen = tasks.lock(conn, task, for_=coordinator, may=May.DECIDE)
            assert seen.due is not None
            day = dt.date(2026, 3, 19)
            later = day + dt.timedelta(days=1)
            due = replace(seen.due, date=day, last_day=day, last_working_day=day, overdue_from=later)
            task_changes.change_due(conn, seen, due, by=coordinator, now=now)
            reminders.replan(conn, [task], now=now, office=house.office)
        changed.set()

    with ThreadPoolExecutor(1) as pool:
        changing = pool.submit(changes)
        with house.store.begin() as conn:
            (who,) = reminders.due_people(conn, now=now, limit=5)
            reminders.take(conn, [who], now=now, real_now=now, office=house.office)
            ticking.set()
            assert not changed.wait(0.3)
        changing.result()
    with house.store.read() as conn:
        planned = conn.execute(select(tables.assignments.c.next_reminder_at)).scalar_one()
    assert planned == house.office.at(dt.date(2026, 3, 18), dt.time(7, 30))


def test_two_workers_that_remind_one_deputy_at_once_leave_one_morning_with_every_task(house: House, other: Store):
    """One serves the absent person and one the deputy: whoever is second takes along what the first queued."""
    an, binh = house.person(), house.person("Lê Bình")
    for who in (an, binh):
        house.task("2026-03-26", official=who)
    day = dt.date(2026, 3, 17)
    now = house.office.at(day, dt.time(7, 30))
    with house.store.begin() as conn:
        leave.name(conn, an, binh, first=day, last=day, by=an, now=house.now)
    taken = threading.Event()

    def takes(conn: Connection, person: int) -> None:
        assert person in reminders.due_people(conn, now=now, limit=1)
        reminders.take(conn, [person], now=now, real_now=now, office=house.office)

    def second() -> None:
        assert taken.wait(5)
        with other.begin() as conn:
            takes(conn, binh.id)

    with ThreadPoolExecutor(1) as pool:
        serving = pool.submit(second)
        with house.store.begin() as conn:
            takes(conn, an.id)
            taken.set()
            threading.Event().wait(0.3)
        serving.result(10)
    with house.store.read() as conn:
        rows = conn.execute(select(tables.outbox).where(tables.outbox.c.state == "queued")).all()
    assert [(row.person_id, len(row.payload["items"])) for row in rows] == [(binh.id, 2)]


def test_two_webhooks_for_one_person_at_once_are_handled_once_each_and_one_after_the_other(house: House, other: Store):
    an = house.person()
    events = [Incoming(str(n), house.address(an), text="/trogiup") for n in range(2)]

    def receives(worker: int) -> Callable[[Connection], object]:
        event = events[worker]
        return lambda conn: inbox.receive(conn, event, received_at=house.real_now, holder=f"w{worker}")

    assert at_once(house.store, other, receives(0), receives(1)) == [True, True]
    times = {"now": house.now, "real_now": house.real_now, "office": house.office}
    stores = {"w0": house.store, "w1": other}
    with ThreadPoolExecutor(2) as pool:
        for _ in range(3):
            list(pool.map(lambda holder: desk.work(stores[holder], holder=holder, **times), stores))
    with house.store.read() as conn:
        assert list(conn.scalars(select(tables.inbox.c.state))) == ["done", "done"]
        assert len(conn.execute(select(tables.outbox.c.id)).all()) == 2


@pytest.mark.parametrize("round_", range(3))
def test_four_workers_that_start_at_once_plan_anew_without_standing_in_each_others_way(
    house: House, database_url: str, round_: int
):
    """Each chunk is planned by one of them; a reminder's tick and a deadline that moves go on meanwhile."""
    coordinator, crowd = house.coordinator(), [house.person(f"P{n}") for n in range(6)]
    for n in range(40):
        house.task("2026-03-26", official=crowd[(n * 5) % 6], coordinator=coordinator)
    stores = [Store(database_url) for _ in range(4)]
    workers = [Turns(one, (), worker=f"w{n}", real=lambda: house.real_now) for n, one in enumerate(stores)]
    together = threading.Barrier(5)

    def plans(worker: int) -> int:
        together.wait(5)
        more = {"now": house.now, "office": house.office, "mine": workers[worker].alone, "limit": 7}
        return remind.replan_changed(stores[worker], **more)

    def goes_on() -> int:
        together.wait(5)
        for number in range(40, 0, -3):
            with house.store.begin() as conn:
                seen = tasks.lock(conn, number, for_=coordinator, may=May.DECIDE)
                outbox.say(conn, Reply("…"), to=None, person=crowd[number % 6].id, real_now=house.real_now)
                task_changes.change_due(conn, seen, seen.due, by=coordinator, now=house.now)
                reminders.replan(conn, [number], now=house.now, office=house.office)
        return 0

    with ThreadPoolExecutor(5) as pool:
        planning = [pool.submit(plans, n) for n in range(4)]
        beside = pool.submit(goes_on)
        assert sorted(one.result() for one in planning) == [0, 0, 0, 40]
        assert beside.result() == 0
    for one in stores:
        one.close()
