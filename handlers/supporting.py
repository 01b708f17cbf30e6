"""A supporting agency reports its part: the lead sees it, and nothing of the task is changed or closed by it."""

from __future__ import annotations

from core.messages import Reply
from core.model import OPEN, Task
from core.permissions import May
from core.problems import AskAgain, NotAllowed
from core.understand import Intent, understand
from core.wording import supporting as wording
from core.wording import tasks as task_wording
from db import reports, tasks
from handlers.holding import LEAD_AGENCY, hands, numbered, own
from handlers.talk import Act, Talk

_LONGEST = 1000


def ask(talk: Talk, *, task: int) -> list[Reply]:
    found = _supported(talk, task)
    return [wording.ask(found) if found.status in OPEN else task_wording.state_as_it_is(found)]


def typed(talk: Talk, *, said: str) -> list[Reply]:
    """'nv1 80%' of a task that the person's agency only supports; [] when it is something else."""
    first, *_ = understand(said, today=talk.today)
    if not first.task or (first.intent is not Intent.REPORT and first.doubt is None):
        return []
    try:
        found = numbered(talk, int(first.task), may=May.LOOK)
        may = tasks.permitted(talk.conn, found.id, for_=talk.person, on=talk.today)
        return [] if May.ANSWER in may else say(talk, task=found.id, said=said)
    except NotAllowed:
        return []


def say(talk: Talk, *, task: int, said: str) -> list[Reply]:
    """Echoed like every report, and kept after 'Đúng'."""
    words = said.strip()[:_LONGEST]
    if not words:
        raise AskAgain("text")
    found = _supported(talk, task)
    return [wording.echo(found, words) if found.status in OPEN else task_wording.state_as_it_is(found)]


def keep(talk: Talk, *, task: int, text: str) -> list[Reply]:
    found = _supported(talk, task)
    if found.status not in OPEN:
        return [task_wording.state_as_it_is(found)]
    agency = talk.person.agency or ""
    words = wording.part(agency, text)
    reports.add(talk.conn, [found], by=talk.person, now=talk.now, text=words, status="supporting")
    tasks.note(talk.conn, found, by=talk.person, now=talk.now, did="supported", after=words)
    return [wording.kept(found), *(wording.notice(found, agency, text, to=one) for one in hands(talk, found))]


def _supported(talk: Talk, task: int) -> Task:
    found = own(talk, task, may=May.LOOK)
    if talk.person.agency not in found.supporting or talk.person.agency_id == found.lead_id:
        raise NotAllowed("not of a supporting agency")
    return found


ACTS = {
    "support.ask": Act(ask, roles=LEAD_AGENCY, looks=True),
    "support.say": Act(say, roles=LEAD_AGENCY),
    "support.keep": Act(keep, roles=LEAD_AGENCY),
}
