"""'Thu hồi': within half an hour of the telling the coordinator takes a publication back for correction."""

from __future__ import annotations

import datetime as dt
import re

from core.messages import Reply
from core.model import Directive
from core.review import live
from core.text import fold
from core.wording import recalling as say
from db import directives, drafts, publications, reminders
from db.publications import Publication
from handlers.directives import FOLLOWS_UP
from handlers.talk import Act, Talk

WINDOW = dt.timedelta(minutes=say.MINUTES)
_LINE = re.compile(r"thu hoi\s+(?:giao viec\s+|van ban\s+)?(?P<number>\S*[/-]\S+)")


def typed(talk: Talk, *, said: str) -> list[Reply]:
    """'thu hồi 141/TB-BCĐ'; [] when the words are something else."""
    found = _LINE.fullmatch(fold(said).strip(" ."))
    directive = directives.by_number(talk.conn, found["number"]) if found else None
    newest = publications.newest(talk.conn, directive_id=directive.id) if directive else None
    return ask(talk, publication=newest.id) if newest else []


def newest(talk: Talk) -> list[Reply]:
    """The bare word: the last publication of all."""
    one = publications.newest(talk.conn)
    return ask(talk, publication=one.id) if one else [say.nothing()]


def ask(talk: Talk, *, publication: int) -> list[Reply]:
    one = publications.get(talk.conn, publication)
    directive = directives.get(talk.conn, one.directive_id)
    waiting = one.told_at > talk.now
    return _refused(talk, one, directive) or [
        say.ask(directive, publication=one.id, first=one.first, last=one.last, waiting=waiting)
    ]


def _refused(talk: Talk, one: Publication, directive: Directive) -> list[Reply]:
    if one.recalled:
        return [say.recalled_already(directive)]
    if talk.now > one.told_at + WINDOW:
        return [say.too_late(directive)]
    answered = publications.answered(talk.conn, one)
    return [say.answered(directive, answered)] if answered else []


def go(talk: Talk, *, publication: int) -> list[Reply]:
    """The tasks leave; their drafts are as they were; who was told is told once more."""
    one = publications.lock(talk.conn, publication)
    directive = directives.lock(talk.conn, one.directive_id)
    publications.lock_tasks(talk.conn, one)
    if refused := _refused(talk, one, directive):
        return refused
    given, taken_up = publications.given(talk.conn, one), publications.taken_up(talk.conn, one)
    reached = publications.recall(talk.conn, one, by=talk.person, now=talk.now)
    reminders.replan(talk.conn, [task.id for task in given], now=talk.now, office=talk.office)
    left = live(drafts.of(talk.conn, directive.id))
    told = [key for key in reached if key != talk.person.id]
    answer = say.done(directive, first=one.first, last=one.last, told=len(told), taken_up=taken_up, drafts=len(left))
    return [answer, *(say.notice(directive, given, to=key) for key in told)]


def keep(talk: Talk) -> list[Reply]:  # noqa: ARG001 - an act is given its talk
    return [say.kept()]


ACTS: dict[str, Act] = {
    "recall.typed": Act(typed, roles=FOLLOWS_UP, looks=True),
    "recall.newest": Act(newest, roles=FOLLOWS_UP, looks=True),
    "recall.ask": Act(ask, roles=FOLLOWS_UP, looks=True),
    "recall.go": Act(go, roles=FOLLOWS_UP),
    "recall.keep": Act(keep, roles=FOLLOWS_UP, looks=True),
}
WORDS: dict[str, str] = {"thu hoi": "recall.newest", "thu hoi (30 phut)": "recall.newest"}
