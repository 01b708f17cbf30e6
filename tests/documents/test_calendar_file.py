"""A year's announced days, as an office would write them down."""

from __future__ import annotations

from datetime import date

import pytest

from core.problems import Problem
from core.workdays import Exceptional, WorkingCalendar
from documents.calendar_file import read, write


def test_commas_semicolons_and_tabs_headings_remarks_and_both_ways_to_write_a_date():
    text = (
        "\ufeffNgày,loại,tên\r\n"
        "# theo Thông báo của Bộ Nội vụ\r\n"
        "2027-02-05,off,Giao thừa\r\n"
        "11/2/2027;nghỉ;Nghỉ Tết; ngày cuối\n"
        "20.02.2027\tlàm bù\tLàm bù  # [check]\n"
        "\n"
    )
    assert read(text) == [
        Exceptional(date(2027, 2, 5), works=False, name="Giao thừa"),
        Exceptional(date(2027, 2, 11), works=False, name="Nghỉ Tết ngày cuối"),
        Exceptional(date(2027, 2, 20), works=True, name="Làm bù"),
    ]


def test_what_is_shown_of_a_year_can_be_entered_again():
    days = WorkingCalendar().exceptions(2026)
    assert read("\n".join(write(days))) == days


def test_every_wrong_line_is_named_and_nothing_is_taken():
    wrong = "2027-13-01,off,x\n2027-01-01,off,Tết\nfoo\n2/1/2027\tmaybe\t\n01/01/2027,off,\n"
    with pytest.raises(Problem) as told:
        read(wrong)
    assert str(told.value) == (
        "nothing was entered:\n"
        "line 1: '2027-13-01' is not a date; write YYYY-MM-DD or d/m/yyyy\n"
        "line 3: date, off or work, name: the second is missing\n"
        "line 4: 'maybe' is neither off nor work\n"
        "line 5: 2027-01-01 stands twice"
    )


def test_a_file_without_a_day_is_refused():
    with pytest.raises(Problem, match="names no day"):
        read("# nothing\n")
