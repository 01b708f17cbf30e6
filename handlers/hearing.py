"""Turn what somebody typed into what it says of their own tasks, the same way each time it is looked at."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from core.messages import Reply
from core.model import Task
from core.problems import AskAgain
from core.understand import Doubt, Intent, Said, Understood, read_near_date, understand
from core.wording import show
from core.wording.reports import Heard
from handlers.acts import acts
from handlers.holding import numbered, only_one
from handlers.talk import Talk

_OPENING = re.compile(r"^\W*(?:nv|nhiệm vụ|nhiem vu)\s*(?:số|so)?\s*\d+\W*", re.IGNORECASE)
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
        signed_on=_signed_on(one, task, on=on) if said.signing else None,
        promised=said.promised,
        document=said.document,
        document_date=said.document_date,
        yearless=said.yearless,
        proposal=said.proposal,
    )


def _signed_on(one: About, task: Task, *, on: dt.date) -> dt.date:
    """The day named; today where none is, or only the day by which the work is promised."""
    if one.said.promised or unlikely_signing(one, task, on=on):
        return on
    return past_day(one.said.note, on=on) or on


def unlikely_signing(one: About, task: Task, *, on: dt.date) -> AskAgain | None:
    """What is wrong with the day on which it is said to have been handed up."""
    if not one.said.signing or one.said.promised:
        return None
    try:
        past_day(one.said.note, on=on, since=task.directive_issued_on)
    except AskAgain as problem:
        return problem
    return None


def past_day(text: str, *, on: dt.date, since: dt.date | None = None) -> dt.date | None:
    """The closest such day, which must have come: never supposed to be last year's, nor before `since`."""
    said = read_near_date(text, today=on)
    if said is None:
        return None
    if said.day > on:
        raise AskAgain("date_ahead", detail=show.full_day(said.day))
    if since is not None and said.day < since:
        raise AskAgain("date_early", detail=show.full_day(said.day))
    return said.day
