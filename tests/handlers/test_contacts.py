"""The directory in chat: who is where, what an agency is called, and what becomes of work when people move."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from core.messages import Priority
from core.model import Agency, Person, Role, Status
from db import agencies, outbox, people, tasks
from db import tables as t
from tests.handlers.dialogue import labels, notices, text
from tests.house import House


class Place:
    """Sở Nội vụ with a focal person, a leader and an official; a coordinator who follows up."""

    def __init__(self, house: House) -> None:
        self.unit = house.agency("Sở Nội vụ", short="SNV", aliases=("Nội vụ tỉnh",))
        self.binh = house.coordinator("Trần Thị Bình")
        self.mai = house.person("Trần Thị Mai", role=Role.FOCAL, position="Văn thư")
        self.an = house.person("Nguyễn Văn An", position="Chuyên viên")
        self.thanh = house.person("Đỗ Công Thành", role=Role.LEADER, position="Giám đốc")
        self.other = house.agency("Sở Tài chính")


@pytest.fixture
def place(house: House) -> Place:
    return Place(house)


def agency_now(house: House, key: int) -> Agency:
    with house.store.read() as conn:
        return agencies.get(conn, key)


def person_now(house: House, who: Person) -> Person:
    with house.store.read() as conn:
        return people.get(conn, who.id)


def holders(house: House, task: int) -> list[int]:
    with house.store.read() as conn:
        return [one.person_id for one in tasks.assignments(conn, task)]


def next_moment(house: House, who: Person) -> object:
    with house.store.read() as conn:
        return conn.execute(select(t.people.c.next_reminder_at).where(t.people.c.id == who.id)).scalar_one()


# ── looking ────────────────────────────────────────────────────────────────────────────────────
def test_the_directory_lists_agencies_with_their_people_and_open_work(house: House, place: Place):
    house.task(official=place.an)
    said = house.says(place.binh, "danh ba")
    assert text(said) == (
        "Danh bạ: 3 đơn vị\n1. Sở Nội vụ (SNV)\n   3 người, 3 đã kết nối · 1 việc đang mở\n"
        "2. Sở Tài chính\n   0 người, 0 đã kết nối · 0 việc đang mở\n"
        "3. Văn phòng Ủy ban nhân dân tỉnh\n   1 người, 1 đã kết nối · 0 việc đang mở\n"
        "Gõ: danh bạ <tên đơn vị hoặc tên người>"
    )
    assert labels(said) == ["Xem 1", "Xem 2", "Xem 3", "Thêm đơn vị"]


@pytest.mark.parametrize("typed", ["danh bạ Sở Nội vụ", "danh ba so noi vu", "/danhba SNV", "danh bạ: Nội vụ tỉnh"])
def test_an_agencys_card_names_its_people_their_roles_and_its_open_tasks(house: House, place: Place, typed: str):
    house.task(official=place.an)
    house.person("Lê Chưa Vào", connected=False)
    assert text(house.says(place.binh, typed)) == (
        "Sở Nội vụ (SNV)\nTên gọi khác: Nội vụ tỉnh\n4 người, 3 đã kết nối · 1 việc đang mở\nViệc: NV 1\n"
        "- Văn thư Trần Thị Mai · đầu mối đơn vị · đã kết nối\n"
        "- Chuyên viên Nguyễn Văn An · người thực hiện · đã kết nối\n"
        "- Giám đốc Đỗ Công Thành · lãnh đạo · đã kết nối\n- Lê Chưa Vào · người thực hiện · chưa kết nối"
    )


def test_a_person_is_found_by_part_of_their_name_and_several_are_offered(house: House, place: Place):
    assert text(house.says(place.binh, "danh bạ Văn An")).startswith("Chuyên viên Nguyễn Văn An · Sở Nội vụ")
    found = house.says(place.binh, "danh ba tran thi")
    assert labels(found) == ["Xem 1", "Xem 2", "Xem danh bạ"]
    assert text(house.says(place.binh, "xem 2")).startswith("Văn thư Trần Thị Mai · Sở Nội vụ")


def test_a_name_the_directory_lacks_is_said_and_may_be_added(house: House, place: Place):
    said = house.says(place.binh, "danh bạ Sở Nội chính")
    assert "Danh bạ chưa có “Sở Nội chính”." in text(said)
    assert "Thêm đơn vị này" in labels(said)


def test_a_focal_person_sees_their_own_agency_whatever_they_type(house: House, place: Place):
    house.person("Vũ Sơn Tùng", agency=place.other)
    said = house.says(place.mai, "danh bạ Sở Tài chính")
    assert text(said).startswith("Sở Nội vụ (SNV)\n3 người")
    assert "Tùng" not in text(said)
    assert labels(said) == ["Mời người"]


def test_an_official_has_no_directory(house: House, place: Place):
    assert "Hệ thống đã\nkhông thay đổi gì" in text(house.says(place.an, "danh bạ"))


# ── agencies ───────────────────────────────────────────────────────────────────────────────────
def test_an_agency_is_added_after_its_likes_were_shown(house: House, place: Place):
    asked = house.says(place.binh, "thêm đơn vị Sở Nội chính")
    assert text(asked).startswith(
        "Thêm vào danh bạ: Sở Nội chính?\nGần giống đơn vị đã có:\n1. Sở Tài chính\n2. Sở Nội vụ"
    )
    added = house.says(place.binh, "them don vi moi")
    assert text(added).startswith("Đã thêm đơn vị.\n\nSở Nội chính\n0 người")


def test_a_name_another_agency_bears_is_refused(house: House, place: Place):
    for name in ("Sở  nội vụ", "SNV", "Nội vụ tỉnh"):
        assert "đã là tên của Sở Nội vụ" in text(house.says(place.binh, f"/themdonvi {name}"))


def test_a_renamed_agency_is_still_known_by_the_name_it_had(house: House, place: Place):
    house.says(place.binh, "danh bạ Sở Nội vụ")
    house.presses(place.binh, "Sửa đơn vị")
    house.presses(place.binh, "Đổi tên")
    asked = house.says(place.binh, "Sở Nội vụ và Lao động")
    assert text(asked).startswith("Đổi tên đơn vị?\nSở Nội vụ\nthành Sở Nội vụ và Lao động")
    assert agency_now(house, place.unit.id).name == "Sở Nội vụ"
    house.presses(place.binh, "Đồng ý")
    now = agency_now(house, place.unit.id)
    assert (now.name, now.aliases) == ("Sở Nội vụ và Lao động", ("Nội vụ tỉnh", "Sở Nội vụ"))
    assert text(house.says(place.binh, "danh ba so noi vu")).startswith("Sở Nội vụ và Lao động (SNV)")


def test_short_and_other_names_come_and_go(house: House, place: Place):
    for button, typed in (("Tên tắt", "Sở NV"), ("Thêm tên gọi", "Ngành Nội vụ"), ("Bỏ tên gọi", "noi vu tinh")):
        house.says(place.binh, "danh bạ Sở Nội vụ")
        house.presses(place.binh, "Sửa đơn vị")
        house.presses(place.binh, button)
        house.says(place.binh, typed)
        house.presses(place.binh, "Đồng ý")
    now = agency_now(house, place.unit.id)
    assert (now.short, now.aliases) == ("Sở NV", ("Ngành Nội vụ",))


def test_two_coordinators_who_rename_at_once_do_not_overwrite_each_other(house: House, place: Place):
    khanh = house.coordinator("Lê Khánh")
    for who, name in ((place.binh, "Sở Nội vụ A"), (khanh, "Sở Nội vụ B")):
        house.says(who, "danh bạ Sở Nội vụ")
        house.presses(who, "Sửa đơn vị")
        house.presses(who, "Đổi tên")
        house.says(who, name)
    house.presses(place.binh, "Đồng ý")
    assert "vừa được người khác cập nhật" in text(house.presses(khanh, "Đồng ý"))
    assert agency_now(house, place.unit.id).name == "Sở Nội vụ A"


def test_an_agency_with_open_work_is_not_ended_and_the_way_out_is_named(house: House, place: Place):
    house.task(official=place.an)
    house.task(official=place.an, status=Status.SUBMITTED)
    house.task(official=place.an, status=Status.DONE)
    house.says(place.binh, "danh bạ Sở Nội vụ")
    house.presses(place.binh, "Sửa đơn vị")
    refused = text(house.presses(place.binh, "Ngừng theo dõi"))
    assert refused.startswith("Sở Nội vụ còn 2 việc chưa xong:\nNV 1, NV 2\n")
    assert "'đơn vị kế thừa'" in refused


def test_a_task_that_was_recalled_keeps_no_agency_open(house: House, place: Place):
    house.task(official=place.an, status=Status.RECALLED)
    house.says(place.binh, "danh bạ Sở Nội vụ")
    house.presses(place.binh, "Sửa đơn vị")
    house.presses(place.binh, "Ngừng theo dõi")
    assert text(house.presses(place.binh, "Đồng ý")).startswith("Đã ngừng theo dõi đơn vị.")


def test_an_ended_agency_is_given_no_more_work_and_may_come_back(house: House, place: Place):
    from core.agencies import Matcher

    house.says(place.binh, "danh bạ Sở Tài chính")
    house.presses(place.binh, "Sửa đơn vị")
    house.presses(place.binh, "Ngừng theo dõi")
    assert text(house.presses(place.binh, "Đồng ý")).startswith("Đã ngừng theo dõi đơn vị.")
    with house.store.read() as conn:
        assert Matcher(agencies.all_known(conn)).match("Sở Tài chính").agency_id is None
    house.says(place.binh, "danh bạ Sở Tài chính")
    house.presses(place.binh, "Theo dõi lại")
    house.presses(place.binh, "Đồng ý")
    assert agency_now(house, place.other.id).active


# ── people ─────────────────────────────────────────────────────────────────────────────────────
def change(house: House, by: Person, name: str, *steps: str) -> list[str]:
    """The person's card, then each step pressed where it is a button and typed where it is an answer."""
    replies = house.says(by, f"danh bạ {name}")
    for step in steps:
        pressed = step in labels(replies)
        replies = house.presses(by, step) if pressed else house.says(by, step)
    return [text(replies), *(reply.text for reply in replies if reply.to is not None)]


