"""Pass work on within the agency: 'Phân công', 'Chuyển người khác', and 'Không đúng chức năng' to the coordinator."""

from __future__ import annotations

import datetime as dt

from core.messages import Args, Reply
from core.model import OPEN, Person, Role, Task
from core.permissions import May
from core.problems import AskAgain, NotAllowed
from core.text import fold
from core.understand import read_date
from core.wording import allocation as wording
from core.wording import tasks as task_wording
from db import people, tasks
from handlers.holding import (
    LEAD_AGENCY,
    ask_which,
    careful,
    colleagues,
    followers,
    glanced,
    held,
    own,
    replan,
)
from handlers.holding import seen as packed
from handlers.talk import Act, Talk

_ALLOCATES = frozenset({Role.FOCAL, Role.LEADER})
_LONGEST = 500


# ── 'Phân công' ────────────────────────────────────────────────────────────────────────────────
def ask(talk: Talk, *, task: int | None = None) -> list[Reply]:
    """By button, or 'phân công nv12 cho An'."""
    if task is None:
        return ask_which(talk, "allocate.ask", purpose=task_wording.ALLOCATE_WHICH)
    found = own(talk, task, may=May.ALLOCATE)
    if found.status not in OPEN:
        return [task_wording.state_as_it_is(found)]
    named = _named_in(talk.said, colleagues(talk, found.lead_id))
    seen = packed([found])
    return _to(talk, seen, named[0]) if len(named) == 1 else people_for(talk, seen=seen)


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
    found = _named_in(said, colleagues(talk, several[0].lead_id))
    if not found:
        raise AskAgain("person", detail=said)
    if len(found) > 1:
        return [wording.several_named(found, act="allocate", args={"seen": seen})]
    return _to(talk, seen, found[0])


def _named_in(said: str, known: list[Person]) -> list[Person]:
    """Those whose whole name stands in the words; else those whose last name words end what was typed."""
    typed = fold(said)
    whole = [person for person in known if fold(person.name) in typed]
    if whole or not typed:
        return whole
    words = typed.rsplit(" cho ", 1)[-1].strip(" .")
    return [person for person in known if f" {fold(person.name)}".endswith(f" {words}")]


def to(talk: Talk, *, seen: str, person: int) -> list[Reply]:
    return _to(talk, seen, people.get(talk.conn, person))


def _to(talk: Talk, seen: str, person: Person) -> list[Reply]:
    several = glanced(talk, seen, may=May.ALLOCATE)
    return [wording.ask_advice(several, person, go={"seen": seen, "person": person.id})]


def advised(talk: Talk, *, seen: str, person: int, said: str) -> list[Reply]:
    """'hạn 25/3, trình trước họp giao ban'."""
    day = read_date(said, today=talk.today)
    return go(talk, seen=seen, person=person, advice=said.strip()[:_LONGEST], internal=day.isoformat() if day else None)


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
    return [wording.done(given, receiver), *_told(talk, given, receiver, day, advice)]


def _told(talk: Talk, given: list[Task], receiver: Person, day: dt.date | None, advice: str | None) -> list[Reply]:
    if receiver.id == talk.person.id:
        return []
    if len(given) > 1:
        return [wording.several_allocated(given, giver=talk.person, to=receiver.id, advice=advice)]
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


# ── 'Chuyển người khác' ────────────────────────────────────────────────────────────────────────
def hand_over(talk: Talk, *, task: int | None = None) -> list[Reply]:
    """One task, or all in the person's own hands (leave, another post)."""
    several = [own(talk, task)] if task is not None else _in_my_hands(talk)
    closed = [one for one in several if one.status not in OPEN]
    if closed:
        return [task_wording.state_as_it_is(closed[0])]
    if not several:
        raise NotAllowed("nothing in hand")
    return hand_over_to_whom(talk, seen=packed(several))


def _in_my_hands(talk: Talk) -> list[Task]:
    found = tasks.open_of(talk.conn, talk.person)
    return [
        task for task in found if talk.person.id in {one.person_id for one in tasks.assignments(talk.conn, task.id)}
    ]


