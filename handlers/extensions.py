"""Ask for a later deadline: date, reason, document, and one look before it goes to the coordinator."""

from __future__ import annotations

import datetime as dt
import re

from core.messages import Reply
from core.model import OPEN, Task
from core.problems import AskAgain
from core.understand import Intent, read_date, read_document, understand
from core.wording import completion as evidence_wording
from core.wording import extensions as wording
from core.wording import refusals
from core.wording import tasks as task_wording
from db import directives, enclosures, extensions, reports, tasks
from db.extensions import Extension
from handlers import evidence
from handlers.acts import acts
from handlers.hearing import names_another, of_another
from handlers.holding import (
    LEAD_AGENCY,
    ask_which,
    careful,
    followers,
    glanced,
    held,
    number_in,
    numbered,
    only_one,
    own,
    replan,
)
from handlers.holding import seen as packed
from handlers.talk import Act, Talk

_WHY = re.compile(r"\b(?:vì|do|lý do|lí do|vi|ly do)\b[\s:]*(?P<why>.+)$", re.IGNORECASE | re.DOTALL)
_LONGEST = 500


def typed(talk: Talk, *, said: str, task: int | None = None) -> list[Reply]:
    """'xin gia hạn nv5 đến 20/4 vì chưa có kinh phí': as much as was said is not asked again."""
    if talk.person.role not in LEAD_AGENCY:
        return acts()["extension.queue"].do(talk) if number_in(said) is None else [refusals.forbidden()]
    known = own(talk, task) if task is not None else None
    heard = understand(said, today=talk.today, task=known.number if known else None)
    one = next((x for x in heard if x.intent is Intent.EXTENSION), heard[0])
    if one.wrong:
        raise AskAgain("date_not_in_calendar", detail=one.wrong)
    found = numbered(talk, int(one.task)) if one.task else known or only_one(talk)
    if found is None:
        return ask_which(talk, "extension.of", purpose=task_wording.EXTEND_WHICH, args={"text": said})
    day = one.until
    if one.more_days and found.due:
        day = found.due.date + dt.timedelta(days=one.more_days)
    why = _WHY.search(one.note)
    return _go_on(talk, found, day, why["why"].strip() if why else None)


def of_task(talk: Talk, *, text: str, task: int) -> list[Reply]:
    return typed(talk, said=text, task=task)


def ask(talk: Talk, *, task: int | None = None) -> list[Reply]:
    found = own(talk, task) if task is not None else only_one(talk)
    if found is None:
        return ask_which(talk, "extension.ask", purpose=task_wording.EXTEND_WHICH)
    return _go_on(talk, found, None, None)


def _go_on(talk: Talk, task: Task, day: dt.date | None, reason: str | None) -> list[Reply]:
    """What is missing is asked, one thing at a time."""
    refused = _refused(talk, task)
    if refused:
        return [refused]
    args = {"task": task.id}
    if day is None:
        return [wording.ask_date(task, args=args, today=talk.today, calendar=talk.office.calendar)]
    if task.due and day <= max(task.due.date, talk.today):
        return [wording.not_later(task, day, args=args)]
    until = day.isoformat()
    if reason is None:
        return [wording.ask_reason(task, until=day, args={**args, "until": until})]
    return [wording.ask_document(task, args={**args, "until": until, "why": reason[:_LONGEST]})]


def _refused(talk: Talk, task: Task) -> Reply | None:
    if task.status not in OPEN:
        return task_wording.state_as_it_is(task)
    if task.due is None:
        return wording.no_deadline(task)
    waiting = extensions.waiting_of(talk.conn, task.id)
    return wording.already_waiting(task, until=waiting.asked_until) if waiting else None


def until(talk: Talk, *, task: int, said: str) -> list[Reply]:
    found = own(talk, task)
    other = of_another(talk, said, than=[found])
    if other:
        return other
    day = read_date(said, today=talk.today)
    if day is None:
        raise AskAgain("date", detail=said)
    return _go_on(talk, found, day, None)


def reason(talk: Talk, *, task: int, until: str, said: str) -> list[Reply]:
    if not said.strip():
        raise AskAgain("text")
    return _go_on(talk, own(talk, task), dt.date.fromisoformat(until), said.strip())


