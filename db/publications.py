"""One sending of a directive: what it gave, when the agencies are told, and how it is taken back for correction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from core.model import DirectiveState, DraftTask, Person, Status, Task
from core.problems import NotAllowed
from db import directives, history, moments
from db import tables as t
from db.task_rows import fetch, query

MOMENT = "announce:"  # and the publication's id: its agencies are told at this moment


@dataclass(frozen=True, slots=True)
class Publication:
    """`told_at` is the domain's instant at which the agencies are told."""

    id: int
    directive_id: int
    first: int  # the numbers it gave, from this one
    last: int  # to this one
    at: dt.datetime
    told_at: dt.datetime
    recalled: bool = False


def _publication(row: Row[Any]) -> Publication:
    return Publication(
        id=row.id,
        directive_id=row.directive_id,
        first=row.first_number,
        last=row.last_number,
        at=row.at,
        told_at=row.told_at,
        recalled=row.recalled_at is not None,
    )


# ── written ────────────────────────────────────────────────────────────────────────────────────
def keep(
    conn: Connection, made: Sequence[Task], drafts: Iterable[DraftTask], *, now: dt.datetime, told_at: dt.datetime
) -> Publication:
    """These drafts have become these tasks; should it be recalled, the drafts are there as they were."""
    values = {
        "directive_id": made[0].directive_id,
        "first_number": made[0].number,
        "last_number": made[-1].number,
        "at": now,
        "told_at": told_at,
    }
    key: int = conn.execute(insert(t.publications).values(**values).returning(t.publications.c.id)).scalar_one()
    ids = [draft.id for draft in drafts]
    conn.execute(update(t.drafts).where(t.drafts.c.id.in_(ids)).values(published_in=key))
    if told_at > now:
        moments.plan(conn, f"{MOMENT}{key}", at=told_at)
    return get(conn, key)


def told(conn: Connection, one: Publication, *, now: dt.datetime) -> None:
    """The agencies are told now, later than was planned where the machine was off."""
    conn.execute(update(t.publications).where(t.publications.c.id == one.id).values(told_at=now))


def forget_drafts(conn: Connection, *, before: dt.datetime) -> int:
    """What can no longer be recalled need not be kept as it was proposed."""
    old = select(t.publications.c.id).where(t.publications.c.told_at < before)
    return conn.execute(delete(t.drafts).where(t.drafts.c.published_in.in_(old))).rowcount


# ── read ───────────────────────────────────────────────────────────────────────────────────────
def get(conn: Connection, publication_id: int) -> Publication:
    return _one(conn.execute(select(t.publications).where(t.publications.c.id == publication_id)).one_or_none())


def lock(conn: Connection, publication_id: int) -> Publication:
    """Held until the transaction ends: it is recalled once, and not while its agencies are being told."""
    held = select(t.publications).where(t.publications.c.id == publication_id).with_for_update()
    return _one(conn.execute(held).one_or_none())


def lock_tasks(conn: Connection, one: Publication) -> None:
    """A report that is just being written is waited for, and none begins until the transaction ends."""
    conn.execute(select(t.tasks.c.id).where(*_of(one)).order_by(t.tasks.c.id).with_for_update()).all()


def newest(conn: Connection, *, directive_id: int | None = None) -> Publication | None:
    """The last one that still stands, of a directive or of all."""
    standing = select(t.publications).where(t.publications.c.recalled_at.is_(None))
    if directive_id is not None:
        standing = standing.where(t.publications.c.directive_id == directive_id)
    row = conn.execute(standing.order_by(t.publications.c.id.desc()).limit(1)).one_or_none()
    return _publication(row) if row else None


def _one(row: Row[Any] | None) -> Publication:
    if row is None:
        raise NotAllowed("no such publication")
    return _publication(row)


def given(conn: Connection, one: Publication) -> list[Task]:
    """The tasks it gave, whatever became of them."""
    return fetch(conn, query().where(*_of(one)).order_by(t.tasks.c.number))


