"""Where a person of the directory is reached: a new code, and a device that is lost or lent."""

from __future__ import annotations

import datetime as dt

from core.contacts import FOLLOWS_UP, Device, may_change
from core.messages import Address, Reply
from core.model import Person
from core.problems import NotAllowed
from core.wording import contacts, joining
from core.wording import person_changes as say
from db import invites, people, profiles
from db.cutting_off import cut_off
from handlers import noting
from handlers.contacts import person_card, under
from handlers.talk import Act, Talk

VALID = dt.timedelta(days=7)


def invite(talk: Talk, *, person: int) -> list[Reply]:
    one = _one(talk, person)
    return [say.ask_code(one)] if may_change(talk.person, one) else [say.administrators_only(one)]


def code(talk: Talk, *, person: int) -> list[Reply]:
    """Shown once; the codes before it stop working."""
    one = _one(talk, person)
    if not may_change(talk.person, one):
        return [say.administrators_only(one)]
    made = invites.make(talk.conn, person, now=talk.now, expires=talk.now + VALID)
    noting.of_person(talk, one.id, "invited")
    return [joining.invited(one, made, days=VALID.days)]


def devices(talk: Talk, *, person: int) -> list[Reply]:
    return [say.devices(profiles.of(talk.conn, person, now=talk.now), office=talk.office)]


def ask(talk: Talk, *, person: int, device: int) -> list[Reply]:
    one, (line, _) = _one(talk, person), _device(talk, person, device)
    return [say.ask_revoke(one, line, device=device)]


def revoke(talk: Talk, *, person: int, device: int) -> list[Reply]:
    """Whoever holds that phone is a stranger from now on."""
    one, (_, there) = _one(talk, person), _device(talk, person, device)
    if not may_change(talk.person, one):
        return [say.administrators_only(one)]
    cut_off(talk.conn, Address(there.account, there.chat), now=talk.real_now)
    noting.of_person(talk, one.id, "device_revoked")
    return under(say.revoked(), person_card(talk, person=person))


def _device(talk: Talk, person: int, device: int) -> tuple[str, Device]:
    """It may be gone already: then there is nothing of that kind here."""
    profile = profiles.of(talk.conn, person, now=talk.now)
    lines = contacts.devices(profile, office=talk.office)
    found = next((pair for pair in zip(lines, profile.devices, strict=True) if pair[1].id == device), None)
    if found is None:
        raise NotAllowed("no such device")
    return found


def _one(talk: Talk, person: int) -> Person:
    one = people.get(talk.conn, person)
    if not one.active:
        raise NotAllowed("no longer here")
    return one


ACTS: dict[str, Act] = {
    "person.invite": Act(invite, roles=FOLLOWS_UP, looks=True),
    "person.code": Act(code, roles=FOLLOWS_UP),
    "person.devices": Act(devices, roles=FOLLOWS_UP, looks=True),
    "person.device": Act(ask, roles=FOLLOWS_UP, looks=True),
    "person.revoke": Act(revoke, roles=FOLLOWS_UP),
}
