"""Pass work on within the agency: 'Phân công'."""

from __future__ import annotations

import datetime as dt
import re

from core.messages import Args, Reply
from core.model import OPEN, Person, Role, Task
from core.permissions import May
from core.problems import AskAgain, NotAllowed
from core.text import fold
from core.understand import Request, read_date, understand
from core.wording import allocation as wording
from core.wording import tasks as task_wording
from db import people, prompts, tasks
from handlers.holding import (
    ask_which,
    careful,
    colleagues,
    glanced,
    held,
    numbered,
    only_one,
    own,
    replan,
)
from handlers.holding import seen as packed
from handlers.talk import Act, Talk

ALLOCATES = frozenset({Role.FOCAL, Role.LEADER})
_LONGEST = 500
_CALLED = re.compile(
    r"(?:phan cong|giao)(?: lai)?(?: cho)? (?:(?:dong chi|d/c|dc|anh|chi|ong|ba) )?(?P<name>[a-z][a-z ]*?)"
    r"(?: (?:lam|thuc hien|phu trach|theo doi))?(?: (?:nv|nhiem vu|viec)\b.*)?(?: (?:nhe|nha|a|di|giup|voi))*[ .]*$"
)
_LIMIT = re.compile(
    r"[ ,;]+(?:(?:voi |co )?(?:thoi )?han(?: noi bo)?|(?:xong |trinh |nop )?truoc|den)\b[^\d]{0,12}\d.*"
)
_ONLY_A_DAY = re.compile(r"(?:han(?: noi bo)?:? )?(?:ngay )?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?")
_ANOTHER = re.compile(r"(?:(?:khong|nham|doi|sua|thoi)\b.*)?\b(?:cho|sang) ")
_NO_ADVICE = frozenset({"khong", "khong co", "khong co y kien", "chua co"})


# ── 'Phân công' ────────────────────────────────────────────────────────────────────────────────
def ask(talk: Talk, *, task: int | None = None) -> list[Reply]:
    """By button."""
    if task is None:
        return ask_which(talk, "allocate.ask", purpose=task_wording.ALLOCATE_WHICH)
    found = own(talk, task, may=May.ALLOCATE)
    if found.status not in OPEN:
        return [task_wording.state_as_it_is(found)]
    named = named_in(talk.said, colleagues(talk, found.lead_id))
    seen = packed([found])
    return _to(talk, seen, named[0]) if len(named) == 1 else people_for(talk, seen=seen)


def typed(talk: Talk, *, said: str) -> list[Reply]:
    """'phân công nv12', 'phân công nv 3, nv 5 cho An', 'nv12: phân công An'."""
    asked = [one for one in understand(said, today=talk.today) if one.request is Request.ALLOCATE and one.task]
    several = [numbered(talk, int(one.task or 0), may=May.ALLOCATE) for one in asked]
    if not several:
        alone = only_one(talk)
        if alone is None:
            return ask_which(talk, "allocate.ask", purpose=task_wording.ALLOCATE_WHICH)
        several = [own(talk, alone.id, may=May.ALLOCATE)]
    closed = [task for task in several if task.status not in OPEN]
    if closed:
        return [task_wording.state_as_it_is(closed[0])]
    seen, known = packed(several), colleagues(talk, several[0].lead_id)
    limit = _LIMIT.search(fold(said))
    words = fold(said)[: limit.start()] if limit else fold(said)
    called = _CALLED.search(words)
    found = named_in(words, known) or (named_in(called["name"], known) if called else [])
    if len(found) != 1:
        return people_for(talk, seen=seen)
    day = _within(talk, several, limit[0]) if limit else None
    return _to(talk, seen, found[0], internal=day, waiting=_unanswered(talk, several))


def _unanswered(talk: Talk, several: list[Task]) -> list[Task]:
    """The tasks of a confirmation that is still open, and would be forgotten under the next one."""
    recent = prompts.recent(talk.conn, talk.event.address, real_now=talk.real_now)
    question = next((one for one in recent if one.asking and one.asks), None)
    if question is None or question.asks is None or question.asks.act != "allocate.advised":
        return []
    chosen = {task.id for task in several}
    return [one for one in glanced(talk, str(question.asks.args["seen"]), may=May.ALLOCATE) if one.id not in chosen]


def of_directive(talk: Talk, *, directive: int) -> list[Reply]:
    mine = tasks.of_directive(talk.conn, directive, for_=talk.person, may=May.ALLOCATE, on=talk.today)
    several = [task for task in mine if task.status in OPEN]
    if not several:
        raise NotAllowed("nothing to allocate")
    doing = {task.id: tuple(one.person for one in tasks.doing(talk.conn, task.id)) for task in several[:5]}
    return [wording.directive(several, doing=doing, all_={"seen": packed(several)})]


def people_for(talk: Talk, *, seen: str) -> list[Reply]:
    several = glanced(talk, seen, may=May.ALLOCATE)
    found = colleagues(talk, several[0].lead_id)
    if not found:
        return [wording.nobody(several[0].lead)]
    return [wording.ask_person(several, found, args={"seen": seen})]


