"""What arrived is kept once, handed out in order, counted before it is tried, and forgotten in time."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select

from core.messages import Address, Attachment, Happened, Incoming
from core.text import clean
from db import inbox
from db.inbox import Claimed
from db.store import Store
from db.tables import inbox as rows
from tests.house import START

A, B = Address("telegram:7001", "1"), Address("telegram:7001", "2")
SOON, LATER = START + dt.timedelta(seconds=5), START + dt.timedelta(minutes=5)


def event(id: str, address: Address = A, text: str = "nv3 80%") -> Incoming:  # noqa: A002
    return Incoming(id=id, address=address, text=text)


def receive(store: Store, *events: Incoming, holder: str | None = None) -> list[bool]:
    with store.begin() as conn:
        return [inbox.receive(conn, one, received_at=START, holder=holder) for one in events]


def claim(store: Store, holder: str = "w1", *, at: dt.datetime = SOON, limit: int = 1) -> list[Claimed]:
    with store.begin() as conn:
        return inbox.claim(conn, holder=holder, real_now=at, limit=limit)


def finish(store: Store, claimed: Claimed) -> None:
    with store.begin() as conn:
        inbox.done(conn, claimed, real_now=SOON)


def test_the_same_event_twice_is_kept_once(store: Store) -> None:
    assert receive(store, event("7")) == [True]
    assert receive(store, event("7"), event("8")) == [False, True]


def test_the_same_event_from_twenty_threads_is_kept_once(store: Store) -> None:
    with ThreadPoolExecutor(20) as pool:
        kept = list(pool.map(lambda _: receive(store, event("7"))[0], range(20)))
    assert kept.count(True) == 1


def test_the_same_id_on_two_accounts_is_two_events(store: Store) -> None:
    assert receive(store, event("7"), event("7", Address("local", "1"))) == [True, True]


def test_an_event_comes_back_as_it_arrived(store: Store) -> None:
    file = Attachment("ref", "báo cáo.docx", 0)
    whole = Incoming("9", A, Happened.PRESSED, clean("Tiến độ 80 %"), "tok.1", "55", "54", file)
    receive(store, whole, holder="w1")
    assert claim(store)[0].event == whole


def test_events_of_one_chat_are_handled_in_order_and_chats_side_by_side(store: Store) -> None:
    receive(store, event("1"), event("2"), event("3", B), holder="w1")
    assert [one.event.id for one in claim(store, limit=9)] == ["1", "3"]
    finish(store, claim(store)[0])
    assert [one.event.id for one in claim(store, limit=9)] == ["2", "3"]


def test_an_event_born_in_a_workers_hands_needs_no_counting_step(store: Store) -> None:
    receive(store, event("1"), holder="w1")
    assert claim(store, "w2") == []
    (mine,) = claim(store, "w1")
    assert (mine.attempt, mine.counted) == (1, True)


def test_an_attempt_is_counted_before_it_is_made(store: Store) -> None:
    receive(store, event("1"))
    (first,) = claim(store)
    assert (first.attempt, first.counted) == (1, False)
    (again,) = claim(store)
    assert (again.attempt, again.counted) == (1, True)


def test_a_killed_workers_event_is_taken_over_when_its_lease_runs_out_and_its_attempt_counts(store: Store) -> None:
    receive(store, event("1"), holder="dead")
    assert claim(store, "w2") == []
    (taken,) = claim(store, "w2", at=LATER)
    assert (taken.attempt, taken.counted) == (2, False)
    assert claim(store, "w2", at=LATER)[0].counted


def test_a_worker_known_to_be_gone_is_not_waited_for(store: Store) -> None:
    receive(store, event("1"), holder="dead")
    with store.begin() as conn:
        assert inbox.let_go(conn, holder="dead", real_now=SOON) == 1
    assert len(claim(store, "w2")) == 1


def test_an_event_over_which_workers_ended_again_and_again_waits_longer_each_time(store: Store) -> None:
    receive(store, event("1"), event("2", B), holder="w0")
    waits, at = [], SOON
    for n in range(7):
        with store.begin() as conn:
            inbox.let_go(conn, holder=f"w{n}", real_now=at)
            row = conn.execute(select(rows.c.lease_until).where(rows.c.event_id == "1")).scalar_one()
        waits.append((row - at).total_seconds())
        at = row
        assert claim(store, f"w{n + 1}", at=at)[0].event.id == "1"
    assert waits == [0, 0, 1, 2, 4, 8, 16]
    assert [one.event.id for one in claim(store, "w9", at=at)] == ["2"], "nobody else waits"


def test_an_event_that_fails_is_tried_three_times_a_little_later_each_time_then_parked(store: Store) -> None:
    receive(store, event("1"), event("2"), holder="w1")
    at, parked = SOON, False
    for _ in range(inbox.FAILURES):
        claim(store, at=at)
        (claimed,) = claim(store, at=at)
        with store.begin() as conn:
            parked = inbox.failed(conn, claimed, real_now=at)
        assert parked or claim(store, at=at) == []
        at += dt.timedelta(seconds=10)
    assert parked
    assert claim(store, at=at)[0].event.id == "2"


def test_an_event_that_failed_before_comes_alone(store: Store) -> None:
    receive(store, event("1"), holder="w1")
    with store.begin() as conn:
        inbox.failed(conn, inbox.claim(conn, holder="w1", real_now=SOON)[0], real_now=SOON)
    receive(store, event("2", B), holder="w1")
    at = SOON + dt.timedelta(seconds=9)
    claim(store, at=at, limit=9)
    assert [one.event.id for one in claim(store, at=at, limit=9)] == ["1"]


def test_two_workers_never_hold_the_same_event(store: Store) -> None:
    receive(store, *(event(str(n), Address("telegram:7001", str(n))) for n in range(40)))

    def work(holder: str) -> list[str]:
        handled = []
        while True:
            with store.begin() as conn:
                claimed = inbox.claim(conn, holder=holder, real_now=SOON, limit=4)
                for one in claimed:
                    if one.counted:
                        inbox.done(conn, one, real_now=SOON)
                        handled.append(one.event.id)
            if not claimed:
                return handled

    with ThreadPoolExecutor(4) as pool:
        handled = [id for ids in pool.map(work, "abcd") for id in ids]  # noqa: A001
    for holder in "abcde":  # what one was about to lock, another one passed over for the moment
        handled += work(holder)
    assert sorted(handled, key=int) == [str(n) for n in range(40)]


def test_after_thirty_days_the_words_are_forgotten_and_the_id_stays(store: Store) -> None:
    receive(store, event("1"), event("2"), holder="w1")
    finish(store, claim(store)[0])
    with store.begin() as conn:
        assert inbox.erase_old(conn, before=LATER) == 1
        assert inbox.erase_old(conn, before=LATER) == 0
    assert receive(store, event("1")) == [False]
    assert claim(store)[0].event.text == "nv3 80%"


def test_marked_text_leaves_its_row_at_once(store: Store) -> None:
    receive(store, event("1", text="TUYỆT MẬT"), holder="w1")
    receive(store, event("2", text="nv3 80%"), holder="w1")
    with store.begin() as conn:
        inbox.erase_sent(conn, event("1").address, files=[], events=["1"])
    with store.read() as conn:
        kept = conn.execute(select(rows.c.event_id, rows.c.payload).order_by(rows.c.id)).all()
    assert [(row.event_id, row.payload is None) for row in kept] == [("1", True), ("2", False)]
