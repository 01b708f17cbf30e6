"""Somebody whom reminders cannot reach: the coordinator hears of it once, and again when it happens again."""

from __future__ import annotations

from sqlalchemy import select

from core.messages import Address, Delivery, Outcome
from db import outcomes
from db import people as person_verbs
from db.outbox import claim
from db.tables import outbox
from tests.db.test_reminders import run


def test_whoever_was_connected_meanwhile_and_is_not_any_more_is_news_to_the_coordinator(house):
    coordinator = house.coordinator()
    official = house.person(connected=False)
    house.task(due="2026-03-18", official=official, coordinator=coordinator)
    run(house, "2026-03-17 07:30")
    chat = Address(house.channel, "77")
    with house.store.begin() as conn:
        person_verbs.connect(conn, official.id, chat, now=house.now)
        person_verbs.disconnect(conn, chat)
    run(house, "2026-03-18 07:30")
    with house.store.read() as conn:
        told = conn.execute(select(outbox.c.payload).where(outbox.c.person_id == coordinator.id)).scalars().all()
    assert [one["text"].split(":")[0] for one in told] == ["Chưa kết nối"] * 2


def test_of_a_chat_that_refuses_us_the_coordinator_is_told_once_and_not_again_with_the_next_reminder(house):
    coordinator, official = house.coordinator(), house.person()
    house.task(due="2026-03-18", official=official, coordinator=coordinator)
    run(house, "2026-03-17 07:30")
    with house.store.begin() as conn:
        (row,) = claim(conn, accounts=[house.channel], holder="w", real_now=house.now, limit=1)
        outcomes.finish(conn, row, Delivery(Outcome.REFUSED, reason="blocked"), real_now=house.now)
    run(house, "2026-03-18 07:30")
    with house.store.read() as conn:
        told = conn.execute(select(outbox.c.payload).where(outbox.c.person_id == coordinator.id)).scalars().all()
    assert len(told) == 1
    assert told[0]["text"].startswith("Hệ thống không tới được")
