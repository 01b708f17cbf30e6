"""What arrived, kept before the channel is told so, and handed out once: in order within a chat, chats side by side.

An attempt is counted in a committed step before it is made, so that an event which kills its worker is counted too.
The first one is counted on arrival: the row is born in the hands of the worker that received it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    null,
    or_,
    select,
    update,
)

from core.messages import Address, Incoming
from db.rows import incoming_from_json, incoming_to_json
from db.tables import Instant, inbox
from db.upsert import add

LEASE = dt.timedelta(seconds=60)
FAILURES = 3  # so many errors, and the event is parked
DEATHS = 10  # so many workers that ended over it: a kill or a power cut blames whatever was in hand, mostly innocent
LONGEST_PAUSE = 60.0  # seconds, before an event is tried again over which several workers ended

_NEW: ColumnElement[str] = literal_column("'new'")  # spelled as in the partial indexes


@dataclass(frozen=True, slots=True)
class Claimed:
    """An event in this worker's hands. `counted` when the attempt is already written down and it may be handled."""

    id: int
    event: Incoming
    attempt: int
    counted: bool
    failures: int = 0

    @property
    def is_deadly(self) -> bool:
        """Too many attempts came neither to an end nor to an error: their workers ended."""
        return self.attempt - 1 - self.failures >= DEATHS


def receive(conn: Connection, incoming: Incoming, *, received_at: dt.datetime, holder: str | None = None) -> bool:
    """Keep one event; False when it came before. With a `holder` its first attempt belongs to that worker."""
    born_held = {"attempt": 1, "holder": holder, "lease_until": received_at + LEASE} if holder else {"attempt": 0}
    row = {
        "account": incoming.address.account,
        "event_id": incoming.id,
        "chat": incoming.address.chat,
        "payload": incoming_to_json(incoming),
        "state": "new",
        "received_at": received_at,
        **born_held,
    }
    return add(conn, inbox, keys=("account", "event_id"), values=row)


def claim(conn: Connection, *, holder: str, real_now: dt.datetime, limit: int = 1) -> list[Claimed]:
    """The oldest events that may be worked on, none with an older unfinished one of the same chat.

    They come back counted, to be handled in this same transaction; or just counted now (`counted` False), to be claimed
    again after a commit. An event that failed before comes alone: whatever it does, it does to nobody else.
    """
    rows = conn.execute(_CLAIMABLE, {"holder": holder, "real_now": real_now, "limit": limit}).all()
    taken = [_claimed(row, holder, real_now) for row in rows]
    if taken and not taken[0].counted:
        _count(conn, taken[0], holder=holder, real_now=real_now)
        return taken[:1]
    if taken and taken[0].attempt > 1:
        return taken[:1]
    return [one for one in taken if one.counted and one.attempt == 1]


def done(conn: Connection, claimed: Claimed, *, real_now: dt.datetime) -> None:
    _finish(conn, claimed, "done", real_now)


def failed(conn: Connection, claimed: Claimed, *, real_now: dt.datetime) -> bool:
    """An attempt came to an error; True when it was the last one and the event is parked."""
    failures = claimed.failures + 1
    if failures >= FAILURES:
        park(conn, claimed, real_now=real_now)
        return True
    again = real_now + dt.timedelta(seconds=2.0**failures / 2)
    change = {"failures": failures, "holder": None, "lease_until": again}
    conn.execute(update(inbox).where(inbox.c.id == claimed.id).values(change))
    return False


def park(conn: Connection, claimed: Claimed, *, real_now: dt.datetime) -> None:
    _finish(conn, claimed, "parked", real_now)


def holders(conn: Connection) -> list[str]:
    """Workers with events in their hands."""
    held = select(inbox.c.holder).where(inbox.c.state == _NEW, inbox.c.holder.is_not(None))
    return [holder for holder in conn.scalars(held.distinct()) if holder]


