"""What is held of a person is shown to them, mended at their wish by one tap of another, and removed for good."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from core.model import Person, Role
from core.wording.show import REMOVED_NAME
from db import history, people, tasks
from db import tables as t
from tests.db.test_erasing import mentions
from tests.handlers.dialogue import labels, notices, text
from tests.house import House


class Pair:
    def __init__(self, house: House) -> None:
        self.binh = house.coordinator("Trần Thị Bình")
        self.mai = house.person("Trần Thị Mai", role=Role.FOCAL)
        self.an = house.person("Nguyễn Văn An", position="Chuyên viên")


@pytest.fixture
def pair(house: House) -> Pair:
    return Pair(house)


def now(house: House, who: Person) -> Person:
    with house.store.read() as conn:
        return people.get(conn, who.id)


@pytest.mark.parametrize("typed", ["thông tin của tôi", "thong tin cua toi"])
def test_somebody_sees_all_that_is_held_of_them(house: House, pair: Pair, typed: str):
    house.task(official=pair.an)
    said = house.says(pair.an, typed)
    assert "Chức vụ: Chuyên viên" in text(said)
    assert f"Kênh: Telegram (mã {house.address(pair.an).chat}), từ 16/3/2026" in text(said)
    assert "Việc trong tay: 1 · Báo cáo đã gửi: 0" in text(said)
    assert labels(said) == ["Yêu cầu sửa", "Yêu cầu xóa", "Kênh của tôi", "Ngắt kết nối máy này"]


def test_a_wish_that_names_a_field_is_written_with_one_tap(house: House, pair: Pair):
    house.says(pair.an, "yêu cầu sửa")
    asked = house.says(pair.an, "chức vụ: Phó Chánh Văn phòng")
    assert text(asked) == "Đã chuyển yêu cầu tới người theo dõi."
    (notice,) = notices(asked, pair.binh)
    assert notice.text == ("Chuyên viên Nguyễn Văn An · Sở Nội vụ đề nghị sửa chức vụ:\n“chức vụ: Phó Chánh Văn phòng”")
    written = house.presses(pair.binh, "Ghi như vậy")
    assert now(house, pair.an).position == "Phó Chánh Văn phòng"
    assert "vừa được cập nhật:\nPhó Chánh Văn phòng Nguyễn Văn An" in notices(written, pair.an)[0].text


def test_two_coordinators_who_both_accept_write_it_once(house: House, pair: Pair):
    khanh = house.coordinator("Lê Khánh")
    house.says(pair.an, "yêu cầu sửa")
    house.says(pair.an, "ho ten: Nguyễn Văn Ân")
    house.presses(pair.binh, "Ghi như vậy")
    assert "vừa được người khác cập nhật" in text(house.presses(khanh, "ghi nhu vay"))
    with house.store.read() as conn:
        assert [one.did for one in history.of(conn, "person", noun_id=pair.an.id)].count("name") == 1


def test_another_agency_is_shown_with_its_consequences_before_it_is_written(house: House, pair: Pair):
    house.agency("Sở Tài chính")
    house.task(official=pair.an)
    house.says(pair.an, "yeu cau sua")
    house.says(pair.an, "đơn vị: Sở Tài chính")
    shown = house.presses(pair.binh, "Xem và chuyển")
    assert "1 việc trong tay ở lại Sở Nội vụ, giao lại Trần Thị Mai." in text(shown)
    house.presses(pair.binh, "Đồng ý")
    assert now(house, pair.an).agency == "Sở Tài chính"


def phone(house: House, who: Person) -> str | None:
    with house.store.read() as conn:
        return people.phone_of(conn, who.id)


def test_a_phone_number_is_kept_with_one_tap_shown_and_withdrawn_by_its_owner(house: House, pair: Pair):
    house.says(pair.an, "yêu cầu sửa")
    house.says(pair.an, "điện thoại: 0912.345.678")
    house.presses(pair.binh, "Ghi như vậy")
    assert phone(house, pair.an) == "84912345678"
    shown = house.says(pair.an, "thông tin của tôi")
    assert "Điện thoại: 0912 345 678" in text(shown)
    assert text(house.says(pair.an, "xoa so dien thoai")) == "Đã xóa số điện thoại của đồng chí."
    assert phone(house, pair.an) is None
    assert "Điện thoại" not in text(house.says(pair.an, "thông tin của tôi"))
    with house.store.read() as conn:
        trail = history.of(conn, "person", noun_id=pair.an.id)
    assert "0912" not in str([(one.before, one.after) for one in trail]).replace(" ", "")


def test_a_coordinator_corrects_a_phone_number_and_a_slip_is_asked_again(house: House, pair: Pair):
    house.says(pair.binh, "danh bạ Nguyễn Văn An")
    house.presses(pair.binh, "Sửa thông tin")
    house.presses(pair.binh, "Sửa điện thoại")
    assert text(house.says(pair.binh, "0243 825 1234")) == (
        "“0243 825 1234” không phải số di động, ví dụ 0912 345 678.\n"
        "Số điện thoại di động của Nguyễn Văn An?\nĐồng chí gõ số, hoặc 'không' để bỏ."
    )
    asked = house.says(pair.binh, "0912345678")
    assert text(asked) == "Sửa số điện thoại của Nguyễn Văn An?\nchưa ghi thành 0912 345 678"
    house.presses(pair.binh, "Đồng ý")
    assert phone(house, pair.an) == "84912345678"


def test_a_wish_in_free_words_goes_to_the_coordinator_who_may_decline(house: House, pair: Pair):
    house.says(pair.an, "yêu cầu sửa")
    asked = house.says(pair.an, "số điện thoại cũ của tôi sai")
    assert [choice.label for choice in notices(asked, pair.binh)[0].choices] == ["Xem người này", "Không sửa"]
    declined = house.presses(pair.binh, "Không sửa")
    assert notices(declined, pair.an)[0].text.startswith("Yêu cầu về thông tin cá nhân chưa được ghi.")


def test_the_only_coordinator_is_told_that_nobody_else_decides(house: House, pair: Pair):
    house.says(pair.binh, "yêu cầu xóa")
    assert "Chưa có người theo dõi nào khác" in text(house.presses(pair.binh, "Gửi yêu cầu"))


def test_a_person_is_removed_at_their_wish_and_their_name_stands_nowhere(house: House, pair: Pair):
    """Everything before was said through the product: typed, echoed, offered on buttons, written in the history."""
    task = house.task(official=pair.mai)
    house.says(pair.mai, "phân công nv1 cho Nguyễn Văn An")
    house.presses(pair.mai, "Bỏ qua")
    house.says(pair.an, "nv1 xong 80%, Nguyễn Văn An đã làm")
    house.presses(pair.an, "Đúng")
    house.says(pair.an, "nghỉ phép")
    house.says(pair.binh, "danh bạ Nguyễn Văn An")
    house.says(pair.an, "yêu cầu xóa")
    house.presses(pair.an, "gửi yêu cầu")
    asked = house.presses(pair.binh, "Xem và xóa")
    assert "1 việc trong tay ở lại Sở Nội vụ, giao lại Trần Thị Mai." in text(asked)
    assert len(mentions(house, "Nguyễn Văn An")) > 3
    done = house.presses(pair.binh, "Đồng ý")
    assert text(done).startswith("Đã xóa dữ liệu cá nhân.\nNV 1: giao lại Trần Thị Mai.")
    assert notices(done, pair.mai)[0].text.startswith("Một người của đơn vị thôi tham gia.\nNV 1 giao lại đồng chí")
    assert mentions(house, "Nguyễn Văn An") == []
    with house.store.read() as conn:
        assert [one.person_id for one in tasks.assignments(conn, task)] == [pair.mai.id]
        acts = [(one.person, one.did) for one in history.of(conn, "task", noun_id=task)]
        assert (REMOVED_NAME, "report") in acts
        waiting = select(t.outbox).where(t.outbox.c.person_id == pair.an.id, t.outbox.c.state != "dropped")
        assert [row for row in conn.execute(waiting) if row.state != "sent"] == []
    assert "Danh bạ chưa có" in text(house.says(pair.binh, "danh bạ Nguyễn Văn An"))


def test_whoever_left_can_still_be_removed(house: House, pair: Pair):
    house.says(pair.binh, "danh bạ Nguyễn Văn An")
    house.presses(pair.binh, "Thôi tham gia")
    house.presses(pair.binh, "Đồng ý")
    house.says(pair.binh, "danh bạ Nguyễn Văn An")
    house.presses(pair.binh, "Xóa dữ liệu")
    house.presses(pair.binh, "Đồng ý")
    assert now(house, pair.an).name == REMOVED_NAME
    assert mentions(house, "Nguyễn Văn An") == []
