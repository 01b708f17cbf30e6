"""Settings and calendar change: what was planned by others is planned anew, once, by one worker."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sqlalchemy import select, update

from core.model import Status
from core.workdays import Exceptional, WorkingCalendar
from db import calendar, reminders
from db.tables import people, tasks
from jobs import remind


def at(house, text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=house.office.zone).astimezone(dt.UTC)


def test_a_changed_ladder_or_calendar_plans_every_open_task_again_once(house):
    task = house.task(due="2026-03-31")
    assert remind.replan_changed(house.store, now=house.now, office=house.office) == 1
    assert remind.replan_changed(house.store, now=house.now, office=house.office) == 0
    off = WorkingCalendar(swaps={dt.date(2026, 3, 31): dt.date(2026, 3, 28)})
    changed = replace(house.office, ladder=(2,), calendar=off)
    assert remind.replan_changed(house.store, now=house.now, office=changed) == 1
    with house.store.read() as conn:
        last = conn.execute(select(tasks.c.deadline_last_working_day).where(tasks.c.id == task)).scalar_one()
        moment = conn.execute(select(people.c.next_reminder_at)).scalar_one()
    assert last == dt.date(2026, 3, 30)
    assert moment == at(house, "2026-03-27 07:30")  # Saturday 28/3 is worked: two before Monday 30/3


def test_an_entered_calendar_moves_what_was_planned_by_the_computed_one(house):
    house.task(due="2026-03-31")
    remind.replan_changed(house.store, now=house.now, office=house.office)
    with house.store.begin() as conn:
        calendar.enter(conn, [Exceptional(dt.date(2026, 3, 31), works=False, name="Nghỉ bù")])
        calendar.enter(conn, [Exceptional(dt.date(2026, 3, 30), works=False, name="Nghỉ bù")])  # a corrected file
        entered = calendar.entered(conn)
    changed = replace(house.office, calendar=WorkingCalendar(entered=entered))
    assert remind.replan_changed(house.store, now=house.now, office=changed) == 1
    assert [one.date for one in entered] == [dt.date(2026, 3, 30)]
    with house.store.read() as conn:
        assert conn.execute(select(people.c.next_reminder_at)).scalar_one() == at(house, "2026-03-19 07:30")


def test_what_waited_while_the_calendar_was_entered_is_worked_out_again_when_it_runs_on(house):
    """Submitted or suspended tasks are not planned: their last working day is looked at when they are."""
    off = Exceptional(dt.date(2026, 3, 31), works=False, name="Nghỉ bù")
    task = house.task(due="2026-03-31", status=Status.SUBMITTED)
    remind.replan_changed(house.store, now=house.now, office=house.office)
    changed = replace(house.office, calendar=WorkingCalendar(entered=(off,)))
    remind.replan_changed(house.store, now=house.now, office=changed)
    with house.store.begin() as conn:
        conn.execute(update(tasks).values(status="in_progress"))
        reminders.replan(conn, [task], now=house.now, office=changed)
        last = conn.execute(select(tasks.c.deadline_last_working_day)).scalar_one()
    assert last == dt.date(2026, 3, 30)


def test_two_workers_with_different_settings_do_not_plan_against_each_other(house, caplog):
    """The one started last is right; the first says what is wrong, once."""
    house.task(due="2026-03-31")
    other = replace(house.office, ladder=(2,))
    workers = {"first": (remind.Rules(), house.office), "last": (remind.Rules(), other)}
    planned = []

    def beats(name: str) -> None:
        rules, office = workers[name]
        if rules.changed(house.store, office):
            planned.append(name)
            remind.replan_changed(house.store, now=house.now, office=office)

    for name in ("first", "first", *("last", "first") * 3):
        beats(name)
    assert planned == ["first", "last"]
    assert caplog.text.count("other settings") == 1
    workers["first"] = (workers["first"][0], replace(house.office, ladder=(5,)))
    beats("first")
    assert planned[2:] == ["first"]  # what changes while it runs, as the calendar may, is planned by
