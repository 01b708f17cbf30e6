"""The working calendar: holidays, swaps, years not announced yet, and counting that agrees with itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.workdays import Exceptional, WorkingCalendar

CALENDAR = WorkingCalendar()
DAYS = st.dates(min_value=date(2012, 1, 1), max_value=date(2040, 12, 31))
FEW = settings(max_examples=60, deadline=None)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2025-03-28", True),
        ("2025-03-29", False),  # a Saturday
        ("2026-01-01", False),
        ("2026-01-02", False),  # given as a day off …
        ("2026-01-10", True),  # … and worked on this Saturday
        ("2026-08-31", False),
        ("2026-08-22", True),
        ("2026-02-17", False),  # Tết
        ("2026-02-23", True),
        ("2026-04-27", False),  # in place of a holiday that fell on a Sunday
        ("2026-11-24", False),
        ("2024-04-29", False),
        ("2024-05-04", True),
    ],
)
def test_holidays_swaps_and_make_up_days_are_known(day, worked):
    assert CALENDAR.is_working(date.fromisoformat(day)) is worked


def test_the_last_working_day_before_a_sunday_is_friday():
    assert CALENDAR.last_working_on_or_before(date(2025, 3, 30)).date == date(2025, 3, 28)


def test_counting_back_over_tet_skips_the_whole_holiday():
    assert CALENDAR.back(date(2026, 2, 23), 1).date == date(2026, 2, 13)


def test_counting_forward_includes_a_make_up_saturday():
    assert CALENDAR.forward(date(2026, 1, 9), 1).date == date(2026, 1, 10)


def test_a_day_of_an_announced_year_is_certain_and_a_later_one_is_provisional():
    assert not CALENDAR.next_working_on_or_after(date(2026, 12, 31)).provisional
    assert CALENDAR.forward(date(2026, 12, 31), 1).provisional


def test_a_newly_announced_swap_changes_only_the_calendar_that_knows_it():
    announced = WorkingCalendar(swaps={date(2027, 1, 4): date(2027, 1, 9)}, announced_until=2027)
    assert announced.is_working(date(2027, 1, 9))
    assert not announced.is_working(date(2027, 1, 4))
    assert CALENDAR.is_working(date(2027, 1, 4))
    assert not announced.forward(date(2027, 1, 4), 1).provisional


def test_what_the_office_entered_goes_before_all_that_was_known_and_makes_its_year_announced():
    entered = (
        Exceptional(date(2027, 2, 4), works=True, name="Làm việc"),
        Exceptional(date(2027, 2, 11), works=False, name="Nghỉ Tết"),
        Exceptional(date(2027, 2, 20), works=True, name="Làm bù"),
    )
    calendar = WorkingCalendar(entered=entered)
    assert [calendar.is_working(one.date) for one in entered] == [True, False, True]
    assert calendar.is_announced(2027)
    assert not calendar.forward(date(2027, 2, 1), 1).provisional
    assert CALENDAR.forward(date(2027, 2, 1), 1).provisional
    assert calendar.forward(date(2028, 2, 1), 1).provisional


def test_the_exceptions_of_a_year_are_its_days_off_in_the_week_and_its_worked_weekends_by_name():
    shown = {(f"{one.date:%d/%m}", one.works): one.name for one in CALENDAR.exceptions(2026)}
    assert shown["02/01", False] == "Nghỉ hoán đổi"
    assert shown["10/01", True] == "Làm bù"
    assert shown["17/02", False] == "Tết Nguyên Đán"
    assert shown["31/08", False] == "Nghỉ hoán đổi"
    assert shown["22/08", True] == "Làm bù"
    assert shown["24/11", False] == "Ngày Văn hóa Việt Nam"
    again = WorkingCalendar(swaps={}, entered=tuple(CALENDAR.exceptions(2026)))
    assert again.exceptions(2026) == CALENDAR.exceptions(2026)


def test_working_days_left_are_negative_once_overdue():
    assert CALENDAR.between(date(2025, 3, 24), date(2025, 3, 28)) == 4
    assert CALENDAR.between(date(2025, 3, 31), date(2025, 3, 28)) == -1
    assert CALENDAR.between(date(2025, 3, 28), date(2025, 3, 28)) == 0


@FEW
@given(DAYS, st.integers(min_value=1, max_value=400))
def test_going_forward_and_counting_agree(day, steps):
    there = CALENDAR.forward(day, steps).date
    assert CALENDAR.is_working(there)
    assert CALENDAR.between(day, there) == steps


@FEW
@given(DAYS, st.integers(min_value=0, max_value=400))
def test_going_back_from_a_working_day_and_forward_again_returns(day, steps):
    start = CALENDAR.next_working_on_or_after(day).date
    assert CALENDAR.forward(CALENDAR.back(start, steps).date, steps).date == start


@FEW
@given(DAYS, DAYS)
def test_counting_the_other_way_changes_the_sign(first, second):
    assert CALENDAR.between(first, second) == -CALENDAR.between(second, first)


@FEW
@given(DAYS)
def test_the_nearest_working_days_have_only_rest_days_between(day):
    last, following = CALENDAR.last_working_on_or_before(day).date, CALENDAR.next_working_on_or_after(day).date
    assert last <= day <= following
    inside = [last + timedelta(days=n) for n in range(1, (following - last).days)]
    assert not any(map(CALENDAR.is_working, inside))
