"""Keep each person's next reminder and queue one message when it is due: none is lost, no step is said twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import BindParameter, Connection, bindparam, func, select, update

from core.ladder import Step, around, can_send, next_reminder, next_sending
from core.model import OPEN
from core.office import Office
from db import mornings, watched
from db.mornings import Saying
from db.standing_in import deputies, stood_in_for
from db.tables import Instant, assignments, people, reminded, tasks
from db.watched import Watched, chunks

KIND = mornings.KIND
_TICK = dt.timedelta(microseconds=1)
_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_SAID = select(reminded.c.assignment_id, reminded.c.step, reminded.c.deadline).where(
    reminded.c.assignment_id.in_(_IDS)
)  # these are built once: ids by the thousand pass through them
_LAST_DAYS = (
    select(tasks.c.deadline_last_day, tasks.c.deadline_last_working_day)
    .where(tasks.c.id.in_(_IDS), tasks.c.deadline_last_day.is_not(None))
    .distinct()
)
_LOCKED = select(people.c.id).where(people.c.id.in_(_IDS)).order_by(people.c.id).with_for_update(key_share=True)
_MOVED = (
    update(assignments)
    .where(
        assignments.c.id.in_(_IDS),
        assignments.c.next_reminder_at.is_not_distinct_from(bindparam("seen", type_=Instant)),
    )
    .values(next_reminder_at=bindparam("then", type_=Instant))
)
_EARLIEST = select(func.min(assignments.c.next_reminder_at)).where(
    assignments.c.person_id == people.c.id, assignments.c.next_reminder_at.is_not(None)
)
_SET = update(people).where(people.c.id.in_(_IDS)).values(next_reminder_at=_EARLIEST.scalar_subquery())
_Move = tuple[int, dt.datetime | None, dt.datetime | None]  # assignment, the moment it has, the one it gets


@dataclass(slots=True)
class _Round:
    """What one transaction of the tick will write."""

    open: bool  # whether ordinary reminders may go out now
    said: dict[int, list[tuple[Watched, Saying]]] = field(default_factory=dict)  # by receiver
    moves: list[_Move] = field(default_factory=list)
    held: dict[int, list[dt.datetime]] = field(default_factory=dict)  # people who wait for sending hours
    known: dict[Hashable, tuple[Saying | None, Step | None]] = field(default_factory=dict)


def replan(conn: Connection, task_ids: Iterable[int], *, now: dt.datetime, office: Office) -> None:
    """Work out the next reminder of every assignment of these tasks, and of the people who hold them.

    A step that was due and not yet taken is kept in sight: what changed decides whether it is still said.
    """
    ids = list(task_ids)
    _reckon(conn, ids, office=office)
    _lock(conn, watched.holders(conn, ids))  # before reading: a tick at work may be writing what follows its step
    found = watched.of_tasks(conn, ids, office=office)
    known: dict[Hashable, dt.datetime | None] = {}
    moves = [(one.assignment_id, one.seen, _planned(one, known, now=now, office=office)) for one in found]
    _write_moves(conn, [move for move in moves if move[1] != move[2]])
    _set_people(conn, {one.person_id for one in found})


def open_tasks(conn: Connection, *, beyond: int, limit: int) -> list[int]:
    """Ids of tasks that are reminded of, a chunk at a time."""
    wanted = select(tasks.c.id).where(tasks.c.id > beyond, tasks.c.status.in_([status.value for status in OPEN]))
    return list(conn.scalars(wanted.order_by(tasks.c.id).limit(limit)))


def due_people(conn: Connection, *, now: dt.datetime, limit: int, beyond: int = 0) -> list[int]:
    """People with something due, claimed: another worker's are passed over. In order of id, after `beyond`."""
    due = select(people.c.id).where(people.c.next_reminder_at <= now, people.c.id > beyond)
    due = due.order_by(people.c.id).limit(limit)
    return list(conn.scalars(due.with_for_update(skip_locked=True, key_share=True)))


def any_due(conn: Connection, *, now: dt.datetime) -> bool:
    return conn.execute(select(people.c.id).where(people.c.next_reminder_at <= now).limit(1)).first() is not None


def is_due(conn: Connection, person_id: int, *, now: dt.datetime, today: dt.date) -> bool:
    """Whether a tick will queue more for this person, for themselves or as somebody's deputy."""
    whose = {person_id, *stood_in_for(conn, person_id, today=today)}
    due = select(people.c.id).where(people.c.id.in_(whose), people.c.next_reminder_at <= now).limit(1)
    return conn.execute(due).first() is not None


def next_at(conn: Connection) -> dt.datetime | None:
    """The earliest reminder of all."""
    found: dt.datetime | None = conn.execute(select(func.min(people.c.next_reminder_at))).scalar()
    return found


