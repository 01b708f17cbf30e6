"""Files that go with reports: laid beside a task until the next report on it, fetched by lease."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Update, and_, delete, func, insert, or_, select, update

from core.messages import Address, Attachment
from core.model import Enclosure, Kept, Person
from db import files
from db.inbox import erase_sent
from db.tables import enclosures, report_tasks

LEASE = dt.timedelta(minutes=2)
_AT_ONCE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Fetching:
    """One file in one worker's hands."""

    id: int
    person_id: int
    address: Address
    attachment: Attachment
    permitted: bool
    attempt: int
    holder: str


# ── sent ───────────────────────────────────────────────────────────────────────────────────────
def add(
    conn: Connection,
    file: Attachment,
    *,
    by: Person,
    address: Address,
    batch: str,
    now: dt.datetime,
    real_now: dt.datetime,
    task_id: int | None = None,
    report_id: int | None = None,
) -> None:
    row = {
        "person_id": by.id,
        "task_id": task_id,
        "report_id": report_id,
        "batch": batch,
        "account": address.account,
        "chat": address.chat,
        "reference": file.reference,
        "name": file.name[:300],
        "kept": Kept.WAITING.value,
        "not_before": _AT_ONCE,
        "sent_at": now,
        "received_at": real_now,
    }
    conn.execute(insert(enclosures).values(**row))


def newest(conn: Connection, *, by: Person, address: Address, since: dt.datetime) -> Enclosure | None:
    """The last file of this chat since then (real time): one more may belong with it."""
    mine = (*_from(by, address), enclosures.c.received_at >= since)
    row = conn.execute(select(enclosures).where(*mine).order_by(enclosures.c.id.desc()).limit(1)).one_or_none()
    return _enclosure(row) if row else None


def of_batch(conn: Connection, batch: str, *, by: Person) -> list[Enclosure]:
    mine = (enclosures.c.batch == batch, enclosures.c.person_id == by.id)
    return [_enclosure(row) for row in conn.execute(select(enclosures).where(*mine).order_by(enclosures.c.id))]


def lay(conn: Connection, task_id: int, *, by: Person, address: Address, since: dt.datetime) -> None:
    """What this person sent since then (real time), and no report took yet, lies beside this task."""
    loose = (*_from(by, address), enclosures.c.report_id.is_(None), enclosures.c.received_at >= since)
    conn.execute(update(enclosures).where(*loose).values(task_id=task_id))


def beside(conn: Connection, task_ids: Iterable[int], *, by: Person) -> list[Enclosure]:
    """What lies beside these tasks for this person's next report on them."""
    query = select(enclosures).where(_laid(task_ids, by), enclosures.c.kept != Kept.NO.value)
    return [_enclosure(row) for row in conn.execute(query.order_by(enclosures.c.id))]


def attach(conn: Connection, report_id: int, *, task_ids: Iterable[int], by: Person) -> None:
    """The report takes what lay beside its tasks."""
    conn.execute(update(enclosures).where(_laid(task_ids, by)).values(report_id=report_id))


def drop(conn: Connection, batch: str, *, by: Person) -> int:
    """Before any report took them: nothing of them stays."""
    loose = (enclosures.c.batch == batch, enclosures.c.person_id == by.id, enclosures.c.report_id.is_(None))
    return _forget(conn, and_(*loose))


def forget_loose(conn: Connection, *, before: dt.datetime) -> int:
    """What no report ever took."""
    return _forget(conn, and_(enclosures.c.report_id.is_(None), enclosures.c.received_at < before))


def _forget(conn: Connection, which: ColumnElement[bool]) -> int:
    """Another's copy of the same content stays."""
    gone = conn.execute(select(enclosures.c.file_id).where(which)).scalars().all()
    count = conn.execute(delete(enclosures).where(which)).rowcount
    files.forget_unused(conn, {one for one in gone if one is not None})
    return count


def _laid(task_ids: Iterable[int], by: Person) -> ColumnElement[bool]:
    mine = (enclosures.c.person_id == by.id, enclosures.c.report_id.is_(None))
    return and_(*mine, enclosures.c.task_id.in_(list(task_ids)))


def _from(by: Person, address: Address) -> tuple[ColumnElement[bool], ...]:
    here = (enclosures.c.account == address.account, enclosures.c.chat == address.chat)
    return (enclosures.c.person_id == by.id, *here)


