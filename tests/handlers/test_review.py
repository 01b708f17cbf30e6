"""The coordinator goes through what was read of a real directive."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from core.messages import Reply
from core.model import DraftTask, NamedAgency, Person
from core.proposal import DeadlineKind
from db import agencies, drafts
from tests.handlers.reading import NAME, under_review
from tests.house import House


class Desk:
    """A coordinator with the sample directive under review."""

    def __init__(self, house: House, coordinator: Person) -> None:
        self.house, self.coordinator = house, coordinator

    def says(self, text: str) -> Reply:
        return self.house.says(self.coordinator, text)[0]

    def presses(self, label: str) -> Reply:
        return self.house.presses(self.coordinator, label)[0]

    def drafts(self) -> list[DraftTask]:
        with self.house.store.read() as conn:
            return drafts.of(conn, 1)

    def draft(self, position: int) -> DraftTask:
        return next(one for one in self.drafts() if one.position == position)


@pytest.fixture
def desk(house: House) -> Desk:
    house.now = dt.datetime(2024, 10, 9, 1, tzinfo=dt.UTC)
    coordinator = house.coordinator()
    house.agency(NAME)
    house.agency("Sở Nội vụ")
    house.agency("Sở Thông tin và Truyền thông")
    under_review(house, coordinator)
    return Desk(house, coordinator)


def labels(reply: Reply) -> list[str]:
    return [choice.label for choice in reply.choices]


# ── looking ────────────────────────────────────────────────────────────────────────────────────
def test_a_card_shows_the_source_and_the_three_dates(desk: Desk):
    card = desk.says("xem 1")
    assert card.text.startswith("Việc 1/10 · 141/TB-BCĐ, mục ")
    assert f"Chủ trì: {NAME}" in card.text
    assert "Phối hợp: không" in card.text
    assert "Hạn báo cáo chung của văn bản: trước ngày 31 tháng 3 năm 2025" in card.text
    assert "ngày cuối 30/3 · ngày làm việc cuối thứ Sáu 28/3/2025" in card.text
    assert "tính quá hạn từ 1/4/2025" in card.text
    assert "Câu gốc: “- Khẩn trương rà soát" in card.text
    assert labels(card) == ["Đúng", "Sửa", "Bỏ", "Xem văn bản", "Việc sau", "Quay lại"]


def test_the_source_is_shown_with_what_stands_around_it(desk: Desk):
    desk.says("xem 2")
    source = desk.presses("Xem văn bản")
    assert "[Việc 2]" in source.text
    assert "Tăng cường thực hiện" in source.text
    assert desk.presses("Quay lại").text.startswith("Việc 2/10")


def test_all_tasks_are_listed_a_page_at_a_time(desk: Desk):
    first = desk.presses("Xem cả 10")
    assert first.text.startswith("141/TB-BCĐ: việc 1–6 trong 10")
    assert desk.presses("Xem thêm").text.startswith("141/TB-BCĐ: việc 7–10 trong 10")
    assert len(labels(first)) == 6


# ── once a directive ───────────────────────────────────────────────────────────────────────────
def test_a_shared_report_date_becomes_each_ones_own_deadline_when_so_answered(desk: Desk):
    reply = desk.presses("Hạn từng việc")
    assert reply.text.startswith("Đã ghi hạn hoàn thành riêng cho 9 việc.")
    due = desk.draft(1).due
    assert due is not None
    assert (due.kind, due.inherited) == (DeadlineKind.COMPLETION, False)


def test_a_shared_report_date_goes_when_so_answered_and_comes_back_with_undo(desk: Desk):
    desk.presses("Không thời hạn")
    assert desk.draft(1).due is None
    assert desk.draft(10).due is not None
    desk.says("hoàn tác")
    assert desk.draft(1).due is not None


def test_before_the_day_counts_from_the_day_when_the_coordinator_says_so(desk: Desk):
    reply = desk.presses("Từ 31/3")
    assert reply.text.startswith("Đã ghi: tính quá hạn từ 31/3/2025")
    dues = [one.due for one in desk.drafts() if one.due]
    assert {due.overdue_from for due in dues} == {dt.date(2025, 3, 31)}


def test_an_answer_for_the_whole_directive_may_be_changed_and_the_same_one_counts_once(desk: Desk):
    desk.presses("Hạn báo cáo chung")
    assert "đã hết hạn" in desk.presses("Hạn báo cáo chung").text
    assert desk.presses("Không thời hạn").text.startswith("Đã bỏ hạn của 9 việc.")
    assert desk.presses("Hạn từng việc").text.startswith("Không còn việc nào theo hạn báo cáo chung.")


# ── tapped ─────────────────────────────────────────────────────────────────────────────────────
def test_a_deadline_is_changed_by_tapping_and_typing(desk: Desk):
    desk.says("xem 3")
    assert labels(desk.presses("Sửa")) == ["Nội dung", "Chủ trì", "Phối hợp", "Hạn", "Quay lại"]
    assert "Đồng chí gõ hạn của việc 3" in desk.presses("Hạn").text
    card = desk.says("trước ngày 15/4/2025")
    assert card.text.startswith("Đã sửa việc 3.\nViệc 3/10")
    assert "Hạn hoàn thành: trước ngày 15/4/2025" in card.text
    assert "ngày làm việc cuối thứ Hai 14/4/2025" in card.text


def test_a_day_that_does_not_exist_is_asked_again_and_changes_nothing(desk: Desk):
    desk.says("xem 3")
    desk.presses("Sửa")
    desk.presses("Hạn")
    before = desk.draft(3)
    assert "“31/4/2025” không có trong lịch. Chưa sửa gì." in desk.says("31/4/2025").text
    assert desk.draft(3) == before
    assert desk.says("30/4/2025").text.startswith("Đã sửa việc 3.")


def test_a_lead_is_changed_only_to_a_known_agency(desk: Desk):
    desk.says("xem 3")
    desk.presses("Sửa")
    desk.presses("Chủ trì")
    again = desk.says("Sở Nội chính")
    assert "Chưa có trong danh bạ: “Sở Nội chính”. Gần giống: Sở Nội vụ" in again.text
    assert "Chủ trì: Sở Nội vụ" in desk.says("so noi vu").text


def test_dropping_a_task_moves_on_and_can_be_taken_back(desk: Desk):
    desk.says("xem 4")
    assert "Đã bỏ việc 4. Gõ 'hoàn tác' để lấy lại." in desk.presses("Bỏ").text
    assert desk.draft(4).dropped
    assert "Đã hoàn tác lần sửa gần nhất." in desk.says("hoan tac").text
    assert not desk.draft(4).dropped


# ── typed ──────────────────────────────────────────────────────────────────────────────────────
def test_a_typed_day_without_a_year_is_the_first_one_to_come(desk: Desk):
    card = desk.says("3: han 15/4")
    due = desk.draft(3).due
    assert due is not None
    assert due.date == dt.date(2025, 4, 15)
    assert card.text.startswith("Đã sửa việc 3.")


def test_agencies_are_set_by_typing_with_short_names(desk: Desk):
    desk.says("7: chủ trì Sở TT&TT")
    desk.says("7: phối hợp Sở Nội vụ, BTV HU Vĩnh Thạnh")
    draft = desk.draft(7)
    assert len(draft.leads) == 1
    assert len(draft.supporting) == 2
    card = desk.says("xem 7")
    assert "Chủ trì: Sở Thông tin và Truyền thông" in card.text
    assert f"Phối hợp: Sở Nội vụ, {NAME}" in card.text


def test_several_are_given_to_one_agency(desk: Desk):
    reply = desk.says("giao 1-3, 5 cho Sở Nội vụ")
    assert reply.text.startswith("Đã sửa việc 1, 2, 3, 5.")
    agency = desk.house.agency("Sở Nội vụ")
    given = [one.position for one in desk.drafts() if one.leads[0].agency_id == agency.id]
    assert given == [1, 2, 3, 5]


def test_tasks_are_joined_and_dropped_and_restored_by_typing(desk: Desk):
    desk.says("gộp 4 5")
    assert "Quan tâm" in desk.draft(4).text
    assert "Tập trung nâng cao" in desk.draft(4).text
    assert desk.draft(5).dropped
    desk.says("bỏ 7 8")
    desk.says("giữ 8")
    assert [one.position for one in desk.drafts() if one.dropped] == [5, 7]


def test_a_task_the_reading_missed_is_added_with_its_agency_and_date(desk: Desk):
    card = desk.says("thêm: Sở Nội vụ báo cáo kết quả trước ngày 15/4/2025")
    assert card.text.startswith("Đã thêm việc 11.")
    assert "Chủ trì: Sở Nội vụ" in card.text
    due = desk.draft(11).due
    assert due is not None
    assert due.date == dt.date(2025, 4, 15)


def test_a_number_that_is_not_there_changes_nothing(desk: Desk):
    before = desk.drafts()
    assert "Không có việc 77; văn bản có việc 1 đến 10. Chưa sửa gì." in desk.says("bỏ 3 77").text
    assert desk.drafts() == before


def test_an_unreadable_edit_says_why_and_changes_nothing(desk: Desk):
    before = desk.drafts()
    assert "Chưa đọc được hạn “sớm nhất”" in desk.says("3: hạn sớm nhất").text
    unknown = desk.says("3: chủ trì Sở Xây dựng").text
    assert "Chưa có trong danh bạ: “Sở Xây dựng”" in unknown
    assert "Đơn vị mới: gõ 'thêm đơn vị Sở Xây dựng'." in unknown
    assert "Đồng chí gõ lại, ví dụ\n'3: hạn 15/4/2026'." in desk.says("3: hạn 31/4").text
    assert desk.drafts() == before


def test_undo_goes_back_step_by_step_to_the_beginning(desk: Desk):
    before = desk.drafts()
    for edit in ("bỏ 1", "2: hạn 15/4/2025", "gộp 3 4", "thêm: Sở Nội vụ rà soát"):
        desk.says(edit)
    for _ in range(4):
        desk.says("hoàn tác")
    assert desk.drafts() == before
    assert "Không còn lần sửa nào" in desk.says("hoàn tác").text


def test_a_draft_is_thrown_away_after_one_question(desk: Desk):
    desk.says("xem 1")
    desk.presses("Quay lại")
    assert "Bỏ bản đọc của 141/TB-BCĐ (10 việc)?" in desk.presses("Bỏ").text
    assert desk.presses("Bỏ văn bản").text.startswith("Đã bỏ.")
    assert desk.drafts() == []


def test_an_edit_without_a_review_is_no_edit(house: House):
    (reply,) = house.says(house.coordinator(), "bỏ 7")
    assert reply.text.startswith("Hệ thống chưa hiểu")


def test_officials_cannot_edit_a_review(desk: Desk):
    before = desk.drafts()
    desk.house.says(desk.house.person(), "bỏ 1")
    assert desk.drafts() == before


def test_a_name_agreed_to_once_is_sure_in_the_other_tasks_too(desk: Desk):
    with desk.house.store.begin() as conn:
        similar = [replace(one, leads=(NamedAgency("Huyện ủy Vĩnh Thanh", 2, 80.0),)) for one in drafts.of(conn, 1)]
        drafts.replace_all(conn, 1, similar)
    desk.says("xem 3")
    desk.presses("Đúng")
    assert all(one.leads[0].score == 100 for one in desk.drafts())
    desk.says("hoàn tác")
    assert all(one.leads[0].score == 80 for one in desk.drafts())


# ── unknown agencies ───────────────────────────────────────────────────────────────────────────
@pytest.fixture
def unknown(house: House) -> Desk:
    """The same directive where its addressee is written otherwise in the directory."""
    coordinator = house.coordinator()
    house.agency("Huyện ủy Vĩnh Thạnh")
    house.agency("UBND huyện Vĩnh Thạnh")
    under_review(house, coordinator)
    return Desk(house, coordinator)


def test_an_unknown_agency_is_asked_and_a_near_one_is_learned_for_all_its_tasks(unknown: Desk):
    card = unknown.presses(f"Xem {len(unknown.drafts())} việc cần rà")
    assert f"Cần xem: Chưa có trong danh bạ: “{NAME}”" in card.text
    assert labels(card)[0] == "Chọn đơn vị"
    asked = unknown.presses("Chọn đơn vị")
    assert "1. Huyện ủy Vĩnh Thạnh" in asked.text
    assert "2. UBND huyện Vĩnh Thạnh" in asked.text
    unknown.presses("Là đơn vị 1")
    with unknown.house.store.read() as conn:
        assert NAME in next(one for one in agencies.all_known(conn) if one.name == "Huyện ủy Vĩnh Thạnh").aliases
    settled = [one for one in unknown.drafts() if one.leads[0].agency_id]
    assert len(settled) >= 9


def test_an_unknown_agency_is_added_only_when_the_coordinator_says_so(unknown: Desk):
    unknown.presses(f"Xem {len(unknown.drafts())} việc cần rà")
    unknown.presses("Chọn đơn vị")
    unknown.presses("Thêm vào danh bạ")
    with unknown.house.store.read() as conn:
        assert NAME in [one.name for one in agencies.all_known(conn)]


def test_the_name_typed_instead_of_an_unknown_one_is_taken(unknown: Desk):
    unknown.presses(f"Xem {len(unknown.drafts())} việc cần rà")
    unknown.presses("Chọn đơn vị")
    assert "Chủ trì: Huyện ủy Vĩnh Thạnh" in unknown.says("huyen uy vinh thanh").text


def test_several_unknown_agencies_are_listed_by_name_before_they_are_added_together(unknown: Desk):
    with unknown.house.store.begin() as conn:
        one, *others = drafts.of(conn, 1)
        drafts.replace_all(conn, 1, [replace(one, leads=(NamedAgency("Sở Y tế"), NamedAgency("các ngành"))), *others])
    unknown.says("xem 1")
    count = 2  # the addressee, whatever its marks, and Sở Y tế
    assert f"Đơn vị mới ({count})" in labels(unknown.presses("Quay lại"))
    listed = unknown.presses(f"Đơn vị mới ({count})")
    assert " Sở Y tế\n" in listed.text
    assert "các ngành" not in listed.text
    added = unknown.presses(f"Thêm cả {count} đơn vị")
    assert added.text.startswith(f"Đã thêm {count} đơn vị vào danh bạ.")
    with unknown.house.store.read() as conn:
        names = [agency.name for agency in agencies.all_known(conn)]
    assert names[-2:] == ["Sở Y tế", NAME]
