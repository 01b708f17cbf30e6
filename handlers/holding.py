"""Hold the tasks an answer is about: locked, permitted today, and at the version the question showed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any

from core.messages import Args, Reply
from core.model import Person, Role, Task
from core.permissions import May
from core.problems import Changed, NotAllowed
from core.wording import refusals
from core.wording.tasks import nothing_followed, which
from db import directives, history, people, reminders, tasks
from handlers.talk import Answer, Talk

_NUMBER = re.compile(r"\d{1,6}")
SHOWN = 5
LEAD_AGENCY = frozenset({Role.OFFICIAL, Role.FOCAL, Role.LEADER})


# ── what a question was about ──────────────────────────────────────────────────────────────────
def seen(several: Iterable[Task]) -> str:
    """Tasks and versions as one small value for a choice: '12:3,14:1'."""
    return ",".join(f"{task.id}:{task.version}" for task in several)


def held(talk: Talk, packed: str, *, may: May = May.ANSWER) -> list[Task]:
    """Those tasks, unchanged since shown; locked in one order, so that two people never wait for each other."""
    versions = _unpacked(packed)
    locked = {
        key: tasks.lock(talk.conn, key, for_=talk.person, seen=versions[key], may=may, on=talk.today)
        for key in sorted(versions)
    }
    return [locked[key] for key in versions]


def glanced(talk: Talk, packed: str, *, may: May = May.ANSWER) -> list[Task]:
    """The same tasks as they are now, whatever changed: to ask about them, not to change them."""
    return [tasks.seen(talk.conn, key, for_=talk.person, may=may, on=talk.today) for key in _unpacked(packed)]


def _unpacked(packed: str) -> dict[int, int]:
    pairs = (part.split(":") for part in packed.split(",") if part)
    return {int(key): int(version) for key, version in pairs}


def careful(act: str) -> Callable[[Answer], Answer]:
    """An act that holds what it was shown: where somebody was faster, the person is told and may still want it kept."""

    def around(do: Answer) -> Answer:
        @wraps(do)
        def told(talk: Talk, **args: Any) -> list[Reply]:
            try:
                return do(talk, **args)
            except Changed as problem:
                return [_changed(talk, problem, act, args)]

        return told

    return around


def _changed(talk: Talk, problem: Changed, act: str, args: dict[str, Any]) -> Reply:
    task = tasks.by_id(talk.conn, problem.task_id)
    last = history.of(talk.conn, "task", noun_id=task.id, limit=1)
    who, at = (last[0].person, talk.office.local(last[0].at)) if last else (None, None)
    fresh = seen(tasks.by_id(talk.conn, key) for key in _unpacked(str(args.get("seen", ""))))
    return refusals.changed(task, who=who, at=at, again=(act, {**args, "seen": fresh}))


# ── which task ─────────────────────────────────────────────────────────────────────────────────
def number_in(said: str | None) -> int | None:
    found = _NUMBER.search(said or "")
    return int(found[0]) if found else None


def picked(offered: Sequence[Task], said: str) -> list[Task]:
    """'5 9' or 'NV 5 và 9' of those offered, each once; nothing where one of the numbers was not."""
    by_number = {str(task.number): task for task in offered}
    wanted = dict.fromkeys(_NUMBER.findall(said))
    return [by_number[one] for one in wanted] if set(wanted) <= set(by_number) else []


def own(talk: Talk, task_id: int, *, may: May = May.ANSWER) -> Task:
    return tasks.seen(talk.conn, task_id, for_=talk.person, may=may, on=talk.today)


def numbered(talk: Talk, number: int, *, may: May = May.ANSWER) -> Task:
    return tasks.get(talk.conn, number, for_=talk.person, may=may, on=talk.today)


def answered(talk: Talk) -> Task | None:
    """The task of the message this one answers, where the channel says which that was."""
    replies_to = talk.event.replies_to
    key = tasks.answered(talk.conn, talk.event.address, message=replies_to) if replies_to else None
    try:
        return own(talk, key) if key is not None else None
    except NotAllowed:
        return None


def only_one(talk: Talk) -> Task | None:
    """The one task in the person's hands, when there is just one."""
    found = tasks.open_of(talk.conn, talk.person, limit=2, on=talk.today)
    return found[0] if len(found) == 1 and not talk.person.sees_all else None


def ask_which(talk: Talk, act: str, *, purpose: str, args: Args | None = None) -> list[Reply]:
    found = tasks.open_of(talk.conn, talk.person, limit=SHOWN, on=talk.today)
    if not found:
        return [nothing_followed()]
    total = tasks.count_of(talk.conn, talk.person, on=talk.today)
    return [which(found, act=act, args=args or {}, purpose=purpose, total=total)]


# ── afterwards ─────────────────────────────────────────────────────────────────────────────────
def replan(talk: Talk, several: Iterable[Task]) -> None:
    """After any change of deadline, status or hands, in the same transaction."""
    reminders.replan(talk.conn, [task.id for task in several], now=talk.now, office=talk.office)


def followers(talk: Talk, task: Task) -> list[int]:
    """Who follows the task up: its directive's coordinator, else all of them."""
    own_one = directives.get(talk.conn, task.directive_id).coordinator_id
    everyone = [person.id for person in people.coordinators(talk.conn)]
    return [own_one] if own_one in everyone else everyone


def hands(talk: Talk, task: Task, *, also: Sequence[int | None] = ()) -> list[int]:
    """Those who have the task in hand, and others to tell, each once; never the person who acts."""
    held_by = [one.person_id for one in tasks.assignments(talk.conn, task.id)]
    found = dict.fromkeys([*held_by, *(one for one in also if one is not None)])
    return [one for one in found if one != talk.person.id and people.get(talk.conn, one).active]


def colleagues(talk: Talk, agency_id: int) -> list[Person]:
    return [one for one in people.of_agency(talk.conn, agency_id) if one.id != talk.person.id]
