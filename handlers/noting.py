"""Write down who did what to a person's or an agency's entry in the directory."""

from __future__ import annotations

from db import history
from handlers.talk import Talk


def of_person(talk: Talk, person: int, did: str, *, before: str | None = None, after: str | None = None) -> None:
    _write(talk, "person", person, did, before, after)


def of_oneself(talk: Talk, did: str) -> None:
    of_person(talk, talk.person.id, did)


def of_agency(talk: Talk, agency: int, did: str, *, before: str | None, after: str | None) -> None:
    _write(talk, "agency", agency, did, before, after)


def _write(talk: Talk, noun: str, key: int, did: str, before: str | None, after: str | None) -> None:
    history.write(
        talk.conn, by=talk.person.id, noun=noun, noun_id=key, did=did, before=before, after=after, now=talk.now
    )
