"""Cut a chat off from its person: what waits for it goes where else they are reached, and no question in it counts."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, and_, select, update

from core.messages import Address
from db import by_phone, outcomes, people
from db.outbox import NOT_CONNECTED, OPEN, QUEUED
from db.tables import addresses, outbox, prompts

_FREE = {"holder": None, "lease_until": None}


def cut_off(conn: Connection, address: Address, *, now: dt.datetime, but: int | None = None) -> None:
    """Whoever holds that phone now is sent nothing more of theirs. Person `but` keeps what is their own."""
    here = (addresses.c.account == address.account, addresses.c.chat == address.chat)
    person: int | None = conn.execute(select(addresses.c.person_id).where(*here)).scalar()
    if person is None or person == but:
        return
    people.disconnect(conn, address)
    _send_elsewhere(conn, address, person)
    open_ = (prompts.c.account == address.account, prompts.c.chat == address.chat, prompts.c.used_at.is_(None))
    conn.execute(update(prompts).where(*open_).values(used_at=now))


def _send_elsewhere(conn: Connection, address: Address, person: int) -> None:
    """Not what is on its way already: a claim that has not begun to leave ends here."""
    here = and_(outbox.c.account == address.account, outbox.c.chat == address.chat, outbox.c.person_id == person)
    free = update(outbox).where(here, outbox.c.state.in_(OPEN), outbox.c.state == QUEUED).values(_FREE)
    waiting = outbox.c.id.in_(list(conn.scalars(free.returning(outbox.c.id))))
    other = by_phone.place(conn, person)
    if other is not None:
        outcomes.move(conn, waiting, other)
    else:
        conn.execute(update(outbox).where(waiting).values(state="refused", reason=NOT_CONNECTED))
