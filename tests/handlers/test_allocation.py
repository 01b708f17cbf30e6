"""Work is passed on within the agency; 'not ours' goes to the coordinator and the clock stays."""

from __future__ import annotations

import datetime as dt

import pytest

from core.model import Person, Role, Status
from db import tasks
from tests.handlers.dialogue import labels, notices, task_now, text
from tests.house import House


def _agency(house: House, *, several: int = 1) -> tuple[Person, Person, Person]:
    focal = house.person("Lê Chi", role=Role.FOCAL)
    an, binh = house.person("Nguyễn Văn An"), house.person("Lê Bình")
    for _ in range(several):
        house.task(official=focal, status=Status.NOT_STARTED)
    return focal, an, binh


def _hands(house: House, number: int = 1) -> list[int]:
    with house.store.read() as conn:
        return [one.person_id for one in tasks.assignments(conn, task_now(house, number).id)]


def test_phan_cong_by_button_with_an_internal_deadline_and_an_opinion(house: House) -> None:
    focal, an, _ = _agency(house)
    house.says(focal, "/nv 1")
    asked = house.presses(focal, "Phân công")
    assert text(asked).splitlines()[0] == "NV 1: phân công cho ai?"
    assert labels(asked) == ["Nguyễn Văn An", "Lê Bình"]
    house.presses(focal, "Nguyễn Văn An")
    done = house.says(focal, "hạn 25/3, trình trước họp giao ban")
    assert text(done) == "Đã phân công NV 1 cho Nguyễn Văn An."
    (notice,) = notices(done, an)
    assert notice.text == (
        "Lê Chi phân công đồng chí:\nNV 1 · 141/TB-BCĐ\nRà soát quy hoạch\n"
        "Hạn hoàn thành: đến ngày 31/3/2026 (ngày làm việc cuối: thứ Ba 31/3) · còn 11 ngày làm việc\n"
        "Hạn nội bộ (trình lãnh đạo): 25/3/2026\nÝ kiến: “hạn 25/3, trình trước họp giao ban”"
    )
    assert [choice.label for choice in notice.choices] == ["Đã nhận", "Xem nhiệm vụ", "Chuyển người khác"]
    assert _hands(house) == [an.id]
    assert text(house.presses(an, "Đã nhận")).startswith("Đã ghi: Sở Nội vụ đã nhận NV 1")


def test_phan_cong_typed_with_the_name_needs_one_confirmation(house: House) -> None:
    focal, an, _ = _agency(house)
    asked = house.says(focal, "phan cong nv1 cho an")
    assert text(asked).splitlines()[0] == "Phân công NV 1 cho Nguyễn Văn An?"
    assert _hands(house) == [focal.id]
    house.says(focal, "bo qua")
    assert _hands(house) == [an.id]


def test_an_internal_deadline_may_be_chosen_from_the_near_days_before_the_opinion(house: House) -> None:
    focal, an, _ = _agency(house)
    house.says(focal, "phân công nv1 cho An")
    offered = house.presses(focal, "Hạn nội bộ")
    assert labels(offered) == ["Hôm nay", "Ngày mai", "Cuối tuần", "Cuối tháng", "Chọn ngày"]
    assert "Hạn nội bộ: 20/3/2026." in text(house.presses(focal, "Cuối tuần"))
    (notice,) = notices(house.says(focal, "trình trước họp giao ban"), an)
    assert "Hạn nội bộ (trình lãnh đạo): 20/3/2026\nÝ kiến: “trình trước họp giao ban”" in notice.text


@pytest.mark.parametrize("said", ["phân công nv1", "xin phân công nv1 nhé", "phân công lại nv1", "phân công nv1 đi"])
def test_phan_cong_without_a_name_asks_for_whom_and_is_no_report(house: House, said: str) -> None:
    focal, *_ = _agency(house)
    asked = house.says(focal, said)
    assert text(asked).splitlines()[0] == "NV 1: phân công cho ai?"
    assert labels(asked) == ["Nguyễn Văn An", "Lê Bình"]


def test_the_agencys_own_deadline_is_not_after_the_documents(house: House) -> None:
    focal, an, _ = _agency(house)
    house.says(focal, "phân công nv1 cho An")
    assert text(house.says(focal, "hạn 1/4")).startswith("Hạn nội bộ 1/4/2026 sau hạn của nhiệm vụ.")
    house.presses(focal, "Hạn nội bộ")
    assert text(house.says(focal, "1/4")).startswith("Hạn nội bộ 1/4/2026 sau hạn của nhiệm vụ.")
    assert _hands(house) == [focal.id]
    house.says(focal, "phân công nv1 cho An")
    (notice,) = notices(house.says(focal, "hạn 25/3"), an)
    assert notice.text.endswith("Hạn nội bộ (trình lãnh đạo): 25/3/2026")


