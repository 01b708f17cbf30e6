"""What goes up: once a working day, one digest a person, to the office's leader only by the coordinator's hand."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import insert, select, update

from core.messages import Address
from core.model import Role
from core.problems import TryLater
from db import moments, prompts
from db.rows import reply_from_json
from db.tables import assignments, extensions, outbox, tasks
from jobs import escalate, remind

RENDER = {escalate.AGENCY: escalate.render_agency, escalate.FOLLOWING: escalate.render_following}


def at(house, text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=house.office.zone).astimezone(dt.UTC)


def tick(house, text: str) -> int:
    house.now = at(house, text)
    queued = escalate.tick(house.store, now=house.now, real_now=house.now, office=house.office)
    delivered(house)
    return queued


def told(house, person) -> list[str]:
    """The digests that reached a person so far: made and sent as a worker would, at once after each tick."""
    with house.store.read() as conn:
        mine = (outbox.c.person_id == person.id, outbox.c.priority == 3)
        rows = conn.execute(select(outbox).where(*mine).order_by(outbox.c.id)).all()
    return [row.reason if row.kind != "reply" else reply_from_json(row.payload).text for row in rows]


def delivered(house) -> None:
    """What waits is worded now; the words are kept beside the row for the test to read."""
    with house.store.begin() as conn:
        for row in conn.execute(select(outbox).where(outbox.c.state == "queued", outbox.c.kind.in_(RENDER))).all():
            reply = RENDER[row.kind](conn, row, house.now, house.office)
            said = {"state": "sent", "reason": reply.text} if reply else {"state": "dropped"}
            conn.execute(update(outbox).where(outbox.c.id == row.id).values(**said))
            if reply:
                place, token = Address(row.account, row.chat), prompts.new_token()
                about = {"outbox_id": row.id, "to": place, "person": row.person_id, "real_now": house.now}
                prompts.write(conn, reply, token=token, **about)


def started(house) -> None:
    """The job has looked once, on Monday morning, and planned its first run."""
    assert tick(house, "2026-03-16 08:00") == 0


def director(house, agency: str = "Sở Nội vụ"):
    return house.person("Lê Thị Bình", role=Role.LEADER, agency=agency, position="Giám đốc")


def test_the_first_run_is_planned_for_the_next_morning_it_may_be_sent(house):
    started(house)
    with house.store.read() as conn:
        assert moments.due_at(conn, escalate.NAME) == at(house, "2026-03-17 07:30")
        assert remind.next_moment(conn) == at(house, "2026-03-17 07:30")


def test_the_agencys_leader_hears_of_one_overdue_working_day_once(house):
    leader = director(house)
    official = house.person()
    house.task("2026-03-16", official=official)
    house.task("2026-03-31", official=official)
    started(house)
    tick(house, "2026-03-17 07:30")
    assert told(house, leader) == [
        (
            "Kính báo cáo đồng chí Giám đốc\n"
            "Sở Nội vụ có 1 việc cần đồng chí quan tâm\n"
            "(tính đến 7 giờ 30, 17/3):\n"
            " NV 1 · 141/TB-BCĐ · quá 1 ngày làm việc\n"
            "Tổng số đang thực hiện 2, trong hạn 1."
        )
    ]
    tick(house, "2026-03-18 07:30")
    assert len(told(house, leader)) == 1


def test_something_new_is_told_together_with_what_is_still_open(house):
    leader = director(house)
    official = house.person()
    house.task("2026-03-16", official=official)
    house.task("2026-03-17", official=official)
    started(house)
    tick(house, "2026-03-17 07:30")
    tick(house, "2026-03-18 07:30")
    assert "có 2 việc" in told(house, leader)[1]


def test_two_working_days_without_an_acknowledgement_are_told_too(house):
    leader = director(house)
    house.task("2026-04-30", status="not_started")  # handed over on Monday 16/3
    started(house)
    tick(house, "2026-03-17 07:30")
    assert told(house, leader) == []
    tick(house, "2026-03-18 07:30")
    assert " NV 1 · 141/TB-BCĐ · chưa xác nhận nhận việc" in told(house, leader)[0]


def test_an_acknowledged_task_is_not_told(house):
    leader = director(house)
    house.task("2026-04-30", status="not_started")
    with house.store.begin() as conn:
        conn.execute(update(assignments).values(acknowledged_at=house.now))
    started(house)
    tick(house, "2026-03-20 07:30")
    assert told(house, leader) == []


def test_what_waits_for_somebody_else_is_not_held_against_the_agency(house):
    leader = director(house)
    house.task("2026-03-16", status="submitted")
    house.task("2026-03-16", signing_since=dt.date(2026, 3, 16))
    waiting = house.task("2026-03-16")
    with house.store.begin() as conn:
        asked = {"asked_at": at(house, "2026-03-16 09:00"), "asked_until": dt.date(2026, 4, 16), "reason": "x"}
        conn.execute(
            insert(extensions).values(task_id=waiting, person_id=1, original_date=dt.date(2026, 3, 16), **asked)
        )
    started(house)
    tick(house, "2026-03-17 07:30")
    assert told(house, leader) == []
    tick(house, "2026-03-19 07:30")  # the third working day at the signatory's desk is over
    assert " NV 2 · " in told(house, leader)[0]


def test_a_deadline_that_was_extended_and_passes_again_is_told_again(house):
    leader = director(house)
    task = house.task("2026-03-16")
    started(house)
    tick(house, "2026-03-17 07:30")
    with house.store.begin() as conn:
        conn.execute(update(tasks).where(tasks.c.id == task).values(overdue_from=dt.date(2026, 3, 19)))
    tick(house, "2026-03-18 07:30")
    tick(house, "2026-03-19 07:30")
    assert len(told(house, leader)) == 2


def test_each_leader_hears_of_their_own_agency_only(house):
    ours, theirs = director(house), director(house, "Sở Xây dựng")
    house.task("2026-03-16", official=house.person(agency="Sở Xây dựng"))
    started(house)
    tick(house, "2026-03-17 07:30")
    assert told(house, ours) == []
    assert len(told(house, theirs)) == 1


def test_missed_mornings_are_run_once_and_in_working_hours(house):
    leader = director(house)
    house.task("2026-03-16")
    started(house)
    assert tick(house, "2026-03-18 21:00") == 0
    with house.store.read() as conn:
        assert moments.due_at(conn, escalate.NAME) == at(house, "2026-03-19 07:30")
    tick(house, "2026-03-19 07:30")
    tick(house, "2026-03-19 07:31")
    assert len(told(house, leader)) == 1
    tick(house, "2026-03-18 07:30")  # the clock jumps back
    assert len(told(house, leader)) == 1


def test_no_digest_on_a_rest_day(house):
    director(house)
    house.task("2026-03-20")
    started(house)
    tick(house, "2026-03-20 07:30")
    with house.store.read() as conn:
        assert moments.due_at(conn, escalate.NAME) == at(house, "2026-03-23 07:30")


# ── coordinators ───────────────────────────────────────────────────────────────────────────────
def test_the_coordinator_has_a_morning_with_counts(house):
    coordinator = house.coordinator()
    official = house.person()
    house.task("2026-03-16", official=official)
    house.task("2026-03-17", official=official)
    house.task("2026-03-19", official=official, blocked="kinh phí")
    house.task("2026-03-10", official=official, status="submitted")
    started(house)
    tick(house, "2026-03-17 07:30")
    assert told(house, coordinator) == [
        (
            "Sáng thứ Ba 17/3, Văn phòng Ủy ban nhân dân tỉnh\n"
            "Đến hạn hôm nay 1 · trong 3 ngày 2\n"
            "Mới quá hạn 1 · Chờ đồng chí xác nhận 1\n"
            "Xin gia hạn chờ ý kiến 0 · Vướng mắc 1\n"
            "Chưa xác nhận nhận việc quá 2 ngày: 0\n"
            "Đã nhắc 1 người, không tới được 0"
        )
    ]


def test_nothing_to_say_is_not_said(house):
    coordinator = house.coordinator()
    house.task("2026-05-29")
    started(house)
    tick(house, "2026-03-17 07:30")
    assert told(house, coordinator) == []


def chief_of(house):
    office = house.agency(house.office.name, kind="office")
    return house.person("Phạm Minh", role=Role.LEADER, agency=office, position="Chánh Văn phòng")


def test_five_overdue_days_make_a_draft_that_goes_only_when_the_coordinator_sends_it(house):
    coordinator, chief = house.coordinator(), chief_of(house)
    house.task("2026-03-10", official=house.person(), coordinator=coordinator)
    started(house)
    tick(house, "2026-03-17 07:30")
    assert "Dự thảo báo cáo đồng chí Chánh Văn phòng (1 việc\n" in told(house, coordinator)[0]
    assert told(house, chief) == []
    preview = house.presses(coordinator, "Xem trước")
    assert "còn 1 nhiệm vụ quá hạn\ntừ 5 ngày làm việc, tại 1 đơn vị:\n Sở Nội vụ: 1 việc" in preview[0].text
    assert told(house, chief) == []
    house.presses(coordinator, "Gửi")
    assert told(house, chief)[0].startswith("Kính báo cáo đồng chí Chánh Văn phòng\n")


def test_a_draft_left_for_tomorrow_comes_back_tomorrow_and_one_that_was_shown_does_not(house):
    coordinator = house.coordinator()
    chief_of(house)
    house.task("2026-03-10", official=house.person(), coordinator=coordinator)
    started(house)
    tick(house, "2026-03-17 07:30")
    house.presses(coordinator, "Để ngày mai")
    tick(house, "2026-03-18 07:30")
    assert "Dự thảo báo cáo" in told(house, coordinator)[1]
    tick(house, "2026-03-19 07:30")
    assert not any("Dự thảo báo cáo" in text for text in told(house, coordinator)[2:])


def test_an_agencys_person_cannot_send_the_report(house):
    chief = chief_of(house)
    official = house.person()
    house.task("2026-03-10", official=official)
    house.says(official, "Gửi")
    assert told(house, chief) == []


def test_only_those_who_follow_up_may_send_the_report():
    from handlers.acts import acts

    for name in ("escalate.preview", "escalate.send", "escalate.tomorrow"):
        assert acts()[name].roles == {Role.COORDINATOR, Role.ADMIN}


def test_tasks_may_be_left_out_of_the_report_by_their_numbers(house):
    coordinator, chief = house.coordinator(), chief_of(house)
    official = house.person()
    for _ in range(3):
        house.task("2026-03-09", official=official, coordinator=coordinator)
    started(house)
    tick(house, "2026-03-17 07:30")
    (asked,) = house.presses(coordinator, "Bỏ bớt việc")
    assert asked.text == (
        "Việc nào không đưa vào báo cáo?\n"
        " NV 1 · Sở Nội vụ · quá 6 ngày làm việc\n"
        " NV 2 · Sở Nội vụ · quá 6 ngày làm việc\n"
        " NV 3 · Sở Nội vụ · quá 6 ngày làm việc\n"
        "Đồng chí gõ số các việc, ví dụ '3 7'."
    )
    (again,) = house.says(coordinator, "9")
    assert again.text.startswith("“9” chưa phải là số")
    (shown,) = house.says(coordinator, "nv 1, 3")
    assert "còn 1 nhiệm vụ quá hạn" in shown.text
    house.presses(coordinator, "Gửi")
    assert "còn 1 nhiệm vụ quá hạn" in told(house, chief)[0]


# ── worded when sent ───────────────────────────────────────────────────────────────────────────
def queued_only(house, when: str) -> None:
    house.now = at(house, when)
    escalate.tick(house.store, now=house.now, real_now=house.now, office=house.office)


def test_a_digest_is_worded_when_it_is_sent_and_nothing_left_is_not_said(house):
    leader, clerk = director(house), house.coordinator()
    task = house.task("2026-03-16", coordinator=clerk)
    house.task("2026-03-16", coordinator=clerk)
    started(house)
    queued_only(house, "2026-03-17 07:30")
    with house.store.begin() as conn:
        conn.execute(update(tasks).where(tasks.c.id == task).values(status="submitted"))
    delivered(house)
    assert "có 1 việc cần đồng chí quan tâm" in told(house, leader)[0]
    assert "Mới quá hạn 1 · Chờ đồng chí xác nhận 1" in told(house, clerk)[0]


def test_a_leaders_digest_of_which_nothing_is_left_is_not_sent(house):
    leader = director(house)
    house.task("2026-03-16")
    started(house)
    queued_only(house, "2026-03-17 07:30")
    with house.store.begin() as conn:
        conn.execute(update(tasks).values(status="done"))
    delivered(house)
    assert told(house, leader) == [None]


def test_a_digest_that_could_not_leave_waits_for_the_morning_and_a_newer_one_takes_its_place(house):
    leader = director(house)
    official = house.person()
    house.task("2026-03-16", official=official)
    house.task("2026-03-17", official=official)
    started(house)
    queued_only(house, "2026-03-17 07:30")
    house.now = at(house, "2026-03-17 19:00")
    with pytest.raises(TryLater):
        delivered(house)
    queued_only(house, "2026-03-18 07:30")
    delivered(house)
    assert told(house, leader)[0] == "said in a later message"
    assert "có 2 việc" in told(house, leader)[1]


def test_a_draft_that_could_not_leave_in_time_stands_in_the_next_morning_with_what_was_new(house):
    coordinator = house.coordinator()
    chief_of(house)
    house.task("2026-03-10", official=house.person(), coordinator=coordinator)
    house.task("2026-03-16", official=house.person(), coordinator=coordinator)
    started(house)
    queued_only(house, "2026-03-17 07:30")
    queued_only(house, "2026-03-18 07:30")
    delivered(house)
    gone, said = told(house, coordinator)
    assert gone == "said in a later message"
    assert "Dự thảo báo cáo đồng chí Chánh Văn phòng (1 việc\n" in said
    assert "Mới quá hạn 1 " in said


def test_a_task_returned_with_a_later_date_is_told_when_that_has_passed(house):
    leader = director(house)
    house.task("2026-03-10", official=house.person(), returned_until=dt.date(2026, 3, 18))
    started(house)
    tick(house, "2026-03-17 07:30")
    assert told(house, leader) == []
    tick(house, "2026-03-19 07:30")
    assert "quá 1 ngày làm việc" in told(house, leader)[0]


def test_a_leader_who_joins_late_hears_of_what_was_overdue_before(house):
    leader = house.person("Lê Bình", role=Role.LEADER, agency="Sở Nội vụ", position="Giám đốc", connected=False)
    house.task("2026-03-16", official=house.person())
    started(house)
    tick(house, "2026-03-17 07:30")
    assert told(house, leader) == []
    house.also_at(leader, house.channel, "77")
    tick(house, "2026-03-18 07:30")
    assert len(told(house, leader)) == 1


def test_the_agencys_leader_is_told_each_matter_that_asks_for_an_opinion_once(house):
    leader = director(house)
    an = house.person("Lê An", agency="Sở Nội vụ")
    house.task(official=an, due="2026-04-30")
    started(house)
    house.says(an, "nv1 xin ý kiến lãnh đạo về phương án 2")
    house.presses(an, "Đúng")
    tick(house, "2026-03-17 07:30")
    (digest,) = told(house, leader)
    assert " NV 1 · 141/TB-BCĐ\n   xin ý kiến: “xin ý kiến lãnh đạo về phương án 2”" in digest
    tick(house, "2026-03-18 07:30")
    assert len(told(house, leader)) == 1
    house.says(leader, "cho ý kiến nv1: đồng ý phương án 2")
    tick(house, "2026-03-19 07:30")
    assert len(told(house, leader)) == 1
