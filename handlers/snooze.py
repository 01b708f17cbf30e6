"""'Nhắc lại sau': put a reminder off for a while, never past the deadline."""

from __future__ import annotations

from core import snoozing
from core.messages import Reply
from core.problems import AskAgain
from core.snoozing import Later
from core.wording import snoozing as wording
from db import snoozes
from db.watched import Watched
from handlers.talk import Act, Talk


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
    "remind.snooze": Act(ask, looks=True),
    "remind.later": Act(later),
}
