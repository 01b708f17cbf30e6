"""Put a reviewed directive into force: one task for each lead agency, a number each, and somebody to do it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select, text

from core.model import Directive, DraftTask, NamedAgency, Person, Role, Status, Task
from db import history
from db import tables as t
from db.task_rows import due_columns, fetch, query

_NUMBERS = 7_210_041  # names the lock under which numbers are given; any constant nobody else uses
_FIRST_IN_LINE = (Role.FOCAL, Role.LEADER, Role.OFFICIAL)


@dataclass(frozen=True, slots=True)
class _Given:
    """One draft for one of its leads: status is kept per agency."""

    draft: DraftTask
    lead_id: int


def publish(
    conn: Connection,
    directive: Directive,
    drafts: Sequence[DraftTask],
    *,
    by: Person,
    now: dt.datetime,
    told_at: dt.datetime | None = None,
    source: str | None = None,
) -> list[Task]:
    """The tasks in force, in the order of their numbers. Who is told, and when to remind, is the caller's next step.

    `told_at`: in somebody's hands from then on. `source`: by whose decision, where a leader was asked.
    """
    given = [_Given(draft, lead) for draft in drafts if not draft.dropped for lead in _known(draft.leads)]
    if not given:
        return []
    ids = _insert_tasks(conn, directive, given, now=now)
    _insert_support(conn, given, ids)
    _insert_assignments(conn, given, ids, by=by, now=told_at or now)
    lines = [{"noun_id": i, "after": source} for i in ids]
    history.write_many(conn, lines, by=by.id, noun="task", did="published", now=now)
    return fetch(conn, query().where(t.tasks.c.id.in_(ids)).order_by(t.tasks.c.number))


def _known(named: Iterable[NamedAgency]) -> list[int]:
    """Each known agency once, in the order written."""
    return list(dict.fromkeys(one.agency_id for one in named if one.agency_id is not None))


def _insert_tasks(conn: Connection, directive: Directive, given: list[_Given], *, now: dt.datetime) -> list[int]:
    series = _insert_series(conn, directive, given)
    start = next_number(conn)
    rows = [
        _row(directive, one, now=now) | {"number": start + i, "series_id": series.get(i)} for i, one in enumerate(given)
    ]
    made = insert(t.tasks).returning(t.tasks.c.id, sort_by_parameter_order=True)
    return list(conn.execute(made, rows).scalars())


def next_number(conn: Connection) -> int:
    """One sequence for the organisation. SQLite has one writer; on PostgreSQL whoever publishes next waits here."""
    if conn.dialect.name == "postgresql":
        conn.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _NUMBERS})
    last: int = conn.execute(select(func.coalesce(func.max(t.tasks.c.number), 0))).scalar_one()
    return last + 1


def _row(directive: Directive, one: _Given, *, now: dt.datetime) -> dict[str, Any]:
    draft = one.draft
    start, end = draft.span or (None, None)
    return {
        "directive_id": directive.id,
        "ref": draft.ref,
        "text": draft.text,
        "span_start": start,
        "span_end": end,
        "lead_id": one.lead_id,
        **due_columns(draft.due),
        "first_due": draft.due and draft.due.date,
        "status": Status.NOT_STARTED.value,
        "version": 1,
        "recurrence_text": draft.recurrence_text,
        "period": draft.due.date.isoformat() if draft.recurrence and draft.due else None,
        "created_at": now,
    }


def _insert_series(conn: Connection, directive: Directive, given: list[_Given]) -> dict[int, int]:
    """A recurring duty is a series of its own for each agency; this task is its first period."""
    recurring = [(i, one.draft) for i, one in enumerate(given) if one.draft.recurrence]
    if not recurring:
        return {}
    rows = [
        {
            "directive_id": directive.id,
            "rule": draft.recurrence,
            "text": draft.recurrence_text or draft.text,
            "period": draft.due and draft.due.date,
        }
        for _, draft in recurring
    ]
    made = insert(t.series).returning(t.series.c.id, sort_by_parameter_order=True)
    ids = conn.execute(made, rows).scalars()
    return {i: series_id for (i, _), series_id in zip(recurring, ids, strict=True)}


def _insert_support(conn: Connection, given: list[_Given], ids: list[int]) -> None:
    rows = [
        {"task_id": task_id, "agency_id": agency}
        for task_id, one in zip(ids, given, strict=True)
        for agency in _known(one.draft.supporting)
        if agency != one.lead_id
    ]
    if rows:
        conn.execute(insert(t.task_support), rows)


def _insert_assignments(conn: Connection, given: list[_Given], ids: list[int], *, by: Person, now: dt.datetime) -> None:
    receivers = first_in_line(conn, {one.lead_id for one in given})
    rows = [
        {"task_id": task_id, "person_id": person_id, "assigned_by": by.id, "assigned_at": now}
        for task_id, one in zip(ids, given, strict=True)
        for person_id in receivers.get(one.lead_id, ())
    ]
    if rows:
        conn.execute(insert(t.assignments), rows)


def first_in_line(conn: Connection, agency_ids: set[int]) -> dict[int, list[int]]:
    """Each agency's focal people; where it has none, its leaders; else its officials."""
    wanted = select(t.people.c.id, t.people.c.agency_id, t.people.c.role).where(
        t.people.c.agency_id.in_(agency_ids), t.people.c.active
    )
    found: defaultdict[int, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for row in conn.execute(wanted.order_by(t.people.c.id)):
        found[row.agency_id][row.role].append(row.id)
    return {
        agency: next((roles[role.value] for role in _FIRST_IN_LINE if roles.get(role.value)), [])
        for agency, roles in found.items()
    }
