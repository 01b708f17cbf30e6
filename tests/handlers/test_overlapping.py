"""A new task that resembles an open one of the same agency is asked about."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import update

from core.messages import Reply
from core.model import DraftTask, NamedAgency, Role, Status, Task
from core.overlap import OpenTask, flagged
from db import directives, drafts, tasks
from db.tables import tasks as table
from handlers.overlapping import join_open
from jobs import periods
from tests.core.test_review import drafted, task
from tests.handlers.reading import read
from tests.house import House

TEXT = "rà soát các thủ tục hành chính thuộc phạm vi quản lý"
LETTER = f"""ỦY BAN NHÂN DÂN TỈNH BÌNH ĐỊNH
Số: 34/UBND-NC
Bình Định, ngày 2 tháng 3 năm 2026

Kính gửi: Sở Nội vụ; Sở Y tế.

Ủy ban nhân dân tỉnh yêu cầu các đơn vị thực hiện:
1. Sở Nội vụ {TEXT}, hoàn thành trước ngày 15/4/2026.
2. Sở Y tế {TEXT}, hoàn thành trước ngày 20/4/2026.

Nơi nhận:
- Như trên.
"""


class Desk:
    """Sở Nội vụ has such a task open already; a letter orders it again, and Sở Y tế too."""

    def __init__(self, house: House) -> None:
        self.house, self.coordinator = house, house.coordinator()
        self.focal = house.person("Chi", role=Role.FOCAL, agency=house.agency("Sở Nội vụ"))
        house.agency("Sở Y tế")
        house.task(official=self.focal, text=f"1. Sở Nội vụ {TEXT}, hoàn thành trước ngày 31/3/2026.")

    def presses(self, label: str) -> list[Reply]:
        return self.house.presses(self.coordinator, label)

    def tasks(self) -> list[Task]:
        with self.house.store.read() as conn:
            every = [task for n in (1, 2) for task in tasks.of_directive(conn, n, for_=self.coordinator)]
        return sorted(every, key=lambda task: task.number)


@pytest.fixture
async def desk(house: House, tmp_path: Path) -> Desk:
    made = Desk(house)
    (tmp_path / "a.txt").write_text(LETTER)
    house.sends_file(made.coordinator, tmp_path / "a.txt")
    listed, *_ = await read(house, tmp_path)
    assert "Cần đồng chí xem: 1\n 1  Gần giống NV 1\n" in listed
    return made


async def test_the_two_are_shown_with_both_deadlines(desk: Desk):
    (asked,) = desk.presses("Xem 1 việc cần rà")
    assert asked.text.startswith("Việc 1 gần giống NV 1 · 141/TB-BCĐ\n(Sở Nội vụ, hạn 31/3/2026).")
    assert "Văn bản mới: hạn 15/4/2026." in asked.text
    labels = [one.label for one in asked.choices]
    assert labels == ["Hai việc riêng", "Cùng một việc, hạn mới", "Xem hai văn bản", "Việc sau", "Quay lại"]
    (both,) = desk.presses("Xem hai văn bản")
    assert "34/UBND-NC, việc 1:" in both.text
    assert "NV 1 · 141/TB-BCĐ:" in both.text


async def test_two_tasks_are_two_tasks(desk: Desk):
    desk.presses("Xem 1 việc cần rà")
    (listed,) = desk.presses("Hai việc riêng")
    assert listed.text.startswith("Đã ghi việc 1 là việc riêng.")
    desk.presses("Giao việc")
    desk.presses("Gửi ngay")
    assert [(task.number, task.lead) for task in desk.tasks()] == [(1, "Sở Nội vụ"), (2, "Sở Nội vụ"), (3, "Sở Y tế")]


async def test_one_task_takes_the_new_deadline_when_the_directive_is_given_out_and_not_before(desk: Desk):
    desk.presses("Xem 1 việc cần rà")
    desk.presses("Cùng một việc, hạn mới")
    assert desk.tasks()[0].version == 1
    (asked,) = desk.presses("Giao việc")
    assert asked.text.startswith("Chuyển 1 nhiệm vụ tới 1 đơn vị?")
    assert "1 NV đang mở cũng do văn bản này giao, theo hạn mới." in asked.text
    _, *notices = desk.presses("Gửi ngay")
    first, second = desk.tasks()
    assert first.due
    assert (first.due.date, first.first_due) == (dt.date(2026, 4, 15), dt.date(2026, 3, 31))
    assert second.lead == "Sở Y tế"
    (told,) = [one.text for one in notices if one.to == desk.focal.id]
    assert told.startswith(
        "NV 1 · 141/TB-BCĐ cũng được giao tại 34/UBND-NC ngày 2/3/2026.\nHạn nay là: trước ngày 15/4"
    )
    desk.house.says(desk.coordinator, "/nv 1")
    (history,) = desk.presses("Lịch sử")
    assert "cũng được giao tại: 34/UBND-NC ngày 2/3/2026" in history.text


async def test_a_task_finished_meanwhile_is_no_longer_the_same(desk: Desk):
    desk.presses("Xem 1 việc cần rà")
    desk.presses("Cùng một việc, hạn mới")
    with desk.house.store.begin() as conn:
        conn.execute(update(table).values(status=Status.DONE.value))
    desk.presses("Giao việc")
    desk.presses("Gửi ngay")
    assert [task.lead for task in desk.tasks()] == ["Sở Nội vụ", "Sở Nội vụ", "Sở Y tế"]


async def test_an_answer_can_be_taken_back(desk: Desk):
    desk.presses("Xem 1 việc cần rà")
    desk.presses("Hai việc riêng")
    (listed,) = desk.house.says(desk.coordinator, "hoàn tác")
    assert "Gần giống NV 1" in listed.text


async def test_an_answer_holds_when_the_deadline_is_changed_and_goes_with_the_lead(desk: Desk):
    desk.presses("Xem 1 việc cần rà")
    desk.presses("Cùng một việc, hạn mới")
    desk.house.says(desk.coordinator, "1: hạn 18/4/2026")
    assert _doubts(desk) == ("same:1=2",)
    desk.house.says(desk.coordinator, "1: chủ trì Sở Y tế")
    assert _doubts(desk) == ()


def _doubts(desk: Desk) -> tuple[str, ...]:
    with desk.house.store.read() as conn:
        return drafts.of(conn, 2)[0].doubts


def test_only_what_is_clearly_alike_and_of_the_same_agency_is_asked_about():
    def codes(text: str, *, lead: int = 1) -> tuple[str, ...]:
        (draft,) = flagged(drafted(task(f"Sở Nội vụ {TEXT}")), [OpenTask(7, lead, text)])
        return draft.doubts

    assert codes(f"Sở Nội vụ {TEXT}.") == ("overlap:7=1",)
    assert codes(f"Sở Nội vụ {TEXT}.", lead=2) == ()
    assert codes("Sở Nội vụ rà soát các quy hoạch thuộc phạm vi quản lý và báo cáo kết quả") == ()


def test_an_open_task_that_a_new_document_repeats_every_month_is_a_recurring_duty_from_then_on(house: House) -> None:
    by, focal = house.coordinator(), house.person(role=Role.FOCAL)
    key = house.task("2026-03-25", official=focal, kind="report")
    with house.store.begin() as conn:
        there = tasks.by_id(conn, key)
        lead = NamedAgency("Sở Nội vụ", there.lead_id, 100.0)
        recurs = {"recurrence": "FREQ=MONTHLY;BYMONTHDAY=25", "recurrence_text": "ngày 25 hằng tháng"}
        same = (f"same:1={lead.agency_id}",)
        found = DraftTask(0, 1, 1, "1", "Báo cáo", None, (lead,), (), due=there.due, doubts=same, **recurs)
        _, taken, _ = join_open(conn, directives.get(conn, 1), [found], by=by, now=house.now)
    assert [one.id for one in taken] == [key]
    now = house.office.at(dt.date(2026, 3, 26), dt.time(7, 30))
    assert periods.tick(house.store, now=now, real_now=now, office=house.office) == 1
