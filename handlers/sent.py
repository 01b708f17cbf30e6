"""'Tin đã gửi': what was sent about a task, or to a person, and what became of it."""

from __future__ import annotations

import re

from core.contacts import FOLLOWS_UP
from core.messages import Reply
from core.permissions import May
from core.problems import NotAllowed
from core.text import fold
from core.wording import sent as say
from db import people, profiles, sendings
from handlers.holding import numbered, own
from handlers.talk import Act, Talk

_TO = re.compile(r"tin da gui (?:cho|toi|den) (?P<name>\D+)")
_LINE = re.compile(r"tin da gui\s+(?:nv|nhiem vu|viec)\s*(?:so)?\s*#?(?P<number>\d{1,6})")


def typed(talk: Talk, *, said: str) -> list[Reply]:
    """'tin đã gửi nv 3', 'tin đã gửi cho Nguyễn Văn An'; [] when the words are something else."""
    folded = fold(said).strip(" .")
    if found := _LINE.fullmatch(folded):
        return of_task(talk, task=numbered(talk, int(found["number"]), may=May.LOOK).id)
    somebody = _TO.fullmatch(folded) if talk.person.role in FOLLOWS_UP else None
    named = profiles.people_named(talk.conn, somebody["name"]) if somebody else []
    return of_person(talk, person=named[0].id) if len(named) == 1 else []


def of_task(talk: Talk, *, task: int, page: int = 0) -> list[Reply]:
    """Names for whoever is of the lead agency or follows up; to others it is not there."""
    found = own(talk, task, may=May.LOOK)
    if not talk.person.sees_all and talk.person.agency_id != found.lead_id:
        raise NotAllowed("not of the lead agency")
    shown = sendings.about(talk.conn, task, limit=say.PAGE + 1, offset=page * say.PAGE)
    more = len(shown) > say.PAGE
    return [say.about_task(found, shown[: say.PAGE], page=page, more=more, office=talk.office)]


def of_person(talk: Talk, *, person: int, page: int = 0) -> list[Reply]:
    who = people.get(talk.conn, person)
    shown = sendings.to(talk.conn, person, limit=say.PAGE + 1, offset=page * say.PAGE)
    return [say.to_person(who, shown[: say.PAGE], page=page, more=len(shown) > say.PAGE, office=talk.office)]


ACTS: dict[str, Act] = {
    "sent.typed": Act(typed, looks=True),
    "sent.task": Act(of_task, looks=True),
    "sent.person": Act(of_person, roles=FOLLOWS_UP, looks=True),
}