def let_go(conn: Connection, *, holder: str, real_now: dt.datetime) -> int:
    """Events in the hands of a worker known to be gone are claimable at once; those that others ended over, later."""
    held = and_(inbox.c.state == _NEW, inbox.c.holder == holder)
    tried = list(conn.scalars(select(inbox.c.attempt).where(held).distinct()))
    return sum(_let_go(conn, and_(held, inbox.c.attempt == attempt), attempt, real_now) for attempt in tried)


def _let_go(conn: Connection, held: ColumnElement[bool], attempt: int, real_now: dt.datetime) -> int:
    wait = min(2.0 ** (attempt - 3), LONGEST_PAUSE) if attempt > 2 else 0.0
    return conn.execute(update(inbox).where(held).values(lease_until=real_now + dt.timedelta(seconds=wait))).rowcount


def last_at(conn: Connection, address: Address) -> dt.datetime | None:
    """When somebody last wrote from there."""
    mine = select(inbox.c.received_at).where(inbox.c.account == address.account, inbox.c.chat == address.chat)
    found: dt.datetime | None = conn.execute(mine.order_by(inbox.c.id.desc()).limit(1)).scalar()
    return found


def last_of(conn: Connection, account: str) -> dt.datetime | None:
    """When anybody last wrote on this account."""
    found: dt.datetime | None = conn.execute(
        select(func.max(inbox.c.received_at)).where(inbox.c.account == account)
    ).scalar()
    return found


def erase_old(conn: Connection, *, before: dt.datetime) -> int:
    """What was said is forgotten; that it arrived is not."""
    old = and_(inbox.c.state != _NEW, inbox.c.received_at < before, inbox.c.payload.is_not(null()))
    return conn.execute(update(inbox).where(old).values(payload=null())).rowcount


def erase_sent(conn: Connection, address: Address, *, files: Collection[str], events: Collection[str] = ()) -> None:
    """The messages that brought these files, and these events, keep nothing of what they said."""
    here = (inbox.c.account == address.account, inbox.c.chat == address.chat, inbox.c.payload.is_not(null()))
    rows = conn.execute(select(inbox.c.id, inbox.c.event_id, inbox.c.payload).where(*here)).all()
    brought = [row.id for row in rows if row.event_id in events or _reference(row.payload) in files]
    conn.execute(update(inbox).where(inbox.c.id.in_(brought)).values(payload=null()))


def _reference(payload: Mapping[str, Any] | None) -> str | None:
    file = (payload or {}).get("attachment") or {}
    return file.get("reference")


def _claimable() -> Select[Any]:
    mine = inbox.c.holder == bindparam("holder")
    free = or_(inbox.c.lease_until.is_(None), inbox.c.lease_until <= bindparam("real_now", type_=Instant))
    earlier = inbox.alias("earlier")
    waits = exists().where(
        earlier.c.account == inbox.c.account,
        earlier.c.chat == inbox.c.chat,
        earlier.c.id < inbox.c.id,
        earlier.c.state == _NEW,
    )
    query = select(inbox).where(inbox.c.state == _NEW, or_(mine, free), ~waits).order_by(inbox.c.id)
    return query.limit(bindparam("limit")).with_for_update(skip_locked=True, of=inbox)


# Built once: they are on the way of every event.
_CLAIMABLE = _claimable()
_FINISH = update(inbox).where(inbox.c.id == bindparam("row"))


def _claimed(row: Row[Any], holder: str, real_now: dt.datetime) -> Claimed:
    counted = row.holder == holder and row.lease_until > real_now
    attempt = row.attempt if counted else row.attempt + 1
    return Claimed(row.id, incoming_from_json(row.payload), attempt, counted, row.failures)


def _count(conn: Connection, claimed: Claimed, *, holder: str, real_now: dt.datetime) -> None:
    change = {"attempt": claimed.attempt, "holder": holder, "lease_until": real_now + LEASE}
    conn.execute(_FINISH, {"row": claimed.id, **change})


def _finish(conn: Connection, claimed: Claimed, state: str, real_now: dt.datetime) -> None:
    change = {"state": state, "done_at": real_now, "holder": None, "lease_until": None, "attempt": claimed.attempt}
    conn.execute(_FINISH, {"row": claimed.id, **change})
