"""What a sentence says of an agency that ended, and which tasks go where."""

from __future__ import annotations

import pytest

from core.model import Agency
from core.succession import Choice, Told, choice, meant, packed, read, unpacked


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "Phòng Nội vụ kết thúc hoạt động từ 1/7/2025 theo 12/NQ-HĐND, kế thừa: Xã A, Xã B",
            Told("Phòng Nội vụ", "1/7/2025", "12/NQ-HĐND", "Xã A, Xã B"),
        ),
        (
            "phong noi vu giai the tu ngay 1/7/2025 theo nghi quyet 12 ngay 20/6/2025, don vi ke thua la xa A",
            Told("phong noi vu", "1/7/2025", "nghi quyet 12 ngay 20/6/2025", "xa A"),
        ),
        ("Phòng Nội vụ đã kết thúc hoạt động", Told("Phòng Nội vụ", None, None, None)),
        ("nv3 xong 80%", None),
        ("kết thúc hoạt động", None),
    ],
)
def test_a_sentence_about_an_agency_that_ended_is_read_in_parts(said: str, told: Told | None) -> None:
    assert read(said) == told


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("nv 3 5: Xã A", Choice((3, 5), "Xã A")),
        ("3, 5 về xã A", Choice((3, 5), "xã A")),
        ("nv 4: thôi theo dõi", Choice((4,), None)),
        ("còn lại: Xã B", Choice(None, "Xã B")),
        ("chưa biết", None),
    ],
)
def test_a_choice_names_tasks_and_where_they_go(said: str, meant: Choice | None) -> None:
    assert choice(said) == meant


def test_choices_are_kept_as_one_small_value() -> None:
    assert unpacked(packed({12: 5, 14: 0})) == {12: 5, 14: 0}
    assert unpacked("") == {}


@pytest.mark.parametrize(
    ("words", "place"), [("xã An Phú", 1), ("nơi 2", 2), ("xã An Phú Đông", 2), ("xã", None), ("9", None)]
)
def test_among_a_few_successors_a_part_of_the_name_is_enough_and_never_one_of_two(
    words: str, place: int | None
) -> None:
    heirs = [Agency(1, "UBND xã An Phú", aliases=("xã An Phú",)), Agency(2, "UBND xã An Phú Đông")]
    found = meant(words, heirs)
    assert (found.id if found else None) == place
