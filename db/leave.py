"""Name who stands in for somebody on leave, and in which days: tasks, numbers and history stay where they are."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, update

from core.model import Person
from db import history
from db.tables import people


def name(
    conn: Connection,
    person: Person,
    deputy: Person,
    *,
    first: dt.date,
    last: dt.date,
    by: Person,
    now: dt.datetime,
    why: str | None = None,
) -> None:
    """One deputy at a time: a later leave replaces an earlier one."""
    days = {"deputy_id": deputy.id, "deputy_from": first, "deputy_to": last}
    conn.execute(update(people).where(people.c.id == person.id).values(**days))
    said = f"{deputy.name}, {first.isoformat()}..{last.isoformat()}{f', {why}' if why else ''}"
    history.write(conn, by=by.id, noun="person", noun_id=person.id, did="deputy", after=said, now=now)
