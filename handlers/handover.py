"""Pass on one's own work to a colleague for good."""

from __future__ import annotations

from core.leaving import FOR_GOOD, Reason
from core.leaving import reason as reason_in
from core.messages import Args, Reply
from core.model import OPEN, Task
from core.problems import AskAgain
from core.wording import allocation as wording
from core.wording import tasks as task_wording
from db import people, tasks
from handlers import leaving
from handlers.allocation import ALLOCATES, named_in, told
from handlers.holding import LEAD_AGENCY, careful, colleagues, glanced, held, own, picked, replan
from handlers.holding import seen as packed
from handlers.talk import Act, Talk


def hand_over(talk: Talk, *, task: int | None = None) -> list[Reply]:
    """One task, or all in the person's own hands (leave, another post)."""
    several = [own(talk, task)] if task is not None else _in_my_hands(talk)
    closed = [one for one in several if one.status not in OPEN]
    if closed:
        return [task_wording.state_as_it_is(closed[0])]
    if not several:
        return [wording.nothing_in_hand()]
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
    chosen = named_in(talk.said, found) if talk.said else []
    if len(chosen) == 1:
        return hand_over_to(talk, seen=seen, person=chosen[0].id)
    return [wording.ask_person(several, found, args={"seen": seen}, act="handover")]


def hand_over_named(talk: Talk, *, seen: str, said: str) -> list[Reply]:
    several = glanced(talk, seen)
    found = named_in(said, colleagues(talk, several[0].lead_id))
    if not found:
        raise AskAgain("person", detail=said)
    if len(found) > 1:
        return [wording.several_named(found, act="handover", args={"seen": seen})]
    return hand_over_to(talk, seen=seen, person=found[0].id)


def hand_over_to(talk: Talk, *, seen: str, person: int) -> list[Reply]:
    receiver = people.get(talk.conn, person)
    go_on: Args = {"seen": seen, "person": person}
    return [wording.ask_handover(glanced(talk, seen), receiver, giver=talk.person, go=go_on)]


def hand_over_which(talk: Talk, *, seen: str, person: int) -> list[Reply]:
    return [wording.ask_handover_numbers(glanced(talk, seen), args={"seen": seen, "person": person})]


def hand_over_picked(talk: Talk, *, seen: str, person: int, said: str) -> list[Reply]:
    """'5 9': of all in the person's hands, only those."""
    offered = glanced(talk, seen)
    chosen = picked(offered, said)
    if not chosen:
        args: Args = {"seen": seen, "person": person}
        return [wording.ask_handover_numbers(offered, args=args, wrong=task_wording.not_offered(said))]
    return hand_over_to(talk, seen=packed(chosen), person=person)


@careful("handover.go")
def handed_over(talk: Talk, *, seen: str, person: int, reason: str | None = None) -> list[Reply]:
    """The agency's leader and focal person are told why; numbers and history stay."""
    why = Reason(reason) if reason else None
    several = held(talk, seen)
    moved = [tasks.assign(talk.conn, task, person, by=talk.person, now=talk.now) for task in several]
    replan(talk, moved)
    receiver = people.get(talk.conn, person)
    for task in moved if why else ():
        after = f"{receiver.name}, {wording.REASONS[why]}" if why else receiver.name
        tasks.note(talk.conn, task, by=talk.person, now=talk.now, did="handed_over", after=after)
    over = people.of_agency(talk.conn, moved[0].lead_id, roles=ALLOCATES)
    notices = [
        wording.handover_notice(moved, giver=talk.person, person=receiver, to=one.id, reason=why)
        for one in over
        if one.id not in {talk.person.id, person}
    ]
    return [wording.handed_over(moved, receiver), *told(talk, moved, receiver, None, None), *notices]


def leave(talk: Talk, *, seen: str, person: int, said: str) -> list[Reply]:
    """'nghỉ phép từ 20/3 đến 25/3': everything in the person's hands, in those days only; 'nghỉ hưu': for good."""
    glanced(talk, seen)
    why = reason_in(said)
    if why in FOR_GOOD:
        return handed_over(talk, seen=seen, person=person, reason=why.value if why else None)
    return leaving.for_days(talk, said=said, person=person, reason=why)


ACTS = {
    "handover.ask": Act(hand_over, roles=LEAD_AGENCY, looks=True),
    "handover.again": Act(hand_over_to_whom, roles=LEAD_AGENCY, looks=True),
    "handover.named": Act(hand_over_named, roles=LEAD_AGENCY),
    "handover.to": Act(hand_over_to, roles=LEAD_AGENCY, looks=True),
    "handover.which": Act(hand_over_which, roles=LEAD_AGENCY, looks=True),
    "handover.picked": Act(hand_over_picked, roles=LEAD_AGENCY, takes_numbers=True),
    "handover.leave": Act(leave, roles=LEAD_AGENCY),
    "handover.go": Act(handed_over, roles=LEAD_AGENCY),
}
WORDS = {"nghi phep, ban giao": "handover.ask"}
