"""Show people their tasks and what the document says, and take 'Đã nhận'."""

from __future__ import annotations

import re

from core.messages import Reply
from core.model import OPEN, Role, Status, Task
from core.permissions import May
from core.problems import AskAgain, NotAllowed
from core.text import fold
from core.understand import understand
from core.wording import causes as causes_wording
from core.wording import past as past_wording
from core.wording import tasks as wording
from db import causes, directives, enclosures, history, matters, reports, tasks
from handlers.acts import acts
from handlers.holding import LEAD_AGENCY, ask_which, number_in, numbered, only_one, own, replan
from handlers.talk import Act, Talk

FOLLOWED = OPEN | {Status.SUBMITTED}
_CONTEXT = 120
_PICKED = re.compile(
    r"(?:[\W_]|nv|nhiem vu|viec|muc|so|chon|la)*(?P<number>\d{1,6})(?:[\W_]|nhe|nha|a|do|day)*"
)  # nothing else


# ── looking ────────────────────────────────────────────────────────────────────────────────────
def list_mine(talk: Talk, *, first: int = 0, said: str = "") -> list[Reply]:
    """'/nhiemvu', with a number: that task."""
    if number_in(said) is not None:
        return show_one(talk, said=said)
    shown = tasks.open_of(talk.conn, talk.person, limit=wording.PAGE, offset=first, statuses=FOLLOWED, on=talk.today)
    total = tasks.count_of(talk.conn, talk.person, statuses=FOLLOWED, on=talk.today)
    return [wording.task_list(shown, total=total, first=first, today=talk.today, office=talk.office)]


def show_one(talk: Talk, *, task: int | None = None, said: str = "") -> list[Reply]:
    found = _looked_at(talk, task, said)
    if found is None:
        return ask_which(talk, "task.show", purpose=wording.SHOW_WHICH)
    return [card(talk, found)]


def card(talk: Talk, task: Task) -> Reply:
    doing = tasks.doing(talk.conn, task.id)
    may = tasks.permitted(talk.conn, task.id, for_=talk.person, on=talk.today)
    seen = wording.Seen(
        task=task,
        doing=tuple(f"{one.position} {one.person}" if one.position else one.person for one in doing),
        report=reports.last(talk.conn, task.id),
        cause=_cause(talk, task),
        matter=matters.of_tasks(talk.conn, [task.id]).get(task.id),
        may=may,
        acknowledged=task.status is not Status.NOT_STARTED and all(one.acknowledged for one in doing),
        own_submission=task.submitted_by == talk.person.id,
        files=enclosures.counts(talk.conn, [task.id]).get(task.id, 0),
        leader=talk.person.role is Role.LEADER and (talk.person.sees_all or talk.person.agency_id == task.lead_id),
        supports=not talk.person.sees_all and May.ANSWER not in may,
    )
    return wording.card(seen, today=talk.today, office=talk.office)


def _cause(talk: Talk, task: Task) -> str | None:
    found = causes.of_tasks(talk.conn, [task.id]).get(task.id)
    return causes_wording.line(found) if found else None


def _looked_at(talk: Talk, task: int | None, said: str) -> Task | None:
    if task is not None:
        return own(talk, task, may=May.LOOK)
    number = number_in(said)
    return numbered(talk, number, may=May.LOOK) if number is not None else only_one(talk)


def text(talk: Talk, *, task: int) -> list[Reply]:
    """'Xem văn bản': the sentence the task came from, with the words around it."""
    found = own(talk, task, may=May.LOOK)
    source = directives.get(talk.conn, found.directive_id)
    start, end = tasks.span(talk.conn, task) or (0, 0)
    whole = source.text
    sentence = whole[start:end].strip() or found.text
    before = _edge(whole[max(0, start - _CONTEXT) : start], at_start=start <= _CONTEXT, leading=True)
    after = _edge(whole[end : end + _CONTEXT], at_start=end + _CONTEXT >= len(whole), leading=False)
    around = (before, after) if end > start else ("", "")
    has_file = source.file_id is not None
    return [wording.source(found, before=around[0], sentence=sentence, after=around[1], has_file=has_file)]


def _edge(words: str, *, at_start: bool, leading: bool) -> str:
    """Words around the sentence on one line, cut at a space and marked where more stands in the document."""
    line = " ".join(words.split())
    if not line or at_start:
        return line
    cut = line.partition(" ")[2] if leading else line.rpartition(" ")[0]
    return f"…{cut}" if leading else f"{cut}…"


