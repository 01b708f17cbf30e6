"""Read what was answered: the words, the buttons, the notices to others, and the task as it stands."""

from __future__ import annotations

from sqlalchemy import select

from core.messages import Reply
from core.model import Person, Task
from db import tables as t
from db import tasks
from tests.house import House


def text(replies: list[Reply]) -> str:
    return "\n".join(reply.text for reply in replies if reply.to is None)


def labels(replies: list[Reply]) -> list[str]:
    return [choice.label for reply in replies if reply.to is None for choice in reply.choices]


def notices(replies: list[Reply], person: Person) -> list[Reply]:
    return [reply for reply in replies if reply.to == person.id]


def task_now(house: House, number: int = 1) -> Task:
    with house.store.read() as conn:
        key = conn.execute(select(t.tasks.c.id).where(t.tasks.c.number == number)).scalar_one()
        return tasks.by_id(conn, key)


def count(house: House, table: str) -> int:
    with house.store.read() as conn:
        return len(conn.execute(select(t.metadata.tables[table])).all())
