"""A corrected version of a directive that is in force."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from core.messages import Reply
from core.model import DirectiveState, Person, Role, Status, Task
from core.status import Who
from db import directives, drafts, reminders, tasks
from tests.handlers.reading import read
from tests.house import House

FIRST = """ỦY BAN NHÂN DÂN TỈNH BÌNH ĐỊNH
Số: 12/UBND-NC
Bình Định, ngày 2 tháng 3 năm 2026

Kính gửi: Sở Nội vụ; Sở Y tế; Sở Tài chính.

Ủy ban nhân dân tỉnh yêu cầu các đơn vị thực hiện:
1. Sở Nội vụ rà soát các thủ tục hành chính thuộc phạm vi quản lý, hoàn thành trước ngày 15/4/2026.
2. Sở Y tế xây dựng kế hoạch phòng chống dịch bệnh mùa hè, hoàn thành trước ngày 20/4/2026.
3. Sở Tài chính tổng hợp nhu cầu kinh phí của các đơn vị, hoàn thành trước ngày 25/4/2026.
4. Sở Nội vụ tổ chức tập huấn nghiệp vụ cho công chức cấp xã, hoàn thành trước ngày 30/4/2026.

Nơi nhận:
- Như trên.
"""
CORRECTED = (
    FIRST.replace("15/4/2026", "30/4/2026")
    .replace("mùa hè, hoàn", "mùa hè và mùa mưa bão, hoàn")
    .replace("3. Sở Tài chính tổng hợp", "3. Sở Y tế tổng hợp")
    .replace(
        "4. Sở Nội vụ tổ chức tập huấn nghiệp vụ cho công chức cấp xã, hoàn thành trước ngày 30/4/2026.",
        "4. Sở Tài chính kiểm tra việc quản lý tài sản công, hoàn thành trước ngày 10/5/2026.",
    )
)
UPDATE = "Cập nhật theo bản mới"


class Office:
    """A directive of four tasks in force, and what comes of sending it again."""

    def __init__(self, house: House, tmp_path: Path) -> None:
        self.house, self.tmp_path = house, tmp_path
        self.coordinator = house.coordinator()
        names = {"noi_vu": "Sở Nội vụ", "y_te": "Sở Y tế", "tai_chinh": "Sở Tài chính"}
        self.focal = {
            key: house.person(f"Đầu mối {n}", role=Role.FOCAL, agency=house.agency(name))
            for n, (key, name) in enumerate(names.items())
        }

    async def sends(self, text: str, name: str = "a.txt") -> str:
        (self.tmp_path / name).write_text(text)
        self.house.sends_file(self.coordinator, self.tmp_path / name)
        return (await read(self.house, self.tmp_path))[0]

    async def publishes(self) -> None:
        listed = await self.sends(FIRST)
        assert "Đọc được 4 nhiệm vụ, 3 đơn vị." in listed
        self.presses("Giao việc")
        self.presses("Gửi ngay")

    def presses(self, label: str) -> list[Reply]:
        return self.house.presses(self.coordinator, label)

    def tasks(self) -> dict[int, Task]:
        with self.house.store.read() as conn:
            return {one.number: one for one in tasks.of_directive(conn, 1, for_=self.coordinator)}

    def state(self, directive: int) -> DirectiveState:
        with self.house.store.read() as conn:
            return directives.get(conn, directive).state


@pytest.fixture
async def office_at(house: House, tmp_path: Path) -> Office:
    made = Office(house, tmp_path)
    await made.publishes()
    return made


def notice(said: list[Reply], person: Person) -> list[str]:
    return [one.text for one in said if one.to == person.id]


async def test_only_the_differences_are_shown(office_at: Office):
    shown = await office_at.sends(CORRECTED)
    assert shown.startswith("12/UBND-NC đã có trong Hệ thống từ 16/3/2026 (4 NV).\nBản vừa gửi khác 5 chỗ:\n")
    assert "\n NV 1: hạn 15/4/2026 thành hạn 30/4/2026\n" in shown
    assert "\n NV 2: nội dung nay là “… bệnh mùa hè và mùa mưa bão" in shown
    assert "\n NV 3: chủ trì Sở Tài chính thành Sở Y tế\n" in shown
    assert "\n Việc mới (4): “" in shown
    assert "\n NV 4: không còn trong bản mới\n" in shown
    assert shown.endswith("Các việc đã hoàn thành giữ nguyên.")


async def test_the_open_tasks_follow_the_corrected_version_in_one_step(office_at: Office):
    was = office_at.tasks()
    await office_at.sends(CORRECTED)
    told, *others = office_at.presses(UPDATE)
    assert told.text.startswith("Đã cập nhật 12/UBND-NC theo bản mới:\n 2 NV sửa, 2 NV mới, 2 NV thôi theo dõi.")
    now = office_at.tasks()
    assert now[1].due
    assert (now[1].due.date, now[1].first_due) == (dt.date(2026, 4, 30), dt.date(2026, 4, 15))
    assert now[1].version == was[1].version + 1
    assert "mùa mưa bão" in now[2].text
    assert [now[n].status for n in (3, 4)] == [Status.ENDED, Status.ENDED]
    assert {now[n].lead for n in (5, 6)} == {"Sở Y tế", "Sở Tài chính"}
    assert notice(others, office_at.focal["noi_vu"])[0].startswith(
        "12/UBND-NC có bản đính chính:\n NV 1: hạn 15/4/2026 thành hạn 30/4/2026\n NV 4: không còn trong bản mới"
    )
    assert any("giao\nSở Tài chính 1 nhiệm vụ" in text for text in notice(others, office_at.focal["tai_chinh"]))


async def test_the_corrected_text_takes_the_place_of_the_old_one_and_its_copy_goes(office_at: Office):
    await office_at.sends(CORRECTED)
    office_at.presses(UPDATE)
    assert (office_at.state(1), office_at.state(2)) == (DirectiveState.PUBLISHED, DirectiveState.FAILED)
    (card,) = office_at.house.says(office_at.coordinator, "/nv 1")
    assert "30/4/2026" in card.text
    with office_at.house.store.read() as conn:
        kept = directives.get(conn, 1)
        start, end = tasks.span(conn, office_at.tasks()[2].id) or (0, 0)
        assert "mùa mưa bão" in kept.text[start:end]
        assert reminders.next_at(conn) is not None
    again = await office_at.sends(CORRECTED)
    assert "giống hệt bản đã có" in again


async def test_what_is_done_and_what_was_extended_stays_as_it_is(office_at: Office):
    before = office_at.tasks()
    with office_at.house.store.begin() as conn:
        later = replace(before[1].due, date=dt.date(2026, 5, 20))  # type: ignore[type-var]
        tasks.change_due(conn, before[1], later, by=office_at.coordinator, now=office_at.house.now)
        done = before[2]
        for status in (Status.SUBMITTED, Status.DONE):
            who = Who.LEAD if status is Status.SUBMITTED else Who.COORDINATOR
            done = tasks.move(
                conn, done, status, who=who, by=office_at.coordinator, now=office_at.house.now, did="confirmed"
            )
    await office_at.sends(CORRECTED)
    office_at.presses(UPDATE)
    now = office_at.tasks()
    assert now[1].due
    assert now[1].due.date == dt.date(2026, 5, 20)
    assert (now[2].text, now[2].status) == (before[2].text, Status.DONE)


async def test_the_coordinators_own_edits_are_no_differences(house: House, tmp_path: Path):
    office = Office(house, tmp_path)
    await office.sends(FIRST)
    house.says(office.coordinator, "2: hạn 22/4/2026")
    house.says(office.coordinator, "3: chủ trì Sở Nội vụ")
    house.says(office.coordinator, "xem 1")
    house.presses(office.coordinator, "Quay lại")
    office.presses("Giao việc")
    office.presses("Gửi ngay")
    shown = await office.sends(FIRST.replace("15/4/2026", "30/4/2026"))
    assert "khác 1 chỗ:\n NV 1: hạn 15/4/2026 thành hạn 30/4/2026" in shown
    office.presses(UPDATE)
    assert office.tasks()[3].lead == "Sở Nội vụ"


async def test_the_old_version_is_kept_when_so_answered(office_at: Office):
    before = office_at.tasks()
    await office_at.sends(CORRECTED)
    assert office_at.presses("Giữ bản cũ")[0].text.startswith("Đã giữ bản cũ")
    assert office_at.tasks() == before
    (late,) = office_at.presses(UPDATE)
    assert not late.text.startswith("Đã cập nhật")


async def test_another_document_is_reviewed_as_such(office_at: Office):
    await office_at.sends(CORRECTED)
    listed, *_ = office_at.presses("Là văn bản khác")
    assert "Đọc được 4 nhiệm vụ" in listed.text


async def test_a_new_point_that_is_not_clear_waits_for_its_review(office_at: Office):
    await office_at.sends(
        FIRST.replace("\nNơi nhận", "5. Sở Lạ báo cáo kết quả rà soát trước ngày 9/5/2026.\n\nNơi nhận")
    )
    (told, *_) = office_at.presses(UPDATE)
    assert "Còn 1 việc chờ rà soát." in told.text
    with office_at.house.store.read() as conn:
        assert [one.leads[0].written for one in drafts.of(conn, 1)] == ["Sở Lạ"]


async def test_the_same_tasks_in_another_file_need_no_update(office_at: Office):
    shown = await office_at.sends(FIRST.replace("Kính gửi", "Kính  gửi "))
    assert "Bản vừa gửi có các nhiệm vụ như bản đã giao." in shown


async def test_one_change_of_several_tasks_is_one_line(office_at: Office):
    shown = await office_at.sends(FIRST.replace("20/4/2026", "28/4/2026").replace("15/4/2026", "20/4/2026"))
    assert "khác 2 chỗ:" in shown
    same = FIRST.replace("trước ngày 15/4/2026", "trước ngày 28/4/2026").replace("trước ngày 20/4", "trước ngày 28/4")
    office_at.presses("Giữ bản cũ")
    assert "\n NV 1: hạn 15/4/2026 thành hạn 28/4/2026\n NV 2: hạn 20/4/2026 thành hạn 28/4" in await office_at.sends(
        same
    )
    office_at.presses(UPDATE)
    shown = await office_at.sends(FIRST.replace("15/4/2026", "29/4/2026").replace("20/4/2026", "29/4/2026"))
    assert "khác 2 chỗ:\n NV 1, 2: hạn 28/4/2026 thành hạn 29/4/2026" in shown
