"""A coordinator's decision about following a task, on one line."""

from __future__ import annotations

import pytest

from core.model import Person, Status
from tests.handlers.dialogue import labels, notices, task_now, text
from tests.house import House


@pytest.fixture
def coordinator(house: House) -> Person:
    return house.coordinator()


@pytest.fixture
def an(house: House, coordinator: Person) -> Person:
    who = house.person("Nguyễn Văn An")
    house.task(official=who, coordinator=coordinator)
    return who


def test_one_line_with_its_document_is_confirmed_once_and_the_agency_hears_of_it(
    house: House, coordinator: Person, an: Person
):
    asked = house.says(coordinator, "tạm dừng nv1 vì chờ kinh phí theo 45/UBND-NC ngày 12/3")
    assert text(asked) == ("NV 1 · 141/TB-BCĐ: tạm dừng?\nLý do: “chờ kinh phí”\nTheo: 45/UBND-NC ngày 12/3")
    assert labels(asked) == ["Ghi", "Quay lại"]
    assert task_now(house).status is Status.IN_PROGRESS
    replies = house.presses(coordinator, "Ghi")
    assert task_now(house).status is Status.SUSPENDED
    (told,) = notices(replies, an)
    assert told.text == "NV 1 · 141/TB-BCĐ: tạm dừng.\nLý do: “chờ kinh phí”\nTheo: 45/UBND-NC ngày 12/3"
    assert "ghi theo: 45/UBND-NC ngày 12/3: chờ kinh phí" in text(house.says(coordinator, "/lichsu 1"))


def test_without_a_document_it_is_asked_by_whose_authority(house: House, coordinator: Person, an: Person):
    asked = house.says(coordinator, "nv 1: thoi theo doi")
    assert text(asked).startswith("Ghi theo ý kiến của ai?")
    house.presses(coordinator, "Thuộc thẩm quyền tôi")
    replies = house.presses(coordinator, "Ghi")
    assert task_now(house).status is Status.ENDED
    assert notices(replies, an)[0].text == ("NV 1 · 141/TB-BCĐ: thôi theo dõi.\nTheo: thẩm quyền của người theo dõi")


@pytest.mark.parametrize(
    ("status", "line"),
    [
        (Status.SUSPENDED, "tiếp tục nv1 theo ý kiến của Chánh Văn phòng"),
        (Status.SUSPENDED, "tiep tuc theo doi nv 1 theo 12/TB-VP"),
        (Status.DONE, "mở lại nv 1 theo 12/TB-VP"),
        (Status.DONE, "NV 1 theo dõi lại, theo 12/TB-VP"),
    ],
)
def test_a_task_is_taken_up_again(house: House, coordinator: Person, status: Status, line: str):
    house.task(coordinator=coordinator, status=status)
    house.says(coordinator, line)
    house.presses(coordinator, "Ghi")
    assert task_now(house).status is Status.IN_PROGRESS


@pytest.mark.parametrize("line", ["nv1 tạm dừng chưa?", "tạm dừng nv1 theo văn bản nào?", "tiếp tục nv1 nhé"])
def test_a_question_or_other_words_decide_nothing(house: House, coordinator: Person, an: Person, line: str):
    assert "Ghi" not in labels(house.says(coordinator, line))
    assert task_now(house).status is Status.IN_PROGRESS


def test_what_does_not_fit_the_state_is_answered_with_the_state(house: House, coordinator: Person, an: Person):
    assert "đang ở trạng thái\nĐang thực hiện" in text(house.says(coordinator, "mở lại nv1 theo 12/TB-VP"))
    assert "Không thấy NV 9" in text(house.says(coordinator, "tạm dừng nv9 theo 12/TB-VP"))


def test_an_official_decides_nothing_by_the_same_words(house: House, coordinator: Person, an: Person):
    assert "Ghi" not in labels(house.says(an, "tạm dừng nv1 theo 45/UBND-NC"))
    assert task_now(house).status is Status.IN_PROGRESS


def test_somebody_was_faster_and_the_coordinator_is_told(house: House, coordinator: Person, an: Person):
    house.says(coordinator, "tạm dừng nv1 theo 45/UBND-NC")
    other = house.coordinator("Lê Khánh")
    house.says(other, "thôi theo dõi nv1 theo 46/UBND-NC")
    house.presses(other, "Ghi")
    house.presses(coordinator, "Ghi")
    assert task_now(house).status is Status.ENDED


def test_a_reason_typed_where_the_authority_was_asked_is_kept_as_the_reason(
    house: House, coordinator: Person, an: Person
):
    house.says(coordinator, "tạm dừng nv 1")
    assert text(house.says(coordinator, "chờ hướng dẫn của Bộ")).startswith("Ghi theo ý kiến của ai?")
    shown = house.says(coordinator, "45/UBND-NC ngày 12/3")
    assert text(shown) == "NV 1 · 141/TB-BCĐ: tạm dừng?\nLý do: “chờ hướng dẫn của Bộ”\nTheo: 45/UBND-NC ngày 12/3"
