"""A directive given out now whose agencies are told on the next working morning, and one taken back for correction."""

from __future__ import annotations

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select, update

from core.messages import Reply
from core.model import DirectiveState, Person, Role, Status
from core.status import Who
from db import directives, drafts, moments, reports, tasks
from db.rows import reply_from_json
from db.store import Store
from db.tables import assignments, history, outbox
from db.tables import tasks as rows
from jobs import announce, foresee
from tests.handlers.dialogue import notices, task_now, text
from tests.handlers.reading import NAME, under_review
from tests.handlers.test_publish import settle
from tests.house import House

AFTERNOON = dt.datetime(2024, 10, 9, 9, 20, tzinfo=dt.UTC)  # Wednesday, 16:20 in Hà Nội
MORNING = dt.datetime(2024, 10, 10, 0, 30, tzinfo=dt.UTC)  # Thursday, 07:30


@pytest.fixture
def coordinator(house: House) -> Person:
    house.now = AFTERNOON
    return house.coordinator()


@pytest.fixture
def focal(house: House, coordinator: Person) -> Person:
    bao = house.person("Trần Quốc Bảo", role=Role.FOCAL, agency=house.agency(NAME))
    under_review(house, coordinator)
    settle(house)
    return bao


def gives(house: House, who: Person, label: str = "Gửi ngay") -> list[Reply]:
    house.says(who, "xem 1")
    house.presses(who, "Quay lại")
    house.presses(who, "Giao việc")
    return house.presses(who, label)


def tells(house: House) -> list[Reply]:
    """What the job says now."""
    with house.store.read() as conn:
        before = conn.execute(select(outbox.c.id).order_by(outbox.c.id.desc()).limit(1)).scalar() or 0
    announce.tick(house.store, now=house.now, real_now=house.real_now, office=house.office)
    with house.store.begin() as conn:
        rows = conn.execute(select(outbox).where(outbox.c.id > before).order_by(outbox.c.id)).all()
        conn.execute(update(outbox).where(outbox.c.state == "queued").values(state="sent"))
    return [reply_from_json(row.payload) for row in rows]


# ── the next working morning ───────────────────────────────────────────────────────────────────
def test_the_tasks_are_in_force_at_once_and_the_agencies_are_told_at_half_past_seven(
    house: House, coordinator: Person, focal: Person
):
    told, *others = gives(house, coordinator, "Gửi 7 giờ 30 mai")
    assert told.text.startswith("Đã giao 141/TB-BCĐ: 10 nhiệm vụ, 1 đơn vị.\nGửi 1 đầu mối lúc 7 giờ 30 thứ Năm 10/10.")
    assert others == []
    assert task_now(house).status is Status.NOT_STARTED
    assert tells(house) == []
    house.now = MORNING
    (notice,) = tells(house)
    assert notice.to == focal.id
    assert "10 nhiệm vụ" in notice.text
    assert tells(house) == []


def test_the_dry_run_of_that_day_shows_it(house: House, coordinator: Person, focal: Person):
    gives(house, coordinator, "Gửi 7 giờ 30 mai")
    with house.store.begin() as conn:
        today, then = (
            foresee.others(conn, house.office.today(when), now=house.now, office=house.office)
            for when in (house.now, MORNING)
        )
    assert today == []
    house.now = MORNING
    assert [(one.at, one.reply.text) for one in then] == [(MORNING, notice.text) for notice in tells(house)]


def test_the_time_to_acknowledge_begins_when_the_agency_is_told(house: House, coordinator: Person, focal: Person):
    gives(house, coordinator, "Gửi 7 giờ 30 mai")
    with house.store.read() as conn:
        rows = conn.execute(select(assignments.c.assigned_at, assignments.c.next_reminder_at)).all()
    assert {row.assigned_at for row in rows} == {MORNING}
    assert all(row.next_reminder_at >= MORNING for row in rows)


def test_before_a_rest_day_the_button_names_the_day(house: House, coordinator: Person, focal: Person):
    house.now = AFTERNOON + dt.timedelta(days=2)  # Friday
    (told,) = gives(house, coordinator, "Gửi 7 giờ 30 thứ Hai")
    assert "Gửi 1 đầu mối lúc 7 giờ 30 thứ Hai 14/10." in told.text


