"""An agency ends: its open work finds a home, its closed work stays, and nobody does anything twice."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from core.messages import Choice, Reply
from core.model import Agency, Person, Role, Status
from core.office import Office
from db import drafts, outbox, series, successions
from db import tables as t
from db.store import Store
from tests.handlers.dialogue import labels, notices, task_now, text
from tests.house import House

SENTENCE = "Phòng Nội vụ kết thúc hoạt động từ 1/7/2025 theo 12/NQ-HĐND, kế thừa: UBND xã An Phú"


@dataclass
class District:
    house: House
    old: Agency
    heir: Agency
    focal: Person
    receiver: Person
    coordinator: Person
    other: Person

    def recorded(self) -> list[Reply]:
        self.house.says(self.coordinator, SENTENCE)
        self.house.presses(self.coordinator, "Tất cả về một nơi")
        return self.house.presses(self.coordinator, "Đồng ý")

    def ended_on(self) -> dt.date | None:
        with self.house.store.read() as conn:
            return conn.execute(select(t.agencies.c.ended_on).where(t.agencies.c.id == self.old.id)).scalar_one()


@pytest.fixture
def district(store: Store, office: Office) -> District:
    house = House(store, office)
    old, heir = house.agency("Phòng Nội vụ"), house.agency("UBND xã An Phú")
    return District(
        house,
        old,
        heir,
        house.person("Lê Xuân", role=Role.FOCAL, agency=old),
        house.person("Lê Phú", role=Role.FOCAL, agency=heir),
        house.coordinator("Lê Bình"),
        house.coordinator("Lê Châu"),
    )


def test_open_work_moves_with_its_number_and_version_and_closed_work_stays(district: District) -> None:
    house = district.house
    house.task(official=district.focal, lead=district.old)
    house.task(official=district.focal, lead=district.old, status=Status.DONE)
    said = district.recorded()
    moved, closed = task_now(house, 1), task_now(house, 2)
    assert (moved.lead, moved.first_lead, closed.lead) == ("UBND xã An Phú", "Phòng Nội vụ", "Phòng Nội vụ")
    assert moved.version > 1
    assert [one.text.splitlines()[1] for one in notices(said, district.receiver)] == ["kế thừa từ Phòng Nội vụ"]
    assert [one.text.splitlines()[-1] for one in notices(said, district.focal)] == [
        "Việc trong tay đồng chí được chuyển: NV 1."
    ]
    assert len(notices(said, district.other)) == 1


def test_the_receiver_is_reminded_from_now_on_and_the_former_holder_is_not(district: District) -> None:
    district.house.task(official=district.focal, lead=district.old)
    district.recorded()
    with district.house.store.read() as conn:
        rows = conn.execute(select(t.people.c.id, t.people.c.next_reminder_at))
        moments = {row.id: row.next_reminder_at for row in rows}
    assert moments[district.receiver.id] is not None
    assert moments[district.focal.id] is None


def test_the_history_names_the_decision(district: District) -> None:
    district.house.task(official=district.focal, lead=district.old)
    district.recorded()
    said = text(district.house.says(district.coordinator, "/lichsu 1"))
    assert "chuyển đơn vị kế thừa: UBND xã An Phú, theo 12/NQ-HĐND" in said


def test_a_supporting_role_moves_and_a_successor_that_leads_supports_nothing(district: District) -> None:
    house = district.house
    house.task(official=house.person("Lê An", agency="Sở Y tế"), supporting=(district.old,))
    house.task(official=district.receiver, lead=district.heir, supporting=(district.old,))
    district.recorded()
    assert task_now(house, 1).supporting == ("UBND xã An Phú",)
    assert task_now(house, 2).supporting == ()


def test_the_next_period_of_a_series_whose_newest_is_done_is_the_successors(district: District) -> None:
    house = district.house
    directive = house.directive()
    with house.store.begin() as conn:
        row = {"directive_id": directive, "rule": "FREQ=MONTHLY;BYMONTHDAY=15", "text": "báo cáo tháng"}
        running = conn.execute(t.series.insert().values(**row, period=dt.date(2026, 3, 15))).inserted_primary_key[0]
    house.task("2026-03-15", official=district.focal, lead=district.old, status=Status.DONE, series_id=running,
               period="2026-03-15")  # fmt: skip
    district.recorded()
    with house.store.begin() as conn:
        today = dt.date(2026, 3, 16)
        (opened,) = series.open_next(conn, running, today=today, now=house.now, office=house.office)
    assert opened.people == (district.receiver.id,)
    assert task_now(house, 1).lead == "Phòng Nội vụ"
    assert (task_now(house, 2).lead, task_now(house, 2).first_lead) == ("UBND xã An Phú", "Phòng Nội vụ")


def test_the_first_of_two_coordinators_counts_and_the_second_is_told(district: District) -> None:
    house = district.house
    house.task(official=district.focal, lead=district.old)
    for who in (district.coordinator, district.other):
        house.says(who, SENTENCE)
        house.presses(who, "Tất cả về một nơi")
    house.presses(district.coordinator, "Đồng ý")
    version = task_now(house).version
    said = text(house.presses(district.other, "Đồng ý"))
    assert "Đã ghi bởi Lê Bình. Không có gì thay đổi." in said
    assert task_now(house).version == version


def test_what_changed_since_it_was_shown_is_shown_again(district: District) -> None:
    house = district.house
    house.task(official=district.focal, lead=district.old)
    house.says(district.coordinator, SENTENCE)
    house.presses(district.coordinator, "Tất cả về một nơi")
    house.task(official=district.focal, lead=district.old)
    said = house.presses(district.coordinator, "Đồng ý")
    assert text(said).startswith("Có việc vừa thay đổi")
    assert district.ended_on() is None


def test_what_nobody_takes_up_is_followed_no_more_by_the_decision(district: District) -> None:
    house = district.house
    house.task(official=district.focal, lead=district.old)
    house.task(official=district.focal, lead=district.old, status=Status.SUSPENDED)
    house.says(district.coordinator, SENTENCE)
    house.presses(district.coordinator, "Thôi theo dõi")
    house.presses(district.coordinator, "Đồng ý")
    assert [task_now(house, n).status for n in (1, 2)] == [Status.ENDED, Status.ENDED]


def test_without_open_work_only_the_end_is_recorded(district: District) -> None:
    said = district.house.says(district.coordinator, SENTENCE)
    assert labels(said)[0] == "Ghi nhận"
    district.house.presses(district.coordinator, "Ghi nhận")
    assert district.ended_on() == dt.date(2025, 7, 1)


def test_a_day_that_has_not_come_is_asked_again(district: District) -> None:
    said = text(district.house.says(district.coordinator, SENTENCE.replace("2025", "2027")))
    assert said.startswith("Ngày 1/7/2027 chưa tới.")


def test_a_successor_the_directory_lacks_is_named_and_asked_again(district: District) -> None:
    said = text(district.house.says(district.coordinator, SENTENCE.replace("An Phú", "Vĩnh Sơn")))
    assert said.startswith("Không thấy đơn vị “UBND xã Vĩnh Sơn” trong danh bạ.")


def test_the_office_that_follows_up_does_not_end(district: District) -> None:
    name = district.house.office.name
    said = text(district.house.says(district.coordinator, SENTENCE.replace("Phòng Nội vụ", name)))
    assert "không ghi kết thúc hoạt động tại đây" in said


def test_a_choice_of_a_task_that_is_not_among_them_is_said_and_the_others_are_kept(district: District) -> None:
    house = district.house
    for _ in range(3):
        house.task(official=district.focal, lead=district.old)
    house.says(district.coordinator, SENTENCE)
    house.presses(district.coordinator, "Chia từng việc")
    said = text(house.says(district.coordinator, "nv 1 9: xã An Phú"))
    assert said.startswith("NV 9 không thuộc danh sách này.")
    assert "còn 2 trên 3" in said
    assert district.ended_on() is None


def test_a_proposed_task_that_names_the_agency_asks_who_is_meant_and_offers_the_successor(district: District) -> None:
    house = district.house
    house.task(official=district.focal, lead=district.old)
    directive = house.directive("9/CT-UBND", coordinator=district.coordinator, state="draft")
    with house.store.begin() as conn:
        named = [{"written": "Phòng Nội vụ", "agency_id": district.old.id, "score": 100.0}]
        row = {"directive_id": directive, "position": 1, "ref": "1", "text": "Rà soát", "leads": named}
        conn.execute(t.drafts.insert().values(**row, supporting=[], doubts=[]))
    district.recorded()
    with house.store.read() as conn:
        (draft,) = drafts.of(conn, directive)
    assert draft.leads[0].agency_id is None
    offer = Reply("?", choices=(Choice("Đơn vị nào", "review.agency", {"draft": draft.id}),))
    with house.store.begin() as conn:
        to = house.address(district.coordinator)
        outbox.say(conn, offer, to=to, person=district.coordinator.id, real_now=house.real_now)
    asked = house.presses(district.coordinator, "Đơn vị nào")
    assert "“Phòng Nội vụ”\nđã kết thúc hoạt động từ 1/7/2025" in text(asked)
    house.presses(district.coordinator, "Giao đơn vị 1")
    with house.store.read() as conn:
        (draft,) = drafts.of(conn, directive)
        record = successions.of(conn, district.old.id)
        aliases = conn.execute(select(t.agencies.c.aliases).where(t.agencies.c.id == district.heir.id)).scalar_one()
    assert draft.leads[0].agency_id == district.heir.id
    assert aliases == []
    assert record is not None
    assert [one.name for one in record.heirs] == ["UBND xã An Phú"]


def test_taking_back_an_edit_of_a_draft_brings_no_agency_back_that_has_ended(district: District) -> None:
    house = district.house
    directive = house.directive("9/CT-UBND", coordinator=district.coordinator, state="draft")
    with house.store.begin() as conn:
        named = [{"written": "Phòng Nội vụ", "agency_id": district.old.id, "score": 100.0}]
        row = {"directive_id": directive, "position": 1, "ref": "1", "text": "Rà soát", "leads": named}
        conn.execute(t.drafts.insert().values(**row, supporting=[], doubts=[]))
    house.says(district.coordinator, "/vanban")
    house.presses(district.coordinator, "1. 9/CT-UBND")
    house.presses(district.coordinator, "Rà soát")
    house.says(district.coordinator, "1: hạn 15/7/2026")
    house.task(official=district.focal, lead=district.old)
    district.recorded()
    house.says(district.coordinator, "/vanban")
    house.presses(district.coordinator, "2. 9/CT-UBND")
    house.presses(district.coordinator, "Rà soát")
    assert "Đã hoàn tác lần sửa gần nhất." in text(house.says(district.coordinator, "hoàn tác"))
    with house.store.read() as conn:
        (draft,) = drafts.of(conn, directive)
    assert draft.due is None
    assert draft.leads[0].agency_id is None
