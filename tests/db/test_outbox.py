"""The outbox: what is claimed, in which order, by whom, and what is kept of it."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select

from core.messages import Address, Asks, Choice, Delivery, Outcome, Priority, Reply
from core.model import Person
from db import accounts, outbox, outcomes, prompts
from db.outbox import Outgoing
from db.store import Store
from db.tables import outbox as rows
from tests.house import START, House

ACCOUNT = "telegram:7001"


def claim(store: Store, holder: str = "1@w", *, at: dt.datetime = START, limit: int = 99) -> list[Outgoing]:
    with store.begin() as conn:
        return outbox.claim(conn, accounts=[ACCOUNT], holder=holder, real_now=at, limit=limit)


def say(store: Store, to: Address, text: str = "…", *, at: dt.datetime = START, **more: object) -> int:
    with store.begin() as conn:
        key = outbox.say(conn, Reply(text, **more), to=to, person=None, real_now=at)  # type: ignore[arg-type]
    assert key
    return key


def chat(number: int) -> Address:
    return Address(ACCOUNT, str(number))


def test_a_row_is_claimed_by_one_worker_only(store: Store) -> None:
    keys = [say(store, chat(n)) for n in range(40)]
    with ThreadPoolExecutor(4) as pool:
        taken = [row.id for part in pool.map(lambda n: claim(store, f"{n}@w", limit=25), range(4)) for row in part]
    taken += [row.id for row in claim(store)]
    assert sorted(taken) == keys


def test_one_row_of_a_chat_and_priority_is_on_its_way_at_a_time(store: Store) -> None:
    first, second = say(store, chat(1)), say(store, chat(1))
    notice = say(store, chat(1), priority=Priority.NOTICE)
    taken = claim(store)
    assert [row.id for row in taken] == [first, notice]
    assert claim(store) == []
    with store.begin() as conn:
        outcomes.finish(conn, taken[0], Delivery(Outcome.SENT, message="1"), real_now=START)
    assert [row.id for row in claim(store)] == [second]


def test_what_waited_long_for_its_turn_has_the_whole_lease_from_the_moment_it_leaves(store: Store) -> None:
    say(store, chat(1), priority=Priority.NOTICE)
    (row,) = claim(store)
    leaves = START + outbox.LEASE - dt.timedelta(seconds=1)
    with store.begin() as conn:
        assert outbox.begin(conn, [row], real_now=leaves) == {row.id}
        assert outcomes.sweep(conn, real_now=leaves + dt.timedelta(seconds=30)) == 0


def test_a_repeated_answer_that_waits_behind_others_is_not_in_doubt_again_before_it_leaves(store: Store) -> None:
    say(store, chat(1))
    (row,) = claim(store)
    with store.begin() as conn:
        outcomes.finish(conn, row, Delivery(Outcome.UNSURE), real_now=START)
    again = START + outcomes.DOUBT_WAITS
    with store.begin() as conn:
        outcomes.sweep(conn, real_now=again)
    (repeated,) = claim(store, at=again)
    with store.begin() as conn:
        outcomes.sweep(conn, real_now=again + outbox.LEASE)
        assert list(conn.scalars(select(rows.c.state).where(rows.c.id == repeated.id))) == ["queued"]


def test_what_moves_to_another_chat_edits_no_message_there(store: Store, house: House) -> None:
    an = house.person()
    house.also_at(an, "telegram:7002", "9")
    with store.begin() as conn:
        pressed = {"person": an.id, "real_now": START, "pressed": "5"}
        outbox.say(conn, Reply("…", edits=True), to=house.address(an), **pressed)
    (row,) = claim(store)
    with store.begin() as conn:
        outcomes.finish(conn, row, Delivery(Outcome.REFUSED), real_now=START)
        moved = conn.execute(select(rows.c.account, rows.c.edits).where(rows.c.id == row.id)).one()
    assert tuple(moved) == ("telegram:7002", None)


def test_a_row_waiting_for_its_retry_keeps_its_place(store: Store) -> None:
    first, _ = say(store, chat(1)), say(store, chat(1))
    (row,) = claim(store)
    with store.begin() as conn:
        outcomes.finish(conn, row, Delivery(Outcome.NOT_SENT), real_now=START)
    assert claim(store) == []
    assert [row.id for row in claim(store, at=START + dt.timedelta(minutes=1))] == [first]


def test_a_message_planned_for_tomorrow_holds_nobody_back(store: Store) -> None:
    say(store, chat(1), at=START + dt.timedelta(days=1))
    today = say(store, chat(1))
    assert [row.id for row in claim(store)] == [today]


def test_buttons_are_a_row_written_with_the_message(store: Store, house: House) -> None:
    person = house.person()
    reply = Reply("Chọn", choices=(Choice("Một", "a.b", {"task": 3}), Choice("Hai", "c.d")), asks=Asks("e.f"))
    with store.begin() as conn:
        key = outbox.say(conn, reply, to=None, person=person.id, real_now=START)
        token = conn.execute(select(rows.c.payload).where(rows.c.id == key)).scalar_one()["token"]
        pressed = prompts.press(conn, prompts.token_of(token, 0), address=house.address(person), real_now=START)
    assert pressed is not None
    assert pressed.choice == reply.choices[0]
    assert len(prompts.token_of(token, 99).encode()) <= 64


def test_the_pressed_message_is_replaced_only_by_a_reply_that_says_so(store: Store) -> None:
    with store.begin() as conn:
        for edits in (True, False):
            outbox.say(conn, Reply("…", edits=edits), to=chat(int(edits)), person=None, real_now=START, pressed="77")
    assert sorted(row.edits or "" for row in claim(store)) == ["", "77"]


def test_nothing_of_a_failing_account_is_claimed_until_it_recovered(store: Store) -> None:
    key = say(store, chat(1))
    with store.begin() as conn:
        accounts.failing(conn, ACCOUNT, real_now=START)
        accounts.failing(conn, ACCOUNT, real_now=START)
        assert accounts.failing_ones(conn) == {ACCOUNT}
    assert claim(store) == []
    with store.begin() as conn:
        accounts.recovered(conn, ACCOUNT)
    assert [row.id for row in claim(store)] == [key]


def test_reminders_may_be_left_waiting_while_many_are_on_their_way(store: Store) -> None:
    say(store, chat(1), priority=Priority.REMINDER)
    notice = say(store, chat(2), priority=Priority.NOTICE)
    with store.begin() as conn:
        taken = outbox.claim(conn, accounts=[ACCOUNT], holder="1@w", real_now=START, limit=9, up_to=Priority.NOTICE)
    assert [row.id for row in taken] == [notice]


def test_after_thirty_days_the_words_are_forgotten_and_what_became_of_them_stays(store: Store, house: House) -> None:
    person: Person = house.person()
    to = house.address(person)
    sent, waiting = say(store, to, choices=(Choice("Một", "a.b"),)), say(store, to)
    with store.begin() as conn:
        taken = outbox.claim(conn, accounts=[ACCOUNT], holder="1@w", real_now=START, limit=1)
        token = prompts.token_of(taken[0].payload["token"], 0)
        outcomes.finish(conn, taken[0], Delivery(Outcome.SENT, message="1"), real_now=START)
        later = START + dt.timedelta(days=31)
        assert outbox.erase_old(conn, before=later) == 1
        assert prompts.erase_old(conn, before=later) == 1
        kept = {row.id: row.state for row in conn.execute(select(rows.c.id, rows.c.state))}
        old = prompts.press(conn, token, address=to, real_now=START)
    assert kept == {sent: "sent", waiting: "queued"}
    assert old is not None
    assert old.choice is None
