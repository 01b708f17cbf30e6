"""Dates, deadlines and numbers as people see them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from core.model import Due, Person, Role, Status, Task
from core.proposal import Boundary, DeadlineKind
from core.wording import show
from core.workdays import WorkingCalendar

CALENDAR = WorkingCalendar()
BEFORE_31_MARCH = Due(
    "trước ngày 31/3/2025",
    date(2025, 3, 31),
    Boundary.BEFORE,
    DeadlineKind.REPORT,
    date(2025, 3, 30),
    date(2025, 3, 28),
    date(2025, 4, 1),
)


def _left(day: date) -> str:
    return show.left(BEFORE_31_MARCH, today=day, calendar=CALENDAR)


def _task(**values: object) -> Task:
    base = {
        "id": 1, "number": 3, "directive_id": 1, "directive_number": "141/TB-BCĐ", "directive_issued_on": None,
        "issuer": None, "ref": "1", "text": "Rà soát", "lead_id": 1, "lead": "Sở X", "supporting": (),
        "status": Status.IN_PROGRESS, "version": 1,
    }  # fmt: skip
    return Task(**{**base, **values})  # type: ignore[arg-type]


def test_a_day_is_shown_with_its_weekday_and_with_the_year_when_it_is_another_one():
    assert show.day(date(2025, 3, 28)) == "thứ Sáu 28/3"
    assert show.day(date(2025, 3, 28), today=date(2024, 10, 8)) == "thứ Sáu 28/3/2025"
    assert show.day(date(2025, 3, 30)) == "Chủ nhật 30/3"


def test_hours_are_spoken_as_in_an_office():
    assert (show.clock(time(7, 30)), show.clock(time(17, 0)), show.clock(time(8, 5))) == (
        "7 giờ 30",
        "17 giờ",
        "8 giờ 05",
    )
    assert show.moment(datetime(2026, 3, 18, 13, 55)) == "13 giờ 55, 18/3/2026"  # noqa: DTZ001 (already local)


@pytest.mark.parametrize(("value", "shown"), [(0, "0"), (999, "999"), (21914, "21.914"), (1234567, "1.234.567")])
def test_numbers_have_points_between_thousands(value: int, shown: str):
    assert show.number(value) == shown


def test_shares_are_vietnamese_and_a_share_of_nothing_is_no_percentage():
    assert show.percent(98.629) == "98,63 %"
    assert show.percent(100.0) == "100 %"
    assert show.share(16051, 16274) == "16.051/16.274 = 98,63 %"
    assert show.share(0, 0) == "0/0"


def test_a_deadline_is_its_words_its_last_working_day_and_what_is_left():
    shown = show.deadline(BEFORE_31_MARCH, today=date(2025, 3, 25), calendar=CALENDAR)
    assert shown == "Hạn báo cáo: trước ngày 31/3/2025 (ngày làm việc cuối: thứ Sáu 28/3) · còn 3 ngày làm việc"


def test_a_bare_date_or_month_is_given_its_word():
    assert show.as_written(replace(BEFORE_31_MARCH, text="15/4")) == "ngày 15/4"
    assert show.as_written(replace(BEFORE_31_MARCH, text="6/2025")) == "tháng 6/2025"
    assert show.as_written(replace(BEFORE_31_MARCH, text="Quý II/2025")) == "Quý II/2025"


def test_what_is_left_is_counted_in_working_days_until_and_after_the_deadline():
    assert _left(date(2025, 3, 27)) == "còn 1 ngày làm việc"
    assert _left(date(2025, 3, 28)) == "hôm nay là ngày làm việc cuối"
    assert _left(date(2025, 3, 31)) == "đã qua ngày làm việc cuối"
    assert _left(date(2025, 4, 1)) == "quá hạn 1 ngày làm việc"
    assert _left(date(2025, 4, 4)) == "quá hạn 4 ngày làm việc"


def test_a_task_without_a_date_says_so_instead_of_a_deadline():
    shown = show.deadline_or_none(_task(), today=date(2025, 3, 1), calendar=CALENDAR)
    assert shown == "Văn bản không ghi thời hạn"


def test_an_extended_deadline_keeps_the_first_one_in_sight():
    task = _task(due=BEFORE_31_MARCH, first_due=date(2025, 2, 28))
    assert "(hạn ban đầu 28/2/2025)" in show.deadline_or_none(task, today=date(2025, 3, 25), calendar=CALENDAR)


def test_a_recurring_duty_says_its_rule_and_this_period():
    task = _task(due=BEFORE_31_MARCH, recurrence_text="trước ngày 25 hằng tháng")
    shown = show.deadline_or_none(task, today=date(2025, 3, 25), calendar=CALENDAR)
    assert shown.startswith("Định kỳ trước ngày 25 hằng tháng; kỳ này: 31/3\n")


def test_the_coordinator_sees_the_three_dates():
    assert show.three_dates(BEFORE_31_MARCH) == (
        "  ngày cuối 30/3 · ngày làm việc cuối thứ Sáu 28/3",
        "  tính quá hạn từ 1/4/2025",
    )


def test_a_state_says_progress_signing_and_what_stands_in_the_way():
    task = _task(percent=80, signing_since=date(2025, 3, 20), blocked="kinh phí")
    assert show.state(task) == "Đang thực hiện, 80 %, đã trình ký ngày 20/3, có vướng mắc"
    assert show.state(_task(status=Status.DONE, percent=80)) == "Đã hoàn thành"


def test_headings_people_and_lists():
    assert show.heading(3, "141/TB-BCĐ") == "NV 3 · 141/TB-BCĐ"
    assert show.heading(3, None) == "NV 3"
    assert show.titled(Person(1, "Lê A", Role.LEADER, position="Giám đốc")) == "Giám đốc Lê A"
    assert show.names(["A", "B", "C"], most=2) == "A, B (còn 1)"


def test_words_of_buttons_are_never_typed_alike():
    assert show.apart(["Lê Hà", "Lê Hạ", "le ha"]) == ["Lê Hà", "Lê Hạ (2)", "le ha (3)"]
    long = "Ý kiến Phó Chủ tịch Ủy ban nhân dân tỉnh"
    assert show.apart([f"{long} A", f"{long} B"]) == ["Ý kiến Phó Chủ tịch…", "Ý kiến Phó Chủ… (2)"]
