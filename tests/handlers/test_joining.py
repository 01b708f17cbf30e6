"""Somebody comes in."""

from __future__ import annotations

import datetime as dt
import re

from sqlalchemy import select

from core.messages import Address, Choice, Happened, Incoming, Reply
from core.model import Role
from db import invites, outbox, people, prompts
from db.tables import assignments, inbox
from db.tables import outbox as outbox_rows
from tests.house import House

STRANGER = Address("telegram:7001", "555")


def writes(house: House, text: str, *, n: int = 0, at: Address = STRANGER) -> list[Reply]:
    return house.hears(Incoming(f"s{n}-{text[:30]}", at, text=text))


def code_for(house: House, **who: object) -> str:
    person = house.person(connected=False, **who)  # type: ignore[arg-type]
    with house.store.begin() as conn:
        return invites.make(conn, person.id, now=house.now, expires=house.now + dt.timedelta(days=7))


def texts(replies: list[Reply]) -> list[str]:
    return [reply.text for reply in replies]


def test_a_stranger_gets_one_answer_an_hour_and_nothing_of_theirs_is_kept(house: House):
    (first,) = writes(house, "cho hỏi việc của tôi")
    assert "chưa được kết nối" in first.text
    assert "/start MÃ" in first.text
    assert writes(house, "alo", n=1) == []
    house.now += dt.timedelta(hours=1)
    assert len(writes(house, "alo", n=2)) == 1
    with house.store.read() as conn:
        assert conn.execute(select(inbox)).all() == []
        assert people.by_address(conn, STRANGER) is None


def test_a_code_joins_with_start_or_alone(house: House):
    for text in ("/start {}", "{}"):
        code = code_for(house, name="Lê Thị Lan", position="Chuyên viên")
        (joined,) = writes(house, text.format(code), at=Address("telegram:7001", f"5{len(text)}"))
        assert joined.text.startswith("Đã kết nối.\nChuyên viên Lê Thị Lan · Sở Nội vụ\nVai trò: người thực hiện")
        assert [choice.label for choice in joined.choices] == ["Nhiệm vụ của tôi", "Trợ giúp", "Không phải tôi"]


def test_wrong_used_and_expired_codes_are_answered_alike(house: House):
    used, expired = code_for(house), code_for(house)
    writes(house, f"/start {used}", at=Address("telegram:7001", "1"))
    wrong = texts(writes(house, "/start AAAABBBBCCCCDDDDEEEEFFFFGG"))
    again = texts(writes(house, f"/start {used}"))
    house.now += dt.timedelta(days=8)
    late = texts(writes(house, f"/start {expired}"))
    assert wrong == again == late
    assert wrong[0].startswith("Mã mời không dùng được.")


def test_after_twenty_wrong_guesses_even_the_right_code_is_refused(house: House):
    code = code_for(house)
    for n in range(20):
        assert writes(house, f"/start WRONG{n:020}", n=n)
    (refused,) = writes(house, f"/start {code}", n=21)
    assert refused.text.startswith("Mã mời không dùng được.")
    with house.store.read() as conn:
        assert people.by_address(conn, STRANGER) is None


def test_the_code_of_a_coordinator_makes_a_coordinator_and_no_more(house: House):
    code = code_for(house, role=Role.COORDINATOR)
    (joined,) = writes(house, f"/start {code}")
    assert "Vai trò: người theo dõi" in joined.text
    assert joined.choices[0].label == "Văn bản"


def test_a_code_that_reached_somebody_else_is_undone_and_the_coordinator_told(house: House):
    coordinator = house.coordinator()
    code = code_for(house, name="Lê Thị Lan")
    writes(house, f"/start {code}")
    token = _token(house, "Không phải tôi")
    undone, told = house.hears(Incoming("p1", STRANGER, happened=Happened.PRESSED, choice=token))
    assert "Đã gỡ kết nối" in undone.text
    assert told.to == coordinator.id
    assert "đã tới nhầm người" in told.text
    with house.store.read() as conn:
        assert people.by_address(conn, STRANGER) is None


def test_whoever_has_joined_is_told_who_they_are(house: House):
    an = house.person("Nguyễn Văn An")
    (reply,) = house.says(an, "/start")
    assert reply.text.startswith("Đồng chí đã kết nối:\nNguyễn Văn An")


def test_a_lent_phone_is_disconnected_after_one_question(house: House):
    an = house.person()
    address = house.address(an)
    house.says(an, "thông tin của tôi")
    (asked,) = house.presses(an, "Ngắt kết nối máy này")
    assert "Nhiệm vụ và lịch sử giữ" in asked.text
    (done,) = house.presses(an, "Ngắt kết nối")
    assert done.text.startswith("Đã ngắt kết nối.")
    with house.store.read() as conn:
        assert people.by_address(conn, address) is None
        assert people.get(conn, an.id).active


