"""What would be said on a day beside the reminders, if nothing changed: digests, periods that open, agencies told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import Connection

from core.ladder import morning, next_sending
from core.messages import Reply
from core.model import OPEN
from core.office import Office
from db import announcements, directives, moments, people, publications, series
from jobs import escalate, periods
from jobs.remind import Foreseen

_DAY = dt.timedelta(days=1)
_ALL = 10_000


def others(
    conn: Connection, day: dt.date, *, now: dt.datetime, office: Office, reminders: Iterable[Foreseen] = ()
) -> list[Foreseen]:
    """The jobs themselves are run for that morning and everything they wrote is undone: what is shown is what they
    would say. `reminders` are that day's, which the coordinator's morning counts."""
    if not office.calendar.is_working(day) or day < office.today(now):
        return []
    at = next_sending(max(morning(day, office), now), office=office)
    if office.today(at) != day:
        return []
    trial = conn.begin_nested()
    try:
        said = [
            *_told(conn, day, now=now, office=office),
            *_opened(conn, day, at=at, today=office.today(now), office=office),
            *_digests(conn, day, at=at, office=office, reminders=[one for one in reminders if one.at <= at]),
        ]
    finally:
        trial.rollback()
    return said


def _told(conn: Connection, day: dt.date, *, now: dt.datetime, office: Office) -> list[Foreseen]:
    """Publications whose agencies are told on that day."""
    found: list[Foreseen] = []
    for name, due in moments.named(conn, publications.MOMENT, until=office.at(day + _DAY, dt.time())):
        at = next_sending(max(due, now), office=office)
        one = publications.get(conn, int(name.removeprefix(publications.MOMENT)))
        if office.today(at) == day:
            made = [task for task in publications.given(conn, one) if task.status in OPEN]
            said = announcements.everything(conn, directives.get(conn, one.directive_id), made)
            found += [_foreseen(conn, at, reply.to, reply) for reply in said if reply.to is not None]
    return found


def _opened(conn: Connection, day: dt.date, *, at: dt.datetime, today: dt.date, office: Office) -> list[Foreseen]:
    """Periods that open on that day, after those that open on a working day before it."""
    found: list[Foreseen] = []
    before = office.calendar.back(day, 1).date
    for key in series.passed(conn, today=day, limit=_ALL):
        if before >= today:
            series.open_next(conn, key, today=before, now=at, office=office)
        for one in series.open_next(conn, key, today=day, now=at, office=office):
            found += [
                _foreseen(conn, at, person, reply)
                for person in periods.receivers(conn, one, today=day)
                if (reply := periods.said(conn, one.task_id, at, office))
            ]
    return found


def _digests(
    conn: Connection, day: dt.date, *, at: dt.datetime, office: Office, reminders: list[Foreseen]
) -> list[Foreseen]:
    return [
        _foreseen(conn, at, person, reply)
        for person, reply in escalate.foreseen(conn, day, at=at, office=office, reached=_reached(reminders))
    ]


def _reached(reminders: list[Foreseen]) -> tuple[int, int]:
    lost = sum(not one.connected for one in reminders)
    return len(reminders) - lost, lost


def _foreseen(conn: Connection, at: dt.datetime, person_id: int, reply: Reply) -> Foreseen:
    return Foreseen(at, people.get(conn, person_id), people.address_of(conn, person_id) is not None, reply, ())
