"""Planning and taking: each step queued once, the latest of what was missed, and races between workers."""

from __future__ import annotations

import datetime as dt
import threading

from sqlalchemy import func, insert, select, update

from core.model import Role, Status
from db import reminders, snoozes
from db import tasks as task_verbs
from db.assignments import assign
from db.store import Store
from db.tables import addresses, assignments, extensions, outbox, people, reminded, tasks
from jobs import remind


def at(house, text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=house.office.zone).astimezone(dt.UTC)


def run(house, text: str) -> int:
    """The tick at a local moment."""
    house.now = at(house, text)
    return remind.tick(house.store, now=house.now, real_now=house.now, office=house.office)


def change(house, task_id: int, **values) -> None:
    """As a handler would: the row, then its reminders, in one transaction."""
    with house.store.begin() as conn:
        if values:
            conn.execute(update(tasks).where(tasks.c.id == task_id).values(**values))
        reminders.replan(conn, [task_id], now=house.now, office=house.office)


def moment_of(house, task_id: int) -> dt.datetime | None:
    with house.store.read() as conn:
        return conn.execute(select(assignments.c.next_reminder_at).where(assignments.c.task_id == task_id)).scalar_one()


def rows(house):
    with house.store.read() as conn:
        return conn.execute(select(outbox).where(outbox.c.kind == "morning").order_by(outbox.c.id)).all()


def codes(row) -> list[str]:
    return [code for _, code, _, _ in row.payload["items"]]


# ── planning ───────────────────────────────────────────────────────────────────────────────────
def test_a_task_is_planned_and_the_person_has_the_earliest_of_their_moments(house):
    official = house.person()
    first = house.task(due="2026-03-31", official=official)
    second = house.task(due="2026-03-25", official=official)
    assert moment_of(house, first) == at(house, "2026-03-20 07:30")
    assert moment_of(house, second) == at(house, "2026-03-20 07:30")
    change(house, second, status=Status.SUBMITTED.value)
    change(house, first, deadline_last_day=dt.date(2026, 4, 30), overdue_from=dt.date(2026, 5, 1))
    assert moment_of(house, second) is None
    with house.store.read() as conn:
        stored = conn.execute(select(people.c.next_reminder_at).where(people.c.id == official.id)).scalar_one()
    assert stored == moment_of(house, first)


def test_a_change_just_after_the_moment_does_not_lose_the_step_that_is_due(house):
    task = house.task(due="2026-03-19")
    house.now = at(house, "2026-03-18 07:31")  # the tick of 07:30 has not run yet
    change(house, task, percent=50)
    assert moment_of(house, task) == at(house, "2026-03-18 07:30")
    assert run(house, "2026-03-18 07:32") == 1


def test_closing_or_ending_the_assignment_takes_its_moment_away(house):
    task = house.task(due="2026-03-31")
    with house.store.begin() as conn:
        conn.execute(update(assignments).where(assignments.c.task_id == task).values(ended_at=house.now))
        reminders.replan(conn, [task], now=house.now, office=house.office)
    assert moment_of(house, task) is None
    with house.store.read() as conn:
        assert reminders.next_at(conn) is None


def test_an_extension_asked_in_time_keeps_silent_until_it_is_answered(house):
    task = house.task(due="2026-03-19")
    with house.store.begin() as conn:
        asked = {"asked_at": house.now, "asked_until": dt.date(2026, 4, 20), "reason": "x"}
        person = conn.execute(select(people.c.id)).scalar_one()
        conn.execute(
            insert(extensions).values(task_id=task, person_id=person, original_date=dt.date(2026, 3, 19), **asked)
        )
    change(house, task)
    assert moment_of(house, task) is None
    with house.store.begin() as conn:
        conn.execute(update(extensions).values(decision="refused", decided_at=house.now))
    change(house, task)
    assert moment_of(house, task) == at(house, "2026-03-18 07:30")


