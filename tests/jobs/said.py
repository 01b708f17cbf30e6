"""What was queued for somebody, and what became of it."""

from __future__ import annotations

from sqlalchemy import select

from core.messages import Priority, Reply
from core.model import Person
from db import outbox
from db.store import Store
from db.tables import outbox as rows
from tests.house import START, House
from tests.house.recorder import Post


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
