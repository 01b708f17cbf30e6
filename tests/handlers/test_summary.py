"""Figures in chat, as each person may see them."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from core.model import Role
from db import tasks
from db.tables import files
from tests.house import House


def test_the_coordinator_asks_for_the_summary_and_gets_the_number_first(house):
    coordinator = house.coordinator()
    house.task("2026-03-10", official=house.person())
    house.task("2026-03-31", official=house.person())
    (reply,) = house.says(coordinator, "/tonghop")
    assert reply.text.startswith("Quá hạn 1 việc, tại 1 đơn vị.\nTính đến 8 giờ, 16/3/2026 · 1 văn bản\n\nTổng 2\n")


def test_it_can_be_asked_in_plain_words(house):
    coordinator = house.coordinator()
    house.task("2026-03-10")
    assert house.says(coordinator, "bao nhiêu việc quá hạn")[0].text.startswith("Quá hạn 1 việc")


def test_an_agencys_people_see_their_agency_only(house):
    focal = house.person(role=Role.FOCAL, agency="UBND xã Bình An")
    house.task("2026-03-31", official=house.person(agency="UBND xã Bình An"))
    house.task("2026-03-10", official=house.person(agency="Sở Xây dựng"))
    (reply,) = house.says(focal, "/tonghop")
    assert reply.text.startswith("UBND xã Bình An: không có việc quá hạn.\n")
    assert "\nTổng 1\n" in reply.text
    assert "Theo đơn vị" not in [choice.label for choice in reply.choices]


def test_part_of_a_number_is_the_directive(house):
    coordinator = house.coordinator()
    house.task("2026-03-31", directive=house.directive("141/TB-BCĐ"))
    house.task("2026-03-31", directive=house.directive("7/CT-UBND"))
    (reply,) = house.says(coordinator, "/tonghop 141")
    assert reply.text.startswith("141/TB-BCĐ ngày 2/3/2026 · tính đến 8 giờ, 16/3\n1 nhiệm vụ, 1 đơn vị\n")
    assert "Chưa có báo cáo nào: Sở Nội vụ" in reply.text


def test_several_directives_are_offered_and_an_unknown_one_is_said_to_be_unknown(house):
    coordinator = house.coordinator()
    for number in ("141/TB-BCĐ", "1412/UBND-VX"):
        house.task("2026-03-31", directive=house.directive(number))
    (which,) = house.says(coordinator, "/tonghop 141")
    assert {choice.label for choice in which.choices} == {"141/TB-BCĐ", "1412/UBND-VX"}
    assert house.says(coordinator, "/tonghop 999")[0].text.startswith("Không thấy văn bản số 999")
    assert house.presses(coordinator, "141/TB-BCĐ")[0].text.startswith("141/TB-BCĐ ngày 2/3/2026")


def test_a_foreign_directive_is_as_unknown_as_one_that_does_not_exist(house):
    focal = house.person(role=Role.FOCAL, agency="UBND xã Bình An")
    house.task("2026-03-31", official=house.person(), directive=house.directive("141/TB-BCĐ"))
    foreign, unknown = house.says(focal, "/tonghop 141"), house.says(focal, "/tonghop 999")
    assert foreign[0].text.replace("141", "999") == unknown[0].text


def test_a_list_stands_behind_the_number_a_page_at_a_time(house):
    coordinator = house.coordinator()
    for _ in range(7):
        house.task("2026-03-10")
    house.says(coordinator, "/tonghop")
    (first,) = house.presses(coordinator, "Việc quá hạn")
    assert first.text.startswith("Việc quá hạn: 7 (tính đến 8 giờ, 16/3)\nNV 1 · 141/TB-BCĐ · Sở Nội vụ\n")
    assert first.text.endswith("\n(còn 2 việc)")
    (second,) = house.presses(coordinator, "Xem thêm")
    assert "NV 7 · " in second.text
    assert "(còn" not in second.text
    assert "Xem thêm" not in [choice.label for choice in second.choices]


def test_agencies_are_compared_by_number_and_by_share(house):
    coordinator = house.coordinator()
    large, small = house.person(agency="Sở A"), house.person(agency="Sở B")
    for due in ("2026-03-10", "2026-03-10", "2026-04-10", "2026-04-10", "2026-04-10"):
        house.task(due, official=large)
    house.task("2026-03-10", official=small)
    (reply,) = house.says(coordinator, "đơn vị nào chậm nhất")
    assert "1. Sở A: 2 quá hạn trên 5 được giao\n2. Sở B: 1 quá hạn trên 1 được giao" in reply.text
    (by_share,) = house.presses(coordinator, "Xem theo tỷ lệ")
    assert "1. Sở B: 1 quá hạn trên 1 được giao (100 %)" in by_share.text


def test_agencies_are_compared_by_whom_the_directives_addressed_as_well(house):
    coordinator = house.coordinator()
    gone, heir = house.agency("Phòng A"), house.person(agency="Xã B")
    house.task("2026-03-10", official=heir, first_lead_id=gone.id)
    house.task("2026-03-10", official=heir)
    (present,) = house.says(coordinator, "đơn vị nào chậm nhất")
    assert "1. Xã B: 2 quá hạn trên 2 được giao" in present.text
    (first,) = house.presses(coordinator, "Nơi giao ban đầu")
    assert "Theo đơn vị được giao ban đầu.\n1. Phòng A: 1 quá hạn trên 1 được giao\n2. Xã B: 1" in first.text
    (typed,) = house.says(coordinator, "theo don vi duoc giao ban dau")
    assert typed.text == first.text


def test_it_can_be_read_aloud(house):
    coordinator = house.coordinator()
    house.task("2026-03-10", blocked="chờ kinh phí")
    house.says(coordinator, "/tonghop")
    (reply,) = house.presses(coordinator, "Nói trong họp")
    assert "Còn 1 việc quá hạn, tập trung ở Sở Nội vụ." in reply.text
    assert "đáng chú ý là chờ kinh phí." in reply.text


def kept(house) -> list[tuple[str, bytes]]:
    with house.store.read() as conn:
        return [(row.name, row.content) for row in conn.execute(select(files).order_by(files.c.id))]


def test_the_summary_is_given_as_a_file_of_what_the_person_may_see(house):
    focal = house.person(role=Role.FOCAL, agency="UBND xã Bình An")
    house.task("2026-03-31", official=house.person(agency="UBND xã Bình An"), text="Việc của xã")
    house.task("2026-03-10", official=house.person(agency="Sở Xây dựng"), text="Việc của sở")
    house.says(focal, "/tonghop")
    asked = house.presses(focal, "Xuất tệp")
    assert [choice.label for choice in asked[0].choices] == ["Bản Word", "Excel", "Ảnh", "Quay lại"]
    (reply,) = house.says(focal, "excel")
    assert reply.text == "Tình hình thực hiện nhiệm vụ được giao (UBND xã Bình An).\nTính đến 8 giờ, 16/3/2026."
    ((name, content),) = kept(house)
    assert (reply.file_id, name) == (1, "Tong hop nhiem vu 16-03-2026 08h00.xlsx")
    rows = list(load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))
    assert [row[2] for row in rows[2:]] == ["Việc của xã"]


@pytest.mark.parametrize(("label", "begins"), [("Bản Word", b"PK"), ("Ảnh", b"\x89PNG")])
def test_a_report_and_a_picture_are_asked_for_by_their_words(house, label, begins):
    coordinator = house.coordinator()
    house.task("2026-03-10")
    house.says(coordinator, "xuất tệp")
    (reply,) = house.presses(coordinator, label)
    assert reply.file_id
    assert kept(house)[0][1].startswith(begins)


def extended(house, *, coordinator, official, task: int | None = None, to: str = "31/3") -> int:
    """A task due on 13/3 whose deadline moved by a request that was agreed to."""
    task = task or house.task("2026-03-13", official=official, directive=house.directive(coordinator=coordinator))
    house.says(official, f"xin gia hạn nv{task} đến {to} vì chưa có kinh phí")
    house.presses(official, "Bỏ qua")
    house.presses(official, "Gửi")
    house.presses(coordinator, "Đồng ý")
    house.says(coordinator, "Công văn 99/UBND-TH ngày 16/3/2026")
    return task


@pytest.mark.parametrize(
    "typed", ["tổng hợp theo hạn ban đầu", "tong hop theo han ban dau", "/tonghop theo hạn ban đầu"]
)
def test_the_summary_is_counted_by_the_original_deadline_when_asked(house, typed):
    coordinator = house.coordinator()
    extended(house, coordinator=coordinator, official=house.person())
    assert house.says(coordinator, "/tonghop")[0].text.startswith("Không có việc quá hạn.\n")
    (reply,) = house.says(coordinator, typed)
    assert reply.text.startswith("Tính theo hạn ban đầu.\nQuá hạn 1 việc, tại 1 đơn vị.\n")
    (late,) = house.presses(coordinator, "Việc quá hạn")
    assert late.text.startswith("Tính theo hạn ban đầu.\nViệc quá hạn: 1 (tính đến 8 giờ, 16/3)\nNV 1 · ")
    assert "quá 1 ngày làm việc" in late.text
    assert house.presses(coordinator, "Quay lại")[0].text == reply.text
    (agencies,) = house.presses(coordinator, "Theo đơn vị")
    assert agencies.text.startswith("Tính theo hạn ban đầu.\nĐơn vị còn nhiều việc quá hạn")
    assert "1. Sở Nội vụ: 1 quá hạn trên 1 được giao" in agencies.text
    assert house.presses(coordinator, "Xem việc")[0].text == late.text
    assert house.presses(coordinator, "Theo hạn hiện nay")[0].text.startswith("Không có việc quá hạn.\n")


def test_asked_in_a_sentence_or_of_one_directive_it_is_counted_so_as_well(house):
    coordinator = house.coordinator()
    extended(house, coordinator=coordinator, official=house.person())
    (reply,) = house.says(coordinator, "cho xem số liệu tổng hợp theo hạn ban đầu")
    assert reply.text.startswith("Tính theo hạn ban đầu.\nQuá hạn 1 việc")
    (one,) = house.says(coordinator, "/tonghop 141 theo hạn ban đầu")
    assert one.text.startswith("Tính theo hạn ban đầu.\n141/TB-BCĐ ngày 2/3/2026")
    assert "Quá hạn 1" in one.text
    (now,) = house.presses(coordinator, "Theo hạn hiện nay")
    assert "Quá hạn 0" in now.text
    assert house.presses(coordinator, "Theo hạn ban đầu")[0].text == one.text


def test_an_agencys_people_have_a_button_for_it_and_see_their_agency_only(house):
    focal = house.person("Trần Hà", role=Role.FOCAL, agency="Sở Nội vụ")
    extended(house, coordinator=house.coordinator(), official=house.person())
    house.task("2026-03-10", official=house.person(agency="Sở Xây dựng"))
    house.says(focal, "/tonghop")
    (reply,) = house.presses(focal, "Theo hạn ban đầu")
    assert reply.text.startswith("Tính theo hạn ban đầu.\nSở Nội vụ: quá hạn 1 việc.\n")


def test_a_second_extension_leaves_the_first_deadline_and_a_newer_one_by_document_replaces_it(house):
    coordinator = house.coordinator()
    official = house.person()
    task = extended(house, coordinator=coordinator, official=official)
    extended(house, coordinator=coordinator, official=official, task=task, to="20/4")
    assert "Quá hạn 1 việc" in house.says(coordinator, "theo hạn ban đầu")[0].text
    with house.store.begin() as conn:
        now = tasks.by_id(conn, task)
        tasks.change_due(conn, now, now.due, by=coordinator, now=house.now)
    assert "Không có việc quá hạn" in house.says(coordinator, "theo hạn ban đầu")[0].text


def test_the_file_is_counted_by_the_original_deadline_too(house):
    coordinator = house.coordinator()
    extended(house, coordinator=coordinator, official=house.person())
    house.says(coordinator, "tổng hợp theo hạn ban đầu")
    assert house.presses(coordinator, "Xuất tệp")[0].text.startswith("Tính theo hạn ban đầu.\n")
    (reply,) = house.presses(coordinator, "Excel")
    assert reply.text.endswith("Tính theo hạn ban đầu, đến 8 giờ, 16/3/2026.")
    ((_, content),) = kept(house)
    title, _, row = list(load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))
    assert "Tính theo hạn ban đầu" in title[0]
    assert row[5].endswith("; ngày làm việc cuối ban đầu 13/3/2026")
    assert row[7].startswith("Quá hạn · ")


@pytest.mark.parametrize("said", ["xuất excel", "xuat word", "bản Word"])
def test_a_file_of_the_figures_is_had_by_its_name_from_anywhere(house: House, said: str) -> None:
    house.task()
    (asked,) = house.says(house.coordinator(), said)
    assert [choice.label for choice in asked.choices][:2] == ["Bản Word", "Excel"]