def named(talk: Talk, *, seen: str, said: str) -> list[Reply]:
    several = glanced(talk, seen, may=May.ALLOCATE)
    found = named_in(said, colleagues(talk, several[0].lead_id))
    if not found:
        raise AskAgain("person", detail=said)
    if len(found) > 1:
        return [wording.several_named(found, act="allocate", args={"seen": seen})]
    return _to(talk, seen, found[0])


def named_in(said: str, known: list[Person]) -> list[Person]:
    """Those whose whole name stands in the words; else those whose last name words end what was typed."""
    typed = fold(said)
    whole = [person for person in known if fold(person.name) in typed]
    if whole or not typed:
        return whole
    words = typed.rsplit(" cho ", 1)[-1].strip(" .")
    return [person for person in known if f" {fold(person.name)}".endswith(f" {words}")]


def to(talk: Talk, *, seen: str, person: int) -> list[Reply]:
    return _to(talk, seen, people.get(talk.conn, person))


def _to(
    talk: Talk, seen: str, person: Person, *, internal: dt.date | None = None, waiting: list[Task] | None = None
) -> list[Reply]:
    several = glanced(talk, seen, may=May.ALLOCATE)
    go: Args = {"seen": seen, "person": person.id}
    go = {**go, "internal": internal.isoformat()} if internal else go
    return [wording.ask_advice(several, person, go=go, internal=internal, waiting=waiting or ())]


def internal(talk: Talk, *, seen: str, person: int) -> list[Reply]:
    """A deadline within the agency, from the near days."""
    go: Args = {"seen": seen, "person": person}
    several = glanced(talk, seen, may=May.ALLOCATE)
    return [wording.ask_internal(several, go=go, today=talk.today, calendar=talk.office.calendar)]


def due(talk: Talk, *, seen: str, person: int, said: str) -> list[Reply]:
    several = glanced(talk, seen, may=May.ALLOCATE)
    day = _within(talk, several, said)
    if day is None:
        raise AskAgain("date", detail=said)
    go: Args = {"seen": seen, "person": person, "internal": day.isoformat()}
    return [wording.ask_advice(several, people.get(talk.conn, person), go=go, internal=day)]


def advised(talk: Talk, *, seen: str, person: int, said: str, internal: str | None = None) -> list[Reply]:
    """'hạn 25/3, trình trước họp giao ban'; 'không, cho An' is another person, 'không' no advice."""
    folded = fold(said).strip(" .")
    several = glanced(talk, seen, may=May.ALLOCATE)
    known = colleagues(talk, several[0].lead_id)
    others = [one for one in named_in(said, known) if one.id != person]
    if len(others) == 1 and _ANOTHER.match(folded):
        return _to(talk, seen, others[0])
    if folded in _NO_ADVICE:
        return go(talk, seen=seen, person=person, internal=internal)
    day = _within(talk, several, said)
    until = day.isoformat() if day else internal
    advice = None if _ONLY_A_DAY.fullmatch(folded) else said.strip()[:_LONGEST]
    return go(talk, seen=seen, person=person, advice=advice, internal=until)


def _within(talk: Talk, several: list[Task], said: str) -> dt.date | None:
    """The agency's own deadline stands before the document's, while that has not passed."""
    day = read_date(said, today=talk.today)
    if day is None:
        return None
    if day < talk.today:
        raise AskAgain("date_past", detail=said)
    last = min((task.due.last_day for task in several if task.due and task.due.last_day >= talk.today), default=None)
    if last is not None and day > last:
        raise AskAgain("internal_late", detail=f"{day.day}/{day.month}/{day.year}")
    return day


@careful("allocate.go")
def go(talk: Talk, *, seen: str, person: int, advice: str | None = None, internal: str | None = None) -> list[Reply]:
    several = held(talk, seen, may=May.ALLOCATE)
    day = dt.date.fromisoformat(internal) if internal else None
    given = [
        tasks.assign(talk.conn, task, person, by=talk.person, now=talk.now, internal_due=day, advice=advice)
        for task in several
    ]
    replan(talk, given)
    receiver = people.get(talk.conn, person)
    return [wording.done(given, receiver), *told(talk, given, receiver, day, advice)]


def told(talk: Talk, given: list[Task], receiver: Person, day: dt.date | None, advice: str | None) -> list[Reply]:
    if receiver.id == talk.person.id:
        return []
    if len(given) > 1:
        return [wording.several_allocated(given, giver=talk.person, to=receiver.id, advice=advice, internal_due=day)]
    told = wording.allocated(
        given[0],
        giver=talk.person,
        to=receiver.id,
        internal_due=day,
        advice=advice,
        today=talk.today,
        office=talk.office,
    )
    return [told]


ACTS = {
    "allocate.ask": Act(ask, roles=ALLOCATES, looks=True),
    "allocate.typed": Act(typed, roles=ALLOCATES, looks=True),
    "allocate.of_directive": Act(of_directive, roles=ALLOCATES, looks=True),
    "allocate.people": Act(people_for, roles=ALLOCATES, looks=True),
    "allocate.named": Act(named, roles=ALLOCATES),
    "allocate.to": Act(to, roles=ALLOCATES, looks=True),
    "allocate.internal": Act(internal, roles=ALLOCATES, looks=True),
    "allocate.due": Act(due, roles=ALLOCATES),
    "allocate.advised": Act(advised, roles=ALLOCATES),
    "allocate.go": Act(go, roles=ALLOCATES),
}
