"""Take an objective cause of a lateness with its document, and the authority by which it is confirmed or not."""

from __future__ import annotations

import re

from core.messages import Reply
from core.model import Cause, Status, Task
from core.permissions import May
from core.problems import AskAgain, NotAllowed
from core.text import fold
from core.understand import read_document
from core.wording import causes as wording
from core.wording import completion as evidence_wording
from db import causes, directives, tasks
from handlers.deciding import FOLLOWING_UP, by_whom
from handlers.holding import careful, followers, hands, held, numbered, own
from handlers.holding import seen as packed
from handlers.talk import Act, Talk

_LONGEST = 500
_NAMED = re.compile(
    r"(?:(?:nv|nhiem vu|viec)\s*(?:so)?\s*#?(?P<number>\d{1,6})\s*[:,\-]?\s*(?:(?:co|cham|la|do|vi)\s+)*)?"
    r"(?:ly do|nguyen nhan) khach quan\s*[:,\-]?\s*(?P<words>.*)",
    re.DOTALL,
)
_ASKS = re.compile(r".*\?|(?:la )?(?:gi|nao|the nao|ra sao).*", re.DOTALL)
_GROUND = re.compile(r"[,;.]?\s*(?:can cu|theo|tai)\s+(?P<ground>.+)$", re.DOTALL)
_NOT_FOLLOWED = {Status.SUSPENDED, Status.ENDED}


# ── stated ─────────────────────────────────────────────────────────────────────────────────────
def typed(talk: Talk, *, said: str, task: int | None = None) -> list[Reply]:
    """'nv7 nguyên nhân khách quan: mưa lũ, căn cứ 45/BC-UBND ngày 10/3'; [] when the words are something else."""
    folded = fold(said)
    found = _NAMED.fullmatch(folded) if len(folded) == len(said) else None
    number = int(found["number"]) if found and found["number"] else None
    if task is None and (found is None or number is None or _ASKS.fullmatch(found["words"])):
        return []
    about = _stateable(talk, task) if task is not None else numbered(talk, number or 0, may=_may(talk))
    if about.status in _NOT_FOLLOWED:
        return [wording.not_followed(about)]
    words = said[found.start("words") :].strip() if found else said.strip()
    return _with_ground(talk, about, words) if words else [wording.ask_text(about)]


def ask(talk: Talk, *, task: int) -> list[Reply]:
    found = _stateable(talk, task)
    return [wording.not_followed(found) if found.status in _NOT_FOLLOWED else wording.ask_text(found)]


def _may(talk: Talk) -> May:
    return May.DECIDE if talk.person.role in FOLLOWING_UP else May.ANSWER


def _stateable(talk: Talk, task: int) -> Task:
    return own(talk, task, may=_may(talk))


def _with_ground(talk: Talk, task: Task, words: str) -> list[Reply]:
    folded = fold(words)
    named = _GROUND.search(folded) if len(folded) == len(words) else None
    document = read_document(words[named.start("ground") :], today=talk.today) if named else None
    if named is None or document is None:
        return [wording.ask_ground(task, text=words[:_LONGEST])]
    text = words[: named.start()].strip(" ,;.")
    return _ask_keep(talk, task, text or words, evidence_wording.evidence(*document))


def ground(talk: Talk, *, task: int, text: str, said: str) -> list[Reply]:
    document = read_document(said, today=talk.today)
    if document is None:
        raise AskAgain("document", detail=said)
    return _ask_keep(talk, _stateable(talk, task), text, evidence_wording.evidence(*document))


def _ask_keep(talk: Talk, task: Task, text: str, ground: str) -> list[Reply]:
    args = {"seen": packed([task]), "text": text[:_LONGEST], "ground": ground[:200]}
    signer = directives.get(talk.conn, task.directive_id).signer
    decides = talk.person.role in FOLLOWING_UP
    return [wording.ask_keep(task, text=text, ground=ground, signer=signer, args=args, decides=decides)]


@careful("cause.keep")
def keep(talk: Talk, *, seen: str, text: str, ground: str) -> list[Reply]:
    task, one = _state(talk, seen, text, ground)
    told = [key for key in followers(talk, task) if key != talk.person.id]
    return [wording.kept(task, one), *(wording.notice(task, one, to=key) for key in told)]


@careful("cause.keep_confirmed")
def keep_confirmed(talk: Talk, *, seen: str, text: str, ground: str) -> list[Reply]:
    """It is kept as waiting, and by whose authority it is confirmed is asked at once."""
    _, one = _state(talk, seen, text, ground)
    return [by_whom(talk, "cause.decide", {"cause": one.id, "counts": "yes"})]


def _state(talk: Talk, seen: str, text: str, ground: str) -> tuple[Task, Cause]:
    (task,) = held(talk, seen, may=_may(talk))
    if task.status in _NOT_FOLLOWED:
        raise NotAllowed("not followed any more")
    one = causes.state(talk.conn, task, by=talk.person, now=talk.now, text=text, ground=ground)
    tasks.note(talk.conn, task, by=talk.person, now=talk.now, did="cause", after=f"{text}, {ground}")
    return task, one


# ── confirmed ──────────────────────────────────────────────────────────────────────────────────
def confirm(talk: Talk, *, cause: int) -> list[Reply]:
    return _ask_source(talk, cause, counts="yes")


def refuse(talk: Talk, *, cause: int) -> list[Reply]:
    return _ask_source(talk, cause, counts="no")


def _ask_source(talk: Talk, cause: int, *, counts: str) -> list[Reply]:
    one = causes.lock(talk.conn, cause, for_=talk.person)
    if one.confirmed is not None:
        return [wording.decided_already(tasks.by_id(talk.conn, one.task_id))]
    return [by_whom(talk, "cause.decide", {"cause": cause, "counts": counts})]


def decide(talk: Talk, *, cause: int, counts: str, said: str) -> list[Reply]:
    """The first answer counts."""
    source = said.strip()[:_LONGEST]
    if not source:
        raise AskAgain("text")
    one = causes.lock(talk.conn, cause, for_=talk.person)
    task = tasks.lock(talk.conn, one.task_id, for_=talk.person, may=May.DECIDE)
    confirmed = counts == "yes"
    done = causes.decide(talk.conn, one, by=talk.person, now=talk.now, confirmed=confirmed, source=source)
    if done is None:
        return [wording.decided_already(task)]
    did = "cause_confirmed" if confirmed else "cause_refused"
    tasks.note(talk.conn, task, by=talk.person, now=talk.now, did=did, after=source)
    told = hands(talk, task, also=[one.person_id])
    return [wording.decided(task, done), *(wording.answer(task, done, to=key) for key in told)]


ACTS = {
    "cause.typed": Act(typed),
    "cause.ask": Act(ask, looks=True),
    "cause.ground": Act(ground),
    "cause.keep": Act(keep),
    "cause.keep_confirmed": Act(keep_confirmed, roles=FOLLOWING_UP),
    "cause.confirm": Act(confirm, roles=FOLLOWING_UP, looks=True),
    "cause.refuse": Act(refuse, roles=FOLLOWING_UP, looks=True),
    "cause.decide": Act(decide, roles=FOLLOWING_UP),
}
