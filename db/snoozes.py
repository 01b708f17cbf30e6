"""Put a person's reminders off; those they stand in for are theirs for the while."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import Connection, update

from core.model import OPEN
from core.office import Office
from db import watched
from db.reminders import replan
from db.standing_in import stood_in_for
from db.tables import assignments
from db.watched import Watched


def held(
    conn: Connection, person_id: int, task_ids: Iterable[int], *, now: dt.datetime, office: Office
) -> list[Watched]:
    """Of these tasks, the open ones in this person's hands today."""
    whose = {person_id, *stood_in_for(conn, person_id, today=office.today(now))}
    found = watched.of_tasks(conn, task_ids, office=office)
    return [one for one in found if one.person_id in whose and not one.ended and one.watch.status in OPEN]


def snooze(
    conn: Connection,
    person_id: int,
    task_ids: Iterable[int],
    *,
    until: dt.datetime,
    now: dt.datetime,
    office: Office,
) -> None:
    """No reminder of these tasks before an instant."""
    mine = held(conn, person_id, task_ids, now=now, office=office)
    ids = [one.assignment_id for one in mine]
    conn.execute(update(assignments).where(assignments.c.id.in_(ids)).values(snoozed_until=until))
    replan(conn, {one.task_id for one in mine}, now=now, office=office)
