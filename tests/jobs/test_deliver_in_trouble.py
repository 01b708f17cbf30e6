"""Delivery while something fails: a worker dies, an account is down, a clock is set back."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest
from sqlalchemy import Connection, func, select

from core.messages import Address, Delivery, Outcome, Parcel, Priority, Reply
from core.model import Person
from core.office import Office
from db import accounts, outbox, outcomes
from db.store import Store
from db.tables import outbox as rows
from tests.house import START, House
from tests.house.recorder import NOT_SENT, UNSURE, FakeSender, Post
from tests.jobs.said import say, state


async def test_a_lease_that_ran_out_is_doubt_and_another_worker_repeats(
    store: Store, office: Office, an: Person
) -> None:
    key = say(store, an, "mất điện")
    with store.begin() as conn:
        taken = outbox.claim(conn, accounts=["telegram:7001"], holder="1@dead", real_now=START, limit=9)
    assert len(taken) == 1
    post = Post(store, office, FakeSender(), holder="1@dead")
    assert await post.after(minutes=1) == []
    assert await post.after(minutes=2) == ["(Nhắc lại, có thể đồng chí đã nhận lúc 8 giờ 00)\nmất điện"]
    assert state(store, key) == ("sent", 2)


async def test_a_new_holder_of_the_account_does_not_wait_for_the_dead_ones_leases(
    store: Store, office: Office, an: Person
) -> None:
    say(store, an, "mất điện")
    with store.begin() as conn:
        outbox.claim(conn, accounts=["telegram:7001"], holder="1@dead", real_now=START, limit=9)
    post = Post(store, office, FakeSender(), holder="2@alive")
    assert len(await post.goes()) == 1


async def test_a_late_outcome_counts_while_nobody_tried_again(store: Store, office: Office, an: Person) -> None:
    key = say(store, an, "chậm")
    late, soon = START + dt.timedelta(minutes=30), START
    with store.begin() as conn:
        (row,) = outbox.claim(conn, accounts=["telegram:7001"], holder="1@slow", real_now=soon, limit=9)
        outcomes.sweep(conn, real_now=late)
        assert outcomes.finish(conn, row, Delivery(Outcome.SENT, message="7"), real_now=late)
    assert state(store, key) == ("sent", 1)
    assert await Post(store, office, FakeSender()).after(days=1) == []


async def test_a_late_outcome_is_refused_once_somebody_tried_again(store: Store, an: Person) -> None:
    key = say(store, an, "chậm")
    late, soon = START + dt.timedelta(minutes=30), START
    with store.begin() as conn:
        (row,) = outbox.claim(conn, accounts=["telegram:7001"], holder="1@slow", real_now=soon, limit=9)
        outcomes.sweep(conn, real_now=late)
        outcomes.sweep(conn, real_now=late)
        again = outbox.claim(conn, accounts=["telegram:7001"], holder="2@quick", real_now=late, limit=9)
        assert outbox.begin(conn, again, real_now=late) == {key}
        assert not outcomes.finish(conn, row, Delivery(Outcome.SENT, message="7"), real_now=late)
    assert state(store, key) == ("sending", 2)


async def test_an_account_that_answers_only_errors_is_probed_and_spends_no_attempts(
    store: Store, office: Office, house: House
) -> None:
    sender = FakeSender(NOT_SENT, NOT_SENT, NOT_SENT, answers=False)
    post = Post(store, office, sender)
    for name in "ABC":
        say(store, house.person(name), name)
    await post.goes()
    keys = [say(store, house.person(name), name) for name in "DE"]
    assert await post.after(minutes=30) == []
    assert [state(store, key) for key in keys] == [("queued", 0)] * 2
    fresh = Post(store, office, FakeSender(), clock=post.clock)
    assert await fresh.goes() == []  # another worker, or this one after a restart, knows it too
    post.deliverer._trouble.stop()
    fresh.deliverer._trouble.stop()


def claimed(store: Store, holder: str) -> list[outbox.Outgoing]:
    with store.begin() as conn:
        return outbox.claim(conn, accounts=["telegram:7001"], holder=holder, real_now=START, limit=99)


async def test_a_reminder_that_a_dead_worker_had_only_claimed_goes_out_as_if_nothing_had_happened(
    store: Store, office: Office, an: Person
) -> None:
    key = say(store, an, "nhắc", priority=Priority.REMINDER)
    assert len(claimed(store, "1@dead")) == 1
    assert await Post(store, office, FakeSender(), holder="2@alive").goes() == ["nhắc"]
    assert state(store, key) == ("sent", 1)


async def test_a_reminder_that_had_begun_to_leave_is_in_doubt(store: Store, office: Office, an: Person) -> None:
    key = say(store, an, "nhắc", priority=Priority.REMINDER)
    rows_ = claimed(store, "1@dead")
    with store.begin() as conn:
        assert outbox.begin(conn, rows_, real_now=START) == {key}
    (text,) = await Post(store, office, FakeSender(), holder="2@alive").goes()
    assert text.startswith("(Nhắc lại")
    assert state(store, key) == ("sent", 2)


async def test_whoever_wakes_late_can_neither_begin_nor_put_back_what_another_worker_claimed_since(
    store: Store, an: Person
) -> None:
    key = say(store, an, "nhắc", priority=Priority.REMINDER)
    (late,) = claimed(store, "1@slow")
    with store.begin() as conn:
        outcomes.sweep(conn, real_now=START, holders={"telegram:7001": "2@quick"})
    (mine,) = claimed(store, "2@quick")
    assert mine.attempt == late.attempt == 0
    with store.begin() as conn:
        assert outbox.begin(conn, [late], real_now=START) == set()
        assert not outcomes.later(conn, late, not_before=START)
        assert outbox.begin(conn, [mine], real_now=START) == {key}
        assert not outcomes.finish(conn, late, Delivery(Outcome.NOT_SENT), real_now=START)
    assert state(store, key) == ("sending", 1)


async def test_an_outage_puts_a_few_in_doubt_not_a_burst_and_repeats_wait_until_it_is_over(
    store: Store, office: Office, house: House
) -> None:
    keys = [say(store, house.person(f"P{n}"), f"nhắc {n}", priority=Priority.REMINDER) for n in range(10)]
    post = Post(store, office, FakeSender(*[UNSURE] * 99, answers=False))
    await post.goes()
    assert await post.after(hours=3) == []  # the repeats are due, the account is not back
    assert [state(store, key) for key in keys] == [("queued", 1)] * 3 + [("queued", 0)] * 7
    post.deliverer._trouble.stop()
    back = Post(store, office, FakeSender(), clock=post.clock)
    with store.begin() as conn:
        accounts.recovered(conn, "telegram:7001")
    assert len(await back.goes()) == 10
    assert [state(store, key) for key in keys] == [("sent", 2)] * 3 + [("sent", 1)] * 7


class Slow(FakeSender):
    """How many repeats a kill would have found begun and not written down, at the worst moment."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store, self.most = store, 0

    async def send(self, to: Address, parcel: Parcel) -> Delivery:
        with self.store.read() as conn:
            begun = select(func.count()).where(rows.c.state == "sending", rows.c.doubted_at.is_not(None))
            self.most = max(self.most, conn.scalar(begun) or 0)
        for _ in range(20):
            await asyncio.sleep(0)
        return await super().send(to, parcel)


