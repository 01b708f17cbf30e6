"""What is typed under an open question is its answer, or is taken for what it says: never both, and never lost."""

from __future__ import annotations

import pytest

from core.model import Role, Status
from handlers.asides import gives_up
from tests.handlers.dialogue import count, labels, notices, task_now, text
from tests.house import House


@pytest.mark.parametrize(
    "said",
    ["thôi", "thôi ạ", "Thôi, để sau", "quay lại", "để sau nhé", "khoan", "khoan, để tôi hỏi lại", "không gửi nữa"],
)
def test_words_that_give_up_close_the_question(said: str) -> None:
    assert gives_up(said)


@pytest.mark.parametrize(
    "said",
    ["không", "thôi theo dõi theo 12/QĐ-UBND", "khoan giếng chậm", "để sau Tết mới có vốn", "quay lại hiện trường"],
)
def test_words_that_only_begin_like_it_are_an_answer(said: str) -> None:
    assert not gives_up(said)


def _at_extension_question(house: House) -> tuple:
    an, coordinator = house.person("Lê An"), house.coordinator()
    for _ in range(2):
        house.task("2026-04-15", official=an, coordinator=coordinator)
    house.says(an, "xin gia hạn nv1 đến 20/4")
    return an, coordinator


def test_a_second_thought_about_the_new_deadline_is_no_reason(house: House) -> None:
    an, _ = _at_extension_question(house)
    asked = house.says(an, "xin gia hạn nv1 đến 30/4 vì thiếu số liệu")
    assert "văn bản" in text(asked)
    card = house.presses(an, "Bỏ qua")
    assert "30/4/2026" in text(card)
    assert "thiếu số liệu" in text(card)
    assert "xin gia hạn nv1" not in text(card)


def test_a_report_of_the_same_task_is_no_reason_and_no_date(house: House) -> None:
    an, _ = _at_extension_question(house)
    assert text(house.says(an, "nv1 đã trình ký ngày 15/3")).startswith("Hệ thống hiểu:\nNV 1")


def test_a_reason_may_speak_of_another_task_and_ask(house: House) -> None:
    an, _ = _at_extension_question(house)
    house.says(an, "chờ kết quả nv 2, bao giờ có thì làm tiếp")
    assert "chờ kết quả nv 2, bao giờ có thì làm tiếp" in text(house.presses(an, "Bỏ qua"))


def test_another_task_typed_under_a_question_in_free_words_is_a_report_of_that_one(house: House) -> None:
    an, coordinator = _at_extension_question(house)
    house.says(an, "nv1 không đúng chức năng")
    echo = house.says(an, "nv2 xong 80%")
    assert text(echo).startswith("Hệ thống hiểu:\nNV 2")
    assert notices(echo, coordinator) == []


def test_thoi_closes_the_question_and_nothing_is_sent(house: House) -> None:
    an, coordinator = _at_extension_question(house)
    house.says(an, "nv1 không đúng chức năng")
    gone = house.says(an, "thôi")
    assert text(gone) == "Đã bỏ câu hỏi đang mở. Không ghi gì."
    assert notices(gone, coordinator) == []


def test_which_task_is_no_trap(house: House) -> None:
    an, _ = _at_extension_question(house)
    asked = house.says(an, "báo cáo")
    assert labels(asked) == ["NV 1", "NV 2", "Thôi"]
    assert "quá hạn" in text(house.says(an, "bao nhiêu việc quá hạn")).lower()
    house.says(an, "báo cáo")
    assert "12/BC-SNV" in text(house.says(an, "nv1 có báo cáo 12/BC-SNV ngày 13/3"))


# ── evidence ───────────────────────────────────────────────────────────────────────────────────
def _at_evidence(house: House) -> tuple:
    an = house.person("Lê An")
    house.task(official=an, coordinator=house.coordinator())
    house.says(an, "nv1 xong")
    return an, house.presses(an, "Đúng")


def test_evidence_may_wait_and_nothing_is_sent(house: House) -> None:
    an, asked = _at_evidence(house)
    assert labels(asked) == ["Đã trình ký, chờ số", "Việc không cần văn bản", "Bỏ qua", "Để sau"]
    house.presses(an, "Để sau")
    assert task_now(house).status is Status.IN_PROGRESS
    assert count(house, "reports") == 0


def test_what_is_said_in_place_of_evidence_is_taken_for_what_it_says(house: House) -> None:
    an, _ = _at_evidence(house)
    assert "trình ký" in text(house.says(an, "đã trình ký hôm qua")).lower()
    house.presses(an, "Sửa lại")
    house.says(an, "thôi")
    house.says(an, "nv1 xong")
    house.presses(an, "Đúng")
    assert "80 %" in text(house.says(an, "nv1 mới xong 80%"))
    house.says(an, "nv1 xong")
    house.presses(an, "Đúng")
    assert text(house.says(an, "dạ không cần văn bản ạ")).startswith("NV 1: đã gửi việc không cần văn bản.")


# ── whom, and by whose authority ───────────────────────────────────────────────────────────────
def test_a_second_name_under_the_advice_question_is_another_person(house: House) -> None:
    focal, an, binh = house.person("Vũ Mai", role=Role.FOCAL), house.person("Lê An"), house.person("Trần Bình")
    house.task(official=focal)
    house.says(focal, "phân công nv1 cho Trần Bình")
    assert an.name in text(house.says(focal, "không, cho An"))
    given = house.says(focal, "không")
    assert notices(given, binh) == []
    assert "Ý kiến" not in notices(given, an)[0].text


def test_words_that_name_no_document_are_looked_at_before_they_decide(house: House) -> None:
    an, coordinator = _at_extension_question(house)
    house.says(an, "thiếu số liệu")
    house.presses(an, "Bỏ qua")
    house.presses(an, "Gửi")
    house.presses(coordinator, "Đồng ý")
    again = house.says(coordinator, "họp giao ban sáng nay")
    assert text(again) == "Ghi căn cứ là “họp giao ban sáng nay”?\nChưa ghi gì."
    assert str(task_now(house).due.date) == "2026-04-15"
    told = house.presses(coordinator, "Ghi")
    assert "họp giao ban sáng nay" in notices(told, an)[0].text


def test_a_decision_is_given_up_in_a_word(house: House) -> None:
    an, coordinator = _at_extension_question(house)
    house.says(an, "thiếu số liệu")
    house.presses(an, "Bỏ qua")
    house.presses(an, "Gửi")
    house.presses(coordinator, "Đồng ý")
    assert text(house.says(coordinator, "để sau")) == "Đã bỏ câu hỏi đang mở. Không ghi gì."
    assert str(task_now(house).due.date) == "2026-04-15"
