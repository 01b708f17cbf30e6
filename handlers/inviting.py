"""'/moi': name, agency, role, and a code shown once; a focal person or a leader invites within their own agency."""

from __future__ import annotations

import datetime as dt
import re

from sqlalchemy import Connection

from core.agencies import Matcher, is_sure
from core.contacts import OF_AGENCY, OF_OFFICE
from core.messages import Reply
from core.model import Agency, Person, Role
from core.problems import NotAllowed
from core.text import clean, fold
from core.wording import joining as say
from db import agencies, history, invites, people, profiles, tasks
from db.announcements import reach, unreached
from handlers import noting, person_reach
from handlers.directives import FOLLOWS_UP
from handlers.talk import Act, Talk

VALID = dt.timedelta(days=7)
MOST = 6  # codes in one message
_MOST_KNOWN = 4
_OPENING = re.compile(r"(?:mời|moi) +", re.IGNORECASE)
_LONGEST_NAME = 80
_LONGEST_AGENCY = 200
_INVITERS = FOLLOWS_UP | {Role.FOCAL, Role.LEADER}


def invite(
    conn: Connection, *, name: str, role: Role, agency_id: int | None, position: str | None, now: dt.datetime
) -> tuple[Person, str]:
    """A new person with their code, shown once."""
    person = people.add(conn, name=name, role=role, agency_id=agency_id, position=position)
    return person, invites.make(conn, person.id, now=now, expires=now + VALID)


def ask(talk: Talk, *, said: str = "") -> list[Reply]:
    return take_name(talk, said=said) if said.strip() else [say.ask_name()]


def take_name(talk: Talk, *, said: str, agency: int | None = None, apart: int = 0) -> list[Reply]:
    """'Họ tên, chức vụ'; the agency is asked only of those who may choose it and have not.

    Whoever bears the name already is offered a code of their own: `apart` says that somebody else is meant.
    """
    name, _, position = (part.strip() for part in _OPENING.sub("", " ".join(said.split()), count=1).partition(","))
    if not 2 <= len(name) <= _LONGEST_NAME or any(c.isdigit() for c in name):
        return [say.ask_name(said.strip(), agency=agencies.get(talk.conn, agency) if agency is not None else None)]
    own = _own_agency(talk)
    if not apart and (known := _called(talk, name, agency=own.id if own else agency)):
        return [say.known_already(known, said=said, agency=agency, again=own is None)]
    if own is not None:
        return [say.ask_role(name, position or None, own, OF_AGENCY)]
    if agency is not None:
        return ask_role(talk, name=name, position=position or None, agency=agency)
    return [say.ask_agency(name, position or None)]


def _called(talk: Talk, name: str, *, agency: int | None) -> list[tuple[Person, bool]]:
    """Who bears this name and has not left, with whether they are connected; tone marks count where there are any."""
    found = [one for one in profiles.people_named(talk.conn, name) if one.active and _same(one.name, name)]
    here = [one for one in found if agency is None or one.agency_id == agency][:_MOST_KNOWN]
    places = people.reached_at(talk.conn, [one.id for one in here])
    return [(one, one.id in places) for one in here]


def _same(known: str, typed: str) -> bool:
    bare = fold(typed) == typed.casefold()
    return fold(known) == fold(typed) and (bare or clean(known).casefold() == clean(typed).casefold())


def again(talk: Talk, *, person: int) -> list[Reply]:
    """A code for somebody of the directory; within an agency only for those of its own who are not connected yet."""
    own = _own_agency(talk)
    if own is None:
        return person_reach.code(talk, person=person)
    one = people.get(talk.conn, person)
    if not one.active or one.agency_id != own.id or one.role not in OF_AGENCY or people.reached_at(talk.conn, [one.id]):
        raise NotAllowed("not theirs to invite")
    code = invites.make(talk.conn, one.id, now=talk.now, expires=talk.now + VALID)
    noting.of_person(talk, one.id, "invited")
    return [say.invited(one, code, days=VALID.days)]


def take_agency(talk: Talk, *, name: str, position: str | None, said: str) -> list[Reply]:
    known = Matcher(agencies.all_known(talk.conn))
    found = known.match(said)
    if not is_sure(found) or found.agency_id is None:
        note, new = say.unknown_agency(said), " ".join(said.split())[:_LONGEST_AGENCY]
        return [say.ask_agency(name, position, note=note, near=known.near(said), new=new)]
    return ask_role(talk, name=name, position=position, agency=found.agency_id)


def new_agency(talk: Talk, *, name: str, position: str | None, written: str) -> list[Reply]:
    """An agency the directory lacks, added because somebody who follows up said so."""
    made = agencies.add(talk.conn, written)
    history.write(talk.conn, by=talk.person.id, noun="agency", noun_id=made.id, did="added", now=talk.now)
    return ask_role(talk, name=name, position=position, agency=made.id)


def ask_role(talk: Talk, *, name: str, position: str | None, agency: int) -> list[Reply]:
    one = agencies.get(talk.conn, agency)
    return [say.ask_role(name, position, one, OF_OFFICE if one.kind == "office" else OF_AGENCY)]


def make(talk: Talk, *, name: str, position: str | None, agency: int | None, role: str) -> list[Reply]:
    wanted, own = Role(role), _own_agency(talk)
    if own is not None and (agency != own.id or wanted not in OF_AGENCY):
        raise NotAllowed("outside the own agency")
    person, code = invite(talk.conn, name=name, role=wanted, agency_id=agency, position=position, now=talk.now)
    noting.of_person(talk, person.id, "invited")
    return [say.invited(person, code, days=VALID.days)]


def invite_missing(talk: Talk, *, directive: int) -> list[Reply]:
    """New codes for the receivers of a directive's agencies that nobody is connected at."""
    leads = {task.lead_id: task.lead for task in tasks.of_directive(talk.conn, directive, for_=talk.person)}
    silent = unreached(talk.conn, leads)
    if not silent:
        return [say.nobody_to_invite()]
    waiting = [(agency, reach(talk.conn, agency).everyone) for agency in silent]
    several = [person for _, receivers in waiting for person in receivers][:MOST]
    codes = [(one, invites.make(talk.conn, one.id, now=talk.now, expires=talk.now + VALID)) for one in several]
    for one in several:
        noting.of_person(talk, one.id, "invited")
    return [say.invited_many(codes, [leads[agency] for agency, receivers in waiting if not receivers], days=VALID.days)]


def _own_agency(talk: Talk) -> Agency | None:
    """The agency somebody is bound to when inviting; None for those who may invite for any."""
    if talk.person.role in FOLLOWS_UP:
        return None
    if talk.person.agency_id is None:
        raise NotAllowed("no agency")
    return agencies.get(talk.conn, talk.person.agency_id)


ACTS: dict[str, Act] = {
    "invite.ask": Act(ask, roles=_INVITERS, looks=True),
    "invite.name": Act(take_name, roles=_INVITERS),
    "invite.agency": Act(take_agency, roles=_INVITERS),
    "invite.new_agency": Act(new_agency, roles=FOLLOWS_UP),
    "invite.role": Act(ask_role, roles=_INVITERS),
    "invite.again": Act(again, roles=_INVITERS),
    "invite.make": Act(make, roles=_INVITERS),
    "join.invite_missing": Act(invite_missing, roles=FOLLOWS_UP),
}
COMMANDS: dict[str, str] = {"moi": "invite.ask"}
WORDS: dict[str, str] = {"moi nguoi": "invite.ask"}
