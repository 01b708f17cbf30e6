"""When a month's messages come to an end: who is written to by urgency, and what is refused with its reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from sqlalchemy import Connection, select, update

from core.messages import Delivery, Outcome, Priority
from core.quota import ON_RESERVE, Left
from core.wording import quota as wording
from db import outbox as outbox_rows
from db import outcomes, people, quota
from db.outbox import OPEN, QUEUED, Outgoing, outgoing, say
from db.tables import outbox

_MAY_HAVE_GONE = (Outcome.SENT, Outcome.UNSURE)
SPENT = "month's quota spent"


def claim(
    conn: Connection, *, accounts: Sequence[str], holder: str, real_now: dt.datetime, limit: int, up_to: Priority
) -> list[Outgoing]:
    """outbox.claim for accounts whose messages are counted: no more than the month still allows."""
    rows: list[Outgoing] = []
    for account in accounts:
        left = quota.left(conn, account, real_now)
        if left and left.only_reserve:
            _enter_reserve(conn, account, left, real_now=real_now)
        mine = outbox_rows.claim(conn, accounts=[account], holder=holder, real_now=real_now, limit=limit, up_to=up_to)
        rows += _fitting(conn, mine, left, real_now=real_now) if left else mine
    return rows


def count(
    conn: Connection,
    results: Sequence[tuple[Outgoing, Delivery]],
    accounts: Collection[str],
    *,
    real_now: dt.datetime,
) -> None:
    """What the service took, or may have taken, counts against the month."""
    for account in accounts:
        taken = [went.messages for row, went in results if row.to.account == account and went.outcome in _MAY_HAVE_GONE]
        if taken:
            quota.count(conn, account, sum(taken), now=real_now)


def _enter_reserve(conn: Connection, account: str, left: Left, *, real_now: dt.datetime) -> None:
    """Refuse what the reserve is not for, and the reminders whose deadline is furthest; say so once a month."""
    if quota.first_time(conn, account, now=real_now):
        _tell(conn, account, left, real_now=real_now)
    waiting = _waiting(conn, account, real_now=real_now)
    reminders = sorted((row for row in waiting if row.priority is Priority.REMINDER), key=_urgency)
    replies = sum(row.priority is Priority.REPLY for row in waiting)
    others = [row for row in waiting if row.priority not in ON_RESERVE]
    for row in [*others, *reminders[max(0, left.messages - replies) :]]:
        over(conn, row, real_now=real_now)


def _fitting(conn: Connection, rows: Sequence[Outgoing], left: Left, *, real_now: dt.datetime) -> list[Outgoing]:
    """Of the rows just claimed those that may still go; the rest is refused."""
    fits: list[Outgoing] = []
    for row in rows:
        if left.after(len(fits)).allows(row.priority):
            fits.append(row)
        else:
            over(conn, row, real_now=real_now)
    return fits


def over(conn: Connection, row: Outgoing, *, real_now: dt.datetime) -> None:
    """No more of this channel this month: another way to the person, else refused with the reason."""
    known = people.addresses_of(conn, row.person_id) if row.person_id is not None else []
    for other in known:
        left = quota.left(conn, other.account, real_now)
        if other.account != row.to.account and (left is None or left.allows(row.priority)):
            outcomes.readdress(conn, row, other, real_now=real_now)
            return
    same = (outbox.c.id == row.id) & outbox.c.state.in_(OPEN)
    conn.execute(update(outbox).where(same).values(state="refused", reason=SPENT, holder=None, lease_until=None))


def _waiting(conn: Connection, account: str, *, real_now: dt.datetime) -> list[Outgoing]:
    mine = (outbox.c.account == account) & (outbox.c.not_before <= real_now)
    rows = conn.execute(select(outbox).where(outbox.c.state.in_(OPEN), outbox.c.state == QUEUED, mine))
    return [outgoing(row) for row in rows]


def _urgency(row: Outgoing) -> tuple[str, int]:
    """The earliest deadline a reminder speaks of; ISO dates sort as they are."""
    return min((str(day) for *_, day in row.payload.get("items", ())), default="9999"), row.id


def _tell(conn: Connection, account: str, left: Left, *, real_now: dt.datetime) -> None:
    """As a reply: a notice would be refused with the others."""
    for one in people.coordinators(conn):
        say(conn, wording.spent(account, left), to=None, person=one.id, real_now=real_now)
