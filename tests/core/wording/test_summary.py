"""The summary, whole: the overdue first, groups that add up, Vietnamese numbers."""

from __future__ import annotations

import datetime as dt

from core.figures import AgencyCount, Figures, Kind, Line, Measure
from core.model import Directive, DirectiveState
from core.wording import by_original, summary, summary_json
from core.workdays import WorkingCalendar

LOCAL = dt.datetime(2026, 3, 18, 13, 55)  # noqa: DTZ001 - already local
SOME = Figures(
    on_time=241,
    late=27,
    in_term=102,
    overdue=19,
    submitted=14,
    ongoing=9,
    overdue_agencies=8,
    directives=23,
    overdue_waiting=5,
    blocked=6,
    due_this_week=11,
)


def test_the_summary_answers_in_its_first_line_and_adds_up():
    reply = summary.summary(SOME, local=LOCAL)
    assert reply.text == (
        "Quá hạn 19 việc, tại 8 đơn vị.\n"
        "Tính đến 13 giờ 55, 18/3/2026 · 23 văn bản\n"
        "\n"
        "Tổng 412\n"
        "Đã hoàn thành 268: đúng hạn 241, quá hạn 27\n"
        "Chưa hoàn thành 121: trong hạn 102, quá hạn 19\n"
        "Chờ xác nhận 14\n"
        "Thường xuyên, không thời hạn 9\n"
        "\n"
        "Hoàn thành / đến hạn: 268/287 = 93,4 %\n"
        "Đúng hạn / hoàn thành: 241/268 = 89,9 %\n"
        "Lưu ý: 5 trong 19 việc đã xin gia hạn, chờ ý kiến"
    )
    assert [choice.label for choice in reply.choices] == [
        "Việc quá hạn",
        "Đến hạn tuần này",
        "Vướng mắc",
        "Theo đơn vị",
        "Nói trong họp",
        "Xuất tệp",
    ]


def test_the_figures_of_2017_are_shown_as_vietnamese_numbers():
    text = summary.summary(Figures(on_time=14_068, late=1_983, in_term=5_640, overdue=223), local=LOCAL).text
    assert "Tổng 21.914\n" in text
    assert "16.051/16.274 = 98,63 %" in text
    assert "14.068/16.051 = 87,65 %" in text


def test_without_lateness_the_first_line_says_so():
    assert summary.summary(Figures(in_term=3), local=LOCAL).text.startswith("Không có việc quá hạn.\n")
    ours = summary.summary(Figures(in_term=3), local=LOCAL, scope="UBND xã Bình An", compares=False)
    assert ours.text.startswith("UBND xã Bình An: không có việc quá hạn.\n")
    assert "Theo đơn vị" not in [choice.label for choice in ours.choices]


def test_nothing_followed_is_said_plainly():
    assert summary.summary(Figures(), local=LOCAL, scope="Sở Nội vụ").text == (
        "Sở Nội vụ: không có nhiệm vụ nào đang theo dõi\n(tính đến 13 giờ 55, 18/3)."
    )


def test_suspended_and_ended_stand_apart_and_one_shared_lateness_is_one():
    text = summary.summary(
        Figures(overdue=10, overdue_agencies=1, suspended=2, ended=1, overdue_shared=9, shared_lateness=1), local=LOCAL
    ).text
    assert "\nTổng 10\n" in text
    assert "\nNgoài tổng: tạm dừng 2, thôi theo dõi 1" in text
    assert "\n9 việc quá hạn chung 1 hạn báo cáo" in text


def test_it_can_be_read_aloud():
    behind = [AgencyCount(n, name, 20, 5) for n, name in enumerate(["Sở A", "Sở B", "Sở C", "Sở D"])]
    reply = summary.spoken(
        SOME, local=LOCAL, scope="toàn tỉnh", behind=behind[:3], concern="kinh phí giải phóng mặt bằng"
    )
    assert reply.text == (
        "Đến 13 giờ 55 ngày 18/3, toàn tỉnh có 412 nhiệm vụ, đã hoàn thành 268, đạt 93,4 % số đến hạn.\n"
        "Còn 19 việc quá hạn, tập trung ở Sở A, Sở B, Sở C.\n"
        "Trong tuần có 11 việc đến hạn; 6 việc vướng mắc cần lãnh đạo cho ý kiến, "
        "đáng chú ý là kinh phí giải phóng mặt bằng."
    )


def test_a_directive_says_who_has_reported_nothing():
    directive = Directive(4, DirectiveState.PUBLISHED, 1, number="141/TB-BCĐ", issued_on=dt.date(2026, 3, 2))
    counted = Figures(on_time=2, in_term=5, overdue=1, submitted=1, agencies=4)
    reply = summary.summary_directive(directive, counted, local=LOCAL, silent=["Sở A", "Sở B"])
    assert reply.text == (
        "141/TB-BCĐ ngày 2/3/2026 · tính đến 13 giờ 55, 18/3\n"
        "9 nhiệm vụ, 4 đơn vị\n"
        "Hoàn thành 2 (đúng hạn 2, quá hạn 0)\n"
        "Chờ xác nhận 1\n"
        "Trong hạn 5 · Quá hạn 1 · Thường xuyên 0\n"
        "Chưa có báo cáo nào: Sở A, Sở B"
    )


