"""Take a planned workbook into the directory in one transaction; whoever moves leaves the work behind."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from core.contacts import FOLLOWS_UP, OfPerson
from core.directory import PersonRow
from core.directory_diff import Changed, Known, Preview, preview
from core.directory_plan import Plan
from core.messages import Reply
from core.model import Person, Task
from core.office import Office
from core.wording import person_changes
from core.wording import workbook as say
from db import directory, leaving, people, profiles, reminders, tasks
from handlers.taking_up import take_up

Row = tuple[PersonRow, int | None]
Each = Callable[[Sequence[Row]], Iterable[Row]]


@dataclass(frozen=True, slots=True)
class Taken:
    """What was done, who is new, what lies in nobody's hands, and what others are told."""

    differs: Preview
    added: list[Person]
    lying: list[Task]
    notices: list[Reply]


@dataclass(frozen=True, slots=True)
class _Desk:
    conn: Connection
    by: Person | None
    now: dt.datetime
    office: Office


def take(
    conn: Connection,
    planned: Plan,
    known: Known,
    *,
    by: Person | None,
    now: dt.datetime,
    office: Office,
    each: Each = iter,
) -> Taken:
    """`each` goes through the rows of people, so that somebody may watch."""
    if planned.wrong:
        raise ValueError("a workbook with wrong cells")
    desk, differs = _Desk(conn, by, now, office), preview(planned, known)
    added = _write(desk, planned, known, differs, each)
    lying, notices = _let_work_follow(desk, differs)
    return Taken(differs, added, lying, notices)


def _write(desk: _Desk, planned: Plan, known: Known, differs: Preview, each: Each) -> list[Person]:
    homes = directory.keep_agencies(desk.conn, planned, differs, by=desk.by, now=desk.now)
    changed = {one.row.row for one in differs.changed}
    added, about = [], dict[int, PersonRow]()
    for row, key in each(planned.people):
        if key is None:
            made = directory.add_person(desk.conn, row, homes, by=desk.by, now=desk.now)
            added.append(made)
            about[made.id] = row
        elif row.row in changed:
            directory.change_person(desk.conn, row, known.people[key], homes, by=desk.by, now=desk.now)
            about[key] = row
    for one in differs.moved:
        leaving.untie(desk.conn, one.before.id)
    directory.set_superiors(desk.conn, about, homes)
    return added


def _let_work_follow(desk: _Desk, differs: Preview) -> tuple[list[Task], list[Reply]]:
    """Given back once everybody is where they belong, so that nothing passes through hands that are leaving too."""
    given: defaultdict[int, list[Task]] = defaultdict(list)
    lying, touched = list[Task](), list[int]()
    for one in differs.changed:
        if one.moved or _now_follows_up(one):
            back = leaving.hand_back(desk.conn, one.before, by=desk.by, now=desk.now)
            lying, touched = lying + back.lying, touched + back.touched
            for who, several in back.to.items():
                given[who] += several
    ahead = [one.before.id for one in differs.changed if one.moved or OfPerson.ROLE in one.what]
    touched += [task for person in ahead for task in profiles.tasks_of(desk.conn, person)]
    reminders.replan(desk.conn, dict.fromkeys(touched), now=desk.now, office=desk.office)
    here = [people.get(desk.conn, person) for person in ahead]
    taken_up = [reply for one in here for reply in take_up(desk.conn, one, now=desk.now, office=desk.office)]
    left = [task for task in lying if not tasks.assignments(desk.conn, task.id)]
    notices = [say.given_back(several, to=who) for who, several in given.items()]
    return left, [*notices, *_told(desk, here), *taken_up, *_nobody_has(desk, left)]


def _now_follows_up(one: Changed) -> bool:
    return one.row.role in FOLLOWS_UP and one.before.role not in FOLLOWS_UP


def _told(desk: _Desk, several: list[Person]) -> list[Reply]:
    """Those who are connected hear that they were moved or have another role."""
    reached = people.reached_at(desk.conn, [one.id for one in several])
    told = [person_changes.told(one, OfPerson.AGENCY) for one in several if one.id in reached]
    return [reply for reply in told if reply is not None]


def _nobody_has(desk: _Desk, lying: list[Task]) -> list[Reply]:
    own = desk.by.id if desk.by else None
    return [say.nobody_has(lying, to=one.id) for one in people.coordinators(desk.conn) if one.id != own and lying]
