"""Tell the coordinator that a task is 'không đúng chức năng', with a document, or take it back; the clock runs on."""

from __future__ import annotations

import re

from core.messages import Args, Reply
from core.model import OPEN, Agency, Task
from core.problems import AskAgain, NotAllowed
from core.text import fold
from core.understand import Request, read_document, understand
from core.wording import completion as evidence_wording
from core.wording import enclosures as enclosed
from core.wording import not_ours as wording
from core.wording import tasks as task_wording
from db import enclosures, history, reports, tasks
from handlers import evidence
from handlers.drafting import surely
from handlers.hearing import of_another
from handlers.holding import LEAD_AGENCY, answered, ask_which, careful, followers, held, numbered, only_one, own
from handlers.holding import seen as packed
from handlers.talk import Act, Talk

_LONGEST = 500
_TASK = r"(?:nv|nhiem vu|viec)\s*(?:so)?\s*#?(?P<number{0}>\d{{1,6}})"
_WE = r"(?:(?:ben em|chung toi|chung em|don vi|em|toi|de nghi|de xuat|kien nghi|xin|nen|can|phai) )*"
_TO = r"(?:sang |cho |ve |den |toi )?"
_DUTY = r"(?:viec|nhiem vu|chuc nang|tham quyen|trach nhiem)"
_LINE = re.compile(
    rf"(?:{_TASK.format(1)}\s*[:,\-]?\s*{_WE}(?:chuyen|doi|giao)(?: {_DUTY})?(?: nay)? {_TO}(?P<agency1>.+?)"
    rf"|{_WE}(?:chuyen|giao) {_TASK.format(2)} (?:nay )?{_TO}(?P<agency2>.+?)"
    rf"|{_TASK.format(3)}\s*[:,\-]?\s*(?:nay )?(?:la |phai la )?(?:{_DUTY} )?(?:cua|thuoc)(?: {_DUTY})?(?: cua)? "
    r"(?P<agency3>.+?))(?P<why>,? (?:vi|do) .+)?"
)
_PARTS = re.compile(r"[,;.:\n]|\b(?:chứ|chu|mà|ma)\b", re.IGNORECASE)
_LEADS_TO = re.compile(
    rf"(?:(?:(?:nv|nhiem vu) ?\d+|{_DUTY}|day|nay|la|thuoc|cua|phai|do|chuyen|sang|cho|ve"
    r"|de nghi|de xuat|kien nghi|xin|nen|can|em|toi) )*"
)
_LIKE_AN_AGENCY = re.compile(
    r"(?:so|ubnd|uy ban|cong an|chi cuc|cuc|thanh tra|huyen uy|dang uy|van phong|trung tam)(?: [a-z]+){1,8}"
)
_TO_DO = re.compile(r" (?:chu tri|phu trach|thuc hien|xu ly|giai quyet|lam)(?: [a-z]+){0,2}$")
_SAID, _PAPER, _BACK, _GONE = "not_ours", "not_ours_paper", "not_ours_back", "reassigned"


def typed(talk: Talk, *, said: str) -> list[Reply]:
    """'nv8 không phải việc bên em, của Sở Tài chính', 'nv8: chuyển STC'; [] when the words are something else."""
    first, *_ = understand(said, today=talk.today)
    if first.request is Request.NOT_OURS:
        return _denied(talk, said, int(first.task) if first.task else None)
    plain = " ".join(said.split()).strip(" .")
    folded = fold(plain)
    found = _LINE.fullmatch(folded) if len(folded) == len(plain) and not plain.endswith("?") else None
    if found is None:
        return []
    place = next(name for name in ("agency1", "agency2", "agency3") if found[name])
    agency = _named(talk, plain[found.start(place) : found.end(place)])
    task = _answers_for(talk, int(found["number1"] or found["number2"] or found["number3"]))
    if agency is None or task is None or task.status not in OPEN or agency.id == task.lead_id:
        return []
    why = plain[found.start("why") : found.end("why")] if found["why"] else ""
    return [_ask_sure(task, f"{agency.name}{why}", report={**task_wording.of(task), "text": said})]


def _denied(talk: Talk, said: str, number: int | None) -> list[Reply]:
    task = numbered(talk, number) if number is not None else answered(talk) or only_one(talk)
    if task is None:
        return ask_which(talk, "task.not_ours", purpose=task_wording.NOT_OURS_WHICH)
    proposal = next(filter(None, (_proposed(talk, part) for part in _PARTS.split(said))), None)
    return [_ask_sure(task, proposal)] if task.status in OPEN and proposal else ask(talk, task=task.id)


def _ask_sure(task: Task, proposal: str, *, report: Args | None = None) -> Reply:
    go = {"seen": packed([task]), "said": proposal[:_LONGEST]}
    return wording.ask_sure(task, proposal=proposal, go=go, report=report)


def _answers_for(talk: Talk, number: int) -> Task | None:
    """Of a task the agency only supports, or does not know, these words are no opinion of its lead."""
    try:
        return numbered(talk, number)
    except NotAllowed:
        return None


def _proposed(talk: Talk, part: str) -> str | None:
    """The agency a part of the sentence names: one of the directory, or as it was typed."""
    plain = " ".join(part.split()).strip(" .")
    opening = _LEADS_TO.match(fold(plain))
    written = plain[opening.end() :] if opening and len(fold(plain)) == len(plain) else ""
    agency = _named(talk, written)
    return agency.name if agency else written if _LIKE_AN_AGENCY.fullmatch(fold(written)) else None


def _named(talk: Talk, written: str) -> Agency | None:
    """'Sở Tài chính chủ trì': what it is to do stands behind its name."""
    tail = _TO_DO.search(fold(written))
    return surely(talk, written[: tail.start()] if tail else written) if written else None


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
    "task.not_ours_typed": Act(typed, roles=LEAD_AGENCY),
    "task.not_ours": Act(ask, roles=LEAD_AGENCY, looks=True),
    "task.not_ours_sent": Act(sent, roles=LEAD_AGENCY),
    "task.not_ours_paper": Act(paper, roles=LEAD_AGENCY, looks=True),
    "task.not_ours_papered": Act(papered, roles=LEAD_AGENCY, takes_file=True),
    "task.not_ours_back": Act(back, roles=LEAD_AGENCY),
}
