"""Agencies of the directory: one is added, named otherwise, or given no more work. Asked, shown, and only then done."""

from __future__ import annotations

from core.agencies import Matcher
from core.contacts import FOLLOWS_UP, LONGEST_SHORT, OfAgency
from core.messages import Reply
from core.model import Agency
from core.text import fold
from core.wording import agency_changes as say
from db import agencies, people, profiles, successions
from handlers import noting
from handlers.contacts import agency_card, under
from handlers.talk import Act, Talk

_LONGEST = 200
_NOTHING = frozenset({"khong", "khong co", "bo", "-"})
_AT_ONCE = frozenset({OfAgency.ENDED, OfAgency.BACK})


# ── a new one ──────────────────────────────────────────────────────────────────────────────────
def add(talk: Talk, *, said: str = "") -> list[Reply]:
    return named(talk, said=said) if said.strip() else [say.ask_new()]


def named(talk: Talk, *, said: str) -> list[Reply]:
    name = _tidy(said)
    if not _is_name(name):
        return [say.ask_new(say.not_a_name(said))]
    there = agencies.called(talk.conn, name)
    if there is not None:
        return [say.there(there, name)]
    return [say.confirm_new(name, Matcher(agencies.all_known(talk.conn)).near(name))]


def make(talk: Talk, *, name: str) -> list[Reply]:
    there = agencies.called(talk.conn, name)
    if there is not None:
        return [say.there(there, name)]
    made = agencies.add(talk.conn, name)
    noting.of_agency(talk, made.id, "added", before=None, after=name)
    return under(say.added(), agency_card(talk, agency=made.id))


# ── one that is there ──────────────────────────────────────────────────────────────────────────
def edit(talk: Talk, *, agency: int) -> list[Reply]:
    return [say.edit(agencies.get(talk.conn, agency))]


def ask(talk: Talk, *, agency: int, field: str) -> list[Reply]:
    one, wanted = agencies.get(talk.conn, agency), OfAgency(field)
    if wanted not in _AT_ONCE:
        return [say.ask(one, wanted)]
    numbers = profiles.open_numbers(talk.conn, agency) if wanted is OfAgency.ENDED else []
    if numbers:
        return [say.still_open(one, numbers)]
    crew = len(people.of_agency(talk.conn, agency))
    return [say.confirm(one, wanted, None, before=_now(one, wanted), people=crew)]


def answered(talk: Talk, *, agency: int, field: str, said: str) -> list[Reply]:
    """Shown as it would be; what another agency is called already is refused here and again when it is done."""
    one, wanted, value = agencies.get(talk.conn, agency), OfAgency(field), _tidy(said)
    if wanted is OfAgency.SHORT and fold(value) in _NOTHING:
        return [say.confirm(one, wanted, None, before=one.short)]
    if wanted is OfAgency.NO_ALIAS and fold(value) not in {fold(name) for name in one.aliases}:
        return [say.ask(one, wanted, note=say.no_such_alias(value))]
    if wanted is not OfAgency.NO_ALIAS and not _is_name(value, short=wanted is OfAgency.SHORT):
        return [say.ask(one, wanted, note=say.not_a_name(said))]
    refused = _taken(talk, one, wanted, value)
    return [refused or say.confirm(one, wanted, value, before=_now(one, wanted))]


def change(talk: Talk, *, agency: int, field: str, value: str | None, was: str | None) -> list[Reply]:
    one, wanted = successions.lock(talk.conn, agency), OfAgency(field)
    if _now(one, wanted) != was:
        return under(say.moved_on(), agency_card(talk, agency=agency))
    numbers = profiles.open_numbers(talk.conn, agency) if wanted is OfAgency.ENDED else []
    if numbers:
        return [say.still_open(one, numbers)]
    refused = _taken(talk, one, wanted, value or "")
    if refused:
        return [refused]
    _write(talk, one, wanted, value)
    noting.of_agency(talk, agency, wanted.value, before=was, after=value)
    return under(say.done(wanted), agency_card(talk, agency=agency))


def _write(talk: Talk, one: Agency, field: OfAgency, value: str | None) -> None:
    if field is OfAgency.SHORT:
        agencies.set_short(talk.conn, one.id, value)
    elif field in _AT_ONCE:
        agencies.set_active(talk.conn, one.id, active=field is OfAgency.BACK)
    elif field is OfAgency.NAME:
        agencies.rename(talk.conn, one.id, value or one.name)
    elif field is OfAgency.ALIAS:
        agencies.learn(talk.conn, one.id, value or "")
    else:
        agencies.unlearn(talk.conn, one.id, value or "")


def _taken(talk: Talk, one: Agency, field: OfAgency, value: str) -> Reply | None:
    """A name means one agency alone."""
    if not value or field is OfAgency.NO_ALIAS or field in _AT_ONCE:
        return None
    there = agencies.called(talk.conn, value, but=one.id)
    return say.there(there, value) if there else None


def _now(one: Agency, field: OfAgency) -> str | None:
    """What a confirmation was shown with, to see whether it still is so."""
    if field is OfAgency.NAME:
        return one.name
    if field is OfAgency.SHORT:
        return one.short
    if field in _AT_ONCE:
        return "active" if one.active else "ended"
    return "; ".join(one.aliases) or None


def _tidy(said: str) -> str:
    return " ".join(said.split()).strip(" .;,'\"“”")


def _is_name(name: str, *, short: bool = False) -> bool:
    return 2 <= len(name) <= (LONGEST_SHORT if short else _LONGEST) and any(c.isalpha() for c in name)


ACTS: dict[str, Act] = {
    "agency.add": Act(add, roles=FOLLOWS_UP, looks=True),
    "agency.named": Act(named, roles=FOLLOWS_UP),
    "agency.make": Act(make, roles=FOLLOWS_UP),
    "agency.edit": Act(edit, roles=FOLLOWS_UP, looks=True),
    "agency.ask": Act(ask, roles=FOLLOWS_UP, looks=True),
    "agency.said": Act(answered, roles=FOLLOWS_UP),
    "agency.change": Act(change, roles=FOLLOWS_UP),
}
COMMANDS: dict[str, str] = {"themdonvi": "agency.add"}
