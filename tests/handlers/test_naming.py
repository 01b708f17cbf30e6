"""Names the directory does not know, and collectives, are settled by the coordinator."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from core.messages import Reply
from core.model import DraftTask, NamedAgency
from db import agencies, drafts, files
from tests.handlers.reading import NAME, under_review
from tests.house import House

SO = ("Sở Nội vụ", "Sở Y tế", "Sở Tài chính")


class Review:
    """The sample directive, tasks 2 and 5 given to a collective, task 3 to a name that is not in the directory."""

    def __init__(self, house: House) -> None:
        house.now = dt.datetime(2024, 10, 9, 1, tzinfo=dt.UTC)
        self.house, self.coordinator = house, house.coordinator()
        self.agency = {name: house.agency(name) for name in (*SO, NAME)}
        under_review(house, self.coordinator)
        leads = {2: "các sở", 5: "các sở", 3: "Sở Nội-chính", 7: "Sở Nội-chính"}
        with house.store.begin() as conn:
            lead = (NamedAgency(NAME, self.agency[NAME].id, 100.0),)
            several = [replace(one, leads=lead, doubts=()) for one in drafts.of(conn, 1)]
            changed = [
                replace(one, leads=(NamedAgency(name),), doubts=("group",) if name == "các sở" else ())
                if (name := leads.get(one.position))
                else one
                for one in several
            ]
            drafts.replace_all(conn, 1, changed)
        self.says("xem 1")

    def says(self, text: str) -> list[Reply]:
        return self.house.says(self.coordinator, text)

    def presses(self, label: str) -> list[Reply]:
        return self.house.presses(self.coordinator, label)

    def draft(self, position: int) -> DraftTask:
        with self.house.store.read() as conn:
            return next(one for one in drafts.of(conn, 1) if one.position == position)

    def leads(self, position: int) -> list[int | None]:
        return [one.agency_id for one in self.draft(position).leads]

    def ids(self, *names: str) -> list[int]:
        return [self.agency[name].id for name in names]


@pytest.fixture
def desk(house: House) -> Review:
    return Review(house)


def test_a_collective_is_spread_over_its_agencies_in_one_tap(desk: Review):
    (listed,) = desk.presses("Quay lại")
    assert "2, 5  “các sở”: 3 đơn vị?" in listed.text
    desk.says("xem 5")
    card, named = desk.presses("Giao cả 3 đơn vị")
    assert card.text.startswith("Đã sửa việc 2, 5.")
    assert named.text.startswith("“các sở” là 3 đơn vị:\nSở Nội vụ, Sở Y tế, Sở Tài chính")
    assert desk.leads(2) == desk.leads(5) == desk.ids(*SO)
    assert "group" not in desk.draft(2).doubts


def test_some_are_left_out_of_one_task_by_typing(desk: Review):
    (card,) = desk.says("5: trừ Sở Y tế, so tai chinh")
    assert card.text.startswith("Đã sửa việc 5.")
    assert desk.leads(5) == desk.ids("Sở Nội vụ")
    assert desk.draft(2).leads[0].agency_id is None


def test_some_are_left_out_wherever_the_collective_stands_also_after_it_was_spread(desk: Review):
    desk.says("xem 5")
    desk.presses("Giao cả 3 đơn vị")
    (listed,) = desk.says("trừ Sở Y tế")
    assert listed.text.startswith("Đã sửa việc 2, 5.")
    assert desk.leads(2) == desk.ids("Sở Nội vụ", "Sở Tài chính")
    desk.says("hoàn tác")
    assert desk.leads(2) == desk.ids(*SO)


def test_leaving_out_an_unknown_agency_changes_nothing(desk: Review):
    (listed,) = desk.says("trừ Sở Xây dựng")
    assert listed.text.startswith("Chưa có trong danh bạ: “Sở Xây dựng”")
    assert desk.draft(2).leads[0].agency_id is None
    assert desk.says("4: trừ Sở Y tế")[0].text.startswith("Không có việc nào giao theo tên chung.")


def test_a_task_is_given_to_a_collective_by_typing(desk: Review):
    desk.says("giao 8-9 cho các sở trừ Sở Y tế")
    assert desk.leads(8) == desk.leads(9) == desk.ids("Sở Nội vụ", "Sở Tài chính")


def test_a_typed_correction_is_learned_and_counts_for_the_other_tasks_of_that_name(desk: Review):
    desk.says("3: chủ trì Sở Nội vụ")
    assert desk.leads(3) == desk.leads(7) == desk.ids("Sở Nội vụ")
    with desk.house.store.read() as conn:
        assert agencies.get(conn, desk.agency["Sở Nội vụ"].id).aliases == ("Sở Nội-chính",)


def test_a_collective_is_never_learned_as_the_name_of_one_agency(desk: Review):
    desk.says("2: chủ trì Sở Nội vụ")
    with desk.house.store.read() as conn:
        assert agencies.get(conn, desk.agency["Sở Nội vụ"].id).aliases == ()


def test_the_review_is_sent_as_a_workbook(desk: Review):
    desk.presses("Quay lại")
    (sent,) = desk.presses("Bảng rà soát")
    assert sent.text.startswith("Bảng rà soát 10 việc của 141/TB-BCĐ")
    with desk.house.store.read() as conn:
        name, content = files.get(conn, sent.file_id or 0)
    assert name == "Bang ra soat 141-TB-BCĐ.xlsx"
    rows = list(openpyxl.load_workbook(BytesIO(content)).active.iter_rows(values_only=True))
    assert rows[1] == ("STT", "Mục", "Nội dung", "Chủ trì", "Phối hợp", "Thời hạn", "Cần xem", "Câu gốc")
    assert len(rows) == 12
    assert rows[3][6] == "“các sở”: 3 đơn vị?"


def test_giving_while_something_is_doubtful_shows_it_and_offers_the_rest(desk: Review):
    desk.presses("Quay lại")
    (asked,) = desk.presses("Giao việc")
    assert asked.text.startswith("141/TB-BCĐ ngày 8/10/2024: còn 4 việc cần xem")
    assert "2, 5  “các sở”: 3 đơn vị?" in asked.text
    assert [one.label for one in asked.choices] == ["Giao 6 việc đã rõ", "Xem 4 việc cần rà", "Quay lại"]
    (confirm,) = desk.presses("Giao 6 việc đã rõ")
    assert confirm.text.startswith("Chuyển 6 nhiệm vụ tới 1 đơn vị?")


def test_the_words_to_give_find_the_review_at_hand(desk: Review, house: House):
    assert desk.says("giao việc")[0].text.startswith("141/TB-BCĐ ngày 8/10/2024: còn 4 việc cần xem")
    other = house.coordinator("Lê Khánh")
    assert house.says(other, "giao viec")[0].text.startswith("Đồng chí không có văn bản nào đang chờ giao.")
    assert house.says(other, "văn bản")[0].text.startswith("Văn bản 1–1 trong 1")
