"""Answer what people ask of tasks: when due, who, what, how many. Nothing is changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from core.messages import Reply
from core.model import OPEN, Status, Task
from core.permissions import May
from core.understand import Question, understand
from core.wording import answers as wording
from core.wording import tasks as task_wording
from db import reports, tasks
from handlers.holding import SHOWN, ask_which, numbered, only_one
from handlers.talk import Act, Talk

_WEEK = dt.timedelta(days=7)


def answer(talk: Talk, *, said: str, task: int | None = None) -> list[Reply]:
    """'task.question'. A question of no kind known here has no answer here."""
    one = understand(said, today=talk.today)[0]
    question = one.question
    if question in _OVERVIEWS:
        return [_OVERVIEWS[question](talk)]
    if question not in _OF_A_TASK:
        return []
    if task is not None:
        found: Task | None = tasks.seen(talk.conn, task, for_=talk.person, on=talk.today)
    else:
        found = numbered(talk, int(one.task), may=May.LOOK) if one.task else only_one(talk)
    if found is None:
        return ask_which(talk, "task.asked", purpose=task_wording.SHOW_WHICH, args={"text": said})
    return [_OF_A_TASK[question](talk, found)]


def of_task(talk: Talk, *, text: str, task: int) -> list[Reply]:
    return answer(talk, said=text, task=task)


# ── of one task ────────────────────────────────────────────────────────────────────────────────
def _due(talk: Talk, task: Task) -> Reply:
    return wording.due(task, today=talk.today, office=talk.office)


def _text(talk: Talk, task: Task) -> Reply:  # noqa: ARG001 (a row of the table below)
    return wording.text(task)


def _who(talk: Talk, task: Task) -> Reply:
    """Names only for whoever is of the lead agency or follows up; others see the agency."""
    inside = talk.person.sees_all or talk.person.agency_id == task.lead_id
    doing = [one.person for one in tasks.doing(talk.conn, task.id)] if inside else []
    return wording.who(task, doing=doing)


def _state(talk: Talk, task: Task) -> Reply:
    last = reports.last(talk.conn, task.id)
    return wording.state(task, last=last.text if last else None, today=talk.today, office=talk.office)


# ── of all ─────────────────────────────────────────────────────────────────────────────────────
def _overdue(talk: Talk) -> Reply:
    late = [
        t for t in tasks.open_of(talk.conn, talk.person, on=talk.today) if t.due and talk.today >= t.due.overdue_from
    ]
    return wording.overdue(late[:SHOWN], total=len(late), today=talk.today, office=talk.office)


def _soon(talk: Talk) -> Reply:
    end = talk.today + _WEEK
    mine = tasks.open_of(talk.conn, talk.person, on=talk.today)
    soon = [t for t in mine if t.due and talk.today <= t.due.last_working_day <= end]
    return wording.soon(soon[:SHOWN], total=len(soon), today=talk.today, office=talk.office)


def _count(talk: Talk) -> Reply:
    mine = tasks.open_of(talk.conn, talk.person, statuses=OPEN | {Status.SUBMITTED}, on=talk.today)
    waiting = [task for task in mine if task.status is Status.SUBMITTED]
    late = [t for t in mine if t.status in OPEN and t.due and talk.today >= t.due.overdue_from]
    return wording.count(
        open_=len(mine) - len(waiting), overdue=len(late), waiting=len(waiting), now=talk.now, office=talk.office
    )


_OF_A_TASK: dict[Question | None, Callable[[Talk, Task], Reply]] = {
    Question.DUE: _due,
    Question.TEXT: _text,
    Question.WHO: _who,
    Question.STATE: _state,
}
_OVERVIEWS: dict[Question | None, Callable[[Talk], Reply]] = {
    Question.OVERDUE: _overdue,
    Question.SOON: _soon,
    Question.COUNT: _count,
}
ACTS = {
    "task.question": Act(answer, looks=True),
    "task.asked": Act(of_task, looks=True),
}