@pytest.mark.parametrize("priority", [Priority.REMINDER, Priority.REPLY])
async def test_a_repeat_leaves_when_the_one_before_is_written_down_so_that_a_second_kill_gives_up_one_and_not_a_burst(
    store: Store, office: Office, house: House, priority: Priority
) -> None:
    sender = Slow(store)
    post = Post(store, office, sender, holder="2@alive")
    say(store, house.person("A"), "nhắc", priority=priority)
    assert await post.goes() == ["nhắc"]  # the channel is known to answer
    keys = [say(store, house.person(f"P{n}"), f"nhắc {n}", priority=priority) for n in range(5)]
    with store.begin() as conn:
        rows_ = outbox.claim(conn, accounts=["telegram:7001"], holder="1@dead", real_now=START, limit=9)
        outbox.begin(conn, rows_, real_now=START)
    assert len(await post.after(seconds=6)) == 5
    assert [state(store, key) for key in keys] == [("sent", 2)] * 5
    assert sender.most == 1


async def test_a_repeat_that_waited_for_another_says_what_is_true_when_it_leaves(
    store: Store, office: Office, house: House
) -> None:
    tasks = {"A": "NV 1 đến hạn", "B": "NV 2 đến hạn", "C": "NV 3 đến hạn"}

    class Meanwhile(Slow):
        """While the first is on its way the second's task ends and the third's moves."""

        async def send(self, to: Address, parcel: Parcel) -> Delivery:
            if parcel.text.startswith("(Nhắc lại"):
                tasks.pop("B", None)
                tasks["C"] = "NV 3 còn 5 ngày"
            return await super().send(to, parcel)

    def made(_conn: Connection, row: outbox.Outgoing, _now: dt.datetime) -> Reply | None:
        return Reply(tasks[row.payload["of"]]) if row.payload["of"] in tasks else None

    post = Post(store, office, Meanwhile(store), holder="2@alive", render={"due": made})
    say(store, house.person("D"), "nhắc")
    assert await post.goes() == ["nhắc"]  # the channel is known to answer
    people = {name: house.person(name).id for name in tasks}
    with store.begin() as conn:
        for name, person in people.items():
            outbox.plan(conn, "due", person=person, priority=Priority.REMINDER, real_now=START, payload={"of": name})
    rows_ = claimed(store, "1@dead")
    with store.begin() as conn:
        assert len(outbox.begin(conn, rows_, real_now=START)) == 3
    said = await post.after(seconds=6)
    assert [text.splitlines()[-1] for text in said] == ["NV 1 đến hạn", "NV 3 còn 5 ngày"]


