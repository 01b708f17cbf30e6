"""The desk: who is answered, by which act, what counts twice, and what is refused."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, text

from core.messages import About, Address, Asks, Attachment, Choice, Happened, Incoming, Reply
from core.model import Person, Role
from core.problems import AskAgain, Changed, NotAllowed
from db import facts, inbox, outbox
from db import store as store_file
from db.outage import is_outage
from db.store import Store
from db.tables import inbox as inbox_rows
from db.tables import outbox as outbox_rows
from db.tables import tasks
from handlers import desk
from handlers.acts import acts
from handlers.asked import asked
from handlers.talk import Act, Talk
from tests.house import START, House

OLD = "Câu hỏi này đã hết hạn"


def count(talk: Talk, *, by: int = 1, said: str = "") -> list[Reply]:
    """A change anybody can see: a number that grows."""
    now = int(facts.get(talk.conn, "count") or 0) + by
    facts.put(talk.conn, "count", str(now))
    return [Reply(f"đếm {now} {said}".strip())]


def look(talk: Talk) -> list[Reply]:
    return [Reply(f"xem {facts.get(talk.conn, 'count')}")]


def offer(talk: Talk, *, task: int | None = None) -> list[Reply]:
    about = About(task, 1) if task else None
    choices = (Choice("Đã nhận", "test.count", {"by": 2}), Choice("Xem", "test.look"), Choice("Báo cáo", "test.look"))
    return [Reply("chọn", choices=choices, about=about)]


def ask(talk: Talk) -> list[Reply]:
    return [Reply("bao nhiêu?", asks=Asks("test.answer", {"by": 3}), choices=(Choice("Bỏ qua", "test.look"),))]


def answer(talk: Talk, *, by: int, said: str) -> list[Reply]:
    count(talk, by=by)
    if said == "sai":
        raise AskAgain("number", detail=said)
    return [Reply(f"nhận {said}")]


def refuse(talk: Talk, *, why: str) -> list[Reply]:
    count(talk)
    if why == "foreign":
        raise NotAllowed("foreign")
    if why == "changed":
        raise Changed(task_id=1, version=2)
    raise KeyError("Nguyễn Văn Bí Mật")


OFFERS = {
    "test.count": Act(count),
    "test.look": Act(look, looks=True),
    "test.offer": Act(offer, looks=True),
    "test.ask": Act(ask, looks=True),
    "test.answer": Act(answer, takes_file=True),
    "test.refuse": Act(refuse),
    "test.leaders": Act(count, roles=frozenset({Role.LEADER})),
}


@pytest.fixture(autouse=True)
def _acts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A few acts of the test's own, beside the product's."""
    table = acts()
    for name, act in OFFERS.items():
        monkeypatch.setitem(table, name, act)  # type: ignore[arg-type]
    return


@pytest.fixture
def an(house: House) -> Person:
    return house.person()


def given(house: House, person: Person, choice: Choice, about: About | None = None) -> str:
    """Somebody is shown one button; its token."""
    with house.store.begin() as conn:
        reply = Reply("?", choices=(choice,), about=about)
        outbox.say(conn, reply, to=None, person=person.id, real_now=house.real_now)
    return house.token(person, choice.label)


def shown(house: House, person: Person, act: str, **args: int) -> None:
    house.presses_token(person, given(house, person, Choice("mở", act, args)))


def said(replies: list[Reply]) -> str:
    return "\n".join(reply.text for reply in replies)


# ── pressing ───────────────────────────────────────────────────────────────────────────────────
def test_a_press_counts_once(house: House, an: Person) -> None:
    shown(house, an, "test.offer")
    assert said(house.presses(an, "Đã nhận")) == "đếm 2"
    assert OLD in said(house.presses(an, "Đã nhận"))
    assert said(house.presses(an, "Xem")) == "xem 2"


def test_looking_never_goes_stale(house: House, an: Person) -> None:
    shown(house, an, "test.offer")
    assert said(house.presses(an, "Xem")) == said(house.presses(an, "Xem"))


