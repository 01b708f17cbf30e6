"""Documents waiting to be read: taken by lease, so that a worker's death only delays them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, Update, insert, null, or_, select, update

from core.messages import Address, Attachment
from db import facts
from db.tables import inbox, outbox, readings

LEASE = timedelta(minutes=2)
TYPED = "typed:"  # a document pasted as text: its words are in the inbox row of that event
AT_ONCE = datetime(2000, 1, 1, tzinfo=UTC)  # the domain's time may run ahead of the real one: no instant of it is safe
_LOOK_BACK = 50
_SAID = ("sent", "refused", "dropped")


class Keep(StrEnum):
    """What may be kept of a document that bears an internal mark, once its sender has answered."""

    ALL = "all"
    TASKS = "tasks"


@dataclass(frozen=True, slots=True)
class Reading:
    """One document in one worker's hands. `attempt` is this worker's: a later one means the lease was lost."""

    id: int
    directive_id: int
    address: Address
    reference: str
    name: str
    attempt: int
    holder: str

    @property
    def attachment(self) -> Attachment:
        return Attachment(self.reference, self.name)


def queue(conn: Connection, directive_id: int, *, address: Address, reference: str, name: str) -> None:
    row = {"account": address.account, "chat": address.chat, "reference": reference, "name": name[:300]}
    conn.execute(insert(readings).values(directive_id=directive_id, not_before=AT_ONCE, **row))


def claim(conn: Connection, *, holder: str, real_now: datetime) -> Reading | None:
    """The oldest document nobody is reading; believe the row count, not the read."""
    free = or_(readings.c.lease_until.is_(None), readings.c.lease_until <= real_now)
    waiting = select(readings).where(readings.c.done_at.is_(None), readings.c.not_before <= real_now, free)
    row = conn.execute(waiting.order_by(readings.c.id).limit(1).with_for_update(skip_locked=True)).one_or_none()
    if row is None:
        return None
    taken = (
        update(readings)
        .where(readings.c.id == row.id, readings.c.attempt == row.attempt, readings.c.done_at.is_(None))
        .values(holder=holder, lease_until=real_now + LEASE, attempt=row.attempt + 1)
    )
    return _reading(row, holder) if conn.execute(taken).rowcount == 1 else None


def _reading(row: Row[Any], holder: str) -> Reading:
    address = Address(row.account, row.chat)
    return Reading(row.id, row.directive_id, address, row.reference, row.name, row.attempt + 1, holder)


def _mine(reading: Reading) -> Update:
    return update(readings).where(
        readings.c.id == reading.id,
        readings.c.holder == reading.holder,
        readings.c.attempt == reading.attempt,
        readings.c.done_at.is_(None),
    )


def renew(conn: Connection, reading: Reading, *, real_now: datetime) -> bool:
    return conn.execute(_mine(reading).values(lease_until=real_now + LEASE)).rowcount == 1


def put_back(conn: Connection, reading: Reading, *, not_before: datetime) -> bool:
    return conn.execute(_mine(reading).values(lease_until=None, holder=None, not_before=not_before)).rowcount == 1


def finish(conn: Connection, reading: Reading, *, real_now: datetime) -> bool:
    """False when the lease was lost meanwhile: whoever has it now speaks."""
    return conn.execute(_mine(reading).values(done_at=real_now, lease_until=None)).rowcount == 1


def permitted(conn: Connection, directive_id: int) -> Keep | None:
    """What the sender allowed; None while nobody has asked them."""
    kept = facts.get(conn, f"permit:{directive_id}")
    return Keep(kept) if kept else None


def again(conn: Connection, directive_id: int, keep: Keep) -> bool:
    """Read it once more: its sender has said what may be kept."""
    facts.put(conn, f"permit:{directive_id}", keep.value)
    values = {"done_at": None, "lease_until": None, "holder": None, "attempt": 0, "not_before": AT_ONCE}
    done = update(readings).where(readings.c.directive_id == directive_id, readings.c.done_at.is_not(None))
    return conn.execute(done.values(**values)).rowcount == 1


def stop(conn: Connection, directive_id: int, *, now: datetime) -> bool:
    """Whoever is reading it loses the lease; False when it was read already."""
    open_ = update(readings).where(readings.c.directive_id == directive_id, readings.c.done_at.is_(None))
    return conn.execute(open_.values(done_at=now, lease_until=None, holder=None)).rowcount == 1


def typed_text(conn: Connection, reading: Reading) -> str:
    """What was pasted, from the inbox row that brought it."""
    event = reading.reference.removeprefix(TYPED)
    query = select(inbox.c.payload).where(inbox.c.account == reading.address.account, inbox.c.event_id == event)
    payload = conn.execute(query).scalar()
    return str((payload or {}).get("text", ""))


def erase_traces(conn: Connection, reading: Reading, *, key: str) -> None:
    """Nothing of a marked document stays: not its name, here or in what was said under this key, nor its message."""
    conn.execute(update(readings).where(readings.c.id == reading.id).values(name="", reference=""))
    told = update(outbox).where(outbox.c.key == key, outbox.c.state.in_(_SAID))
    conn.execute(told.values(payload=null()))
    query = select(inbox.c.id, inbox.c.event_id, inbox.c.payload).where(
        inbox.c.account == reading.address.account, inbox.c.chat == reading.address.chat
    )
    for row in conn.execute(query.order_by(inbox.c.id.desc()).limit(_LOOK_BACK)).all():
        file = (row.payload or {}).get("attachment") or {}
        if reading.reference in {f"{TYPED}{row.event_id}", file.get("reference")}:
            conn.execute(update(inbox).where(inbox.c.id == row.id).values(payload=null()))
