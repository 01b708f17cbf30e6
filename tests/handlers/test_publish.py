"""A reviewed directive is put into force."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select

from core.messages import Reply
from core.model import DirectiveState, NamedAgency, Person, Role, Status
from db import agencies, directives, drafts, people, tasks
from db.store import Store
from db.tables import assignments
from handlers.publish import publish_understood
from tests.handlers.reading import NAME, under_review
from tests.house import House

CONFIRMED = "Chuyển 10 nhiệm vụ tới 1 đơn vị?"


@pytest.fixture
def coordinator(house: House) -> Person:
    house.now = dt.datetime(2024, 10, 9, 1, tzinfo=dt.UTC)
    return house.coordinator()


@pytest.fixture
def focal(house: House, coordinator: Person) -> Person:
    """The directory knows the addressee, who has a focal person; the sample lies under review, its doubts settled."""
    bao = house.person("Trần Quốc Bảo", role=Role.FOCAL, agency=house.agency(NAME))
    under_review(house, coordinator)
    settle(house)
    return bao


def settle(house: House, directive: int = 1) -> None:
    """Every lead is the addressee, as the coordinator would have said."""
    with house.store.begin() as conn:
        agency = next(one for one in agencies.all_known(conn) if one.name == NAME)
        several = drafts.of(conn, directive)
        lead = (NamedAgency(NAME, agency.id, 100.0),)
        drafts.replace_all(conn, directive, [replace(one, leads=lead, doubts=()) for one in several])


def publishes(house: House, who: Person) -> list[Reply]:
    house.says(who, "xem 1")
    house.presses(who, "Quay lại")
    (asked,) = house.presses(who, "Giao việc")
    assert asked.text.startswith(CONFIRMED)
    return house.presses(who, "Gửi ngay")


def test_a_directive_is_sent_after_one_question_and_the_focal_person_gets_one_message(
    house: House, coordinator: Person, focal: Person
):
    told, notice = publishes(house, coordinator)
    assert told.text.startswith("Đã chuyển 141/TB-BCĐ: 10 nhiệm vụ, 1 đơn vị.\nTới được 1 đầu mối.")
    assert notice.to == focal.id
    assert notice.text.startswith("Ban Chỉ đạo thực hiện Chương trình hành động số 09 của Tỉnh ủy giao\n" + NAME)
    assert "10 nhiệm vụ\ntại 141/TB-BCĐ ngày 8/10/2024" in notice.text
    assert "NV 1  Khẩn trương rà soát" in notice.text
    assert "Báo cáo chung: trước ngày 31 tháng 3 năm 2025" in notice.text
    labels = [choice.label for choice in notice.choices]
    assert labels == ["Đã nhận", "Phân công", "Xem cả 10", "Xem văn bản", "Không đúng chức năng"]


def test_tasks_are_in_force_numbered_assigned_and_planned(house: House, coordinator: Person, focal: Person):
    publishes(house, coordinator)
    with house.store.read() as conn:
        made = tasks.of_directive(conn, 1, for_=coordinator)
        planned = conn.execute(select(assignments.c.person_id, assignments.c.next_reminder_at)).all()
        assert directives.get(conn, 1).state is DirectiveState.PUBLISHED
        assert drafts.of(conn, 1) == []
    assert [task.number for task in made] == list(range(1, 11))
    assert {task.status for task in made} == {Status.NOT_STARTED}
    assert {person for person, _ in planned} == {focal.id}
    assert all(moment for _, moment in planned)


def test_pressing_send_twice_sends_once(house: House, coordinator: Person, focal: Person):
    publishes(house, coordinator)
    (again,) = house.presses(coordinator, "Gửi ngay")
    assert "Đã chuyển" not in again.text
    with house.store.read() as conn:
        assert len(tasks.of_directive(conn, 1, for_=coordinator)) == 10


def test_two_questions_to_send_send_once(house: House, coordinator: Person, focal: Person):
    house.says(coordinator, "xem 1")
    house.presses(coordinator, "Quay lại")
    house.presses(coordinator, "Giao việc")
    first = house.token(coordinator, "Gửi ngay")
    house.says(coordinator, "xem 1")
    house.presses(coordinator, "Quay lại")
    house.presses(coordinator, "Giao việc")
    house.presses(coordinator, "Gửi ngay")
    (again,) = house.presses_token(coordinator, first)
    assert again.text == "141/TB-BCĐ đã được gửi, không gửi lần nữa."


def test_what_changed_since_the_question_is_asked_again(house: House, coordinator: Person, focal: Person):
    house.says(coordinator, "xem 1")
    house.presses(coordinator, "Quay lại")
    house.presses(coordinator, "Giao việc")
    house.says(coordinator, "bỏ 2")
    (asked,) = house.presses(coordinator, "Gửi ngay")
    assert asked.text.startswith("Chuyển 9 nhiệm vụ tới 1 đơn vị?")


def test_unclear_tasks_stay_for_review_while_the_clear_ones_go(house: House, coordinator: Person):
    house.person("Trần Quốc Bảo", role=Role.FOCAL, agency=house.agency(NAME))
    under_review(house, coordinator)
    with house.store.begin() as conn:
        one, *others = drafts.of(conn, 1)
        drafts.replace_all(conn, 1, [replace(one, leads=(NamedAgency("Sở X"),)), *others])
        unclear = 1 + sum(1 for other in others if other.leads[0].score < 90)
    house.says(coordinator, "xem 2")
    house.presses(coordinator, "Quay lại")
    (asked,) = house.presses(coordinator, f"Giao {10 - unclear} việc đã rõ")
    assert f"{unclear} việc chưa rõ ở lại chờ rà soát." in asked.text
    told, *_ = house.presses(coordinator, "Gửi ngay")
    assert f"Còn {unclear} việc chờ rà soát." in told.text
    (card,) = house.says(coordinator, "xem 1")
    assert "Chưa có trong danh bạ: “Sở X”" in card.text


def test_nothing_is_sent_while_nothing_is_clear(house: House, coordinator: Person):
    under_review(house, coordinator)
    (listed,) = house.says(coordinator, "bỏ 10")
    assert "Giao việc" in [choice.label for choice in listed.choices]
    (refused,) = house.presses(coordinator, "Giao việc")
    assert refused.text.startswith("Cả 9 việc còn chưa rõ chủ trì hoặc thời hạn,")


def test_agencies_that_nobody_can_be_reached_at_are_named_and_invited(house: House, coordinator: Person):
    house.person("Trần Quốc Bảo", role=Role.FOCAL, agency=house.agency(NAME), connected=False)
    under_review(house, coordinator)
    settle(house)
    told, *notices = publishes(house, coordinator)
    assert notices == []
    assert f"Chưa kết nối 1: {NAME}" in told.text
    (text,) = house.presses(coordinator, "Soạn tin nhóm")
    assert NAME in text.text
    assert "Trần Quốc Bảo" not in text.text
    assert text.text.endswith("Trân trọng cảm ơn.")
    (codes,) = house.presses(coordinator, "Mời 1 đơn vị")
    assert "Trần Quốc Bảo" in codes.text
    assert "/start " in codes.text


def test_an_agency_without_a_focal_person_is_told_through_its_leader(house: House, coordinator: Person):
    leader = house.person("Nguyễn Đức Thành", role=Role.LEADER, agency=house.agency(NAME))
    under_review(house, coordinator)
    settle(house)
    told, notice = publishes(house, coordinator)
    assert notice.to == leader.id
    assert f"Chưa có đầu mối, gửi lãnh đạo hoặc người thực hiện: {NAME}" in told.text


def test_supporting_agencies_are_told_whom_they_support(house: House, coordinator: Person, focal: Person):
    helper = house.person("Lan", role=Role.FOCAL, agency=house.agency("Sở Nội vụ"))
    house.says(coordinator, "2: phối hợp Sở Nội vụ")
    _, first, second = publishes(house, coordinator)
    assert first.to == focal.id
    assert second.to == helper.id
    assert second.text.startswith("Sở Nội vụ phối hợp 1 nhiệm vụ\ntại 141/TB-BCĐ")
    assert f"chủ trì: {NAME}" in second.text


def test_each_lead_agency_gets_a_task_of_its_own(house: House, coordinator: Person, focal: Person):
    other = house.person("Lan", role=Role.FOCAL, agency=house.agency("Sở Nội vụ"))
    house.says(coordinator, f"giao 1 cho {NAME}, Sở Nội vụ")
    house.says(coordinator, "bỏ 2-10")
    house.says(coordinator, "xem 1")
    house.presses(coordinator, "Quay lại")
    (asked,) = house.presses(coordinator, "Giao việc")
    assert asked.text.startswith("Chuyển 2 nhiệm vụ tới 2 đơn vị?")
    _, first, second = house.presses(coordinator, "Gửi ngay")
    assert {first.to, second.to} == {focal.id, other.id}


def test_the_focal_person_sees_what_was_given_and_answers(house: House, coordinator: Person, focal: Person):
    publishes(house, coordinator)
    (listed,) = house.presses(focal, "Xem cả 10")
    assert listed.text.startswith("141/TB-BCĐ ngày 8/10/2024: 10 nhiệm vụ")
    (text,) = house.presses(focal, "Xem văn bản")
    assert "(1/" in text.text
    (which,) = house.presses(focal, "Không đúng chức năng")
    assert which.text.startswith("Nhiệm vụ nào không đúng chức năng?")
    house.presses(focal, "Đã nhận")
    with house.store.read() as conn:
        assert directives.unacknowledged(conn) == []


def test_somebody_who_no_longer_follows_up_sends_nothing(house: House, coordinator: Person, focal: Person):
    house.says(coordinator, "xem 1")
    house.presses(coordinator, "Quay lại")
    house.presses(coordinator, "Giao việc")
    token = house.token(coordinator, "Gửi ngay")
    (refused,) = house.presses_token(focal, token)
    assert "Đã chuyển" not in refused.text
    with house.store.read() as conn:
        assert directives.get(conn, 1).state is DirectiveState.DRAFT


def test_at_the_command_line_agencies_new_here_are_added_and_named(store: Store, house: House, coordinator: Person):
    key = under_review(house, coordinator)
    with store.begin() as conn:
        made, notices, added = publish_understood(conn, key, by=coordinator, now=house.now, office=house.office)
        assert len(made) == 10
        assert notices == []
        assert added == [NAME]
        assert people.everybody(conn)[0].person == coordinator


def test_a_name_written_otherwise_stands_in_the_confirmation_and_sending_is_agreeing(house: House, coordinator: Person):
    house.person("Trần Quốc Bảo", role=Role.FOCAL, agency=house.agency(NAME))
    under_review(house, coordinator)
    (asked,) = house.presses(coordinator, "Giao việc")
    assert asked.text.startswith(CONFIRMED)
    other = "Ban Thường vụ Huyện ủy Vĩnh Thanh"
    assert f"Tên viết khác danh bạ, gửi là đồng ý:\n 10  “{other}” là {NAME}" in asked.text
    labels = [choice.label for choice in asked.choices]
    assert labels[:2] == ["Gửi ngay", "Gửi 7 giờ 30 mai"]
    assert labels[2:] == ["Giao 9 việc đã rõ", "Xem 1 việc cần rà", "Xin ý kiến lãnh đạo", "Quay lại"]
    told, _ = house.presses(coordinator, "Gửi ngay")
    assert told.text.startswith("Đã chuyển 141/TB-BCĐ: 10 nhiệm vụ, 1 đơn vị.")
    with house.store.read() as conn:
        assert [task.number for task in tasks.of_directive(conn, 1, for_=coordinator)] == list(range(1, 11))
