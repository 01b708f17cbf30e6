"""Bring a corrected version of a directive into force: what differs, and each open task written accordingly."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, and_, delete, insert, null, select, update

from core import review
from core.agencies import Matcher
from core.correction import Difference, Point, What, compared, known, same_day
from core.model import Directive, DraftTask, NamedAgency, Person, Status, Task
from db import agencies, drafts, history, series
from db import tables as t
from db.rows import due_to_json
from db.task_rows import NOT_EXTENDED, due_columns, fetch, query

Span = tuple[int, int]


def differences(conn: Connection, old: int, *, new: int) -> list[Difference]:
    """Point by point, what the corrected version says otherwise, with the tasks that came of each point."""
    return [one for one in points(conn, old, new=new) if one.point.what]


def points(conn: Connection, old: int, *, new: int) -> list[Difference]:
    """Every point of both versions, those that are the same too."""
    matcher = Matcher(agencies.all_known(conn))
    in_force = _by_point(conn, old)
    before = [review.rematched(one, matcher) for one in drafts.as_read(conn, old)] or _from_tasks(in_force)
    after = [review.rematched(one, matcher) for one in drafts.of(conn, new)]
    return [
        Difference(point, tuple(in_force.get(_place(point.old), ())) if point.old else ())
        for point in compared(before, after)
    ]


def _place(draft: DraftTask) -> Span | str:
    return draft.span or draft.text


def _by_point(conn: Connection, directive_id: int) -> dict[Span | str, list[Task]]:
    """The tasks in force by the place their words had in the document, or by the words where no place was kept."""
    mine = and_(t.tasks.c.directive_id == directive_id, t.tasks.c.status != Status.RECALLED.value)
    spans = {
        row.id: (row.span_start, row.span_end)
        for row in conn.execute(select(t.tasks.c.id, t.tasks.c.span_start, t.tasks.c.span_end).where(mine))
        if row.span_start is not None
    }
    found: defaultdict[Span | str, list[Task]] = defaultdict(list)
    for task in fetch(conn, query().where(mine).order_by(t.tasks.c.number)):
        found[spans.get(task.id, task.text)].append(task)
    return dict(found)


def _from_tasks(in_force: dict[Span | str, list[Task]]) -> list[DraftTask]:
    """The reading was not kept: what is in force stands for it."""
    return [
        DraftTask(
            id=0,
            directive_id=several[0].directive_id,
            position=n,
            ref=several[0].ref,
            text=several[0].text,
            span=place if isinstance(place, tuple) else None,
            leads=tuple({x.lead_id: NamedAgency(x.lead, x.lead_id, 100.0) for x in several}.values()),
            supporting=tuple(NamedAgency(name) for name in several[0].supporting),
            due=several[0].due,
            recurrence_text=several[0].recurrence_text,
        )
        for n, (place, several) in enumerate(in_force.items(), 1)
    ]


# ── writing ────────────────────────────────────────────────────────────────────────────────────
def correct(conn: Connection, task: Task, point: Point, *, by: Person, now: dt.datetime) -> Task:
    """The task as the corrected version has it; an extended deadline was decided and stays, the first one is kept."""
    new, old = point.new, point.old
    if new is None or old is None:
        return task
    values: dict[str, Any] = {"version": task.version + 1}
    if new.text != old.text:
        values["text"] = new.text
    if What.DEADLINE in point.what:
        values |= _deadline(conn, task, old, new)
    if What.SUPPORTING in point.what:
        _support(conn, task, known(new.supporting))
    mine = (t.tasks.c.id == task.id, t.tasks.c.version == task.version)
    conn.execute(update(t.tasks).where(*mine).values(**values))
    changed = fetch(conn, query().where(t.tasks.c.id == task.id))[0]
    before, after = (one.due.date.isoformat() if one.due else None for one in (task, changed))
    dates = {"before": before, "after": after} if before != after else {}
    history.write(conn, by=by.id, noun="task", noun_id=task.id, did="corrected", now=now, **dates)
    return changed


def _deadline(conn: Connection, task: Task, old: DraftTask, new: DraftTask) -> dict[str, Any]:
    """A series goes on by its new rule; a single date is changed where it is still the one that was read."""
    if new.recurrence and old.recurrence:
        _change_series(conn, task, **series.rule(new))
        return {"recurrence_text": new.recurrence_text}
    values = _repeating(conn, task, old, new)
    if not same_day(task, old.due):
        return values
    first = task.first_due or (task.due and task.due.date) or (new.due and new.due.date)
    return {**values, **due_columns(new.due), **NOT_EXTENDED, "first_due": first}


def _repeating(conn: Connection, task: Task, old: DraftTask, new: DraftTask) -> dict[str, Any]:
    """No further period opens of a duty that is done once from now on; what recurs from now on is a series."""
    if old.recurrence:
        _change_series(conn, task, period=None)
        return {"recurrence_text": None}
    return series.begin(conn, task, new) if new.recurrence else {}


def _change_series(conn: Connection, task: Task, **values: Any) -> None:
    mine = select(t.tasks.c.series_id).where(t.tasks.c.id == task.id).scalar_subquery()
    conn.execute(update(t.series).where(t.series.c.id == mine).values(**values))


def _support(conn: Connection, task: Task, wanted: Sequence[int]) -> None:
    conn.execute(delete(t.task_support).where(t.task_support.c.task_id == task.id))
    rows = [{"task_id": task.id, "agency_id": one} for one in wanted if one != task.lead_id]
    if rows:
        conn.execute(insert(t.task_support), rows)


def take_over(
    conn: Connection, old: Directive, new: Directive, *, every: Iterable[Difference], by: Person, now: dt.datetime
) -> None:
    """The directive in force bears the corrected text from now on, and its tasks point into that text."""
    values = {
        "subject": new.subject,
        "signer": new.signer,
        "report_to": new.report_to,
        "report_deadline": due_to_json(new.report_deadline) if new.report_deadline else null(),
        "version": old.version + 1,
    }
    if new.text:
        values |= {"text": new.text, "file_id": new.file_id, "file_name": new.file_name}
        _point_into(conn, every)
    conn.execute(update(t.directives).where(t.directives.c.id == old.id).values(**values))
    drafts.keep_reading(conn, old.id, drafts.as_read(conn, new.id), now=now)
    history.write(conn, by=by.id, noun="directive", noun_id=old.id, did="corrected", now=now)


def _point_into(conn: Connection, every: Iterable[Difference]) -> None:
    rows = [(task.id, one.point.new.span if one.point.new else None) for one in every for task in one.tasks]
    for task_id, span in rows:
        start, end = span or (None, None)
        conn.execute(update(t.tasks).where(t.tasks.c.id == task_id).values(span_start=start, span_end=end))
