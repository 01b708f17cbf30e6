"""Tell the coordinator that a task is 'không đúng chức năng', with a document, or take it back; the clock runs on."""

from __future__ import annotations

from core.messages import Reply
from core.model import OPEN, Task
from core.problems import AskAgain
from core.understand import read_document
from core.wording import completion as evidence_wording
from core.wording import enclosures as enclosed
from core.wording import not_ours as wording
from core.wording import tasks as task_wording
from db import enclosures, history, reports, tasks
from handlers import evidence
from handlers.hearing import of_another
from handlers.holding import LEAD_AGENCY, careful, followers, held, own
from handlers.holding import seen as packed
from handlers.talk import Act, Talk

_LONGEST = 500
_SAID, _PAPER, _BACK, _GONE = "not_ours", "not_ours_paper", "not_ours_back", "reassigned"


def ask(talk: Talk, *, task: int) -> list[Reply]:
    found = own(talk, task)
    if found.status not in OPEN:
        return [task_wording.state_as_it_is(found)]
    return [wording.ask_whose(found, skip={"seen": packed([found])})]


@careful("task.not_ours_sent")
def sent(talk: Talk, *, seen: str, said: str = "") -> list[Reply]:
    """The coordinator hears of it; the task and its clock stay where they are."""
    (task,) = held(talk, seen)
    proposal = said.strip()[:_LONGEST]
    noted = tasks.note(talk.conn, task, by=talk.person, now=talk.now, did=_SAID, after=proposal or None)
    notices = [wording.notice(noted, proposal=proposal, to=key) for key in followers(talk, noted)]
    documented = any(letter.isdigit() for letter in proposal)
    return [wording.told(noted, proposal=proposal, documented=documented), *notices]


# ── its document ───────────────────────────────────────────────────────────────────────────────
def paper(talk: Talk, *, task: int) -> list[Reply]:
    found = own(talk, task)
    return [wording.ask_paper(found) if _waits(talk, found) else wording.nothing_said(found)]


def papered(talk: Talk, *, task: int, said: str) -> list[Reply]:
    """Its number and date, a file, or both."""
    found = own(talk, task)
    if not _waits(talk, found):
        return [wording.nothing_said(found)]
    if talk.event.attachment is None and (other := of_another(talk, said, than=[found])):
        return other
    number, day = read_document(said, today=talk.today) or (None, None)
    if talk.event.attachment is not None:
        evidence.keep(talk, evidence.fitting(talk), batch=talk.event.id, task_id=found.id)
    elif number is None:
        raise AskAgain("document", detail=said)
    shown = evidence_wording.evidence(number, day) if number else enclosed.WITH_REPORT
    text = wording.words(shown)
    files = len(enclosures.beside(talk.conn, [found.id], by=talk.person))
    reports.add(talk.conn, [found], by=talk.person, now=talk.now, text=text, document_number=number, document_date=day)
    noted = tasks.note(talk.conn, found, by=talk.person, now=talk.now, did=_PAPER, after=shown)
    notices = [wording.papered_notice(noted, document=shown, files=files, to=key) for key in followers(talk, noted)]
    return [wording.papered(noted, document=shown), *notices]


# ── taken back ─────────────────────────────────────────────────────────────────────────────────
def back(talk: Talk, *, task: int) -> list[Reply]:
    """By anyone who answers for the task: it is the agency's opinion."""
    own(talk, task)
    found = tasks.lock(talk.conn, task, for_=talk.person, on=talk.today)
    if not _waits(talk, found):
        return [wording.nothing_said(found)]
    noted = tasks.note(talk.conn, found, by=talk.person, now=talk.now, did=_BACK)
    return [wording.back(noted), *(wording.back_notice(noted, to=key) for key in followers(talk, noted))]


def _waits(talk: Talk, task: Task) -> bool:
    """Said, and neither taken back nor answered by another lead."""
    told = (act.did for act in history.of(talk.conn, "task", noun_id=task.id))
    last = next((did for did in told if did in {_SAID, _BACK, _GONE}), None)
    return last == _SAID and task.status in OPEN


ACTS = {
    "task.not_ours": Act(ask, roles=LEAD_AGENCY, looks=True),
    "task.not_ours_sent": Act(sent, roles=LEAD_AGENCY),
    "task.not_ours_paper": Act(paper, roles=LEAD_AGENCY, looks=True),
    "task.not_ours_papered": Act(papered, roles=LEAD_AGENCY, takes_file=True),
    "task.not_ours_back": Act(back, roles=LEAD_AGENCY),
}
