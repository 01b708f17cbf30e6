"""What is said when something is not right."""

from __future__ import annotations

import datetime as dt

import pytest

from core.model import Role, Status, Task
from core.office import Office
from core.wording import refusals
from core.workdays import WorkingCalendar
from tests.core.wording.shape import well_shaped

OFFICE = Office(calendar=WorkingCalendar(), name="Văn phòng UBND tỉnh", contact="Phòng Hành chính", phone="0256 1234")
TASK = Task(
    7, 3, 1, "141/TB-BCĐ", None, None, "1", "Rà soát", 1, "Sở X", (), Status.IN_PROGRESS, 2, percent=80
)  # fmt: skip
FILE_CODES = (
    "encrypted", "broken", "empty", "too_large", "too_many_pages", "no_text_layer", "unknown_kind", "save_as_docx",
    "bomb", "too_slow", "not_fetched",
)  # fmt: skip


def test_a_stranger_is_told_where_to_get_a_code_and_nothing_else():
    assert well_shaped(refusals.not_joined(OFFICE)).text == (
        "Đây là kênh theo dõi nhiệm vụ của Văn phòng UBND tỉnh.\n"
        "Tài khoản này chưa được kết nối, nên Hệ\n"
        "thống chưa thể trả lời nội dung công việc.\n\n"
        "Nếu có mã mời, đồng chí nhập: /start MÃ\n"
        "Chưa có mã: liên hệ Phòng Hành chính,\nđiện thoại 0256 1234."
    )


@pytest.mark.parametrize("code", FILE_CODES)
def test_every_trouble_with_a_file_has_a_reason_and_a_way_on(code: str):
    text = well_shaped(refusals.ask_again(code, name="cong_van.pdf")).text
    assert text.startswith("Chưa đọc được cong_van.pdf: ")
    assert "Chưa lưu gì. Cách khác: " in text


def test_a_value_that_cannot_be_is_repeated_and_asked_again():
    assert refusals.ask_again("percent_range", "150 %").text == "“150 %” chưa hợp lý.\nĐồng chí gõ lại số từ 0 đến 100."
    assert "“31/4” không có trong lịch" in refusals.ask_again("date_not_in_calendar", "31/4").text


def test_an_unknown_trouble_still_says_that_nothing_was_kept():
    assert "Chưa ghi gì" in well_shaped(refusals.ask_again("never_seen", "xyz")).text


def test_braces_in_what_was_typed_are_harmless():
    assert "{x}" in refusals.ask_again("percent_range", "{x}").text
    assert "{x}" in refusals.unclear("{x}").text


def test_an_old_question_shows_the_task_as_it_stands():
    reply = well_shaped(refusals.old_question(TASK))
    assert reply.text == ("Câu hỏi này đã hết hạn, không có gì thay đổi.\nNV 3 hiện nay: đang thực hiện, 80 %.")
    assert [choice.label for choice in reply.choices] == ["Xem NV 3"]
    assert refusals.old_question().text == "Câu hỏi này đã hết hạn, không có gì thay đổi."


def test_whoever_was_slower_sees_what_the_other_wrote():
    at = dt.datetime(2026, 3, 18, 13, 55)  # noqa: DTZ001 (local)
    reply = well_shaped(refusals.changed(TASK, who="người theo dõi", at=at))
    assert reply.text.startswith("NV 3 vừa được người theo dõi cập nhật lúc 13 giờ 55:\nđang thực hiện, 80 %.")
    assert reply.about is not None
    assert reply.about.version == 2


def test_a_refusal_names_who_may():
    assert "Việc này do người theo dõi thực hiện." in well_shaped(refusals.forbidden(Role.COORDINATOR)).text


def test_a_group_is_told_and_left():
    assert well_shaped(refusals.group_refused()).leaves


@pytest.mark.parametrize(
    "reply",
    [
        refusals.unclear("x" * 500), refusals.no_such_task(9), refusals.not_found(), refusals.system_error(),
        refusals.parked(), refusals.unsupported(), refusals.cancelled(), refusals.nothing_open(), refusals.forbidden(),
    ],
)  # fmt: skip
def test_every_refusal_is_short_and_polite(reply):
    well_shaped(reply)
