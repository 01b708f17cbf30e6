"""What somebody is told of what is held of them."""

from __future__ import annotations

import pytest

from core.contacts import OfPerson
from core.wording import personal_data as say
from tests.core.wording.shape import well_shaped
from tests.core.wording.test_contacts import AN, MANY, OFFICE, profile


def test_everything_held_is_shown_with_the_ids_of_ones_own_chats():
    assert well_shaped(say.mine(profile(AN), office=OFFICE)).text == (
        "Thông tin Hệ thống lưu về đồng chí:\nHọ tên: Nguyễn Văn An\nChức vụ: Chuyên viên\nĐơn vị: Sở Nội vụ\n"
        "Vai trò: người thực hiện\nCấp trên trực tiếp: Chuyên viên Nguyễn Văn An\n"
        "Người thay khi vắng: Nguyễn Văn An (1/3 đến 9/3)\n"
        "Kênh: Zalo OA (mã 88), từ 16/3/2026\nKênh: Zalo OA (mã 88), từ 16/3/2026 (không tới được)\n"
        "Kênh: Zalo OA (mã 88), từ 16/3/2026\nKênh: Zalo OA (mã 88), từ 16/3/2026 (không tới được)\n"
        "Mã mời chưa dùng, đến 16/3/2026\nViệc trong tay: 90 · Báo cáo đã gửi: 1234\n"
        "Báo cáo được lưu theo nhiệm vụ, kèm tên người gửi."
    )


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("chức vụ: Phó phòng", (OfPerson.POSITION, "Phó phòng")),
        ("chuc vu:  Phó  phòng.", (OfPerson.POSITION, "Phó phòng")),
        ("Họ và tên: Nguyễn Văn Ân", (OfPerson.NAME, "Nguyễn Văn Ân")),
        ("đơn vị: Sở Tài chính", (OfPerson.AGENCY, "Sở Tài chính")),
        ("chức vụ:", None),
        ("tôi đã chuyển phòng", None),
        ("lương: 5 triệu", None),
    ],
)
def test_a_wish_is_understood_where_it_names_a_field(words: str, meant: tuple[OfPerson, str] | None):
    assert say.wish(words) == meant


def test_every_message_keeps_the_shape():
    for person in (AN, MANY):
        accept = say.accept(person, OfPerson.POSITION, "x", was=None)
        move = say.accept(person, OfPerson.AGENCY, "7", was=None)
        for reply in (
            say.correction(person, "x " * 500, understood=OfPerson.POSITION, accept=accept, to=1),
            say.correction(person, "x " * 500, understood=OfPerson.AGENCY, accept=move, to=1),
            say.correction(person, "x " * 500, understood=None, accept=None, to=1),
            say.erasure(person, to=1),
        ):
            well_shaped(reply)
    for reply in (
        say.mine(profile(MANY), office=OFFICE),
        say.ask_correction(),
        say.sent(),
        say.nobody_decides(),
        say.declined(),
        say.not_done(OFFICE, to=1),
        say.ask_erasure(),
        say.erasure_sent(),
    ):
        well_shaped(reply)
