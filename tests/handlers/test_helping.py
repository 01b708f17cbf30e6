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
