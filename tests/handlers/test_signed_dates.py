"""The day of a signed report decides 'đúng hạn': one that could be another is asked for, never supposed."""

from __future__ import annotations

import datetime as dt

import pytest

from core.model import Person, Status
from tests.handlers.dialogue import labels, task_now, text
from tests.house import House


@pytest.fixture
def an(house: House) -> Person:
    return house.person("Lê An")


def _late(house: House, an: Person, *, issued: str = "2026-03-02", **columns: object) -> None:
    """Due on 13/3/2026; today is Monday 16/3/2026."""
    house.task("2026-03-13", official=an, directive=house.directive("7/CT", issued=issued), **columns)


def test_a_day_still_to_come_said_without_its_year_is_asked_about_and_is_never_last_years(house: House, an: Person):
    _late(house, an, issued="2025-01-02")
    house.says(an, "nv1 xong, có Báo cáo 45/BC-SNV ngày 18/3")
    asked = house.presses(an, "Đúng")
    assert text(asked).startswith("Ngày 18/3/2026 chưa tới. Chưa ghi gì.")
    assert task_now(house).status is Status.IN_PROGRESS
    assert "Ngày tính: 16/3/2026 (quá hạn)" in text(house.says(an, "16/3/2026"))


@pytest.mark.parametrize("typed", ["45/BC-SNV ngày 18/12", "45/BC-SNV ngày 18/12/2025"])
def test_a_day_before_the_work_was_given_is_asked_about_with_its_year_in_sight(house: House, an: Person, typed: str):
    _late(house, an)
    house.says(an, "/nv 1")
    house.presses(an, "Hoàn thành")
    asked = house.says(an, typed)
    assert text(asked) == (
        "Ngày 18/12/2025 trước ngày văn bản giao\n(2/3/2026). Chưa ghi gì.\nNV 1: văn bản 45/BC-SNV ghi ngày nào?\n"
        "Đồng chí gõ lại ngày, hoặc giữ nếu văn bản ghi vậy."
    )
    assert labels(asked) == ["Giữ ngày 18/12/2025"]
    assert task_now(house).status is Status.IN_PROGRESS
    assert "(đúng hạn)" in text(house.says(an, "12/3"))


def test_of_work_given_years_ago_the_same_day_of_two_years_is_asked_for_and_neither_supposed(house: House, an: Person):
    _late(house, an, issued="2025-02-02")
    house.says(an, "nv1 xong, có Báo cáo 45/BC-SNV ngày 15/3")
    asked = house.presses(an, "Đúng")
    assert text(asked) == "NV 1: văn bản 45/BC-SNV ghi ngày\n15/3 của năm nào? Chưa ghi gì."
    assert labels(asked) == ["15/3/2026", "15/3/2025"]
    assert "Ngày tính: 15/3/2026 (quá hạn)" in text(house.says(an, "15/3/2026"))


def test_a_recurring_report_is_of_this_period_and_its_year_is_not_asked_every_time(house: House, an: Person):
    _late(house, an, issued="2024-02-02", recurrence_text="hằng tháng")
    house.says(an, "nv1 xong, có Báo cáo 45/BC-SNV ngày 13/3")
    assert "Ngày tính: 13/3/2026 (đúng hạn)" in text(house.presses(an, "Đúng"))


def test_the_day_is_as_carefully_taken_where_only_the_date_was_missing(house: House, an: Person):
    _late(house, an)
    house.says(an, "nv1 xong, có Báo cáo 45/BC-SNV")
    house.presses(an, "Đúng")
    assert "trước ngày văn bản giao" in text(house.says(an, "28/2"))
    assert "(đúng hạn)" in text(house.says(an, "thứ sáu"))
    assert task_now(house).document_date == dt.date(2026, 3, 13)


def test_a_report_is_not_offered_for_work_that_was_given_after_it_was_signed(house: House, an: Person):
    _late(house, an)
    house.task(official=an, directive=house.directive("8/CT", issued="2026-03-14"))
    house.says(an, "nv1 xong, có Báo cáo 45/BC-SNV ngày 12/3")
    assert "Dùng cho việc khác" not in labels(house.presses(an, "Đúng"))


@pytest.mark.parametrize(
    ("day", "why"), [("18/3", "Ngày “18/3/2026” chưa tới"), ("20/12", "Ngày “20/12/2025” trước khi có")]
)
def test_a_day_of_handing_up_for_signing_that_cannot_be_is_asked_again(house: House, an: Person, day: str, why: str):
    _late(house, an)
    asked = house.says(an, f"nv1 đã trình ký ngày {day}")
    assert text(asked).startswith(why)
    assert "đã trình ký ngày nào?" in text(asked)
    house.says(an, "15/3")
    house.presses(an, "Đúng")
    assert task_now(house).signing_since == dt.date(2026, 3, 15)


def test_the_day_by_which_it_is_promised_is_not_taken_for_the_day_it_was_handed_up(house: House, an: Person):
    _late(house, an)
    house.says(an, "nv1 đã trình ký, dự kiến xong trước 20/3")
    house.presses(an, "Đúng")
    assert task_now(house).signing_since == dt.date(2026, 3, 16)


def test_an_order_given_on_a_day_still_to_come_is_asked_again_and_nothing_is_written_down(house: House):
    coordinator = house.coordinator()
    said = house.says(
        coordinator, "Ghi nhiệm vụ theo ý kiến chỉ đạo tại giao ban ngày 18/3: Sở Nội vụ rà soát biên chế"
    )
    assert text(said).startswith("Ngày “18/3/2026” chưa tới. Chưa ghi gì.")
    assert labels(house.says(coordinator, "/vanban")) == []


@pytest.mark.parametrize("typed", ["13.3", "13-3", "13/3", "thứ 6 tuần trước"])
def test_asked_for_a_day_it_is_read_however_it_is_written(house: House, an: Person, typed: str):
    _late(house, an)
    house.says(an, "nv1 xong, có Báo cáo 45/BC-SNV")
    house.presses(an, "Đúng")
    assert "Ngày tính: 13/3/2026 (đúng hạn)" in text(house.says(an, typed))
