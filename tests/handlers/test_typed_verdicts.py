"""A coordinator answers what an agency sent on one line, and it is what the button of that name does."""

from __future__ import annotations

import datetime as dt

import pytest

from core.model import Person, Status
from tests.handlers.dialogue import labels, notices, task_now, text
from tests.house import House


@pytest.fixture
def coordinator(house: House) -> Person:
    return house.coordinator()


@pytest.fixture
def an(house: House, coordinator: Person) -> Person:
    """Tasks 1, 2 and 3 in one pair of hands; the first two are submitted, of the third a later deadline is asked."""
    who = house.person("Lê An")
    for number in (1, 2, 3):
        house.task(official=who, coordinator=coordinator, directive=house.directive(f"{number}/CT"))
    for number in (1, 2):
        house.says(who, f"nv{number} xong, có Báo cáo {number}/BC-SNV ngày 13/3")
        house.presses(who, "Đúng")
    house.says(who, "xin gia hạn nv3 đến 20/4 vì chờ kinh phí")
    house.presses(who, "Bỏ qua")
    house.presses(who, "Gửi")
    return who


@pytest.mark.parametrize("line", ["xác nhận nv 1", "Xác nhận hoàn thành NV1.", "nv1 xác nhận", "duyệt nv 1 nhé"])
def test_a_completion_is_confirmed_in_words(house: House, coordinator: Person, an: Person, line: str):
    done = house.says(coordinator, line)
    assert text(done).startswith("Đã xác nhận hoàn thành NV 1.")
    assert "đã xác nhận hoàn thành" in notices(done, an)[0].text
    assert [task_now(house, n).status for n in (1, 2)] == [Status.DONE, Status.SUBMITTED]


@pytest.mark.parametrize("line", ["xác nhận nv 1, 2", "xác nhận cả nv 1 và nv 2", "xác nhận nv1 nv2"])
def test_several_are_confirmed_together(house: House, coordinator: Person, an: Person, line: str):
    assert text(house.says(coordinator, line)).startswith("Đã xác nhận hoàn thành NV 1, 2.")


def test_what_was_not_submitted_is_not_confirmed_and_nothing_beside_it_is(
    house: House, coordinator: Person, an: Person
):
    assert text(house.says(coordinator, "xác nhận nv 1, 3")).startswith("NV 3 không còn ở trạng thái Chờ xác nhận")
    assert task_now(house, 1).status is Status.SUBMITTED


@pytest.mark.parametrize("line", ["trả lại nv 1 vì thiếu dấu", "trả lại nv1: thiếu dấu", "nv 1 trả lại, thiếu dấu"])
def test_what_is_returned_with_its_reason_goes_on_to_which_date_counts(
    house: House, coordinator: Person, an: Person, line: str
):
    asked = house.says(coordinator, line)
    assert "NV 1: “thiếu dấu”" in text(asked)
    assert labels(asked) == ["Thiếu thủ tục", "Chưa đủ nội dung"]
    assert task_now(house).status is Status.SUBMITTED


def test_what_is_returned_without_a_reason_is_asked_for_it(house: House, coordinator: Person, an: Person):
    assert "đề nghị bổ sung nội dung gì?" in text(house.says(coordinator, "trả lại nv 1"))
    assert labels(house.says(coordinator, "thiếu dấu")) == ["Thiếu thủ tục", "Chưa đủ nội dung"]


@pytest.mark.parametrize(
    "line", ["đồng ý gia hạn nv 3", "đồng ý cho gia hạn nv3", "gia hạn nv 3", "nv3 đồng ý gia hạn"]
)
def test_a_later_deadline_is_agreed_to_by_a_named_authority(house: House, coordinator: Person, an: Person, line: str):
    assert text(house.says(coordinator, line)).startswith("Ghi theo ý kiến của ai?")
    house.presses(coordinator, "Thuộc thẩm quyền tôi")
    due = task_now(house, 3).due
    assert due
    assert due.date == dt.date(2026, 4, 20)


def test_another_day_and_its_document_may_stand_on_the_line(house: House, coordinator: Person, an: Person):
    done = house.says(coordinator, "đồng ý gia hạn nv 3 đến 15/4 theo 12/TB-VP ngày 14/3")
    assert text(done).startswith("Đã ghi: NV 3, thời hạn mới: hạn 15/4/2026.\nTheo: 12/TB-VP ngày 14/3.")
    assert text(house.says(coordinator, "gia hạn nv 3")).startswith("NV 3 không có đề nghị")


def test_a_later_deadline_is_refused_in_words(house: House, coordinator: Person, an: Person):
    house.says(coordinator, "không đồng ý gia hạn nv 3")
    told = house.presses(coordinator, "Thuộc thẩm quyền tôi")
    assert "chưa đồng ý điều chỉnh" in notices(told, an)[0].text.replace("\n", " ")
    due = task_now(house, 3).due
    assert due
    assert due.date == dt.date(2026, 3, 31)


def test_a_day_that_is_past_or_none_changes_nothing(house: House, coordinator: Person, an: Person):
    assert text(house.says(coordinator, "gia hạn nv 3 đến 1/3/2026")).startswith("Ngày “1/3/2026” đã qua")
    assert text(house.says(coordinator, "gia hạn nv 3 đến khi xong")).startswith("Chưa đọc được ngày")


def test_the_list_of_difficulties_is_one_word_away(house: House, coordinator: Person, an: Person):
    house.says(an, "nv3 vướng kinh phí")
    house.presses(an, "Đúng")
    assert "Việc có vướng mắc: 1" in text(house.says(coordinator, "vướng mắc"))


@pytest.mark.parametrize("line", ["xác nhận nv 1", "trả lại nv 1", "đồng ý gia hạn nv 3"])
def test_the_agency_confirms_nothing_by_the_same_words(house: House, an: Person, line: str):
    house.says(an, line)
    assert [task_now(house, n).status for n in (1, 3)] == [Status.SUBMITTED, Status.IN_PROGRESS]


@pytest.mark.parametrize("line", ["xác nhận nv 1 chưa?", "xác nhận nv 1 giúp em số liệu", "nv1 xác nhận của sở đâu"])
def test_a_question_or_further_words_confirm_nothing(house: House, coordinator: Person, an: Person, line: str):
    house.says(coordinator, line)
    assert task_now(house).status is Status.SUBMITTED


def test_a_coordinator_who_types_a_report_is_told_whose_it_is(house: House, coordinator: Person, an: Person):
    assert text(house.says(coordinator, "nv 3 xong 80%")) == (
        "NV 3 · 3/CT do Sở Nội vụ\nthực hiện và báo cáo. Chưa ghi gì."
    )
