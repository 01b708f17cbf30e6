"""Count what a channel account sends in a month, and say what is left of what it may."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ColumnElement, Connection, delete, func, literal_column, select

from core.quota import Left, Quota
from db import facts, upsert
from db.tables import addresses, outbox, quotas, spent

_VIETNAM = dt.timedelta(hours=7)  # the services count their months there
_KEPT = dt.timedelta(days=400)
_OPEN: list[ColumnElement[str]] = [literal_column(f"'{state}'") for state in ("queued", "sending", "unsure")]


def declare(conn: Connection, account: str, quota: Quota | None) -> None:
    """The limit as the settings have it today; None lifts it."""
    conn.execute(delete(quotas).where(quotas.c.account == account))
    if quota:
        row = {"messages": quota.messages, "reserve": quota.reserve, "people": quota.people}
        upsert.put(conn, quotas, keys=("account",), values={"account": account, **row})


def limited(conn: Connection) -> list[str]:
    return list(conn.scalars(select(quotas.c.account).order_by(quotas.c.account)))


def left(conn: Connection, account: str, now: dt.datetime) -> Left | None:
    """What is left this month, less what is on its way; None where nothing limits the account. `now` is real time."""
    limit = conn.execute(select(quotas).where(quotas.c.account == account)).one_or_none()
    if limit is None:
        return None
    counted = select(spent.c.messages).where(spent.c.account == account, spent.c.month == _month(now))
    flying = select(func.count()).where(
        outbox.c.state.in_(_OPEN), outbox.c.holder.is_not(None), outbox.c.account == account
    )
    gone = (conn.execute(counted).scalar() or 0) + conn.execute(flying).scalar_one()
    return Left(max(0, limit.messages - gone), limit.reserve)


def count(conn: Connection, account: str, messages: int, *, now: dt.datetime) -> None:
    """So many were taken by the service, or may have been."""
    row = {"account": account, "month": _month(now)}
    if upsert.add(conn, spent, keys=("account", "month"), values={**row, "messages": messages}):
        conn.execute(delete(spent).where(spent.c.month < _month(now - _KEPT)))
        return
    here = (spent.c.account == account) & (spent.c.month == row["month"])
    conn.execute(spent.update().where(here).values(messages=spent.c.messages + messages))


def maybe_gone(conn: Connection, account: str, *, now: dt.datetime) -> None:
    """A worker ended over a message: where a month is limited, that one counts as gone."""
    if conn.execute(select(quotas.c.account).where(quotas.c.account == account)).first():
        count(conn, account, 1, now=now)


def first_time(conn: Connection, account: str, *, now: dt.datetime) -> bool:
    """Whether the end of this month's quota is news."""
    name = f"quota:{account}"
    if facts.get(conn, name) == _month(now):
        return False
    facts.put(conn, name, _month(now))
    return True


def full(conn: Connection, account: str, *, but: int) -> bool:
    """Whether as many people as the account may serve are on it already, person `but` not counted."""
    most = conn.execute(select(quotas.c.people).where(quotas.c.account == account)).scalar()
    others = select(func.count(addresses.c.person_id.distinct())).where(
        addresses.c.account == account, addresses.c.person_id != but
    )
    return most is not None and conn.execute(others).scalar_one() >= most


def _month(now: dt.datetime) -> str:
    return f"{now.astimezone(dt.UTC) + _VIETNAM:%Y-%m}"