def test_a_position_is_corrected_after_it_was_shown_and_the_person_is_told(house: House, place: Place):
    said, told = change(house, place.binh, "Nguyễn Văn An", "Sửa thông tin", "Sửa chức vụ", "Phó phòng", "Đồng ý")
    assert said.startswith("Đã sửa chức vụ.\n\nPhó phòng Nguyễn Văn An · Sở Nội vụ")
    assert told.startswith("Thông tin của đồng chí vừa được cập nhật:\nPhó phòng Nguyễn Văn An")


def test_a_name_a_superior_and_a_role_are_changed(house: House, place: Place):
    change(house, place.binh, "Nguyễn Văn An", "Sửa thông tin", "Sửa họ tên", "Nguyễn Văn Ân", "Đồng ý")
    change(house, place.binh, "Nguyễn Văn Ân", "Sửa thông tin", "Cấp trên trực tiếp", "do cong thanh", "Đồng ý")
    said, *_ = change(house, place.binh, "Nguyễn Văn Ân", "Đổi vai trò", "Đầu mối đơn vị", "Đồng ý")
    assert "Cấp trên trực tiếp: Giám đốc Đỗ Công Thành" in said
    now = person_now(house, place.an)
    assert (now.name, now.role) == ("Nguyễn Văn Ân", Role.FOCAL)