def test_the_words_ngat_ket_noi_are_understood_wherever_they_are_typed(house: House):
    for said in ("ngắt kết nối", "ngat ket noi may nay"):
        (asked,) = house.says(house.person(), said)
        assert asked.text.startswith("Ngắt kết nối máy này?")


def test_a_chat_that_passes_to_somebody_else_brings_them_nothing_of_the_one_before(house: House):
    """Neither what still waits, nor a question that was asked there."""
    writes(house, f"/start {code_for(house, name='An', agency='Sở Y tế')}")
    with house.store.begin() as conn:
        first = people.by_address(conn, STRANGER)
        assert first is not None
        asks = Reply("…", choices=(Choice("Đã nhận", "task.list"),))
        waits = outbox.say(conn, asks, to=None, person=first.id, real_now=house.real_now)
    writes(house, f"/start {code_for(house, name='Bình', agency='Sở Y tế')}")
    with house.store.read() as conn:
        row = conn.execute(select(outbox_rows.c.state, outbox_rows.c.reason).where(outbox_rows.c.id == waits)).one()
        assert tuple(row) == ("refused", outbox.NOT_CONNECTED)
        assert all(one.outbox_id != waits for one in prompts.recent(conn, STRANGER, real_now=house.real_now))


def test_work_that_lay_in_nobodys_hands_is_taken_up_by_the_focal_person_who_joins(house: House):
    gone = house.person("Người cũ", agency="Sở Y tế")
    house.task(official=gone, status="not_started")
    house.task(official=gone, due=None, status="not_started")
    with house.store.begin() as conn:
        people.change(conn, gone.id, active=False)
    code = code_for(house, name="Lan", role=Role.FOCAL, agency="Sở Y tế")
    joined, notice = writes(house, f"/start {code}")
    assert "Đang có 2 nhiệm vụ của đồng chí." in joined.text
    assert "giao\nSở Y tế 2 nhiệm vụ\ntại 141/TB-BCĐ" in notice.text
    with house.store.read() as conn:
        lan = people.by_address(conn, STRANGER)
        assert lan is not None
        planned = conn.execute(select(assignments.c.next_reminder_at).where(assignments.c.person_id == lan.id))
        assert any(planned.scalars())


def test_an_official_who_joins_an_agency_with_a_focal_person_takes_nothing_up(house: House):
    house.task(official=house.person("Bảo", role=Role.FOCAL, agency="Sở Y tế"), status="not_started")
    code = code_for(house, name="Lan", agency="Sở Y tế")
    assert len(writes(house, f"/start {code}")) == 1


# ── inviting ───────────────────────────────────────────────────────────────────────────────────
def test_a_coordinator_invites_by_typing_name_agency_and_role(house: House):
    coordinator = house.coordinator()
    house.agency("Sở Nội vụ")
    (name,) = house.says(coordinator, "/moi")
    assert "họ tên và chức vụ" in name.text
    (agency,) = house.says(coordinator, "Đinh Văn Khoa, Chánh Văn phòng Sở")
    assert agency.text == "Đinh Văn Khoa thuộc đơn vị nào? Đồng chí gõ tên đơn vị."
    (role,) = house.says(coordinator, "so noi vu")
    assert role.text == "Vai trò của Đinh Văn Khoa · Sở Nội vụ?"
    (made,) = house.says(coordinator, "dau moi don vi")
    code = re.search(r"/start ([A-Z2-7]{26})", made.text)
    assert code is not None
    (joined,) = writes(house, code[0])
    assert "Chánh Văn phòng Sở Đinh Văn Khoa · Sở Nội vụ" in joined.text
    assert "Vai trò: đầu mối đơn vị" in joined.text


def test_an_unknown_agency_is_asked_again_with_the_near_ones(house: House):
    coordinator = house.coordinator()
    house.agency("Sở Nội vụ")
    house.says(coordinator, "/moi Đinh Văn Khoa")
    (again,) = house.says(coordinator, "Sở Nội chính")
    assert again.text.startswith("Chưa có trong danh bạ: “Sở Nội chính”.")
    assert "1. Sở Nội vụ" in again.text
    (again,) = house.presses(coordinator, "Là đơn vị 1")
    assert again.text == "Vai trò của Đinh Văn Khoa · Sở Nội vụ?"


def test_an_agency_the_directory_lacks_is_added_when_the_coordinator_says_so(house: House):
    coordinator = house.coordinator()
    house.says(coordinator, "/moi Đinh Văn Khoa")
    house.says(coordinator, "UBND xã An Phú")
    (role,) = house.presses(coordinator, "Thêm vào danh bạ")
    assert role.text == "Vai trò của Đinh Văn Khoa · UBND xã An Phú?"


