"""'danh bạ': look for agencies and people, and at the card of one. Who follows up sees all, others their own agency."""

from __future__ import annotations

from dataclasses import replace

from core.agencies import Matcher, is_sure
from core.contacts import FOLLOWS_UP
from core.messages import Reply
from core.model import Person, Role
from core.problems import NotAllowed
from core.wording import contacts as say
from core.wording import joining
from db import agencies, people, profiles
from handlers.talk import Act, Talk

_LOOKS = FOLLOWS_UP | {Role.FOCAL, Role.LEADER}


def show(talk: Talk, *, said: str = "", page: int = 0) -> list[Reply]:
    """An agency that is meant for sure, else a person, else all whose name has these words."""
    if talk.person.role not in FOLLOWS_UP:
        return [_own(talk)]
    words = " ".join(said.split())
    known = Matcher(agencies.all_known(talk.conn))
    meant = known.match(words) if words else None
    if meant is not None and is_sure(meant) and meant.agency_id is not None:
        return agency_card(talk, agency=meant.agency_id)
    named = profiles.people_named(talk.conn, words) if words else []
    if named:
        return (
            [_people(talk, named, words=words, page=page)] if len(named) > 1 else person_card(talk, person=named[0].id)
        )
    found = profiles.agencies_named(talk.conn, words)
    if not found and words:
        return [say.nobody(words, known.near(words))]
    if len(found) == 1 and words:
        return agency_card(talk, agency=found[0].id)
    here = found[page * say.PAGE : (page + 1) * say.PAGE]
    return [say.agencies(profiles.cards(talk.conn, here), said=words, page=page, total=len(found))]


def _own(talk: Talk) -> Reply:
    if talk.person.agency_id is None:
        raise NotAllowed("no agency")
    one = agencies.get(talk.conn, talk.person.agency_id)
    return say.own_agency(profiles.cards(talk.conn, [one])[0], _crew(talk, people.of_agency(talk.conn, one.id)))


def _people(talk: Talk, found: list[Person], *, words: str, page: int) -> Reply:
    here = found[page * say.PAGE : (page + 1) * say.PAGE]
    return say.people(
        _crew(talk, here),
        title=say.called(words),
        page=page,
        total=len(found),
        more=("directory.show", {"said": words}),
        back=say.ALL,
    )


def agency_card(talk: Talk, *, agency: int | None = None) -> list[Reply]:
    if agency is None:
        return show(talk)
    one = agencies.get(talk.conn, agency)
    crew = _crew(talk, people.of_agency(talk.conn, agency))
    numbers = profiles.open_numbers(talk.conn, agency)
    return [say.agency(profiles.cards(talk.conn, [one])[0], crew, numbers=numbers)]


def people_of(talk: Talk, *, agency: int, page: int = 0) -> list[Reply]:
    one, crew = agencies.get(talk.conn, agency), people.of_agency(talk.conn, agency)
    return [
        say.people(
            _crew(talk, crew[page * say.PAGE : (page + 1) * say.PAGE]),
            title=one.name,
            page=page,
            total=len(crew),
            more=("directory.people", {"agency": agency}),
            back=say.to_agency(agency),
        )
    ]


def _crew(talk: Talk, several: list[Person]) -> list[tuple[Person, bool]]:
    places = people.reached_at(talk.conn, [one.id for one in several])
    return [(one, one.id in places) for one in several]


def person_card(talk: Talk, *, person: int) -> list[Reply]:
    return [say.person(profiles.of(talk.conn, person, now=talk.now), office=talk.office)]


def invite(talk: Talk, *, agency: int) -> list[Reply]:
    """Somebody new for this agency: only name and role are asked."""
    return [joining.ask_name(agency=agencies.get(talk.conn, agency))]


def under(note: str, card: list[Reply]) -> list[Reply]:
    """What was done, above the card as it is now."""
    return [replace(card[0], text=f"{note}\n\n{card[0].text}"), *card[1:]]


ACTS: dict[str, Act] = {
    "directory.show": Act(show, roles=_LOOKS, looks=True),
    "directory.agency": Act(agency_card, roles=FOLLOWS_UP, looks=True),
    "directory.people": Act(people_of, roles=FOLLOWS_UP, looks=True),
    "directory.person": Act(person_card, roles=FOLLOWS_UP, looks=True),
    "directory.invite": Act(invite, roles=FOLLOWS_UP, looks=True),
}
COMMANDS: dict[str, str] = {"danhba": "directory.show"}
WORDS: dict[str, str] = {"danh ba": "directory.show", "xem danh ba": "directory.show"}
