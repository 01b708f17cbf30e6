"""What a reading carries beside its date: boundary, last days, doubts, its place, and the outer shape."""

from __future__ import annotations

import unicodedata
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.deadlines import as_json, find_deadlines, next_due, read_deadline
from core.proposal import Boundary
from core.workdays import WorkingCalendar

CALENDAR = WorkingCalendar()
ISSUED = date(2024, 10, 8)


def read(phrase, issued=ISSUED):
    return read_deadline(phrase, issued=issued, calendar=CALENDAR)


def find(text, issued=ISSUED):
    return find_deadlines(text, issued=issued, calendar=CALENDAR)


def test_before_a_monday_the_last_day_is_sunday_and_the_last_working_day_friday():
    deadline = read("trước ngày 31/3/2025").deadline
    assert (deadline.date, deadline.boundary) == (date(2025, 3, 31), Boundary.BEFORE)
    assert (deadline.last_day, deadline.last_working_day) == (date(2025, 3, 30), date(2025, 3, 28))


def test_by_a_named_day_that_day_still_counts():
    deadline = read("chậm nhất ngày 28/3/2025").deadline
    assert deadline.last_day == deadline.last_working_day == date(2025, 3, 28)


def test_a_named_day_of_rest_stands_as_named():
    deadline = read("chậm nhất ngày 01/02/2025").deadline  # a Saturday of Tết
    assert (deadline.date, deadline.last_day) == (date(2025, 2, 1), date(2025, 2, 1))
    assert deadline.last_working_day == date(2025, 1, 24)


def test_with_an_hour_the_named_day_counts_until_then():
    deadline = read("trước 17 giờ ngày 15/4", issued=date(2025, 4, 1)).deadline
    assert (deadline.last_day, deadline.time) == (date(2025, 4, 15), time(17))


def test_before_midnight_opening_a_day_is_the_day_before():
    assert read("trước 0 giờ ngày 01/7/2025").deadline.last_day == date(2025, 6, 30)


def test_before_a_month_is_before_its_first_day():
    deadline = read("trước tháng 12/2024").deadline
    assert (deadline.date, deadline.last_day) == (date(2024, 12, 1), date(2024, 11, 30))


def test_a_period_ending_on_a_rest_day_ends_with_the_next_working_day():
    deadline = read("trong thời hạn 25 ngày kể từ ngày ký").deadline  # 02/11/2024 is a Saturday
    assert deadline.date == date(2024, 11, 4)


def test_months_from_signing_end_on_the_same_day_or_the_last_of_the_month():
    assert read("trong vòng 01 tháng kể từ ngày ký", issued=date(2025, 1, 31)).deadline.date == date(2025, 2, 28)


def test_a_deadline_before_the_issue_date_is_kept_and_warned():
    reading = read("trước ngày 05/10/2024")
    assert reading.deadline.date == date(2024, 10, 5)
    assert reading.doubts == ("deadline_before_issue",)


def test_without_an_issue_date_a_day_without_year_is_asked():
    reading = read("trước ngày 15/11", issued=None)
    assert reading.deadline is None
    assert reading.doubts == ("year_unknown",)


def test_without_an_issue_date_a_full_date_is_still_read():
    assert read("trước ngày 15/11/2024", issued=None).deadline.date == date(2024, 11, 15)


def test_counting_from_signing_without_an_issue_date_is_asked():
    assert read("trong thời hạn 10 ngày kể từ ngày ký", issued=None).doubts == ("issue_date",)


def test_a_phrase_that_does_not_speak_of_time_is_no_reading():
    assert read("phối hợp với Sở Nội vụ") is None


def test_a_first_report_and_a_series_after_it_are_both_read():
    reading = read("báo cáo lần đầu trước ngày 30/11/2024, sau đó định kỳ hằng quý")
    assert reading.deadline.date == date(2024, 11, 30)
    assert reading.recurrence.rule == "FREQ=MONTHLY;INTERVAL=3"


def test_two_duties_of_one_sentence_have_their_own_kinds():
    done, told = find("Hoàn thành rà soát trước ngày 30/11/2024, báo cáo kết quả trước ngày 10/12/2024.")
    assert (done.deadline.kind, told.deadline.kind) == ("completion", "report")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_found_deadline_says_where_it_stands(form):
    text = unicodedata.normalize(form, "- Sở Y tế báo cáo trước ngày **31 tháng 3 năm 2025**./.")
    (found,) = find(text)
    first, last = found.span
    assert text[first:last] == unicodedata.normalize(form, "trước ngày **31 tháng 3 năm 2025**")


