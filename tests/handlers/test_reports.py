"""Somebody reports, in words or by buttons; nothing is kept before 'Đúng'."""

from __future__ import annotations

import datetime as dt

import pytest

from core.messages import Incoming
from core.model import Role, Status
from db import reports
from db import tables as t
from tests.handlers.dialogue import count, labels, notices, task_now, text
from tests.house import House


@pytest.mark.parametrize(
    "said", ["nv3 80%", "NV 3 được 80%", "nv3 dc 80%", "nhiệm vụ 3 đạt 80 %", "nhiem vu 3 dat 80%"]
)
def test_a_percentage_is_echoed_and_kept_after_dung(house: House, said: str) -> None:
    an = house.person("Lê An")
    house.task(official=an, number=3)
    house.task(official=an, number=4)
    echo = house.says(an, said)
    assert text(echo) == (
        "Hệ thống hiểu:\nNV 3 · 141/TB-BCĐ · Rà soát quy hoạch\nTiến độ 80 %, đang thực hiện\n"
        f"Ghi chú: “{said}”\nChưa ghi là hoàn thành."
    )
    assert labels(echo) == ["Đúng", "Sửa lại", "Hoàn thành"]
    assert count(house, "reports") == 0
    assert text(house.says(an, "dung")) == (
        "Đã ghi lúc 8 giờ: NV 3 đang thực hiện, 80 %.\nHạn 31/3/2026, còn 11 ngày làm việc."
    )
    assert (count(house, "reports"), task_now(house, 3).percent) == (1, 80)


def test_a_second_press_of_dung_keeps_nothing_twice(house: House) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    house.says(an, "nv1 80%")
    token = house.token(an, "Đúng")
    house.presses_token(an, token)
    again = text(house.presses_token(an, token))
    assert again.startswith("Câu hỏi này đã hết hạn, không có gì thay đổi.\nNV 1 hiện nay: đang thực hiện, 80 %")
    assert count(house, "reports") == 1


def test_the_only_task_need_not_be_named(house: House) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    assert text(house.says(an, "80%")).startswith("Hệ thống hiểu:\nNV 1")


def test_with_several_tasks_it_is_asked_which_and_a_typed_number_answers(house: House) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    house.task(official=an)
    asked = house.says(an, "dang lam, duoc 60%")
    assert text(asked).splitlines()[0] == "Đồng chí báo cáo việc nào?"
    assert labels(asked) == ["NV 1", "NV 2", "Thôi"]
    assert text(house.says(an, "2")).startswith("Hệ thống hiểu:\nNV 2")
    house.presses(an, "Đúng")
    assert task_now(house, 2).percent == 60


def test_the_answer_to_a_message_about_a_task_is_about_that_task(house: House) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    second = house.task(official=an)
    house.says(an, "/nv 2")
    with house.store.begin() as conn:
        conn.execute(t.outbox.update().values(message="555"))
    event = Incoming("r1", house.address(an), text="70%", replies_to="555")
    assert text(house.hears(event)).startswith("Hệ thống hiểu:\nNV 2")
    assert second


def test_several_tasks_in_one_message_are_echoed_and_kept_together(house: House) -> None:
    an = house.person("Lê An")
    for number in (3, 4, 9):
        house.task(official=an, number=number)
    echo = house.says(an, "nv3 90%, nv4 đã trình ký, nv9 vướng kinh phí")
    assert text(echo) == (
        "Hệ thống hiểu 3 việc:\n NV 3: 90 %, đang thực hiện\n NV 4: đã trình ký ngày 16/3\n"
        " NV 9: vướng mắc “vướng kinh phí”\nGhi cả 3?"
    )
    assert text(house.says(an, "dung ca")) == "Đã ghi lúc 8 giờ: NV 3, 4, 9."
    assert task_now(house, 3).percent == 90
    assert task_now(house, 4).signing_since == house.now.date()
    assert task_now(house, 9).blocked == "vướng kinh phí"


def test_only_one_of_several_can_be_kept(house: House) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    house.task(official=an)
    house.says(an, "nv1 90%, nv2 50%")
    house.presses(an, "Chỉ NV 2")
    assert (task_now(house, 1).percent, task_now(house, 2).percent) == (None, 50)


