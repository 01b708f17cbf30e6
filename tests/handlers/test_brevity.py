"""'Tin gọn': on the channel on which it is typed, reminders and new work come without any text of the document."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from core.messages import Address, Parcel
from core.model import Person, Role
from core.wording import allocation, brief, overdue, publishing
from db import announcements, directives, outbox, reminders, tasks
from db.store import Store
from jobs import parcels, remind
from tests.core.wording.test_publishing import DUE, ON, task
from tests.core.wording.voice import DUNG, OFFICE, TASK
from tests.handlers.dialogue import text
from tests.house import House

SECRET = "Rà soát quy hoạch"


def told(house: House, person: Person, *, at: Address | None = None) -> list[Parcel]:
    """What waits for this person, as its channel would be given it."""
    made = []
    with house.store.begin() as conn:
        account = (at or house.address(person)).account
        claimed = outbox.claim(conn, accounts=[account], holder="x", real_now=house.real_now, limit=9)
        render = {reminders.KIND: lambda conn, row, now: remind.render_morning(conn, row, now, house.office)}
        for row in claimed:
            parcel = parcels.make(conn, row, render=render, now=house.now, real_now=house.real_now, office=house.office)
            made += [parcel] if parcel else []
    return made


def reminded(house: House) -> None:
    house.now = house.real_now = dt.datetime(2026, 3, 17, 0, 30, tzinfo=dt.UTC)
    remind.tick(house.store, now=house.now, real_now=house.now, office=house.office)


def test_a_morning_names_numbers_and_deadlines_alone_and_can_be_answered_as_before(house: House):
    an = house.person("Nguyễn Văn An")
    house.task(due="2026-03-20", official=an, text=SECRET)
    assert text(house.says(an, "tin gon")).startswith("Từ nay tin nhắc và giao việc tại kênh này chỉ có\nsố NV")
    reminded(house)
    (parcel,) = told(house, an)
    assert parcel.text == (
        "Cần đồng chí lưu ý 1 việc:\n NV 1 · 141/TB-BCĐ · còn 3 ngày làm việc\nXem: /nv 1 hoặc /nhiemvu"
    )
    assert [label for label, _ in parcel.choices] == ["NV 1", "Xem thêm", "Nhắc lại sau"]


def test_it_is_taken_back_by_a_word_and_holds_for_one_channel(house: House):
    an = house.person("Nguyễn Văn An")
    house.task(due="2026-03-20", official=an, text=SECRET)
    house.says(an, "tin gọn")
    assert "tin gọn" in text(house.says(an, "thông tin của tôi"))
    house.says(an, "tin đầy đủ")
    assert "tin gọn" not in text(house.says(an, "thông tin của tôi"))
    reminded(house)
    (parcel,) = told(house, an)
    assert SECRET in parcel.text


def test_new_work_is_told_by_its_number_and_deadline(house: House):
    chi = house.person("Lê Chi", role="focal")
    house.task(due="2026-03-31", official=chi, text=SECRET)
    house.says(chi, "tin gọn")
    with house.store.begin() as conn:
        one = directives.get(conn, 1)
        for reply in announcements.assigned(conn, one, [tasks.by_id(conn, 1)]):
            outbox.say(conn, reply, to=None, person=chi.id, real_now=house.real_now)
    (parcel,) = told(house, chi)
    assert SECRET not in parcel.text
    assert parcel.text.startswith("Đơn vị có 1 nhiệm vụ mới:\n NV 1 · 141/TB-BCĐ · hạn ")


def test_no_short_message_holds_words_of_the_document(store: Store) -> None:
    several = [task(n, due=DUE) for n in range(1, 20)]
    for reply in (
        publishing.assigned(ON, "Sở Nội vụ", several, to=4, report=None),
        publishing.supporting(ON, "Sở Y tế", several, to=4),
    ):
        assert "Rà soát" not in reply.brief
        assert len(reply.brief) < 700
        assert "(còn 11)" in reply.brief
    assert brief.on().choices[0].act == "brief.off"


def test_what_is_passed_on_within_the_agency_and_a_leaders_digest_bear_no_words_of_the_document_either():
    leader = Person(7, "Lê Dung", Role.LEADER, 1, "Sở Nội vụ")
    at = dt.datetime(2026, 3, 17, 7, 30, tzinfo=dt.UTC)
    late = overdue.Concern(
        1, 3, "141/TB-BCĐ", 1, "Sở Nội vụ", overdue=6, last_said=SECRET, last_at=dt.date(2026, 3, 16), blocked=SECRET
    )
    wanted = replace(late, number=4, overdue=0, matter=SECRET)
    theirs = overdue.to_agency_leader(leader, [late, wanted], local=at, running=2, in_term=1)
    assert theirs.brief == (
        "Kính báo cáo đồng chí, 2 việc cần quan tâm:\n NV 3 · 141/TB-BCĐ · quá 6 ngày làm việc\n"
        " NV 4 · 141/TB-BCĐ · cần đồng chí xem\nXem: /tonghop"
    )
    office = overdue.to_office_leader(leader, [late, wanted], local=at, office_name="Văn phòng")
    assert office.brief == "Kính báo cáo đồng chí, 2 việc quá hạn lâu ngày:\n Sở Nội vụ: 2 việc\nXem: /tonghop"
    given = allocation.allocated(
        TASK,
        giver=DUNG,
        to=7,
        internal_due=dt.date(2026, 3, 16),
        advice=SECRET,
        today=dt.date(2026, 3, 16),
        office=OFFICE,
    )
    several = allocation.several_allocated([TASK, TASK], giver=DUNG, to=7, advice=SECRET)
    assert all("Rà soát" in reply.text and "Rà soát" not in reply.brief for reply in (given, several))