def test_whoever_moves_leaves_the_work_with_the_agency_and_the_focal_person_is_told_once(house: House, place: Place):
    several = [house.task(official=place.an) for _ in range(3)]
    house.says(place.binh, "danh bạ Nguyễn Văn An")
    house.presses(place.binh, "Chuyển đơn vị")
    asked = house.says(place.binh, "so tai chinh")
    assert "3 việc trong tay ở lại Sở Nội vụ, giao lại Trần Thị Mai." in text(asked)
    assert holders(house, several[0]) == [place.an.id]
    moved = house.presses(place.binh, "Đồng ý")
    assert text(moved).startswith("Đã chuyển đơn vị.\nNV 1, NV 2, NV 3: giao lại Trần Thị Mai.\n\nChuyên viên Nguyễn")
    (notice,) = notices(moved, place.mai)
    assert notice.text.startswith(
        "Chuyên viên Nguyễn Văn An chuyển sang đơn vị khác.\nNV 1, NV 2, NV 3 giao lại đồng chí"
    )
    assert [holders(house, task) for task in several] == [[place.mai.id]] * 3
    assert next_moment(house, place.an) is None
    assert next_moment(house, place.mai) is not None
    assert "Không thấy NV 1" in text(house.says(place.an, "/nv 1"))


def test_work_nobody_can_take_is_listed_for_the_coordinators_and_goes_to_whoever_comes(house: House, place: Place):
    khanh = house.coordinator("Lê Khánh")
    tung = house.person("Vũ Sơn Tùng", agency=place.other)
    task = house.task(official=tung)
    house.says(place.binh, "danh bạ Vũ Sơn Tùng")
    house.presses(place.binh, "Thôi tham gia")
    left = house.presses(place.binh, "Đồng ý")
    assert "Chưa có người nhận: NV 1." in text(left)
    assert "Chưa có người nhận ở Sở Tài chính:\nNV 1" in notices(left, khanh)[0].text
    assert holders(house, task) == []
    change(house, place.binh, "Nguyễn Văn An", "Chuyển đơn vị", "Sở Tài chính", "Đồng ý")
    assert holders(house, task) == [place.an.id]


def test_a_suspended_task_that_nobody_has_goes_to_whoever_comes_as_well(house: House, place: Place):
    task = house.task(official=house.person("Vũ Sơn Tùng", agency=place.other), status=Status.SUSPENDED)
    change(house, place.binh, "Vũ Sơn Tùng", "Thôi tham gia", "Đồng ý")
    change(house, place.binh, "Nguyễn Văn An", "Chuyển đơn vị", "Sở Tài chính", "Đồng ý")
    assert holders(house, task) == [place.an.id]


