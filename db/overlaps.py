"""The open tasks that new ones are held against."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from core.model import OPEN, DraftTask, Status
from core.overlap import OpenTask, flagged
from core.verbal_order import KIND as VERBAL
from db.tables import directives, tasks

_FOLLOWED = [status.value for status in (*OPEN, Status.SUBMITTED)]


def flag(conn: Connection, drafts: Iterable[DraftTask], *, but_of: int | None) -> list[DraftTask]:
    """The drafts with what they resemble; tasks of one directive (the same document, sent before) aside."""
    several = list(drafts)
    leads = {one.agency_id for draft in several for one in draft.leads if one.agency_id is not None}
    return flagged(several, _open(conn, leads, but_of=but_of)) if leads else several


def _open(conn: Connection, leads: set[int], *, but_of: int | None) -> list[OpenTask]:
    wanted = (
        select(tasks.c.number, tasks.c.lead_id, tasks.c.text, directives.c.type)
        .join(directives, directives.c.id == tasks.c.directive_id)
        .where(tasks.c.lead_id.in_(leads), tasks.c.status.in_(_FOLLOWED))
    )
    if but_of is not None:
        wanted = wanted.where(tasks.c.directive_id != but_of)
    rows = conn.execute(wanted.order_by(tasks.c.number))
    return [OpenTask(row.number, row.lead_id, row.text, spoken=row.type == VERBAL) for row in rows]
