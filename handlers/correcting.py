"""A corrected version of a directive in force: its open tasks follow in one transaction, if so answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from core import review
from core.correction import Difference, What, known, leads_settled
from core.messages import Reply
from core.model import OPEN, Directive, DirectiveState, DraftTask, Status, Task
from core.permissions import May
from core.problems import NotAllowed
from core.status import Who
from core.wording import correcting as say
from db import corrections, directives, drafts, reminders, tasks
from handlers.directives import FOLLOWS_UP
from handlers.drafting import names
from handlers.holding import hands
from handlers.publish import put_in_force
from handlers.talk import Act, Talk

FOLLOWING = OPEN | {Status.SUBMITTED}  # what is done, suspended or ended stays as it is


@dataclass(slots=True)
class _Round:
    """What the update did, and how agencies are called in what is said of it."""

    names: dict[int, str]
    changed: list[Task] = field(default_factory=list)
    ended: list[Task] = field(default_factory=list)
    give: list[DraftTask] = field(default_factory=list)  # new points, and new leads of old ones
    unsettled: list[int] = field(default_factory=list)  # numbers whose new lead is not sure
    told: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))


def update(talk: Talk, *, directive: int, old: int) -> list[Reply]:
    there, new = _both(talk, directive, old)
    every = corrections.points(talk.conn, old, new=directive)
    done = _Round(names(talk))
    for one in every:
        if one.point.what:
            _follow(talk, there, one, done)
    _waiting(talk, there, every)
    corrections.take_over(talk.conn, there, new, every=every, by=talk.person, now=talk.now)
    made, notices = _give(talk, there, done)
    reminders.replan(talk.conn, [x.id for x in (*done.changed, *done.ended)], now=talk.now, office=talk.office)
    directives.forget(talk.conn, directive)
    left = len(review.live(drafts.of(talk.conn, old)))
    counts = {"changed": len(done.changed), "added": len(made), "ended": len(done.ended), "left": left}
    told = [say.notice(there, lines, to=person) for person, lines in done.told.items()]
    return [say.updated(there, unsettled=sorted(set(done.unsettled)), **counts), *told, *notices]


def _both(talk: Talk, directive: int, old: int) -> tuple[Directive, Directive]:
    there, new = directives.lock(talk.conn, old), directives.lock(talk.conn, directive)
    if there.state is not DirectiveState.PUBLISHED or new.state is not DirectiveState.DRAFT:
        raise NotAllowed("nothing to update")
    return there, new


def _follow(talk: Talk, there: Directive, one: Difference, done: _Round) -> None:
    new = one.point.new
    settled = new is not None and leads_settled(new)
    for task in one.tasks:
        held = tasks.lock(talk.conn, task.id, for_=talk.person, may=May.DECIDE)
        if held.status not in FOLLOWING:
            continue
        if new is None or (What.LEAD in one.point.what and settled and held.lead_id not in known(new.leads)):
            _end(talk, there, held, one, done)
        else:
            _correct(talk, held, one, done)
    if new is not None and What.ADDED in one.point.what:
        done.give.append(new)
    elif new is not None and What.LEAD in one.point.what and one.tasks:
        _new_leads(new, one, done, settled=settled)


def _new_leads(new: DraftTask, one: Difference, done: _Round, *, settled: bool) -> None:
    """Only those who did not lead before; nothing is given to a lead that is not sure."""
    if not settled:
        done.unsettled += [task.number for task in one.tasks]
        return
    there = {task.lead_id for task in one.tasks}
    added = tuple(lead for lead in new.leads if lead.agency_id not in there)
    done.give += [replace(new, leads=added)] if added else []


def _correct(talk: Talk, task: Task, one: Difference, done: _Round) -> None:
    changed = corrections.correct(talk.conn, task, one.point, by=talk.person, now=talk.now)
    done.changed.append(changed)
    _tell(talk, changed, one, done)


def _end(talk: Talk, there: Directive, task: Task, one: Difference, done: _Round) -> None:
    """The corrected version is the authority for it."""
    by, now = talk.person, talk.now
    ended = tasks.move(talk.conn, task, Status.ENDED, who=Who.COORDINATOR, by=by, now=now, did="ended")
    tasks.note(talk.conn, ended, by=by, now=now, did="decided", after=say.source(there))
    done.ended.append(ended)
    _tell(talk, ended, one, done)


def _tell(talk: Talk, task: Task, one: Difference, done: _Round) -> None:
    lines = say.said_of(replace(one, tasks=(task,)), done.names)
    for person in hands(talk, task):
        done.told[person] += lines


def _give(talk: Talk, there: Directive, done: _Round) -> tuple[list[Task], list[Reply]]:
    """What is clear of the new points is given at once, the rest waits for its review under the directive."""
    clear = review.clear(done.give)
    waiting = [one for one in done.give if one not in clear]
    drafts.move(talk.conn, waiting, to=there.id)
    if not clear:
        return [], []
    given = put_in_force(talk.conn, there, clear, by=talk.person, now=talk.now, office=talk.office)
    return given.made, given.notices


def _waiting(talk: Talk, there: Directive, every: Sequence[Difference]) -> None:
    """Points of the old version that still wait for their review are read as the new one has them."""
    left = {one.span: one for one in drafts.of(talk.conn, there.id) if one.span}
    changed = []
    for one in every:
        old = one.point.old
        mine = left.get(old.span) if old and old.span else None
        if mine is None:
            continue
        changed.append(_read_anew(mine, one))
    drafts.change(talk.conn, changed, by=talk.person.id, now=talk.now)


def _read_anew(mine: DraftTask, one: Difference) -> DraftTask:
    """What the coordinator made of a point stays where both versions say the same."""
    new = one.point.new
    if new is None:
        return replace(mine, dropped=True)
    if not one.point.what:
        return replace(mine, span=new.span)
    here = replace(new, id=mine.id, directive_id=mine.directive_id)
    return replace(here, position=mine.position, dropped=mine.dropped)


ACTS: dict[str, Act] = {"reading.update": Act(update, roles=FOLLOWS_UP)}
