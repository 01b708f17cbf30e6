"""Find what leaders and coordinators are to be told of, and remember what each was told."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, select, update

from core.ladder import SIGNING_DAYS
from core.model import OPEN, Status
from core.office import Office
from core.timeliness import days_overdue
from core.wording.overdue import Concern, Morning
from db import facts, matters
from db.figure_lists import last_words
from db.figures import unacknowledged
from db.mornings import MERGED
from db.tables import agencies, assignments, directives, extensions, outbox, tasks

UNACKNOWLEDGED_DAYS = 2
_DAY = dt.timedelta(days=1)
_OPEN = tasks.c.status.in_([status.value for status in OPEN])


def overdue(conn: Connection, *, today: dt.date, office: Office, days: int = 1) -> list[Concern]:
    """Open tasks overdue by so many working days, save those on which an answer or a signature is awaited.

    One that was returned counts from the date it was given, as its reminders do.
    """
    wanted = _query().where(_OPEN, tasks.c.overdue_from <= today).order_by(tasks.c.overdue_from, tasks.c.number)
    rows = [row for row in conn.execute(wanted) if _late_from(row) <= today and not _silent(row, today, office)]
    found = [_concern(row, today, office) for row in rows]
    return _with_last_words(conn, [one for one in found if one.overdue >= days])


def not_acknowledged(conn: Connection, *, today: dt.date, office: Office) -> list[Concern]:
    """Nobody of the lead agency has said 'Đã nhận' in two working days."""
    rows = conn.execute(_query().where(unacknowledged()).order_by(tasks.c.number))
    calendar = office.calendar
    waited = (row for row in rows if calendar.between(office.today(row.handed_at), today) >= UNACKNOWLEDGED_DAYS)
    return [_concern(row, today, office, unacknowledged=True) for row in waited if row.handed_at]


def with_matters(conn: Connection, found: Iterable[Concern]) -> list[Concern]:
    """The same, each with the matter on which the leader's opinion is asked; then the tasks that have only that."""
    asked = matters.waiting(conn)
    told = {one.task_id: one for one in found}
    others = asked.keys() - told.keys()
    if others:
        rows = conn.execute(_query().where(tasks.c.id.in_(others)).order_by(tasks.c.number))
        told |= {row.id: _plain_concern(row) for row in rows}
    return [
        replace(one, matter=asked[key].text, asked=asked[key].report_id) if key in asked else one
        for key, one in told.items()
    ]


def excluded(conn: Connection, *, today: dt.date) -> tuple[int, int]:
    """What a report on overdue tasks leaves out: submitted ones, and those that wait for an extension's answer."""
    past = tasks.c.overdue_from <= today
    counted = select(func.count()).select_from(tasks)
    submitted = conn.execute(counted.where(tasks.c.status == Status.SUBMITTED.value, past)).scalar_one()
    waiting = conn.execute(counted.where(_OPEN, past, tasks.c.id.in_(_undecided()))).scalar_one()
    return submitted, waiting


def agency_counts(conn: Connection, agency_id: int, *, today: dt.date) -> tuple[int, int]:
    """Open tasks of an agency, and how many of them are in term."""
    mine = and_(tasks.c.lead_id == agency_id, _OPEN)
    late = conn.execute(select(func.count()).select_from(tasks).where(mine, tasks.c.overdue_from <= today)).scalar_one()
    every = conn.execute(select(func.count()).select_from(tasks).where(mine)).scalar_one()
    return every, every - late


def coordinator_counts(conn: Connection, *, since: dt.date, today: dt.date, soon: dt.date) -> Morning:
    """The coordinator's morning. `since` is the last day they were told of."""
    last = tasks.c.deadline_last_working_day
    term = and_(_OPEN, tasks.c.overdue_from > today)
    return Morning(
        due_today=_count(conn, term, last == today),
        due_soon=_count(conn, term, last >= today, last <= soon),
        newly_overdue=_count(conn, _OPEN, tasks.c.overdue_from > since, tasks.c.overdue_from <= today),
        to_confirm=_count(conn, tasks.c.status == Status.SUBMITTED.value),
        extensions=_count(conn, _OPEN, tasks.c.id.in_(_undecided())),
        blocked=_count(conn, _OPEN, tasks.c.blocked.is_not(None)),
    )


