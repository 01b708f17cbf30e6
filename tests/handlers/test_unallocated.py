"""Which tasks were given to nobody yet is answered with a list from which they are given."""

from __future__ import annotations

import pytest

from core.model import Person, Role, Status
from tests.handlers.dialogue import labels, text
from tests.house import House


@pytest.fixture
def focal(house: House) -> Person:
    """NV 1 lies with the focal person, NV 2 was given to An, NV 3 is done, NV 4 is another agency's and lies there."""
    focal, an = house.person("Lê Chi", role=Role.FOCAL), house.person("Lê An")
    house.task(official=focal, status=Status.NOT_STARTED)
    house.task(official=an, text="Số hóa hồ sơ")
    house.task(official=focal, status=Status.DONE)
    house.task(official=house.person("Lê Hà", role=Role.FOCAL, agency="Sở Y tế"), text="Tập huấn")
    return focal


@pytest.mark.parametrize(
    "said",
    [
        "nv nào chưa phân công",
        "viec chua phan cong",
        "chưa phân công",
        "còn việc nào chưa giao cho ai không",
        "nhiệm vụ nào chưa có người làm?",
        "còn mấy việc chưa phân công",
        "danh sách việc chưa được phân công",
    ],
)
def test_who_allocates_asks_in_any_words_and_gives_the_task_away_from_the_list(
    house: House, focal: Person, said: str
) -> None:
    shown = house.says(focal, said)
    assert text(shown) == (
        "Chưa phân công: 1 việc.\nNV 1 · 141/TB-BCĐ · hạn 31/3/2026 (còn 11 ngày làm việc)\n  Rà soát quy hoạch\n"
        "Gõ: phân công nv1 cho <họ và tên>"
    )
    assert labels(shown) == ["NV 1"]
    house.presses(focal, "NV 1")
    house.presses(focal, "Lê An")
    house.presses(focal, "Bỏ qua")
    assert text(house.says(focal, said)) == "Không có nhiệm vụ nào chưa phân công."


def test_whoever_follows_up_sees_those_of_all_agencies_under_their_names(house: House, focal: Person) -> None:
    shown = text(house.says(house.coordinator(), "đơn vị nào chưa phân công"))
    assert shown.startswith("Chưa phân công: 2 việc.")
    assert "Sở Nội vụ" in shown
    assert "Sở Y tế" in shown
    assert "NV 2" not in shown


def test_what_a_leader_gave_to_the_focal_person_is_given(house: House, focal: Person) -> None:
    leader = house.person("Lê Dung", role=Role.LEADER)
    assert text(house.says(leader, "nv nào chưa phân công")).startswith("Chưa phân công: 1 việc.")
    house.says(leader, "phân công nv1 cho Lê Chi")
    house.says(leader, "bỏ qua")
    assert text(house.says(leader, "chưa phân công")) == "Không có nhiệm vụ nào chưa phân công."


def test_what_came_back_to_the_focal_person_is_to_be_given_again(house: House, focal: Person) -> None:
    coordinator = house.coordinator()
    house.says(coordinator, "danh bạ Lê An")
    house.presses(coordinator, "Chuyển đơn vị")
    house.says(coordinator, "Sở Y tế")
    house.presses(coordinator, "Đồng ý")
    assert labels(house.says(focal, "chưa phân công")) == ["NV 1", "NV 2"]


def test_an_official_has_only_what_was_given(house: House, focal: Person) -> None:
    an = house.person("Lê Em")
    house.task(official=an)
    assert text(house.says(an, "nv nào chưa phân công")) == "Không có nhiệm vụ nào chưa phân công."


def test_more_than_a_page_goes_on(house: House, focal: Person) -> None:
    for _ in range(6):
        house.task(official=focal)
    assert "(còn 2)" in text(house.says(focal, "chưa phân công"))
    assert labels(house.presses(focal, "Xem thêm")) == ["NV 9", "NV 10"]


@pytest.mark.parametrize("said", ["nv1 chưa phân công", "nv nào chưa làm"])
def test_a_report_and_another_list_are_not_taken_for_it(house: House, focal: Person, said: str) -> None:
    assert "Chưa phân công:" not in text(house.says(focal, said))