def test_a_focal_person_invites_inside_their_agency_alone(house: House):
    focal = house.person("Bảo", role=Role.FOCAL, agency="Sở Y tế")
    (role,) = house.says(focal, "/moi Lê Thị Lan, Chuyên viên")
    assert role.text == "Vai trò của Lê Thị Lan · Sở Y tế?"
    assert [choice.label for choice in role.choices] == ["Người thực hiện", "Đầu mối đơn vị", "Lãnh đạo"]
    (made,) = house.presses(focal, "Người thực hiện")
    assert "Chuyên viên Lê Thị Lan · Sở Y tế" in made.text


def test_who_is_in_the_directory_already_is_offered_a_code_and_never_made_a_second_time(house: House):
    coordinator = house.coordinator()
    khoa = house.person("Đinh Văn Khoa", position="Chuyên viên", agency="Sở Y tế", connected=False)
    (known,) = house.says(coordinator, "mời Đinh Văn Khoa")
    assert "Danh bạ đã có người này:\n1. Chuyên viên Đinh Văn Khoa · Sở Y tế · chưa kết nối" in known.text
    (made,) = house.says(coordinator, "tao ma moi")
    code = re.search(r"/start ([A-Z2-7]{26})", made.text)
    assert code is not None
    writes(house, code[0])
    with house.store.read() as conn:
        assert people.by_address(conn, STRANGER) == people.get(conn, khoa.id)


def test_somebody_else_of_the_same_name_is_invited_when_said_so(house: House):
    coordinator = house.coordinator()
    house.person("Đinh Văn Khoa", agency="Sở Y tế", connected=False)
    house.says(coordinator, "/moi Đinh Văn Khoa, Văn thư")
    (agency,) = house.presses(coordinator, "Người khác cùng tên")
    assert agency.text == "Đinh Văn Khoa thuộc đơn vị nào? Đồng chí gõ tên đơn vị."


def test_a_name_with_another_tone_mark_is_somebody_else_and_without_any_the_same(house: House):
    coordinator = house.coordinator()
    house.person("Lê Thị Lan", agency="Sở Y tế", connected=False)
    (other,) = house.says(coordinator, "/moi Lê Thị Làn")
    assert other.text == "Lê Thị Làn thuộc đơn vị nào? Đồng chí gõ tên đơn vị."
    (same,) = house.says(coordinator, "/moi le thi lan")
    assert "Danh bạ đã có người này" in same.text


def test_an_invitation_typed_under_the_question_of_another_begins_anew(house: House):
    coordinator = house.coordinator()
    house.says(coordinator, "/moi")
    (agency,) = house.says(coordinator, "moi Ngo Van Binh")
    assert agency.text.startswith("Ngo Van Binh thuộc đơn vị nào?")
    (agency,) = house.says(coordinator, "mời Lê Thị Lan, Văn thư")
    assert agency.text.startswith("Lê Thị Lan thuộc đơn vị nào?")


def test_a_focal_person_hands_a_code_to_their_own_people_while_they_are_not_connected(house: House):
    focal = house.person("Bảo", role=Role.FOCAL, agency="Sở Y tế")
    house.person("Lê Thị Lan", agency="Sở Y tế", connected=False)
    house.person("Trần Văn Tú", agency="Sở Y tế")
    house.person("Phạm Thị Mơ", agency="Sở Nội vụ", connected=False)
    house.says(focal, "mời Lê Thị Lan")
    (made,) = house.presses(focal, "Tạo mã mời")
    assert "/start " in made.text
    (known,) = house.says(focal, "mời Trần Văn Tú")
    assert "1. Trần Văn Tú · Sở Y tế · đã kết nối" in known.text
    assert "Tạo mã mời" not in [choice.label for choice in known.choices]
    (role,) = house.says(focal, "mời Phạm Thị Mơ")
    assert role.text == "Vai trò của Phạm Thị Mơ · Sở Y tế?"


def test_an_official_invites_nobody(house: House):
    (refused,) = house.says(house.person(), "/moi Ai Đó")
    assert "Hệ thống đã\nkhông thay đổi gì" in refused.text


def _token(house: House, label: str) -> str:
    from db.prompts import token_of
    from db.rows import choices_from_json
    from db.tables import prompts

    with house.store.read() as conn:
        row = conn.execute(select(prompts).where(prompts.c.chat == STRANGER.chat).order_by(prompts.c.id.desc())).first()
    assert row is not None
    labels = [choice.label for choice in choices_from_json(row.choices)]
    return token_of(row.token, labels.index(label))
