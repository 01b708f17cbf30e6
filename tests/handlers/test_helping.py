"""Help, for each role."""

from __future__ import annotations

import pytest

from core.model import Role
from handlers.acts import acts
from tests.house import House


@pytest.mark.parametrize("asked", ["/trogiup", "trợ giúp", "TRO GIUP", "/help"])
def test_help_is_had_by_typing_in_many_ways(house: House, asked: str):
    (reply,) = house.says(house.person(), asked)
    assert "nv3 xong 80%" in reply.text


@pytest.mark.parametrize(
    ("role", "agency", "shown"),
    [
        (Role.OFFICIAL, "Sở Nội vụ", "Đồng chí có thể gõ như nói"),
        (Role.FOCAL, "Sở Nội vụ", "Nhận nhiệm vụ của Sở Nội vụ"),
        (Role.LEADER, "Sở Nội vụ", "Kính báo cáo đồng chí"),
        (Role.COORDINATOR, None, "Gửi văn bản (docx, pdf, ảnh) để bắt đầu."),
        (Role.ADMIN, None, "dondoc doctor"),
    ],
)
def test_each_role_has_its_own_page_and_may_do_what_it_offers(house: House, role: Role, agency: str | None, shown: str):
    person = house.person(role=role, agency=agency)
    (reply,) = house.says(person, "/trogiup")
    assert shown in reply.text
    assert all(role in acts()[choice.act].roles for choice in reply.choices)


def test_the_leader_of_the_office_asks_in_ordinary_words(house: House):
    chief = house.person(role=Role.LEADER, agency=house.agency("Văn phòng", kind="office"))
    (reply,) = house.says(chief, "/trogiup")
    assert reply.text.startswith("Đồng chí gõ câu hỏi bình thường")


@pytest.mark.parametrize("said", ["xin chào", "chao dong chi", "Alo", "em chào các anh chị ạ", "hello"])
def test_a_greeting_is_returned_with_what_can_be_done(house: House, said: str):
    (reply,) = house.says(house.person(), said)
    assert reply.text.startswith("Chào đồng chí.")
    assert "Nhiệm vụ của tôi" in [choice.label for choice in reply.choices]


@pytest.mark.parametrize("said", ["cảm ơn", "cam on dong chi nhieu nhe", "dạ, em cảm ơn ạ"])
def test_thanks_are_not_called_unclear(house: House, said: str):
    (reply,) = house.says(house.person(), said)
    assert reply.text == "Cảm ơn đồng chí."


@pytest.mark.parametrize("said", ["ok", "vâng ạ", "đồng ý"])
def test_an_assent_to_nothing_is_told_that_nothing_was_kept(house: House, said: str):
    (reply,) = house.says(house.person(), said)
    assert reply.text.startswith("Đã rõ, Hệ thống chưa ghi gì thêm.")


@pytest.mark.parametrize("said", ["cảm ơn, nv 1 xong 80%", "chào đồng chí, nv1 được 80%"])
def test_what_is_said_beside_a_courtesy_is_heard(house: House, said: str):
    an = house.person()
    house.task(official=an)
    assert "80 %" in house.says(an, said)[0].text
