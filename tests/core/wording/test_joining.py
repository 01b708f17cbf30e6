"""What is said around joining."""

from __future__ import annotations

from core.model import Agency, Person, Role
from core.office import Office
from core.wording import joining
from core.workdays import WorkingCalendar
from tests.core.wording.shape import well_shaped

OFFICE = Office(calendar=WorkingCalendar(), contact="Phòng Hành chính")
AN = Person(3, "Nguyễn Văn An", Role.OFFICIAL, 1, "Sở Nội vụ", "Chuyên viên")


def test_who_joined_sees_who_they_are_what_is_kept_and_what_this_is_not():
    reply = well_shaped(joining.joined(AN, tasks=4))
    assert reply.text == (
        "Đã kết nối.\nChuyên viên Nguyễn Văn An · Sở Nội vụ\nVai trò: người thực hiện\n"
        "Đang có 4 nhiệm vụ của đồng chí.\n\n"
        "Hệ thống lưu: tên, chức vụ, đơn vị, số điện thoại\n"
        "(nếu có), báo cáo của đồng chí. Xem hoặc yêu cầu\nsửa: gõ 'thông tin của tôi'.\n"
        "Không gửi văn bản mật qua kênh này.\nBáo cáo tại đây không thay văn bản ký, đóng dấu."
    )


def test_a_code_is_shown_with_the_words_that_use_it():
    reply = well_shaped(joining.invited(AN, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", days=7))
    assert "\n/start ABCDEFGHIJKLMNOPQRSTUVWXYZ\n" in reply.text
    assert "không gửi vào nhóm" in reply.text


def test_every_message_of_joining_is_short_and_polite():
    agency = Agency(1, "Ủy ban nhân dân xã " + "An " * 80)
    for reply in (
        joining.code_refused(OFFICE),
        joining.ask_code(),
        joining.already_joined(AN),
        joining.undone(OFFICE),
        joining.wrong_person(AN, to=1),
        joining.ask_disconnect(),
        joining.disconnected(),
        joining.ask_name("Chưa rõ"),
        joining.ask_agency("An", None, note=joining.unknown_agency("x" * 300), near=[agency] * 3),
        joining.ask_role("An", None, Agency(1, "Sở Nội vụ"), list(Role)),
        joining.nobody_to_invite(),
    ):
        well_shaped(reply)
