"""Decide what a delivery's outcome makes of its row: done, again, elsewhere, in doubt, or parked and reported."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, exists, or_, select, update

from core.messages import Address, Delivery, Outcome, Priority
from core.wording import delivery as wording
from db import accounts, by_phone, people, quota, unreached
from db.outbox import OPEN, QUEUED, SENDING, UNSURE, Outgoing, outgoing, say
from db.tables import inbox, outbox, prompts

DOUBT_WAITS = dt.timedelta(minutes=10)
LONGEST_BACKOFF = 600.0  # seconds
LAST_ATTEMPT = 20  # about two hours of trying while everything else of the account goes through
POISON = "poison"  # the channel found the message malformed: once more as bare text
ACTED = "acted since"
LEASE_OVER = "lease ran out"

_Change = dict[str, Any]


_SENT = (  # built once: it is on the way of every message
    update(outbox)
    .where(outbox.c.id == bindparam("row"), outbox.c.attempt == bindparam("try"), outbox.c.state.in_(OPEN))
    .values(state="sent", message=bindparam("message"), sent_at=bindparam("sent_at"), holder=None, lease_until=None)
)


def finish(conn: Connection, row: Outgoing, delivery: Delivery, *, real_now: dt.datetime) -> bool:
    """Write down how one try went; False when the row has moved on and this outcome no longer counts."""
    if delivery.outcome is Outcome.SENT:
        return conn.execute(_SENT, _sent(row, delivery, real_now)).rowcount == 1
    if delivery.moved_to:
        return _moved(conn, row, delivery.moved_to, real_now=real_now)
    if delivery.retry_at:
        return _paused(conn, row, delivery, until=delivery.retry_at)
    if delivery.poison:
        return _poisoned(conn, row, real_now=real_now)
    return _BY_OUTCOME[delivery.outcome](conn, row, delivery, real_now)


def finish_sent(conn: Connection, results: Sequence[tuple[Outgoing, Delivery]], *, real_now: dt.datetime) -> None:
    """The usual outcome, many at once."""
    if results:
        conn.execute(_SENT, [_sent(row, delivery, real_now) for row, delivery in results])


def _sent(row: Outgoing, delivery: Delivery, real_now: dt.datetime) -> dict[str, Any]:
    return {"row": row.id, "try": row.attempt, "message": delivery.message, "sent_at": real_now}


def doubt(conn: Connection, row: Outgoing, *, real_now: dt.datetime, wait: dt.timedelta, reason: str) -> bool:
    """It may have left: repeat once after `wait`; in doubt a second time it is parked and the coordinator is told."""
    if row.doubted_at is not None:
        return _park(conn, row, f"{row.reason}, then {reason}", real_now=real_now, only=SENDING)
    change = {"state": "unsure", "doubted_at": real_now, "not_before": real_now + wait, "reason": reason}
    return _change(conn, row, change, only=SENDING)


def drop(conn: Connection, row: Outgoing, *, reason: str = "nothing left to say") -> bool:
    return _change(conn, row, {"state": "dropped", "reason": reason})


def later(conn: Connection, row: Outgoing, *, not_before: dt.datetime) -> bool:
    """Put a claimed row back untried."""
    change = {"state": "queued", "not_before": not_before}
    if row.begun:
        change |= {"attempt": row.attempt - 1, **({"first_tried_at": None} if row.attempt == 1 else {})}
    return _change(conn, row, change)


def readdress(conn: Connection, row: Outgoing, to: Address, *, real_now: dt.datetime) -> bool:
    """The person is reached elsewhere: untried there, with the question behind it."""
    move(conn, outbox.c.id == row.id, to)
    return _change(conn, row, {"state": "queued", "not_before": real_now})


def sweep(conn: Connection, *, real_now: dt.datetime, holders: Mapping[str, str] | None = None) -> int:
    """Of a lease that ran out, what had begun is in doubt and what had not goes back untried; doubt that waited is
    repeated, or dropped where the person acted since.

    `holders` names each account's present holder: a row on its way under another name belongs to nobody.
    """
    left = or_(outbox.c.lease_until <= real_now, *(_left_by(a, h) for a, h in (holders or {}).items()))
    abandoned = and_(outbox.c.state.in_(OPEN), outbox.c.holder.is_not(None), left)
    conn.execute(update(outbox).where(abandoned, outbox.c.state == QUEUED).values(holder=None, lease_until=None))
    lost = [outgoing(row) for row in conn.execute(select(outbox).where(abandoned))]
    for row in lost:
        doubt(conn, row, real_now=real_now, wait=dt.timedelta(0), reason=LEASE_OVER)
        quota.maybe_gone(conn, row.to.account, now=real_now)
    waited = and_(outbox.c.state.in_(OPEN), outbox.c.state == UNSURE, outbox.c.not_before <= real_now)
    conn.execute(update(outbox).where(waited, _acted_since()).values(state="dropped", reason=ACTED))
    return len(lost) + conn.execute(update(outbox).where(waited).values(state="queued")).rowcount


def _refused(conn: Connection, row: Outgoing, delivery: Delivery, real_now: dt.datetime) -> bool:
    """The address is dead until the person writes again: their other address, or the coordinator hears of it once."""
    first_time = people.mark_dead(conn, row.to)
    first_time = by_phone.refuse(conn, row.person_id, row.to, now=real_now) or first_time
    other = by_phone.place(conn, row.person_id) if row.person_id is not None else None
    if other is not None and other != row.to:
        return readdress(conn, row, other, real_now=real_now)
    counted = _change(conn, row, {"state": "refused", "reason": delivery.reason})
    if counted and first_time and (row.person_id is None or unreached.news(conn, row.person_id, real_now=real_now)):
        _tell_coordinators(conn, row, wording.not_reached, real_now=real_now)
    return counted


def _not_sent(conn: Connection, row: Outgoing, delivery: Delivery, real_now: dt.datetime) -> bool:
    attempt = row.attempt if row.begun else row.attempt + 1  # what could not even be made was tried too
    if attempt >= LAST_ATTEMPT:
        return _park(conn, row, delivery.reason, real_now=real_now)
    change = {"state": "queued", "attempt": attempt, "not_before": real_now + _backoff(attempt), "reason": row.reason}
    return _change(conn, row, change)


def _unsure(conn: Connection, row: Outgoing, delivery: Delivery, real_now: dt.datetime) -> bool:
    return doubt(conn, row, real_now=real_now, wait=DOUBT_WAITS, reason=delivery.reason)


def _dropped(conn: Connection, row: Outgoing, delivery: Delivery, _real_now: dt.datetime) -> bool:
    return drop(conn, row, reason=delivery.reason)


_BY_OUTCOME = {
    Outcome.REFUSED: _refused,
    Outcome.NOT_SENT: _not_sent,
    Outcome.UNSURE: _unsure,
    Outcome.DROPPED: _dropped,
}


def _moved(conn: Connection, row: Outgoing, to_chat: str, *, real_now: dt.datetime) -> bool:
    """The chat has a new id: everything open goes there, and this row is sent there at once."""
    people.move(conn, row.to, to_chat=to_chat)
    here = and_(outbox.c.account == row.to.account, outbox.c.chat == row.to.chat, outbox.c.state.in_(OPEN))
    move(conn, here, Address(row.to.account, to_chat))
    return _change(conn, row, {"state": "queued", "not_before": real_now, "attempt": row.attempt - 1})


def _paused(conn: Connection, row: Outgoing, delivery: Delivery, *, until: dt.datetime) -> bool:
    """429: the channel says when; nobody else is held back, and no attempt is spent."""
    if delivery.whole_account:
        accounts.pause(conn, row.to.account, until=until)
    else:
        accounts.pause_chat(conn, row.to, until=until)
    return _change(conn, row, {"state": "queued", "not_before": until, "attempt": row.attempt - 1})


def _poisoned(conn: Connection, row: Outgoing, *, real_now: dt.datetime) -> bool:
    """Our own text is wrong: never a matter of the network."""
    if row.reason == POISON:
        return _park(conn, row, POISON, real_now=real_now)
    return _change(conn, row, {"state": "queued", "not_before": real_now, "reason": POISON})


def _park(
    conn: Connection, row: Outgoing, reason: str, *, real_now: dt.datetime, only: ColumnElement[str] | None = None
) -> bool:
    counted = _change(conn, row, {"state": "parked", "reason": reason}, only=only)
    if counted:
        _tell_coordinators(conn, row, wording.not_delivered, real_now=real_now)
    return counted


def _change(conn: Connection, row: Outgoing, change: _Change, *, only: ColumnElement[str] | None = None) -> bool:
    """Believed only while this try is the row's newest: `attempt` is what it was when claimed."""
    same = and_(outbox.c.id == row.id, outbox.c.attempt == row.attempt, outbox.c.state.in_(OPEN), _held_by(row))
    if only is not None:
        same = and_(same, outbox.c.state == only)
    return conn.execute(update(outbox).where(same).values(holder=None, lease_until=None, **change)).rowcount == 1


