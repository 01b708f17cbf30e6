"""Open the next period of each recurring duty when the one before has fallen due, and say so to those who answer it."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Mapping
from typing import Any, Protocol

from sqlalchemy import Connection

from core.faults import named
from core.ladder import can_send
from core.messages import Priority, Reply
from core.model import OPEN
from core.office import Office
from core.wording import series as wording
from db import outbox, reminders, sendings, series, standing_in, tasks
from db.outage import is_outage
from db.store import Store

log = logging.getLogger(__name__)
KIND = "period"
CHUNK = 100  # series in one transaction


class Queued(Protocol):
    """The part of a claimed outbox row that a text is made from."""

    @property
    def payload(self) -> Mapping[str, Any]: ...


def tick(store: Store, *, now: dt.datetime, real_now: dt.datetime, office: Office, limit: int = CHUNK) -> int:
    """In sending hours only: a period opens with a message. How many were opened."""
    today = office.today(now)
    if not can_send(now, office=office):
        return 0
    with store.read() as conn:
        if not series.any_passed(conn, today=today):
            return 0
    opened, last = 0, 0
    while True:
        with store.begin() as conn:
            due = series.passed(conn, today=today, limit=limit, beyond=last)
            if not due:
                return opened
            opened += sum(_open_alone(conn, key, now=now, real_now=real_now, office=office) for key in due)
            last = due[-1]


def _open_alone(conn: Connection, series_id: int, **today: Any) -> int:
    """One that cannot be opened is logged and passed over: the others do not wait for it."""
    try:
        with conn.begin_nested():
            return _open(conn, series_id, **today)
    except Exception as error:
        if is_outage(error):
            raise
        log.error("the next period of series %d could not be opened: %s", series_id, named(error))
        return 0


def _open(conn: Connection, series_id: int, *, now: dt.datetime, real_now: dt.datetime, office: Office) -> int:
    today = office.today(now)
    made = series.open_next(conn, series_id, today=today, now=now, office=office)
    reminders.replan(conn, [one.task_id for one in made], now=now, office=office)
    for one in made:
        for person in receivers(conn, one, today=today):
            payload = {"task": one.task_id}
            row = outbox.plan(conn, KIND, person=person, priority=Priority.NOTICE, real_now=real_now, payload=payload)
            sendings.speaks_of(conn, row, [one.task_id])
    return len(made)


def receivers(conn: Connection, one: series.Opened, *, today: dt.date) -> list[int]:
    """Those whose duty it is, or their deputies for today."""
    instead = standing_in.deputies(conn, one.people, today=today)
    return list(dict.fromkeys(instead.get(key, key) for key in one.people))


def render(conn: Connection, row: Queued, now: dt.datetime, office: Office) -> Reply | None:
    """The text from the state of the moment it is sent; None where the period was reported meanwhile."""
    return said(conn, int(row.payload["task"]), now, office)


def said(conn: Connection, task_id: int, now: dt.datetime, office: Office) -> Reply | None:
    task = tasks.by_id(conn, task_id)
    if task.status not in OPEN:
        return None
    before, rule = series.before(conn, task.id), series.rule_of(conn, task.id)
    return wording.opened(task, rule=rule or "", before=before, today=office.today(now), office=office)
