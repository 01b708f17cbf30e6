"""From the moment to the words: what a reminder says when it is sent, and what it no longer says."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select, update

from core.model import Role, Status
from core.problems import TryLater
from db import leave, mornings, reminders
from db.tables import assignments, outbox, reminded, tasks
from jobs import remind
from tests.house.recorder import FakeSender, Post


def at(house, text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=house.office.zone).astimezone(dt.UTC)


def tick(house, text: str) -> int:
    house.now = at(house, text)
    return remind.tick(house.store, now=house.now, real_now=house.now, office=house.office)


def change(house, task_id: int, **values) -> None:
    with house.store.begin() as conn:
        conn.execute(update(tasks).where(tasks.c.id == task_id).values(version=tasks.c.version + 1, **values))
        reminders.replan(conn, [task_id], now=house.now, office=house.office)


def said(house, when: str | None = None) -> list[str | None]:
    """The texts of the queued mornings, made at a local moment."""
    now = at(house, when) if when else house.now
    with house.store.read() as conn:
        rows = conn.execute(select(outbox).where(outbox.c.kind == "morning").order_by(outbox.c.id)).all()
        replies = [remind.render_morning(conn, row, now, house.office) for row in rows]
    return [reply and reply.text for reply in replies]


def test_the_morning_is_made_from_the_state_of_the_moment_it_is_sent(house):
    official = house.person()
    first = house.task(due="2026-03-17", official=official)
    second = house.task(due="2026-03-20", official=official, text="Báo cáo kinh phí")
    tick(house, "2026-03-17 07:30")
    change(house, first, status=Status.SUBMITTED.value)
    (text,) = said(house)
    assert text == (
        "Sáng thứ Ba 17/3. Cần đồng chí lưu ý 1 việc\n"
        "(đang theo dõi 1).\n"
        "\n"
        "Còn 3 ngày làm việc\n"
        " NV 2 · 141/TB-BCĐ · Báo cáo kinh phí\n"
        "\n"
        "Trả lời ngay: 'nv2 80%', 'nv2 đã trình ký'"
    )
    change(house, second, status=Status.DONE.value)
    assert said(house) == [None]


def test_a_deadline_that_moved_away_takes_the_reminder_with_it(house):
    task = house.task(due="2026-03-17")
    tick(house, "2026-03-17 07:30")
    change(house, task, deadline_last_day=dt.date(2026, 4, 17), overdue_from=dt.date(2026, 4, 18))
    assert said(house) == [None]


def test_a_deadline_that_came_nearer_is_said_as_it_is_now(house):
    task = house.task(due="2026-03-20")
    tick(house, "2026-03-17 07:30")
    change(house, task, deadline_last_day=dt.date(2026, 3, 17), overdue_from=dt.date(2026, 3, 18))
    (text,) = said(house)
    assert "Hôm nay là ngày làm việc cuối" in text


@pytest.mark.parametrize(
    "values",
    [
        {"snoozed_until": dt.datetime(2026, 3, 17, 7, 0, tzinfo=dt.UTC)},
        {"ended_at": dt.datetime(2026, 3, 17, 0, 40, tzinfo=dt.UTC)},
    ],
)
def test_nothing_is_said_of_a_task_put_off_or_handed_on_meanwhile(house, values):
    house.task(due="2026-03-17")
    tick(house, "2026-03-17 07:30")
    with house.store.begin() as conn:
        conn.execute(update(assignments).values(**values))
    assert said(house) == [None]


def test_an_acknowledged_task_is_no_longer_asked_to_be(house):
    house.task(due=None, status="not_started")
    tick(house, "2026-03-17 07:30")
    assert "Chưa xác nhận đã nhận\n NV 1" in said(house)[0]
    with house.store.begin() as conn:
        conn.execute(update(assignments).values(acknowledged_at=house.now))
    assert said(house) == [None]


def test_a_reminder_missed_while_the_machine_was_off_says_that_it_is_late(house):
    house.task(due="2026-03-20")
    tick(house, "2026-03-18 09:10")
    assert said(house)[0].startswith("Nhắc muộn: lẽ ra gửi thứ Ba 17/3.\nSáng thứ Tư 18/3.")
    assert "Còn 2 ngày làm việc" in said(house)[0]


def test_what_could_not_be_sent_by_evening_waits_for_the_morning_and_says_that_it_is_late(house):
    house.task(due="2026-03-20")
    tick(house, "2026-03-17 07:30")
    with pytest.raises(TryLater):
        said(house, "2026-03-17 18:30")
    assert said(house, "2026-03-18 07:30")[0].startswith("Nhắc muộn: lẽ ra gửi thứ Ba 17/3.")


def test_an_hour_level_reminder_is_said_at_night(house):
    house.task(due="2026-03-22", deadline_time=dt.time(20))  # a Sunday
    tick(house, "2026-03-22 19:00")
    assert " NV 1 · 141/TB-BCĐ · hạn 20 giờ 22/3 · " in said(house)[0]


def test_the_first_overdue_day_has_its_own_message_and_later_ones_are_a_line(house):
    house.task(due="2026-03-16")
    tick(house, "2026-03-17 07:30")
    assert said(house)[0].startswith("NV 1 · 141/TB-BCĐ đã qua thời hạn (đến ngày 16/3/2026).")
    tick(house, "2026-03-18 07:30")
    assert " NV 1 · 141/TB-BCĐ · quá 2 ngày làm việc" in said(house)[1]


def test_a_returned_task_counts_to_the_date_it_was_given(house):
    task = house.task(due="2026-03-10")
    change(house, task, returned_until=dt.date(2026, 3, 20))
    tick(house, "2026-03-17 07:30")
    assert "Còn 3 ngày làm việc" in said(house)[0]


def test_a_tick_with_nothing_due_writes_nothing(house):
    house.task(due="2026-03-31")
    assert tick(house, "2026-03-16 09:00") == 0
    assert said(house) == []


def test_many_people_are_served_in_chunks(house):
    for n in range(7):
        house.task(due="2026-03-18", official=house.person(f"Người {n}"))
    now = at(house, "2026-03-17 07:30")
    assert remind.tick(house.store, now=now, real_now=now, office=house.office, limit=3) == 7


# ── looking ahead ──────────────────────────────────────────────────────────────────────────────
def foreseen(house, day: str):
    with house.store.read() as conn:
        return remind.plan_for_day(conn, dt.date.fromisoformat(day), now=house.now, office=house.office)


def test_somebody_who_cannot_be_served_holds_nobody_up(house, monkeypatch, caplog):
    crowd = [house.person(f"Người {n}") for n in range(5)]
    for one in crowd:
        house.task(due="2026-03-18", official=one)
    around = reminders.around

    def fails(watch, **more):
        if watch.signing_since:
            raise ValueError
        return around(watch, **more)

    monkeypatch.setattr(reminders, "around", fails)
    with house.store.begin() as conn:
        conn.execute(update(tasks).where(tasks.c.number == 3).values(signing_since=dt.date(2026, 1, 5)))
    assert tick(house, "2026-03-17 07:30") == 4
    assert f"person {crowd[2].id} could not be queued: ValueError" in caplog.text
    monkeypatch.setattr(reminders, "around", around)
    assert tick(house, "2026-03-17 07:31") == 1


def test_a_dry_run_shows_what_would_go_out_and_changes_nothing(house):
    leader = house.person("Lê Thị Bình", role=Role.LEADER, position="Giám đốc", connected=False)
    house.task(due="2026-03-20", official=leader)
    house.task(due="2026-03-31")
    (one,) = foreseen(house, "2026-03-17")
    assert (one.person.name, one.connected, [item.number for item in one.items]) == ("Lê Thị Bình", False, [1])
    assert one.reply.text.startswith("Kính báo cáo đồng chí Giám đốc")
    assert foreseen(house, "2026-03-18") == []
    assert said(house) == []


def test_a_dry_run_of_today_shows_what_was_missed_and_not_what_was_said(house):
    house.task(due="2026-03-20")
    house.now = at(house, "2026-03-18 09:00")
    assert len(foreseen(house, "2026-03-18")) == 1
    tick(house, "2026-03-18 09:00")
    assert foreseen(house, "2026-03-18") == []


def test_a_dry_run_has_both_messages_of_a_day_and_the_deputy_who_gets_them(house):
    official, deputy = house.person(), house.person("Lê Bình")
    house.task(due="2026-03-20", official=official, deadline_time=dt.time(17))
    day = dt.date(2026, 3, 19)
    with house.store.begin() as conn:
        leave.name(conn, official, deputy, first=day, last=day, by=official, now=house.now)
    shown = [(f"{house.office.local(one.at):%H:%M}", one.person.name) for one in foreseen(house, "2026-03-19")]
    assert shown == [("07:30", "Lê Bình"), ("17:00", "Lê Bình")]


def test_a_morning_that_could_not_leave_goes_along_in_the_next_one(house):
    official = house.person()
    house.task(due="2026-03-20", official=official)
    house.task(due="2026-03-19", official=official, text="Báo cáo kinh phí")
    tick(house, "2026-03-17 07:30")
    tick(house, "2026-03-18 07:30")
    with house.store.read() as conn:
        rows = conn.execute(select(outbox.c.state, outbox.c.reason).order_by(outbox.c.id)).all()
        (text,) = [
            remind.render_morning(conn, row, house.now, house.office).text
            for row in conn.execute(select(outbox).where(outbox.c.state == "queued"))
        ]
        assert set(conn.scalars(select(reminded.c.outbox_id))) == {2}
    assert rows == [("dropped", mornings.MERGED), ("queued", None)]
    assert text.startswith("Nhắc muộn 1 việc: lẽ ra gửi thứ Ba 17/3.\nSáng thứ Tư 18/3. Cần đồng chí lưu ý 2 việc")


def test_a_deputy_gets_one_message_though_the_absent_person_was_served_in_another_round(house):
    official, others, deputy = house.person(), house.person("Lê Chi"), house.person("Lê Bình")
    for who in (official, others, deputy):
        house.task(due="2026-03-18", official=who)
    with house.store.begin() as conn:
        day = dt.date(2026, 3, 17)
        leave.name(conn, official, deputy, first=day, last=day, by=official, now=house.now)
    now = at(house, "2026-03-17 07:30")
    remind.tick(house.store, now=now, real_now=now, office=house.office, limit=1)
    with house.store.read() as conn:
        waiting = select(outbox).where(outbox.c.state == "queued", outbox.c.person_id == deputy.id)
        (row,) = conn.execute(waiting).all()
        text = remind.render_morning(conn, row, now, house.office).text
    assert " NV 1 · " in text
    assert " NV 3 · " in text


def test_the_next_moment_is_the_earliest_of_all(house):
    with house.store.read() as conn:
        assert remind.next_moment(conn) is None
    house.task(due="2026-03-31")
    with house.store.read() as conn:
        assert remind.next_moment(conn) == at(house, "2026-03-20 07:30")


async def test_a_morning_takes_the_place_of_the_one_of_an_earlier_day(house):
    house.task(due="2026-03-20", official=house.person())
    post = Post(
        house.store,
        house.office,
        FakeSender(),
        render={reminders.KIND: lambda conn, row, now: remind.render_morning(conn, row, now, house.office)},
    )
    for day in ("2026-03-17 07:30", "2026-03-19 07:30", "2026-03-20 07:30"):
        post.clock.at = at(house, day)
        assert tick(house, day) == 1
        await post.goes()
    first, second, third = [parcel.takes_away for _, parcel in post.sender.sent]
    assert first is None
    with house.store.read() as conn:
        messages = list(conn.scalars(select(outbox.c.message).where(outbox.c.kind == "morning").order_by(outbox.c.id)))
    assert [second, third] == messages[:2]


async def test_a_second_message_of_the_same_day_takes_nothing_away(house):
    house.task(due="2026-03-20", official=house.person(), deadline_time=dt.time(17))
    post = Post(
        house.store,
        house.office,
        FakeSender(),
        render={reminders.KIND: lambda conn, row, now: remind.render_morning(conn, row, now, house.office)},
    )
    for moment in ("2026-03-19 07:30", "2026-03-19 17:00"):
        post.clock.at = at(house, moment)
        tick(house, moment)
        await post.goes()
    assert [parcel.takes_away for _, parcel in post.sender.sent] == [None] * len(post.sender.sent)
    assert len(post.sender.sent) == 2