def test_a_button_word_typed_without_marks_is_a_press(house: House, an: Person) -> None:
    shown(house, an, "test.offer")
    assert said(house.says(an, "da NHAN")) == "đếm 2"
    assert "đếm" not in said(house.says(an, "đã nhận"))


def test_a_button_word_goes_before_the_command_spelled_alike(house: House, an: Person) -> None:
    shown(house, an, "test.offer")
    assert said(house.says(an, "báo cáo")).startswith("xem")


def test_somebody_elses_or_an_invented_token_is_an_old_question(house: House, an: Person) -> None:
    token = given(house, an, Choice("Đếm", "test.count"))
    other = house.person("B")
    name, _, _ = token.rpartition(".")
    for forged in (token, f"{name}.7", f"{name}.-1", "x.0", "", "." * 64):
        assert OLD in said(house.presses_token(other, forged))
    assert OLD in said(house.presses_token(an, f"{name}.7"))
    assert said(house.presses_token(an, token)) == "đếm 1"


def test_a_press_on_an_older_version_changes_nothing_and_shows_the_task_as_it_is(house: House, an: Person) -> None:
    task = house.task(official=an)
    token = given(house, an, Choice("Đếm", "test.count"), About(task, 1))
    with house.store.begin() as conn:
        conn.execute(tasks.update().values(version=2))
    answered = said(house.presses_token(an, token))
    assert OLD in answered
    assert "NV 1" in answered
    assert "đếm" not in answered


def test_an_expired_button_is_an_old_question(house: House, an: Person) -> None:
    token = given(house, an, Choice("Đếm", "test.count"))
    house.real_now += dt.timedelta(days=31)
    assert OLD in said(house.hears(Incoming("x", house.address(an), Happened.PRESSED, choice=token)))


def test_an_act_of_another_role_is_refused_without_detail(house: House, an: Person) -> None:
    token = given(house, an, Choice("Đếm", "test.leaders"))
    answered = said(house.presses_token(an, token))
    assert "lãnh đạo" in answered.lower()
    assert "không thay đổi gì" in answered


def test_what_a_refused_act_wrote_is_undone(house: House, an: Person) -> None:
    assert "Không thấy" in said(
        house.presses_token(an, given(house, an, Choice("a", "test.refuse", {"why": "foreign"})))
    )
    house.task(official=an)
    assert "NV 1" in said(house.presses_token(an, given(house, an, Choice("b", "test.refuse", {"why": "changed"}))))
    with house.store.read() as conn:
        assert facts.get(conn, "count") is None


# ── questions ──────────────────────────────────────────────────────────────────────────────────
def test_an_open_question_takes_the_next_words_once(house: House, an: Person) -> None:
    shown(house, an, "test.ask")
    assert said(house.says(an, "năm")) == "nhận năm"
    assert said(house.says(an, "năm")) != "nhận năm"


def test_a_command_passes_an_open_question_by(house: House, an: Person) -> None:
    shown(house, an, "test.ask")
    assert "nhận" not in said(house.says(an, "/trogiup"))
    assert said(house.says(an, "năm")) == "nhận năm"


def test_a_wrong_answer_is_asked_again_and_nothing_of_it_is_kept(house: House, an: Person) -> None:
    shown(house, an, "test.ask")
    assert "sai" in said(house.says(an, "sai"))
    assert said(house.says(an, "năm")) == "nhận năm"
    with house.store.read() as conn:
        assert facts.get(conn, "count") == "3"


def test_a_question_is_closed_on_demand(house: House, an: Person) -> None:
    shown(house, an, "test.ask")
    assert "Đã bỏ" in said(house.says(an, "/huy"))
    assert "Không có câu hỏi" in said(house.says(an, "huỷ"))
    assert said(house.says(an, "năm")) != "nhận năm"


def test_a_newer_question_closes_the_older_one(house: House, an: Person) -> None:
    shown(house, an, "test.ask")
    shown(house, an, "test.ask")
    assert said(house.says(an, "năm")) == "nhận năm"
    assert said(house.says(an, "năm")) != "nhận năm"


