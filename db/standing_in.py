"""Find who stands in for whom on a day: leave moves the work to a deputy for a while, and back by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, and_, func, select

from db.tables import people


def deputies(conn: Connection, person_ids: Sequence[int], *, today: dt.date) -> dict[int, int]:
    """Of these people, who has a deputy today, and whom."""
    rows = conn.execute(select(people.c.id, people.c.deputy_id).where(people.c.id.in_(person_ids), _away(today)))
    return {row.id: row.deputy_id for row in rows}


def stood_in_for(conn: Connection, person_id: int, *, today: dt.date) -> list[int]:
    """Whose deputy this person is today."""
    return list(conn.scalars(select(people.c.id).where(people.c.deputy_id == person_id, _away(today))))


def _away(today: dt.date) -> ColumnElement[bool]:
    return and_(
        people.c.deputy_id.is_not(None),
        func.coalesce(people.c.deputy_from, today) <= today,
        func.coalesce(people.c.deputy_to, today) >= today,
    )