def hand_over_to_whom(talk: Talk, *, seen: str) -> list[Reply]:
    several = glanced(talk, seen)
    found = colleagues(talk, several[0].lead_id)
    if not found:
        return [wording.nobody(several[0].lead)]
    chosen = _named_in(talk.said, found) if talk.said else []
    if len(chosen) == 1:
        return hand_over_to(talk, seen=seen, person=chosen[0].id)
    return [wording.ask_person(several, found, args={"seen": seen}, act="handover")]


def hand_over_named(talk: Talk, *, seen: str, said: str) -> list[Reply]:
    several = glanced(talk, seen)
    found = _named_in(said, colleagues(talk, several[0].lead_id))
    if not found:
        raise AskAgain("person", detail=said)
    if len(found) > 1:
        return [wording.several_named(found, act="handover", args={"seen": seen})]
    return hand_over_to(talk, seen=seen, person=found[0].id)


def hand_over_to(talk: Talk, *, seen: str, person: int) -> list[Reply]:
    receiver = people.get(talk.conn, person)
    go_on: Args = {"seen": seen, "person": person}
    return [wording.ask_handover(glanced(talk, seen), receiver, giver=talk.person, go=go_on)]


@careful("handover.go")
def handed_over(talk: Talk, *, seen: str, person: int) -> list[Reply]:
    """The agency's leader and focal person are told; numbers and history stay."""
    several = held(talk, seen)
    moved = [tasks.assign(talk.conn, task, person, by=talk.person, now=talk.now) for task in several]
    replan(talk, moved)
    receiver = people.get(talk.conn, person)
    over = people.of_agency(talk.conn, moved[0].lead_id, roles=_ALLOCATES)
    notices = [
        wording.handover_notice(moved, giver=talk.person, person=receiver, to=one.id)
        for one in over
        if one.id not in {talk.person.id, person}
    ]
    return [wording.handed_over(moved, receiver), *_told(talk, moved, receiver, None, None), *notices]


# ── 'Không đúng chức năng' ─────────────────────────────────────────────────────────────────────
def not_ours(talk: Talk, *, task: int) -> list[Reply]:
    found = own(talk, task)
    if found.status not in OPEN:
        return [task_wording.state_as_it_is(found)]
    return [wording.ask_whose(found, skip={"seen": packed([found])})]


@careful("task.not_ours_sent")
def not_ours_sent(talk: Talk, *, seen: str, said: str = "") -> list[Reply]:
    """The coordinator hears of it; the task and its clock stay where they are."""
    (task,) = held(talk, seen)
    proposal = said.strip()[:_LONGEST]
    noted = tasks.note(talk.conn, task, by=talk.person, now=talk.now, did="not_ours", after=proposal or None)
    notices = [wording.not_ours_notice(noted, proposal=proposal, to=key) for key in followers(talk, noted)]
    return [wording.not_ours(noted, proposal=proposal), *notices]


ACTS = {
    "allocate.ask": Act(ask, roles=_ALLOCATES, looks=True),
    "allocate.of_directive": Act(of_directive, roles=_ALLOCATES, looks=True),
    "allocate.people": Act(people_for, roles=_ALLOCATES, looks=True),
    "allocate.named": Act(named, roles=_ALLOCATES),
    "allocate.to": Act(to, roles=_ALLOCATES, looks=True),
    "allocate.advised": Act(advised, roles=_ALLOCATES),
    "allocate.go": Act(go, roles=_ALLOCATES),
    "handover.ask": Act(hand_over, roles=LEAD_AGENCY, looks=True),
    "handover.again": Act(hand_over_to_whom, roles=LEAD_AGENCY, looks=True),
    "handover.named": Act(hand_over_named, roles=LEAD_AGENCY),
    "handover.to": Act(hand_over_to, roles=LEAD_AGENCY, looks=True),
    "handover.go": Act(handed_over, roles=LEAD_AGENCY),
    "task.not_ours": Act(not_ours, roles=LEAD_AGENCY, looks=True),
    "task.not_ours_sent": Act(not_ours_sent, roles=LEAD_AGENCY),
}
