"""A message changed after it was sent."""

from __future__ import annotations

import pytest

from tests.handlers.dialogue import count, labels, task_now, text
from tests.house import House


@pytest.mark.parametrize("changed", ["nv1 xong 70%", "NV 1 xong 70 %"])
def test_an_edit_before_dung_replaces_the_echo_and_only_the_new_words_are_kept(house: House, changed: str) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    first = house.says(an, "nv1 xong 80%", message="55")
    old = house.token(an, "Đúng")
    second = house.edits(an, "55", changed)
    assert "Tiến độ 70 %" in text(second)
    assert second[0].replaces == first[0].replaces is not None
    assert text(house.presses_token(an, old)).startswith("Câu hỏi này đã hết hạn")
    house.presses(an, "Đúng")
    assert task_now(house).percent == 70
    assert count(house, "reports") == 1


def test_an_edit_after_dung_changes_nothing_and_says_how_to_correct(house: House) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    house.says(an, "nv1 xong 80%", message="55")
    house.presses(an, "Đúng")
    assert text(house.edits(an, "55", "nv1 xong 70%")) == (
        "Đồng chí đã sửa một tin mà Hệ thống trả lời rồi.\nĐiều đã ghi giữ nguyên, không có gì thay đổi.\n"
        "Cần ghi khác, đồng chí gõ tin mới, ví dụ 'nv3 70%'."
    )
    assert (task_now(house).percent, count(house, "reports")) == (80, 1)


def test_an_edit_of_an_answer_gives_no_second_answer(house: House) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    house.says(an, "nv1 xong")
    house.presses(an, "Đúng")
    house.says(an, "45/BC-SNV ngày 13/3", message="56")
    before = task_now(house)
    assert text(house.edits(an, "56", "45/BC-SNV ngày 12/3")).startswith("Hệ thống không đọc lại tin đã sửa")
    assert task_now(house) == before


def test_what_was_not_understood_is_understood_once_it_is_corrected(house: House) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    house.says(an, "nbv1 8o%", message="57")
    assert labels(house.edits(an, "57", "nv1 80%"))[0] == "Đúng"
