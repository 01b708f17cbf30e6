"""What a bare number means under a list, with buttons and where the buttons are numbers themselves."""

from __future__ import annotations

import pytest

from tests.handlers.dialogue import labels, text
from tests.house import House


@pytest.mark.parametrize("numbers", [False, True])
def test_a_number_under_a_numbered_list_is_its_line_with_buttons_and_without(house: House, numbers: bool) -> None:
    coordinator = house.coordinator()
    for number in ("141/TB-BCĐ", "7/CT"):
        house.directive(number, coordinator=coordinator)
    house.numbers = numbers
    listed = house.says(coordinator, "/vanban")
    second = next(label for label in labels(listed) if label.startswith("2. "))
    assert second[3:] in text(house.says(coordinator, "2"))
    house.agency("Sở Tài chính")
    house.agency("Sở Nội vụ")
    listed = house.says(coordinator, "/danhba Sở")
    assert "2. Sở Tài chính" in text(listed)
    assert text(house.says(coordinator, "2")).startswith("Sở Tài chính")


@pytest.mark.parametrize("typed", ["nv 1", "NV1", "nhiệm vụ số 1", "nv 1."])
def test_a_tasks_number_alone_is_its_card(house: House, typed: str) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    house.task(official=an)
    assert text(house.says(an, typed)) == text(house.says(an, "/nv 1"))


def test_asked_for_which_task_its_number_is_the_answer(house: House) -> None:
    an = house.person("Lê An")
    for _ in range(2):
        house.task(official=an)
    house.says(an, "xin gia hạn")
    assert "điều chỉnh đến ngày nào" in text(house.says(an, "nv 2")) or "NV 2" in text(house.says(an, "nv 2"))


@pytest.mark.parametrize("typed", ["nv 80 xong 30%", "30% nv 80", "ngày 15/3 nv 80 xong 3 việc"])
def test_a_task_that_is_not_there_is_named_by_its_own_number(house: House, typed: str) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    house.task(official=an)
    assert text(house.says(an, typed)) == "Không thấy NV 80 trong danh sách của đồng chí."


def test_under_several_reports_in_one_message_the_first_number_keeps_them_all(house: House) -> None:
    an = house.person("Lê An")
    for _ in range(2):
        house.task(official=an)
    house.numbers = True
    house.says(an, "nv1 xong 30%, nv2 xong 70%")
    assert text(house.says(an, "1")) == "Đã ghi lúc 8 giờ: NV 1, 2."
