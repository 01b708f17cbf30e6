"""Turn what somebody typed into what it says of their own tasks, the same way each time it is looked at."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from core.messages import Reply
from core.model import Task
from core.problems import AskAgain
from core.understand import Doubt, Intent, Said, Understood, read_date, understand
from core.wording.reports import Heard
from handlers.acts import acts
from handlers.holding import numbered, only_one
from handlers.talk import Talk

_OPENING = re.compile(r"^\W*(?:nv|nhiệm vụ|nhiem vu)\s*(?:số|so)?\s*\d+\W*", re.IGNORECASE)
_LOOKS_BACK = (6, 30, 364)  # days: a weekday, a day of the month, a day and month
_UNSURE = {Doubt.PART_OR_WHOLE, Doubt.TWO_STATUSES, Doubt.HEARSAY}


@dataclass(frozen=True, slots=True)
class About:
    """One thing said, and the task it was said of; None where it could be any."""

    said: Understood
    task: Task | None


def listen(talk: Talk, text: str, *, on: dt.date, task: Task | None = None) -> list[About]:
    """`task` is known already: the person answers a question or a reminder about it."""
    heard = understand(text, today=on, task=task.number if task else None)
    if not task and not any(one.task for one in heard) and (alone := only_one(talk)):
        heard = understand(text, today=on, task=alone.number)
    return [About(one, _task_of(talk, one, task)) for one in heard]


def _task_of(talk: Talk, one: Understood, known: Task | None) -> Task | None:
    if one.task is None:
        return known or only_one(talk)
    if known and int(one.task) == known.number:
        return known
    return numbered(talk, int(one.task))


def of_another(talk: Talk, said: str, *, than: Iterable[Task]) -> list[Reply]:
    """What was typed under a question about one task, but names another: it is taken for what it says of that one."""
    return acts()["report.typed"].do(talk, said=said) if names_another(talk, said, than=than) else []


def names_another(talk: Talk, said: str, *, than: Iterable[Task]) -> bool:
    named = {int(one.task) for one in understand(said, today=talk.today) if one.task}
    return bool(named - {task.number for task in than})


def reported(one: About) -> bool:
    nameless = one.said.intent is Intent.UNCLEAR and one.said.doubt is Doubt.NO_TASK
    return one.said.intent is Intent.REPORT or one.said.doubt in _UNSURE or nameless


def unsure(one: About) -> bool:
    return one.said.doubt in _UNSURE


def heard(one: About, task: Task, *, on: dt.date) -> Heard:
    said = one.said
    blocked = said.status is Said.BLOCKED
    return Heard(
        task=task,
        note=_OPENING.sub("", said.note) if blocked else said.note,
        percent=said.percent,
        blocked=blocked,
        done=said.status is Said.DONE and not unsure(one),
        not_started=said.status is Said.NOT_STARTED,
        signed_on=_signed_on(said, on) if said.signing else None,
        promised=said.promised,
        document=said.document,
        document_date=said.document_date,
        proposal=said.proposal,
    )


def _signed_on(said: Understood, on: dt.date) -> dt.date:
    """The day named, when it is a past one; else today."""
    try:
        named = past_day(said.note, on=on)
    except AskAgain:
        named = None
    return named or on


def past_day(text: str, *, on: dt.date) -> dt.date | None:
    """The latest such day up to today: '15/3' said on 16/3 is yesterday; as a deadline it would be next year's."""
    named = read_date(text, today=on)
    for back in _LOOKS_BACK:
        if named is None or named <= on:
            return named
        named = read_date(text, today=on - dt.timedelta(days=back))
    return named if named is not None and named <= on else None
