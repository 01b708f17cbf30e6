"""Give back what a person has in hand, plan it anew, and tell whoever has it now: one notice a person."""

from __future__ import annotations

from core.contacts import OfPerson
from core.messages import Reply
from core.model import Person
from core.wording import person_changes as say
from db import leaving, people, reminders
from handlers.talk import Talk


def give_back(talk: Talk, person: Person, *, field: OfPerson) -> tuple[str, list[Reply]]:
    """What is told to whoever asked for it, and the notices to others."""
    back = leaving.hand_back(talk.conn, person, by=talk.person, now=talk.now)
    reminders.replan(talk.conn, back.touched, now=talk.now, office=talk.office)
    notices = [say.given_back(person, field, tasks, to=who) for who, tasks in back.to.items()]
    if back.lying:
        others = [one.id for one in people.coordinators(talk.conn) if one.id not in {talk.person.id, person.id}]
        notices += [say.nobody_has(person, field, back.lying, to=one) for one in others]
    given = {people.get(talk.conn, who).name: tasks for who, tasks in back.to.items()}
    return say.done(field, given=given, lying=back.lying), notices


def receiver(talk: Talk, person: Person) -> Person | None:
    """Who would have it: the first in line at the person's agency without them."""
    if person.agency_id is None:
        return None
    return next(iter(people.receivers(talk.conn, person.agency_id, but=person.id)), None)