def reached(conn: Connection, *, since: dt.datetime) -> tuple[int, int]:
    """People to whom reminders went since an instant (real time), and people whom none could reach."""
    mornings = and_(outbox.c.kind == "morning", outbox.c.created_at >= since)
    people = func.count(func.distinct(outbox.c.person_id))
    lost = conn.execute(select(people).where(mornings, outbox.c.state == "refused")).scalar_one()
    every = conn.execute(select(people).where(mornings)).scalar_one()
    return every - lost, lost


# ── who was told what ──────────────────────────────────────────────────────────────────────────
def told(conn: Connection, person_id: int, what: str) -> frozenset[str]:
    """The concerns this person was told of last, by key."""
    return frozenset(json.loads(facts.get(conn, f"told:{what}:{person_id}") or "[]"))


def remember(conn: Connection, person_id: int, what: str, keys: Iterable[str]) -> None:
    facts.put(conn, f"told:{what}:{person_id}", json.dumps(sorted(keys)))


def let_go(conn: Connection, kind: str, person_id: int) -> list[Mapping[str, Any]]:
    """A digest of this kind that waits unsent is not said beside a newer one; what it was made from."""
    waiting = (outbox.c.state == "queued", outbox.c.kind == kind, outbox.c.person_id == person_id)
    surely = outbox.c.doubted_at.is_(None)
    gone = update(outbox).where(*waiting, surely).values(state="dropped", reason=MERGED)
    return list(conn.scalars(gone.returning(outbox.c.payload)))


# ── reading ────────────────────────────────────────────────────────────────────────────────────
def _query() -> Select[Any]:
    asked = select(func.min(extensions.c.asked_at)).where(
        extensions.c.task_id == tasks.c.id, extensions.c.decision.is_(None)
    )
    handed = select(func.min(assignments.c.assigned_at)).where(
        assignments.c.task_id == tasks.c.id, assignments.c.ended_at.is_(None)
    )
    return (
        select(
            tasks.c.id,
            tasks.c.number,
            tasks.c.lead_id,
            tasks.c.overdue_from,
            tasks.c.returned_until,
            tasks.c.signing_since,
            tasks.c.blocked,
            agencies.c.name.label("agency"),
            directives.c.number.label("directive_number"),
            asked.scalar_subquery().label("asked_at"),
            handed.scalar_subquery().label("handed_at"),
        )
        .join(agencies, tasks.c.lead_id == agencies.c.id)
        .join(directives, tasks.c.directive_id == directives.c.id)
    )


def _late_from(row: Row[Any]) -> dt.date:
    late: dt.date = row.overdue_from
    return late if row.returned_until is None else max(late, row.returned_until + _DAY)


def _silent(row: Row[Any], today: dt.date, office: Office) -> bool:
    """As the ladder is: an extension asked in time, or at the signatory's desk for fewer than three working days."""
    if row.asked_at is not None and office.today(row.asked_at) < row.overdue_from:
        return True
    return row.signing_since is not None and office.calendar.between(row.signing_since, today) < SIGNING_DAYS


def _concern(row: Row[Any], today: dt.date, office: Office, *, unacknowledged: bool = False) -> Concern:
    late = 0 if unacknowledged else days_overdue(_late_from(row), today=today, calendar=office.calendar)
    return Concern(
        task_id=row.id,
        number=row.number,
        directive_number=row.directive_number,
        agency_id=row.lead_id,
        agency=row.agency,
        overdue=late,
        blocked=row.blocked,
        since=None if unacknowledged else _late_from(row),
    )


def _plain_concern(row: Row[Any]) -> Concern:
    return Concern(row.id, row.number, row.directive_number, row.lead_id, row.agency)


def _with_last_words(conn: Connection, found: list[Concern]) -> list[Concern]:
    said = last_words(conn, [one.task_id for one in found])
    none: tuple[None, None] = (None, None)
    words = ((one, said.get(one.task_id, none)) for one in found)
    return [replace(one, last_said=text, last_at=at) for one, (text, at) in words]


def _count(conn: Connection, *conditions: ColumnElement[bool]) -> int:
    return conn.execute(select(func.count()).select_from(tasks).where(*conditions)).scalar_one()


def _undecided() -> Select[Any]:
    return select(extensions.c.task_id).where(extensions.c.decision.is_(None))
