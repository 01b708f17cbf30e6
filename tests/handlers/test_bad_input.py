"""What should not have been sent: a plain sentence comes back, and the task is as it was, or changed once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from core.messages import Incoming, Reply
from core.model import Person, Role, Status
from tests.handlers.dialogue import count, labels, notices, task_now, text
from tests.house import House

OLD = "Câu hỏi này đã hết hạn"


@pytest.fixture
def an(house: House) -> Person:
    """NV 1 is An's, 40 % done."""
    an = house.person("Lê An")
    house.task(official=an, coordinator=house.coordinator(), percent=40)
    return an


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("nv1 xong 150%", "“150%” chưa hợp lý. NV 1 vẫn là 40 %."),
        ("nv1 đạt 1000 %", "chưa hợp lý"),
        ("nv99 xong", "Không thấy NV 99 trong danh sách của đồng chí."),
        ("nv2 80%", "Không thấy NV 2 trong danh sách của đồng chí."),
        ("xin gia hạn nv1 đến 31/4", "“31/4” không có trong lịch."),
        ("xin gia hạn nv1 đến 30/2/2027", "không có trong lịch."),
        ("nv1 xong 100% nhưng chưa xong", "NV 1: cả nhiệm vụ đã xong, hay mới xong một phần?"),
        ("!!!", "Hệ thống chưa hiểu"),
        ("\u202e\u202c\u200b?", "Hệ thống chưa hiểu"),
    ],
)
def test_a_value_that_cannot_be_is_said_and_nothing_is_kept(house: House, an: Person, said: str, answer: str) -> None:
    house.task(official=house.person("Trần Bảo", agency="Sở Y tế"))  # NV 2, another agency's
    before = task_now(house)
    told = text(house.says(an, said))
    assert answer in told
    assert task_now(house) == before
    assert count(house, "reports") == count(house, "extensions") == 0


def test_of_two_values_the_wrong_one_is_asked_again_and_only_the_right_one_is_offered(house: House, an: Person) -> None:
    house.task(official=an, percent=10)
    wrong, right = house.says(an, "nv1 60%; nv2 150%")
    assert wrong.text.startswith("“150%” chưa hợp lý. NV 2 vẫn là 10 %.")
    assert "NV 1" in right.text
    house.says(an, "đúng")
    assert [task_now(house, number).percent for number in (1, 2)] == [60, 10]


def test_a_reply_to_an_expired_question_is_told_so_and_shows_the_state(house: House, an: Person) -> None:
    house.says(an, "nv1 80%")
    yes = house.token(an, "Đúng")
    house.says(an, "nv1 60%")
    house.presses(an, "Đúng")
    house.real_now = house.real_now.replace(year=house.real_now.year + 1)
    told = text(house.presses_token(an, yes))
    assert OLD in told
    assert task_now(house).percent == 60


def test_the_same_tap_twice_and_ten_times_changes_once(house: House, an: Person) -> None:
    house.says(an, "nv1 80%")
    yes = house.token(an, "Đúng")
    answers = [text(house.presses_token(an, yes)) for _ in range(10)]
    assert "NV 1 đang thực hiện, 80 %" in answers[0]
    assert all(OLD in told for told in answers[1:])
    assert count(house, "reports") == 1


@pytest.mark.parametrize(
    ("said", "before", "after"),
    [
        ("nv1 80%", "1", "NV 1 đang thực hiện, 80 %"),
        ("nv1 xong, Báo cáo 45/BC-SNV ngày 13/3", "1", "NV 1: đã gửi 45/BC-SNV"),
        ("xin gia hạn nv1 đến 20/4 vì thiếu vốn", "1", "Đề nghị điều chỉnh thời hạn NV 1"),
    ],
)
def test_a_number_sent_twice_by_a_shaky_line_undoes_nothing_and_gives_nothing_more_in(
    house: House, an: Person, said: str, before: str, after: str
) -> None:
    house.task(official=an, coordinator=house.coordinator("Lê Cúc"))
    house.numbers = True
    house.says(an, said)
    assert after in text(house.says(an, before))
    if "gia hạn" in said:
        house.says(an, before)
    kept = [task_now(house, number) for number in (1, 2)], count(house, "reports"), count(house, "extensions")
    withdrawn = count(house, "history")
    house.says(an, before)
    assert ([task_now(house, number) for number in (1, 2)], count(house, "reports"), count(house, "extensions")) == kept
    assert count(house, "history") == withdrawn


def _two(house: House) -> tuple[Person, Person]:
    """An has looked at an echo; meanwhile the focal person handed in the task."""
    an, mai = house.person("Lê An"), house.person("Trần Mai", role=Role.FOCAL)
    house.task(official=an, coordinator=house.coordinator())
    house.says(an, "nv1 80%")
    house.says(mai, "nv1 xong, Báo cáo 45/BC-SNV ngày 13/3")
    house.presses(mai, "Đúng")
    assert task_now(house).status is Status.SUBMITTED
    return an, mai


