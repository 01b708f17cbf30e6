"""Take work out of somebody's hands and give it back to their agency: the task, its number and history stay there."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Connection, and_, delete, or_, select, update

from core.messages import Address
from core.model import Person, Task
from db import history, outbox, people
from db import tables as t
from db.assignments import assign
from db.task_changes import note
from db.task_rows import OVER, fetch, query


@dataclass(frozen=True, slots=True)
class HandedBack:
    """Whom each task went to, which lie in nobody's hands now, and every task that has to be planned anew."""

    to: dict[int, list[Task]] = field(default_factory=dict)
    lying: list[Task] = field(default_factory=list)
    touched: list[int] = field(default_factory=list)


def hand_back(conn: Connection, person: Person, *, by: Person | None, now: dt.datetime) -> HandedBack:
    """Everything the person has in hand goes to whoever receives for its lead agency; never to the person again."""
    given: defaultdict[int, list[Task]] = defaultdict(list)
    lying, touched = [], []
    for task in _in_hand(conn, person.id):
        touched.append(task.id)
        others = _other_holders(conn, task.id, person.id)
        receiver = next(iter(people.receivers(conn, task.lead_id, but=person.id)), None)
        if others or receiver is None:
            _let_go(conn, task, person, by=by, now=now)
            lying += [] if others else [task]
        else:
            given[receiver.id].append(assign(conn, task, receiver.id, by=by, now=now))
    closed = (t.assignments.c.person_id == person.id, t.assignments.c.ended_at.is_(None))
    conn.execute(update(t.assignments).where(*closed).values(ended_at=now))
    return HandedBack(dict(given), lying, touched)


def leave(conn: Connection, person: Person, *, by: Person | None, now: dt.datetime, real_now: dt.datetime) -> None:
    """The person belongs to the organisation no more: no chat, no code, nothing on its way to them."""
    conn.execute(update(t.people).where(t.people.c.id == person.id).values(active=False))
    silence(conn, person.id, now=now, real_now=real_now)
    untie(conn, person.id)
    history.write(conn, by=by.id if by else None, noun="person", noun_id=person.id, did="left", now=now)


def silence(conn: Connection, person_id: int, *, now: dt.datetime, real_now: dt.datetime) -> None:
    """Their chats are forgotten, their codes and open questions count no more, what waits for them is not sent."""
    mine = people.every_address(conn, person_id)
    conn.execute(delete(t.addresses).where(t.addresses.c.person_id == person_id))
    unused = (t.invites.c.person_id == person_id, t.invites.c.used_at.is_(None), t.invites.c.expires_at > now)
    conn.execute(update(t.invites).where(*unused).values(expires_at=now))
    waiting = and_(t.outbox.c.person_id == person_id, t.outbox.c.state.in_(outbox.OPEN))
    conn.execute(update(t.outbox).where(waiting).values(state="dropped"))
    asked = or_(t.prompts.c.person_id == person_id, *(_at(one) for one in mine))
    conn.execute(update(t.prompts).where(asked, t.prompts.c.used_at.is_(None)).values(used_at=real_now))


def untie(conn: Connection, person_id: int) -> None:
    """Nobody's superior or deputy, and without either: both are of one agency."""
    for column in (t.people.c.superior_id, t.people.c.deputy_id):
        conn.execute(update(t.people).where(column == person_id).values({column.name: None}))
    alone = {"superior_id": None, "deputy_id": None, "deputy_from": None, "deputy_to": None}
    conn.execute(update(t.people).where(t.people.c.id == person_id).values(**alone))


def _at(address: Address) -> ColumnElement[bool]:
    return and_(t.prompts.c.account == address.account, t.prompts.c.chat == address.chat)


def _in_hand(conn: Connection, person_id: int) -> list[Task]:
    """Locked in one order."""
    held = select(t.assignments.c.task_id).where(
        t.assignments.c.person_id == person_id, t.assignments.c.ended_at.is_(None)
    )
    mine = (t.tasks.c.id.in_(held), t.tasks.c.status.not_in(OVER))
    ids = list(conn.scalars(select(t.tasks.c.id).where(*mine).order_by(t.tasks.c.id).with_for_update()))
    return fetch(conn, query().where(t.tasks.c.id.in_(ids)).order_by(t.tasks.c.number))


def _other_holders(conn: Connection, task_id: int, person_id: int) -> list[int]:
    held = select(t.assignments.c.person_id).join(t.people, t.people.c.id == t.assignments.c.person_id)
    others = (t.assignments.c.ended_at.is_(None), t.assignments.c.person_id != person_id, t.people.c.active)
    return list(conn.scalars(held.where(t.assignments.c.task_id == task_id, *others)))


def _let_go(conn: Connection, task: Task, person: Person, *, by: Person | None, now: dt.datetime) -> None:
    mine = (t.assignments.c.task_id == task.id, t.assignments.c.person_id == person.id)
    conn.execute(update(t.assignments).where(*mine).values(ended_at=now))
    note(conn, task, by=by, now=now, did="handed_back", version=task.version + 1)
