"""Everything said waits here: queued in the transaction that causes it, then claimed in its chat's order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Row,
    and_,
    bindparam,
    case,
    exists,
    func,
    insert,
    literal_column,
    null,
    or_,
    select,
    tuple_,
    union_all,
    update,
)

from core.messages import Address, Priority, Reply
from db import by_phone, prompts, sendings
from db.rows import reply_to_json
from db.tables import Instant, chats, outbox
from db.tables import accounts as account_states

SETTLING = dt.timedelta(seconds=1.5)  # an album's files arrive within it
LEASE = dt.timedelta(minutes=2)  # far longer than a send may take plus two machines' clocks apart
NOT_CONNECTED = "not connected"

QUEUED: ColumnElement[str] = literal_column("'queued'")
SENDING: ColumnElement[str] = literal_column("'sending'")
UNSURE: ColumnElement[str] = literal_column("'unsure'")
OPEN = (QUEUED, SENDING, UNSURE)  # spelled as in the partial indexes, or SQLite will not use them


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A claimed row, `begun` once it may be leaving. `attempt` names the try: outcomes count while it is unchanged."""

    id: int
    to: Address
    person_id: int | None
    priority: Priority
    kind: str
    payload: Mapping[str, Any]
    attempt: int
    holder: str | None = None
    key: str | None = None
    edits: str | None = None
    reason: str | None = None
    created_at: dt.datetime | None = None
    first_tried_at: dt.datetime | None = None
    doubted_at: dt.datetime | None = None
    begun: bool = False


def say(
    conn: Connection,
    reply: Reply,
    *,
    to: Address | None,
    person: int | None,
    real_now: dt.datetime,
    cause: int | None = None,
    pressed: str | None = None,
) -> int | None:
    """Queue one message, with the row behind its buttons. `pressed`: the channel's id of the message it may replace."""
    token = prompts.new_token() if reply.choices or reply.asks else None
    address = to or (by_phone.place(conn, person) if person is not None else None)
    if reply.settles and address and reply.replaces:
        _supersede(conn, reply.replaces, to=address)
    row = {
        **_place(address),
        "person_id": person,
        "priority": int(reply.priority),
        "kind": "reply",
        "payload": {**reply_to_json(reply), **({"token": token} if token else {})},
        "key": reply.replaces,
        "edits": pressed if reply.edits else None,
        "not_before": real_now + SETTLING if reply.settles else real_now,
        "created_at": real_now,
        "cause": cause,
    }
    key = _insert(conn, row)
    if reply.to is not None:
        sendings.speaks_of(conn, key, reply.tells or ([reply.about.task_id] if reply.about else []))
    if address and token:
        prompts.write(conn, reply, token=token, outbox_id=key, to=address, person=person, real_now=real_now)
    return key


def _supersede(conn: Connection, key: str, *, to: Address) -> None:
    """What waits under this key says less than what is about to be said."""
    waiting = and_(
        outbox.c.key == key, outbox.c.account == to.account, outbox.c.chat == to.chat, outbox.c.state == QUEUED
    )
    conn.execute(update(outbox).where(waiting).values(state="dropped"))


def plan(
    conn: Connection,
    kind: str,
    *,
    person: int,
    priority: Priority,
    real_now: dt.datetime,
    not_before: dt.datetime | None = None,
    payload: Mapping[str, Any] | None = None,
    key: str | None = None,
) -> int:
    """Queue a message whose text is made when its turn comes, by the renderer of its kind."""
    row = {
        **_place(by_phone.place(conn, person)),
        "person_id": person,
        "priority": int(priority),
        "kind": kind,
        "payload": dict(payload or {}),
        "key": key,
        "not_before": not_before or real_now,
        "created_at": real_now,
    }
    return _insert(conn, row)


def _place(address: Address | None) -> dict[str, object]:
    if address is None:
        return {"account": None, "chat": None, "state": "refused", "reason": NOT_CONNECTED}
    return {"account": address.account, "chat": address.chat, "state": "queued"}


def _insert(conn: Connection, row: dict[str, Any]) -> int:
    made = conn.execute(insert(outbox), row).inserted_primary_key
    return int(made[0]) if made else 0


def claim(
    conn: Connection,
    *,
    accounts: Collection[str],
    holder: str,
    real_now: dt.datetime,
    limit: int,
    up_to: Priority = Priority.DIGEST,
) -> list[Outgoing]:
    """Take what may be sent now: replies first, one row of a chat and priority at a time, each for LEASE.

    An answer begins with its claim; everything else, and what is repeated, stays queued in its holder's name until its
    turn lets it `begin`.
    """
    if not accounts or limit < 1:
        return []
    values = {"on": list(accounts), "by": holder, "at": real_now, "until": real_now + LEASE}
    taken = conn.execute(_CLAIM, {**values, "down_to": int(up_to), "limit": limit})
    rows = [outgoing(row) for row in taken]
    return sorted(rows, key=lambda row: (row.priority, row.id))


def begin(conn: Connection, rows: Collection[Outgoing], *, real_now: dt.datetime) -> set[int]:
    """Written right before they leave, each for LEASE from then: the ids of those still ours. What never began is in
    no doubt."""
    held = and_(outbox.c.holder.in_({row.holder for row in rows}), outbox.c.lease_until > real_now)
    claimed = and_(outbox.c.id.in_([row.id for row in rows]), outbox.c.state == QUEUED, held)
    leaving = {**_begun(real_now), "lease_until": real_now + LEASE}
    return set(conn.scalars(update(outbox).where(claimed).values(leaving).returning(outbox.c.id)))


