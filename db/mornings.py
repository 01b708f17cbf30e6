"""Queue one message a person for a morning: what still waits unsent from an earlier one goes along in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, func, insert, literal_column, select, update

from core.ladder import Step
from core.messages import Address, Priority
from core.office import Office
from db import by_phone, standing_in, unreached
from db.outbox import QUEUED
from db.tables import outbox, reminded
from db.watched import Watched, chunks

KIND = "morning"
MERGED = "said in a later message"
_MORNING: ColumnElement[str] = literal_column("'morning'")  # spelled as in the partial index


class Saying(NamedTuple):
    """A step as it is kept: worked out once for all assignments that are alike to the ladder."""

    step: Step
    day: dt.date  # with the step, what is said once
    item: tuple[str, str, str]  # step, its moment, the deadline it belongs to

    @classmethod
    def of(cls, one: Watched, step: Step, office: Office) -> Saying:
        item = (step.code, step.at.isoformat(), one.counts_to(office).isoformat())
        return cls(step, one.day_of(step, office), item)


Said = Mapping[int, Sequence[tuple[Watched, Saying]]]  # by receiver
_Row = Any  # an unsent row: id, person_id, payload
_Items = list[list[Any]]  # of each: assignment, step, its moment, the deadline it belongs to


def queue(conn: Connection, said: Said, *, now: dt.datetime, real_now: dt.datetime, office: Office) -> None:
    """One row a receiver. The text is made when it is sent; that a step was queued is kept for good."""
    if not said:
        return
    standing_in.lock(conn, said.keys(), today=office.today(now))
    places = by_phone.places(conn, said)
    waiting = _waiting(conn, said)
    rows = [
        _row(receiver, _items(steps, waiting.get(receiver, ())), places.get(receiver), real_now)
        for receiver, steps in said.items()
    ]
    conn.execute(insert(outbox), rows)
    made = _made(conn, said, real_now=real_now)
    conn.execute(
        insert(reminded),
        [
            _step(one, saying) | {"outbox_id": made[receiver]}
            for receiver, steps in said.items()
            for one, saying in steps
        ],
    )
    _go_along(conn, waiting, made)
    for receiver, steps in said.items():
        if receiver not in places:
            unreached.tell(conn, receiver, {one.coordinator_id for one, _ in steps}, real_now=real_now)


def earlier(conn: Connection, to: Address, *, payload: Mapping[str, Any], before: int, office: Office) -> str | None:
    """The channel's id of the newest morning of a day before this one's in the same chat: it stands for that one."""
    mine = (outbox.c.account == to.account, outbox.c.chat == to.chat, outbox.c.kind == _MORNING)
    sent = (outbox.c.id < before, outbox.c.state == "sent", outbox.c.message.is_not(None))
    found = select(outbox.c.message, outbox.c.payload).where(*mine, *sent).order_by(outbox.c.id.desc()).limit(1)
    row = conn.execute(found).one_or_none()
    if row is None or not row.payload or _day(row.payload, office) >= _day(payload, office):
        return None
    message: str = row.message
    return message


def _day(payload: Mapping[str, Any], office: Office) -> dt.date:
    return max(office.today(dt.datetime.fromisoformat(item[2])) for item in payload["items"])


def _waiting(conn: Connection, receivers: Iterable[int]) -> dict[int, list[_Row]]:
    """Mornings that surely have not left: the channel was down, or those of somebody they stand in for came first.

    A claim that is being written is waited for: passed over, it would go out as a second morning.
    """
    found: dict[int, list[_Row]] = {}
    unsent = (outbox.c.state == QUEUED, outbox.c.kind == _MORNING, outbox.c.doubted_at.is_(None))
    for part in chunks(sorted(receivers)):
        mine = select(outbox.c.id, outbox.c.person_id, outbox.c.payload).where(*unsent, outbox.c.person_id.in_(part))
        for row in conn.execute(mine.order_by(outbox.c.id).with_for_update()):
            found.setdefault(row.person_id, []).append(row)
    return found


def _go_along(conn: Connection, waiting: Mapping[int, Sequence[_Row]], made: Mapping[int, int]) -> None:
    """Nobody gets two mornings at once: the earlier rows are let go, their steps stand with the row that says them."""
    for receiver, rows in waiting.items():
        ids = [row.id for row in rows]
        conn.execute(update(outbox).where(outbox.c.id.in_(ids)).values(state="dropped", reason=MERGED))
        conn.execute(update(reminded).where(reminded.c.outbox_id.in_(ids)).values(outbox_id=made[receiver]))


def _items(steps: Sequence[tuple[Watched, Saying]], waiting: Sequence[_Row]) -> _Items:
    """Of each assignment the newest step only."""
    earlier = {item[0]: item for row in waiting for item in row.payload["items"]}
    fresh = {one.assignment_id: [one.assignment_id, *saying.item] for one, saying in steps}
    return list((earlier | fresh).values())


def _step(one: Watched, saying: Saying) -> dict[str, Any]:
    return {"assignment_id": one.assignment_id, "step": saying.step.code, "deadline": saying.day}


def _made(conn: Connection, receivers: Iterable[int], *, real_now: dt.datetime) -> dict[int, int]:
    """The rows just queued, by receiver. Asked for afterwards: returning them one by one costs more than the insert."""
    found: dict[int, int] = {}
    newest = select(outbox.c.person_id, func.max(outbox.c.id).label("id")).group_by(outbox.c.person_id)
    for part in chunks(sorted(receivers)):
        mine = newest.where(outbox.c.person_id.in_(part), outbox.c.kind == KIND, outbox.c.created_at == real_now)
        found.update((row.person_id, row.id) for row in conn.execute(mine))
    return found


def _row(receiver: int, items: _Items, place: Address | None, real_now: dt.datetime) -> dict[str, Any]:
    return {
        "account": place and place.account,
        "chat": place and place.chat,
        "person_id": receiver,
        "priority": int(Priority.REMINDER),
        "kind": KIND,
        "payload": {"items": items},
        "state": "queued" if place else "refused",
        "reason": None if place else unreached.NOT_CONNECTED,
        "not_before": real_now,
        "created_at": real_now,
    }
