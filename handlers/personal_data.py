"""'thông tin của tôi': what is held of somebody, and their wish to have it mended or removed, which others decide."""

from __future__ import annotations

from core import phones
from core.agencies import Matcher, is_sure
from core.contacts import FOLLOWS_UP, LONGEST_POSITION, OfPerson
from core.messages import Choice, Reply
from core.model import Person, Role
from core.wording import personal_data as say
from db import agencies, people, profiles
from handlers import noting
from handlers.person_changes import is_name
from handlers.talk import Act, Talk


def show(talk: Talk) -> list[Reply]:
    return [say.mine(profiles.of(talk.conn, talk.person.id, now=talk.now), office=talk.office)]


def correct(talk: Talk) -> list[Reply]:  # noqa: ARG001 (asks, whoever it is)
    return [say.ask_correction()]


def correction(talk: Talk, *, said: str) -> list[Reply]:
    """'chức vụ: Phó phòng' can be written with one tap; other words are read by whoever decides."""
    deciders = _deciders(talk)
    if not deciders:
        return [say.nobody_decides()]
    field, accept = _understood(talk, said)
    noting.of_person(talk, talk.person.id, "correction_asked")
    told = [say.correction(talk.person, said, understood=field, accept=accept, to=one.id) for one in deciders]
    return [say.sent(), *told]


def _understood(talk: Talk, said: str) -> tuple[OfPerson | None, Choice | None]:
    wish = say.wish(said)
    if wish is None:
        return None, None
    field, value = wish
    if field is OfPerson.AGENCY:
        meant = Matcher(agencies.all_known(talk.conn)).match(value)
        return field, say.accept(talk.person, field, str(meant.agency_id), was=None) if is_sure(meant) else None
    kept, was = _kept(talk, field, value)
    return field, say.accept(talk.person, field, kept, was=was) if kept else None


def _kept(talk: Talk, field: OfPerson, value: str) -> tuple[str | None, str | None]:
    """As it would be kept, None where it cannot be; and what is kept now."""
    if field is OfPerson.PHONE:
        return phones.normalised(value), people.phone_of(talk.conn, talk.person.id)
    if field is OfPerson.NAME:
        return value if is_name(value) else None, talk.person.name
    return value if len(value) <= LONGEST_POSITION else None, talk.person.position


def erase(talk: Talk) -> list[Reply]:  # noqa: ARG001
    return [say.ask_erasure()]


def erase_yes(talk: Talk) -> list[Reply]:
    deciders = _deciders(talk)
    if not deciders:
        return [say.nobody_decides()]
    noting.of_person(talk, talk.person.id, "erasure_asked")
    return [say.erasure_sent(), *(say.erasure(talk.person, to=one.id) for one in deciders)]


def no_phone(talk: Talk) -> list[Reply]:
    """A number is only for messages sent by it: its owner may withdraw it without asking anybody."""
    people.change(talk.conn, talk.person.id, phone=None)
    noting.of_person(talk, talk.person.id, OfPerson.PHONE.value)
    return [say.phone_removed()]


def decline(talk: Talk, *, person: int) -> list[Reply]:
    """The person hears that it was not done, and where to ask."""
    people.get(talk.conn, person)
    noting.of_person(talk, person, "wish_declined")
    return [say.declined(), say.not_done(talk.office, to=person)]


def _deciders(talk: Talk) -> list[Person]:
    """Those who follow up; of an administrator's data, and where nobody else follows up, the administrators."""
    everybody = [contact.person for contact in people.everybody(talk.conn) if contact.person.id != talk.person.id]
    by_role = {role: [one for one in everybody if one.role is role] for role in FOLLOWS_UP}
    if talk.person.role is Role.ADMIN:
        return by_role[Role.ADMIN]
    return by_role[Role.COORDINATOR] or by_role[Role.ADMIN]


ACTS: dict[str, Act] = {
    "me.show": Act(show, looks=True),
    "me.correct": Act(correct, looks=True),
    "me.correction": Act(correction),
    "me.no_phone": Act(no_phone),
    "me.erase": Act(erase, looks=True),
    "me.erase_yes": Act(erase_yes),
    "person.decline": Act(decline, roles=FOLLOWS_UP),
}
WORDS: dict[str, str] = {
    "thong tin cua toi": "me.show",
    "yeu cau sua": "me.correct",
    "yeu cau xoa": "me.erase",
    "xoa so dien thoai": "me.no_phone",
}
