"""The morning message, whole."""

from __future__ import annotations

import datetime as dt

import pytest

from core.messages import Priority
from core.model import Person, Role
from core.wording.item import Item
from core.wording.morning import morning, not_connected

MONDAY = dt.date(2026, 3, 16)
OFFICIAL = Person(1, "Nguyễn Văn An", Role.OFFICIAL, agency="Sở Nội vụ")


def item(number: int, **more) -> Item:
    return Item(number + 100, 4, number, "141/TB-BCĐ", "Hoàn thành rà soát quy hoạch các khu dân cư", **more)


def test_a_morning_says_the_most_urgent_first_and_can_be_answered_by_typing():
    items = [item(7, left=-4, overdue=3), item(12, left=3), item(3, left=0)]
    reply = morning(OFFICIAL, items, today=MONDAY, followed=12)
    assert reply.text == (
        "Sáng thứ Hai 16/3. Cần đồng chí lưu ý 3 việc\n"
        "(đang theo dõi 12).\n"
        "\n"
        "Hôm nay là ngày làm việc cuối\n"
        " NV 3 · 141/TB-BCĐ · Hoàn thành rà soát quy hoạch…\n"
        "Còn 3 ngày làm việc\n"
        " NV 12 · 141/TB-BCĐ · Hoàn thành rà soát quy hoạch…\n"
        "Đã qua thời hạn\n"
        " NV 7 · 141/TB-BCĐ · quá 3 ngày làm việc\n"
        "\n"
        "Trả lời ngay: 'nv3 80%', 'nv7 đã trình ký'"
    )
    assert [choice.label for choice in reply.choices] == ["NV 3", "NV 12", "NV 7", "Xem thêm", "Nhắc lại sau"]
    assert reply.choices[-1].args == {"tasks": "103,112,107"}
    assert reply.priority is Priority.REMINDER
    assert reply.about is None


def test_five_lines_and_a_number_for_the_rest():
    reply = morning(OFFICIAL, [item(n, left=1) for n in range(1, 13)], today=MONDAY, followed=40)
    assert reply.text.count("\n NV ") == 5
    assert "\n(còn 7 việc)\n" in reply.text


def test_what_was_missed_says_that_it_is_late_and_since_when():
    reply = morning(OFFICIAL, [item(3, left=0, planned=dt.date(2026, 3, 12))], today=MONDAY, followed=1)
    assert reply.text.startswith("Nhắc muộn: lẽ ra gửi thứ Năm 12/3.\nSáng thứ Hai 16/3.")
    some = morning(OFFICIAL, [item(3, left=0, planned=dt.date(2026, 3, 12)), item(4, left=1)], today=MONDAY, followed=2)
    assert some.text.startswith("Nhắc muộn 1 việc: lẽ ra gửi thứ Năm 12/3.\n")


def test_a_leader_is_reported_to_and_never_reminded():
    leader = Person(2, "Lê Thị Bình", Role.LEADER, agency="Sở Nội vụ", position="Giám đốc")
    reply = morning(leader, [item(3, left=0)], today=MONDAY, followed=5)
    assert reply.text.startswith("Kính báo cáo đồng chí Giám đốc, các việc của Sở Nội vụ\nsắp đến hạn")
    assert "nhắc" not in reply.text.lower()
    late = morning(leader, [item(3, left=0, planned=dt.date(2026, 3, 12))], today=MONDAY, followed=5)
    assert late.text.startswith("Báo cáo muộn: lẽ ra gửi thứ Năm 12/3.\n")


def test_a_single_task_on_its_first_overdue_day_has_a_message_of_its_own():
    reply = morning(
        OFFICIAL,
        [item(7, left=-1, overdue=1, first_overdue=True, deadline="trước ngày 15/3/2026")],
        today=MONDAY,
        followed=3,
    )
    assert reply.text == (
        "NV 7 · 141/TB-BCĐ đã qua thời hạn (trước ngày 15/3/2026).\n"
        "Hoàn thành rà soát quy hoạch các khu dân cư\n"
        "Nếu đơn vị đã có văn bản báo cáo, đồng chí cho\n"
        "số và ngày để Hệ thống ghi đúng.\n"
        "Nếu chưa, xin cho biết khi nào xong hoặc vướng gì."
    )
    assert [choice.label for choice in reply.choices] == [
        "Đã có văn bản",
        "Báo cáo",
        "Vướng mắc",
        "Xin gia hạn",
        "Nguyên nhân khách quan",
    ]
    assert reply.about is not None
    assert (reply.about.task_id, reply.about.version) == (107, 4)


def test_what_was_not_acknowledged_says_so():
    assert (
        "\nChưa xác nhận đã nhận\n NV 3"
        in morning(OFFICIAL, [item(3, unacknowledged=True)], today=MONDAY, followed=1).text
    )


@pytest.mark.parametrize("late", [None, dt.date(2026, 3, 12)])
def test_every_morning_fits_a_phone(late):
    worst = [
        Item(
            n,
            1,
            1000 + n,
            "1234/QĐ-UBND-VX",
            "Phối hợp các sở, ban, ngành, địa phương rà soát " * 9,
            left=n,
            hour="hạn 17 giờ 16/3",
            planned=late,
        )
        for n in range(9)
    ]
    reply = morning(OFFICIAL, [*worst, item(99, left=-4, overdue=3), item(98)], today=MONDAY, followed=1234)
    assert len(reply.text.split("\n")) <= 15
    assert len(reply.text) <= 900
    assert len(reply.choices) <= 6
    assert all(len(choice.label) <= 22 for choice in reply.choices)
    assert "!" not in reply.text


def test_the_coordinator_hears_of_somebody_whom_nothing_reaches():
    assert not_connected(OFFICIAL).text == (
        "Chưa kết nối: Nguyễn Văn An (Sở Nội vụ).\n"
        "Nhắc việc chưa tới được đồng chí này; thời hạn vẫn tính.\n"
        "Đồng chí gửi mã mời hoặc báo qua kênh khác."
    )


def test_what_is_counted_in_a_year_not_announced_yet_says_so():
    reply = morning(OFFICIAL, [item(3, left=3, provisional=True), item(4, left=3)], today=MONDAY, followed=2)
    assert "Còn 3 ngày làm việc (tạm tính)\n NV 3" in reply.text
    assert "Còn 3 ngày làm việc\n NV 4" in reply.text
