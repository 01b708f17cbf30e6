"""A request for a later deadline is taken back until it is answered: whoever decides is told, and reminders follow."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from core.model import Person, Role
from db import tables as t
from tests.handlers.dialogue import labels, notices, task_now, text
from tests.house import House


def _asked(house: House) -> tuple[Person, Person]:
    """Of NV 5 a later deadline is asked, in time."""
    an, coordinator = house.person("Lê An"), house.coordinator()
    house.task(official=an, coordinator=coordinator)
    house.task(official=an, coordinator=coordinator, number=5)
    house.says(an, "xin gia hạn nv5 đến 20/4 vì chưa có kinh phí")
    house.presses(an, "Bỏ qua")
    house.presses(an, "Gửi")
    return an, coordinator


def _reminded(house: House, number: int = 5) -> bool:
    with house.store.read() as conn:
        mine = t.assignments.c.task_id == t.tasks.c.id
        wanted = select(t.assignments.c.next_reminder_at).where(mine, t.tasks.c.number == number)
        return conn.execute(wanted).scalar_one() is not None


@pytest.mark.parametrize(
    "said",
    [
        "thu hồi",
        "thu hồi nv5",
        "thu hồi gia hạn nv5",
        "nv5 thôi không xin gia hạn nữa",
        "thoi khong xin gia han nua",
        "em xin rút lại đề nghị gia hạn nv 5",
        "hủy xin gia hạn nv5 đến 20/4",
        "nv5 ko can gia han nua nhe",
        "nv5 bỏ đề nghị gia hạn, sẽ làm kịp",
        "không gia hạn nv5 nữa",
    ],
)
def test_a_request_is_taken_back_in_any_of_the_usual_words_and_reminders_follow(house: House, said: str) -> None:
    an, coordinator = _asked(house)
    assert not _reminded(house)
    told = house.says(an, said)
    assert text(told) == "NV 5: đã rút đề nghị điều chỉnh đến 20/4/2026.\nGiữ nguyên hạn 31/3/2026."
    assert notices(told, coordinator)[0].text == (
        "Sở Nội vụ đã rút đề nghị điều chỉnh thời hạn\nđến 20/4/2026: NV 5 · 141/TB-BCĐ.\n"
        "Giữ nguyên hạn 31/3/2026. Không cần trả lời."
    )
    assert _reminded(house)
    assert "rút đề nghị điều chỉnh thời hạn" in text(house.says(an, "/lichsu 5"))


def test_an_answer_to_a_request_that_was_taken_back_changes_nothing_and_is_told_so(house: House) -> None:
    an, coordinator = _asked(house)
    house.presses(coordinator, "Đồng ý")
    house.says(an, "thu hồi gia hạn nv5")
    told = text(house.presses(coordinator, "Thuộc thẩm quyền tôi"))
    assert told.startswith("Đề nghị này đã được đơn vị rút lại, không có gì thay đổi.")
    assert "đã được đơn vị rút lại" in text(house.presses(coordinator, "Không đồng ý"))
    assert str(task_now(house, 5).due.date) == "2026-03-31"
    assert "Không có đề nghị" in text(house.says(coordinator, "gia hạn"))


def test_what_was_answered_is_not_taken_back(house: House) -> None:
    an, coordinator = _asked(house)
    house.presses(coordinator, "Đồng ý")
    house.presses(coordinator, "Thuộc thẩm quyền tôi")
    told = house.says(an, "thu hồi gia hạn nv5")
    assert text(told).startswith("NV 5 không có đề nghị điều chỉnh thời hạn")
    assert not notices(told, coordinator)
    assert str(task_now(house, 5).due.date) == "2026-04-20"


def test_a_colleague_who_answers_for_the_task_takes_it_back_and_whoever_asked_is_told(house: House) -> None:
    an, _ = _asked(house)
    mai = house.person("Trần Mai", role=Role.FOCAL)
    assert notices(house.says(mai, "thu hồi gia hạn nv5"), an)
    other = house.person("Vũ Tùng", agency="Sở Y tế")
    assert text(house.says(other, "thu hồi gia hạn nv5")).startswith("Không thấy NV 5")


def test_of_several_requests_it_is_asked_which_and_with_none_it_is_said(house: House) -> None:
    an, _ = _asked(house)
    house.says(an, "xin gia hạn nv1 đến 20/4 vì chưa có kinh phí")
    house.presses(an, "Bỏ qua")
    house.presses(an, "Gửi")
    assert labels(house.says(an, "thôi không xin gia hạn nữa"))[:2] == ["NV 1", "NV 5"]
    assert text(house.says(an, "5")).startswith("NV 5: đã rút đề nghị")
    assert text(house.says(an, "rút đề nghị gia hạn")).startswith("NV 1: đã rút đề nghị")
    assert text(house.says(an, "rút đề nghị gia hạn")).startswith("Đồng chí không có đề nghị gia hạn nào")


def test_a_request_taken_back_does_not_count_among_the_times_asked(house: House) -> None:
    an, coordinator = _asked(house)
    house.says(an, "thu hồi gia hạn nv5")
    house.says(an, "xin gia hạn nv5 đến 25/4 vì chưa có kinh phí")
    house.presses(an, "Bỏ qua")
    assert "lần thứ 1" in notices(house.presses(an, "Gửi"), coordinator)[0].text


@pytest.mark.parametrize("said", ["thôi không xin gia hạn nữa", "nv1 thoi khong xin gia han nua", "không gia hạn nữa"])
def test_a_request_still_being_put_together_is_dropped_and_the_words_are_no_reason(house: House, said: str) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    house.says(an, "xin gia hạn nv1 đến 20/4")
    assert "Đã bỏ" in text(house.says(an, said))
    assert "nguyên" not in text(house.says(an, "nv1 80%"))


@pytest.mark.parametrize("said", ["nv5 80%, không xin gia hạn nữa", "nv5 đạt 60%, không cần gia hạn"])
def test_words_that_report_as_well_are_a_report_first(house: House, said: str) -> None:
    an, _ = _asked(house)
    assert text(house.says(an, said)).startswith("Hệ thống hiểu:")
    assert not _reminded(house)