def test_an_open_question_hides_the_buttons_offered_before_it(house: House, an: Person) -> None:
    shown(house, an, "test.offer")
    shown(house, an, "test.ask")
    assert said(house.says(an, "Đã nhận")) == "nhận Đã nhận"


def test_a_question_may_be_answered_by_a_file(house: House, an: Person, tmp_path: Path) -> None:
    shown(house, an, "test.ask")
    assert said(house.sends_file(an, tmp_path / "45.docx", text="kèm")) == "nhận kèm"


def test_a_number_is_a_choice_only_where_choices_are_numbered(house: House, an: Person) -> None:
    shown(house, an, "test.offer")
    assert "đếm" not in said(house.says(an, "1"))
    house.numbers = True
    shown(house, an, "test.offer")
    assert said(house.says(an, "1")) == "đếm 2"
    assert "đếm" not in said(house.says(an, "9"))


# ── who ────────────────────────────────────────────────────────────────────────────────────────
def test_in_a_group_the_bot_says_one_sentence_and_leaves(house: House, an: Person) -> None:
    (reply,) = house.hears(Incoming("g", Address(house.channel, "-5"), Happened.GROUP))
    assert reply.leaves


def test_a_stranger_is_told_how_to_join_and_nothing_else(house: House) -> None:
    stranger = Address(house.channel, "404")
    assert "/start" in said(house.hears(Incoming("s", stranger, text="/nhiemvu")))
    assert house.hears(Incoming("s2", stranger, text="nv1 xong")) == []


def test_what_cannot_be_read_is_said_so(house: House, an: Person) -> None:
    assert "chỉ đọc được" in said(house.hears(Incoming("u", house.address(an), Happened.UNSUPPORTED)))


def test_words_nobody_understands_are_answered_with_examples(house: House, an: Person) -> None:
    assert "chưa hiểu" in said(house.says(an, "hoa sen nở"))


def test_an_unknown_and_a_foreign_task_are_answered_alike(house: House, an: Person) -> None:
    house.task(official=house.person("B", agency="Sở Y tế"))
    assert said(house.says(an, "/nv 1")).replace("1", "9") == said(house.says(an, "/nv 9"))


# ── working ────────────────────────────────────────────────────────────────────────────────────
def receive(house: House, *events: Incoming, holder: str | None = "w") -> None:
    with house.store.begin() as conn:
        for event in events:
            inbox.receive(conn, event, received_at=house.real_now, holder=holder)


def work(house: House, holder: str = "w", **more: int) -> int:
    return desk.work(house.store, holder=holder, now=house.now, real_now=house.real_now, office=house.office, **more)


def states(house: House) -> list[tuple[str, int]]:
    with house.store.read() as conn:
        rows = conn.execute(select(inbox_rows.c.state, inbox_rows.c.attempt).order_by(inbox_rows.c.id))
        return [(row.state, row.attempt) for row in rows]


def texts_of(house: House) -> list[str]:
    with house.store.read() as conn:
        return [payload["text"] for payload in conn.execute(select(outbox_rows.c.payload)).scalars()]


def press_of(house: House, person: Person, act: str, **args: str) -> Incoming:
    token = given(house, person, Choice(f"{act}{args}", act, args))
    return Incoming(f"{act}{person.id}{args}", house.address(person), Happened.PRESSED, choice=token, message="55")


def test_an_event_is_handled_answered_and_done_in_one_transaction(house: House, an: Person) -> None:
    receive(house, Incoming("1", house.address(an), text="/huy"))
    assert work(house) == 1
    assert states(house) == [("done", 1)]
    assert len(texts_of(house)) == 1
    assert work(house) == 0


def test_an_event_that_fails_is_tried_three_times_then_its_sender_is_told(
    house: House, an: Person, caplog: pytest.LogCaptureFixture
) -> None:
    other = house.person("B")
    bad, good = press_of(house, an, "test.refuse", why="bug"), Incoming("2", house.address(other), text="/huy")
    receive(house, bad, good)
    with caplog.at_level(logging.ERROR):
        for _ in range(12):
            work(house)
            house.real_now += dt.timedelta(seconds=9)
    assert states(house) == [("parked", 3), ("done", 1)]
    assert any("chưa xử lý được tin này" in text for text in texts_of(house))
    assert "KeyError" in caplog.text
    assert "Bí Mật" not in caplog.text
    with house.store.read() as conn:
        assert facts.get(conn, "count") is None


