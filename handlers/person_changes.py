"""A person of the directory is corrected, given another role or agency, or leaves. Asked, shown, and only then done."""

from __future__ import annotations

from core import phones
from core.agencies import Matcher, is_sure
from core.contacts import FOLLOWS_UP, LONGEST_NAME, LONGEST_POSITION, OfPerson, fits, may_change, roles_for
from core.messages import Args, Reply
from core.model import Person, Role
from core.problems import NotAllowed
from core.text import fold
from core.wording import agency_changes, show
from core.wording import person_changes as say
from db import agencies, erasing, leaving, people, profiles, reminders
from handlers import noting
from handlers.allocation import named_in
from handlers.contacts import agency_card, person_card, under
from handlers.handing_back import give_back, receiver
from handlers.taking_up import take_up
from handlers.talk import Act, Talk

_NOTHING = frozenset({"khong", "khong co", "bo", "-"})
_NOT_ONESELF = frozenset({OfPerson.ROLE, OfPerson.AGENCY, OfPerson.LEFT, OfPerson.ERASED})
_OWN_NAME_ONLY = 2


# ── asked ──────────────────────────────────────────────────────────────────────────────────────
def edit(talk: Talk, *, person: int) -> list[Reply]:
    return _refused(talk, _one(talk, person)) or [say.edit(profiles.of(talk.conn, person, now=talk.now))]


def ask(talk: Talk, *, person: int, field: str) -> list[Reply]:
    one, wanted = _one(talk, person), OfPerson(field)
    return _refused(talk, one, wanted) or [say.ask(one, wanted)]


def ask_role(talk: Talk, *, person: int) -> list[Reply]:
    one = _one(talk, person)
    home = agencies.get(talk.conn, one.agency_id) if one.agency_id else None
    return _refused(talk, one, OfPerson.ROLE) or [say.ask_role(one, roles_for(home, by=talk.person))]


def answered(talk: Talk, *, person: int, field: str, said: str) -> list[Reply]:
    """The typed value; what cannot be understood is asked again."""
    one, wanted, value = _one(talk, person), OfPerson(field), " ".join(said.split()).strip(" .;,")
    if wanted is OfPerson.AGENCY:
        known = Matcher(agencies.all_known(talk.conn))
        meant = known.match(value)
        if not is_sure(meant):
            return [say.near(one, value, known.near(value))]
        return confirm(talk, person=person, field=field, value=str(meant.agency_id))
    if wanted is OfPerson.SUPERIOR:
        return _superior(talk, one, value)
    if wanted is OfPerson.NAME and not is_name(value):
        return [say.ask(one, wanted, note=say.not_a_name(said))]
    nothing = wanted in {OfPerson.POSITION, OfPerson.PHONE} and fold(value) in _NOTHING
    if wanted is OfPerson.PHONE and not nothing:
        number = phones.normalised(value)
        return confirm(talk, person=person, field=field, value=number) if number else [_again(one, said)]
    if len(value) > LONGEST_POSITION:
        return [say.ask(one, wanted, note=say.too_long())]
    return confirm(talk, person=person, field=field, value=None if nothing else value)


def _again(one: Person, said: str) -> Reply:
    return say.ask(one, OfPerson.PHONE, note=say.not_a_phone(said))


def is_name(value: str) -> bool:
    return _OWN_NAME_ONLY <= len(value) <= LONGEST_NAME and not any(c.isdigit() for c in value)


def _superior(talk: Talk, one: Person, value: str) -> list[Reply]:
    if fold(value) in _NOTHING:
        return confirm(talk, person=one.id, field=OfPerson.SUPERIOR.value)
    crew = [other for other in people.of_agency(talk.conn, one.agency_id or 0) if other.id != one.id]
    found = named_in(value, crew)
    if len(found) != 1:
        note = say.several(value) if found else say.not_there(value)
        return [say.ask(one, OfPerson.SUPERIOR, note=note)]
    return confirm(talk, person=one.id, field=OfPerson.SUPERIOR.value, value=str(found[0].id))


def confirm(talk: Talk, *, person: int, field: str, value: str | None = None) -> list[Reply]:
    """What would change, and what becomes of the work in hand."""
    wanted = OfPerson(field)
    one = _one(talk, person, wanted)
    refused = _refused(talk, one, wanted) or _unfit(talk, one, wanted, value)
    if refused:
        return refused
    was = _now(talk, one, wanted)
    shown = (_words(talk, wanted, was), _words(talk, wanted, value))
    go: Args = {"person": person, "field": field, "value": value, "was": was}
    return [say.confirm(one, wanted, shown=shown, go=go, work=_work(talk, one, wanted, value))]


def _work(talk: Talk, one: Person, field: OfPerson, value: str | None) -> str:
    if not _gives_back(one, field, value):
        return ""
    count = profiles.of(talk.conn, one.id, now=talk.now).in_hand
    return say.stays(count, one.agency or "", receiver(talk, one))


def _gives_back(one: Person, field: OfPerson, value: str | None) -> bool:
    """Whoever leaves the agency or answers for its tasks no more."""
    to_office = field is OfPerson.ROLE and value is not None and Role(value) in FOLLOWS_UP
    return field in {OfPerson.LEFT, OfPerson.ERASED, OfPerson.AGENCY} or (to_office and one.role not in FOLLOWS_UP)


