"""The state of a channel account: paused because the channel said so, or failing because it answers only errors."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, delete, select, update

from core.messages import Address
from db.tables import accounts, chats
from db.upsert import add, put


def pause(conn: Connection, account: str, *, until: dt.datetime) -> None:
    put(conn, accounts, keys=("account",), values={"account": account, "paused_until": until})


def pause_chat(conn: Connection, address: Address, *, until: dt.datetime) -> None:
    row = {"account": address.account, "chat": address.chat, "paused_until": until}
    put(conn, chats, keys=("account", "chat"), values=row)


def failing(conn: Connection, account: str, *, real_now: dt.datetime) -> None:
    """Nothing of this account is claimed until a probe says that it answers again."""
    add(conn, accounts, keys=("account",), values={"account": account})
    change = update(accounts).where(accounts.c.account == account, accounts.c.failing_since.is_(None))
    conn.execute(change.values(failing_since=real_now))


def recovered(conn: Connection, account: str) -> None:
    conn.execute(update(accounts).where(accounts.c.account == account).values(failing_since=None))


def failing_ones(conn: Connection) -> frozenset[str]:
    return frozenset(conn.execute(select(accounts.c.account).where(accounts.c.failing_since.is_not(None))).scalars())


def forget_old_pauses(conn: Connection, *, real_now: dt.datetime) -> None:
    conn.execute(delete(chats).where(chats.c.paused_until <= real_now))