def test_part_or_whole_is_asked_when_it_could_be_either(house: House) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    asked = house.says(an, "nv1 co bao cao 45/BC-SNV ngay 15/3")
    assert text(asked).startswith("NV 1: cả nhiệm vụ đã xong, hay mới xong một phần?")
    assert text(house.presses(an, "Xong cả")).startswith("NV 1: đã gửi 45/BC-SNV ngày 15/3/2026.")


def test_a_value_that_cannot_be_is_asked_again_and_what_stood_stays(house: House) -> None:
    an = house.person("Lê An")
    house.task(official=an, percent=80)
    assert text(house.says(an, "nv1 150%")) == (
        "“150%” chưa hợp lý. NV 1 vẫn là 80 %.\nĐồng chí gõ lại số từ 0 đến 100."
    )
    assert text(house.says(an, "90%")).startswith("Hệ thống hiểu:\nNV 1")
    assert text(house.says(an, "nv1 xong ngày 31/4")).startswith("“31/4” không có trong lịch.")


def test_sua_lai_keeps_nothing_and_asks_again(house: House) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    house.says(an, "nv1 80%")
    assert "Chưa ghi gì." in text(house.presses(an, "Sửa lại"))
    assert "Tiến độ 60 %" in text(house.says(an, "60%"))
    assert count(house, "reports") == 0


def test_thu_hoi_takes_the_report_back_while_it_is_the_last_word(house: House) -> None:
    an = house.person("Lê An")
    house.task(official=an, percent=30)
    house.says(an, "nv1 80%")
    house.presses(an, "Đúng")
    assert text(house.presses(an, "Thu hồi")) == "Đã rút lại báo cáo. NV 1 đang thực hiện, 30 %."
    assert task_now(house).percent == 30


def test_a_first_report_begins_the_task(house: House) -> None:
    an = house.person("Lê An")
    house.task(official=an, status=Status.NOT_STARTED)
    house.says(an, "nv1 10%")
    house.presses(an, "Đúng")
    assert task_now(house).status is Status.IN_PROGRESS


def test_somebody_who_was_faster_is_named_and_the_report_can_still_be_kept(house: House) -> None:
    an, focal = house.person("Lê An"), house.person("Lê Chi", role=Role.FOCAL)
    house.task(official=an, status=Status.NOT_STARTED)
    house.says(an, "nv1 80%")
    house.says(focal, "đã nhận nv1")
    told = house.presses(an, "Đúng")
    assert "NV 1 vừa được Lê Chi cập nhật lúc 8 giờ" in text(told)
    assert labels(told) == ["Ghi tiếp của tôi", "Giữ như vậy"]
    assert count(house, "reports") == 0
    house.presses(an, "Ghi tiếp của tôi")
    assert task_now(house).percent == 80


# ── by buttons ─────────────────────────────────────────────────────────────────────────────────
def test_the_same_by_buttons(house: House) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    opened = house.says(an, "/baocao")
    assert labels(opened) == ["Đang thực hiện", "Hoàn thành", "Vướng mắc", "Đã trình ký"]
    assert "phần trăm" in text(house.says(an, "dang thuc hien"))
    assert "Tiến độ 40 %" in text(house.says(an, "40%"))
    house.presses(an, "Đúng")
    assert task_now(house).percent == 40


def test_da_trinh_ky_asks_the_day_and_a_past_day_without_a_year_is_this_years(house: House) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    house.says(an, "/baocao 1")
    house.presses(an, "Đã trình ký")
    assert "Đã trình ký ngày 13/3/2026" in text(house.says(an, "13/3"))
    assert "đã trình ký ngày 13/3" in text(house.presses(an, "Đúng"))
    assert str(task_now(house).signing_since) == "2026-03-13"


def test_a_difficulty_is_kept_and_shown_to_whom_the_person_chooses(house: House) -> None:
    leader = house.person("Lê Dung", role=Role.LEADER, position="Giám đốc")
    an = house.person("Lê An")
    house.task(official=an)
    house.says(an, "nv1 vuong kinh phi")
    assert text(house.presses(an, "Đúng")).startswith("NV 1: đã ghi vướng mắc “vuong kinh phi”.")
    told = house.presses(an, "Lãnh đạo đơn vị")
    assert text(told) == "NV 1: đã báo cáo vướng mắc tới\nGiám đốc Lê Dung."
    (notice,) = (reply for reply in told if reply.to == leader.id)
    assert notice.text.startswith("Kính báo cáo đồng chí Giám đốc Lê Dung")
    assert task_now(house).blocked == "vuong kinh phi"


