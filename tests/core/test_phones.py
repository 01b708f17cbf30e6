"""A mobile number is one number however it was written; anything else is none."""

from __future__ import annotations

import pytest

from core.phones import normalised
from core.wording import show


@pytest.mark.parametrize("said", ["0912345678", "0912 345 678", "+84 912.345.678", "84912345678", "(091) 234-5678"])
def test_a_mobile_number_is_one_number_however_it_is_written(said: str):
    assert normalised(said) == "84912345678"


def test_a_number_whose_zero_a_sheet_has_eaten_is_the_same():
    assert normalised("912345678") == "84912345678"


@pytest.mark.parametrize("said", ["", "0243 825 1234", "091234567", "09123456789", "+1 912 345 678", "số của tôi"])
def test_landlines_and_slips_are_no_mobile_numbers(said: str):
    assert normalised(said) is None


def test_a_number_is_shown_as_people_write_it():
    assert show.phone("84912345678") == "0912 345 678"
