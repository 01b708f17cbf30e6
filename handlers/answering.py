"""Answer one event: find who speaks, call the act they ask for, and word what was refused."""

from __future__ import annotations

import datetime as dt
import logging
import re
from contextlib import nullcontext

from sqlalchemy import Connection

from core.messages import Happened, Incoming, Reply
from core.model import Person, Task
from core.office import Office
from core.permissions import May
from core.problems import AskAgain, Changed, NotAllowed, Problem
from core.text import fold
from core.wording import refusals
from db import people, prompts, tasks
from handlers import directives, editing, helping, joining
from handlers.acts import acts
from handlers.asked import Call, asked
from handlers.holding import glanced
from handlers.talk import EVERYBODY, Act, Talk

log = logging.getLogger(__name__)
_NUMBER = re.compile(r"(?:\bnv|nhiem vu|viec|^/\w+)\s*(?:so )?\s*#?(\d{1,6})\b")


def handle(
    conn: Connection, event: Incoming, *, now: dt.datetime, office: Office, real_now: dt.datetime | None = None
) -> list[Reply]:
    """What is said to one event, and in the same transaction what it changes. `now` is the domain's time."""
    return answer(conn, event, now=now, office=office, real_now=real_now or now)[1]


def answer(
    conn: Connection, event: Incoming, *, now: dt.datetime, office: Office, real_now: dt.datetime
) -> tuple[Person | None, list[Reply]]:
    """Who wrote, and what is said to it. Whatever a refused or failed act wrote before is undone."""
    if event.happened is Happened.GROUP:
        return None, [refusals.group_refused()]
    person = None
    try:
        with conn.begin_nested():
            person = _who(conn, event)
            if person is None:
                said = joining.stranger(conn, event, now=now, office=office)
                return people.by_address(conn, event.address), said
            talk = Talk(conn=conn, person=person, event=event, now=now, office=office, real_now=real_now)
            return person, _answer(talk)
    except Problem as problem:
        log.info("refused: %s", type(problem).__name__)
        return person, [_worded(conn, event, problem)]


def _who(conn: Connection, event: Incoming) -> Person | None:
    """The person as they are today; whoever writes again from a refused chat is reached there again."""
    known = people.by_address(conn, event.address)
    if known is None and people.revive(conn, event.address):
        return people.by_address(conn, event.address)
    return known


def _answer(talk: Talk) -> list[Reply]:
    if talk.event.happened is Happened.UNSUPPORTED:
        return [refusals.unsupported()]
    if talk.event.happened is Happened.PRESSED:
        return _pressed(talk)
    if talk.event.happened is Happened.EDITED:
        return editing.edited(talk)
    calls = asked(talk)
    for place, call in enumerate(calls, start=1):
        try:
            with talk.conn.begin_nested() if place < len(calls) else nullcontext():
                said = _do(talk, call)
        except AskAgain:
            if place == len(calls):
                raise
            continue  # no answer to the open question, but it asks for something else
        if said:
            return said
    return helping.civil(talk) or directives.named(talk) or [refusals.unclear(talk.said, talk.person)]


def _pressed(talk: Talk) -> list[Reply]:
    token = talk.event.choice or ""
    prompt = prompts.press(talk.conn, token, address=talk.event.address, real_now=talk.real_now)
    if prompt is None or prompt.choice is None:
        return [refusals.old_question()]
    return _do(talk, Call(prompt.choice.act, prompt.choice.args, prompt))


def _do(talk: Talk, call: Call) -> list[Reply]:
    act = acts()[call.act]
    if talk.person.role not in act.roles:
        return [_forbidden(act)]
    if talk.person.former and not act.looks and act.roles != EVERYBODY:
        return [refusals.former_agency(talk.person.agency)]
    if call.prompt and (call.prompt.index is None or not act.looks):
        prompts.use(talk.conn, call.prompt, real_now=talk.real_now)
        if not act.looks and (call.prompt.stale or not call.prompt.open):
            return [refusals.old_question(_task_of(talk, call))]
    return act.do(talk, **call.args)


def _task_of(talk: Talk, call: Call) -> Task | None:
    """The one task an old question was about, if the person may see it today."""
    about = call.prompt.about if call.prompt else None
    task = about.task_id if about else call.args.get("task")
    try:
        if task:
            return tasks.seen(talk.conn, int(task), for_=talk.person)
        several = glanced(talk, str(call.args.get("seen") or ""), may=May.LOOK)
    except NotAllowed:
        return None
    return several[0] if len(several) == 1 else None


def _forbidden(act: Act) -> Reply:
    return refusals.forbidden(next(iter(act.roles)) if len(act.roles) == 1 else None)


def _worded(conn: Connection, event: Incoming, problem: Problem) -> Reply:
    if isinstance(problem, AskAgain):
        file = event.attachment
        return refusals.ask_again(problem.code, problem.detail, name=file.name if file else "")
    if isinstance(problem, Changed):
        return refusals.changed(tasks.by_id(conn, problem.task_id))
    if isinstance(problem, NotAllowed):
        number = problem.number or _named(event)
        return refusals.no_such_task(number) if number else refusals.not_found()
    return refusals.system_error()


def _named(event: Incoming) -> int | None:
    """The task that was typed, among whatever other figures the words bear."""
    found = _NUMBER.search(fold(event.text)) if event.happened is Happened.SAID else None
    return int(found[1]) if found else None
