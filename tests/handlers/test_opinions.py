"""A leader says what they think of a task in their own words."""

from __future__ import annotations

import pytest

from core.model import Person, Role
from tests.handlers.dialogue import count, labels, notices, text
from tests.house import House


@pytest.fixture
def coordinator(house: House) -> Person:
    return house.coordinator()


@pytest.fixture
def an(house: House, coordinator: Person) -> Person:
    who = house.person("Lê An")
    house.task(official=who, coordinator=coordinator)
    return who


@pytest.fixture(params=["office", "agency"])
def leader(request: pytest.FixtureRequest, house: House, an: Person) -> Person:
    unit = house.agency(house.office.name, kind="office") if request.param == "office" else house.agency()
    return house.person("Lê Dung", role=Role.LEADER, agency=unit, position="Giám đốc")


@pytest.mark.parametrize(
    "line",
    [
        "chỉ đạo nv 1: làm ngay trong tuần",
        "nv 1 cho ý kiến: làm ngay trong tuần",
        "ý kiến nv1: làm ngay trong tuần",
        "cho ý kiến về nv 1, làm ngay trong tuần",
        "nv 1: chỉ đạo làm ngay trong tuần",
    ],
)
def test_an_opinion_called_so_reaches_whoever_does_the_work(
    house: House, an: Person, coordinator: Person, leader: Person, line: str
):
    told = house.says(leader, line)
    assert notices(told, an)[0].text.endswith("“làm ngay trong tuần”")
    assert notices(told, coordinator)


def test_consent_typed_as_to_a_person_is_shown_once_before_it_goes(house: House, an: Person, leader: Person):
    asked = house.says(leader, "nv1 đồng ý bổ sung kinh phí")
    assert text(asked).endswith(
        "Ý kiến của đồng chí: “đồng ý bổ sung kinh phí”\nChuyển tới người thực hiện và người theo dõi?"
    )
    assert labels(asked) == ["Chuyển ý kiến", "Sửa lại", "Quay lại"]
    told = house.presses(leader, "Chuyển ý kiến")
    assert notices(told, an)[0].text.endswith("“đồng ý bổ sung kinh phí”")


def test_what_is_asked_while_consent_waits_to_be_sent_goes_to_nobody(house: House, an: Person, leader: Person):
    house.says(leader, "nv1 đồng ý bổ sung kinh phí")
    assert notices(house.says(leader, "tại sao nv 1 quá hạn"), an) == []


def test_what_a_leader_wants_of_somebody_by_name_is_an_opinion_too(house: House, an: Person, leader: Person):
    asked = house.says(leader, "yêu cầu An báo cáo nv 1 trước thứ sáu")
    assert "“yêu cầu An báo cáo nv 1 trước thứ sáu”" in text(asked)
    assert notices(house.presses(leader, "Chuyển ý kiến"), an)


@pytest.mark.parametrize("line", ["nv 1 cho ý kiến", "cho ý kiến nv 1", "chỉ đạo nv1"])
def test_an_opinion_without_its_words_is_asked_for(house: House, leader: Person, line: str):
    assert text(house.says(leader, line)).endswith("Kính đề nghị đồng chí gõ ý kiến.")


def test_an_agencys_leader_still_reports_in_the_same_way_as_its_officials(house: House, an: Person):
    leader = house.person("Lê Dung", role=Role.LEADER)
    assert text(house.says(leader, "nv1 yêu cầu bổ sung hồ sơ, xong 80%")).startswith("Hệ thống hiểu:")


def test_the_offices_leader_reports_for_nobody_and_is_offered_an_opinion(house: House, an: Person):
    leader = house.person("Lê Dung", role=Role.LEADER, agency=house.agency(house.office.name, kind="office"))
    asked = house.says(leader, "nv 1 xong 80%")
    assert text(asked) == "NV 1 · 141/TB-BCĐ do Sở Nội vụ\nthực hiện và báo cáo. Chưa ghi gì."
    assert labels(asked) == ["Xem nhiệm vụ", "Cho ý kiến"]
    assert count(house, "reports") == 0


def test_a_difficulty_shown_to_a_leader_is_answered_from_there(house: House, an: Person):
    leader = house.person("Lê Dung", role=Role.LEADER)
    house.says(an, "nv1 vướng kinh phí")
    house.presses(an, "Đúng")
    (notice,) = notices(house.presses(an, "Lãnh đạo đơn vị"), leader)
    assert [choice.label for choice in notice.choices] == ["Cho ý kiến", "Xem nhiệm vụ"]
    house.presses(leader, "Cho ý kiến")
    assert notices(house.says(leader, "bố trí từ nguồn dự phòng"), an)
