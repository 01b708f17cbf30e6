"""Who is told of an agency's work, and the message each of them gets when a directive gives it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from core.messages import Reply
from core.model import Directive, Person, Task
from core.wording import publishing as say
from db import agencies, people


@dataclass(frozen=True, slots=True)
class Reach:
    """Who can be told of an agency's work today."""

    connected: tuple[Person, ...]
    everyone: tuple[Person, ...]


def reach(conn: Connection, agency_id: int) -> Reach:
    receivers = people.receivers(conn, agency_id)
    return Reach(tuple(p for p in receivers if people.address_of(conn, p.id)), tuple(receivers))


def unreached(conn: Connection, agency_ids: Iterable[int]) -> list[int]:
    return [one for one in dict.fromkeys(agency_ids) if not reach(conn, one).connected]


def everything(conn: Connection, directive: Directive, made: Sequence[Task]) -> list[Reply]:
    """One message a directive for each person of each agency that leads or supports."""
    return [*assigned(conn, directive, made), *supporting(conn, directive, made)]


def assigned(conn: Connection, directive: Directive, made: Sequence[Task]) -> list[Reply]:
    replies = []
    for agency in dict.fromkeys(task.lead_id for task in made):
        theirs = [task for task in made if task.lead_id == agency]
        shared = any(task.due and task.due.inherited for task in theirs)
        report = directive.report_deadline if shared else None
        replies += [
            say.assigned(directive, theirs[0].lead, theirs, to=person.id, report=report)
            for person in reach(conn, agency).connected
        ]
    return replies


def supporting(conn: Connection, directive: Directive, made: Sequence[Task]) -> list[Reply]:
    replies = []
    for name in dict.fromkeys(name for task in made for name in task.supporting):
        agency = agencies.by_name(conn, name)
        theirs = [task for task in made if name in task.supporting]
        who = reach(conn, agency.id).connected if agency else ()
        replies += [say.supporting(directive, name, theirs, to=person.id) for person in who]
    return replies
