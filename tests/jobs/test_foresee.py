"""The dry run of a day has everything that would be said, exactly as it is then said, and changes nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select

from core.workdays import Exceptional, WorkingCalendar
from db import moments
from db.tables import facts, history, outbox, tasks
from jobs import escalate, foresee, remind
from tests.jobs.test_escalate import at, director, started, tick, told
from tests.jobs.test_periods import monthly, said
from tests.jobs.test_periods import tick as open_periods


def shown(house, day: str) -> list[tuple[int, str]]:
    """Who would hear what, reminders apart; nothing may be different after it."""
    when, before = dt.date.fromisoformat(day), everything(house)
    with house.store.read() as conn:
        due = remind.plan_for_day(conn, when, now=house.now, office=house.office)
    with house.store.begin() as conn:
        found = foresee.others(conn, when, now=house.now, office=house.office, reminders=due)
    assert everything(house) == before
    return [(one.person.id, one.reply.text) for one in found]


def everything(house) -> list[list[tuple]]:
    with house.store.read() as conn:
        return [[tuple(row) for row in conn.execute(select(table))] for table in (facts, history, outbox, tasks)]


@pytest.mark.parametrize("day", ["2026-03-17", "2026-03-18", "2026-03-19"])
def test_the_digests_shown_beforehand_are_those_that_come(house, day: str):
    leader, follower = director(house), house.coordinator()
    official = house.person()
    for due in ("2026-03-16", "2026-03-17", "2026-03-31"):
        house.task(due, official=official, coordinator=follower)
    house.task("2026-04-30", official=official, status="not_started", coordinator=follower)
    started(house)
    foretold = shown(house, day)
    for morning in ("2026-03-17", "2026-03-18", "2026-03-19"):
        heard = {who.id: len(told(house, who)) for who in (leader, follower)}
        remind.tick(
            house.store, now=at(house, f"{morning} 07:30"), real_now=at(house, f"{morning} 07:30"), office=house.office
        )
        tick(house, f"{morning} 07:30")
        if morning == day:
            new = [(who.id, text) for who in (leader, follower) for text in told(house, who)[heard[who.id] :]]
            assert sorted(foretold) == sorted(new)
            assert new


def test_a_day_off_and_a_day_gone_say_nothing(house):
    house.task("2026-03-10", official=house.person(), coordinator=house.coordinator())
    started(house)
    assert shown(house, "2026-03-21") == []
    assert shown(house, "2026-03-13") == []


@pytest.mark.parametrize(("day", "opens"), [("2026-03-25", False), ("2026-03-26", True), ("2026-03-27", False)])
def test_a_period_that_opens_is_shown_on_its_day(house, day: str, opens: bool):
    focal = monthly(house)
    periods = [text for who, text in shown(house, day) if who == focal.id and "kỳ tháng 4/2026" in text]
    assert bool(periods) is opens
    if opens:
        open_periods(house, f"{day} 07:30")
        assert said(house) == periods


def test_the_next_digests_come_when_the_changed_rules_have_them_and_todays_only_once(house):
    house.task("2026-03-10", official=house.person(), coordinator=house.coordinator())
    started(house)
    later = replace(house.office, remind_at=dt.time(9))
    escalate.replan(house.store, now=house.now, office=later)
    assert planned(house) == at(house, "2026-03-16 09:00")
    off = WorkingCalendar(entered=(Exceptional(dt.date(2026, 3, 17), works=False, name="Nghỉ"),))
    escalate.replan(house.store, now=house.now, office=replace(house.office, calendar=off))
    assert planned(house) == at(house, "2026-03-18 07:30")
    tick(house, "2026-03-18 07:30")
    escalate.replan(house.store, now=at(house, "2026-03-18 08:00"), office=later)
    assert planned(house) == at(house, "2026-03-19 09:00")


def planned(house) -> dt.datetime | None:
    with house.store.read() as conn:
        return moments.due_at(conn, escalate.NAME)