def answered(conn: Connection, one: Publication) -> list[Task]:
    """Those of which something was reported: people's words are not voided. 'Đã nhận' is no report."""
    reported = select(t.report_tasks.c.task_id)
    said = t.tasks.c.id.in_(reported) | t.tasks.c.status.in_([Status.SUBMITTED.value, Status.DONE.value])
    return fetch(conn, query().where(*_of(one), said).order_by(t.tasks.c.number))


def taken_up(conn: Connection, one: Publication) -> list[int]:
    """Numbers of open tasks that this sending ordered as well: they run on with the deadline it gave."""
    also = (t.history.c.noun == "task", t.history.c.did == "also_ordered", t.history.c.at == one.at)
    there = select(t.history.c.noun_id).where(*also)
    return list(conn.scalars(select(t.tasks.c.number).where(t.tasks.c.id.in_(there)).order_by(t.tasks.c.number)))


def _of(one: Publication) -> tuple[Any, ...]:
    return (t.tasks.c.number.between(one.first, one.last),)


# ── recalled ───────────────────────────────────────────────────────────────────────────────────
def recall(conn: Connection, one: Publication, *, by: Person, now: dt.datetime) -> list[int]:
    """The tasks are out of force, their drafts are back, what waits unsent is dropped. Whom the rest had reached."""
    ids = list(conn.scalars(select(t.tasks.c.id).where(*_of(one))))
    mine = update(t.tasks).where(t.tasks.c.id.in_(ids))
    conn.execute(mine.values(status=Status.RECALLED.value, version=t.tasks.c.version + 1))
    in_hands = (t.assignments.c.task_id.in_(ids), t.assignments.c.ended_at.is_(None))
    conn.execute(update(t.assignments).where(*in_hands).values(ended_at=now))
    serial = select(t.tasks.c.series_id).where(t.tasks.c.id.in_(ids), t.tasks.c.series_id.is_not(None))
    conn.execute(update(t.series).where(t.series.c.id.in_(serial)).values(period=None))
    conn.execute(update(t.drafts).where(t.drafts.c.published_in == one.id).values(published_in=None))
    conn.execute(update(t.publications).where(t.publications.c.id == one.id).values(recalled_at=now))
    moments.drop(conn, f"{MOMENT}{one.id}")
    _back(conn, one.directive_id, now=now)
    history.write_many(conn, [{"noun_id": key} for key in ids], by=by.id, noun="task", did="recalled", now=now)
    numbers = f"{one.first}-{one.last}"
    history.write(conn, by=by.id, noun="directive", noun_id=one.directive_id, did="recalled", now=now, before=numbers)
    return _unsaid(conn, ids)


def _back(conn: Connection, directive_id: int, *, now: dt.datetime) -> None:
    """A directive none of whose tasks is in force is a draft again."""
    left = select(t.tasks.c.id).where(t.tasks.c.directive_id == directive_id, t.tasks.c.status != Status.RECALLED.value)
    in_force = conn.execute(left.limit(1)).first() is not None
    state = DirectiveState.PUBLISHED if in_force else DirectiveState.DRAFT
    directives.set_state(conn, directive_id, state, now=now)


def _unsaid(conn: Connection, task_ids: Sequence[int]) -> list[int]:
    """What still waits is dropped; the people whom something of these tasks may have reached."""
    rows = select(t.told.c.outbox_id).where(t.told.c.task_id.in_(task_ids))
    waiting = (t.outbox.c.id.in_(rows), t.outbox.c.state == "queued", t.outbox.c.doubted_at.is_(None))
    conn.execute(update(t.outbox).where(*waiting).values(state="dropped", reason="recalled"))
    left = ("sending", "sent", "unsure", "queued")
    reached = select(t.outbox.c.person_id).where(t.outbox.c.id.in_(rows), t.outbox.c.state.in_(left)).distinct()
    return sorted(key for key in conn.scalars(reached) if key is not None)