@pytest.mark.parametrize("said", ["nv1: phân công An", "nv 1 phân công cho đ/c An", "phân công đồng chí An làm nv 1"])
def test_whoever_is_named_anywhere_in_the_words_is_taken_at_once(house: House, said: str) -> None:
    focal, *_ = _agency(house)
    assert text(house.says(focal, said)).splitlines()[0] == "Phân công NV 1 cho Nguyễn Văn An?"


def test_several_tasks_in_one_line_are_passed_on_together(house: House) -> None:
    focal, an, _ = _agency(house, several=3)
    house.says(focal, "phân công nv1, nv3 cho An")
    house.says(focal, "bỏ qua")
    assert [_hands(house, number) for number in (1, 2, 3)] == [[an.id], [focal.id], [an.id]]


@pytest.mark.parametrize(
    "said", ["phân công nv 1, 3 cho An", "phan cong nv 1 va 3 cho an", "giao nv1,3 cho Nguyễn Văn An"]
)
def test_numbers_without_nv_before_each_are_all_passed_on(house: House, said: str) -> None:
    focal, an, _ = _agency(house, several=3)
    assert text(house.says(focal, said)).startswith("Phân công NV 1, 3 cho Nguyễn Văn An?")
    house.says(focal, "bỏ qua")
    assert [_hands(house, number) for number in (1, 2, 3)] == [[an.id], [focal.id], [an.id]]


@pytest.mark.parametrize("said", ["phân công nv1 cho An, hạn nội bộ 25/3", "phan cong nv 1 cho an xong truoc 25/3"])
def test_the_agencys_own_deadline_may_stand_in_the_same_line(house: House, said: str) -> None:
    focal, an, _ = _agency(house)
    assert "Hạn nội bộ: 25/3/2026." in text(house.says(focal, said))
    (notice,) = notices(house.says(focal, "bỏ qua"), an)
    assert notice.text.endswith("Hạn nội bộ (trình lãnh đạo): 25/3/2026")


def test_a_line_typed_before_the_last_one_was_confirmed_says_that_the_last_one_was_not_done(house: House) -> None:
    focal, _, binh = _agency(house, several=2)
    house.says(focal, "phân công nv1 cho An")
    asked = house.says(focal, "phân công nv2 cho Lê Bình")
    assert text(asked).startswith("NV 1: chưa phân công, vì chưa chọn Bỏ qua.\nPhân công NV 2 cho Lê Bình?")
    house.says(focal, "bỏ qua")
    assert [_hands(house, number) for number in (1, 2)] == [[focal.id], [binh.id]]


@pytest.mark.parametrize("said", ["phân công cho An", "phan cong cho dong chi An nhe"])
def test_the_only_task_need_not_be_numbered_and_of_several_one_is_chosen(house: House, said: str) -> None:
    focal, *_ = _agency(house)
    assert text(house.says(focal, said)).startswith("Phân công NV 1 cho Nguyễn Văn An?")
    house.says(focal, "thôi")
    house.task(official=focal, status=Status.NOT_STARTED)
    assert labels(house.says(focal, said))[:2] == ["NV 1", "NV 2"]


@pytest.mark.parametrize("said", ["nv1 đã phân công cho An", "phân công nv1 xong, An đang làm"])
def test_what_was_passed_on_already_is_a_report(house: House, said: str) -> None:
    focal, *_ = _agency(house)
    assert "phân công cho ai?" not in text(house.says(focal, said))
    assert "Một phần" in labels(house.says(focal, said)) or "Đúng" in labels(house.says(focal, said))


def test_a_name_nobody_has_is_asked_again(house: House) -> None:
    focal, _, _ = _agency(house)
    house.says(focal, "/nv 1")
    house.presses(focal, "Phân công")
    assert text(house.says(focal, "Trần Văn Zét")).startswith("Không thấy người tên “Trần Văn Zét” trong đơn vị.")
    assert text(house.says(focal, "Lê Bình")).startswith("Phân công NV 1 cho Lê Bình?")


def test_all_tasks_of_a_directive_are_one_choice_and_one_message(house: House) -> None:
    focal, an, _ = _agency(house, several=3)
    house.says(focal, "đã nhận")
    shown = house.presses(focal, "Phân công")
    assert labels(shown) == ["Cả 3 việc", "NV 1", "NV 2", "NV 3"]
    house.presses(focal, "Cả 3 việc")
    house.presses(focal, "Nguyễn Văn An")
    done = house.presses(focal, "Bỏ qua")
    assert text(done) == "Đã phân công NV 1, 2, 3 cho Nguyễn Văn An."
    assert len(notices(done, an)) == 1
    assert [_hands(house, n) for n in (1, 2, 3)] == [[an.id]] * 3