# ── taking ─────────────────────────────────────────────────────────────────────────────────────
def test_one_message_a_person_a_morning_names_every_task_and_step(house):
    official = house.person()
    house.task(due="2026-03-18", official=official)
    house.task(due="2026-03-20", official=official)
    house.task(due="2026-03-31", official=house.person("Người khác"))
    assert run(house, "2026-03-17 07:30") == 1
    (row,) = rows(house)
    assert row.person_id == official.id
    assert sorted(codes(row)) == ["T-1", "T-3"]
    assert run(house, "2026-03-17 07:31") == 0


def test_an_early_wake_up_is_harmless(house):
    task = house.task(due="2026-03-31")
    with house.store.begin() as conn:
        conn.execute(update(people).values(next_reminder_at=house.now))
        conn.execute(update(assignments).values(next_reminder_at=house.now))
    assert run(house, "2026-03-16 09:00") == 0
    assert moment_of(house, task) == at(house, "2026-03-20 07:30")


def test_whoever_is_handed_a_task_a_second_time_is_asked_again_to_acknowledge_it(house):
    """The same step of the same deadline, but of another handing over."""
    focal, official = house.person(role=Role.FOCAL), house.person("Lê Bình")
    task = house.task(due="2026-05-29", official=official, status=Status.NOT_STARTED)

    def hand_to(person) -> None:
        with house.store.begin() as conn:
            assign(conn, task_verbs.by_id(conn, task), person.id, by=focal, now=house.now)
            reminders.replan(conn, [task], now=house.now, office=house.office)

    assert run(house, "2026-03-17 07:30") == 1
    hand_to(focal)
    house.now = at(house, "2026-03-17 09:00")
    hand_to(official)
    assert run(house, "2026-03-18 07:30") == 1
    assert [codes(row) for row in rows(house)] == [["A+1"], ["A+1"]]


def test_off_for_two_days_one_late_reminder_for_each_open_task_and_the_latest_step_only(house):
    official = house.person()
    house.task(due="2026-03-19", official=official)
    closed = house.task(due="2026-03-19", official=official)
    with house.store.begin() as conn:  # closed while the tick was off, by another worker
        conn.execute(update(tasks).where(tasks.c.id == closed).values(status="done"))
    assert run(house, "2026-03-20 10:00") == 1
    (row,) = rows(house)
    assert codes(row) == ["Q+1"]
    assert run(house, "2026-03-20 10:01") == 0


def test_when_the_clock_jumps_forward_and_back_nothing_is_repeated(house):
    official = house.person()
    task = house.task(due="2026-03-19", official=official)
    assert run(house, "2026-03-19 09:00") == 1
    house.now = at(house, "2026-03-18 07:00")
    change(house, task, percent=10)
    assert run(house, "2026-03-18 07:30") == 1  # T-1 was never said; it is a step of its own
    assert run(house, "2026-03-19 07:30") == 0  # T-0 was
    assert [codes(row) for row in rows(house)] == [["T-0"], ["T-1"]]


def test_outside_sending_hours_the_reminder_waits_without_losing_its_step(house):
    task = house.task(due="2026-03-19")  # Thursday
    assert run(house, "2026-03-18 22:00") == 0
    assert moment_of(house, task) == at(house, "2026-03-18 07:30")
    with house.store.read() as conn:
        assert reminders.next_at(conn) == at(house, "2026-03-19 07:30")
    assert run(house, "2026-03-19 07:30") == 1
    assert codes(rows(house)[0]) == ["T-0"]


def test_an_hour_level_step_goes_out_at_night(house):
    house.task(due="2026-03-22", deadline_time=dt.time(20))  # a Sunday
    assert run(house, "2026-03-21 20:00") == 1
    assert codes(rows(house)[0]) == ["H-24"]


def test_a_deputy_gets_the_reminder_while_the_person_is_away(house):
    away, deputy = house.person("A"), house.person("B")
    house.task(due="2026-03-18", official=away)
    with house.store.begin() as conn:
        conn.execute(
            update(people)
            .where(people.c.id == away.id)
            .values(deputy_id=deputy.id, deputy_from=dt.date(2026, 3, 16), deputy_to=dt.date(2026, 3, 17))
        )
    run(house, "2026-03-17 07:30")
    run(house, "2026-03-18 07:30")
    assert [row.person_id for row in rows(house)] == [deputy.id, away.id]


