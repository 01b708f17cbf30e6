"""'Hoàn thành' goes to its evidence, to the other tasks of the same report, and to the coordinator."""

from __future__ import annotations

import pytest

from core.model import Role, Status
from tests.handlers.dialogue import count, labels, notices, task_now, text
from tests.house import House


@pytest.mark.parametrize(
    "typed", ["45-BC/HU ngày 13/3/2026", "Báo cáo số 45-BC/HU ngày 13/3", "bao cao so 45-BC/HU ngay 13/3"]
)
def test_hoan_thanh_asks_for_the_document_and_its_date_decides_in_time_or_late(house: House, typed: str) -> None:
    an, coordinator = house.person("Lê An"), house.coordinator()
    house.task("2026-03-13", official=an, coordinator=coordinator)
    house.says(an, "/nv 1")
    asked = house.presses(an, "Hoàn thành")
    assert text(asked) == (
        "NV 1: đồng chí cho biết văn bản báo cáo\n(số, ngày) hoặc gửi ảnh, tệp.\nVí dụ: 45/BC-UBND ngày 16/3/2026\n"
        "Ngày ghi trên văn bản được dùng để tính đúng hạn."
    )
    assert labels(asked) == ["Đã trình ký, chờ số", "Việc không cần văn bản", "Bỏ qua"]
    sent = house.says(an, typed)
    assert text(sent) == (
        "NV 1: đã gửi 45-BC/HU ngày 13/3/2026.\nTrạng thái: Chờ xác nhận.\n"
        "Ngày tính: 13/3/2026 (đúng hạn). Xác nhận chậm\nkhông ảnh hưởng tới đơn vị."
    )
    (notice,) = notices(sent, coordinator)
    assert [choice.label for choice in notice.choices] == ["Xác nhận", "Trả lại", "Xem nhiệm vụ", "Chờ xác nhận"]
    assert task_now(house).status is Status.SUBMITTED


def test_words_that_name_the_document_already_ask_only_for_confirmation(house: House) -> None:
    an = house.person("Lê An")
    house.task(official=an, number=3)
    house.task(official=an, number=4, directive=house.directive("12/CT-UBND"))
    echo = house.says(an, "nv3 xong, có Báo cáo 45-BC/HU ngày 13/3")
    assert "Báo cáo hoàn thành (45-BC/HU ngày 13/3/2026)" in text(echo)
    assert labels(echo) == ["Đúng", "Sửa lại"]
    assert task_now(house, 3).status is Status.IN_PROGRESS
    assert text(house.presses(an, "Đúng")).startswith("NV 3: đã gửi 45-BC/HU ngày 13/3/2026.")


def test_a_document_without_its_date_is_asked_for_the_date_and_a_future_one_is_not_taken(house: House) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    house.says(an, "nv1 xong")
    house.presses(an, "Đúng")
    assert text(house.says(an, "45/BC-SNV")).startswith("NV 1: văn bản 45/BC-SNV ghi ngày nào?")
    assert text(house.says(an, "31/4")).startswith("“31/4” không có trong lịch.")
    assert text(house.says(an, "20/3/2026")).startswith("Ngày 20/3/2026 chưa tới. Chưa ghi gì.")
    assert text(house.says(an, "13/3")).startswith("NV 1: đã gửi 45/BC-SNV ngày 13/3/2026.")


def test_a_document_dated_ahead_is_kept_as_it_is_written_when_the_official_insists(house: House) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    house.says(an, "nv1 xong, có Báo cáo 45-BC/HU ngày 20/3/2026")
    asked = house.presses(an, "Đúng")
    assert labels(asked) == ["Giữ ngày 20/3/2026"]
    assert task_now(house).status is Status.IN_PROGRESS
    assert text(house.presses(an, "Giữ ngày 20/3/2026")).startswith("NV 1: đã gửi 45-BC/HU ngày 20/3/2026.")


def test_what_is_no_answer_to_the_open_question_but_names_its_task_is_understood_as_it_was_meant(house: House) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    house.task(official=an, directive=house.directive("12/CT-UBND"))
    house.says(an, "nv1 xong, có Báo cáo 45-BC/HU")
    assert "ghi ngày nào?" in text(house.presses(an, "Đúng"))
    assert "Tiến độ 80 %" in text(house.says(an, "nv2 xong 80%"))


def test_a_task_that_needs_no_document_is_judged_by_the_moment_of_submission(house: House) -> None:
    an = house.person("Lê An")
    house.task("2026-03-12", official=an)
    house.says(an, "nv1 xong")
    house.presses(an, "Đúng")
    sent = house.says(an, "viec khong can van ban")
    assert text(sent).startswith("NV 1: đã gửi việc không cần văn bản.")
    assert "Ngày tính: 16/3/2026 (quá hạn)" in text(sent)


def test_bo_qua_submits_and_the_coordinator_sees_that_there_is_no_document_yet(house: House) -> None:
    an, coordinator = house.person("Lê An"), house.coordinator()
    house.task(official=an, coordinator=coordinator)
    house.says(an, "nv1 xong")
    house.presses(an, "Đúng")
    house.presses(an, "Bỏ qua")
    assert "NV 1 · Sở Nội vụ · báo cáo nhanh, chưa có văn bản" in text(house.presses(coordinator, "Chờ xác nhận"))