def _begun(at: Any) -> dict[str, Any]:
    tried = func.coalesce(outbox.c.first_tried_at, at)
    return {"state": "sending", "attempt": outbox.c.attempt + 1, "first_tried_at": tried}


def next_at(conn: Connection, *, real_now: dt.datetime) -> dt.datetime | None:
    """The next moment at which something queued becomes due by itself; one step in an index for each priority."""
    later = select(outbox.c.not_before).where(outbox.c.state.in_(OPEN), outbox.c.not_before > real_now)
    firsts = [
        later.where(outbox.c.priority == int(one)).order_by(outbox.c.not_before).limit(1).subquery() for one in Priority
    ]
    found = conn.execute(union_all(*(select(first) for first in firsts))).scalars()
    return min(found, default=None)


def erase_old(conn: Connection, *, before: dt.datetime) -> int:
    """What was said is forgotten; that it was said, to whom and how it went is not."""
    old = and_(outbox.c.state.not_in(OPEN), outbox.c.created_at < before, outbox.c.payload.is_not(null()))
    return conn.execute(update(outbox).where(old).values(payload=null())).rowcount


def newest_with_key(conn: Connection, key: str, *, to: Address) -> str | None:
    """The channel's id of the newest delivered message with this key in this chat: the one to edit."""
    same = and_(outbox.c.key == key, outbox.c.account == to.account, outbox.c.chat == to.chat)
    found = select(outbox.c.message).where(same, outbox.c.message.is_not(None)).order_by(outbox.c.id.desc()).limit(1)
    message: str | None = conn.execute(found).scalar()
    return message


def _paused_accounts() -> Any:
    paused = or_(account_states.c.paused_until > _AT, account_states.c.failing_since.is_not(None))
    return select(account_states.c.account).where(paused)


def _paused_chat() -> ColumnElement[bool]:
    same = and_(chats.c.account == outbox.c.account, chats.c.chat == outbox.c.chat)
    return exists().where(same, chats.c.paused_until > _AT)


def _held_back() -> ColumnElement[bool]:
    """An older row of the same chat and priority is on its way, was tried and waits, or is due before this one."""
    other = outbox.alias("earlier")
    fresh, tried = outbox.c.first_tried_at.is_(None), other.c.first_tried_at.is_not(None)
    tried_before = and_(tried, or_(fresh, other.c.id < outbox.c.id))
    due_before = and_(
        fresh,
        ~tried,
        other.c.not_before <= _AT,
        tuple_(other.c.not_before, other.c.id) < tuple_(outbox.c.not_before, outbox.c.id),
    )
    return exists().where(
        _same_turn(other),
        other.c.state.in_(OPEN),
        or_(other.c.holder.is_not(None), and_(other.c.state == QUEUED, or_(tried_before, due_before))),
    )


def _same_turn(other: FromClause) -> ColumnElement[bool]:
    return and_(
        other.c.account == outbox.c.account,
        other.c.chat == outbox.c.chat,
        other.c.priority == outbox.c.priority,
        other.c.id != outbox.c.id,
    )


def _claiming() -> Any:
    """Choose and take in one statement; of a row that somebody else changed meanwhile the state is asked again."""
    turn = (
        select(outbox.c.id)
        .where(
            outbox.c.state.in_(OPEN),
            outbox.c.state == QUEUED,
            outbox.c.holder.is_(None),
            outbox.c.not_before <= _AT,
            outbox.c.account.in_(bindparam("on", expanding=True)),
            outbox.c.priority <= bindparam("down_to"),
            outbox.c.account.not_in(_paused_accounts()),
            ~_paused_chat(),
            ~_held_back(),
        )
        .order_by(outbox.c.priority, outbox.c.not_before, outbox.c.id)
        .limit(bindparam("limit"))
        .with_for_update(skip_locked=True)
        .cte("turn")  # worked out once: within IN, PostgreSQL may work it out again and so take more than the limit
    )
    answer = and_(outbox.c.priority == int(Priority.REPLY), outbox.c.doubted_at.is_(None))
    begun = {name: case((answer, value), else_=outbox.c[name]) for name, value in _begun(_AT).items()}
    change = {"holder": bindparam("by"), "lease_until": bindparam("until"), **begun}
    free = and_(outbox.c.id.in_(select(turn.c.id)), outbox.c.state == QUEUED, outbox.c.holder.is_(None))
    return update(outbox).where(free).values(change).returning(*outbox.c)


def outgoing(row: Row[Any]) -> Outgoing:
    return Outgoing(
        id=row.id,
        to=Address(row.account, row.chat),
        person_id=row.person_id,
        priority=Priority(row.priority),
        kind=row.kind,
        payload=row.payload or {},
        attempt=row.attempt,
        holder=row.holder,
        key=row.key,
        edits=row.edits,
        reason=row.reason,
        created_at=row.created_at,
        first_tried_at=row.first_tried_at,
        doubted_at=row.doubted_at,
        begun=row.state == "sending",
    )


_AT = bindparam("at", type_=Instant)
_CLAIM = _claiming()  # built once: it is on the way of every message
