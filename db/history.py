"""Keep who did what to what, when, and what it changed: append-only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, insert, select

from core.model import Act
from db.tables import history, people


def write(
    conn: Connection,
    *,
    by: int | None,
    noun: str,
    noun_id: int,
    did: str,
    now: dt.datetime,
    before: str | None = None,
    after: str | None = None,
) -> None:
    """One line. `did` is a code; `before` and `after` are values (a status, an ISO date) or somebody's own words."""
    write_many(conn, [{"noun_id": noun_id, "before": before, "after": after}], by=by, noun=noun, did=did, now=now)


def write_many(
    conn: Connection, lines: Iterable[Mapping[str, Any]], *, by: int | None, noun: str, did: str, now: dt.datetime
) -> None:
    """The same act done to many: each line names `noun_id`, and `before` and `after` where they say something."""
    rows = [{"before": None, "after": None, "person_id": by, "noun": noun, "did": did, "at": now, **x} for x in lines]
    if rows:
        conn.execute(insert(history), rows)


def of(conn: Connection, noun: str, *, noun_id: int, limit: int | None = None) -> list[Act]:
    """Newest first."""
    query = (
        select(history.c.at, people.c.name, history.c.did, history.c.before, history.c.after)
        .select_from(history.outerjoin(people, history.c.person_id == people.c.id))
        .where(history.c.noun == noun, history.c.noun_id == noun_id)
        .order_by(history.c.id.desc())
        .limit(limit)
    )
    return [Act(row.at, row.name, row.did, row.before, row.after) for row in conn.execute(query)]
