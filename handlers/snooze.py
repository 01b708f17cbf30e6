"""'Nhắc lại sau': put a reminder off for a while, never past the deadline."""

from __future__ import annotations

import re

from core import snoozing
from core.messages import Reply
from core.problems import AskAgain
from core.snoozing import Later
from core.text import fold
from core.wording import snoozing as wording
from core.wording.tasks import SNOOZE_WHICH
from db import snoozes
from db.watched import Watched
from handlers.holding import LEAD_AGENCY, ask_which, numbered, only_one
from handlers.talk import Act, Talk

_TYPED = re.compile(
    r"(?:xin )?nhac lai(?: sau| toi| em)*(?: (?:nv|nhiem vu|viec) ?(?:so )?#?(?P<number>\d{1,6}))?"
    r"(?P<when>(?: [a-z0-9]+){0,3})"
)


def typed(talk: Talk, *, said: str) -> list[Reply]:
    """'nhắc lại sau', 'nhắc lại nv 1 chiều nay'; [] when the words are something else."""
    found = _TYPED.fullmatch(fold(said).strip(" ."))
    if found is None or talk.person.role not in LEAD_AGENCY:
        return []
    when = found["when"].strip()
    if when and snoozing.read(when) is None:
        return []
    task = numbered(talk, int(found["number"])) if found["number"] else only_one(talk)
    if task is None:
        return ask_which(talk, "remind.snooze", purpose=SNOOZE_WHICH)
    return later(talk, tasks=str(task.id), said=when) if when else ask(talk, task=task.id)


def ask(talk: Talk, *, task: int | None = None, tasks: str = "") -> list[Reply]:
    """Offer the moments that are still before the nearest deadline of these tasks."""
    held = _held(talk, task, tasks)
    if not held:
        return [wording.nothing()]
    numbers, ids = [one.number for one in held], [one.task_id for one in held]
    offered = snoozing.offered((one.watch.target for one in held), now=talk.now, office=talk.office)
    return [wording.ask(numbers, ids, offered) if offered else wording.too_late(numbers)]


def later(talk: Talk, *, tasks: str, when: str = "", said: str = "") -> list[Reply]:
    """Judged again when it is pressed or typed: a deadline may have come nearer since it was offered."""
    wanted = Later(when) if when else snoozing.read(said)
    if wanted is None:
        raise AskAgain("choice", detail=said)
    held = _held(talk, None, tasks)
    if not held:
        return [wording.nothing()]
    numbers = [one.number for one in held]
    until = snoozing.until(wanted, [one.watch.target for one in held], now=talk.now, office=talk.office)
    if until is None:
        return [wording.too_late(numbers)]
    ids = [one.task_id for one in held]
    snoozes.snooze(talk.conn, talk.person.id, ids, until=until, now=talk.now, office=talk.office)
    asked = snoozing.until(wanted, [], now=talk.now, office=talk.office)
    return [wording.done(numbers, talk.office.local(until), shortened=until != asked)]


def _held(talk: Talk, task: int | None, tasks: str) -> list[Watched]:
    """The tasks named that are open and in the person's hands; others are as if they did not exist."""
    ids = [task] if task is not None else [int(key) for key in tasks.split(",") if key.isdigit()]
    found = snoozes.held(talk.conn, talk.person.id, ids, now=talk.now, office=talk.office)
    return list({one.task_id: one for one in found}.values())


ACTS: dict[str, Act] = {
    "remind.typed": Act(typed),
    "remind.snooze": Act(ask, looks=True),
    "remind.later": Act(later),
}
