"""Somebody comes in: a code joins a chat to a person; a stranger gets one answer an hour and leaves no trace."""

from __future__ import annotations

import datetime as dt
import re

from sqlalchemy import Connection

from core.messages import Incoming, Reply
from core.model import Person
from core.office import Office
from core.understand import command
from core.wording import joining as say
from core.wording import refusals
from db import history, invites, people, tasks
from db.cutting_off import cut_off
from handlers import noting
from handlers.taking_up import take_up
from handlers.talk import Act, Talk

_CODE = re.compile(r"[A-Za-z0-9_-]{20,64}")


def stranger(conn: Connection, event: Incoming, *, now: dt.datetime, office: Office) -> list[Reply]:
    """Whoever has not joined: a code is tried, anything else is answered once an hour."""
    code = _code_in(event.text)
    if code is None:
        return _once_an_hour(conn, event, refusals.not_joined(office), now=now)
    if not invites.may_guess(conn, event.address, now=now):
        return _once_an_hour(conn, event, say.code_refused(office), now=now)
    person = invites.use(conn, code, event.address, now=now)
    if person is None:
        invites.note(conn, event.address, "code", now=now)
        return [say.code_refused(office)]
    return _welcome(conn, person, now=now, office=office)


def _code_in(text: str) -> str | None:
    """'/start CODE', or just something that looks like a code."""
    typed = command(text)
    if typed is not None and typed.name == "start":
        return typed.argument.strip() or None
    bare = text.strip()
    return bare if _CODE.fullmatch(bare) else None


def _once_an_hour(conn: Connection, event: Incoming, reply: Reply, *, now: dt.datetime) -> list[Reply]:
    if not invites.may_answer(conn, event.address, now=now):
        return []
    invites.note(conn, event.address, "answer", now=now)
    return [reply]


def _welcome(conn: Connection, person: Person, *, now: dt.datetime, office: Office) -> list[Reply]:
    """Who they are here, and the work that waited for them."""
    history.write(conn, by=person.id, noun="person", noun_id=person.id, did="joined", now=now)
    waited = take_up(conn, person, now=now, office=office)
    return [say.joined(person, tasks=tasks.count_of(conn, person)), *waited]


def use_code(talk: Talk, *, said: str = "") -> list[Reply]:
    """Somebody who has joined already: without a code they are told who they are here."""
    code = said.strip()
    if not code:
        return [say.already_joined(talk.person)]
    if not invites.may_guess(talk.conn, talk.event.address, now=talk.now):
        return [say.code_refused(talk.office)]
    person = invites.use(talk.conn, code, talk.event.address, now=talk.now)
    if person is None:
        invites.note(talk.conn, talk.event.address, "code", now=talk.now)
        return [say.code_refused(talk.office)]
    return _welcome(talk.conn, person, now=talk.now, office=talk.office)


# ── going again ───────────────────────────────────────────────────────────────────
def not_me(talk: Talk) -> list[Reply]:
    """The code reached somebody else: the chat is forgotten and the coordinators are told."""
    cut_off(talk.conn, talk.event.address, now=talk.real_now)
    noting.of_oneself(talk, "not_me")
    told = [
        say.wrong_person(talk.person, to=one.id) for one in people.coordinators(talk.conn) if one.id != talk.person.id
    ]
    return [say.undone(talk.office), *told]


def disconnect(talk: Talk) -> list[Reply]:  # noqa: ARG001
    return [say.ask_disconnect()]


def disconnect_yes(talk: Talk) -> list[Reply]:
    cut_off(talk.conn, talk.event.address, now=talk.real_now)
    noting.of_oneself(talk, "disconnected")
    return [say.disconnected()]


ACTS: dict[str, Act] = {
    "join.code": Act(use_code),
    "me.not_me": Act(not_me),
    "me.disconnect": Act(disconnect, looks=True),
    "me.disconnect_yes": Act(disconnect_yes),
}
COMMANDS: dict[str, str] = {"start": "join.code"}
WORDS: dict[str, str] = {"ngat ket noi may nay": "me.disconnect", "ngat ket noi": "me.disconnect"}
