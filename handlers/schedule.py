"""'/lichnhac N': when and whom the bot will remind of a task and why; the coordinator changes its ladder from there."""

from __future__ import annotations

from itertools import islice

from core.ladder import Step, silences, upcoming
from core.messages import Args, Reply
from core.model import Role, Task
from core.permissions import May
from core.problems import NotAllowed
from core.rungs import read
from core.wording import schedule as wording
from core.wording import show
from core.wording.tasks import SHOW_WHICH
from db import by_phone, directives, ladders, people, sendings, standing_in, tasks, watched
from db.watched import Watched
from handlers.holding import ask_which, number_in, numbered, only_one, own
from handlers.talk import Act, Talk

FOLLOWS_UP = frozenset({Role.COORDINATOR, Role.ADMIN})


def look(talk: Talk, *, task: int | None = None, said: str = "") -> list[Reply]:
    """With words after the number, the ladder is set: '/lichnhac 3: 10, 5, 1', '/lichnhac 141/TB-BCĐ: 10, 5, 1'."""
    what, _, rungs = said.partition(":")
    if "/" in what:
        return _of_directive(talk, what, rungs)
    number = number_in(what)
    found = own(talk, task, may=May.LOOK) if task is not None else None
    if found is None:
        found = numbered(talk, number, may=May.LOOK) if number is not None else only_one(talk)
    if found is None:
        return ask_which(talk, "schedule.show", purpose=SHOW_WHICH)
    if rungs.strip():
        return set_(talk, task=found.id, said=rungs)
    return [_schedule(talk, found)]


def _of_directive(talk: Talk, number: str, rungs: str) -> list[Reply]:
    one = directives.by_number(talk.conn, number.strip())
    if one is None or talk.person.role not in FOLLOWS_UP:
        raise NotAllowed("no such directive")
    return set_(talk, directive=one.id, said=rungs) if rungs.strip() else ask(talk, directive=one.id)


def _schedule(talk: Talk, task: Task) -> Reply:
    decides = May.DECIDE in tasks.permitted(talk.conn, task.id, for_=talk.person, on=talk.today)
    inside = talk.person.sees_all or talk.person.agency_id == task.lead_id
    ahead = _ahead(talk, task, inside=inside)
    ladder = _by_which(ladders.of_task(talk.conn, task.id), talk.office.ladder)
    return wording.schedule(task, ahead, ladder=ladder, today=talk.today, office=talk.office, may_change=decides)


def _by_which(found: ladders.Set, usual: tuple[int, ...]) -> str:
    if found.task is not None:
        return wording.of_task(found.task)
    return wording.of_directive(found.directive) if found.directive is not None else wording.of_office(usual)


def _ahead(talk: Talk, task: Task, *, inside: bool) -> wording.Ahead:
    """Names for whoever is of the lead agency or follows up; others see the moments alone."""
    held = [one for one in watched.of_tasks(talk.conn, [task.id], office=talk.office) if not one.ended]
    silent = silences(held[0].watch, now=talk.now, office=talk.office) if held else []
    past = sendings.of_task(talk.conn, task.id, limit=wording.MOST_PAST) if inside else []
    hands = _hands(talk, held) if inside else [wording.Hand(task.lead)]
    names = {one.person_id: hand.name for one, hand in zip(held, hands, strict=False)} if inside else {}
    return wording.Ahead(tuple(hands), tuple(_steps(talk, held, names)), tuple(silent), tuple(past), inside)


def _hands(talk: Talk, held: list[Watched]) -> list[wording.Hand]:
    instead = standing_in.deputies(talk.conn, [one.person_id for one in held], today=talk.today)
    return [_hand(talk, one.person_id, instead.get(one.person_id)) for one in held]


def _hand(talk: Talk, person_id: int, deputy: int | None) -> wording.Hand:
    reached = by_phone.place(talk.conn, deputy or person_id) is not None
    name = show.titled(people.get(talk.conn, person_id))
    return wording.Hand(name, reached, show.titled(people.get(talk.conn, deputy)) if deputy else None)


def _steps(talk: Talk, held: list[Watched], names: dict[int, str]) -> list[tuple[Step, tuple[str, ...]]]:
    """The next moments, each with whom it is for where it is not for everybody."""
    by_step: dict[Step, list[int]] = {}
    for one in held:
        for step in islice(upcoming(one.watch, after=talk.now, office=talk.office), wording.MOST_AHEAD):
            by_step.setdefault(step, []).append(one.person_id)
    ordered = sorted(by_step.items(), key=lambda pair: pair[0].at)[: wording.MOST_AHEAD]
    some = [(step, whom if len(whom) < len(held) else []) for step, whom in ordered]
    return [(step, tuple(names[key] for key in whom if key in names)) for step, whom in some]


# ── the ladder ─────────────────────────────────────────────────────────────────────────────────
def ask(talk: Talk, *, task: int | None = None, directive: int | None = None) -> list[Reply]:
    if task is not None:
        found = own(talk, task, may=May.DECIDE)
        mine = ladders.of_task(talk.conn, task).task
        return [wording.ask(wording.about_task(found), args={"task": task}, own=mine)]
    one = directives.get(talk.conn, _known(directive))
    args: Args = {"directive": one.id}
    return [wording.ask(wording.about_directive(one), args=args, own=ladders.of_directive(talk.conn, one.id))]


def set_(talk: Talk, *, said: str, task: int | None = None, directive: int | None = None) -> list[Reply]:
    return _put(talk, read(said), task=task, directive=directive)


def usual(talk: Talk, *, task: int | None = None, directive: int | None = None) -> list[Reply]:
    """Back to the office's, or for a task to its directive's."""
    return _put(talk, None, task=task, directive=directive)


def _put(talk: Talk, rungs: ladders.Rungs, *, task: int | None, directive: int | None) -> list[Reply]:
    who, now, office = talk.person, talk.now, talk.office
    if task is not None:
        found = tasks.lock(talk.conn, task, for_=talk.person, may=May.DECIDE)
        ladders.set_task(talk.conn, task, rungs, by=who, now=now, office=office)
        return [wording.changed_task(found, rungs, following=_following(talk, task))]
    one = directives.lock(talk.conn, _known(directive))
    planned = ladders.set_directive(talk.conn, one.id, rungs, by=who, now=now, office=office)
    return [wording.changed_directive(one, rungs, tasks=planned)]


def _following(talk: Talk, task: int) -> str | None:
    held = [one for one in watched.of_tasks(talk.conn, [task], office=talk.office) if not one.ended]
    steps = _steps(talk, held, {})
    return wording.moment(steps[0][0], today=talk.today, office=talk.office) if steps else None


def _known(directive: int | None) -> int:
    if directive is None:
        raise NotAllowed("neither a task nor a directive")
    return directive


ACTS: dict[str, Act] = {
    "schedule.show": Act(look, looks=True),
    "ladder.ask": Act(ask, roles=FOLLOWS_UP, looks=True),
    "ladder.set": Act(set_, roles=FOLLOWS_UP),
    "ladder.usual": Act(usual, roles=FOLLOWS_UP),
}
COMMANDS: dict[str, str] = {"lichnhac": "schedule.show"}
