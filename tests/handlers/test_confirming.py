"""The coordinator confirms, returns, stops and takes up again; which date counts is always said."""

from __future__ import annotations

import datetime as dt

from core.model import Person, Role, Status
from core.wording import plain
from db import leaving, tasks
from tests.handlers.dialogue import labels, notices, task_now, text
from tests.house import House


def _submitted(house: House, *days: str, due: str = "2026-03-31") -> tuple[Person, Person]:
    """Tasks 1, 2, … finished by one official, each with a report of that day."""
    an, coordinator = house.person("Lê An"), house.coordinator()
    for number, day in enumerate(days, start=1):
        house.task(
            due,
            official=an,
            coordinator=coordinator,
            directive=house.directive(f"{number}/CT", coordinator=coordinator),
        )
        house.says(an, f"nv{number} xong, có Báo cáo {number}/BC-SNV ngày {day}")
        house.presses(an, "Đúng")
    return an, coordinator


def test_the_queue_is_oldest_first_and_two_numbers_confirm_two(house: House) -> None:
    an, coordinator = _submitted(house, "13/3", "12/3", "11/3")
    queue = house.presses(coordinator, "Chờ xác nhận")
    assert text(queue) == (
        "Chờ xác nhận: 3 (lâu nhất 0 ngày làm việc)\n1. NV 1 · Sở Nội vụ · 1/BC-SNV ngày 13/3/2026\n"
        "2. NV 2 · Sở Nội vụ · 2/BC-SNV ngày 12/3/2026\n3. NV 3 · Sở Nội vụ · 3/BC-SNV ngày 11/3/2026\n"
        "Gõ '1 3' để xác nhận nhiều việc."
    )
    assert labels(queue) == ["Xem 1", "Xác nhận 1", "Trả lại 1"]
    done = house.says(coordinator, "1 3")
    assert text(done) == "Đã xác nhận hoàn thành NV 1, 3.\nCòn 1 việc chờ xác nhận."
    assert [n.text for n in notices(done, an)] == [
        "NV 1 · 1/CT: đã xác nhận hoàn thành,\nđúng hạn (ngày 13/3/2026). Cảm ơn đồng chí.",
        "NV 3 · 3/CT: đã xác nhận hoàn thành,\nđúng hạn (ngày 11/3/2026). Cảm ơn đồng chí.",
    ]
    assert [task_now(house, n).status for n in (1, 2, 3)] == [Status.DONE, Status.SUBMITTED, Status.DONE]


def test_where_buttons_are_numbers_too_those_of_the_queue_are_its_tasks_and_the_buttons_count_on(house: House) -> None:
    _, coordinator = _submitted(house, "13/3", "12/3", "11/3")
    house.numbers = True
    house.says(coordinator, "chờ xác nhận")
    assert text(house.says(coordinator, "2")).startswith("Đã xác nhận hoàn thành NV 2.")
    assert [task_now(house, n).status for n in (1, 2, 3)] == [Status.SUBMITTED, Status.DONE, Status.SUBMITTED]
    queue = house.says(coordinator, "chờ xác nhận")
    shown = plain.numbered(text(queue), labels(queue))
    assert shown.endswith("\n\n3. Xem 1\n4. Xác nhận 1\n5. Trả lại 1\nTrả lời bằng số.")
    assert text(house.says(coordinator, "4")).startswith("Đã xác nhận hoàn thành NV 1.")


def test_the_date_that_counts_is_the_signed_reports_and_never_the_confirmations(house: House) -> None:
    an, coordinator = _submitted(house, "13/3", due="2026-03-13")
    house.now += dt.timedelta(days=10)
    done = house.presses(coordinator, "Xác nhận")
    assert "đúng hạn (ngày 13/3/2026)" in notices(done, an)[0].text
    assert task_now(house).completed_on == dt.date(2026, 3, 13)


