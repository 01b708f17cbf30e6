"""The key that signs links, and who used one first: it is theirs from then on."""

from __future__ import annotations

import datetime as dt
import secrets

from sqlalchemy import Connection, delete, select

from db import facts, upsert
from db.tables import facts as fact_rows
from db.tables import opened_links

_KEY = "links:key"
USES = 20  # of one link: a few files, or a download that broke off


def key(conn: Connection) -> bytes:
    """Made once, the same for every worker; it leaves the database for no page and no log."""
    upsert.add(conn, fact_rows, keys=("name",), values={"name": _KEY, "value": secrets.token_hex(32)})
    return bytes.fromhex(facts.get(conn, _KEY) or "")


def claim(conn: Connection, nonce: str, *, by: str, until: dt.datetime, real_now: dt.datetime) -> bool:
    """Use a link: whether it is this browser's, and not used up."""
    conn.execute(delete(opened_links).where(opened_links.c.until <= real_now))
    row = {"nonce": nonce, "opened_by": by, "uses": 1, "until": until}
    if upsert.add(conn, opened_links, keys=("nonce",), values=row):
        return True
    mine = (opened_links.c.nonce == nonce) & (opened_links.c.opened_by == by) & (opened_links.c.uses < USES)
    return conn.execute(opened_links.update().where(mine).values(uses=opened_links.c.uses + 1)).rowcount == 1


def free_for(conn: Connection, nonce: str, *, by: str | None) -> bool:
    """Whether nobody used the link yet, or this browser did."""
    first: str | None = conn.execute(select(opened_links.c.opened_by).where(opened_links.c.nonce == nonce)).scalar()
    return first is None or first == by
