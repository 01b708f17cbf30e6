"""Keep the access and refresh tokens of an account, and say whose turn it is to renew them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from db import leases, upsert
from db.tables import tokens


@dataclass(frozen=True, slots=True)
class Token:
    access: str = field(repr=False)
    refresh: str = field(repr=False)
    expires_at: dt.datetime


def get(conn: Connection, account: str, *, seed: str) -> Token | None:
    """None where none was had yet from the refresh token `seed` names."""
    row = conn.execute(select(tokens).where(tokens.c.account == account, tokens.c.seed == seed)).one_or_none()
    return Token(row.access, row.refresh, row.expires_at) if row else None


def put(conn: Connection, account: str, token: Token, *, seed: str) -> None:
    row = {"access": token.access, "refresh": token.refresh, "expires_at": token.expires_at, "seed": seed}
    upsert.put(conn, tokens, keys=("account",), values={"account": account, **row})


def lock(conn: Connection, account: str, *, holder: str, real_now: dt.datetime, seconds: float) -> bool:
    return leases.hold(conn, f"tokens:{account}", holder=holder, real_now=real_now, seconds=seconds) is not None


def unlock(conn: Connection, account: str, *, holder: str, real_now: dt.datetime) -> None:
    leases.release(conn, f"tokens:{account}", holder=holder, real_now=real_now)
