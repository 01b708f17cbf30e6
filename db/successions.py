"""Record that an agency ended, find what it leaves, and give each piece of it to a successor."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, select, update

from core import review
from core.model import Agency, Person, Status, Task
from core.status import Who
from core.succession import Part, Piece, Succession
from db import agencies, drafts, facts, history, people
from db import tables as t
from db.assignments import assign
from db.task_changes import change_lead, move, note
from db.task_rows import OVER, fetch, query

_FACT = "succession:"


# ── what it leaves ─────────────────────────────────────────────────────────────────────────────
def lock(conn: Connection, agency_id: int) -> Agency:
    """Two who record its end come one after the other; a task on its way to the agency is waited for."""
    conn.execute(select(t.agencies.c.id).where(t.agencies.c.id == agency_id).with_for_update()).all()
    return agencies.get(conn, agency_id)


def pieces(conn: Connection, agency_id: int) -> list[Piece]:
    """Everything that is not over, in the order of numbers; the rows are held."""
    led = and_(t.tasks.c.lead_id == agency_id, t.tasks.c.status.not_in(OVER))
    supported = select(t.task_support.c.task_id).where(t.task_support.c.agency_id == agency_id)
    helped = and_(t.tasks.c.id.in_(supported), t.tasks.c.lead_id != agency_id, t.tasks.c.status.not_in(OVER))
    found = {
        Part.LEAD: _held(conn, led),
        Part.SUPPORT: _held(conn, helped),
        Part.NEXT: _held(conn, t.tasks.c.id.in_(_closed_periods(conn, agency_id))),
    }
    every = [Piece(task, part) for part, several in found.items() for task in several]
    return sorted(every, key=lambda one: one.task.number)


def _held(conn: Connection, wanted: ColumnElement[bool]) -> list[Task]:
    ids = list(conn.scalars(select(t.tasks.c.id).where(wanted).order_by(t.tasks.c.id).with_for_update()))
    return fetch(conn, query().where(t.tasks.c.id.in_(ids)).order_by(t.tasks.c.number)) if ids else []


def _closed_periods(conn: Connection, agency_id: int) -> list[int]:
    """The newest period of each running series, where it is done and the next one would be the agency's."""
    newest = t.tasks.alias("newest")
    latest = select(func.max(newest.c.period)).where(newest.c.series_id == t.series.c.id).scalar_subquery()
    wanted = (
        select(t.tasks.c.id)
        .join(t.series, t.series.c.id == t.tasks.c.series_id)
        .where(
            t.series.c.period.is_not(None),
            t.tasks.c.period == latest,
            t.tasks.c.status == Status.DONE.value,
            func.coalesce(t.series.c.lead_id, t.tasks.c.lead_id) == agency_id,
        )
    )
    return list(conn.scalars(wanted))


# ── the record ─────────────────────────────────────────────────────────────────────────────────
def record(
    conn: Connection,
    old: Agency,
    heirs: Sequence[int],
    *,
    on: dt.date,
    decision: str,
    by: Person,
    now: dt.datetime,
) -> None:
    """It is given no more work from now on; its names stay its own."""
    conn.execute(update(t.agencies).where(t.agencies.c.id == old.id).values(active=False, ended_on=on))
    conn.execute(delete(t.successions).where(t.successions.c.agency_id == old.id))
    rows = [
        {"agency_id": old.id, "successor_id": heir, "decision": decision, "person_id": by.id, "at": now}
        for heir in heirs
    ]
    conn.execute(insert(t.successions), rows)
    history.write(
        conn, by=by.id, noun="agency", noun_id=old.id, did="succeeded", after=f"{on.isoformat()}, {decision}", now=now
    )
    facts.forget(conn, _name(old.id))


def of(conn: Connection, agency_id: int) -> Succession | None:
    """Who took up its work; None of an agency that stands."""
    old = agencies.get(conn, agency_id)
    mine = (
        select(t.successions, t.people.c.name)
        .outerjoin(t.people, t.people.c.id == t.successions.c.person_id)
        .where(t.successions.c.agency_id == agency_id)
        .order_by(t.successions.c.id)
    )
    rows = conn.execute(mine).all()
    if old.ended_on is None or not rows:
        return None
    heirs = tuple(agencies.get(conn, row.successor_id) for row in rows)
    return Succession(old, heirs, rows[0].decision, rows[0].name, rows[0].at)


