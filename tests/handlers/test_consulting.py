"""The office's leader is asked before a directive is given out."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from core.messages import Choice, Reply
from core.model import Person, Role
from db import outbox
from db.tables import history, tasks
from tests.handlers.dialogue import labels, notices, text
from tests.handlers.reading import NAME, under_review
from tests.handlers.test_publish import settle
from tests.house import House

SOURCE = "ý kiến của Chánh Văn phòng Ngô Thu Hà"


@pytest.fixture
def coordinator(house: House) -> Person:
    house.now = dt.datetime(2024, 10, 9, 1, tzinfo=dt.UTC)
    binh = house.coordinator()
    house.person("Trần Quốc Bảo", role=Role.FOCAL, agency=house.agency(NAME))
    under_review(house, binh)
    settle(house)
    house.says(binh, "xem 1")
    house.presses(binh, "Quay lại")
    house.presses(binh, "Giao việc")
    return binh


@pytest.fixture
def leader(house: House, coordinator: Person) -> Person:
    office = house.agency(house.office.name, kind="office")
    return house.person("Ngô Thu Hà", role=Role.LEADER, agency=office, position="Chánh Văn phòng")


def asks(house: House, coordinator: Person, leader: Person) -> str:
    house.presses(coordinator, "Xin ý kiến lãnh đạo")
    (sent,) = notices(house.presses(coordinator, "Gửi lãnh đạo"), leader)
    return sent.text


def published(house: House) -> int:
    with house.store.read() as conn:
        return len(conn.execute(select(tasks.c.id)).all())


def test_the_coordinator_sees_the_overview_before_it_goes_and_nothing_is_sent_by_looking(
    house: House, coordinator: Person, leader: Person
):
    replies = house.presses(coordinator, "Xin ý kiến lãnh đạo")
    assert text(replies).startswith("Nội dung trình lãnh đạo:\nDự kiến chuyển 10 việc tới 1 đơn vị\ntheo 141/TB-BCĐ")
    assert labels(replies) == ["Gửi lãnh đạo", "Quay lại"]
    assert notices(replies, leader) == []


def test_the_leader_gets_it_respectfully_and_may_look_at_all_of_it(house: House, coordinator: Person, leader: Person):
    said = asks(house, coordinator, leader)
    assert said.startswith("Kính báo cáo đồng chí Chánh Văn phòng Ngô Thu Hà:\nDự kiến chuyển 10 việc tới 1 đơn vị")
    assert said.endswith("(còn 7)\nKính đề nghị đồng chí cho ý kiến.")
    first = house.presses(leader, "Xem cả 10 việc")
    assert labels(first) == ["Xem thêm", "Đồng ý giao", "Cần sửa"]
    house.presses(leader, "Xem thêm")
    assert "\n10. " in text(house.presses(leader, "Xem thêm"))
    assert published(house) == 0


def test_agreed_the_coordinator_sends_and_the_history_says_by_whose_decision(
    house: House, coordinator: Person, leader: Person
):
    asks(house, coordinator, leader)
    replies = house.presses(leader, "Đồng ý giao")
    assert text(replies).startswith("Đã ghi ý kiến đồng ý của đồng chí về 141/TB-BCĐ")
    (told,) = notices(replies, coordinator)
    assert told.text == "Chánh Văn phòng Ngô Thu Hà đồng ý giao\n141/TB-BCĐ ngày 8/10/2024: 10 nhiệm vụ."
    (asked,) = house.presses(coordinator, "Giao theo ý kiến")
    assert f"Theo {SOURCE}." in asked.text
    assert "Xin ý kiến lãnh đạo" not in labels([asked])
    house.presses(coordinator, "Gửi ngay")
    assert published(house) == 10
    with house.store.read() as conn:
        decided = select(history.c.after).where(history.c.noun == "directive", history.c.did == "decided")
        assert list(conn.scalars(decided)) == [SOURCE]
    assert f"giao theo văn bản: {SOURCE[:30]}" in text(house.says(coordinator, "/lichsu 1"))


def test_what_was_mended_after_the_leader_agreed_is_asked_again_without_their_name(
    house: House, coordinator: Person, leader: Person
):
    asks(house, coordinator, leader)
    house.presses(leader, "Đồng ý giao")
    house.presses(coordinator, "Giao theo ý kiến")
    house.says(coordinator, "bỏ 2")
    (asked,) = house.presses(coordinator, "Gửi ngay")
    assert asked.text.startswith("Chuyển 9 nhiệm vụ")
    assert SOURCE not in asked.text
    (again,) = house.presses(coordinator, "Giao theo ý kiến")
    assert SOURCE not in again.text
    assert published(house) == 0


def test_what_was_mended_before_the_leader_answered_is_not_agreed_to(house: House, coordinator: Person, leader: Person):
    asks(house, coordinator, leader)
    house.says(coordinator, "bỏ 2")
    replies = house.presses(leader, "Đồng ý giao")
    assert text(replies).startswith("Nội dung trình về 141/TB-BCĐ ngày 8/10/2024 đã thay đổi")
    assert notices(replies, coordinator) == []


def test_the_leader_says_what_to_mend_and_the_coordinator_reads_it(house: House, coordinator: Person, leader: Person):
    asks(house, coordinator, leader)
    house.presses(leader, "Cần sửa")
    replies = house.says(leader, "Bỏ việc 3, hạn chung lùi đến 15/4")
    (told,) = notices(replies, coordinator)
    assert told.text == (
        "Chánh Văn phòng Ngô Thu Hà đề nghị sửa\n141/TB-BCĐ ngày 8/10/2024 trước khi giao:\n"
        "“Bỏ việc 3, hạn chung lùi đến 15/4”"
    )
    assert [choice.label for choice in told.choices] == ["Rà soát"]


def test_without_an_office_leader_in_the_directory_it_is_said(house: House, coordinator: Person):
    house.presses(coordinator, "Xin ý kiến lãnh đạo")
    assert text(house.presses(coordinator, "Gửi lãnh đạo")) == "Danh bạ chưa có lãnh đạo văn phòng. Chưa trình ai."


def test_an_agencys_leader_does_not_see_the_offices_drafts(house: House, coordinator: Person, leader: Person):
    thanh = house.person("Đỗ Công Thành", role=Role.LEADER, agency="Sở Nội vụ")
    asks(house, coordinator, leader)
    found = house.offered(house.presses(leader, "Xem cả 10 việc"), "Đồng ý giao")
    for act in ("consult.all", "consult.agree", "consult.amend"):
        with house.store.begin() as conn:
            ask = Reply("?", choices=(Choice("Thử", act, found.args),))
            outbox.say(conn, ask, to=house.address(thanh), person=thanh.id, real_now=house.real_now)
        assert text(house.presses(thanh, "Thử")).startswith("Không thấy nội dung này")
