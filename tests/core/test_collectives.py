"""Collective addressees are the agencies of the directory whose names begin so."""

from __future__ import annotations

import pytest

from core.agencies import Matcher
from core.collectives import collective, sounds_collective
from core.model import Agency

NAMES = (
    "Sở Nội vụ",
    "Sở Y tế",
    "Ban Quản lý khu kinh tế",
    "Công an tỉnh",
    "Thanh tra tỉnh",
    "UBND xã An Phú",
    "Ủy ban nhân dân xã Bình An",
    "UBND phường Trần Phú",
    "UBND thị xã An Nhơn",
    "Đảng ủy xã An Phú",
    "Huyện ủy Vĩnh Thạnh",
    "Bộ Công an",
    "Bộ Chỉ huy Quân sự tỉnh",
)
MATCHER = Matcher([*(Agency(n, name) for n, name in enumerate(NAMES, 1)), Agency(99, "Văn phòng", kind="office")])
SO, BAN, NGANH = {1, 2}, {3}, {4, 5, 13}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("các sở, ban, ngành", SO | BAN | NGANH),
        ("Các sở, ban, ngành tỉnh", SO | BAN | NGANH),
        ("các Sở", SO),
        ("UBND các xã, phường", {6, 7, 8}),
        ("Ủy ban nhân dân các xã", {6, 7}),
        ("Chủ tịch UBND các xã, phường trên địa bàn tỉnh", {6, 7, 8}),
        ("UBND cấp xã", {6, 7, 8}),
        ("UBND các huyện, thị xã, thành phố", {9}),
        ("các xã, phường", {6, 7, 8}),
        ("Đảng ủy các xã, phường", {10}),
        ("các huyện ủy, thành ủy", {11}),
        ("Các bộ, ngành", {12} | NGANH),
        ("Bộ, ngành, địa phương", {12, 6, 7, 8, 9} | NGANH),
        ("các cơ quan, đơn vị", set(range(1, 14))),
    ],
)
def test_a_collective_means_the_agencies_whose_names_begin_so(written: str, meant: set[int]):
    assert {one.id for one in MATCHER.group(written)} == meant
    found = collective(written)
    assert found
    assert found.whole


@pytest.mark.parametrize(
    "written",
    [
        "Sở Nội vụ",
        "Sở Nội vụ, Sở Y tế",
        "các ban quản lý dự án",
        "UBND xã An Phú",
        "các doanh nghiệp công nghệ số",
        "UBND các xã Đa Lộc, Minh Lộc",
    ],
)
def test_what_names_one_agency_or_nobody_kept_is_no_collective(written: str):
    assert collective(written) is None


@pytest.mark.parametrize(
    "written",
    ["các sở, ngành liên quan", "Các sở, ban, ngành được phân công", "UBND các xã chưa đạt chuẩn nông thôn mới"],
)
def test_those_concerned_are_only_some_of_a_kind(written: str):
    found = collective(written)
    assert found
    assert not found.whole


def test_words_that_name_no_single_agency_are_recognised():
    assert sounds_collective("Các doanh nghiệp")
    assert sounds_collective("Địa phương được lựa chọn")
    assert not sounds_collective("Bộ Lao động")
