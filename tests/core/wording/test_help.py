"""Help pages."""

from __future__ import annotations

import pytest

from core.model import Person, Role
from core.office import Office
from core.wording import help as page
from core.workdays import WorkingCalendar
from tests.core.wording.shape import well_shaped

OFFICE = Office(calendar=WorkingCalendar())


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("of_office", [False, True])
def test_every_page_is_short_and_has_its_buttons(role: Role, of_office: bool):
    reply = well_shaped(page.of(Person(1, "An", role, 1, "Sở " + "Rất Dài " * 30, of_office=of_office), OFFICE))
    assert reply.choices


def test_the_officials_page_shows_how_to_type_a_report():
    text = page.of(Person(1, "An", Role.OFFICIAL), OFFICE).text
    for line in ("nv3 xong 80%", "nv7 đã trình ký", "/huy      bỏ câu hỏi đang mở", "Nhắc việc lúc 7 giờ 30"):
        assert line in text


def test_a_leader_is_reported_to_and_not_reminded():
    text = page.of(Person(1, "An", Role.LEADER, 1, "Sở Nội vụ"), OFFICE).text
    assert text.startswith("Kính báo cáo đồng chí")
    assert "nhắc" not in text.lower()