def test_a_second_press_of_xac_nhan_says_what_the_task_is_now(house: House) -> None:
    _, coordinator = _submitted(house, "13/3")
    token = house.token(coordinator, "Xác nhận")
    house.presses_token(coordinator, token)
    assert "NV 1 hiện nay: đã hoàn thành" in text(house.presses_token(coordinator, token))


def test_of_two_coordinators_the_second_is_told_that_the_first_confirmed(house: House) -> None:
    an, first = _submitted(house, "13/3")
    second = house.coordinator("Trần Văn Cường")
    house.says(second, "/nv 1")
    house.presses(first, "Xác nhận")
    assert "NV 1 hiện nay: đã hoàn thành" in text(house.presses(second, "Xác nhận"))
    assert an


def test_what_was_withdrawn_and_sent_again_is_not_confirmed_unseen(house: House) -> None:
    an, coordinator = _submitted(house, "13/3")
    house.presses(coordinator, "Chờ xác nhận")
    house.presses(an, "Thu hồi")
    house.says(an, "nv1 xong, có Báo cáo 9/BC-SNV ngày 12/3")
    house.presses(an, "Đúng")
    assert labels(house.presses(coordinator, "Xác nhận 1")) == ["Ghi tiếp của tôi", "Giữ như vậy"]
    assert task_now(house).status is Status.SUBMITTED


def test_returned_for_a_formality_the_first_date_counts_whatever_comes_later(house: House) -> None:
    an, coordinator = _submitted(house, "13/3", due="2026-03-16")
    house.presses(coordinator, "Trả lại")
    house.says(coordinator, "thiếu dấu")
    offered = house.says(coordinator, "thieu thu tuc")
    assert labels(offered) == ["Ngày mai", "Cuối tuần", "Cuối tháng", "Chọn ngày"]
    back = house.says(coordinator, "thứ Năm 19/3")
    assert text(back).startswith("Đã đề nghị bổ sung NV 1, gửi lại trước 19/3/2026.")
    assert notices(back, an)[0].text == (
        "NV 1 · 1/CT: đề nghị bổ sung.\nNội dung cần bổ sung: “thiếu dấu”\nĐề nghị gửi lại trước 19/3/2026.\n"
        "Lần gửi 16/3/2026 vẫn được lưu;\ntính ngày gửi đầu."
    )
    assert (task_now(house).status, task_now(house).returned_until) == (Status.IN_PROGRESS, dt.date(2026, 3, 19))
    house.now += dt.timedelta(days=3)
    house.real_now = house.now
    house.presses(an, "Gửi bổ sung")
    assert "Ngày tính: 13/3/2026 (đúng hạn)" in text(house.says(an, "47/BC-SNV ngày 18/3"))
    house.presses(coordinator, "Xác nhận")
    assert task_now(house).status is Status.DONE
    assert task_now(house).completed_on == dt.date(2026, 3, 13)


def test_returned_for_content_the_new_date_counts(house: House) -> None:
    an, coordinator = _submitted(house, "13/3", due="2026-03-16")
    house.presses(coordinator, "Trả lại")
    house.says(coordinator, "chưa nêu kết quả")
    house.presses(coordinator, "Chưa đủ nội dung")
    assert text(house.says(coordinator, "hom nao cung duoc")).startswith("Chưa đọc được ngày")
    assert "tính theo lần gửi lại" in notices(house.says(coordinator, "19/3"), an)[0].text
    house.now += dt.timedelta(days=3)
    house.real_now = house.now
    house.presses(an, "Gửi bổ sung")
    assert "(quá hạn)" in text(house.says(an, "46/BC-SNV ngày 18/3"))


