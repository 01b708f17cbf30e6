"""Wherever a date is asked, near days stand there to press; others are in a list, and typing stays open."""

from __future__ import annotations

import datetime as dt

import pytest

from core.model import Person
from core.wording import dates
from core.workdays import WorkingCalendar
from tests.handlers.dialogue import labels, task_now, text
from tests.house import House

CALENDAR = WorkingCalendar()


def offered(today: str, *, after: str | None = None) -> dict[str, str]:
    choices = dates.ahead(
        "x",
        {},
        today=dt.date.fromisoformat(today),
        calendar=CALENDAR,
        after=dt.date.fromisoformat(after) if after else None,
    )
    return {one.label: str(one.args.get("said")) for one in choices if one.label != "Chọn ngày"}


def test_the_week_and_the_month_end_on_their_last_working_day() -> None:
    assert offered("2026-03-16") == {
        "Hôm nay": "16/3/2026",
        "Ngày mai": "17/3/2026",
        "Cuối tuần": "20/3/2026",
        "Cuối tháng": "31/3/2026",
    }
    assert offered("2026-05-18")["Cuối tháng"] == "29/5/2026"  # the 31st is a Sunday


def test_a_day_stands_there_once_by_its_nearest_name_and_none_that_has_passed() -> None:
    assert offered("2026-03-31") == {"Hôm nay": "31/3/2026", "Ngày mai": "1/4/2026", "Cuối tuần": "3/4/2026"}
    assert offered("2026-03-22") == {"Hôm nay": "22/3/2026", "Ngày mai": "23/3/2026", "Cuối tháng": "31/3/2026"}
    assert offered("2026-03-16", after="2026-03-20") == {"Cuối tháng": "31/3/2026"}


@pytest.fixture
def an(house: House) -> Person:
    who = house.person("Nguyễn Văn An")
    house.task(due="2026-03-20", official=who, coordinator=house.coordinator())
    return who


def test_a_later_deadline_is_asked_for_by_one_press(house: House, an: Person) -> None:
    asked = house.says(an, "xin gia hạn nv1")
    assert labels(asked) == ["Cuối tháng", "Chọn ngày"]
    assert "31/3/2026" in text(house.presses(an, "Cuối tháng"))


def test_a_day_is_chosen_from_a_list_that_goes_on(house: House, an: Person) -> None:
    house.says(an, "xin gia hạn nv1")
    first = house.presses(an, "Chọn ngày")
    assert labels(first) == ["thứ Hai 23/3", "thứ Ba 24/3", "thứ Tư 25/3", "thứ Năm 26/3", "Xem thêm"]
    house.presses(an, "Xem thêm")
    assert "27/3/2026" in text(house.presses(an, "thứ Sáu 27/3"))


def test_the_list_still_takes_a_typed_day_and_is_closed_by_the_answer(house: House, an: Person) -> None:
    house.says(an, "xin gia hạn nv1")
    house.presses(an, "Chọn ngày")
    assert "15/4/2026" in text(house.says(an, "15/4"))


def test_the_day_of_a_signed_report_is_today_yesterday_or_one_before(house: House, an: Person) -> None:
    house.says(an, "nv1 xong")
    house.presses(an, "Đúng")
    asked = labels(house.says(an, "45/BC-SNV"))
    assert asked == ["Hôm nay", "Hôm qua", "Chọn ngày"]
    assert labels(house.presses(an, "Chọn ngày")) == [
        "thứ Bảy 14/3", "thứ Sáu 13/3", "thứ Năm 12/3", "thứ Tư 11/3", "Xem thêm",
    ]  # fmt: skip
    house.presses(an, "thứ Sáu 13/3")
    assert task_now(house).document_date == dt.date(2026, 3, 13)
    house.says(an, "15/3")  # the question is closed: this says nothing of the report
    assert task_now(house).document_date == dt.date(2026, 3, 13)
