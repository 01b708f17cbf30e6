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