# ── shown ──────────────────────────────────────────────────────────────────────────────────────
def of_task(conn: Connection, task_id: int) -> list[Enclosure]:
    """With the newest report first; in the order they were sent within it."""
    joined = enclosures.join(report_tasks, report_tasks.c.report_id == enclosures.c.report_id)
    query = select(enclosures).select_from(joined).where(report_tasks.c.task_id == task_id)
    return [_enclosure(row) for row in conn.execute(query.order_by(enclosures.c.report_id.desc(), enclosures.c.id))]


def counts(conn: Connection, task_ids: Iterable[int]) -> dict[int, int]:
    """How many files go with each of these tasks; none for those that have none."""
    joined = enclosures.join(report_tasks, report_tasks.c.report_id == enclosures.c.report_id)
    query = select(report_tasks.c.task_id, func.count()).select_from(joined).group_by(report_tasks.c.task_id)
    wanted = (report_tasks.c.task_id.in_(list(task_ids)), enclosures.c.kept != Kept.NO.value)
    return {row[0]: row[1] for row in conn.execute(query.where(*wanted))}


# ── fetched ────────────────────────────────────────────────────────────────────────────────────
def claim(conn: Connection, *, holder: str, real_now: dt.datetime) -> Fetching | None:
    """The oldest one nobody is fetching; believe the row count, not the read."""
    free = or_(enclosures.c.lease_until.is_(None), enclosures.c.lease_until <= real_now)
    waiting = select(enclosures).where(
        enclosures.c.kept == Kept.WAITING.value, enclosures.c.not_before <= real_now, free
    )
    row = conn.execute(waiting.order_by(enclosures.c.id).limit(1).with_for_update(skip_locked=True)).one_or_none()
    if row is None:
        return None
    change = {"holder": holder, "lease_until": real_now + LEASE, "attempt": row.attempt + 1}
    taken = update(enclosures).where(
        enclosures.c.id == row.id, enclosures.c.attempt == row.attempt, enclosures.c.kept == Kept.WAITING.value
    )
    return _fetching(row, holder) if conn.execute(taken.values(**change)).rowcount == 1 else None


def put_back(conn: Connection, one: Fetching, *, not_before: dt.datetime) -> bool:
    return _changed(conn, one, holder=None, lease_until=None, not_before=not_before)


def settle(conn: Connection, one: Fetching, kept: Kept, *, file_id: int | None = None) -> bool:
    """Decided; False when the lease was lost meanwhile: whoever has it now decides."""
    return _changed(conn, one, kept=kept.value, file_id=file_id, lease_until=None)


def permit(conn: Connection, enclosure_id: int, *, by: Person) -> bool:
    """Its sender may bring it here: it is fetched again."""
    asked = (enclosures.c.id == enclosure_id, enclosures.c.person_id == by.id, enclosures.c.kept == Kept.ASKED.value)
    again = {"kept": Kept.WAITING.value, "permitted": True, "attempt": 0, "holder": None, "lease_until": None}
    return conn.execute(update(enclosures).where(*asked).values(**again)).rowcount == 1


def decline(conn: Connection, enclosure_id: int, *, by: Person) -> bool:
    asked = (enclosures.c.id == enclosure_id, enclosures.c.person_id == by.id, enclosures.c.kept == Kept.ASKED.value)
    bare = {"kept": Kept.NO.value, "name": "", "reference": ""}
    return conn.execute(update(enclosures).where(*asked).values(**bare)).rowcount == 1


def erase_traces(conn: Connection, one: Fetching) -> None:
    """Nothing of a marked file stays: not its name here, nor the message that brought it."""
    conn.execute(update(enclosures).where(enclosures.c.id == one.id).values(name="", reference=""))
    erase_sent(conn, one.address, files=[one.attachment.reference])


def _changed(conn: Connection, one: Fetching, **values: Any) -> bool:
    return conn.execute(_mine(one).values(**values)).rowcount == 1


def _mine(one: Fetching) -> Update:
    return update(enclosures).where(
        enclosures.c.id == one.id,
        enclosures.c.holder == one.holder,
        enclosures.c.attempt == one.attempt,
        enclosures.c.kept == Kept.WAITING.value,
    )


def _fetching(row: Row[Any], holder: str) -> Fetching:
    where = Address(row.account, row.chat)
    file = Attachment(row.reference, row.name)
    return Fetching(row.id, row.person_id, where, file, row.permitted, row.attempt + 1, holder)


def _enclosure(row: Row[Any]) -> Enclosure:
    return Enclosure(
        id=row.id,
        batch=row.batch,
        kept=Kept(row.kept),
        name=row.name,
        sent_at=row.sent_at,
        task_id=row.task_id,
        report_id=row.report_id,
        file_id=row.file_id,
    )