def test_an_event_that_ends_its_worker_each_time_is_parked_unhandled(house: House, an: Person) -> None:
    receive(house, press_of(house, an, "test.count"), holder="dead")
    ended_over(house, times=inbox.DEATHS)
    for _ in range(3):
        work(house, "w4")
    assert states(house)[0][0] == "parked"
    assert any("chưa xử lý được tin này" in text for text in texts_of(house))


def test_an_event_that_was_in_hand_when_workers_were_killed_is_innocent(house: House, an: Person) -> None:
    receive(house, press_of(house, an, "test.count"), holder="dead")
    ended_over(house, times=inbox.DEATHS - 1)
    for _ in range(2):
        work(house, "w4")
    assert states(house) == [("done", inbox.DEATHS)]


def ended_over(house: House, *, times: int) -> None:
    """So many workers, the first of them its receiver, were killed with the event in hand."""
    for n in range(1, times):
        house.real_now += dt.timedelta(minutes=2)
        with house.store.begin() as conn:
            inbox.claim(conn, holder=f"dead{n}", real_now=house.real_now)
    house.real_now += dt.timedelta(minutes=2)


def test_many_workers_do_each_event_once(house: House) -> None:
    crowd = [house.person(f"P{n}") for n in range(12)]
    receive(house, *(press_of(house, person, "test.look") for person in crowd), holder=None)

    def run(holder: str) -> None:
        while work(house, holder, limit=3):
            pass

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(run, "abcd"))
    # What one of them counted while the others looked at the row is its own at its next look.
    for holder in "abcde" * 4:
        run(holder)
    assert {state for state, _ in states(house)} == {"done"}
    assert sum("xem" in one for one in texts_of(house)) == 12


def _lose(store: Store, conn: Connection) -> None:
    """The server ends this connection, as a restart would; the next statement on it finds out."""
    mine = conn.execute(text("SELECT pg_backend_pid()")).scalar()
    with store.begin() as other:
        other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": mine})
    inbox.claim(conn, holder="w", real_now=START)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_database_that_went_away_costs_no_attempt_and_is_used_again_when_it_is_back(house: House, an: Person) -> None:
    receive(house, Incoming("1", house.address(an), text="/huy"))
    with pytest.raises(store_file.Unavailable) as gone, house.store.begin() as lost:
        _lose(house.store, lost)
    assert is_outage(gone.value)
    assert states(house) == [("new", 1)]
    assert work(house) == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_locked_database_costs_no_attempt_and_loses_nothing(
    house: House, an: Person, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive(house, Incoming("1", house.address(an), text="/huy"))
    monkeypatch.setattr(store_file, "BUSY_SECONDS", 0.05)
    second_worker = House(Store(database_url), house.office)
    with house.store.begin(), pytest.raises(store_file.Unavailable):
        work(second_worker)
    assert states(house) == [("new", 1)]
    assert work(second_worker) == 1
    second_worker.store.close()


def test_a_fault_in_our_own_statement_is_not_taken_for_an_outage(store: Store) -> None:
    with store.begin() as conn, pytest.raises(Exception, match="nowhere") as ours:
        conn.execute(text("SELECT * FROM nowhere"))
    assert not is_outage(ours.value)


def test_a_file_from_an_official_belongs_to_a_report_and_from_a_coordinator_is_a_directive(house: House) -> None:
    def acts_for(person: Person) -> list[str]:
        event = Incoming("f", house.address(person), attachment=Attachment("r", "a.docx", 5))
        with house.store.begin() as conn:
            talk = Talk(conn=conn, person=person, event=event, now=START, office=house.office, real_now=START)
            return [call.act for call in asked(talk)]

    assert acts_for(house.person()) == ["report.file"]
    assert acts_for(house.coordinator()) == ["directive.received"]
