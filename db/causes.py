"""Keep the objective causes of a lateness, and by whose authority each was confirmed or not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select, update

from core.model import Cause, Person, Task
from core.permissions import May, Reach, reach
from core.problems import NotAllowed
from db.tables import causes

CONFIRMED, REFUSED = "confirmed", "refused"


def state(conn: Connection, task: Task, *, by: Person, now: dt.datetime, text: str, ground: str) -> Cause:
    """It waits from here on; one that still waited is replaced by these words, in the record too."""
    row = {"task_id": task.id, "person_id": by.id, "at": now, "text": text, "ground": ground}
    made = conn.execute(insert(causes).values(**row).returning(causes.c.id)).scalar_one()
    return _one(conn, made)


def of_tasks(conn: Connection, task_ids: Iterable[int]) -> dict[int, Cause]:
    """The last word on each of these tasks; a refused one is none."""
    rows = conn.execute(_query().where(causes.c.task_id.in_(list(task_ids))))
    newest = {row.task_id: _cause(row) for row in rows}
    return {key: one for key, one in newest.items() if one.confirmed is not False}


def lock(conn: Connection, cause_id: int, *, for_: Person) -> Cause:
    """For whoever decides; anybody else, and an unknown id, are refused alike."""
    if Reach.ALL not in reach(for_, May.DECIDE):
        raise NotAllowed("no such cause")
    conn.execute(select(causes.c.id).where(causes.c.id == cause_id).with_for_update()).all()
    return _one(conn, cause_id)


def decide(
    conn: Connection, cause: Cause, *, by: Person, now: dt.datetime, confirmed: bool, source: str
) -> Cause | None:
    """Decided once: None where somebody was faster."""
    decision = CONFIRMED if confirmed else REFUSED
    values = {"decision": decision, "decided_by": by.id, "decided_at": now, "source": source}
    waits = (causes.c.id == cause.id, causes.c.decision.is_(None))
    taken = conn.execute(update(causes).where(*waits).values(**values)).rowcount == 1
    return _one(conn, cause.id) if taken else None


def _query() -> Select[Any]:
    return select(causes).order_by(causes.c.id)


def _one(conn: Connection, cause_id: int) -> Cause:
    row = conn.execute(_query().where(causes.c.id == cause_id)).one_or_none()
    if row is None:
        raise NotAllowed("no such cause")
    return _cause(row)


def _cause(row: Row[Any]) -> Cause:
    return Cause(
        id=row.id,
        task_id=row.task_id,
        person_id=row.person_id,
        text=row.text,
        ground=row.ground,
        confirmed=None if row.decision is None else row.decision == CONFIRMED,
        source=row.source,
    )