def test_a_machine_that_was_off_tells_them_in_the_next_sending_hours(house: House, coordinator: Person, focal: Person):
    gives(house, coordinator, "Gửi 7 giờ 30 mai")
    house.now = MORNING + dt.timedelta(hours=14)  # 21:30
    assert tells(house) == []
    with house.store.read() as conn:
        assert moments.first(conn) == MORNING + dt.timedelta(days=1)
    house.now = MORNING + dt.timedelta(days=1)
    assert [reply.to for reply in tells(house)] == [focal.id]


def test_the_text_is_made_from_the_state_of_that_morning(house: House, coordinator: Person, focal: Person):
    gives(house, coordinator, "Gửi 7 giờ 30 mai")
    with house.store.begin() as conn:
        conn.execute(update(rows).where(rows.c.number == 1).values(status=Status.ENDED.value))
    house.now = MORNING
    (notice,) = tells(house)
    assert "9 nhiệm vụ" in notice.text
    assert "NV 1 " not in notice.text


def test_a_morning_that_has_passed_since_the_question_is_asked_again(house: House, coordinator: Person, focal: Person):
    house.says(coordinator, "xem 1")
    house.presses(coordinator, "Quay lại")
    house.presses(coordinator, "Giao việc")
    house.now = MORNING + dt.timedelta(hours=1)
    (asked,) = house.presses(coordinator, "Gửi 7 giờ 30 mai")
    assert asked.text.startswith("Chuyển 10 nhiệm vụ tới 1 đơn vị?")


# ── taken back ─────────────────────────────────────────────────────────────────────────────────
def test_within_half_an_hour_it_is_taken_back_and_whoever_was_told_is_told_once(
    house: House, coordinator: Person, focal: Person
):
    gives(house, coordinator)
    house.says(focal, "đã nhận")
    house.now += dt.timedelta(minutes=29)
    (asked,) = house.presses(coordinator, "Thu hồi (30 phút)")
    assert asked.text == (
        "Thu hồi 141/TB-BCĐ: NV 1–10?\nĐầu mối đã nhận sẽ được báo là thu hồi để chỉnh sửa.\n"
        "Các việc trở lại chờ rà soát; số đã cấp không dùng lại."
    )
    replies = house.presses(coordinator, "Thu hồi")
    assert text(replies) == "Đã thu hồi 141/TB-BCĐ: NV 1–10.\nĐã báo 1 người.\n10 việc trở lại chờ rà soát."
    (notice,) = notices(replies, focal)
    assert notice.text == (
        "Văn phòng thu hồi phần giao việc tại\n141/TB-BCĐ của Ban Chỉ đạo thực hiện Chương trình hành động số 09 "
        "của Tỉnh ủy để chỉnh sửa:\nNV 1–10. Đồng chí chưa cần thực hiện;\nbản đúng sẽ được gửi lại."
    )
    with house.store.read() as conn:
        assert directives.get(conn, 1).state is DirectiveState.DRAFT
        assert len(drafts.of(conn, 1)) == 10
        assert conn.execute(select(assignments.c.id).where(assignments.c.next_reminder_at.is_not(None))).all() == []
    assert text(house.says(coordinator, "/nv 3")).find("Đã thu hồi để chỉnh sửa") > 0
    assert "không có nhiệm vụ nào" in text(house.says(coordinator, "/tonghop")).lower()


def test_what_was_taken_back_is_mended_and_given_again_under_new_numbers(
    house: House, coordinator: Person, focal: Person
):
    gives(house, coordinator)
    house.presses(coordinator, "Thu hồi (30 phút)")
    house.presses(coordinator, "Thu hồi")
    house.presses(coordinator, "Rà soát")
    house.says(coordinator, "bỏ 2")
    told, notice = gives(house, coordinator)
    assert told.text.startswith("Đã chuyển 141/TB-BCĐ: 9 nhiệm vụ, 1 đơn vị.")
    assert "NV 11  Khẩn trương rà soát" in notice.text
    with house.store.read() as conn:
        made = tasks.of_directive(conn, 1, for_=coordinator)
    assert [task.number for task in made] == list(range(11, 20))


def test_what_was_not_sent_yet_never_leaves(house: House, coordinator: Person, focal: Person):
    gives(house, coordinator, "Gửi 7 giờ 30 mai")
    house.now = MORNING - dt.timedelta(minutes=1)  # long after half an hour, and nobody was told
    (asked,) = house.presses(coordinator, "Thu hồi")
    assert "Chưa đầu mối nào được gửi." in asked.text
    replies = house.presses(coordinator, "Thu hồi")
    assert "Chưa ai được gửi, không phải báo lại." in text(replies)
    assert notices(replies, focal) == []
    house.now = MORNING
    assert tells(house) == []


