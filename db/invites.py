"""Invite codes: 128 random bits, kept as a hash, used once, bound to a person; and how often a stranger may guess."""

from __future__ import annotations

import base64
import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select, update

from core.messages import Address
from core.model import Person
from db import people
from db.cutting_off import cut_off
from db.tables import guesses, invites
from db.tables import people as people_table

GUESSES, GUESS_WINDOW = 20, timedelta(days=1)
ANSWER_EVERY = timedelta(hours=1)
_BITS = 128


def make(conn: Connection, person_id: int, *, now: datetime, expires: datetime) -> str:
    """A new code, shown once; earlier unused ones of the person stop working."""
    code = base64.b32encode(secrets.token_bytes(_BITS // 8)).decode().rstrip("=")
    unused = update(invites).where(
        invites.c.person_id == person_id, invites.c.used_at.is_(None), invites.c.expires_at > now
    )
    conn.execute(unused.values(expires_at=now))
    conn.execute(insert(invites).values(hash=_hash(code), person_id=person_id, expires_at=expires))
    return code


def use(conn: Connection, code: str, address: Address, *, now: datetime) -> Person | None:
    """One update decides who was first; wrong, used, expired and a removed person's code are the same None."""
    active = select(people_table.c.id).where(people_table.c.active)
    taken = (
        update(invites)
        .where(
            invites.c.hash == _hash(code),
            invites.c.used_at.is_(None),
            invites.c.expires_at > now,
            invites.c.person_id.in_(active),
        )
        .values(used_at=now)
        .returning(invites.c.person_id)
    )
    person_id = conn.execute(taken).scalar_one_or_none()
    if person_id is None:
        return None
    cut_off(conn, address, now=now, but=person_id)
    people.connect(conn, person_id, address, now=now)
    return people.get(conn, person_id)


def may_guess(conn: Connection, address: Address, *, now: datetime) -> bool:
    return _count(conn, address, "code", since=now - GUESS_WINDOW) < GUESSES


def may_answer(conn: Connection, address: Address, *, now: datetime) -> bool:
    """A stranger gets one answer an hour."""
    return _count(conn, address, "answer", since=now - ANSWER_EVERY) == 0


def note(conn: Connection, address: Address, kind: str, *, now: datetime) -> None:
    """A wrong guess ('code') or an answer given ('answer'); what is older than the window goes."""
    conn.execute(delete(guesses).where(guesses.c.at <= now - GUESS_WINDOW))
    conn.execute(insert(guesses).values(account=address.account, chat_hash=_hash(address.chat), kind=kind, at=now))


def _count(conn: Connection, address: Address, kind: str, *, since: datetime) -> int:
    query = select(func.count()).where(
        guesses.c.account == address.account,
        guesses.c.chat_hash == _hash(address.chat),
        guesses.c.kind == kind,
        guesses.c.at > since,
    )
    return int(conn.execute(query).scalar_one())


def _hash(text: str) -> str:
    """Codes are typed by hand: case, spaces and dashes do not matter."""
    plain = "".join(c for c in text if c.isalnum() or c == "_").upper()
    return hashlib.sha256(plain.encode()).hexdigest()
