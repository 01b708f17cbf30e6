"""The single entrance of the conversation: take what arrived, answer it, and queue what is said, in one transaction."""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any, Protocol

from sqlalchemy import Connection

from core.faults import named
from core.messages import Incoming, Reply
from core.model import Person
from core.office import Office
from core.wording import refusals
from db import inbox, outbox, people
from db.inbox import Claimed
from db.outage import is_outage
from db.store import Store
from handlers.answering import answer, handle

__all__ = ["handle", "work", "work_one"]

log = logging.getLogger(__name__)
TOGETHER = 16  # events of one transaction under load


class Onward(Protocol):
    """The delivering half of this worker: what was just queued may go with it, claimed in the same transaction."""

    def claim(self, conn: Connection) -> Any: ...
    def go(self, claimed: Any) -> None: ...


def work_one(store: Store, *, holder: str, now: dt.datetime, real_now: dt.datetime, office: Office) -> bool:
    """Handle the oldest event that may be handled; whether there was one."""
    return work(store, holder=holder, now=now, real_now=real_now, office=office, limit=1) > 0


def work(
    store: Store,
    *,
    holder: str,
    now: dt.datetime,
    real_now: dt.datetime,
    office: Office,
    limit: int = TOGETHER,
    onward: Onward | None = None,
) -> int:
    """Handle up to `limit` events of different chats in one transaction; how many were taken."""
    taken: list[Claimed] = []
    try:
        with store.begin() as conn:
            taken = inbox.claim(conn, holder=holder, real_now=real_now, limit=limit)
            for claimed in taken:
                if claimed.counted:
                    _answer(conn, claimed, now=now, real_now=real_now, office=office)
            queued = onward.claim(conn) if onward and taken else None
    except Exception as error:
        if is_outage(error) or not taken:
            raise
        with store.begin() as conn:
            for claimed in taken:
                _failed(conn, claimed, error, real_now=real_now)
        return len(taken)
    if onward and queued:
        onward.go(queued)
    return len(taken)


def _answer(conn: Connection, claimed: Claimed, *, now: dt.datetime, real_now: dt.datetime, office: Office) -> None:
    if claimed.is_deadly:
        inbox.park(conn, claimed, real_now=real_now)
        _parked(conn, claimed, "its worker ended each time", real_now=real_now)
        return
    event = claimed.event
    try:
        person, said = answer(conn, event, now=now, real_now=real_now, office=office)
    except Exception as error:
        if is_outage(error):
            raise
        _failed(conn, claimed, error, real_now=real_now)
        return
    for reply in said:
        _say(conn, reply, event, person=person, real_now=real_now, cause=claimed.id)
    inbox.done(conn, claimed, real_now=real_now)


def _say(
    conn: Connection, reply: Reply, event: Incoming, *, person: Person | None, real_now: dt.datetime, cause: int
) -> None:
    if reply.to is not None:
        outbox.say(conn, reply, to=None, person=reply.to, real_now=real_now, cause=cause)
        return
    who = person.id if person else None
    outbox.say(conn, reply, to=event.address, person=who, real_now=real_now, cause=cause, pressed=event.message)


def _failed(conn: Connection, claimed: Claimed, error: Exception, *, real_now: dt.datetime) -> None:
    """Counted, and logged without what was said."""
    if inbox.failed(conn, claimed, real_now=real_now):
        _parked(conn, claimed, named(error), real_now=real_now)
    else:
        log.error("event %d failed, attempt %d: %s", claimed.id, claimed.attempt, named(error))


def _parked(conn: Connection, claimed: Claimed, why: str, *, real_now: dt.datetime) -> None:
    """Given up; the sender is told."""
    log.error("event %d is parked after attempt %d: %s", claimed.id, claimed.attempt, why)
    person = people.by_address(conn, claimed.event.address)
    _say(conn, refusals.parked(), claimed.event, person=person, real_now=real_now, cause=claimed.id)
