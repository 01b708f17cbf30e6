"""'Nhắc lại sau' puts the reminder off, never the deadline."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from core.snoozing import Later, offered, read, until
from db import outbox
from db.tables import assignments
from handlers import snooze
from handlers.talk import Talk


def at(house, text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=house.office.zone).astimezone(dt.UTC)


def does(house, person, act, **args):
    with house.store.begin() as conn:
        return act(
            Talk(conn=conn, person=person, event=None, now=house.now, office=house.office, real_now=house.real_now),
            **args,
        )


def moment_of(house, task: int):
    with house.store.read() as conn:
        return conn.execute(select(assignments.c.next_reminder_at).where(assignments.c.task_id == task)).scalar_one()


def test_the_choices_end_before_the_deadline(house):
    official = house.person()
    task = house.task("2026-03-18", official=official)  # Wednesday; today is Monday, 8 o'clock
    (reply,) = does(house, official, snooze.ask, task=task)
    assert [choice.label for choice in reply.choices] == ["Chiều nay", "Ngày mai", "3 ngày nữa"]
    (done,) = does(house, official, snooze.later, tasks=str(task), when="three_days")
    assert done.text == (
        "Sẽ nhắc lại NV 1 lúc 7 giờ 30 thứ Tư 18/3.\n"
        "(sớm hơn đồng chí chọn, để không qua thời hạn)\n"
        "Thời hạn của nhiệm vụ không đổi."
    )
    assert moment_of(house, task) == at(house, "2026-03-18 07:30")


def test_a_morning_is_put_off_to_the_afternoon(house):
    official = house.person()
    first, second = house.task("2026-03-31", official=official), house.task("2026-03-20", official=official)
    (done,) = does(house, official, snooze.later, tasks=f"{first},{second}", when="afternoon")
    assert done.text.startswith("Sẽ nhắc lại NV 1, 2 lúc 14 giờ thứ Hai 16/3.\n")
    assert moment_of(house, first) == moment_of(house, second) == at(house, "2026-03-16 14:00")


def test_on_the_last_working_day_only_the_afternoon_is_left_and_then_nothing(house):
    official = house.person()
    task = house.task("2026-03-16", official=official)
    (reply,) = does(house, official, snooze.ask, task=task)
    assert [choice.label for choice in reply.choices] == ["Chiều nay"]
    house.now = at(house, "2026-03-16 15:00")
    assert does(house, official, snooze.ask, task=task)[0].text.startswith("NV 1 đã tới ngày làm việc cuối")


def test_somebody_elses_task_and_a_closed_one_are_not_put_off(house):
    official = house.person()
    foreign = house.task("2026-03-31", official=house.person("B"))
    closed = house.task("2026-03-31", official=official, status="submitted")
    before = moment_of(house, foreign)
    (reply,) = does(house, official, snooze.later, tasks=f"{foreign},{closed}", when="tomorrow")
    assert reply.text.startswith("Các việc này đã báo cáo xong")
    assert moment_of(house, foreign) == before


def test_what_is_overdue_may_be_put_off_because_nothing_is_left_to_pass(house):
    official = house.person()
    task = house.task("2026-03-10", official=official)
    does(house, official, snooze.later, tasks=str(task), when="tomorrow")
    assert moment_of(house, task) == at(house, "2026-03-17 07:30")


def test_an_hour_level_deadline_leaves_its_last_hour(house):
    official = house.person()
    task = house.task("2026-03-16", official=official, deadline_time=dt.time(14, 30))
    assert does(house, official, snooze.ask, task=task)[0].text.startswith("NV 1 đã tới ngày làm việc cuối")


def test_without_a_deadline_everything_is_offered(office):
    monday = dt.datetime(2026, 3, 16, 1, 0, tzinfo=dt.UTC)
    assert offered([None], now=monday, office=office) == list(Later)
    friday = dt.datetime(2026, 3, 20, 9, 0, tzinfo=dt.UTC)
    assert office.local(until(Later.TOMORROW, [None], now=friday, office=office)).date() == dt.date(2026, 3, 23)


@pytest.mark.parametrize(
    ("said", "later"),
    [
        ("chiều nay", Later.AFTERNOON),
        ("mai", Later.TOMORROW),
        ("Sáng mai.", Later.TOMORROW),
        ("3 ngay", Later.THREE_DAYS),
        ("để ba ngày nữa", Later.THREE_DAYS),
        ("tuần sau", None),
    ],
)
def test_how_long_is_read_as_people_type_it(said, later):
    assert read(said) is later


def test_putting_off_is_done_by_typing_alone_and_another_report_is_still_read(house):
    official = house.person()
    task = house.task("2026-03-25", official=official)
    house.task("2026-03-27", official=official)
    house.now = house.real_now = at(house, "2026-03-16 08:00")
    (asked,) = does(house, official, snooze.ask, task=task)
    with house.store.begin() as conn:
        outbox.say(conn, asked, to=house.address(official), person=official.id, real_now=house.real_now)
    (unclear,) = house.says(official, "tuần sau")
    assert unclear.text.startswith("Chưa rõ đồng chí chọn mục nào.")
    (done,) = house.says(official, "3 ngày")
    assert done.text.startswith("Sẽ nhắc lại NV 1 lúc 7 giờ 30 thứ Năm 19/3.")