def test_a_message_that_waits_in_the_queue_is_dropped(house: House, coordinator: Person, focal: Person):
    gives(house, coordinator)
    house.presses(coordinator, "Thu hồi (30 phút)")
    with house.store.begin() as conn:
        waiting = (outbox.c.person_id == focal.id, outbox.c.priority == 1)
        conn.execute(update(outbox).where(*waiting).values(state="queued", not_before=house.real_now))
    replies = house.presses(coordinator, "Thu hồi")
    assert notices(replies, focal) == []
    with house.store.read() as conn:
        states = conn.execute(select(outbox.c.state, outbox.c.reason).where(*waiting)).all()
    assert [tuple(row) for row in states] == [("dropped", "recalled")]


def test_half_an_hour_later_it_stays(house: House, coordinator: Person, focal: Person):
    gives(house, coordinator)
    house.now += dt.timedelta(minutes=31)
    assert "Đã quá 30 phút từ khi gửi" in text(house.presses(coordinator, "Thu hồi (30 phút)"))
    assert task_now(house).status is Status.NOT_STARTED


def test_what_somebody_reported_is_not_voided(house: House, coordinator: Person, focal: Person):
    gives(house, coordinator)
    house.presses(coordinator, "Thu hồi (30 phút)")
    house.says(focal, "nv3 xong 80%")
    house.presses(focal, "Đúng")
    (refused,) = house.presses(coordinator, "Thu hồi")
    assert refused.text.startswith("Đơn vị đã báo cáo NV 3, không thu hồi được\n141/TB-BCĐ.")
    assert task_now(house, 3).status is Status.IN_PROGRESS


def test_a_report_that_is_just_being_written_is_waited_for(
    house: House, coordinator: Person, focal: Person, database_url: str
):
    gives(house, coordinator)
    house.presses(coordinator, "Thu hồi (30 phút)")
    third, other = task_now(house, 3), Store(database_url)
    with ThreadPoolExecutor(1) as pool:
        with other.begin() as conn:
            task = tasks.lock(conn, third.id, for_=focal)
            moved = tasks.move(conn, task, Status.IN_PROGRESS, who=Who.LEAD, by=focal, now=house.now, did="reported")
            reports.add(conn, [moved], by=focal, now=house.now, text="xong 80%")
            recalling = pool.submit(house.presses, coordinator, "Thu hồi")
            threading.Event().wait(0.3)
        (refused,) = recalling.result(10)
    other.close()
    assert refused.text.startswith("Đơn vị đã báo cáo NV 3")
    assert task_now(house, 3).status is Status.IN_PROGRESS


def test_it_is_taken_back_once_and_by_typing_its_number(house: House, coordinator: Person, focal: Person):
    gives(house, coordinator)
    (asked,) = house.says(coordinator, "thu hoi 141/tb-bcd")
    assert asked.text.startswith("Thu hồi 141/TB-BCĐ: NV 1–10?")
    token = house.token(coordinator, "Thu hồi")
    house.presses(coordinator, "Thu hồi")
    (again,) = house.presses(coordinator, "Thu hồi (30 phút)")
    assert again.text == "141/TB-BCĐ đã được thu hồi trước đó."
    assert "hết hạn" in text(house.presses_token(coordinator, token))


def test_the_bare_word_means_the_last_publication(house: House, coordinator: Person, focal: Person):
    assert text(house.says(coordinator, "thu hồi")) == "Không có lần giao việc nào để thu hồi."
    gives(house, coordinator)
    house.says(coordinator, "/trogiup")
    assert text(house.says(coordinator, "thu hoi")).startswith("Thu hồi 141/TB-BCĐ: NV 1–10?")


def test_both_the_giving_and_the_taking_back_stand_in_the_history(house: House, coordinator: Person, focal: Person):
    gives(house, coordinator)
    house.presses(coordinator, "Thu hồi (30 phút)")
    house.presses(coordinator, "Thu hồi")
    assert "thu hồi để chỉnh sửa" in text(house.says(coordinator, "/lichsu 3"))
    with house.store.read() as conn:
        mine = select(history.c.did).where(history.c.noun == "directive", history.c.did.in_(["published", "recalled"]))
        assert list(conn.scalars(mine.order_by(history.c.id))) == ["published", "recalled"]