# ── done ───────────────────────────────────────────────────────────────────────────────────────
def change(talk: Talk, *, person: int, field: str, value: str | None, was: str | None) -> list[Reply]:
    wanted = OfPerson(field)
    one = _one(talk, person, wanted)
    refused = _refused(talk, one, wanted) or _unfit(talk, one, wanted, value)
    if refused:
        return refused
    if _now(talk, one, wanted) != was:
        return under(agency_changes.moved_on(), person_card(talk, person=person))
    return apply(talk, one, wanted, value, was=was)


def apply(talk: Talk, one: Person, field: OfPerson, value: str | None, *, was: str | None) -> list[Reply]:
    """The change, the work it moves, and what is told: to whoever asked, to the person, to whoever has the work now."""
    note, notices = say.done(field, given={}, lying=()), list[Reply]()
    if _gives_back(one, field, value):
        note, notices = give_back(talk, one, field=field)
    if field is OfPerson.AGENCY:
        leaving.untie(talk.conn, one.id)
    _write(talk, one, field, value, was=was)
    after = people.get(talk.conn, one.id)
    told = say.told(after, field)
    reminders.replan(talk.conn, profiles.tasks_of(talk.conn, one.id), now=talk.now, office=talk.office)
    taken = (
        take_up(talk.conn, after, now=talk.now, office=talk.office) if field in {OfPerson.ROLE, OfPerson.AGENCY} else []
    )
    card = agency_card(talk, agency=one.agency_id) if not after.active else person_card(talk, person=one.id)
    return [*under(note, card), *([told] if told else []), *notices, *taken]


def _write(talk: Talk, one: Person, field: OfPerson, value: str | None, *, was: str | None) -> None:
    if field is OfPerson.LEFT:
        leaving.leave(talk.conn, one, by=talk.person, now=talk.now, real_now=talk.real_now)
    elif field is OfPerson.ERASED:
        erasing.erase(talk.conn, one, by=talk.person, now=talk.now, real_now=talk.real_now)
    else:
        people.change(talk.conn, one.id, **_columns(field, value))
        kept = (was, value) if field is not OfPerson.PHONE else (None, None)  # the history needs no number
        before, after = (_words(talk, field, each) for each in kept)
        noting.of_person(talk, one.id, field.value, before=before, after=after)


def _columns(field: OfPerson, value: str | None) -> dict[str, str | int | None]:
    if field in {OfPerson.AGENCY, OfPerson.SUPERIOR}:
        return {f"{field.value}_id": int(value) if value else None}
    return {field.value: value}


def _one(talk: Talk, person: int, field: OfPerson | None = None) -> Person:
    """Somebody who is here; of whoever has left, only what is held can still be removed."""
    one = people.get(talk.conn, person)
    if not one.active and (field is not OfPerson.ERASED or one.name == show.REMOVED_NAME):
        raise NotAllowed("no longer here")
    return one


def _refused(talk: Talk, one: Person, field: OfPerson | None = None) -> list[Reply]:
    if not may_change(talk.person, one):
        return [say.administrators_only(one)]
    return [say.not_yourself()] if one.id == talk.person.id and field in _NOT_ONESELF else []


def _unfit(talk: Talk, one: Person, field: OfPerson, value: str | None) -> list[Reply]:
    """A role its agency has none of."""
    if field is OfPerson.AGENCY and value:
        home = agencies.get(talk.conn, int(value))
        return [] if fits(one.role, home) else [say.does_not_fit(one, home)]
    home_now = agencies.get(talk.conn, one.agency_id) if one.agency_id else None
    if field is OfPerson.ROLE and value and Role(value) not in roles_for(home_now, by=talk.person):
        raise NotAllowed("no role of this agency")
    return []


def _now(talk: Talk, one: Person, field: OfPerson) -> str | None:
    if field is OfPerson.SUPERIOR:
        superior = profiles.of(talk.conn, one.id, now=talk.now).superior
        return str(superior.id) if superior else None
    if field is OfPerson.AGENCY:
        return str(one.agency_id) if one.agency_id else None
    if field is OfPerson.PHONE:
        return people.phone_of(talk.conn, one.id)
    if field in {OfPerson.LEFT, OfPerson.ERASED}:
        return "active" if one.active else "left"
    values = {OfPerson.NAME: one.name, OfPerson.POSITION: one.position, OfPerson.ROLE: one.role.value}
    return values.get(field)


def _words(talk: Talk, field: OfPerson, value: str | None) -> str:
    if value is None or field in {OfPerson.LEFT, OfPerson.ERASED}:
        return say.NOTHING
    if field is OfPerson.SUPERIOR:
        return people.get(talk.conn, int(value)).name
    if field is OfPerson.AGENCY:
        return agencies.get(talk.conn, int(value)).name
    if field is OfPerson.PHONE:
        return show.phone(value)
    return show.role(Role(value)) if field is OfPerson.ROLE else value


ACTS: dict[str, Act] = {
    "person.edit": Act(edit, roles=FOLLOWS_UP, looks=True),
    "person.ask": Act(ask, roles=FOLLOWS_UP, looks=True),
    "person.role": Act(ask_role, roles=FOLLOWS_UP, looks=True),
    "person.said": Act(answered, roles=FOLLOWS_UP),
    "person.confirm": Act(confirm, roles=FOLLOWS_UP, looks=True),
    "person.change": Act(change, roles=FOLLOWS_UP),
}
