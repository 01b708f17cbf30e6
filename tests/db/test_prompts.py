"""A question is a row: it belongs to one chat, counts for a time, and goes stale with the task it shows."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, select

from core.messages import About, Address, Asks, Choice, Delivery, Outcome, Reply
from db import outbox, outcomes, prompts
from db.prompts import Prompt
from db.store import Store
from db.tables import outbox as rows
from db.tables import tasks
from tests.house import START, House

HERE, THERE = Address("telegram:7001", "1"), Address("telegram:7001", "2")
TWO = (Choice("Một", "a.one", {"task": 1}), Choice("Hai", "a.two"))


def say(store: Store, reply: Reply, *, to: Address = HERE, at: dt.datetime = START) -> str:
    with store.begin() as conn:
        outbox.say(conn, reply, to=to, person=None, real_now=at)
        (row,) = outbox.claim(conn, accounts=[to.account], holder=f"{at}@w", real_now=at, limit=1)
    return str(row.payload["token"])


def press(store: Store, token: str, index: int = 0, *, at: dt.datetime = START, by: Address = HERE) -> Prompt | None:
    with store.read() as conn:
        return prompts.press(conn, prompts.token_of(token, index), address=by, real_now=at)


def test_a_press_says_what_was_chosen_with_its_arguments(store: Store) -> None:
    token = say(store, Reply("?", choices=TWO))
    pressed = [press(store, token, index) for index in (0, 1)]
    assert [one.choice for one in pressed if one] == list(TWO)


def test_a_button_belongs_to_the_chat_it_was_shown_in(store: Store) -> None:
    assert press(store, say(store, Reply("?", choices=TWO)), by=THERE) is None


def test_each_choice_counts_once_and_the_others_still_count(store: Store) -> None:
    token = say(store, Reply("?", choices=TWO))
    with store.begin() as conn:
        pressed = prompts.press(conn, prompts.token_of(token, 0), address=HERE, real_now=START)
        assert pressed is not None
        prompts.use(conn, pressed, real_now=START)
    first, second = press(store, token, 0), press(store, token, 1)
    assert first is not None
    assert second is not None
    assert (first.open, second.open) == (False, True)


def test_a_button_expires(store: Store) -> None:
    old = press(store, say(store, Reply("?", choices=TWO)), at=START + prompts.LIVES)
    assert old is not None
    assert not old.open


def test_a_button_goes_stale_with_the_version_it_showed(store: Store, house: House) -> None:
    task = house.task()
    token = say(store, Reply("?", choices=TWO, about=About(task, 1)))
    before = press(store, token)
    with store.begin() as conn:
        conn.execute(tasks.update().values(version=2))
    after = press(store, token)
    assert before is not None
    assert after is not None
    assert (before.stale, after.stale) == (False, True)


def open_question(conn: Connection, address: Address, *, real_now: dt.datetime) -> Prompt | None:
    """The message that waits for an answer in free words."""
    return next((one for one in prompts.recent(conn, address, real_now=real_now) if one.asking), None)


def test_the_newest_question_is_the_open_one_and_waits_a_day(store: Store) -> None:
    say(store, Reply("một?", asks=Asks("a.one")))
    with store.begin() as conn:
        outbox.say(conn, Reply("hai?", asks=Asks("a.two", {"task": 3})), to=HERE, person=None, real_now=START)
        asked = open_question(conn, HERE, real_now=START)
        assert asked is not None
        assert asked.asks == Asks("a.two", {"task": 3})
        assert open_question(conn, THERE, real_now=START) is None
        assert open_question(conn, HERE, real_now=START + prompts.ASKING) is None
        assert prompts.cancel(conn, HERE, real_now=START)
        assert not prompts.cancel(conn, HERE, real_now=START)
        assert open_question(conn, HERE, real_now=START) is None


def test_what_may_have_arrived_can_be_answered_while_its_repeat_still_waits(store: Store) -> None:
    say(store, Reply("?", choices=TWO))
    late = START + 2 * outbox.LEASE
    with store.begin() as conn:
        for _ in range(2):  # the lease ran out: in doubt, and queued again
            outcomes.sweep(conn, real_now=late)
        (asked,) = prompts.recent(conn, HERE, real_now=late)
        assert conn.scalar(select(rows.c.state)) == "queued"
    assert asked.shown


def test_what_surely_did_not_leave_was_not_shown(store: Store) -> None:
    with store.begin() as conn:
        outbox.say(conn, Reply("?", choices=TWO), to=HERE, person=None, real_now=START)
        (row,) = outbox.claim(conn, accounts=[HERE.account], holder="1@w", real_now=START, limit=1)
        outcomes.finish(conn, row, Delivery(Outcome.NOT_SENT, reason="down"), real_now=START)
        (asked,) = prompts.recent(conn, HERE, real_now=START)
    assert not asked.shown
