"""A keyboard and no button in sight: what is typed from memory is understood, or it is said what can be typed."""

from __future__ import annotations

import pytest

from core.model import Role
from tests.handlers.dialogue import labels, text
from tests.house import House


@pytest.mark.parametrize("said", ["thiếu chữ ký", "trả lại 1", "không rõ"])
def test_words_that_mean_nothing_to_a_coordinator_are_answered_with_what_can_be_typed(house: House, said: str):
    answered = house.says(house.coordinator(), said)
    assert text(answered).endswith("Ví dụ: 'xác nhận nv 3' hoặc chọn bên dưới.")
    assert labels(answered) == ["Chờ xác nhận", "Tổng hợp", "Trợ giúp"]


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("quá hạn", "Việc quá hạn: 1"),
        ("việc cần ý kiến", "Việc có vướng mắc: 1"),
        ("việc của đơn vị", "Đồng chí đang theo dõi 1 nhiệm vụ"),
    ],
)
def test_the_words_of_the_help_page_are_understood_where_no_button_stands(house: House, said: str, heard: str):
    leader = house.person("Lê Dung", role=Role.LEADER)
    house.task("2026-03-10", official=house.person("Lê An"), blocked="chờ kinh phí")
    assert text(house.says(leader, said)).startswith(heard)


def test_the_first_words_of_a_button_are_that_button_where_they_mean_nothing_else(house: House):
    focal = house.person("Vũ Chi", role=Role.FOCAL)
    house.says(focal, "/moi")
    house.says(focal, "Trần Thu Hà")
    assert "/start " in text(house.says(focal, "đầu mối"))


@pytest.mark.parametrize("said", ["nhắc lại nv 1 mai", "nhắc lại sau nv1 ngày mai", "nhắc lại nv1 sáng mai"])
def test_a_reminder_is_put_off_in_words_at_any_time(house: House, said: str):
    an = house.person("Lê An")
    for _ in range(2):
        house.task(official=an)
    assert text(house.says(an, said)).startswith("Sẽ nhắc lại NV 1 lúc 7 giờ 30 thứ Ba 17/3.")


def test_which_reminder_and_for_how_long_is_asked_where_it_was_not_said(house: House):
    an = house.person("Lê An")
    for _ in range(2):
        house.task(official=an)
    assert text(house.says(an, "nhắc lại sau")).startswith("Nhắc lại sau việc nào?")
    assert labels(house.says(an, "nv 2")) == ["Chiều nay", "Ngày mai", "3 ngày nữa"]


@pytest.mark.parametrize("said", ["nhắc lại nv 1 cho chắc nhé", "nhắc lại nội dung nv 1"])
def test_other_words_put_nothing_off(house: House, said: str):
    an = house.person("Lê An")
    house.task(official=an)
    assert "Sẽ nhắc lại" not in text(house.says(an, said))


@pytest.mark.parametrize("said", ["nv1 không phát sinh", "không phát sinh nv1", "kỳ này không phát sinh, nv 1"])
def test_that_nothing_arose_is_said_before_or_after_the_task(house: House, said: str):
    an = house.person("Lê An")
    house.task(official=an, recurrence_text="hằng tháng")
    assert "Kỳ này không phát sinh" in text(house.says(an, said))


@pytest.mark.parametrize("said", ["ai chưa báo cáo", "còn ai chưa nộp báo cáo", "đơn vị nào chưa báo cáo"])
def test_who_has_not_reported_is_answered_by_agencies_and_not_with_a_question(house: House, said: str):
    house.task("2026-03-10", official=house.person("Lê An"))
    assert text(house.says(house.coordinator(), said)).startswith("Đơn vị còn nhiều việc quá hạn")


def test_a_word_that_names_a_list_is_still_a_reason_where_one_was_asked_for(house: House):
    coordinator = house.coordinator()
    house.task(official=house.person("Lê An"), coordinator=coordinator)
    house.says(coordinator, "nv 1")
    house.presses(coordinator, "Tạm dừng")
    assert text(house.says(coordinator, "vướng mắc")).startswith("Ghi theo ý kiến của ai?")