def test_a_coordinator_suspends_and_takes_up_again_by_a_named_authority(house: House) -> None:
    coordinator, an = house.coordinator(), house.person("Lê An")
    house.task(official=an, coordinator=coordinator)
    house.says(coordinator, "/nv 1")
    house.presses(coordinator, "Tạm dừng")
    assert text(house.says(coordinator, "chờ trung ương hướng dẫn")).startswith("Ghi theo ý kiến của ai?")
    told = house.says(coordinator, "Công văn 12/CV-UBND ngày 10/3/2026")
    assert text(told).startswith("Đã ghi: NV 1 tạm dừng.\nTheo: Công văn 12/CV-UBND ngày 10/3/2026.")
    assert "Lý do: “chờ trung ương hướng dẫn”" in notices(told, an)[0].text
    assert task_now(house).status is Status.SUSPENDED
    house.says(coordinator, "/nv 1")
    house.presses(coordinator, "Theo dõi lại")
    house.says(coordinator, "đã có hướng dẫn")
    house.presses(coordinator, "Thuộc thẩm quyền tôi")
    assert task_now(house).status is Status.IN_PROGRESS


def test_a_task_taken_up_again_after_its_official_left_is_with_whoever_receives_and_reminded_of(house: House) -> None:
    coordinator, an, mai = house.coordinator(), house.person("Lê An"), house.person("Lê Mai", role=Role.FOCAL)
    task = house.task("2026-03-26", official=an, coordinator=coordinator, status=Status.DONE)
    with house.store.begin() as conn:
        leaving.hand_back(conn, an, by=coordinator, now=house.now)
        leaving.leave(conn, an, by=coordinator, now=house.now, real_now=house.real_now)
    house.says(coordinator, "/nv 1")
    house.presses(coordinator, "Theo dõi lại")
    house.says(coordinator, "còn thiếu phụ lục")
    told = house.presses(coordinator, "Thuộc thẩm quyền tôi")
    assert len(notices(told, mai)) == 1
    with house.store.read() as conn:
        (held,) = tasks.assignments(conn, task)
    assert held.person_id == mai.id
    assert held.next_reminder_at is not None


def test_a_task_no_longer_followed_offers_no_way_back(house: House) -> None:
    coordinator = house.coordinator()
    house.task(coordinator=coordinator, status=Status.ENDED)
    assert labels(house.says(coordinator, "/nv 1")) == ["Xem văn bản", "Lịch sử"]


def test_cho_xac_nhan_and_gia_han_typed_are_the_coordinators_queues(house: House) -> None:
    an, coordinator = _submitted(house, "13/3")
    house.task(official=an, coordinator=coordinator)
    house.says(an, "xin gia hạn nv2 đến 20/4 vì chưa có kinh phí")
    house.presses(an, "Bỏ qua")
    house.presses(an, "Gửi")
    fresh = house.coordinator("Trần Văn Cường")
    assert text(house.says(fresh, "cho xac nhan")).startswith("Chờ xác nhận: 1")
    house.says(fresh, "/huy")
    waiting = house.says(fresh, "gia hạn")
    assert text(waiting).startswith("Xin gia hạn chờ ý kiến: 1\nNV 2 · Sở Nội vụ\n")
    assert labels(house.presses(fresh, "Xem NV 2"))[:3] == ["Đồng ý", "Ngày khác", "Không đồng ý"]


def test_the_word_of_the_queue_opens_it_wherever_it_is_typed(house: House) -> None:
    _, coordinator = _submitted(house, "13/3")
    assert text(house.says(coordinator, "Chờ xác nhận")).startswith("Chờ xác nhận: 1")
    house.says(coordinator, "/tonghop")
    assert text(house.says(coordinator, "cho xac nhan")).startswith("Chờ xác nhận: 1")


def test_any_line_of_the_queue_is_looked_at_or_returned_by_its_number(house: House) -> None:
    _, coordinator = _submitted(house, "13/3", "12/3")
    house.says(coordinator, "chờ xác nhận")
    assert text(house.says(coordinator, "xem 2")).startswith("NV 2 · 2/CT")
    house.says(coordinator, "chờ xác nhận")
    assert text(house.says(coordinator, "trả lại 2")).startswith("NV 2 · 2/CT: đề nghị bổ sung nội dung gì?")
    house.says(coordinator, "thôi")
    house.says(coordinator, "chờ xác nhận")
    assert text(house.says(coordinator, "xác nhận 1 và 2")).startswith("Đã xác nhận hoàn thành NV 1, 2.")