def test_a_date_broken_over_two_lines_is_one():
    (found,) = find("báo cáo tổng thể kết quả thực hiện trước ngày 05 \ntháng 7 năm 2025.")
    assert found.deadline.date == date(2025, 7, 5)
    assert found.deadline.text == "trước ngày 05 tháng 7 năm 2025"


def test_words_glued_together_are_read_and_their_place_is_right():
    text = "Báo cáo trướcngày31tháng3năm2025 để tổng hợp"
    (found,) = find(text)
    assert text[slice(*found.span)] == "trướcngày31tháng3năm2025"


def test_the_outer_shape_of_a_deadline():
    assert as_json(read("báo cáo trước 17h00 ngày 20/10/2024")) == {
        "text": "trước 17h00 ngày 20/10/2024",
        "date": "2024-10-20",
        "time": "17:00",
        "boundary": "before",
        "kind": "report",
        "last_day": "2024-10-20",
        "last_working_day": "2024-10-18",
        "inherited": False,
        "recurrence": None,
    }


def test_the_outer_shape_of_a_duty_that_only_recurs_has_no_date():
    shape = as_json(read("định kỳ trước ngày 25 hằng tháng"))
    assert shape["date"] is None
    assert shape["recurrence"] == {"text": "định kỳ trước ngày 25 hằng tháng", "rule": "FREQ=MONTHLY;BYMONTHDAY=25"}


@pytest.mark.parametrize("phrase", ["Thường xuyên", "khẩn trương", "Từ quý III/2025", "trước ngày 31/4/2025"])
def test_the_outer_shape_of_nothing_firm_is_null(phrase):
    assert as_json(read(phrase)) is None


@pytest.mark.parametrize(
    ("rule", "start", "due"),
    [
        ("FREQ=WEEKLY;BYDAY=FR", "2026-05-20", "2026-05-22"),
        ("FREQ=MONTHLY;BYMONTHDAY=25", "2024-10-08", "2024-10-25"),
        ("FREQ=MONTHLY;BYMONTHDAY=25", "2024-12-26", "2025-01-25"),
        ("FREQ=MONTHLY;BYMONTHDAY=30", "2025-02-10", "2025-02-28"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2025-02-10", "2025-02-28"),
        ("FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=5", "2024-12-06", "2025-03-05"),
        ("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=1,15;BYSETPOS=2,3", "2025-06-16", "2025-12-01"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2025-08-01", "2025-08-29"),
        ("FREQ=DAILY", "2025-08-01", "2025-08-01"),
    ],
)
def test_a_series_falls_due_on_the_next_named_day(rule, start, due):
    assert next_due(rule, date.fromisoformat(start)) == date.fromisoformat(due)


@pytest.mark.parametrize("rule", ["FREQ=YEARLY", "FREQ=MONTHLY;INTERVAL=6", "FREQ=WEEKLY", "FREQ=MONTHLY"])
def test_a_series_without_a_named_day_has_no_due_date(rule):
    assert next_due(rule, ISSUED) is None


def test_a_quarter_said_twice_is_a_stroke_lost_by_the_scan_and_is_asked_about():
    scanned, plain = read("Quý I, I/2025"), read("Quý I, II/2025")
    assert scanned.deadline.date == plain.deadline.date == date(2025, 6, 30)
    assert (scanned.doubts, plain.doubts) == (("said_twice",), ())
    assert read("quý I, II và quý IV/2025").doubts == ()


PIECES = st.sampled_from(
    ["trước ", "ngày ", "tháng ", "năm ", "quý ", "31", "/", "2", "0", "2025", "-", " ", "đến ", "từ ", "hằng ",
     "định kỳ ", "6 tháng", "cuối ", "trong ", "kể từ ngày ký", "17h", "IV", ",", ".", "\n", "(", ")", "thứ ",
     "Sáu ", "lần", "99", "và ", "O", "l", "**", "…", "\u0301", "🙂", "10 ngày làm việc "]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join), st.one_of(st.none(), st.just(ISSUED)))
def test_whatever_is_written_is_read_without_failing_and_lies_inside_the_text(text, issued):
    as_json(read(text, issued=issued))
    for found in find(text, issued=issued):
        first, last = found.span
        assert 0 <= first < last <= len(text)
        assert found.deadline is None or found.deadline.last_working_day <= found.deadline.last_day


@settings(max_examples=80, deadline=None)
@given(st.dates(min_value=ISSUED, max_value=date(2035, 12, 31)), st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"]))
def test_every_full_date_is_read_in_every_way_of_writing(day, form):
    written = f"ngày {day.day} tháng {day.month} năm {day.year}"
    assert read(f"trước ngày {day.strftime(form)}").deadline.date == day
    assert read(f"trước {written}").deadline.date == day