def _held_by(row: Outgoing) -> ColumnElement[bool]:
    """A try that began counts also when it is nobody's any more; a mere claim ends with its holder."""
    mine = outbox.c.holder == row.holder
    return or_(mine, outbox.c.holder.is_(None)) if row.begun else mine


def move(conn: Connection, which: ColumnElement[bool], to: Address) -> None:
    """These rows, and the questions behind them."""
    place = {"account": to.account, "chat": to.chat}
    elsewhere = {**place, "edits": None}  # a message's id means something else in another chat
    rows = select(outbox.c.id).where(which)
    conn.execute(update(prompts).where(prompts.c.outbox_id.in_(rows)).values(**place))
    conn.execute(update(outbox).where(which).values(**elsewhere))


def _tell_coordinators(
    conn: Connection, row: Outgoing, sentence: wording.AboutPerson, *, real_now: dt.datetime
) -> None:
    """A notice to everybody who follows up, except about themselves."""
    if row.person_id is None:
        return
    person = people.get(conn, row.person_id)
    for coordinator in people.coordinators(conn):
        if coordinator.id != person.id:
            say(conn, sentence(person), to=None, person=coordinator.id, real_now=real_now)


def _backoff(attempt: int) -> dt.timedelta:
    """Doubling from a second, with jitter so that a thousand rows do not come back together."""
    longest = min(LONGEST_BACKOFF, 2.0 ** min(attempt, 10))
    return dt.timedelta(seconds=longest * random.uniform(0.5, 1.0))  # noqa: S311 - no secret hangs on it


def _left_by(account: str, holder: str) -> ColumnElement[bool]:
    return and_(outbox.c.account == account, outbox.c.holder != holder)


def _acted_since() -> ColumnElement[bool]:
    """They wrote again after an answer, or answered this very message: who speaks of other things missed a notice."""
    wrote = exists().where(
        inbox.c.account == outbox.c.account,
        inbox.c.chat == outbox.c.chat,
        inbox.c.received_at > outbox.c.first_tried_at,
    )
    answered = exists().where(prompts.c.outbox_id == outbox.c.id, prompts.c.used_at.is_not(None))
    return or_(and_(outbox.c.priority == int(Priority.REPLY), wrote), answered)
