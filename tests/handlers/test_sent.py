"""What was sent about a task, or to a person, of every kind, and what became of it."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import update

from core.messages import Priority
from core.model import Person, Role
from db import outbox, reminders, sendings
from db.tables import outbox as rows
from jobs import remind
from tests.handlers.dialogue import labels, text
from tests.house import House


@pytest.fixture
def an(house: House) -> Person:
    """NV 1 is An's; An was reminded of it, told of a decision about it, and the leader heard of it without reach."""
    coordinator, leader = house.coordinator(), house.person("Lê Thị Bình", role=Role.LEADER, connected=False)
    who = house.person("Nguyễn Văn An")
    house.task(due="2026-03-20", official=who, coordinator=coordinator)
    house.now = house.real_now = dt.datetime(2026, 3, 17, 0, 30, tzinfo=dt.UTC)
    remind.tick(house.store, now=house.now, real_now=house.now, office=house.office)
    with house.store.begin() as conn:
        conn.execute(update(rows).values(state="sent", sent_at=house.now))
        row = outbox.plan(
            conn, "agency", person=leader.id, priority=Priority.DIGEST, real_now=house.now, payload={"tasks": [1]}
        )
        sendings.speaks_of(conn, row, [1])
    house.now = house.real_now = house.now + dt.timedelta(hours=2)
    house.says(coordinator, "tạm dừng nv1 vì chờ kinh phí theo 45/UBND-NC")
    house.presses(coordinator, "Ghi")
    return who


def follower(house: House) -> Person:
    return house.coordinator("Lê Khánh")


def test_of_a_task_every_kind_stands_in_one_list_with_what_became_of_it(house: House, an: Person):
    assert reminders.KIND == "morning"
    said = house.says(follower(house), "tin đã gửi nv 1")
    assert text(said) == (
        "NV 1 · 141/TB-BCĐ: tin đã gửi\n"
        " 17/3, 9 giờ 30 · Nguyễn Văn An\n  “NV 1 · 141/TB-BCĐ: tạm dừng. Lý do: “chờ kinh phí””: đã gửi\n"
        " 17/3, 7 giờ 30 · Lê Thị Bình\n  báo cáo lãnh đạo đơn vị: không tới được\n"
        " 17/3, 7 giờ 30 · Nguyễn Văn An\n  nhắc việc (còn 3 ngày làm việc): đã gửi"
    )
    assert labels(said) == ["Xem nhiệm vụ"]


def test_of_a_person_what_they_got_is_shown_to_who_follows_up(house: House, an: Person):
    khanh = follower(house)
    said = text(house.says(khanh, "tin da gui cho nguyen van an"))
    assert said.startswith("Nguyễn Văn An: tin đã gửi\n 17/3, 9 giờ 30\n")
    assert "  nhắc việc: đã gửi" in said
    assert "tin đã gửi" not in text(house.says(an, "tin đã gửi cho Lê Thị Bình"))
    house.says(khanh, "danh bạ Nguyễn Văn An")
    house.presses(khanh, "Ngắt kết nối")
    assert text(house.presses(khanh, "Tin đã gửi")) == said


def test_the_schedule_leads_to_it(house: House, an: Person):
    khanh = follower(house)
    house.says(khanh, "/lichnhac 1")
    assert text(house.presses(khanh, "Tin đã gửi")).startswith("NV 1 · 141/TB-BCĐ: tin đã gửi")
    assert text(house.says(an, "tin đã gửi nv 1")).startswith("NV 1 · 141/TB-BCĐ: tin đã gửi")


def test_words_erased_after_a_month_leave_that_something_was_said(house: House, an: Person):
    with house.store.begin() as conn:
        outbox.erase_old(conn, before=house.now + dt.timedelta(days=1))
    assert "  thông báo: đã gửi" in text(house.says(follower(house), "tin đã gửi nv 1"))


def test_other_agencies_do_not_see_it(house: House, an: Person):
    hung = house.person("Lê Hùng", agency="Sở Tài chính")
    assert text(house.says(hung, "tin đã gửi nv 1")).startswith("Không thấy NV 1")
