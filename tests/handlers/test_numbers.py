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
