"""Read task rows as core's Task, and turn what a person may reach into the condition of a query."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, false, or_, select, true

from core.model import Due, Person, Status, Task
from core.permissions import May, Reach, reach
from core.proposal import Boundary, DeadlineKind
from db.tables import agencies, assignments, directives, people, task_support, tasks

_addressed = agencies.alias("addressed")
OVER = (Status.DONE.value, Status.ENDED.value, Status.RECALLED.value)  # nobody has anything left to do
MOST_URGENT = (
    tasks.c.deadline_last_working_day.is_(None),
    tasks.c.deadline_last_working_day,
    tasks.c.number,
)


def query() -> Select[Any]:
    return select(
        tasks,
        directives.c.number.label("directive_number"),
        directives.c.issued_on,
        directives.c.issuer,
        directives.c.coordinator_id,
        agencies.c.name.label("lead"),
        _addressed.c.name.label("first_lead"),
    ).select_from(
        tasks.join(directives, tasks.c.directive_id == directives.c.id)
        .join(agencies, tasks.c.lead_id == agencies.c.id)
        .outerjoin(_addressed, tasks.c.first_lead_id == _addressed.c.id)
    )


def fetch(conn: Connection, wanted: Select[Any]) -> list[Task]:
    rows = conn.execute(wanted).all()
    supporting = _supporting(conn, [row.id for row in rows])
    return [_task(row, supporting.get(row.id, ())) for row in rows]


def _supporting(conn: Connection, ids: list[int]) -> dict[int, tuple[str, ...]]:
    named = (
        select(task_support.c.task_id, agencies.c.name)
        .join(agencies, agencies.c.id == task_support.c.agency_id)
        .where(task_support.c.task_id.in_(ids))
        .order_by(task_support.c.task_id, agencies.c.id)
    )
    found: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
    for task_id, name in conn.execute(named) if ids else ():
        found[task_id] += (name,)
    return found


_SAME_NAME = tuple(
    name for name in Task.__dataclass_fields__ if name not in {"directive_issued_on", "supporting", "status", "due"}
)


def _task(row: Row[Any], supporting: tuple[str, ...]) -> Task:
    return Task(
        **{name: getattr(row, name) for name in _SAME_NAME},
        directive_issued_on=row.issued_on,
        supporting=supporting,
        status=Status(row.status),
        due=_due(row),
    )


def _due(row: Row[Any]) -> Due | None:
    if row.deadline_date is None:
        return None
    return Due(
        text=row.deadline_text or "",
        date=row.deadline_date,
        boundary=Boundary(row.deadline_boundary),
        kind=DeadlineKind(row.deadline_kind),
        last_day=row.deadline_last_day,
        last_working_day=row.deadline_last_working_day,
        overdue_from=row.overdue_from,
        time=row.deadline_time,
        inherited=row.deadline_inherited,
    )


NOT_EXTENDED: dict[str, Any] = {"first_overdue_from": None, "first_last_working_day": None}


def due_columns(due: Due | None) -> dict[str, Any]:
    """The columns that hold a deadline."""
    return {
        "deadline_text": due and due.text,
        "deadline_date": due and due.date,
        "deadline_boundary": due and due.boundary.value,
        "deadline_kind": due and due.kind.value,
        "deadline_last_day": due and due.last_day,
        "deadline_last_working_day": due and due.last_working_day,
        "overdue_from": due and due.overdue_from,
        "deadline_time": due and due.time,
        "deadline_inherited": bool(due and due.inherited),
    }


# ── permission is part of the query ────────────────────────────────────────────────────────────
def reachable(person: Person, *, may: May, on: dt.date | None = None) -> ColumnElement[bool]:
    """The tasks this person may do this to. `on` is today: with it, those of people they stand in for count too."""
    ways = reach(person, may)
    if Reach.ALL in ways:
        return true()
    return or_(false(), *(_condition(way, person, on) for way in sorted(ways)))


def _condition(way: Reach, person: Person, on: dt.date | None) -> ColumnElement[bool]:
    if way is Reach.LED:
        return tasks.c.lead_id == person.agency_id if person.agency_id else false()
    if way is Reach.SUPPORTED:
        mine = select(task_support.c.task_id).where(task_support.c.agency_id == person.agency_id)
        return tasks.c.id.in_(mine) if person.agency_id else false()
    return tasks.c.id.in_(_in_hands(person, on))


def _in_hands(person: Person, on: dt.date | None) -> Select[Any]:
    """Task ids in the hands of the person, or of somebody who is away and named them deputy for today.
    A removed or transferred person's assignments are ended, so the agency's tasks stay with the agency."""
    whose: ColumnElement[bool] = assignments.c.person_id == person.id
    if on is not None:
        absent = select(people.c.id).where(_stands_in(person, on))
        whose = or_(whose, assignments.c.person_id.in_(absent))
    return select(assignments.c.task_id).where(whose, assignments.c.ended_at.is_(None))


def _stands_in(person: Person, on: dt.date) -> ColumnElement[bool]:
    return and_(
        people.c.deputy_id == person.id,
        or_(people.c.deputy_from.is_(None), people.c.deputy_from <= on),
        or_(people.c.deputy_to.is_(None), people.c.deputy_to >= on),
    )
