"""The desk: who is answered, by which act, and what is refused."""

from __future__ import annotations

from tests.house import House


def test_the_builder_and_the_desk_meet(house: House) -> None:
    an = house.person()
    assert house.says(an, "/huy")
