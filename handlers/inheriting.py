"""Give out what an agency that ended leaves: each piece to its successor, one message a directive, everybody told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from core.messages import Reply
from core.model import Agency, Task
from core.succession import Part, Piece, Plan, Succession, going
from core.wording import succession as say
from db import agencies, directives, people, successions, tasks
from handlers.holding import replan
from handlers.talk import Talk


def hand_out(talk: Talk, plan: Plan, old: Agency, pieces: Sequence[Piece], chosen: Mapping[int, int]) -> list[Reply]:
    """The end is recorded, every piece moved, reminders planned anew, drafts asked about again."""
    before = _in_hand(talk, pieces)
    by, now, decision = talk.person, talk.now, plan.decision or ""
    successions.record(talk.conn, old, plan.heirs, on=plan.on or talk.today, decision=decision, by=by, now=now)
    heirs = {heir: agencies.get(talk.conn, heir) for heir in plan.heirs}
    given = {
        one.task.id: successions.give(
            talk.conn, one, old, heirs.get(chosen[one.task.id]), decision=decision, by=by, now=now
        )
        for one in pieces
    }
    replan(talk, given.values())
    drafts = successions.unsettle_drafts(talk.conn, old.id)
    record = successions.of(talk.conn, old.id)
    if record is None:
        raise ValueError("a succession without successors")
    pieces = [Piece(given[one.task.id], one.part) for one in pieces]
    return [_answer(talk, record, pieces, chosen, drafts=len(drafts)), *_notices(talk, record, pieces, chosen, before)]


def _in_hand(talk: Talk, pieces: Sequence[Piece]) -> dict[int, list[Task]]:
    """By person, what they hold of the tasks the agency leads."""
    held: defaultdict[int, list[Task]] = defaultdict(list)
    for one in pieces:
        for doing in tasks.assignments(talk.conn, one.task.id) if one.part is Part.LEAD else ():
            held[doing.person_id].append(one.task)
    return held


def _answer(
    talk: Talk, record: Succession, pieces: Sequence[Piece], chosen: Mapping[int, int], *, drafts: int
) -> Reply:
    silent = [
        heir
        for heir in record.heirs
        if going(pieces, chosen, heir.id) and not people.reached(talk.conn, _receivers(talk, heir))
    ]
    crew = people.of_agency(talk.conn, record.agency.id)
    return say.done(record, pieces, chosen, silent=silent, drafts=drafts, people=crew)


def _receivers(talk: Talk, heir: Agency) -> list[int]:
    return [one.id for one in people.receivers(talk.conn, heir.id)]


def _notices(
    talk: Talk,
    record: Succession,
    pieces: Sequence[Piece],
    chosen: Mapping[int, int],
    before: Mapping[int, Sequence[Task]],
) -> list[Reply]:
    told = [say.taken(record, several, to=who) for who, several in before.items() if people.get(talk.conn, who).active]
    for heir in record.heirs:
        told += _to_heir(talk, record, heir, going(pieces, chosen, heir.id))
    others = [one.id for one in people.coordinators(talk.conn) if one.id != talk.person.id]
    return [*told, *(say.recorded(record, pieces=len(pieces), by=talk.person, to=one) for one in others)]


def _to_heir(talk: Talk, record: Succession, heir: Agency, here: Sequence[Piece]) -> list[Reply]:
    """Whoever receives there, a message a directive."""
    receiver = next(iter(_receivers(talk, heir)), None)
    by_directive: defaultdict[int, list[Piece]] = defaultdict(list)
    for one in here:
        by_directive[one.task.directive_id].append(one)
    if receiver is None:
        return []
    return [
        say.inherited(
            record,
            heir,
            directives.get(talk.conn, directive),
            [one.task for one in several if one.part is Part.LEAD],
            [one for one in several if one.part is not Part.LEAD],
            to=receiver,
        )
        for directive, several in by_directive.items()
    ]