def test_agencies_are_compared_politely_and_by_share_when_asked():
    behind = [AgencyCount(1, "Sở A", 40, 5), AgencyCount(2, "Sở B", 4, 2)]
    text = summary.compare(behind, local=LOCAL).text
    assert text == (
        "Đơn vị còn nhiều việc quá hạn (tính đến 13 giờ 55, 18/3)\n"
        "1. Sở A: 5 quá hạn trên 40 được giao\n"
        "2. Sở B: 2 quá hạn trên 4 được giao\n"
        "Số việc giao khác nhau nhiều; nên xem cả tỷ lệ."
    )
    assert (
        "2. Sở A: 5 quá hạn trên 40 được giao (12,5 %)"
        in summary.compare(behind[::-1], local=LOCAL, by=summary.BY_SHARE).text
    )


def test_each_overdue_task_stands_with_its_cause_or_last_word():
    lines = [
        Line(1, 7, "141/TB-BCĐ", "Sở A", "x", dt.date(2026, 3, 13), dt.date(2026, 3, 14), waiting=True),
        Line(2, 9, "141/TB-BCĐ", "Sở B", "x", dt.date(2026, 3, 16), dt.date(2026, 3, 17), blocked="kinh phí"),
        Line(
            3,
            12,
            None,
            "Sở C",
            "x",
            dt.date(2026, 3, 16),
            dt.date(2026, 3, 17),
            last_said="xong 80%",
            last_at=dt.date(2026, 3, 12),
        ),
    ]
    reply = summary.listing(Kind.OVERDUE, lines, total=8, page=1, local=LOCAL, calendar=WorkingCalendar())
    assert reply.text == (
        "Việc quá hạn: 8 (tính đến 13 giờ 55, 18/3)\n"
        "NV 7 · 141/TB-BCĐ · Sở A\n"
        "  quá 3 ngày làm việc · đã xin gia hạn, chờ ý kiến\n"
        "NV 9 · 141/TB-BCĐ · Sở B\n"
        "  quá 2 ngày làm việc · vướng “kinh phí”\n"
        "NV 12 · Sở C\n"
        "  quá 2 ngày làm việc · gần nhất 12/3: “xong 80%”\n"
        "(còn 5 việc)"
    )


def test_the_figures_are_also_given_to_programmes():
    data = summary_json.as_json(SOME, local=LOCAL)
    assert data["total"] == 412
    assert data["judged_by"] == "deadline_in_force"
    assert summary_json.as_json(SOME, local=LOCAL, measure=Measure.ORIGINAL)["judged_by"] == "original_deadline"
    assert data["open"] == {"total": 121, "in_term": 102, "overdue": 19}
    assert data["ratios"]["done_of_due"] == {"part": 268, "whole": 287, "percent": 93.38}


def test_programmes_get_them_by_agency_too_as_it_leads_now_and_as_the_directives_addressed_it():
    leads, addressees = [AgencyCount(2, "UBND xã An Phú", 5, 1)], [AgencyCount(1, "Phòng Nội vụ huyện", 5, 1)]
    data = summary_json.as_json(SOME, local=LOCAL, leads=leads, addressees=addressees)
    assert data["by_agency"] == [{"agency": "UBND xã An Phú", "total": 5, "overdue": 1}]
    assert data["by_original_addressee"] == [{"agency": "Phòng Nội vụ huyện", "total": 5, "overdue": 1}]


def test_by_the_original_deadline_it_is_headed_so_and_its_buttons_go_on_by_it():
    reply = by_original.headed(summary.summary(SOME, local=LOCAL), Measure.ORIGINAL)
    assert reply.text == (
        "Tính theo hạn ban đầu.\n"
        "Quá hạn 19 việc, tại 8 đơn vị.\n"
        "Tính đến 13 giờ 55, 18/3/2026 · 23 văn bản\n"
        "\n"
        "Tổng 412\n"
        "Đã hoàn thành 268: đúng hạn 241, quá hạn 27\n"
        "Chưa hoàn thành 121: trong hạn 102, quá hạn 19\n"
        "Chờ xác nhận 14\n"
        "Thường xuyên, không thời hạn 9\n"
        "\n"
        "Hoàn thành / đến hạn: 268/287 = 93,4 %\n"
        "Đúng hạn / hoàn thành: 241/268 = 89,9 %\n"
        "Lưu ý: 5 trong 19 việc đã xin gia hạn, chờ ý kiến"
    )
    assert [(choice.label, choice.args.get("measure")) for choice in reply.choices] == [
        ("Việc quá hạn", "original_deadline"),
        ("Đến hạn tuần này", "original_deadline"),
        ("Vướng mắc", "original_deadline"),
        ("Theo đơn vị", "original_deadline"),
        ("Theo hạn hiện nay", None),
        ("Xuất tệp", "original_deadline"),
    ]
    assert by_original.headed(reply, Measure.IN_FORCE) is reply


def test_where_agencies_are_not_compared_there_is_room_for_the_other_deadline():
    ours = summary.summary(SOME, local=LOCAL, scope="Sở Nội vụ", compares=False)
    assert [choice.label for choice in ours.choices][3:] == ["Theo hạn ban đầu", "Nói trong họp", "Xuất tệp"]
    labels = [choice.label for choice in by_original.headed(ours, Measure.ORIGINAL).choices]
    assert labels[3:] == ["Theo hạn hiện nay", "Xuất tệp"]