def test_an_official_allocates_nothing_but_may_hand_over_and_the_agency_is_told(house: House) -> None:
    focal, an, binh = _agency(house)
    house.says(focal, "phân công nv1 cho Nguyễn Văn An")
    house.says(focal, "bỏ qua")
    assert text(house.says(an, "phân công nv1 cho Lê Bình")).startswith("Việc này do")
    asked = house.says(an, "chuyển người khác nv1")
    assert text(asked).splitlines()[0] == "NV 1: chuyển cho ai?"
    house.presses(an, "Lê Bình")
    moved = house.presses(an, "Đồng ý")
    assert text(moved) == "Đã chuyển NV 1 sang Lê Bình."
    assert notices(moved, focal)[0].text.startswith("Kính báo cáo đồng chí: Nguyễn Văn An đã chuyển")
    assert _hands(house) == [binh.id]
    assert text(house.says(an, "/nv 1")) == "Không thấy NV 1 trong danh sách của đồng chí."


def test_a_choice_of_somebody_who_left_the_agency_is_refused(house: House) -> None:
    focal, an, _ = _agency(house)
    house.says(focal, "phân công nv1 cho Nguyễn Văn An")
    with house.store.begin() as conn:
        from db.tables import people

        conn.execute(people.update().where(people.c.id == an.id).values(active=False))
    assert text(house.presses(focal, "Bỏ qua")).startswith("Không thấy nội dung này")
    assert _hands(house) == [focal.id]


def test_not_ours_goes_to_the_coordinator_and_task_and_clock_stay(house: House) -> None:
    an, coordinator = house.person("Lê An"), house.coordinator()
    house.task(official=an, coordinator=coordinator)
    before = task_now(house)
    assert "Đề xuất đơn vị nào?" in text(house.says(an, "nv1 khong dung chuc nang"))
    told = house.says(an, "Sở Y tế, Công văn 12/SNV ngày 15/3")
    assert text(told) == (
        "Đã chuyển ý kiến của Sở Nội vụ tới người theo dõi:\n"
        "NV 1 không thuộc chức năng, đề xuất: Sở Y tế, Công văn 12/SNV ngày 15/3.\n"
        "Nhiệm vụ vẫn thuộc Sở Nội vụ và thời hạn vẫn tính\nđến khi có ý kiến của Ban Chỉ đạo tỉnh."
    )
    assert labels(told) == ["Gửi văn bản", "Rút lại", "Xem nhiệm vụ"]
    assert "Đề xuất: Sở Y tế, Công văn 12/SNV ngày 15/3" in notices(told, coordinator)[0].text
    assert task_now(house) == before


def test_on_leave_a_deputy_stands_in_for_those_days_and_the_agency_is_told(house: House) -> None:
    focal, an, binh = _agency(house)
    house.says(focal, "phân công nv1 cho Nguyễn Văn An")
    house.says(focal, "bỏ qua")
    house.says(an, "chuyển người khác nv1")
    house.presses(an, "Lê Bình")
    assert text(house.says(an, "nghỉ ít hôm")).startswith("Chưa đọc được ngày")
    told = house.says(an, "từ 18/3 đến 20/3")
    assert text(told).startswith("Từ 18/3/2026 đến 20/3/2026, Lê Bình\nlàm thay đồng chí mọi việc.")
    assert len(notices(told, binh)) == len(notices(told, focal)) == 1
    assert _hands(house) == [an.id]
    assert text(house.says(binh, "/nv 1")).startswith("Không thấy NV 1")
    house.now += dt.timedelta(days=3)
    assert text(house.says(binh, "/nv 1")).startswith("NV 1")


@pytest.mark.parametrize("said", ["nghỉ phép", "ban giao", "nghi phep ban giao"])
def test_leave_is_asked_for_in_words_with_no_button_in_sight(house: House, said: str) -> None:
    an, binh = house.person("Lê An"), house.person("Trần Bình")
    house.task(official=an)
    assert binh.name in "\n".join([text(asked := house.says(an, said)), *labels(asked)])


def test_of_several_tasks_only_those_typed_are_handed_over(house: House) -> None:
    an, binh = house.person("Lê An"), house.person("Trần Bình")
    for _ in range(3):
        house.task(official=an)
    house.says(an, "nghỉ phép, bàn giao")
    assert "Chọn việc" in labels(house.presses(an, "Trần Bình"))
    assert text(house.presses(an, "Chọn việc")).endswith("Chuyển việc nào? Đồng chí gõ số, ví dụ '5 9'.")
    assert text(house.says(an, "1 và 7")).startswith("Chưa rõ “1 và 7”. Chưa ghi gì.")
    assert text(house.says(an, "1, 3")).startswith("Chuyển 2 việc của Lê An\nsang Trần Bình: NV 1, 3.")
    house.presses(an, "Đồng ý")
    assert [_hands(house, number) for number in (1, 2, 3)] == [[binh.id], [an.id], [binh.id]]


def test_somebody_with_nothing_in_hand_has_nothing_to_pass_on(house: House) -> None:
    an = house.person("Lê An")
    house.says(an, "/trogiup")
    assert text(house.presses(an, "Nghỉ phép, bàn giao")) == "Đồng chí không có nhiệm vụ nào để chuyển."
    assert text(house.says(an, "nv của em được 80%")) == "Đồng chí không có nhiệm vụ nào đang theo dõi."
