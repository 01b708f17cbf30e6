"""Keep what the office has entered of the announced working calendars."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select

from core.workdays import Exceptional
from db.tables import calendar_days


def entered(conn: Connection) -> tuple[Exceptional, ...]:
    """In order; they go before the library's days and the table of swaps."""
    rows = conn.execute(select(calendar_days).order_by(calendar_days.c.day))
    return tuple(Exceptional(row.day, row.works, row.name) for row in rows)


def enter(conn: Connection, days: Sequence[Exceptional]) -> None:
    """In the place of all that was entered before of the years these days name."""
    for year in {one.date.year for one in days}:
        of_year = calendar_days.c.day.between(dt.date(year, 1, 1), dt.date(year, 12, 31))
        conn.execute(delete(calendar_days).where(of_year))
    conn.execute(insert(calendar_days), [{"day": one.date, "works": one.works, "name": one.name} for one in days])