def test_a_later_report_without_the_difficulty_clears_it(house: House) -> None:
    an = house.person("Lê An")
    house.task(official=an, blocked="kinh phí")
    house.says(an, "nv1 80%")
    house.presses(an, "Đúng")
    assert task_now(house).blocked is None


def test_a_task_that_waits_for_confirmation_takes_no_report(house: House) -> None:
    an = house.person("Lê An")
    house.task(official=an, status=Status.SUBMITTED)
    assert text(house.says(an, "nv1 80%")) == "NV 1 · 141/TB-BCĐ đang ở trạng thái\nChờ xác nhận. Chưa ghi gì."


def test_a_coordinator_reports_nothing_in_an_agencys_place(house: House) -> None:
    coordinator = house.coordinator()
    house.task(coordinator=coordinator)
    assert text(house.says(coordinator, "nv1 80%")).endswith("thực hiện và báo cáo. Chưa ghi gì.")
    assert count(house, "reports") == 0


def test_reports_stay_in_the_order_they_were_made(house: House) -> None:
    an = house.person("Lê An")
    key = house.task(official=an)
    for share in (20, 50):
        house.says(an, f"nv1 {share}%")
        house.presses(an, "Đúng")
    with house.store.read() as conn:
        assert [one.percent for one in reports.of_task(conn, key)] == [50, 20]


# ── a matter for the leader's opinion ──────────────────────────────────────────────────────────
def test_a_matter_for_the_leaders_opinion_is_echoed_kept_and_shown_until_the_opinion_is_given(house: House) -> None:
    an, leader = house.person("Lê An"), house.person("Đỗ Thành", role=Role.LEADER)
    house.task(official=an)
    echo = text(house.says(an, "nv1 60%, de nghi lanh dao cho y kien ve nguon von"))
    assert "Nội dung xin ý kiến: “de nghi lanh dao cho y kien ve nguon von”" in echo
    house.presses(an, "Đúng")
    assert "Nội dung xin ý kiến: “de nghi" in text(house.says(leader, "/nv 1"))
    house.says(leader, "cho ý kiến nv1: bố trí từ nguồn dự phòng")
    assert "Nội dung xin ý kiến" not in text(house.says(an, "/nv 1"))


def test_a_matter_alone_is_a_report_and_a_later_report_leaves_it_standing(house: House) -> None:
    house.task(official=(an := house.person("Lê An")))
    house.says(an, "nv1 xin ý kiến lãnh đạo về phương án 2")
    house.presses(an, "Đúng")
    house.now += dt.timedelta(hours=1)
    house.says(an, "nv1 80%")
    house.presses(an, "Đúng")
    assert "Nội dung xin ý kiến: “xin ý kiến lãnh đạo về phương án 2”" in text(house.says(an, "/nv 1"))


def test_a_report_taken_back_asks_nothing(house: House) -> None:
    house.task(official=(an := house.person("Lê An")))
    house.says(an, "nv1 xin ý kiến lãnh đạo về phương án 2")
    house.presses(an, "Đúng")
    house.presses(an, "Thu hồi")
    assert "Nội dung xin ý kiến" not in text(house.says(an, "/nv 1"))


def test_a_supporting_agency_that_types_a_report_reports_its_part(house: House) -> None:
    an, lan = house.person("Lê An"), house.person("Phạm Lan", role=Role.FOCAL, agency="Sở Y tế")
    house.task(official=an, supporting=(house.agency("Sở Y tế"),))
    before = task_now(house)
    echo = text(house.says(lan, "nv1 xong 100%"))
    assert echo.startswith("Hệ thống hiểu, phần phối hợp:")
    assert "Trạng thái không đổi" in echo
    kept = house.presses(lan, "Đúng")
    assert "Sở Y tế báo cáo phần phối hợp" in notices(kept, an)[0].text
    assert task_now(house) == before
