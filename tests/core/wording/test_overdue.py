"""What is said after a deadline: to leaders as a report, agencies and never persons."""

from __future__ import annotations

import datetime as dt

from core.model import Person, Role
from core.wording import overdue
from core.wording.overdue import Concern, Morning

LOCAL = dt.datetime(2026, 3, 18, 7, 30)  # noqa: DTZ001 - already local
DIRECTOR = Person(5, "Lê Thị Bình", Role.LEADER, agency="Sở Nội vụ", position="Giám đốc")


def concern(number: int, late: int, **more) -> Concern:
    return Concern(number + 100, number, "141/TB-BCĐ", 1, more.pop("agency", "Sở Nội vụ"), late, **more)


def test_an_agencys_leader_gets_a_digest_without_names():
    said = concern(7, 1, last_said="đang chờ số liệu", last_at=dt.date(2026, 3, 13))
    reply = overdue.to_agency_leader(DIRECTOR, [concern(12, 0), said], local=LOCAL, running=9, in_term=8)
    assert reply.text == (
        "Kính báo cáo đồng chí Giám đốc\n"
        "Sở Nội vụ có 2 việc cần đồng chí quan tâm\n"
        "(tính đến 7 giờ 30, 18/3):\n"
        " NV 7 · 141/TB-BCĐ · quá 1 ngày làm việc\n"
        "   gần nhất 13/3: “đang chờ số liệu”\n"
        " NV 12 · 141/TB-BCĐ · chưa xác nhận nhận việc\n"
        "Tổng số đang thực hiện 9, trong hạn 8."
    )
    assert reply.to == 5
    assert "nhắc" not in reply.text.lower()


def test_the_office_leaders_report_names_agencies_and_causes():
    chief = Person(9, "Phạm Minh", Role.LEADER, agency="Văn phòng", position="Chánh Văn phòng")
    concerns = [
        concern(7, 6, blocked="chờ ý kiến Bộ"),
        concern(8, 5),
        concern(9, 9, agency="Sở Xây dựng"),
    ]
    text = overdue.to_office_leader(chief, concerns, local=LOCAL, office_name="Văn phòng UBND tỉnh").text
    assert text == (
        "Kính báo cáo đồng chí Chánh Văn phòng\n"
        "Đến 7 giờ 30, 18/3, còn 3 nhiệm vụ quá hạn\n"
        "từ 5 ngày làm việc, tại 2 đơn vị:\n"
        " Sở Nội vụ: 2 việc · nguyên nhân: chờ ý kiến Bộ\n"
        " Sở Xây dựng: 1 việc · nguyên nhân: chưa nêu\n"
        "Văn phòng UBND tỉnh đang theo dõi, đã nhắc các đơn vị."
    )


def test_the_coordinators_morning_carries_the_draft_below_the_counts():
    counts = Morning(
        due_today=2,
        due_soon=5,
        newly_overdue=1,
        to_confirm=4,
        extensions=1,
        blocked=3,
        unacknowledged=2,
        reminded=17,
        unreached=1,
    )
    chief = Person(9, "Phạm Minh", Role.LEADER, position="Chánh Văn phòng")
    draft = overdue.office_leader_draft(chief, overdue=3, submitted=4, waiting=1)
    reply = overdue.coordinator_morning("Văn phòng UBND tỉnh", counts, today=LOCAL.date(), draft=draft)
    assert reply.text == (
        "Sáng thứ Tư 18/3, Văn phòng UBND tỉnh\n"
        "Đến hạn hôm nay 2 · trong 3 ngày 5\n"
        "Mới quá hạn 1 · Chờ đồng chí xác nhận 4\n"
        "Xin gia hạn chờ ý kiến 1 · Vướng mắc 3\n"
        "Chưa xác nhận nhận việc quá 2 ngày: 2\n"
        "Đã nhắc 17 người, không tới được 1\n"
        "\n"
        "Dự thảo báo cáo đồng chí Chánh Văn phòng (3 việc\n"
        "quá hạn từ 5 ngày làm việc). Đã loại: 4 việc chờ\n"
        "xác nhận, 1 việc chờ ý kiến gia hạn."
    )
    assert [choice.label for choice in reply.choices] == [
        "Xem trước",
        "Gửi",
        "Bỏ bớt việc",
        "Để ngày mai",
        "Chờ xác nhận",
        "Tổng hợp",
    ]
    plain = overdue.coordinator_morning("Văn phòng UBND tỉnh", counts, today=LOCAL.date())
    labels = [choice.label for choice in plain.choices]
    assert labels == ["Chờ xác nhận", "Gia hạn", "Vướng mắc", "Không tới được", "Tổng hợp"]


def test_a_digest_of_many_tasks_fits_a_phone():
    many = [
        concern(n, n, last_said="đang lấy ý kiến các đơn vị liên quan về dự thảo", last_at=LOCAL.date())
        for n in range(1, 30)
    ]
    reply = overdue.to_agency_leader(DIRECTOR, many, local=LOCAL, running=1200, in_term=900)
    assert len(reply.text.split("\n")) <= 15
    assert len(reply.text) <= 900
    assert all(len(choice.label) <= 22 for choice in reply.choices)
