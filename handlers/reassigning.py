"""Give a task another lead on one line, 'NV 12: chuyển Sở X theo {so_vb}': by whose authority is always asked."""

from __future__ import annotations

import re

from core.messages import Reply
from core.model import OPEN, Person, Task
from core.permissions import May
from core.problems import AskAgain
from core.text import fold
from core.wording import reassigning as wording
from core.wording import refusals
from core.wording import tasks as task_wording
from db import agencies, people, tasks
from handlers.deciding import FOLLOWING_UP, by_whom
from handlers.drafting import surely
from handlers.holding import careful, hands, held, numbered, replan
from handlers.holding import seen as packed
from handlers.talk import Act, Talk

_TASK = r"(?:nv|nhiem vu|viec)\s*(?:so)?\s*#?(?P<number{0}>\d{{1,6}})"
_TO = r"(?:sang|cho|ve|den|toi)?\s*(?:don vi\s+)?"
_CHANGE = r"(?:doi|chuyen)(?:\s+chu tri)?"
_LINE = re.compile(
    rf"(?:{_TASK.format(1)}\s*[:,\-]?\s*{_CHANGE}|{_CHANGE}\s+{_TASK.format(2)})"
    rf"\s+{_TO}(?P<agency>.+?)(?:\s+theo\s+(?P<source>.+))?"
)


def typed(talk: Talk, *, said: str) -> list[Reply]:
    """[] when the words are something else."""
    plain = " ".join(said.split()).strip(" .")
    folded = fold(plain)
    found = _LINE.fullmatch(folded) if len(folded) == len(plain) else None
    if found is None:
        return []
    task = numbered(talk, int(found["number1"] or found["number2"]), may=May.DECIDE)
    if task.status not in OPEN:
        return [task_wording.state_as_it_is(task)]
    written = plain[found.start("agency") : found.end("agency")]
    new = surely(talk, written)
    if new is None:
        return [refusals.ask_again("agency", written)]
    if new.id == task.lead_id:
        return [wording.leads_already(task)]
    seen = packed([task])
    if found["source"] is None:
        return [by_whom(talk, "reassign.sourced", {"seen": seen, "agency": new.id})]
    return sourced(talk, seen=seen, agency=new.id, said=plain[found.start("source") : found.end("source")])


def sourced(talk: Talk, *, seen: str, agency: int, said: str) -> list[Reply]:
    """The one confirmation before the task changes hands."""
    if not said.strip():
        raise AskAgain("text")
    task = tasks.seen(talk.conn, int(seen.partition(":")[0]), for_=talk.person, may=May.DECIDE)
    source = said.strip()[:200]
    new = agencies.get(talk.conn, agency).name
    return [wording.ask(task, new, source=source, go={"seen": seen, "agency": agency, "source": source})]


@careful("reassign.go")
def go(talk: Talk, *, seen: str, agency: int, source: str) -> list[Reply]:
    """Number, deadline and history stay; the new lead receives it as it would from the document."""
    new = agencies.hold(talk.conn, [agency])[agency]  # before the task, as whoever records an agency's end does
    (task,) = held(talk, seen, may=May.DECIDE)
    if task.status not in OPEN:
        return [task_wording.state_as_it_is(task)]
    if not new.active:
        return [refusals.ask_again("agency", new.name)]
    before = hands(talk, task)
    changed = tasks.change_lead(talk.conn, task, new, by=talk.person, now=talk.now, source=source)
    receivers = people.receivers(talk.conn, new.id)
    if receivers:
        changed = tasks.assign(talk.conn, changed, receivers[0].id, by=talk.person, now=talk.now)
    replan(talk, [changed])
    return [
        wording.done(changed, source=source, reached=bool(receivers)),
        *_told(task, changed, before, receivers, source),
    ]


def _told(old: Task, new: Task, before: list[int], receivers: list[Person], source: str) -> list[Reply]:
    away = [wording.taken_away(old, new.lead, source=source, to=one) for one in before]
    return [*away, *(wording.received(new, old.lead, source=source, to=one.id) for one in receivers[:1])]


ACTS = {
    "reassign.typed": Act(typed, roles=FOLLOWING_UP),
    "reassign.sourced": Act(sourced, roles=FOLLOWING_UP),
    "reassign.go": Act(go, roles=FOLLOWING_UP),
}
