"""People, where they are reached, and who they are to the organisation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, insert, select, update

from core.messages import Address
from core.model import Contact, Person, Role
from core.problems import AskAgain, NotAllowed
from core.wording.show import REMOVED_NAME
from db import facts, quota
from db.tables import addresses, agencies, people

LIVE, DEAD = "live", "dead"
_MOST_AT_ONCE = 500


def _query() -> Select[Any]:
    return select(
        people, agencies.c.name.label("agency"), agencies.c.kind.label("agency_kind"), agencies.c.ended_on
    ).select_from(people.outerjoin(agencies, people.c.agency_id == agencies.c.id))


def _person(row: Row[Any]) -> Person:
    return Person(
        id=row.id,
        name=row.name,
        role=Role(row.role),
        agency_id=row.agency_id,
        agency=row.agency,
        position=row.position,
        active=row.active,
        of_office=row.agency_kind == "office",
        former=row.ended_on is not None,
    )


def _all(conn: Connection, query: Select[Any]) -> list[Person]:
    return [_person(row) for row in conn.execute(query.order_by(people.c.id))]


# ── who ────────────────────────────────────────────────────────────────────────────────────────
def get(conn: Connection, person_id: int) -> Person:
    row = conn.execute(_query().where(people.c.id == person_id)).one_or_none()
    if row is None:
        raise NotAllowed("no such person")
    return _person(row)


def by_address(conn: Connection, address: Address) -> Person | None:
    """Who writes from here: active people with a live address only."""
    query = (
        _query()
        .join(addresses, addresses.c.person_id == people.c.id)
        .where(*_here(address), addresses.c.state == LIVE, people.c.active)
    )
    row = conn.execute(query).one_or_none()
    return _person(row) if row else None


def of_agency(conn: Connection, agency_id: int, *, roles: Iterable[Role] = frozenset(Role)) -> list[Person]:
    return _all(
        conn,
        _query().where(people.c.agency_id == agency_id, people.c.active, people.c.role.in_([r.value for r in roles])),
    )


def coordinators(conn: Connection) -> list[Person]:
    """Those who follow up; where there are none, the administrators stand in."""
    found = _all(conn, _query().where(people.c.active, people.c.role == Role.COORDINATOR.value))
    return found or _all(conn, _query().where(people.c.active, people.c.role == Role.ADMIN.value))


def office_leaders(conn: Connection) -> list[Person]:
    return _all(conn, _query().where(people.c.active, people.c.role == Role.LEADER.value, agencies.c.kind == "office"))


def everybody(conn: Connection) -> list[Contact]:
    """Every active person with the address they are reached at."""
    found = _all(conn, _query().where(people.c.active))
    places = reached_at(conn, [person.id for person in found])
    return [Contact(person, places.get(person.id)) for person in found]


def ever(conn: Connection) -> list[Person]:
    """Those too who have left; not those whose data was removed."""
    return _all(conn, _query().where(people.c.name != REMOVED_NAME))


def add(
    conn: Connection,
    *,
    name: str,
    role: Role,
    agency_id: int | None = None,
    position: str | None = None,
    phone: str | None = None,
) -> Person:
    """`phone` as core.phones keeps it."""
    words = {"name": name, "role": role.value, "position": position, "phone": phone}
    values = {**words, "agency_id": agency_id, "active": True}
    made = conn.execute(insert(people).values(**values).returning(people.c.id)).scalar_one()
    return get(conn, made)


def receivers(conn: Connection, agency_id: int, *, but: int | None = None) -> list[Person]:
    """Who gets what is assigned to the agency: its focal person, else its leader, else its officials; `but` aside."""
    everyone = [person for person in of_agency(conn, agency_id) if person.id != but]
    for role in (Role.FOCAL, Role.LEADER, Role.OFFICIAL):
        found = [person for person in everyone if person.role is role]
        if found:
            return found
    return []


def change(conn: Connection, person_id: int, **values: Any) -> None:
    """Other words, another role, agency or superior; whoever calls it keeps the history and what follows from it."""
    conn.execute(update(people).where(people.c.id == person_id).values(**values))
    if "phone" in values:  # that the number before was refused says nothing of this one
        refused = addresses.c.chat == phone_chat(person_id)
        conn.execute(delete(addresses).where(addresses.c.person_id == person_id, refused))


def phone_chat(person_id: int | str) -> str:
    """The address of somebody who is reached by phone; the number itself stands nowhere but with them."""
    return f"phone:{person_id}"


def phone_of(conn: Connection, person_id: int) -> str | None:
    """Asked for where it is used; a Person carries none, so that no log shows one."""
    return conn.execute(select(people.c.phone).where(people.c.id == person_id)).scalar()


# ── where ──────────────────────────────────────────────────────────────────────────────────────
def _here(address: Address) -> tuple[Any, Any]:
    return addresses.c.account == address.account, addresses.c.chat == address.chat


def reached(conn: Connection, person_ids: Iterable[int]) -> dict[int, list[Address]]:
    """The live addresses of these people, the one to use first: the preferred one, else the one joined last.

    Nothing else chooses.
    """
    found: dict[int, list[Address]] = {}
    several = sorted(set(person_ids))
    order = (addresses.c.preferred.desc(), addresses.c.joined_at.desc(), addresses.c.id.desc())
    for start in range(0, len(several), _MOST_AT_ONCE):
        live = select(addresses.c.person_id, addresses.c.account, addresses.c.chat).where(
            addresses.c.state == LIVE, addresses.c.person_id.in_(several[start : start + _MOST_AT_ONCE])
        )
        for row in conn.execute(live.order_by(*order)):
            found.setdefault(row.person_id, []).append(Address(row.account, row.chat))
    return found


def reached_at(conn: Connection, person_ids: Iterable[int]) -> dict[int, Address]:
    """Where each of these people is reached now."""
    return {person: several[0] for person, several in reached(conn, person_ids).items()}


def addresses_of(conn: Connection, person_id: int) -> list[Address]:
    return reached(conn, [person_id]).get(person_id, [])


def every_address(conn: Connection, person_id: int) -> list[Address]:
    """Those too that are not reached just now: whoever holds such a phone may write again."""
    mine = select(addresses.c.account, addresses.c.chat).where(addresses.c.person_id == person_id)
    return [Address(row.account, row.chat) for row in conn.execute(mine.order_by(addresses.c.id))]


def prefer(conn: Connection, person_id: int, account: str) -> None:
    """Reminders go there from now on, while it is reached."""
    mine = update(addresses).where(addresses.c.person_id == person_id)
    conn.execute(mine.values(preferred=addresses.c.account == account))


def set_brief(conn: Connection, address: Address, *, brief: bool) -> None:
    """'Tin gọn' on this channel, or everything again."""
    mine = (addresses.c.account == address.account, addresses.c.chat == address.chat)
    conn.execute(update(addresses).where(*mine).values(brief=brief))


def is_brief(conn: Connection, address: Address) -> bool:
    mine = (addresses.c.account == address.account, addresses.c.chat == address.chat)
    return bool(conn.execute(select(addresses.c.brief).where(*mine)).scalar())


def address_of(conn: Connection, person_id: int) -> Address | None:
    return reached_at(conn, [person_id]).get(person_id)


def connect(conn: Connection, person_id: int, address: Address, *, now: datetime) -> None:
    """This chat is now this person's, whoever's it was before. Raises AskAgain where its channel serves no more."""
    if quota.full(conn, address.account, but=person_id):
        raise AskAgain("channel_full")
    disconnect(conn, address)
    facts.forget(conn, unreached(person_id))
    conn.execute(
        insert(addresses).values(
            person_id=person_id, account=address.account, chat=address.chat, state=LIVE, joined_at=now
        )
    )


def disconnect(conn: Connection, address: Address) -> bool:
    """The chat is forgotten; the person and their work stay."""
    return conn.execute(delete(addresses).where(*_here(address))).rowcount == 1


def mark_dead(conn: Connection, address: Address) -> bool:
    """The channel refused this chat. True the first time, so that the coordinator is told once."""
    dead = update(addresses).where(*_here(address), addresses.c.state == LIVE).values(state=DEAD)
    return conn.execute(dead).rowcount == 1


def revive(conn: Connection, address: Address) -> bool:
    """A refused chat is reached again from the moment the person writes from it."""
    again = update(addresses).where(*_here(address), addresses.c.state == DEAD).values(state=LIVE)
    person: int | None = conn.execute(again.returning(addresses.c.person_id)).scalar()
    if person is not None:
        facts.forget(conn, unreached(person))
    return person is not None


def unreached(person_id: int) -> str:
    """The name under which it is kept that a coordinator knows of it; the next time is news again."""
    return f"unreached:{person_id}"


def move(conn: Connection, address: Address, *, to_chat: str) -> None:
    """The channel gave the chat a new id."""
    taken = select(addresses.c.id).where(addresses.c.account == address.account, addresses.c.chat == to_chat)
    if conn.execute(taken).first() is None:
        conn.execute(update(addresses).where(*_here(address)).values(chat=to_chat))
    else:
        disconnect(conn, address)
