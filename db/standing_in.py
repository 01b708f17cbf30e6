"""Find who stands in for whom on a day: leave moves the work to a deputy for a while, and back by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Connection, and_, func, select, text

from db.tables import people

_DEPUTIES = 7_210_042  # names the locks on deputies; any constant nobody else uses


def deputies(conn: Connection, person_ids: Sequence[int], *, today: dt.date) -> dict[int, int]:
    """Of these people, who has a deputy today, and whom."""
    rows = conn.execute(select(people.c.id, people.c.deputy_id).where(people.c.id.in_(person_ids), _away(today)))
    return {row.id: row.deputy_id for row in rows}


def lock(conn: Connection, person_ids: Collection[int], *, today: dt.date) -> None:
    """Of these people, today's deputies: held until the transaction ends, since two workers may write to one of them.

    SQLite has one writer. Their rows are not locked: another worker may hold those while it waits for ours.
    """
    if conn.dialect.name == "postgresql":
        standing_in = select(people.c.deputy_id).where(people.c.deputy_id.in_(person_ids), _away(today)).distinct()
        for one in sorted(conn.scalars(standing_in)):
            conn.execute(text("SELECT pg_advisory_xact_lock(:kind, :who)"), {"kind": _DEPUTIES, "who": one})


def stood_in_for(conn: Connection, person_id: int, *, today: dt.date) -> list[int]:
    """Whose deputy this person is today."""
    return list(conn.scalars(select(people.c.id).where(people.c.deputy_id == person_id, _away(today))))


def _away(today: dt.date) -> ColumnElement[bool]:
    return and_(
        people.c.deputy_id.is_not(None),
        func.coalesce(people.c.deputy_from, today) <= today,
        func.coalesce(people.c.deputy_to, today) >= today,
    )
