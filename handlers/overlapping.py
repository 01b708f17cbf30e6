"""A new task that resembles an open one of the same agency: two tasks, or one that two documents order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection

from core import overlap
from core.messages import Reply
from core.model import OPEN, Directive, DraftTask, Person, Status, Task
from core.permissions import May
from core.wording import overlapping as say
from db import directives, drafts, people, series, tasks
from handlers.directives import FOLLOWS_UP
from handlers.drafting import next_doubt, one_of, resembled
from handlers.talk import Act, Talk

FOLLOWED = OPEN | {Status.SUBMITTED}


# ── asked ──────────────────────────────────────────────────────────────────────────────────────
def apart(talk: Talk, *, draft: int) -> list[Reply]:
    directive, _, found = one_of(talk, draft)
    drafts.change(talk.conn, [overlap.as_apart(found)], by=talk.person.id, now=talk.now)
    return next_doubt(talk, directive.id, note=say.apart(found.position), after=found.position)


def same(talk: Talk, *, draft: int) -> list[Reply]:
    """Nothing of the open task changes before the directive is given out."""
    directive, _, found = one_of(talk, draft)
    changed = overlap.as_same(found)
    drafts.change(talk.conn, [changed], by=talk.person.id, now=talk.now)
    note = say.same(found.position, list(overlap.joined(changed)))
    return next_doubt(talk, directive.id, note=note, after=found.position)


def both(talk: Talk, *, draft: int) -> list[Reply]:
    directive, _, found = one_of(talk, draft)
    there = resembled(talk, found)
    return [say.both(directive, found, there)] if there else next_doubt(talk, directive.id)


# ── on publishing ──────────────────────────────────────────────────────────────────────────────
def join_open(
    conn: Connection, directive: Directive, clear: Iterable[DraftTask], *, by: Person, now: dt.datetime
) -> tuple[list[DraftTask], list[Task], list[Reply]]:
    """The drafts with the leads that get a task of their own, the open tasks that take up the rest, and who is told."""
    given, taken, told = [], [], []
    for draft in clear:
        leads = set()
        for number, lead in overlap.joined(draft).items():
            task = _taken_up(conn, directive, draft, number, by=by, now=now)
            if task is None:
                continue  # finished meanwhile: it is a task of its own after all
            leads.add(lead)
            taken.append(task)
            told += [say.notice(directive, task, due=draft.due, to=one) for one in _hands(conn, task)]
        given.append(replace(draft, leads=tuple(one for one in draft.leads if one.agency_id not in leads)))
    return given, taken, told


def _taken_up(
    conn: Connection, directive: Directive, draft: DraftTask, number: int, *, by: Person, now: dt.datetime
) -> Task | None:
    key = tasks.get(conn, number, for_=by, may=May.DECIDE).id
    task = tasks.lock(conn, key, for_=by, may=May.DECIDE)
    if task.status not in FOLLOWED:
        return None
    if draft.due and (task.due is None or task.due.date != draft.due.date):
        task = tasks.change_due(conn, task, draft.due, by=by, now=now)
    directives.document_of(conn, directive, task_id=task.id, ref=draft.ref, span=draft.span)
    recurs = series.begin(conn, task, draft) if draft.recurrence and series.rule_of(conn, task.id) is None else {}
    return tasks.note(conn, task, by=by, now=now, did="also_ordered", after=say.ordered_at(directive), **recurs)


def _hands(conn: Connection, task: Task) -> list[int]:
    held = dict.fromkeys(one.person_id for one in tasks.assignments(conn, task.id))
    return [one for one in held if people.get(conn, one).active]


ACTS: dict[str, Act] = {
    "overlap.apart": Act(apart, roles=FOLLOWS_UP),
    "overlap.same": Act(same, roles=FOLLOWS_UP),
    "overlap.both": Act(both, roles=FOLLOWS_UP, looks=True),
}
