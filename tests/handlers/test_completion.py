"""'Hoàn thành' goes to its evidence, to the other tasks of the same report, and to the coordinator."""

from __future__ import annotations

import pytest

from core.model import Role, Status
from tests.handlers.dialogue import labels, notices, task_now, text
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
    assert labels(asked) == ["Đã trình ký, chờ số", "Việc không cần văn bản", "Bỏ qua", "Để sau"]
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


def test_the_task_is_sent_at_once_and_the_report_is_offered_for_the_others_of_the_directive(house: House) -> None:
    an, coordinator, asked = _four(house)
    assert text(asked) == (
        "NV 3: đã gửi 45-BC/HU ngày 13/3/2026.\nTrạng thái: Chờ xác nhận.\n"
        "Ngày tính: 13/3/2026 (đúng hạn). Xác nhận chậm\nkhông ảnh hưởng tới đơn vị.\n"
        "45-BC/HU cũng báo cáo cho các việc này?\nNV 5, 9 · cùng 141/TB-BCĐ"
    )
    assert labels(asked) == ["Chỉ NV 3", "Cả 2 việc", "Chọn", "Thu hồi"]
    assert [task_now(house, n).status for n in (3, 5, 9)] == [Status.SUBMITTED, *[Status.IN_PROGRESS] * 2]
    sent = house.presses(an, "Cả 2 việc")
    assert text(sent).startswith("NV 5, 9: đã gửi 45-BC/HU ngày 13/3/2026.")
    assert [notice.text.splitlines()[0] for notice in notices(sent, coordinator)] == [
        "Sở Nội vụ báo cáo hoàn thành 2 việc:"
    ]
    assert task_now(house, 7).status is Status.IN_PROGRESS


def test_those_typed_are_taken_be_they_of_another_directive(house: House) -> None:
    an, _, _ = _four(house)
    listed = house.presses(an, "Chọn")
    assert [line.split(" · ")[0] for line in text(listed).splitlines()[1:4]] == ["NV 5", "NV 9", "NV 7"]
    assert "Chưa rõ “4”." in text(house.says(an, "4"))
    assert text(house.says(an, "9 và 7")).startswith("NV 9, 7: đã gửi 45-BC/HU")
    assert task_now(house, 5).status is Status.IN_PROGRESS


def test_a_report_is_offered_for_another_directive_by_one_button_and_no_question(house: House) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    house.task(official=an, directive=house.directive("12/CT-UBND"))
    house.says(an, "nv1 xong, có Báo cáo 45-BC/HU ngày 13/3")
    sent = house.presses(an, "Đúng")
    assert "cũng báo cáo" not in text(sent)
    assert labels(sent) == ["Dùng cho việc khác", "Thu hồi"]
    house.presses(an, "Dùng cho việc khác")
    assert text(house.says(an, "2")).startswith("NV 2: đã gửi 45-BC/HU ngày 13/3/2026.")


def test_another_agencys_task_is_never_offered(house: House) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    house.task(lead="Sở Tài chính", official=house.person("Hà", agency="Sở Tài chính"))
    house.says(an, "nv1 xong, có Báo cáo 45-BC/HU ngày 13/3")
    assert labels(house.presses(an, "Đúng")) == ["Xem nhiệm vụ", "Thu hồi"]


def test_chi_nv_3_is_never_more_than_nv_3(house: House) -> None:
    an, _, _ = _four(house)
    assert text(house.presses(an, "Chỉ NV 3")) == "45-BC/HU ghi cho riêng NV 3."
    assert [task_now(house, n).status for n in (3, 5, 9)] == [Status.SUBMITTED, *[Status.IN_PROGRESS] * 2]


def test_an_offer_left_unanswered_leaves_the_task_sent(house: House) -> None:
    an, _, _ = _four(house)
    house.says(an, "nv5 50%")
    house.presses(an, "Đúng")
    assert task_now(house, 3).status is Status.SUBMITTED


def test_if_a_task_of_the_bundle_was_submitted_meanwhile_nothing_is_sent_twice(house: House) -> None:
    an, _, _ = _four(house)
    focal = house.person("Lê Chi", role=Role.FOCAL)
    house.says(focal, "nv5 xong")
    house.presses(focal, "Đúng")
    house.presses(focal, "Bỏ qua")
    assert labels(house.presses(an, "Cả 2 việc")) == ["Ghi tiếp của tôi", "Giữ như vậy"]
    assert task_now(house, 9).status is Status.IN_PROGRESS
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