def test_of_two_who_answer_at_once_the_second_sees_what_the_first_wrote_and_may_leave_it(house: House) -> None:
    an, _ = _two(house)
    told = house.presses(an, "Đúng")
    assert "NV 1 vừa được Trần Mai cập nhật lúc" in text(told)
    assert labels(told) == ["Ghi tiếp của tôi", "Giữ như vậy"]
    before = task_now(house), count(house, "reports")
    house.presses(an, "Giữ như vậy")
    assert (task_now(house), count(house, "reports")) == before


def test_of_two_who_answer_at_once_the_second_who_insists_is_told_what_stands(house: House) -> None:
    an, _ = _two(house)
    house.presses(an, "Đúng")
    before = task_now(house)
    assert "đang ở trạng thái" in text(house.presses(an, "Ghi tiếp của tôi"))
    assert task_now(house) == before


def test_four_thousand_characters_are_a_report_with_a_shortened_echo(house: House, an: Person) -> None:
    long = "nv1 60%, " + "đã rà soát thêm một thôn, " * 160
    told = house.says(an, long)
    assert "Tiến độ 60 %" in text(told)
    assert len(text(told)) <= 900
    house.presses(an, "Đúng")
    assert task_now(house).percent == 60


def test_a_long_text_that_ends_with_done_is_asked_about(house: House, an: Person) -> None:
    told = text(house.says(an, "nv1 " + "đã họp với các thôn, " * 180 + " xong"))
    assert "Báo cáo hoàn thành" not in told
    assert task_now(house).status is Status.IN_PROGRESS


MARKED = "<b>x</b> *đậm* [liên kết](http://x) \u202edảo\u202c \u200bẩn =1+1"


def test_markup_and_invisible_marks_in_a_report_are_words_and_nothing_else(house: House, an: Person) -> None:
    (told,) = house.says(an, f"nv1 70% {MARKED}")
    assert "<b>x</b> *đậm* [liên kết](http://x)" in told.text
    assert not {"\u202e", "\u202c", "\u200b"} & set(told.text)
    house.presses(an, "Đúng")
    card = text(house.says(an, "/nv 1"))
    assert "<b>x</b>" in card
    assert not {"\u202e", "\u202c", "\u200b"} & set(card)


def test_markup_in_a_name_is_shown_literally_to_others(house: House) -> None:
    odd = house.person("<i>Lê</i> & *An*")
    coordinator = house.coordinator()
    house.task(official=odd, coordinator=coordinator)
    assert "<i>Lê</i> & *An*" in text(house.says(coordinator, "/nv 1"))


def test_of_more_than_twenty_files_at_once_the_first_twenty_are_taken_and_the_rest_are_said_not_to_be(
    house: House, an: Person, tmp_path: Path
) -> None:
    told: list[Reply] = []
    for place in range(22):
        (tmp_path / f"{place}.txt").write_text("Báo cáo", encoding="utf-8")
        told = house.sends_file(an, tmp_path / f"{place}.txt", text="nv1 50%" if place == 0 else "")
    assert count(house, "enclosures") == 20
    assert "tối đa 20 tệp" in text(told)
    assert task_now(house).percent == 40  # asked about, not taken


# ── out of order ───────────────────────────────────────────────────────────────────────────────
def test_an_answer_to_what_was_shown_before_a_change_says_what_changed(house: House, an: Person) -> None:
    house.says(an, "nv1 80%")
    early = house.token(an, "Đúng")
    house.says(an, "nv1 xong, Báo cáo 45/BC-SNV ngày 13/3")
    house.presses(an, "Đúng")
    told = text(house.presses_token(an, early))
    assert "NV 1 vừa được" in told
    assert task_now(house).status is Status.SUBMITTED
    assert task_now(house).percent != 80


def test_the_same_event_twice_is_one_report(house: House, an: Person) -> None:
    event = Incoming(id="once", address=house.address(an), text="nv1 80%")
    house.hears(event)
    house.hears(replace(event, id="twice"))
    house.presses(an, "Đúng")
    assert count(house, "reports") == 1


def test_of_two_coordinators_who_confirm_and_return_at_once_the_first_wins_and_the_second_is_told(
    house: House,
) -> None:
    an, binh = house.person("Lê An"), house.coordinator()
    chi = house.coordinator("Lê Chi")
    house.task(official=an, coordinator=binh)
    house.says(an, "nv1 xong, Báo cáo 45/BC-SNV ngày 13/3")
    house.presses(an, "Đúng")
    for one in (binh, chi):
        house.says(one, "chờ xác nhận")
    late = house.token(chi, "Trả lại 1")
    done = house.presses(binh, "Xác nhận 1")
    assert len(notices(done, an)) == 1
    told = text(house.presses_token(chi, late))
    assert told == "NV 1 không còn ở trạng thái Chờ xác nhận\n(đã hoàn thành). Không có gì thay đổi."
    assert task_now(house).status is Status.DONE
