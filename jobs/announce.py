"""Tell the agencies on the morning a publication was put off to: the text is made then, from the state of then."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection

from core.ladder import can_send, next_sending
from core.model import OPEN
from core.office import Office
from db import announcements, directives, moments, outbox, publications
from db.store import Store


def tick(store: Store, *, now: dt.datetime, real_now: dt.datetime, office: Office) -> int:
    """One publication a transaction. How many messages were queued."""
    with store.read() as conn:
        due = moments.named(conn, publications.MOMENT, until=now)
    told = 0
    for name, at in due:
        with store.begin() as conn:
            told += _tell(conn, name, at, now=now, real_now=real_now, office=office)
    return told


def _tell(
    conn: Connection, name: str, at: dt.datetime, *, now: dt.datetime, real_now: dt.datetime, office: Office
) -> int:
    """Off at its moment, the machine tells them in the next sending hours."""
    one = publications.lock(conn, int(name.removeprefix(publications.MOMENT)))
    if not can_send(now, office=office):
        moments.take(conn, name, seen=at, then=next_sending(now, office=office))
        return 0
    if one.recalled or not moments.drop(conn, name, seen=at):
        return 0
    publications.told(conn, one, now=now)
    made = [task for task in publications.given(conn, one) if task.status in OPEN]
    said = announcements.everything(conn, directives.get(conn, one.directive_id), made)
    for reply in said:
        outbox.say(conn, reply, to=None, person=reply.to, real_now=real_now)
    return len(said)
