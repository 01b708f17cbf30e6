"""A leader's opinion on a task reaches whoever does it and whoever follows it up; it changes nothing by itself."""

from __future__ import annotations

import re

from core.messages import Reply
from core.model import Role, Task
from core.permissions import May
from core.problems import AskAgain, NotAllowed
from core.text import fold
from core.wording import opinions as wording
from db import extensions, people, tasks
from handlers.deciding import FOLLOWING_UP
from handlers.holding import followers, hands, numbered, own
from handlers.talk import Act, Talk

_LEADERS = frozenset({Role.LEADER})
_LONGEST = 1000
_TASK = r"(?:nv|nhiem vu|viec)\s*(?:so )?#?(?P<number{0}>\d{{1,6}})(?!\d)\s*[:,.-]?\s*"
_SAYS = r"(?:xin )?(?:cho )?(?:y kien(?: chi dao)?|chi dao|but phe)(?: (?:ve|doi voi|cho))?"
_LINE = re.compile(
    rf"(?:{_SAYS}\s+{_TASK.format(1)}|{_TASK.format(2)}{_SAYS}(?![a-z])\s*[:,.-]?\s*)(?P<words>.*)", re.DOTALL
)
# What a leader says of a task without calling it an opinion: shown once more before it goes.
_AGREES = "(?:khong |chua )?(?:dong y|thong nhat|nhat tri|chap thuan|cho phep|cho chu truong)"
_ORDERS = "yeu cau|de nghi|giao|khan truong|dua vao|dua ra|trinh|bo sung|can|phai|lam ngay|tap trung"
_OF_WHOM = rf"(?P<whole>yeu cau (?!gia han).*\b{_TASK.format(2)}.*)"
_IMPLIED = {
    False: re.compile(rf"{_TASK.format(1)}(?P<words>(?:{_AGREES})(?![a-z]).*)|{_OF_WHOM}", re.DOTALL),
    True: re.compile(rf"{_TASK.format(1)}(?P<words>(?:{_AGREES}|{_ORDERS})(?![a-z]).*)|{_OF_WHOM}", re.DOTALL),
}


def ask(talk: Talk, *, task: int) -> list[Reply]:
    return [wording.ask(_led(talk, own(talk, task, may=May.LOOK)))]


def typed(talk: Talk, *, said: str) -> list[Reply]:
    """'cho ý kiến nv 3: trình trước họp', 'chỉ đạo nv 3: …', 'nv 3 đồng ý …'; [] when the words are something else."""
    folded = fold(said)
    if len(folded) != len(said) or said.rstrip().endswith("?"):
        return []
    if found := _LINE.fullmatch(folded):
        task = _led(talk, numbered(talk, int(found["number1"] or found["number2"]), may=May.LOOK))
        words = said[found.start("words") :].strip()
        return give(talk, task=task.id, said=words) if words else [wording.ask(task)]
    implied = _IMPLIED[talk.person.sees_all].fullmatch(folded)
    if implied is None:
        return []
    task = _led(talk, numbered(talk, int(implied["number1"] or implied["number2"]), may=May.LOOK))
    words = said[max(0, implied.start("words")) :].strip()[:_LONGEST]
    return [wording.ask_send(task, words, go={"task": task.id, "said": words})]


def give(talk: Talk, *, task: int, said: str) -> list[Reply]:
    words = said.strip()[:_LONGEST]
    if not words:
        raise AskAgain("text")
    found = _led(talk, own(talk, task, may=May.LOOK))
    tasks.note(talk.conn, found, by=talk.person, now=talk.now, did="opinion", after=words)
    told = dict.fromkeys([*hands(talk, found), *followers(talk, found)])
    return [
        wording.given(found),
        *(wording.notice(found, talk.person, words, to=one) for one in told if one != talk.person.id),
    ]


def _led(talk: Talk, task: Task) -> Task:
    """Of the lead agency's own leaders, or the office's: a supporting agency's leader reports, and decides nothing."""
    if talk.person.sees_all or talk.person.agency_id == task.lead_id:
        return task
    raise NotAllowed("not the leader of this task")


def consult(talk: Talk, *, extension: int) -> list[Reply]:
    """'Xin ý kiến lãnh đạo': the request waits on, and the office's leaders are asked."""
    one = extensions.lock(talk.conn, extension, for_=talk.person)
    task = tasks.by_id(talk.conn, one.task_id)
    if one.decision is not None:
        return [wording.answered_already(task)]
    leaders = people.office_leaders(talk.conn)
    notices = [wording.consult(task, leader, until=one.asked_until, reason=one.reason) for leader in leaders]
    return [wording.consulted(task, leaders), *notices]


ACTS = {
    "opinion.ask": Act(ask, roles=_LEADERS, looks=True),
    "opinion.typed": Act(typed, roles=_LEADERS),
    "opinion.give": Act(give, roles=_LEADERS),
    "extension.consult": Act(consult, roles=FOLLOWING_UP),
}
