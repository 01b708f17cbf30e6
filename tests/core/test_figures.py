"""The figures are the Government Office's: five groups that add up, and two ratios."""

from __future__ import annotations

import datetime as dt

from core.figures import AgencyCount, Figures, largest_share, most_overdue, week_end

OF_2017 = Figures(on_time=14_068, late=1_983, in_term=5_640, overdue=223)


def test_the_figures_of_2017_come_out_as_the_government_office_counts_them():
    assert (OF_2017.total, OF_2017.done, OF_2017.open) == (21_914, 16_051, 5_863)
    assert (OF_2017.done_of_due.part, OF_2017.done_of_due.whole) == (16_051, 16_274)
    assert f"{OF_2017.done_of_due.percent:.2f}" == "98.63"
    assert f"{OF_2017.on_time_of_done.percent:.1f}" == "87.6"


def test_the_five_groups_add_up_to_the_total():
    some = Figures(on_time=241, late=27, in_term=102, overdue=19, submitted=14, ongoing=9, suspended=3, ended=2)
    assert some.done + some.open + some.submitted + some.ongoing == some.total == 412


def test_what_waits_for_confirmation_is_in_neither_ratio():
    with_waiting = Figures(on_time=241, late=27, overdue=19, submitted=500)
    assert (with_waiting.done_of_due.whole, with_waiting.on_time_of_done.whole) == (287, 268)


def test_there_is_no_ratio_of_nothing():
    assert Figures().done_of_due.percent is None
    assert Figures(in_term=5).on_time_of_done.percent is None


def test_agencies_are_compared_by_number_and_by_share_and_those_without_lateness_are_left_out():
    large, small, fine = AgencyCount(1, "Sở A", 100, 5), AgencyCount(2, "Sở B", 6, 3), AgencyCount(3, "Sở C", 50, 0)
    assert most_overdue([small, fine, large]) == [large, small]
    assert largest_share([large, fine, small]) == [small, large]


def test_the_week_ends_on_sunday():
    assert week_end(dt.date(2026, 3, 16)) == week_end(dt.date(2026, 3, 22)) == dt.date(2026, 3, 22)
