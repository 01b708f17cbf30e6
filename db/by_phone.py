"""Reach by phone number whoever is on no chat: one account of the settings sends a registered message by it.

The number stays with its person alone: such an address names the person, and the channel asks for the number.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import Connection, select

from core.messages import Address
from core.model import Person
from db import facts, people, upsert
from db.tables import addresses
from db.tables import people as rows

_FACT = "account that sends by phone"
_MOST_AT_ONCE = 500


def declare(conn: Connection, account: str | None) -> None:
    """As the settings have it today; None: nothing goes by phone."""
    facts.put(conn, _FACT, account or "")


def places(conn: Connection, person_ids: Iterable[int]) -> dict[int, Address]:
    """Where a message to each of these people goes: to their chat, else by phone."""
    several = sorted(set(person_ids))
    found = people.reached_at(conn, several)
    account = facts.get(conn, _FACT)
    without = [one for one in several if one not in found] if account else []
    for start in range(0, len(without), _MOST_AT_ONCE):
        part = without[start : start + _MOST_AT_ONCE]
        found.update(_with_phone(conn, part, account=account or ""))
    return found


def _with_phone(conn: Connection, person_ids: list[int], *, account: str) -> dict[int, Address]:
    """Not those whose number was refused already."""
    known = select(rows.c.id).where(rows.c.id.in_(person_ids), rows.c.active, rows.c.phone.is_not(None))
    refused = select(addresses.c.chat).where(addresses.c.account == account, addresses.c.person_id.in_(person_ids))
    dead = set(conn.scalars(refused))
    offered = {one: Address(account, people.phone_chat(one)) for one in conn.scalars(known)}
    return {one: address for one, address in offered.items() if address.chat not in dead}


def place(conn: Connection, person_id: int) -> Address | None:
    return places(conn, [person_id]).get(person_id)


def person_at(conn: Connection, address: Address) -> Person | None:
    """Whose address this is, by their chat or by phone."""
    number = address.chat.removeprefix(people.phone_chat(""))
    if number == address.chat or not number.isdecimal():
        return people.by_address(conn, address)
    person = people.get(conn, int(number))
    return person if person.active else None


def refuse(conn: Connection, person_id: int | None, address: Address, *, now: dt.datetime) -> bool:
    """The service has nobody under this number: not tried again until it changes. True the first time."""
    if person_id is None or address.chat != people.phone_chat(person_id):
        return False
    row = {"account": address.account, "chat": address.chat, "person_id": person_id}
    values = {**row, "state": people.DEAD, "joined_at": now}
    return upsert.add(conn, addresses, keys=("account", "chat"), values=values)