def take(
    conn: Connection, person_ids: Sequence[int], *, now: dt.datetime, real_now: dt.datetime, office: Office
) -> int:
    """Queue one message for each claimed person with something due and plan what comes after. How many were queued."""
    mine = watched.query().where(assignments.c.person_id.in_(person_ids), assignments.c.next_reminder_at <= now)
    found = watched.read(conn, mine.with_for_update(of=assignments, skip_locked=True), office=office)
    done = said_before(conn, found)
    instead = deputies(conn, person_ids, today=office.today(now))
    planned = _Round(open=can_send(now, office=office))
    for one in found:
        _decide(planned, one, done, receiver=instead.get(one.person_id, one.person_id), now=now, office=office)
    mornings.queue(conn, planned.said, now=now, real_now=real_now, office=office)
    _write_moves(conn, planned.moves)
    _set_people(conn, set(person_ids))
    _hold(conn, planned.held, now=now, until=next_sending(now, office=office))
    return len(planned.said)


def said_before(conn: Connection, found: Sequence[Watched]) -> set[tuple[int, str, dt.date]]:
    """Which steps of these assignments were queued already, by the deadline they belonged to."""
    said: set[tuple[int, str, dt.date]] = set()
    for part in chunks([one.assignment_id for one in found]):
        said.update((assignment, step, day) for assignment, step, day in conn.execute(_SAID, {"ids": part}))
    return said


# ── planning ───────────────────────────────────────────────────────────────────────────────────
def _reckon(conn: Connection, task_ids: list[int], *, office: Office) -> None:
    """Work out the last working day again: the calendar of a year may have been announced since."""
    for part in chunks(task_ids):
        for last, kept in conn.execute(_LAST_DAYS, {"ids": part}).all():
            day = office.calendar.last_working_on_or_before(last).date
            if day != kept:
                same = (tasks.c.id.in_(_IDS), tasks.c.deadline_last_day == last)
                conn.execute(update(tasks).where(*same).values(deadline_last_working_day=day), {"ids": part})


def _planned(
    one: Watched, known: dict[Hashable, dt.datetime | None], *, now: dt.datetime, office: Office
) -> dt.datetime | None:
    """Worked out once for all alike: tasks of one directive share a few deadlines."""
    if one.ended:
        return None
    after = now if one.seen is None or one.seen > now else one.seen - _TICK
    key = (id(one.watch), after)  # those alike were read as one
    if key not in known:
        step = next_reminder(one.watch, after=after, office=office)
        known[key] = step.at if step else None
    return known[key]


def _write_moves(conn: Connection, moves: list[_Move]) -> None:
    """Each only where the stored moment is what was seen; those that go the same way go together."""
    ways: dict[tuple[dt.datetime | None, dt.datetime | None], list[int]] = {}
    for assignment, seen, then in moves:
        ways.setdefault((seen, then), []).append(assignment)
    for (seen, then), ids in ways.items():
        for part in chunks(ids):
            conn.execute(_MOVED, {"ids": part, "seen": seen, "then": then})


def _lock(conn: Connection, person_ids: set[int]) -> None:
    """People before assignments, in one order: a tick holds the person too. What merely names them waits for nobody."""
    for part in chunks(sorted(person_ids)):
        conn.execute(_LOCKED, {"ids": part}).all()


def _set_people(conn: Connection, person_ids: set[int]) -> None:
    """A person's moment is the earliest of their assignments'."""
    for part in chunks(sorted(person_ids)):
        conn.execute(_SET, {"ids": part})


def _hold(conn: Connection, held: Mapping[int, Sequence[dt.datetime]], *, now: dt.datetime, until: dt.datetime) -> None:
    """Wake these people again in sending hours, or earlier for an hour-level step. Their steps stay where they are."""
    later = select(func.min(assignments.c.next_reminder_at)).where(
        assignments.c.person_id == bindparam("person"), assignments.c.next_reminder_at > now
    )
    for person, following in sorted(held.items()):
        earliest: dt.datetime | None = conn.execute(later, {"person": person}).scalar()
        moment = min([until, *following, *([earliest] if earliest else [])])
        conn.execute(update(people).where(people.c.id == person).values(next_reminder_at=moment))


# ── taking ─────────────────────────────────────────────────────────────────────────────────────
def _decide(
    planned: _Round,
    one: Watched,
    done: set[tuple[int, str, dt.date]],
    *,
    receiver: int,
    now: dt.datetime,
    office: Office,
) -> None:
    """Of what was missed only the latest step is said; a woken ladder without a step is only planned again."""
    saying, following = (None, None) if one.ended else _around(planned, one, now=now, office=office)
    fresh = saying is not None and (one.assignment_id, saying.step.code, saying.day) not in done
    if saying is not None and fresh and not saying.step.any_hour and not planned.open:
        planned.held.setdefault(one.person_id, []).extend([following.at] if following else [])
        return
    planned.moves.append((one.assignment_id, one.seen, following.at if following else None))
    if saying is not None and fresh:
        planned.said.setdefault(receiver, []).append((one, saying))


def _around(planned: _Round, one: Watched, *, now: dt.datetime, office: Office) -> tuple[Saying | None, Step | None]:
    """The step to say and the next one, worked out once for all alike: a morning's deadlines are few."""
    since = one.seen or now
    key = (id(one.watch), since)  # those alike were read as one
    if key not in planned.known:
        step, following = around(one.watch, since=since, until=now, office=office)
        planned.known[key] = (Saying.of(one, step, office) if step else None, following)
    return planned.known[key]
