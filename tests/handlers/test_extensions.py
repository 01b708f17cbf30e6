"""A later deadline is asked for and answered; while it waits the old one stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from core.model import Person, Role
from tests.handlers.dialogue import count, labels, notices, task_now, text
from tests.house import House


def _asked(house: House) -> tuple[Person, Person, list]:
    an, coordinator = house.person("Lê An"), house.coordinator()
    house.task(official=an, coordinator=coordinator, number=5)
    house.says(an, "xin gia hạn nv5 đến 20/4 vì chưa có kinh phí")
    house.presses(an, "Bỏ qua")
    return an, coordinator, house.presses(an, "Gửi")


def test_date_reason_and_document_are_asked_one_by_one_and_nothing_goes_before_gui(house: House) -> None:
    an, coordinator = house.person("Lê An"), house.coordinator()
    house.task(official=an, coordinator=coordinator)
    house.says(an, "/baocao 1")
    assert "đến ngày nào?" in text(house.says(an, "xin gia han nv1"))
    assert "Đồng chí nêu lý do." in text(house.says(an, "20/4"))
    assert "văn bản xin điều chỉnh" in text(house.says(an, "cho tham dinh"))
    assert text(house.says(an, "12/CV-SNV ngày 15/3")) == (
        "Đề nghị điều chỉnh thời hạn NV 1\nHiện nay: hạn 31/3/2026\nĐề nghị đến: 20/4/2026 (thứ Hai)\n"
        "Lý do: “cho tham dinh”\nVăn bản: 12/CV-SNV ngày 15/3/2026\nTrong khi chờ ý kiến, hạn cũ vẫn tính."
    )
    assert count(house, "extensions") == 0
    sent = house.says(an, "gui")
    assert count(house, "extensions") == 1
    assert notices(sent, coordinator)[0].text == (
        "Sở Nội vụ đề nghị điều chỉnh hạn\nNV 1 · 141/TB-BCĐ\n31/3/2026 thành 20/4/2026 · lần thứ 1\n"
        "Lý do: “cho tham dinh” · Văn bản: 12/CV-SNV ngày 15/3/2026\n"
        "Tiến độ: đang thực hiện · Người ký văn bản giao: chưa rõ"
    )
    assert str(task_now(house).due.date) == "2026-03-31"


@pytest.mark.parametrize(
    "said", ["xin gia hạn nv5 đến 20/4 vì chưa có kinh phí", "nv5 xin gia han den 20/4 do chua co kinh phi"]
)
def test_what_was_said_already_is_not_asked_again(house: House, said: str) -> None:
    house.task(official=(an := house.person("Lê An")), number=5)
    assert text(house.says(an, said)).startswith("NV 5: văn bản xin điều chỉnh")


def test_a_date_that_is_not_later_and_a_task_without_a_deadline_have_nothing_to_extend(house: House) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    house.task(None, official=an)
    assert "không sau hạn hiện nay" in text(house.says(an, "xin gia hạn nv1 đến 20/3"))
    assert "không có hạn để điều chỉnh" in text(house.says(an, "xin gia hạn nv2 đến 20/4"))


def test_a_second_request_waits_for_the_first(house: House) -> None:
    an, _, _ = _asked(house)
    assert "đã có đề nghị đến 20/4/2026" in text(house.says(an, "xin gia hạn nv5 đến 25/4"))


def test_agreed_by_a_named_authority_the_deadline_moves_and_the_first_one_stays(house: House) -> None:
    an, coordinator, _ = _asked(house)
    before = task_now(house, 5)
    assert labels(house.presses(coordinator, "Đồng ý")) == ["Thuộc thẩm quyền tôi", "Thôi"]
    told = house.says(coordinator, "Công văn 99/UBND-TH ngày 16/3/2026")
    assert notices(told, an)[0].text == (
        "NV 5 · 141/TB-BCĐ:\nđồng ý điều chỉnh đến 20/4/2026.\nTheo: Công văn 99/UBND-TH ngày 16/3/2026\n"
        "Hạn ban đầu 31/3/2026 vẫn được lưu."
    )
    after = task_now(house, 5)
    assert (after.due.date, after.first_due) == (dt.date(2026, 4, 20), dt.date(2026, 3, 31))
    assert after.version == before.version + 1


def test_another_date_and_a_leaders_opinion(house: House) -> None:
    office = house.agency(house.office.name, kind="office")
    house.person("Lê Mai", role=Role.LEADER, agency=office, position="Chánh Văn phòng")
    an, coordinator, _ = _asked(house)
    house.presses(coordinator, "Ngày khác")
    source = house.says(coordinator, "10/4")
    assert labels(source) == ["Ý kiến Chánh Văn…", "Thuộc thẩm quyền tôi", "Thôi"]
    told = house.presses(coordinator, "Ý kiến Chánh Văn…")
    assert "Theo: ý kiến của Chánh Văn phòng Lê Mai" in notices(told, an)[0].text
    assert str(task_now(house, 5).due.date) == "2026-04-10"


def test_not_agreed_the_deadline_stays(house: House) -> None:
    an, coordinator, _ = _asked(house)
    house.presses(coordinator, "Không đồng ý")
    told = house.presses(coordinator, "Thuộc thẩm quyền tôi")
    assert "chưa đồng ý điều chỉnh, giữ hạn 31/3/2026." in notices(told, an)[0].text
    assert str(task_now(house, 5).due.date) == "2026-03-31"


def test_of_two_answers_the_first_counts(house: House) -> None:
    _, first, _ = _asked(house)
    second = house.coordinator("Trần Văn Cường")
    house.presses(first, "Đồng ý")
    house.presses(first, "Thuộc thẩm quyền tôi")
    assert house.says(second, "/nv 5")
    assert "đã được trả lời" in text(house.presses(first, "Không đồng ý"))


def test_an_open_question_of_the_official_goes_stale_when_the_deadline_moved(house: House) -> None:
    an, coordinator, _ = _asked(house)
    house.says(an, "nv5 80%")
    house.presses(coordinator, "Đồng ý")
    house.presses(coordinator, "Thuộc thẩm quyền tôi")
    assert labels(house.presses(an, "Đúng")) == ["Ghi tiếp của tôi", "Giữ như vậy"]


def test_an_answer_that_names_another_task_is_not_taken_for_the_one_asked_about(house: House) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    house.task(official=an)
    house.says(an, "xin gia hạn nv1")
    assert text(house.says(an, "nv2 50%, xong trước 28/3")).startswith("Hệ thống hiểu:\nNV 2")
    house.says(an, "xin gia hạn nv1")
    assert text(house.says(an, "xin gia hạn nv2 đến 20/4 vì thiếu người")).startswith("NV 2: văn bản xin điều chỉnh")
    assert text(house.says(an, "nv1 khong dung chuc nang")).startswith("NV 1")  # and is no document of NV 2's request


def test_a_document_is_added_as_a_file_which_whoever_decides_opens(house: House, tmp_path: Path) -> None:
    an, coordinator = house.person("Lê An"), house.coordinator()
    house.task(official=an, coordinator=coordinator)
    (tmp_path / "cv.txt").write_text("Công văn xin điều chỉnh thời hạn", encoding="utf-8")
    house.says(an, "xin gia hạn nv1 đến 20/4 vì chưa có kinh phí")
    assert "Văn bản: chưa có" in text(house.presses(an, "Bỏ qua"))
    house.presses(an, "Thêm văn bản")
    shown = text(house.sends_file(an, tmp_path / "cv.txt", text="12/CV-SNV ngày 15/3"))
    assert "Văn bản: 12/CV-SNV ngày 15/3/2026, kèm tệp" in shown
    assert count(house, "reports") == count(house, "extensions") == 0
    (notice,) = notices(house.presses(an, "Gửi"), coordinator)
    assert "Văn bản: 12/CV-SNV ngày 15/3/2026, kèm tệp" in notice.text
    assert "Xem tệp" in [choice.label for choice in notice.choices]
    assert "Chưa nhận xong 1 tệp" in text(house.presses(coordinator, "Xem tệp"))


def test_a_day_that_does_not_exist_is_asked_again(house: House) -> None:
    an = house.person()
    house.task(official=an)
    said = text(house.says(an, "xin gia hạn nv1 đến 31/4/2026 vì chưa có kinh phí"))
    assert said.startswith("“31/4/2026” không có trong lịch.")


def test_the_source_of_a_decision_is_not_introduced_twice(house: House) -> None:
    _, coordinator, _ = _asked(house)
    house.presses(coordinator, "Đồng ý")
    done = text(house.says(coordinator, "theo ý kiến của Chủ tịch"))
    assert "Theo: ý kiến của Chủ tịch." in done


def test_the_offices_own_rules_are_told_to_both_sides_and_stand_in_nobodys_way(house: House) -> None:
    house.office = replace(house.office, extend_before=15, extend_times=1)
    an, coordinator = house.person("Lê An"), house.coordinator()
    house.task(official=an, coordinator=coordinator)
    house.says(an, "xin gia hạn nv1 đến 20/4 vì chưa có kinh phí")
    assert "Quy chế: gửi trước hạn 15 ngày làm việc (còn 11)" in text(house.presses(an, "Bỏ qua"))
    assert "Quy chế: gửi trước hạn 15" in notices(house.presses(an, "Gửi"), coordinator)[0].text
    house.presses(coordinator, "Đồng ý")
    house.presses(coordinator, "Thuộc thẩm quyền tôi")
    house.says(an, "xin gia hạn nv1 đến 29/5 vì chưa có kinh phí")
    assert "Quy chế: tối đa 1 lần; đã đề nghị 1 lần" in text(house.presses(an, "Bỏ qua"))
    assert count(house, "extensions") == 1
