"""Delivery: what each outcome of a channel makes of a message, as FAULTS names them."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select

from core.messages import Address, Choice, Delivery, Incoming, Outcome, Parcel, Priority, Reply
from core.model import Person
from core.office import Office
from core.problems import TryLater
from core.wording.show import quoted
from db import accounts, inbox, outbox, outcomes, people
from db.store import Store
from db.tables import outbox as rows
from tests.house import START, House
from tests.house.recorder import BLOCKED, NOT_SENT, POISON, UNSURE, FakeSender, Post


@pytest.fixture
def an(house: House) -> Person:
    return house.person("Nguyễn Văn An")


def say(store: Store, person: Person, text: str, *, priority: Priority = Priority.REPLY, **more: object) -> int:
    with store.begin() as conn:
        reply = Reply(text, priority=priority, **more)  # type: ignore[arg-type]
        key = outbox.say(conn, reply, to=None, person=person.id, real_now=START)
    assert key is not None
    return key


def state(store: Store, key: int) -> tuple[str, int]:
    with store.read() as conn:
        row = conn.execute(select(rows.c.state, rows.c.attempt).where(rows.c.id == key)).one()
    return row.state, row.attempt


def said_to(post: Post, house: House, person: Person) -> list[str]:
    chat = house.address(person).chat
    return [parcel.text for to, parcel in post.sender.sent if to.chat == chat]


async def test_what_is_said_is_delivered_once_in_order(store: Store, office: Office, an: Person) -> None:
    keys = [say(store, an, text) for text in ("một", "hai", "ba")]
    post = Post(store, office, FakeSender())
    assert await post.goes() == ["một", "hai", "ba"]
    assert [state(store, key) for key in keys] == [("sent", 1)] * 3
    assert await post.goes() == []


async def test_a_reply_goes_before_reminders_queued_earlier(store: Store, office: Office, house: House) -> None:
    first, second = house.person("A"), house.person("B")
    say(store, first, "nhắc", priority=Priority.REMINDER)
    say(store, second, "trả lời")
    post = Post(store, office, FakeSender())
    assert await post.goes() == ["trả lời", "nhắc"]


async def test_too_many_requests_hold_one_chat_until_the_moment_the_channel_named(
    store: Store, office: Office, house: House, an: Person
) -> None:
    other = house.person("B")
    post = Post(store, office, FakeSender())
    post.sender.script = [Delivery(Outcome.NOT_SENT, retry_at=post.clock.at + dt.timedelta(seconds=40))]
    key = say(store, an, "chờ")
    await post.goes()
    assert state(store, key) == ("queued", 0)
    say(store, an, "sau")
    say(store, other, "người khác")
    assert await post.after(seconds=39) == ["người khác"]
    assert await post.after(seconds=2) == ["chờ", "sau"]
    assert state(store, key) == ("sent", 1)


async def test_a_pause_of_the_account_holds_back_everybody(store: Store, office: Office, house: House) -> None:
    post = Post(store, office, FakeSender())
    until = post.clock.at + dt.timedelta(seconds=30)
    post.sender.script = [Delivery(Outcome.NOT_SENT, retry_at=until, whole_account=True)]
    say(store, house.person("A"), "một")
    await post.goes()
    say(store, house.person("B"), "hai")
    assert await post.after(seconds=29) == []
    assert sorted(await post.after(seconds=2)) == ["hai", "một"]


async def test_a_message_that_surely_did_not_leave_is_tried_again_unmarked(
    store: Store, office: Office, an: Person
) -> None:
    key = say(store, an, "đi lại")
    post = Post(store, office, FakeSender(NOT_SENT))
    await post.goes()
    assert state(store, key) == ("queued", 1)
    assert await post.after(seconds=5) == ["đi lại"]
    assert state(store, key) == ("sent", 2)


async def test_a_message_in_doubt_is_repeated_once_after_ten_minutes_and_says_so(
    store: Store, office: Office, an: Person
) -> None:
    key = say(store, an, "có thể đã tới")
    post = Post(store, office, FakeSender(UNSURE))
    await post.goes()
    assert state(store, key) == ("unsure", 1)
    assert await post.after(minutes=9) == []
    assert await post.after(minutes=2) == ["(Nhắc lại, có thể đồng chí đã nhận lúc 8 giờ 00)\ncó thể đã tới"]
    assert state(store, key) == ("sent", 2)


async def test_a_message_in_doubt_is_not_repeated_when_the_person_acted_since(
    store: Store, office: Office, house: House, an: Person
) -> None:
    key = say(store, an, "có thể đã tới")
    post = Post(store, office, FakeSender(UNSURE))
    await post.goes()
    acted = Incoming(id="1", address=house.address(an), text="đã nhận")
    with store.begin() as conn:
        inbox.receive(conn, acted, received_at=post.clock.at + dt.timedelta(minutes=1))
    assert await post.after(minutes=11) == []
    assert state(store, key) == ("dropped", 1)


async def test_a_second_doubt_is_parked_and_the_coordinator_is_told(
    store: Store, office: Office, house: House, an: Person
) -> None:
    coordinator = house.coordinator()
    key = say(store, an, "không rõ")
    post = Post(store, office, FakeSender(UNSURE, UNSURE))
    await post.goes()
    await post.after(minutes=11)
    await post.goes()
    assert state(store, key) == ("parked", 2)
    assert len(said_to(post, house, an)) == 2
    assert [text for text in said_to(post, house, coordinator) if "Nguyễn Văn An" in text and "chưa chắc" in text]
    assert await post.after(days=1) == []


async def test_rows_in_doubt_hold_nobody_back(store: Store, office: Office, an: Person) -> None:
    say(store, an, "một")
    post = Post(store, office, FakeSender(UNSURE))
    await post.goes()
    say(store, an, "hai")
    assert await post.goes() == ["hai"]


async def test_a_blocked_chat_is_dead_and_the_coordinator_is_told_once(
    store: Store, office: Office, house: House, an: Person
) -> None:
    coordinator = house.coordinator()
    first, second = say(store, an, "một"), say(store, an, "hai")
    post = Post(store, office, FakeSender(BLOCKED, BLOCKED))
    await post.goes()
    assert state(store, first) == state(store, second) == ("refused", 1)
    assert len(said_to(post, house, coordinator)) == 1
    assert state(store, say(store, an, "ba"))[0] == "refused"
    with store.begin() as conn:
        assert people.revive(conn, house.address(an))
    assert state(store, say(store, an, "bốn"))[0] == "queued"


async def test_a_blocked_chat_gives_way_to_the_persons_other_address(
    store: Store, office: Office, house: House, an: Person
) -> None:
    say(store, an, "qua kênh khác", choices=(Choice("Đã nhận", "task.list"),))
    house.also_at(an, "zalo:1", "z9")
    zalo = FakeSender()
    post = Post(store, office, FakeSender(BLOCKED), others={"zalo:1": zalo})
    await post.goes()
    assert zalo.texts == ["qua kênh khác"]
    assert zalo.sent[0][1].choices


async def test_a_chat_that_moved_is_sent_to_once_at_its_new_id(store: Store, office: Office, an: Person) -> None:
    key = say(store, an, "tới chỗ mới")
    post = Post(store, office, FakeSender(Delivery(Outcome.NOT_SENT, moved_to="-100")))
    await post.goes()
    assert [to.chat for to, _ in post.sender.sent][1:] == ["-100"]
    assert state(store, key) == ("sent", 1)
    with store.read() as conn:
        address = people.address_of(conn, an.id)
    assert address is not None
    assert address.chat == "-100"


async def test_a_message_the_channel_finds_malformed_goes_once_as_bare_text_then_is_parked(
    store: Store, office: Office, an: Person
) -> None:
    key = say(store, an, "lạ", choices=(Choice("Nút", "task.list"),))
    post = Post(store, office, FakeSender(POISON, POISON))
    await post.goes()
    assert [len(parcel.choices) for _, parcel in post.sender.sent] == [1, 0]
    assert state(store, key) == ("parked", 2)
    assert await post.after(days=1) == []


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
    """How many repeats it had in hand at once."""

    at_once = most = 0

    async def send(self, to: Address, parcel: Parcel) -> Delivery:
        repeat = parcel.text.startswith("(Nhắc lại")
        self.at_once += repeat
        self.most = max(self.most, self.at_once)
        for _ in range(20):
            await asyncio.sleep(0)
        self.at_once -= repeat
        return await super().send(to, parcel)


async def test_repeats_go_one_after_the_other_so_that_a_second_kill_gives_up_one_and_not_a_burst(
    store: Store, office: Office, house: House
) -> None:
    sender = Slow()
    post = Post(store, office, sender, holder="2@alive")
    say(store, house.person("A"), "nhắc", priority=Priority.REMINDER)
    assert await post.goes() == ["nhắc"]  # the channel is known to answer
    keys = [say(store, house.person(f"P{n}"), f"nhắc {n}", priority=Priority.REMINDER) for n in range(5)]
    with store.begin() as conn:
        rows_ = outbox.claim(conn, accounts=["telegram:7001"], holder="1@dead", real_now=START, limit=9)
        assert outbox.begin(conn, rows_, real_now=START) == set(keys)
    assert len(await post.after(seconds=6)) == 5
    assert sender.most == 1


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


async def test_a_text_made_late_says_the_state_of_its_moment_and_nothing_when_nothing_is_left(
    store: Store, office: Office, an: Person
) -> None:
    words = iter(["sáng nay", None])
    with store.begin() as conn:
        keys = [
            outbox.plan(conn, "morning", person=an.id, priority=Priority.REMINDER, real_now=START) for _ in range(2)
        ]

    def render(*_: object) -> Reply | None:
        word = next(words)
        return Reply(word, choices=(Choice("Xem", "task.list"),)) if word else None

    post = Post(store, office, FakeSender(), render={"morning": render})
    assert await post.goes() == ["sáng nay"]
    assert [state(store, key)[0] for key in keys] == ["sent", "dropped"]
    assert post.sender.sent[0][1].choices[0][1].endswith(".0")


async def test_a_text_that_cannot_be_made_holds_nobody_back(
    store: Store, office: Office, house: House, an: Person
) -> None:
    with store.begin() as conn:
        broken = outbox.plan(conn, "morning", person=an.id, priority=Priority.REMINDER, real_now=START)

    def render(*_: object) -> Reply:
        raise KeyError("lỗi")

    say(store, house.person("B"), "vẫn đi", priority=Priority.REMINDER)
    post = Post(store, office, FakeSender(), render={"morning": render})
    assert await post.goes() == ["vẫn đi"]
    assert state(store, broken) == ("queued", 1)


async def test_a_renderer_may_put_its_text_off(store: Store, office: Office, an: Person) -> None:
    with store.begin() as conn:
        key = outbox.plan(conn, "morning", person=an.id, priority=Priority.REMINDER, real_now=START)
    opens = START + dt.timedelta(hours=1)

    def render(_conn: object, _row: object, now: dt.datetime) -> Reply:
        if now < opens:
            raise TryLater("quiet hours", not_before=opens)
        return Reply("trong giờ")

    post = Post(store, office, FakeSender(), render={"morning": render})
    assert await post.goes() == []
    assert state(store, key) == ("queued", 0)
    assert await post.after(hours=2) == ["trong giờ"]


async def test_a_replaceable_message_is_edited_instead_of_sent_again(store: Store, office: Office, an: Person) -> None:
    post = Post(store, office, FakeSender())
    say(store, an, "Đang đọc trang 1/9", replaces="reading:1")
    await post.goes()
    say(store, an, "Đang đọc trang 9/9", replaces="reading:1")
    await post.goes()
    assert [parcel.edit for _, parcel in post.sender.sent] == [None, "m1"]


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


async def test_somebody_without_an_address_is_refused_with_a_reason(store: Store, house: House) -> None:
    key = say(store, house.person("B", connected=False), "không tới")
    with store.read() as conn:
        row = conn.execute(select(rows.c.state, rows.c.reason).where(rows.c.id == key)).one()
    assert tuple(row) == ("refused", "not connected")


async def test_what_leaves_speaks_as_the_office_does_also_where_it_is_repeated(
    store: Store, office: Office, an: Person
) -> None:
    post = Post(store, replace(office, address="anh/chị"), FakeSender())
    post.sender.script = [UNSURE]
    say(store, an, f"Đồng chí xem {quoted('báo cáo đồng chí')}", priority=Priority.NOTICE)
    assert await post.goes() == ["Anh/chị xem “báo cáo đồng chí”"]
    (again,) = await post.after(minutes=10)
    assert again.startswith("(Nhắc lại, có thể anh/chị đã nhận lúc ")
