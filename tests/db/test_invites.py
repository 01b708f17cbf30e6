"""Codes to join with."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select

from core.messages import Address
from core.model import Person, Role
from db import invites, people
from db.store import Store
from db.tables import guesses
from db.tables import invites as table

NOW = dt.datetime(2026, 3, 16, 1, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(days=7)
CHAT = Address("telegram:7001", "42")


def invited(store: Store, *, expires: dt.datetime = LATER) -> tuple[Person, str]:
    with store.begin() as conn:
        person = people.add(conn, name="An", role=Role.OFFICIAL)
        return person, invites.make(conn, person.id, now=NOW, expires=expires)


def test_a_code_joins_its_person_once(store: Store):
    person, code = invited(store)
    with store.begin() as conn:
        assert invites.use(conn, code, CHAT, now=NOW) == person
        assert people.by_address(conn, CHAT) == person
        assert invites.use(conn, code, Address("telegram:7001", "43"), now=NOW) is None


def test_a_code_is_long_random_and_kept_only_as_a_hash(store: Store):
    _, code = invited(store)
    with store.begin() as conn:
        kept = conn.execute(select(table.c.hash)).scalar_one()
    assert len(code) == 26
    assert code not in kept
    assert len(kept) == 64


def test_a_code_may_be_typed_in_small_letters_with_spaces(store: Store):
    person, code = invited(store)
    with store.begin() as conn:
        assert invites.use(conn, f" {code[:13].lower()} {code[13:].lower()} ", CHAT, now=NOW) == person


def test_an_expired_code_and_the_code_of_somebody_removed_do_nothing(store: Store):
    _, late = invited(store, expires=NOW)
    removed, code = invited(store)
    with store.begin() as conn:
        people.change(conn, removed.id, active=False)
        assert invites.use(conn, late, CHAT, now=NOW) is None
        assert invites.use(conn, code, CHAT, now=NOW) is None


def test_a_new_code_ends_the_one_before(store: Store):
    person, first = invited(store)
    with store.begin() as conn:
        second = invites.make(conn, person.id, now=NOW, expires=LATER)
        assert invites.use(conn, first, CHAT, now=NOW) is None
        assert invites.use(conn, second, CHAT, now=NOW) == person


def test_of_twenty_at_once_one_joins(store: Store):
    person, code = invited(store)

    def join(n: int) -> Person | None:
        with store.begin() as conn:
            return invites.use(conn, code, Address("telegram:7001", str(n)), now=NOW)

    with ThreadPoolExecutor(8) as pool:
        joined = [one for one in pool.map(join, range(20)) if one]
    assert joined == [person]


def test_twenty_wrong_guesses_a_day_and_no_more(store: Store):
    with store.begin() as conn:
        for _ in range(20):
            assert invites.may_guess(conn, CHAT, now=NOW)
            invites.note(conn, CHAT, "code", now=NOW)
        assert not invites.may_guess(conn, CHAT, now=NOW)
        assert invites.may_guess(conn, Address("telegram:7001", "43"), now=NOW)
        assert invites.may_guess(conn, CHAT, now=NOW + dt.timedelta(days=1))


def test_nothing_of_a_stranger_is_kept_but_a_hash_for_a_day(store: Store):
    with store.begin() as conn:
        invites.note(conn, CHAT, "answer", now=NOW)
        assert not invites.may_answer(conn, CHAT, now=NOW + dt.timedelta(minutes=59))
        assert invites.may_answer(conn, CHAT, now=NOW + dt.timedelta(hours=1))
        assert CHAT.chat != conn.execute(select(guesses.c.chat_hash)).scalar_one()
        invites.note(conn, Address("telegram:7001", "43"), "answer", now=NOW + dt.timedelta(days=2))
        assert len(conn.execute(select(guesses)).all()) == 1
