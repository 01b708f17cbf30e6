"""Read what the ladder must know of assignments: one query for planning, for sending and for looking ahead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Connection, Row, Select, bindparam, exists, func, or_, select

from core.ladder import Step, Target, Watch
from core.model import OPEN, Status
from core.office import Office
from core.rungs import from_text
from core.text import fold
from db.tables import assignments, directives, extensions, tasks

_DAY = dt.timedelta(days=1)
_URGENT = "hoa toc"
_CHUNK = 500


class Watched(NamedTuple):
    """A task in one person's hands, as reminders see it: the columns of `_OF_ITSELF`, and what the ladder knows."""

    assignment_id: int
    person_id: int
    task_id: int
    seen: dt.datetime | None  # the stored moment this was read with
    ended: bool
    version: int
    number: int
    text: str
    deadline_text: str
    directive_number: str | None
    coordinator_id: int | None
    watch: Watch

    def counts_to(self, office: Office) -> dt.date:
        """The last day, or, with none, the day it was handed over."""
        target = self.watch.target
        return target.last_day if target else office.today(self.watch.assigned_at)

    def key(self, step: Step, office: Office) -> tuple[int, str, dt.date]:
        """What is said once: a step of this deadline, or, of acknowledging, of this handing over."""
        return self.assignment_id, step.code, self.day_of(step, office)

    def day_of(self, step: Step, office: Office) -> dt.date:
        of_handing = step.code.startswith("A")
        return office.today(self.watch.assigned_at) if of_handing else self.counts_to(office)


_OF_ITSELF = (
    assignments.c.id,
    assignments.c.person_id,
    assignments.c.task_id,
    assignments.c.next_reminder_at,
    assignments.c.ended_at.is_not(None),
    tasks.c.version,
    tasks.c.number,
    tasks.c.text,
    func.coalesce(tasks.c.deadline_text, ""),
    directives.c.number,
    directives.c.coordinator_id,
)
_OF_THE_WATCH = (  # many tasks have these alike: what is made of them is shared
    assignments.c.assigned_at,
    assignments.c.snoozed_until,
    tasks.c.status,
    tasks.c.deadline_last_day,
    tasks.c.deadline_time,
    tasks.c.overdue_from,
    tasks.c.returned_until,
    tasks.c.signing_since,
    func.coalesce(tasks.c.ladder, directives.c.ladder).label("ladder"),
    directives.c.urgency,
)


def query() -> Select[Any]:
    """One row an assignment, with the first of the unanswered extensions: one asked in time keeps silent."""
    mine = assignments.alias("mine")
    asked = select(func.min(extensions.c.asked_at)).where(
        extensions.c.task_id == tasks.c.id, extensions.c.decision.is_(None)
    )
    return (
        select(
            *_OF_ITSELF,
            *_OF_THE_WATCH,
            asked.scalar_subquery().label("asked_at"),
            exists().where(mine.c.task_id == tasks.c.id, mine.c.acknowledged_at.is_not(None)).label("acknowledged"),
        )
        .join(tasks, assignments.c.task_id == tasks.c.id)
        .join(directives, tasks.c.directive_id == directives.c.id)
    )


_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_LIVE = or_(assignments.c.ended_at.is_(None), assignments.c.next_reminder_at.is_not(None))
_OF_TASKS = query().where(assignments.c.task_id.in_(_IDS), _LIVE)
_HOLDERS = select(assignments.c.person_id).where(assignments.c.task_id.in_(_IDS), _LIVE).distinct()
_OF_IDS = query().where(assignments.c.id.in_(_IDS), assignments.c.ended_at.is_(None))


def of_tasks(conn: Connection, task_ids: Iterable[int], *, office: Office) -> list[Watched]:
    """Every assignment of these tasks that runs, or that still has a moment stored."""
    found: list[Watched] = []
    for part in chunks(sorted(set(task_ids))):
        found += read(conn, _OF_TASKS, office=office, ids=part)
    return found


def holders(conn: Connection, task_ids: Iterable[int]) -> set[int]:
    """The people whose assignments `of_tasks` reads."""
    return {one for part in chunks(sorted(set(task_ids))) for one in conn.scalars(_HOLDERS, {"ids": part})}


def of_ids(conn: Connection, assignment_ids: Iterable[int], *, office: Office) -> list[Watched]:
    """These assignments, where they still run."""
    found: list[Watched] = []
    for part in chunks(sorted(set(assignment_ids))):
        found += read(conn, _OF_IDS, office=office, ids=part)
    return found


def all_planned(conn: Connection, *, until: dt.datetime, office: Office) -> list[Watched]:
    """Everything with a moment up to an instant, for looking ahead."""
    return read(conn, query().where(assignments.c.next_reminder_at <= until), office=office)


def read(conn: Connection, wanted: Select[Any], *, office: Office, **values: object) -> list[Watched]:
    alike: dict[Hashable, Watch] = {}
    return [_watched(row, alike, office) for row in conn.execute(wanted.order_by(assignments.c.id), values).all()]


def followed(conn: Connection, person_id: int) -> int:
    """How many open tasks the person holds."""
    mine = (assignments.c.person_id == person_id, assignments.c.ended_at.is_(None))
    held = select(func.count()).select_from(assignments.join(tasks, assignments.c.task_id == tasks.c.id))
    return conn.execute(held.where(*mine, tasks.c.status.in_([status.value for status in OPEN]))).scalar() or 0


def chunks(ids: list[int]) -> Iterable[list[int]]:
    return (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))


def _watched(row: Row[Any], alike: dict[Hashable, Watch], office: Office) -> Watched:
    itself, known = row[: len(_OF_ITSELF)], row[len(_OF_ITSELF) :]
    watch = alike.get(known) or alike.setdefault(known, _watch(row, office))
    return Watched._make((*itself, watch))


def _watch(row: Row[Any], office: Office) -> Watch:
    in_time = row.overdue_from is None or (row.asked_at is not None and office.today(row.asked_at) < row.overdue_from)
    return Watch(
        status=Status(row.status),
        target=_target(row),
        assigned_at=row.assigned_at,
        acknowledged=row.acknowledged or row.status != Status.NOT_STARTED.value,
        waiting=row.asked_at is not None and in_time,
        signing_since=row.signing_since,
        snoozed_until=row.snoozed_until,
        ladder=from_text(row.ladder),
    )


def _target(row: Row[Any]) -> Target | None:
    """The deadline in force; a returned task counts to the later date it was given."""
    last, given = row.deadline_last_day, row.returned_until
    if given is not None and (last is None or given > last):
        return Target(given, given + _DAY)
    if last is None:
        return None
    return Target(
        last, row.overdue_from, row.deadline_time, urgent=row.urgency is not None and _URGENT in fold(row.urgency)
    )