def document(talk: Talk, *, task: int, until: str, why: str, said: str = "") -> list[Reply]:
    """The agency's own request, if there is one, by number or as a file; 'Bỏ qua' says nothing."""
    found = own(talk, task)
    named = read_document(said, today=talk.today)
    if named is None and names_another(talk, said, than=[found]):
        return of_another(talk, said, than=[found])  # nothing to say: the message is read for what it asks
    if named is None and said.strip():
        named = (said.strip()[:60], None)
    number = evidence_wording.evidence(*named)[:80] if named else None
    if talk.event.attachment is not None:
        evidence.keep(talk, evidence.fitting(talk), batch=talk.event.id, task_id=found.id)
        number = wording.with_file(number)
    args = {"seen": packed([found]), "until": until, "why": why, "document": number}
    day = dt.date.fromisoformat(until)
    ruled = _rules(talk, found, before=extensions.times(talk.conn, found.id), asked=talk.today)
    return [wording.ask_send(found, until=day, reason=why, document=number, args=args, ruled=ruled)]


def _rules(talk: Talk, task: Task, *, before: int, asked: dt.date) -> list[str]:
    """What the office's rules say of this request: told to both sides, in nobody's way."""
    left = talk.office.calendar.between(asked, task.due.last_working_day) if task.due else 0
    return wording.rules(talk.office, left=left, times=before)


@careful("extension.send")
def send(talk: Talk, *, seen: str, until: str, why: str, document: str | None = None) -> list[Reply]:
    """While it waits the old deadline stands; reminders are quiet when it was asked in time."""
    (task,) = held(talk, seen)
    refused = _refused(talk, task)
    if refused:
        return [refused]
    day = dt.date.fromisoformat(until)
    asked = extensions.ask(talk.conn, task, by=talk.person, now=talk.now, until=day, reason=why, document=document)
    tasks.note(talk.conn, task, by=talk.person, now=talk.now, did="extension_asked", after=until)
    _enclose(talk, task, until=day, why=why, document=document)
    replan(talk, [task])
    notices = [shown(talk, asked, task, to=key) for key in followers(talk, task)]
    return [wording.sent(task, until=day), *notices]


def _enclose(talk: Talk, task: Task, *, until: dt.date, why: str, document: str | None) -> None:
    """Files laid beside the task go with the request: whoever decides opens them from the task."""
    if enclosures.beside(talk.conn, [task.id], by=talk.person):
        text = wording.words(until=until, reason=why, document=document)
        reports.add(talk.conn, [task], by=talk.person, now=talk.now, text=text)


def add_paper(talk: Talk, *, seen: str, until: str, why: str) -> list[Reply]:
    """'Thêm văn bản' under what is about to be sent."""
    (found,) = glanced(talk, seen)
    return [wording.ask_document(found, args={"task": found.id, "until": until, "why": why})]


def shown(talk: Talk, one: Extension, task: Task, *, to: int | None) -> Reply:
    """The request as the coordinator sees it."""
    times = extensions.times(talk.conn, task.id)
    return wording.to_coordinator(
        task,
        extension=one.id,
        until=one.asked_until,
        reason=one.reason,
        document=one.document,
        times=times,
        ruled=_rules(talk, task, before=times - 1, asked=talk.office.today(one.asked_at)),
        signer=directives.get(talk.conn, task.directive_id).signer,
        files=enclosures.counts(talk.conn, [task.id]).get(task.id, 0),
        to=to,
    )


ACTS = {
    "extension.typed": Act(typed),
    "extension.of": Act(of_task, roles=LEAD_AGENCY),
    "extension.ask": Act(ask, roles=LEAD_AGENCY, looks=True),
    "extension.until": Act(until, roles=LEAD_AGENCY),
    "extension.reason": Act(reason, roles=LEAD_AGENCY),
    "extension.document": Act(document, roles=LEAD_AGENCY, takes_file=True),
    "extension.add_paper": Act(add_paper, roles=LEAD_AGENCY, looks=True),
    "extension.send": Act(send, roles=LEAD_AGENCY),
}
