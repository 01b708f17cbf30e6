"""'/lichnhac N': what the bot will say of a task, to whom and why; and the ladder a coordinator sets for it."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select, update

from core.model import Role
from core.wording.schedule import step
from db import leave
from db.tables import addresses, assignments, outbox, people, tasks
from jobs import remind
from tests.core.wording.shape import well_shaped
from tests.handlers.dialogue import labels, text


def at(house, when: str) -> dt.datetime:
    return dt.datetime.fromisoformat(when).replace(tzinfo=house.office.zone).astimezone(dt.UTC)


def next_moment(house) -> dt.datetime | None:
    with house.store.read() as conn:
        return conn.execute(select(assignments.c.next_reminder_at)).scalars().first()


@pytest.fixture
def official(house):
    return house.person("Lê An", position="Chuyên viên")


@pytest.fixture
def coordinator(house):
    return house.coordinator()


def test_the_next_reminders_are_shown_with_their_reason_and_the_ladder_they_follow(house, official):
    house.task("2026-03-31", official=official)
    (shown,) = house.says(official, "/lichnhac 1")
    assert well_shaped(shown).text == (
        "NV 1 · 141/TB-BCĐ: lịch nhắc việc\n"
        "Hạn hoàn thành: đến ngày 31/3/2026 (ngày làm việc cuối: thứ Ba 31/3) · còn 11 ngày làm việc\n"
        "Lịch chung: 30, 14, 7, 3, 1, 0 ngày làm việc trước hạn\n"
        "Nhắc: Chuyên viên Lê An\n"
        "Sắp tới:\n"
        " thứ Sáu 20/3, 7 giờ 30: còn 7 ngày làm việc\n"
        " thứ Năm 26/3, 7 giờ 30: còn 3 ngày làm việc\n"
        " thứ Hai 30/3, 7 giờ 30: còn 1 ngày làm việc\n"
        " thứ Ba 31/3, 7 giờ 30: ngày làm việc cuối\n"
        "Chưa nhắc lần nào."
    )
    assert labels([shown]) == ["Tin đã gửi", "Xem nhiệm vụ"]
    assert text(house.says(official, "/lich nhac nv 1")) == shown.text


def test_what_was_sent_refused_and_waits_is_told_with_its_moment(house, official):
    house.task("2026-03-20", official=official)
    for day, state in (("17", "sent"), ("19", "refused"), ("20", "queued")):
        now = at(house, f"2026-03-{day} 07:30")
        remind.tick(house.store, now=now, real_now=now, office=house.office)
        with house.store.begin() as conn:
            conn.execute(update(outbox).where(outbox.c.created_at == now).values(state=state, sent_at=now))
    house.now = at(house, "2026-03-20 08:00")
    said = text(house.says(official, "/lichnhac 1"))
    assert said.endswith(
        "Đã nhắc:\n"
        " 20/3, 7 giờ 30: ngày làm việc cuối · Lê An, đang chờ gửi\n"
        " 19/3, 7 giờ 30: còn 1 ngày làm việc · Lê An, không tới được\n"
        " 17/3, 7 giờ 30: còn 3 ngày làm việc · Lê An, đã gửi"
    )


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"status": "submitted"}, "Đang không nhắc: chờ xác nhận"),
        ({"status": "suspended"}, "Đang không nhắc: tạm dừng"),
        ({"signing_since": dt.date(2026, 3, 16)}, "Đang không nhắc: đã trình ký, nhắc lại từ 0 giờ, 19/3/2026"),
    ],
)
def test_why_nothing_is_said_now(house, official, values, why):
    house.task("2026-03-31", official=official)
    with house.store.begin() as conn:
        conn.execute(update(tasks).values(**values))
    assert why in text(house.says(official, "/lichnhac 1"))


def test_a_deputy_and_somebody_not_connected_are_named_as_such(house, official):
    house.task("2026-03-31", official=official)
    deputy = house.person("Lê Bình", connected=False)
    with house.store.begin() as conn:
        leave.name(
            conn, official, deputy, first=dt.date(2026, 3, 16), last=dt.date(2026, 3, 20), by=official, now=house.now
        )
    assert "Nhắc: Chuyên viên Lê An (đang nghỉ, Lê Bình nhận thay) (chưa kết nối)" in text(
        house.says(official, "/lichnhac 1")
    )


def test_a_supporting_agency_sees_the_moments_and_no_names(house, official):
    supporting = house.agency("Sở Y tế")
    focal = house.person("Lê Chi", role=Role.FOCAL, agency=supporting)
    house.task("2026-03-31", official=official, supporting=(supporting,))
    said = text(house.says(focal, "/lichnhac 1"))
    assert "Nhắc: Sở Nội vụ" in said
    assert "Lê An" not in said


def test_a_year_that_is_not_announced_is_shown_as_provisional(house, official):
    house.task("2027-03-31", official=official)
    assert "(ngày làm việc cuối: thứ Tư 31/3/2027 (tạm tính))" in text(house.says(official, "/lichnhac 1"))
    assert "/2027, 7 giờ 30 (tạm tính): còn 30 ngày làm việc" in text(house.says(official, "/lichnhac 1"))


def test_the_reasons_of_all_steps_are_words():
    codes = ["T-7", "T-0", "H-4", "Q+2", "W+1", "A+1", "S2603170700"]
    assert [step(code) for code in codes] == [
        "còn 7 ngày làm việc",
        "ngày làm việc cuối",
        "còn 4 giờ",
        "quá hạn 2 ngày làm việc",
        "quá hạn, mỗi tuần một lần",
        "chưa xác nhận đã nhận",
        "theo hẹn nhắc lại",
    ]


# ── a ladder of its own ────────────────────────────────────────────────────────────────────────
def test_the_coordinator_sets_a_ladder_for_a_task_in_chat_and_it_plans_anew_at_once(house, official, coordinator):
    house.task("2026-03-31", official=official)
    house.says(coordinator, "/lichnhac 1")
    (asked,) = house.presses(coordinator, "Đổi lịch nhắc")
    assert well_shaped(asked).text == (
        "NV 1 · 141/TB-BCĐ: nhắc trước hạn bao nhiêu ngày\nlàm việc? Đồng chí gõ các số, ví dụ 10, 5, 1, 0."
    )
    (told,) = house.says(coordinator, "1, 10, 5")
    assert well_shaped(told).text == (
        "NV 1: đã đặt lịch nhắc 10, 5, 1 ngày làm việc trước hạn.\n"
        "Lần nhắc tới: thứ Ba 17/3, 7 giờ 30 (còn 10 ngày làm việc)."
    )
    assert next_moment(house) == at(house, "2026-03-17 07:30")
    assert "Lịch riêng: 10, 5, 1 ngày làm việc trước hạn" in text(house.says(official, "/lichnhac 1"))
    house.says(coordinator, "/lichnhac 1")
    house.presses(coordinator, "Đổi lịch nhắc")
    house.presses(coordinator, "Theo lịch chung")
    assert next_moment(house) == at(house, "2026-03-20 07:30")
    assert "đổi lịch nhắc" in text(house.says(coordinator, "/lichsu 1"))


def test_a_directives_ladder_holds_for_its_tasks_but_for_those_with_their_own(house, official, coordinator):
    house.task("2026-03-31", official=official)
    house.task("2026-03-31", official=official)
    house.says(coordinator, "/lichnhac 2: 2")
    (told,) = house.says(coordinator, "/lichnhac 141/tb-bcd: 9, 0")
    assert well_shaped(told).text == "141/TB-BCĐ: đã đặt lịch nhắc\n9, 0 ngày làm việc trước hạn, cho 1 việc đang mở."
    assert "Lịch của văn bản: 9, 0 ngày" in text(house.says(official, "/lichnhac 1"))
    assert "Lịch riêng: 2 ngày" in text(house.says(official, "/lichnhac 2"))
    with house.store.read() as conn:
        moments = list(conn.scalars(select(assignments.c.next_reminder_at).order_by(assignments.c.id)))
    assert moments == [at(house, "2026-03-18 07:30"), at(house, "2026-03-27 07:30")]


@pytest.mark.parametrize("said", ["hôm nay", "10, năm, 1", "500", "-3 ngày nữa rồi"])
def test_what_is_no_ladder_is_asked_again_and_changes_nothing(house, official, coordinator, said):
    house.task("2026-03-31", official=official)
    house.says(coordinator, "/lichnhac 1")
    house.presses(coordinator, "Đổi lịch nhắc")
    assert text(house.says(coordinator, said)).startswith(f"Chưa rõ “{said}”. Đồng chí gõ số ngày làm việc")
    assert next_moment(house) == at(house, "2026-03-20 07:30")


def test_an_official_changes_no_ladder_and_sees_no_foreign_one(house, official):
    house.task("2026-03-31", official=official)
    stranger = house.person("Lê Hùng", agency="Sở Tài chính")
    assert text(house.says(official, "/lichnhac 1: 5")).startswith("Không thấy")
    assert text(house.says(stranger, "/lichnhac 1")).startswith("Không thấy NV 1")
    assert text(house.says(official, "/lichnhac 141/TB-BCĐ: 5")).startswith("Không thấy")


def test_a_task_in_nobodys_hands_says_so(house, official, coordinator):
    house.task("2026-03-31", official=official)
    with house.store.begin() as conn:
        conn.execute(update(assignments).values(ended_at=house.now))
        conn.execute(update(people).where(people.c.id == official.id).values(active=False))
        conn.execute(update(addresses).values(state="live"))
    assert "Chưa có người thực hiện, chưa nhắc được ai." in text(house.says(coordinator, "/lichnhac 1"))
