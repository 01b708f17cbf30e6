"""Delivery: what each outcome of a channel makes of a message, as FAULTS names them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sqlalchemy import select

from core.messages import Choice, Delivery, Incoming, Outcome, Priority, Reply
from core.model import Person
from core.office import Office
from core.problems import TryLater
from core.wording.show import quoted
from db import inbox, outbox, people
from db.store import Store
from db.tables import outbox as rows
from tests.house import START, House
from tests.house.recorder import BLOCKED, NOT_SENT, POISON, UNSURE, FakeSender, Post
from tests.jobs.said import said_to, say, state


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