async def test_an_account_that_is_back_is_tried_with_one_message_and_fails_again_with_it(
    store: Store, office: Office, house: House
) -> None:
    sender = FakeSender(*[UNSURE] * 4)
    post = Post(store, office, sender)
    post.deliverer._trouble._sleep = lambda _: asyncio.sleep(0)
    for n in range(9):
        say(store, house.person(f"P{n}"), f"nhắc {n}", priority=Priority.REMINDER)
    await post.goes()
    assert len(sender.sent) == 3
    await probed(post)
    await post.goes()
    assert len(sender.sent) == 4
    assert post.deliverer._trouble.has("telegram:7001")
    await probed(post)
    assert len(await post.goes()) == 5


async def probed(post: Post) -> None:
    """Until the probe has heard an answer."""
    post.deliverer._trouble.probe()
    await asyncio.gather(*post.deliverer._trouble._probes.values())


async def test_a_clock_set_back_repeats_nothing(store: Store, office: Office, an: Person) -> None:
    say(store, an, "một lần")
    post = Post(store, office, FakeSender())
    await post.goes()
    assert await post.after(days=1) == []
    assert await post.after(days=-2) == []


async def test_after_a_clock_was_set_back_leases_that_run_out_are_still_noticed(
    store: Store, office: Office, an: Person
) -> None:
    post = Post(store, office, FakeSender())
    assert await post.after(days=2) == []
    say(store, an, "mất điện")
    with store.begin() as conn:
        outbox.claim(conn, accounts=["telegram:7001"], holder="1@one", real_now=START, limit=9)
    assert len(await post.after(days=-2, minutes=3)) == 1
