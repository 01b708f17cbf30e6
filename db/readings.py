"""Documents waiting to be read: taken by lease, so that a worker's death only delays them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Update, delete, insert, null, or_, select, update

from core.messages import Address
from core.model import DirectiveState
from core.problems import NotAllowed
from db import facts
from db.inbox import erase_sent
from db.outbox import OPEN
from db.tables import directives, inbox, outbox, reading_parts, readings

LEASE = timedelta(minutes=2)
TYPED = "typed:"  # a document pasted as text: its words are in the inbox row of that event
AT_ONCE = datetime(2000, 1, 1, tzinfo=UTC)  # the domain's time may run ahead of the real one: no instant of it is safe


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
    references: tuple[str, ...]  # the pieces of the document, in order: usually one
    name: str
    attempt: int
    holder: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """The newest document of a chat: what its first and its last piece are, and how many there are."""

    directive_id: int
    name: str
    last: str
    pieces: int


def queue(
    conn: Connection,
    directive_id: int,
    *,
    address: Address,
    reference: str,
    name: str,
    not_before: datetime = AT_ONCE,
) -> None:
    row = {"account": address.account, "chat": address.chat, "reference": reference, "name": name[:300]}
    conn.execute(insert(readings).values(directive_id=directive_id, not_before=not_before, **row))


# ── several pieces of one document ─────────────────────────────────────────────────────────────
def unread(conn: Connection, address: Address) -> Waiting | None:
    """The newest document of this chat that has not been read to the end."""
    return _newest(conn, address, readings.c.done_at.is_(None), DirectiveState.READING)


def just_read(conn: Connection, address: Address, *, since: datetime) -> Waiting | None:
    """The newest one that was read since and is still a draft."""
    return _newest(conn, address, readings.c.done_at >= since, DirectiveState.DRAFT)


def _newest(conn: Connection, address: Address, when: ColumnElement[bool], state: DirectiveState) -> Waiting | None:
    here = (readings.c.account == address.account, readings.c.chat == address.chat, directives.c.state == state.value)
    query = select(readings).join(directives, directives.c.id == readings.c.directive_id).where(when, *here)
    row = conn.execute(query.order_by(readings.c.id.desc()).limit(1)).one_or_none()
    if row is None:
        return None
    pieces = _references(conn, row)
    return Waiting(row.directive_id, row.name, pieces[-1], len(pieces))


def join(conn: Connection, directive_id: int, references: Sequence[str], *, not_before: datetime) -> int:
    """More pieces, and how many there are now. Whoever reads the document has lost it: it is read from the start."""
    same = readings.c.directive_id == directive_id
    row = conn.execute(select(readings).where(same).with_for_update()).one()
    conn.execute(insert(reading_parts), [{"reading_id": row.id, "reference": one} for one in references])
    free = {"done_at": None, "holder": None, "lease_until": None, "not_before": not_before}
    conn.execute(update(readings).where(same).values(**free))
    return len(_references(conn, row))


def part(conn: Connection, directive_id: int) -> str:
    """Take the last piece out again; the first one stays."""
    same = readings.c.directive_id == directive_id
    own = select(reading_parts).join(readings, readings.c.id == reading_parts.c.reading_id).where(same)
    last = conn.execute(own.order_by(reading_parts.c.id.desc()).limit(1)).one_or_none()
    if last is None:
        raise NotAllowed("one piece")
    conn.execute(delete(reading_parts).where(reading_parts.c.id == last.id))
    conn.execute(update(readings).where(same).values(holder=None, lease_until=None))
    return str(last.reference)


def give_up(conn: Connection, directive_id: int, *, now: datetime) -> tuple[str, ...]:
    """End a document's waiting; its pieces go to another."""
    row = conn.execute(select(readings).where(readings.c.directive_id == directive_id).with_for_update()).one()
    stop(conn, directive_id, now=now)
    return _references(conn, row)


def release(conn: Connection, directive_id: int) -> None:
    """Nothing more is waited for."""
    conn.execute(update(readings).where(readings.c.directive_id == directive_id).values(not_before=AT_ONCE))


def was_cut(conn: Connection, address: Address, reference: str, *, at: int) -> bool:
    """Whether this piece is a typed message so long that its channel may have cut it."""
    if not reference.startswith(TYPED):
        return False
    return len(_typed(conn, address.account, [reference])) >= at


def _references(conn: Connection, row: Row[Any]) -> tuple[str, ...]:
    more = select(reading_parts.c.reference).where(reading_parts.c.reading_id == row.id).order_by(reading_parts.c.id)
    return (row.reference, *conn.scalars(more))


# ── in a worker's hands ────────────────────────────────────────────────────────────────────────


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
    if conn.execute(taken).rowcount != 1:
        return None
    pieces, address = _references(conn, row), Address(row.account, row.chat)
    return Reading(row.id, row.directive_id, address, pieces, row.name, row.attempt + 1, holder)


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
    """What was pasted, from the inbox rows that brought it: a channel cuts a long text into several messages."""
    return _typed(conn, reading.address.account, reading.references)


def _typed(conn: Connection, account: str, references: Sequence[str]) -> str:
    events = [one.removeprefix(TYPED) for one in references]
    query = select(inbox.c.event_id, inbox.c.payload).where(inbox.c.account == account)
    found = {row.event_id: row.payload for row in conn.execute(query.where(inbox.c.event_id.in_(events)))}
    return "\n".join(str((found.get(event) or {}).get("text", "")) for event in events)


def erase_traces(conn: Connection, reading: Reading, *, key: str) -> None:
    """Nothing of a marked document stays: not its name, here or in what was said under this key, nor its message."""
    conn.execute(update(readings).where(readings.c.id == reading.id).values(name="", reference=""))
    conn.execute(delete(reading_parts).where(reading_parts.c.reading_id == reading.id))
    told = update(outbox).where(outbox.c.key == key)
    conn.execute(told.where(outbox.c.state.in_(OPEN)).values(state="dropped", holder=None, lease_until=None))
    conn.execute(told.values(payload=null()))
    typed = [one.removeprefix(TYPED) for one in reading.references if one.startswith(TYPED)]
    erase_sent(conn, reading.address, files=reading.references, events=typed)