def test_somebody_not_connected_is_refused_and_the_coordinator_told_once(house):
    coordinator = house.coordinator()
    official = house.person(connected=False)
    house.task(due="2026-03-18", official=official, coordinator=coordinator)
    run(house, "2026-03-17 07:30")
    run(house, "2026-03-18 07:30")
    assert [(row.state, row.reason) for row in rows(house)] == [("refused", "not connected")] * 2
    with house.store.read() as conn:
        told = conn.execute(select(outbox.c.payload).where(outbox.c.person_id == coordinator.id)).scalars().all()
    assert len(told) == 1
    assert told[0]["text"].startswith("Chưa kết nối: Nguyễn Văn An (Sở Nội vụ).")


def test_a_snoozed_task_is_said_again_when_it_was_asked_for(house):
    official = house.person()
    task = house.task(due="2026-03-31", official=official)
    with house.store.begin() as conn:
        until = at(house, "2026-03-16 14:00")
        snoozes.snooze(conn, official.id, [task], until=until, now=house.now, office=house.office)
    assert run(house, "2026-03-16 14:00") == 1
    assert codes(rows(house)[0])[0].startswith("S")


# ── between workers ────────────────────────────────────────────────────────────────────────────
def test_two_workers_ticking_at_once_queue_one_message(house, database_url):
    for _ in range(12):
        house.task(due="2026-03-18")
    other = Store(database_url)
    now = at(house, "2026-03-17 07:30")
    start, queued = threading.Barrier(2), []

    def work(store: Store) -> None:
        start.wait()
        queued.append(remind.tick(store, now=now, real_now=now, office=house.office, limit=3))

    threads = [threading.Thread(target=work, args=(store,)) for store in (house.store, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()
    with house.store.begin() as conn:  # what one worker passed over while the other held it is already done
        assert not reminders.any_due(conn, now=now)
        assert conn.execute(select(func.count()).select_from(reminded)).scalar_one() == 12
    assert sum(queued) == len(rows(house)) == 12


def test_a_tick_passes_over_a_person_whose_task_is_being_changed_and_comes_back(house, database_url):
    task = house.task(due="2026-03-18")
    house.now = at(house, "2026-03-17 07:30")
    if house.store.is_sqlite:  # one writer at a time: the change simply comes first
        change(house, task, status=Status.SUBMITTED.value)
        assert run(house, "2026-03-17 07:30") == 0
        return
    other = Store(database_url)
    with other.begin() as conn:
        conn.execute(update(tasks).where(tasks.c.id == task).values(status=Status.SUBMITTED.value))
        reminders.replan(conn, [task], now=house.now, office=house.office)
        assert run(house, "2026-03-17 07:30") == 0
    assert run(house, "2026-03-17 07:30") == 0
    other.close()
    assert rows(house) == []


def test_the_step_of_a_deadline_is_unique_whatever_a_clock_does(house):
    house.task(due="2026-03-18")
    run(house, "2026-03-17 07:30")
    with house.store.begin() as conn:
        conn.execute(update(assignments).values(next_reminder_at=house.now))
        conn.execute(update(people).values(next_reminder_at=house.now))
    assert run(house, "2026-03-17 07:30") == 0


def test_the_address_joined_last_is_used_and_a_dead_one_is_not(house):
    official = house.person()
    house.task(due="2026-03-18", official=official)
    with house.store.begin() as conn:
        later = house.now + dt.timedelta(hours=1)
        place = {"account": "zalo:1", "person_id": official.id, "joined_at": later}
        conn.execute(insert(addresses).values(chat="z1", state="live", **place))
        conn.execute(insert(addresses).values(chat="z2", state="dead", **place))
    run(house, "2026-03-17 07:30")
    assert [(row.account, row.chat) for row in rows(house)] == [("zalo:1", "z1")]


def test_a_leader_who_holds_a_task_is_claimed_like_everybody(house):
    house.task(due="2026-03-18", official=house.person(role=Role.LEADER, position="Giám đốc"))
    assert run(house, "2026-03-17 07:30") == 1