def test_whoever_leaves_is_a_stranger_and_their_colleague_in_the_same_task_keeps_it(house: House, place: Place):
    task = house.task(official=place.an)
    with house.store.begin() as conn:
        conn.execute(t.assignments.insert().values(task_id=task, person_id=place.thanh.id, assigned_at=house.now))
    address = house.address(place.an)
    change(house, place.binh, "Nguyễn Văn An", "Thôi tham gia", "Đồng ý")
    assert holders(house, task) == [place.thanh.id]
    with house.store.read() as conn:
        assert people.by_address(conn, address) is None
        assert people.every_address(conn, place.an.id) == []


def test_a_role_at_the_office_gives_the_agencys_work_back(house: House, place: Place):
    office = house.agency(house.office.name, kind="office")
    huy = house.person("Phan Huy", agency=office)
    task = house.task(official=huy)
    house.person("Lê Văn Thư", role=Role.FOCAL, agency=office)
    change(house, place.binh, "Phan Huy", "Đổi vai trò", "Người theo dõi", "Đồng ý")
    assert person_now(house, huy).role is Role.COORDINATOR
    assert holders(house, task) != [huy.id]


def test_whoever_follows_up_cannot_be_moved_to_an_agency_with_that_role(house: House, place: Place):
    house.coordinator("Lê Khánh")
    said, *_ = change(house, place.binh, "Lê Khánh", "Chuyển đơn vị", "Sở Nội vụ")
    assert "Vai trò người theo dõi chỉ có ở văn phòng." in said


def test_nobody_removes_themselves_and_a_coordinator_touches_no_administrator(house: House, place: Place):
    house.person("Bùi Anh Quân", role=Role.ADMIN, agency=house.office.name)
    assert change(house, place.binh, "Trần Thị Bình", "Thôi tham gia")[0].startswith("Đồng chí không tự đổi")
    assert change(house, place.binh, "Bùi Anh Quân", "Thôi tham gia")[0].startswith("Thông tin của người quản trị")


def test_a_new_code_voids_the_one_before(house: House, place: Place):
    said, *_ = change(house, place.binh, "Nguyễn Văn An", "Mã mời mới", "Tạo mã")
    assert "Mã mời của Chuyên viên Nguyễn Văn An · Sở Nội vụ" in said
    assert "/start " in said
    with house.store.read() as conn:
        assert len(conn.execute(select(t.invites).where(t.invites.c.expires_at > house.now)).all()) == 1
    change(house, place.binh, "Nguyễn Văn An", "Mã mời mới", "Tạo mã")
    with house.store.read() as conn:
        assert len(conn.execute(select(t.invites).where(t.invites.c.expires_at > house.now)).all()) == 1


def test_a_lost_phone_is_cut_off_and_the_other_stays(house: House, place: Place):
    house.also_at(place.an, "zalo:5", "77")
    asked = change(house, place.binh, "Nguyễn Văn An", "Ngắt kết nối")[0]
    with house.store.begin() as conn:
        morning = {"person": place.an.id, "priority": Priority.REMINDER, "real_now": house.real_now}
        waits = outbox.plan(conn, "morning", **morning)
    assert asked == "Nguyễn Văn An đang kết nối:\n1. Telegram, từ 16/3/2026\n2. Zalo, từ 15/3/2026"
    said, *_ = change(house, place.binh, "Nguyễn Văn An", "Ngắt kết nối", "Ngắt 1", "Ngắt kết nối này")
    assert said.startswith("Đã ngắt kết nối.")
    with house.store.read() as conn:
        assert [one.account for one in people.every_address(conn, place.an.id)] == ["zalo:5"]
        assert conn.execute(select(t.outbox.c.account).where(t.outbox.c.id == waits)).scalar_one() == "zalo:5"


def test_a_confirmation_made_on_what_has_changed_since_changes_nothing(house: House, place: Place):
    khanh = house.coordinator("Lê Khánh")
    for who, position in ((place.binh, "Phó phòng"), (khanh, "Trưởng phòng")):
        change(house, who, "Nguyễn Văn An", "Sửa thông tin", "Sửa chức vụ", position)
    house.presses(place.binh, "Đồng ý")
    assert "vừa được người khác cập nhật" in text(house.presses(khanh, "Đồng ý"))
    assert person_now(house, place.an).position == "Phó phòng"


def test_somebody_is_invited_straight_into_an_agency(house: House, place: Place):
    house.says(place.binh, "danh bạ Sở Tài chính")
    house.presses(place.binh, "Thêm người")
    role = house.says(place.binh, "Vũ Sơn Tùng, Chuyên viên")
    assert text(role) == "Vai trò của Vũ Sơn Tùng · Sở Tài chính?"
