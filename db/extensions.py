"""Requests to move a deadline, and by whose authority each was decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, insert, or_, select, update

from core.model import Person, Task
from core.permissions import May, Reach, reach
from core.problems import Changed, NotAllowed
from db.tables import extensions, people, tasks

AGREED, REFUSED, WITHDRAWN = "agreed", "refused", "withdrawn"


@dataclass(frozen=True, slots=True)
class Extension:
    id: int
    task_id: int
    person_id: int
    person: str
    asked_at: dt.datetime
    asked_until: dt.date
    reason: str
    document: str | None
    original_date: dt.date
    decision: str | None = None
    decided_until: dt.date | None = None
    source: str | None = None


def ask(
    conn: Connection,
    task: Task,
    *,
    by: Person,
    now: dt.datetime,
    until: dt.date,
    reason: str,
    document: str | None = None,
) -> Extension:
    """A task without a deadline has none to move: the caller has seen to that."""
    original = task.first_due or (task.due.date if task.due else until)
    row = {
        "task_id": task.id,
        "person_id": by.id,
        "asked_at": now,
        "asked_until": until,
        "reason": reason,
        "document": document,
        "original_date": original,
    }
    made = conn.execute(insert(extensions).values(**row).returning(extensions.c.id)).scalar_one()
    return _one(conn, made)


def lock(conn: Connection, extension_id: int, *, for_: Person) -> Extension:
    """For whoever decides; anybody else, and an unknown id, are refused alike."""
    if Reach.ALL not in reach(for_, May.DECIDE):
        raise NotAllowed("no such extension")
    conn.execute(select(extensions.c.id).where(extensions.c.id == extension_id).with_for_update()).all()
    return _one(conn, extension_id)


def decide(
    conn: Connection,
    extension: Extension,
    *,
    by: Person,
    now: dt.datetime,
    decision: str,
    until: dt.date | None,
    source: str,
) -> Extension:
    """Decided once: the second of two answers changes nothing."""
    values = {
        "decision": decision,
        "decided_until": until,
        "decided_by": by.id,
        "decided_at": now,
        "source": source,
    }
    open_one = (extensions.c.id == extension.id, extensions.c.decision.is_(None))
    if conn.execute(update(extensions).where(*open_one).values(**values)).rowcount != 1:
        version = conn.execute(select(tasks.c.version).where(tasks.c.id == extension.task_id)).scalar_one()
        raise Changed(task_id=extension.task_id, version=version)
    return _one(conn, extension.id)


def withdraw(conn: Connection, task_id: int, *, by: Person, now: dt.datetime) -> Extension | None:
    """The unanswered request of a task is none any more; None where there is none, or it was answered meanwhile."""
    mine = (extensions.c.task_id == task_id, extensions.c.decision.is_(None))
    values = {"decision": WITHDRAWN, "decided_by": by.id, "decided_at": now}
    taken = conn.execute(update(extensions).where(*mine).values(**values).returning(extensions.c.id)).scalars().all()
    return _one(conn, max(taken)) if taken else None


def waiting_of(conn: Connection, task_id: int) -> Extension | None:
    """The unanswered request of a task."""
    wanted = _query().where(extensions.c.task_id == task_id, extensions.c.decision.is_(None))
    row = conn.execute(wanted.order_by(extensions.c.id.desc()).limit(1)).first()
    return _extension(row) if row else None


def waiting(conn: Connection, *, for_: Person, limit: int | None = None) -> list[Extension]:
    """Everything that waits for a decision, oldest first; nothing for those who decide nothing."""
    if Reach.ALL not in reach(for_, May.DECIDE):
        return []
    wanted = _query().where(extensions.c.decision.is_(None)).order_by(extensions.c.id).limit(limit)
    return [_extension(row) for row in conn.execute(wanted)]


def waiting_among(conn: Connection, several: Sequence[Task]) -> list[Task]:
    """Those of them with an unanswered request."""
    wanted = (extensions.c.task_id.in_([task.id for task in several]), extensions.c.decision.is_(None))
    asked = set(conn.execute(select(extensions.c.task_id).where(*wanted)).scalars())
    return [task for task in several if task.id in asked]


def times(conn: Connection, task_id: int) -> int:
    """How often the task's deadline was asked to move; a request taken back was none."""
    stands = or_(extensions.c.decision.is_(None), extensions.c.decision != WITHDRAWN)
    counted: int = conn.execute(select(func.count()).where(extensions.c.task_id == task_id, stands)).scalar_one()
    return counted


def _query() -> Any:
    return select(extensions, people.c.name).join(people, people.c.id == extensions.c.person_id)


def _one(conn: Connection, extension_id: int) -> Extension:
    row = conn.execute(_query().where(extensions.c.id == extension_id)).one_or_none()
    if row is None:
        raise NotAllowed("no such extension")
    return _extension(row)


def _extension(row: Row[Any]) -> Extension:
    return Extension(
        id=row.id,
        task_id=row.task_id,
        person_id=row.person_id,
        person=row.name,
        asked_at=row.asked_at,
        asked_until=row.asked_until,
        reason=row.reason,
        document=row.document,
        original_date=row.original_date,
        decision=row.decision,
        decided_until=row.decided_until,
        source=row.source,
    )
