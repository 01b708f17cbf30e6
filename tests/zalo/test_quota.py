"""A month's messages come to an end: the urgent first, the rest refused with its reason, the coordinator told once."""

from __future__ import annotations

import asyncio
import datetime as dt
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from core.messages import Address, Priority, Reply
from core.problems import AskAgain
from core.quota import Left, Quota
from db import outbox, outcomes, people, quota, reminders
from db.rations import SPENT
from db.store import Store
from db.tables import outbox as rows
from jobs import escalate, remind
from jobs.deliver import Deliverer
from tests.house import START, House
from tests.house.recorder import FakeSender, StillClock

ACCOUNT = "zalo:1"
MORNING = dt.datetime(2026, 3, 16, 0, 30, tzinfo=dt.UTC)  # Monday 07:30 in Hanoi


@pytest.fixture
def house(store: Store, office) -> House:
    made = House(store, office)
    made.channel = ACCOUNT
    return made


class Post:
    """A worker that delivers for one counted account."""

    def __init__(self, house: House, limit: Quota, **others: FakeSender) -> None:
        self.clock, self.sender = StillClock(START), FakeSender()
        senders = {ACCOUNT: self.sender, **others}
        with house.store.begin() as conn:
            quota.declare(conn, ACCOUNT, limit)
        self.deliverer = Deliverer(
            house.store,
            senders,
            clock=self.clock,
            office=house.office,
            render={reminders.KIND: lambda conn, row, now: remind.render_morning(conn, row, now, house.office)},
            wake=asyncio.Event(),
            holders=lambda: dict.fromkeys(senders, "1@one"),
            limited={ACCOUNT},
        )

    async def goes(self) -> list[tuple[str, str]]:
        before = len(self.sender.sent)
        await self.deliverer.settle()
        return [(to.chat, parcel.text) for to, parcel in self.sender.sent[before:]]


def left(house: House) -> Left | None:
    with house.store.read() as conn:
        return quota.left(conn, ACCOUNT, START)


def says(house: House, person, text: str, priority: Priority = Priority.REPLY) -> None:
    with house.store.begin() as conn:
        outbox.say(conn, Reply(text, priority=priority), to=None, person=person.id, real_now=MORNING)


def refused(house: House) -> list[tuple[int, str]]:
    with house.store.read() as conn:
        found = select(rows.c.person_id, rows.c.reason).where(rows.c.state == "refused").order_by(rows.c.id)
        return [tuple(row) for row in conn.execute(found)]


async def test_every_message_is_counted_and_an_account_without_a_limit_is_not(house: House) -> None:
    an = house.person("An")
    post = Post(house, Quota(100, 20, 50))
    for n in range(3):
        says(house, an, f"tin {n}")
    await post.goes()
    assert left(house) == Left(97, 20)
    with house.store.read() as conn:
        assert quota.left(conn, "zalo:2", START) is None


def test_a_message_over_which_a_worker_was_killed_counts_each_time(house: House) -> None:
    an, moment = house.person("An"), MORNING
    with house.store.begin() as conn:
        quota.declare(conn, ACCOUNT, Quota(100, 20, 50))
    says(house, an, "tin")
    for tries in (1, 2):  # the second doubt parks it
        with house.store.begin() as conn:
            (row,) = outbox.claim(conn, accounts=[ACCOUNT], holder="1@killed", real_now=moment, limit=5)
            outbox.begin(conn, [row], real_now=moment)  # an answer began with its claim, its repeat begins as it leaves
        moment += outbox.LEASE
        with house.store.begin() as conn:
            outcomes.sweep(conn, real_now=moment)
            assert quota.left(conn, ACCOUNT, moment) == Left(100 - tries, 20)