# ── each piece ─────────────────────────────────────────────────────────────────────────────────
def give(
    conn: Connection, piece: Piece, old: Agency, heir: Agency | None, *, decision: str, by: Person, now: dt.datetime
) -> Task:
    """To this successor, or to nobody. The version moves; the history names the decision."""
    if piece.part is Part.LEAD:
        return _lead(conn, piece.task, heir, decision=decision, by=by, now=now)
    after = f"{heir.name}, theo {decision}" if heir else f"theo {decision}"
    if piece.part is Part.SUPPORT:
        _support(conn, piece.task, old, heir)
        did = "support_succeeded"
    else:
        values = {"lead_id": heir.id} if heir else {"period": None}
        running = select(t.tasks.c.series_id).where(t.tasks.c.id == piece.task.id).scalar_subquery()
        conn.execute(update(t.series).where(t.series.c.id == running).values(**values))
        did = "series_succeeded"
    return note(conn, piece.task, by=by, now=now, did=did, after=after, version=piece.task.version + 1)


def _lead(conn: Connection, task: Task, heir: Agency | None, *, decision: str, by: Person, now: dt.datetime) -> Task:
    if heir is None:
        ended = move(conn, task, Status.ENDED, who=Who.COORDINATOR, by=by, now=now, did="ended")
        return note(conn, ended, by=by, now=now, did="decided", after=decision)
    changed = change_lead(conn, task, heir, by=by, now=now, source=decision, did="succeeded")
    conn.execute(delete(t.task_support).where(*_of_support(task.id, heir.id)))
    receivers = people.receivers(conn, heir.id)
    return assign(conn, changed, receivers[0].id, by=by, now=now) if receivers else changed


def _support(conn: Connection, task: Task, old: Agency, heir: Agency | None) -> None:
    conn.execute(delete(t.task_support).where(*_of_support(task.id, old.id)))
    if heir is None or heir.id == task.lead_id:
        return
    if conn.execute(select(t.task_support.c.task_id).where(*_of_support(task.id, heir.id))).first() is None:
        conn.execute(insert(t.task_support).values(task_id=task.id, agency_id=heir.id))


def _of_support(task_id: int, agency_id: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return t.task_support.c.task_id == task_id, t.task_support.c.agency_id == agency_id


def unsettle_drafts(conn: Connection, agency_id: int) -> list[int]:
    """Proposed tasks that name it ask again who is meant; their directives."""
    waiting = select(t.drafts.c.directive_id).where(~t.drafts.c.dropped, t.drafts.c.published_in.is_(None)).distinct()
    moved = []
    for directive in conn.scalars(waiting.order_by(t.drafts.c.directive_id)).all():
        several = drafts.of(conn, directive)
        changed = [new for one in several if (new := review.without_agency(one, agency_id)) != one]
        drafts.write(conn, changed)
        moved += [directive] if review.live(changed) else []
    return moved


def undo_edit(conn: Connection, directive_id: int, *, by: Person, now: dt.datetime) -> bool:
    """The newest edit of a draft is taken back; agencies that have ended since stay nobody's answer."""
    undone = drafts.undo(conn, directive_id, by=by.id, now=now)
    for ended in conn.scalars(select(t.agencies.c.id).where(t.agencies.c.ended_on.is_not(None))).all():
        several = drafts.of(conn, directive_id)
        drafts.write(conn, [new for one in several if (new := review.without_agency(one, ended)) != one])
    return undone


# ── choices not yet confirmed ──────────────────────────────────────────────────────────────────
def keep(conn: Connection, agency_id: int, plan: Mapping[str, int | str | None], chosen: str) -> None:
    """What was chosen so far, by whichever coordinator."""
    facts.put(conn, _name(agency_id), json.dumps({"plan": dict(plan), "chosen": chosen}, ensure_ascii=False))


def kept(conn: Connection, agency_id: int) -> tuple[dict[str, int | str | None], str] | None:
    found = facts.get(conn, _name(agency_id))
    if found is None:
        return None
    read = json.loads(found)
    return read["plan"], read["chosen"]


def begun(conn: Connection) -> list[Agency]:
    """Agencies whose tasks somebody began to share out."""
    return [agencies.get(conn, int(name.removeprefix(_FACT))) for name in facts.names(conn, _FACT)]


def _name(agency_id: int) -> str:
    return f"{_FACT}{agency_id}"