def file(talk: Talk, *, task: int | None = None, said: str = "") -> list[Reply]:
    """The kept file of the directive."""
    found = _looked_at(talk, task, said)
    if found is None:
        return ask_which(talk, "task.file", purpose=wording.SHOW_WHICH)
    kept = directives.get(talk.conn, found.directive_id).file_id
    return [wording.no_file(found) if kept is None else wording.file(found, file_id=kept)]


def past(talk: Talk, *, task: int | None = None, said: str = "", first: int = 0) -> list[Reply]:
    """'/lichsu N'."""
    found = _looked_at(talk, task, said)
    if found is None:
        return ask_which(talk, "task.history", purpose=wording.SHOW_WHICH)
    acts_so_far = history.of(talk.conn, "task", noun_id=found.id)
    return [past_wording.history(found, acts_so_far, office=talk.office, first=first)]


def chosen(talk: Talk, *, act: str, said: str = "", **args: int | str | None) -> list[Reply]:
    """A number typed where several tasks could be meant: the act goes on with that task."""
    picked = _PICKED.fullmatch(fold(said))
    if picked is None:
        raise AskAgain("number", detail=said)
    task = numbered(talk, int(picked["number"]), may=May.LOOK)
    if talk.person.role not in acts()[act].roles:  # as they are today, not as they were asked
        raise NotAllowed("not theirs to do")
    return acts()[act].do(talk, **{**args, "task": task.id})


# ── 'Đã nhận' ──────────────────────────────────────────────────────────────────────────────────
def acknowledge(talk: Talk, *, directive: int) -> list[Reply]:
    """All tasks of this directive that the person answers for; anyone of the lead agency speaks for it."""
    mine = tasks.of_directive(talk.conn, directive, for_=talk.person, may=May.ANSWER, on=talk.today)
    return _acknowledge(talk, [task for task in mine if task.status in OPEN])


def acknowledge_one(talk: Talk, *, task: int) -> list[Reply]:
    found = own(talk, task)
    return _acknowledge(talk, [found] if found.status in OPEN else [])


def acknowledge_typed(talk: Talk, *, said: str) -> list[Reply]:
    """'đã nhận nv3', or 'đã nhận' for everything not yet acknowledged."""
    understood = understand(said, today=talk.today)
    numbers = [int(one.task) for one in understood if one.task]
    if numbers:
        return _acknowledge(talk, [task for task in (numbered(talk, n) for n in numbers) if task.status in OPEN])
    waiting = tasks.open_of(talk.conn, talk.person, statuses={Status.NOT_STARTED}, on=talk.today)
    by_directive: dict[int, list[Task]] = {}
    for task in waiting:
        by_directive.setdefault(task.directive_id, []).append(task)
    if not by_directive:
        return [wording.nothing_to_acknowledge()]
    return [reply for several in by_directive.values() for reply in _acknowledge(talk, several)]


def _acknowledge(talk: Talk, several: list[Task]) -> list[Reply]:
    if not several:
        return [wording.nothing_to_acknowledge()]
    locked = [tasks.lock(talk.conn, key, for_=talk.person, on=talk.today) for key in sorted(t.id for t in several)]
    done = tasks.acknowledge(talk.conn, locked, by=talk.person, now=talk.now)
    replan(talk, done)
    return [wording.acknowledged(done, may_allocate=_to_allocate(talk, done))]


def _to_allocate(talk: Talk, several: list[Task]) -> list[Task]:
    first = tasks.permitted(talk.conn, several[0].id, for_=talk.person, on=talk.today)
    return several if May.ALLOCATE in first else []


ACTS = {
    "task.list": Act(list_mine, looks=True),
    "task.more": Act(list_mine, looks=True),
    "task.show": Act(show_one, looks=True),
    "task.text": Act(text, looks=True),
    "task.file": Act(file, looks=True),
    "task.history": Act(past, looks=True),
    "task.which": Act(chosen, takes_numbers=True),
    "task.acknowledge": Act(
        acknowledge, roles=LEAD_AGENCY, looks=True
    ),  # saying it again changes nothing, so it never goes stale
    "task.acknowledge_one": Act(acknowledge_one, roles=LEAD_AGENCY, looks=True),
    "task.acknowledge_typed": Act(acknowledge_typed, roles=LEAD_AGENCY),
}
WORDS = {"viec cua don vi": "task.list", "nhiem vu cua don vi": "task.list"}
COMMANDS = {"nhiemvu": "task.list", "nv": "task.show", "lichsu": "task.history"}