def test_words_that_are_no_document_are_asked_again_and_nothing_is_sent(house: House) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    house.says(an, "nv1 xong")
    house.presses(an, "Đúng")
    assert text(house.says(an, "da gui hom truoc")).startswith("Chưa thấy số văn bản trong “da gui hom truoc”.")
    assert task_now(house).status is Status.IN_PROGRESS


def test_words_about_another_task_leave_the_question_and_are_a_report_of_that_one(house: House) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    house.task(official=an)
    house.says(an, "nv1 xong")
    house.presses(an, "Đúng")
    assert text(house.says(an, "nv2 50%")).startswith("Hệ thống hiểu:\nNV 2")


# ── one report for several tasks ───────────────────────────────────────────────────────────────
def _four(house: House) -> tuple:
    an, coordinator = house.person("Lê An"), house.coordinator()
    for number in (3, 5, 9):
        house.task(official=an, coordinator=coordinator, number=number)
    house.task(official=an, number=7, directive=house.directive("12/CT-UBND"))
    house.says(an, "nv3 xong, có Báo cáo 45-BC/HU ngày 13/3")
    return an, coordinator, house.presses(an, "Đúng")


def test_the_same_report_is_offered_for_the_other_open_tasks_of_the_directive(house: House) -> None:
    an, coordinator, asked = _four(house)
    assert text(asked) == (
        "45-BC/HU cũng báo cáo cho các việc này?\nNV 5, 9 · cùng 141/TB-BCĐ\nNV 3 chưa gửi: đồng chí chọn xong mới gửi."
    )
    assert labels(asked) == ["Cả 3 việc", "Chọn", "Chỉ NV 3"]
    assert count(house, "reports") == 0
    sent = house.presses(an, "Cả 3 việc")
    assert text(sent).startswith("NV 3, 5, 9: đã gửi 45-BC/HU ngày 13/3/2026.")
    assert [notice.text.splitlines()[0] for notice in notices(sent, coordinator)] == [
        "Sở Nội vụ báo cáo hoàn thành 3 việc:"
    ]
    assert count(house, "reports") == 1
    assert task_now(house, 7).status is Status.IN_PROGRESS


def test_only_the_one_task_or_those_typed_are_taken(house: House) -> None:
    an, _, _ = _four(house)
    house.presses(an, "Chọn")
    assert "Chưa rõ “4”." in text(house.says(an, "4"))
    assert text(house.says(an, "9")).startswith("NV 3, 9: đã gửi")
    assert task_now(house, 5).status is Status.IN_PROGRESS


def test_chi_nv_3_is_never_more_than_nv_3(house: House) -> None:
    an, _, _ = _four(house)
    house.presses(an, "Chỉ NV 3")
    assert [task_now(house, n).status for n in (3, 5, 9)] == [Status.SUBMITTED, *[Status.IN_PROGRESS] * 2]


def test_if_a_task_of_the_bundle_was_submitted_meanwhile_nothing_is_sent_twice(house: House) -> None:
    an, _, _ = _four(house)
    focal = house.person("Lê Chi", role=Role.FOCAL)
    house.says(focal, "nv5 xong")
    house.presses(focal, "Đúng")
    house.presses(focal, "Bỏ qua")
    assert labels(house.presses(an, "Cả 3 việc")) == ["Ghi tiếp của tôi", "Giữ như vậy"]
    assert task_now(house, 3).status is Status.IN_PROGRESS
    assert "NV 5 · 141/TB-BCĐ đang ở trạng thái\nChờ xác nhận" in text(house.presses(an, "Ghi tiếp của tôi"))


# ── 'Thu hồi' ──────────────────────────────────────────────────────────────────────────────────
def test_thu_hoi_until_it_is_confirmed_and_only_by_whoever_sent_it(house: House) -> None:
    an, coordinator = house.person("Lê An"), house.coordinator()
    focal = house.person("Lê Chi", role=Role.FOCAL)
    house.task(official=an, coordinator=coordinator)
    house.says(an, "nv1 xong")
    house.presses(an, "Đúng")
    house.presses(an, "Bỏ qua")
    assert "chỉ người đã gửi báo cáo thu hồi" in text(house.says(focal, "thu hồi nv1"))
    back = house.presses(an, "Thu hồi")
    assert text(back).startswith("Đã thu hồi báo cáo hoàn thành. NV 1")
    assert notices(back, coordinator)[0].text.startswith("Sở Nội vụ đã thu hồi")
    assert task_now(house).status is Status.IN_PROGRESS


def test_a_confirmed_report_is_not_withdrawn(house: House) -> None:
    an, coordinator = house.person("Lê An"), house.coordinator()
    house.task(official=an, coordinator=coordinator)
    house.says(an, "nv1 xong")
    house.presses(an, "Đúng")
    house.presses(an, "Bỏ qua")
    house.presses(coordinator, "Xác nhận")
    assert text(house.presses(an, "Thu hồi")).startswith("Câu hỏi này đã hết hạn")
    assert task_now(house).status is Status.DONE
