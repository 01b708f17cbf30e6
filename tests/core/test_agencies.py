"""Written names and the agencies they mean."""

from __future__ import annotations

import pytest

from core.agencies import Matcher, is_sure, split_names
from core.model import Agency

NAMES = (
    "Sở Nội vụ",
    "Sở Thông tin và Truyền thông",
    "Sở Nông nghiệp và Môi trường",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Lao động - Thương binh và Xã hội",
    "Ban Thường vụ Huyện ủy Vĩnh Thạnh",
    "Ủy ban nhân dân huyện Vĩnh Thạnh",
    "Ủy ban nhân dân huyện Tây Sơn",
    "Ủy ban nhân dân xã Vĩnh Thanh",
    "Ủy ban nhân dân xã Mỹ Hòa",
    "Ủy ban nhân dân thành phố Quy Nhơn",
    "Công an tỉnh Bình Định",
    "Văn phòng Ủy ban nhân dân tỉnh",
    "Thanh tra tỉnh",
)
AGENCIES = [Agency(n, name) for n, name in enumerate(NAMES, 1)]
MATCHER = Matcher(AGENCIES)


def meant(written: str) -> str | None:
    found = MATCHER.match(written)
    return NAMES[found.agency_id - 1] if found.agency_id and is_sure(found) else None


@pytest.mark.parametrize("name", NAMES)
def test_an_agency_is_known_by_its_own_name_and_without_diacritics(name: str):
    from core.text import fold

    assert meant(name) == name
    assert meant(fold(name)) == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Sở TT&TT", "Sở Thông tin và Truyền thông"),
        ("Sở TTTT", "Sở Thông tin và Truyền thông"),
        ("Sở LĐ-TB&XH", "Sở Lao động - Thương binh và Xã hội"),
        ("Sở NV", "Sở Nội vụ"),
        ("Sở VHTTDL", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở Văn hoá, Thể thao và Du lịch", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở Thông tin, Truyền thông", "Sở Thông tin và Truyền thông"),
        ("UBND huyện Vĩnh Thạnh", "Ủy ban nhân dân huyện Vĩnh Thạnh"),
        ("Uỷ ban nhân dân huyện Vĩnh Thạnh", "Ủy ban nhân dân huyện Vĩnh Thạnh"),
        ("ubnd huyen tay son", "Ủy ban nhân dân huyện Tây Sơn"),
        ("UBND TP Quy Nhơn", "Ủy ban nhân dân thành phố Quy Nhơn"),
        ("UBND xã Mĩ Hoà", "Ủy ban nhân dân xã Mỹ Hòa"),
        ("BTV HU Vĩnh Thạnh", "Ban Thường vụ Huyện ủy Vĩnh Thạnh"),
        ("Giám đốc Sở Nội vụ", "Sở Nội vụ"),
        ("Đồng chí Chánh Thanh tra tỉnh", "Thanh tra tỉnh"),
        ("Chủ tịch UBND huyện Tây Sơn", "Ủy ban nhân dân huyện Tây Sơn"),
        ("Công an tỉnh", "Công an tỉnh Bình Định"),
        ("Sở Nội vụ tỉnh Bình Định", "Sở Nội vụ"),
        ("VP UBND tỉnh", "Văn phòng Ủy ban nhân dân tỉnh"),
    ],
)
def test_the_same_agency_is_recognised_in_other_spellings(written: str, name: str):
    assert meant(written) == name


@pytest.mark.parametrize(
    "written",
    [
        "Ban Thường vụ Huyện ủy Vĩnh Thanh",
        "Ban Thường vụ Huyện ủy Tây Sơn",
        "Huyện ủy Vĩnh Thạnh",
        "UBND huyện Vĩnh Thanh",
        "UBND xã Vĩnh Thạnh",
        "UBND huyện Vĩnh Thịnh",
        "UBND tỉnh, Sở Nội vụ",
        "Công an huyện Vĩnh Thạnh",
        "Sở Y tế",
        "các sở, ban, ngành",
        "Sở",
        "",
    ],
)
def test_a_similar_name_is_never_taken_for_a_known_agency(written: str):
    assert meant(written) is None


def test_a_place_written_with_another_tone_is_offered_but_not_sure():
    found = MATCHER.match("Ban Thường vụ Huyện ủy Vĩnh Thanh")
    assert found.agency_id == NAMES.index("Ban Thường vụ Huyện ủy Vĩnh Thạnh") + 1
    assert not is_sure(found)


def test_two_agencies_of_one_name_are_no_match():
    both = Matcher([Agency(1, "Sở Nội vụ tỉnh A"), Agency(2, "Sở Nội vụ tỉnh B")])
    assert both.match("Sở Nội vụ").agency_id is None


def test_a_learned_alias_is_the_agency_from_then_on():
    matcher = Matcher([Agency(7, "Huyện ủy Vĩnh Thạnh", aliases=("Ban Thường vụ Huyện ủy Vĩnh Thạnh",))])
    assert matcher.match("BTV Huyện uỷ Vĩnh Thạnh").agency_id == 7


def test_near_names_are_offered_most_similar_first():
    near = [one.name for one in MATCHER.near("Huyện ủy Vĩnh Thạnh")]
    assert near[0] == "Ban Thường vụ Huyện ủy Vĩnh Thạnh"
    assert len(near) <= 3
    assert Matcher([]).near("Sở Nội vụ") == []


def test_a_collective_means_every_known_agency_of_its_kind():
    assert [one.name for one in MATCHER.group("UBND các huyện, thị xã, thành phố")] == [
        "Ủy ban nhân dân huyện Vĩnh Thạnh",
        "Ủy ban nhân dân huyện Tây Sơn",
        "Ủy ban nhân dân thành phố Quy Nhơn",
    ]
    assert len(MATCHER.group("các sở, ban, ngành")) == 8
    assert MATCHER.group("Sở Nội vụ") == []


def test_lists_are_parted_between_agencies_and_never_inside_one():
    assert split_names("Sở Nội vụ, Sở Tài chính và UBND xã An Phú", MATCHER) == [
        "Sở Nội vụ",
        "Sở Tài chính",
        "UBND xã An Phú",
    ]
    assert split_names("Sở Văn hóa, Thể thao và Du lịch", MATCHER) == ["Sở Văn hóa, Thể thao và Du lịch"]
