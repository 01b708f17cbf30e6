"""Open the periods of recurring duties: each is an ordinary task, and the row of its series says which was the last."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from core.model import DraftTask, Due, Status, Task
from core.office import Office
from core.proposal import DeadlineKind
from core.series import deadline_on, following
from core.timeliness import due_from
from core.wording.series import Before
from db import agencies, history, reports
from db.publishing import first_in_line, next_number
from db.tables import assignments, directives, people, series, task_support, tasks
from db.task_rows import due_columns

_SAME = ("directive_id", "ref", "text", "span_start", "span_end", "recurrence_text", "series_id", "ladder")


@dataclass(frozen=True, slots=True)
class Opened:
    """A period that has just become a task, and in whose hands it is."""

    task_id: int
    people: tuple[int, ...]


def passed(conn: Connection, *, today: dt.date, limit: int, beyond: int = 0) -> list[int]:
    """Series whose newest period has fallen due, claimed: another worker's are passed over."""
    due = select(series.c.id).where(series.c.period < today, series.c.id > beyond).order_by(series.c.id).limit(limit)
    return list(conn.scalars(due.with_for_update(skip_locked=True)))


def any_passed(conn: Connection, *, today: dt.date) -> bool:
    return conn.execute(select(series.c.id).where(series.c.period < today).limit(1)).first() is not None


def open_next(conn: Connection, series_id: int, *, today: dt.date, now: dt.datetime, office: Office) -> list[Opened]:
    """Every period up to the one that has not fallen due yet; those that fall into a pause are passed over."""
    one = conn.execute(select(series).where(series.c.id == series_id)).one()
    newest = _held(conn, series_id)
    period, opened = one.period, []
    if newest is None or newest.status == Status.ENDED.value or newest.deadline_kind is None:
        period = None
    while period is not None and period < today:
        period = following(one.rule, period, calendar=office.calendar)
        if period is not None and newest is not None and newest.status != Status.SUSPENDED.value:
            opened.append(_open(conn, newest, one.text, period, now=now, office=office))
    conn.execute(
        update(series).where(series.c.id == series_id).values(period=period, **({"lead_id": None} if opened else {}))
    )
    return opened


def begin(conn: Connection, task: Task, draft: DraftTask) -> dict[str, Any]:
    """A task in force is the first period of a duty that recurs from now on: the columns that say so."""
    day = draft.due and draft.due.date
    row = {"directive_id": task.directive_id, "period": day, **rule(draft)}
    made = conn.execute(insert(series).values(**row).returning(series.c.id)).scalar_one()
    return {"series_id": made, "period": day and day.isoformat(), "recurrence_text": draft.recurrence_text}


def rule(draft: DraftTask) -> dict[str, str | None]:
    return {"rule": draft.recurrence, "text": draft.recurrence_text or draft.text}


def before(conn: Connection, task_id: int) -> Before | None:
    """The period that came before this one."""
    this = select(tasks.c.series_id, tasks.c.period).where(tasks.c.id == task_id).subquery()
    earlier = (
        select(tasks.c.id, tasks.c.number, tasks.c.status)
        .where(tasks.c.series_id == this.c.series_id, tasks.c.period < this.c.period)
        .order_by(tasks.c.period.desc())
        .limit(1)
    )
    row = conn.execute(earlier).one_or_none()
    return Before(row.number, Status(row.status), reports.last(conn, row.id)) if row else None


def rule_of(conn: Connection, task_id: int) -> str | None:
    """The rule of the series this task is a period of."""
    found = select(series.c.rule).join(tasks, tasks.c.series_id == series.c.id).where(tasks.c.id == task_id)
    rule: str | None = conn.execute(found).scalar()
    return rule


def _held(conn: Connection, series_id: int) -> Row[Any] | None:
    """The newest period, once its agency is held: where that was just ending, its successor leads from now on."""
    newest = _newest(conn, series_id)
    if newest is not None:
        agencies.hold(conn, [newest.next_lead_id or newest.lead_id])
    return _newest(conn, series_id)


def _newest(conn: Connection, series_id: int) -> Row[Any] | None:
    mine = (
        select(tasks, directives.c.strict_before, series.c.lead_id.label("next_lead_id"))
        .join(directives, directives.c.id == tasks.c.directive_id)
        .join(series, series.c.id == tasks.c.series_id)
    )
    newest = mine.where(tasks.c.series_id == series_id).order_by(tasks.c.period.desc()).limit(1)
    return conn.execute(newest).one_or_none()


def _open(
    conn: Connection, newest: Row[Any], text: str, period: dt.date, *, now: dt.datetime, office: Office
) -> Opened:
    """The same duty for the same agency, with a number, a deadline and reports of its own."""
    due = _due(newest, text, period, office)
    lead, addressed = newest.next_lead_id or newest.lead_id, newest.first_lead_id or newest.lead_id
    row = {
        "lead_id": lead,
        "first_lead_id": None if addressed == lead else addressed,
        **{name: getattr(newest, name) for name in _SAME},
        **due_columns(due),
        "first_due": due.date,
        "number": next_number(conn),
        "period": period.isoformat(),
        "status": Status.NOT_STARTED.value,
        "version": 1,
        "created_at": now,
    }
    task_id: int = conn.execute(insert(tasks).values(**row).returning(tasks.c.id)).scalar_one()
    supporting = select(task_support.c.agency_id).where(task_support.c.task_id == newest.id)
    support = [{"task_id": task_id, "agency_id": agency} for agency in conn.scalars(supporting)]
    if support:
        conn.execute(insert(task_support), support)
    history.write(conn, by=None, noun="task", noun_id=task_id, did="opened", after=period.isoformat(), now=now)
    return Opened(task_id, _hand_on(conn, newest, task_id, lead_id=lead, now=now))


def _due(newest: Row[Any], text: str, period: dt.date, office: Office) -> Due:
    kind = DeadlineKind(newest.deadline_kind)
    return due_from(
        deadline_on(period, text=text, kind=kind, calendar=office.calendar), strict_before=newest.strict_before
    )


def _hand_on(conn: Connection, newest: Row[Any], task_id: int, *, lead_id: int, now: dt.datetime) -> tuple[int, ...]:
    """Into the hands that held the period before. Who acknowledged the duty need not acknowledge every period of it."""
    held = (
        select(assignments.c.person_id, assignments.c.acknowledged_at)
        .join(people, people.c.id == assignments.c.person_id)
        .where(assignments.c.task_id == newest.id, assignments.c.ended_at.is_(None), people.c.active)
        .where(people.c.agency_id == lead_id)
        .order_by(assignments.c.id)
    )
    hands = {row.person_id: row.acknowledged_at for row in conn.execute(held)}
    hands = hands or dict.fromkeys(first_in_line(conn, {lead_id}).get(lead_id, []))
    given = {"task_id": task_id, "assigned_at": now}
    rows = [{**given, "person_id": person, "acknowledged_at": at and now} for person, at in hands.items()]
    if rows:
        conn.execute(insert(assignments), rows)
    return tuple(hands)
