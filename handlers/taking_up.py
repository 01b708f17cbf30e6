"""Whoever joins finds the work that waited: assigned where it lay in nobody's hands, and told as it was to others."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection

from core.messages import Reply
from core.model import Person, Status, Task
from core.office import Office
from core.wording import publishing as say
from db import directives, people, reminders, tasks, unassigned

MOST = 3  # directives told at once; the list of tasks has the others


def take_up(conn: Connection, person: Person, *, now: dt.datetime, office: Office) -> list[Reply]:
    """Only for those who receive for their agency: its focal person, or whoever stands in for want of one."""
    if person.agency_id is None or person not in people.receivers(conn, person.agency_id):
        return []
    lying = unassigned.of_agency(conn, person.agency_id)
    for task_id in lying:
        tasks.assign(conn, tasks.by_id(conn, task_id), person.id, by=person, now=now)
    reminders.replan(conn, lying, now=now, office=office)
    return _told(conn, person)


def _told(conn: Connection, person: Person) -> list[Reply]:
    """The message a directive that the agency has not answered yet."""
    by_directive: dict[int, list[Task]] = {}
    for task in tasks.open_of(conn, person, statuses={Status.NOT_STARTED}):
        if task.lead_id == person.agency_id:
            by_directive.setdefault(task.directive_id, []).append(task)
    return [_notice(conn, person, key, several) for key, several in list(by_directive.items())[:MOST]]


def _notice(conn: Connection, person: Person, directive_id: int, several: list[Task]) -> Reply:
    directive = directives.get(conn, directive_id)
    ordered = sorted(several, key=lambda task: task.number)
    shared = any(task.due and task.due.inherited for task in ordered)
    report = directive.report_deadline if shared else None
    return say.assigned(directive, person.agency or "", ordered, to=person.id, report=report)