async def test_the_month_begins_in_vietnam(house: House) -> None:
    with house.store.begin() as conn:
        quota.declare(conn, ACCOUNT, Quota(100, 20, 50))
        quota.count(conn, ACCOUNT, 30, now=dt.datetime(2026, 3, 31, 16, 59, tzinfo=dt.UTC))
        quota.count(conn, ACCOUNT, 5, now=dt.datetime(2026, 3, 31, 17, 0, tzinfo=dt.UTC))
        assert quota.left(conn, ACCOUNT, dt.datetime(2026, 3, 31, 16, 0, tzinfo=dt.UTC)) == Left(70, 20)
        assert quota.left(conn, ACCOUNT, dt.datetime(2026, 4, 2, tzinfo=dt.UTC)) == Left(95, 20)


async def test_spent_in_the_middle_of_a_morning_the_nearest_deadlines_are_said_until_the_reserve_ends(
    house: House,
) -> None:
    coordinator = house.coordinator()
    dues = ["2026-03-31", "2026-03-16", "2026-03-19", "2026-03-17"]
    house.now = MORNING - dt.timedelta(days=3)
    several = [house.person(f"Người {n}", agency=f"Sở {n}") for n in range(len(dues))]
    for person, due in zip(several, dues, strict=True):
        house.task(due, official=person, coordinator=coordinator)
    post = Post(house, Quota(4, 3, 50))
    says(house, several[0], "tin thường", Priority.NOTICE)
    sent = await post.goes()
    post.clock.at = house.now = MORNING
    remind.tick(house.store, now=MORNING, real_now=MORNING, office=house.office)
    says(house, several[0], "thông báo", Priority.NOTICE)
    sent += await post.goes()
    by = {house.address(person).chat: n for n, person in enumerate([*several, coordinator])}
    assert [by[chat] for chat, _ in sent] == [0, 4, 1, 3]  # the coordinator at once, then due today, due tomorrow
    assert "còn\n3 tin dự phòng" in sent[1][1]
    assert refused(house) == [(several[2].id, SPENT), (several[0].id, SPENT)]
    says(house, several[0], "thông báo khác", Priority.NOTICE)
    assert await post.goes() == []


async def test_whoever_has_another_channel_hears_it_there(house: House) -> None:
    an = house.person("An")
    house.also_at(an, "telegram:7", "t9")
    telegram = FakeSender()
    post = Post(house, Quota(1, 1, 50), **{"telegram:7": telegram})
    says(house, an, "thông báo", Priority.NOTICE)
    assert await post.goes() == []
    assert telegram.texts == ["thông báo"]
    assert refused(house) == []


async def test_an_answer_is_given_from_the_reserve_until_nothing_is_left(house: House) -> None:
    an = house.person("An")
    post = Post(house, Quota(2, 2, 50))
    for n in range(3):
        says(house, an, f"trả lời {n}")
    assert [text for _, text in await post.goes()] == ["trả lời 0", "trả lời 1"]
    assert refused(house) == [(an.id, SPENT)]
    assert left(house) == Left(0, 2)


def test_an_account_serves_no_more_people_than_it_may_and_the_code_stays_good(house: House) -> None:
    an, binh = house.person("An"), house.person("Bình", connected=False)
    with house.store.begin() as conn:
        quota.declare(conn, ACCOUNT, Quota(100, 10, 1))
        with pytest.raises(AskAgain, match="channel_full"):
            people.connect(conn, binh.id, Address(ACCOUNT, "b"), now=START)
        people.connect(conn, an.id, Address(ACCOUNT, "a-new-phone"), now=START)
        people.connect(conn, binh.id, Address("telegram:7", "b"), now=START)


def test_the_coordinators_morning_says_what_is_left(house: House) -> None:
    coordinator = house.coordinator()
    house.task("2026-03-16", official=house.person("An"), coordinator=coordinator)
    with house.store.begin() as conn:
        quota.declare(conn, ACCOUNT, Quota(3000, 600, 50))
        quota.count(conn, ACCOUNT, 120, now=START)
    row = SimpleNamespace(
        person_id=coordinator.id, payload={"since": "2026-03-13", "reminded": START.isoformat(), "draft": False}
    )
    with house.store.read() as conn:
        said = escalate.render_following(conn, row, START, house.office)
    assert said
    assert said.text.endswith("Kênh Zalo: tháng này còn 2880 tin")
