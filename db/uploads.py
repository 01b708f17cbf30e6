"""Which files that came through a page of our own may still be asked for."""

from __future__ import annotations

from sqlalchemy import Connection, and_, select

from core.model import DirectiveState, Kept
from db.rows import incoming_from_json
from db.tables import directives, enclosures, inbox, reading_parts, readings


def waiting(conn: Connection, account: str) -> set[str]:
    """References of events not handled yet, and of what was not read to the end."""
    unread = select(readings.c.reference, reading_parts.c.reference).select_from(readings).join(directives)
    unread = unread.outerjoin(reading_parts, reading_parts.c.reading_id == readings.c.id)
    here = and_(readings.c.account == account, directives.c.state == DirectiveState.READING.value)
    new = select(inbox.c.payload).where(inbox.c.account == account, inbox.c.state == "new")
    events = [incoming_from_json(payload) for payload in conn.execute(new).scalars() if payload]
    found = {event.attachment.reference for event in events if event.attachment}
    sent = (enclosures.c.account == account, enclosures.c.kept.in_([Kept.WAITING.value, Kept.ASKED.value]))
    found |= set(conn.execute(select(enclosures.c.reference).where(*sent)).scalars())
    return found | {one for row in conn.execute(unread.where(here)) for one in row if one}
