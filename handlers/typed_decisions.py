"""A coordinator's decision on one line, 'tạm dừng nv 3 vì … theo {so_vb}': by whose authority is always asked."""

from __future__ import annotations

import re

from core.messages import Reply
from core.model import Status
from core.permissions import May
from core.problems import AskAgain
from core.status import Who, moves
from core.text import fold
from core.wording import confirming as wording
from core.wording import tasks as task_wording
from db import tasks
from handlers.deciding import FOLLOWING_UP, by_whom
from handlers.holding import numbered
from handlers.holding import seen as packed
from handlers.talk import Act, Talk

_VERBS = {
    "tam dung": Status.SUSPENDED,
    "thoi theo doi": Status.ENDED,
    "ngung theo doi": Status.ENDED,
    "tiep tuc": Status.IN_PROGRESS,
    "theo doi lai": Status.IN_PROGRESS,
    "mo lai": Status.IN_PROGRESS,
}
_VERB = rf"(?P<verb{{0}}>{'|'.join(_VERBS)})(?: theo doi)?"
_TASK = r"(?:nv|nhiem vu|viec)\s*(?:so)?\s*#?(?P<number{0}>\d{{1,6}})"
_LINE = re.compile(
    rf"(?:{_TASK.format(1)}\s*[:,\-]?\s*{_VERB.format(1)}|{_VERB.format(2)}\s+{_TASK.format(2)})"
    r"(?:\s*,?\s+(?:vi|do|ly do:?)\s+(?P<why>.+?))?(?:\s*,?\s+theo\s+(?P<source>.+))?"
)
_LONGEST = 500


def typed(talk: Talk, *, said: str) -> list[Reply]:
    """[] when the words are something else."""
    plain = " ".join(said.split()).strip(" .")
    folded = fold(plain)
    found = _LINE.fullmatch(folded) if len(folded) == len(plain) else None
    if found is None or plain.endswith("?"):
        return []
    task = numbered(talk, int(found["number1"] or found["number2"]), may=May.DECIDE)
    to = _VERBS[found["verb1"] or found["verb2"]]
    if to not in moves(task.status, who=Who.COORDINATOR):
        return [task_wording.state_as_it_is(task)]
    why = plain[found.start("why") : found.end("why")][:_LONGEST] if found["why"] else ""
    args = {"seen": packed([task]), "to": to.value, "why": why}
    if found["source"] is None:
        return [by_whom(talk, "decide.sourced", args)]
    return sourced(talk, **args, said=plain[found.start("source") : found.end("source")])


def sourced(talk: Talk, *, seen: str, to: str, why: str, said: str) -> list[Reply]:
    """The one confirmation before the status changes."""
    source = said.strip()[:_LONGEST]
    if not source:
        raise AskAgain("text")
    task = tasks.seen(talk.conn, int(seen.partition(":")[0]), for_=talk.person, may=May.DECIDE)
    go = {"seen": seen, "to": to, "why": why, "said": source}
    return [wording.ask_decided(task, to=Status(to), why=why, source=source, go=go)]


ACTS = {
    "decide.typed": Act(typed, roles=FOLLOWING_UP),
    "decide.sourced": Act(sourced, roles=FOLLOWING_UP),
}
