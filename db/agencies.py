"""The agencies that can be ordered to do something, with the names they are written by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from core.model import Agency
from core.problems import NotAllowed
from core.text import fold
from db.tables import agencies


def _agency(row: Row[Any]) -> Agency:
    return Agency(
        row.id, row.name, row.short, tuple(row.aliases or ()), row.kind, row.parent_id, row.active, row.ended_on
    )


def all_known(conn: Connection) -> list[Agency]:
    return [_agency(row) for row in conn.execute(select(agencies).order_by(agencies.c.id))]


def get(conn: Connection, agency_id: int) -> Agency:
    row = conn.execute(select(agencies).where(agencies.c.id == agency_id)).one_or_none()
    if row is None:
        raise NotAllowed("no such agency")
    return _agency(row)


def hold(conn: Connection, agency_ids: Iterable[int]) -> dict[int, Agency]:
    """As they are, before work is given to them: an end being recorded is waited for, and none begins meanwhile."""
    mine = select(agencies).where(agencies.c.id.in_(set(agency_ids))).order_by(agencies.c.id)
    return {row.id: _agency(row) for row in conn.execute(mine.with_for_update(read=True, key_share=True))}


def by_name(conn: Connection, name: str) -> Agency | None:
    """By its name exactly as it is kept."""
    row = conn.execute(select(agencies).where(agencies.c.name == name)).one_or_none()
    return _agency(row) if row else None


def add(
    conn: Connection,
    name: str,
    *,
    short: str | None = None,
    aliases: Iterable[str] = (),
    kind: str = "agency",
    parent_id: int | None = None,
) -> Agency:
    """A new agency; one that is there already learns the other names, and is given work again unless it has ended."""
    name = " ".join(name.split())
    known = by_name(conn, name)
    if known is None:
        values = {
            "name": name,
            "folded": fold(name),
            "short": short,
            "aliases": list(aliases),
            "kind": kind,
            "parent_id": parent_id,
        }
        made = conn.execute(insert(agencies).values(**values).returning(agencies.c.id)).scalar_one()
        return get(conn, made)
    if not known.active and known.ended_on is None:
        set_active(conn, known.id, active=True)
    if short and not known.short:
        conn.execute(update(agencies).where(agencies.c.id == known.id).values(short=short))
    for alias in aliases:
        learn(conn, known.id, alias)
    return get(conn, known.id)


def rename(conn: Connection, agency_id: int, name: str) -> None:
    """The name it had is one of its other names from now on: documents still bear it."""
    known = get(conn, agency_id)
    others = [one for one in known.aliases if one != name] + [known.name]
    _set(conn, agency_id, name=name, folded=fold(name), aliases=list(dict.fromkeys(others)))


def set_short(conn: Connection, agency_id: int, short: str | None) -> None:
    _set(conn, agency_id, short=short)


def set_active(conn: Connection, agency_id: int, *, active: bool) -> None:
    """An agency that is given work again has not ended: who succeeded it stays in the record."""
    _set(conn, agency_id, active=active, **({"ended_on": None} if active else {}))


def unlearn(conn: Connection, agency_id: int, alias: str) -> None:
    """Not written like this any more."""
    known = get(conn, agency_id)
    _set(conn, agency_id, aliases=[one for one in known.aliases if fold(one) != fold(alias)])


def called(conn: Connection, name: str, *, but: int | None = None) -> Agency | None:
    """Whoever bears this name, in whatever spelling, as its own, its short or another name; `but` aside."""
    wanted = fold(name)
    for one in all_known(conn):
        if one.id != but and wanted in {fold(known) for known in (one.name, one.short, *one.aliases) if known}:
            return one
    return None


def _set(conn: Connection, agency_id: int, **values: Any) -> None:
    conn.execute(update(agencies).where(agencies.c.id == agency_id).values(**values))


def learn(conn: Connection, agency_id: int, alias: str) -> None:
    """The agency is also written like this from now on."""
    known = get(conn, agency_id)
    alias = " ".join(alias.split())
    if alias and alias != known.name and alias not in known.aliases:
        conn.execute(update(agencies).where(agencies.c.id == agency_id).values(aliases=[*known.aliases, alias]))
