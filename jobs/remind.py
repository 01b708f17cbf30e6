"""Remind people of what falls due: claim who is due, queue one message each, and make its text when it is sent."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Connection

from core.faults import named
from core.ladder import Step, Target, can_send, cutoff, days_left, is_silent, next_sending, upcoming
from core.messages import Reply
from core.model import Person
from core.office import Office
from core.problems import TryLater
from core.timeliness import days_overdue
from core.wording import morning, show
from core.wording.item import Item
from db import by_phone, facts, moments, people, reminders, standing_in, watched
from db.outage import is_outage
from db.store import Store
from db.watched import Watched

log = logging.getLogger(__name__)
CHUNK = 500  # people in one transaction
TASKS = 1000  # in one transaction, when all are planned anew
RULES = "reminders:rules"
Turn = Callable[[Connection], bool]
_DAY = dt.timedelta(days=1)
_TICK = dt.timedelta(microseconds=1)


def _always(_conn: Connection) -> bool:
    return True


class Queued(Protocol):
    """The part of a claimed outbox row that a text is made from."""

    @property
    def person_id(self) -> int | None: ...
    @property
    def payload(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A message that would go out on a day, when, to whom, and whether it could reach them."""

    at: dt.datetime
    person: Person
    connected: bool
    reply: Reply
    items: tuple[Item, ...]


def tick(store: Store, *, now: dt.datetime, real_now: dt.datetime, office: Office, limit: int = CHUNK) -> int:
    """Queue what is due, `limit` people a transaction. How many messages were queued."""
    with store.read() as conn:
        if not reminders.any_due(conn, now=now):
            return 0
    queued, last = 0, 0
    while True:
        with store.begin() as conn:
            due = reminders.due_people(conn, now=now, limit=limit, beyond=last)
            if not due:
                return queued
            queued += _take(conn, due, now=now, real_now=real_now, office=office)
            last = due[-1]


def _take(conn: Connection, due: Sequence[int], **today: Any) -> int:
    """Whoever cannot be served is logged and passed over, to be tried again: the others do not wait for them."""
    try:
        with conn.begin_nested():
            return reminders.take(conn, due, **today)
    except Exception as error:
        if is_outage(error):
            raise
        if len(due) == 1:
            log.error("the reminders of person %d could not be queued: %s", due[0], named(error))
            return 0
    return sum(_take(conn, [one], **today) for one in due)


def render_morning(conn: Connection, row: Queued, now: dt.datetime, office: Office) -> Reply | None:
    """The text as things stand when it is sent; None when nothing is left to say. Outside sending hours it waits."""
    steps = [(int(key), Step(dt.datetime.fromisoformat(at), code), day) for key, code, at, day in row.payload["items"]]
    found = {one.assignment_id: one for one in watched.of_ids(conn, [key for key, _, _ in steps], office=office)}
    said = [
        (found[key], step)
        for key, step, day in steps
        if key in found and _still(found[key], step, dt.date.fromisoformat(day), now=now, office=office)
    ]
    if not said or row.person_id is None:
        return None
    if not any(step.any_hour and _before_its_hour(one, now=now, office=office) for one, step in said):
        _wait_for_the_morning(conn, row.person_id, now=now, office=office)
    items = [_item(one, step, today=office.today(now), office=office) for one, step in said]
    return _message(conn, people.get(conn, row.person_id), items, today=office.today(now))


def _before_its_hour(one: Watched, *, now: dt.datetime, office: Office) -> bool:
    """An hour-level reminder may break the quiet while its hour is still to come."""
    return one.watch.target is not None and now < cutoff(one.watch.target, office)


def _wait_for_the_morning(conn: Connection, person_id: int, *, now: dt.datetime, office: Office) -> None:
    """One message a morning: not outside sending hours, and what an evening left over goes with what the day brings.

    Asked again soon: only the caller knows how real time runs.
    """
    if not can_send(now, office=office):
        raise TryLater("outside sending hours")
    if reminders.is_due(conn, person_id, now=now, today=office.today(now)):
        raise TryLater("the tick has more for this person")


def plan_for_day(conn: Connection, day: dt.date, *, now: dt.datetime, office: Office) -> list[Foreseen]:
    """What would go out on a day if nothing changed: on today's also what was missed before, as the tick has it."""
    begins, ends = office.at(day, dt.time()), office.at(day + _DAY, dt.time()) - _TICK
    planned = watched.all_planned(conn, until=ends, office=office)
    done = reminders.said_before(conn, planned)
    instead = standing_in.deputies(conn, [one.person_id for one in planned], today=day)
    messages: dict[tuple[dt.datetime, int], list[Item]] = {}
    for one in planned:
        for moment, step in _moments(one, now=now, until=ends, office=office).items():
            if moment >= begins and one.key(step, office) not in done:
                receiver = instead.get(one.person_id, one.person_id)
                messages.setdefault((moment, receiver), []).append(_item(one, step, today=day, office=office))
    return [_foreseen(conn, *key, items, day=day) for key, items in sorted(messages.items())]


def _moments(one: Watched, *, now: dt.datetime, until: dt.datetime, office: Office) -> dict[dt.datetime, Step]:
    """When each step of an assignment would be said; of those that are said together only the latest."""
    found: dict[dt.datetime, Step] = {}
    if one.ended or one.seen is None:
        return found
    for step in upcoming(one.watch, after=one.seen - _TICK, office=office):
        if step.at > until:
            break
        moment = max(step.at, now)
        if not step.any_hour:
            moment = next_sending(moment, office=office)
        missed = step.at <= now  # of what was missed the latest alone, and nothing that a later step overtakes
        found = {} if missed else {when: earlier for when, earlier in found.items() if when < moment}
        found[moment] = step
    return {moment: step for moment, step in found.items() if moment <= until}


class Rules:
    """Whether it is for this worker to plan anew: settings and calendar are other than those the plan was made by.

    Of two workers with different settings the one started last is right. The other saw its own rules in force before,
    says so in the log, and leaves the plan alone: else they would plan against each other for ever.
    """

    def __init__(self) -> None:
        self._seen: str | None = None
        self._warned = False

    def changed(self, store: Store, office: Office) -> bool:
        ours = _rules(office)
        with store.read() as conn:
            in_force = facts.get(conn, RULES)
        if in_force == ours:
            self._seen, self._warned = ours, False
        elif self._seen == ours and not self._warned:
            self._warned = True
            log.warning("another worker was started with other settings: reminders are planned by those")
        return ours not in {in_force, self._seen}


def _in_force(store: Store, office: Office) -> bool:
    with store.read() as conn:
        return facts.get(conn, RULES) == _rules(office)


def _rules(office: Office) -> str:
    rules = repr((office.ladder, office.remind_at, office.quiet_from, office.quiet_to, str(office.zone)))
    calendar = office.calendar
    return rules + repr((calendar.announced_until, sorted(calendar.swaps.items()), calendar.entered))


def replan_changed(store: Store, *, now: dt.datetime, office: Office, mine: Turn = _always, limit: int = TASKS) -> int:
    """After a change of settings or calendar, plan every open task again, in chunks. How many were planned.

    `mine` is asked in each transaction: of several workers that notice the change one plans, the others leave it.
    """
    if _in_force(store, office):
        return 0
    planned, last = 0, 0
    while True:
        with store.begin() as conn:
            if not mine(conn):
                return planned
            ids = reminders.open_tasks(conn, beyond=last, limit=limit)
            if not ids:
                facts.put(conn, RULES, _rules(office))
                return planned
            reminders.replan(conn, ids, now=now, office=office)
            planned, last = planned + len(ids), ids[-1]


def next_moment(conn: Connection) -> dt.datetime | None:
    """The next instant at which something falls due by itself."""
    known = [moment for moment in (reminders.next_at(conn), moments.first(conn)) if moment is not None]
    return min(known, default=None)


def _still(one: Watched, step: Step, day: dt.date, *, now: dt.datetime, office: Office) -> bool:
    """Whether a step queued earlier still holds: a deadline that moved away has steps of its own."""
    if is_silent(one.watch, now=now, office=office):
        return False
    if step.code.startswith("A"):
        return not one.watch.acknowledged
    return step.code.startswith("S") or (one.watch.target is not None and one.counts_to(office) <= day)


def _item(one: Watched, step: Step, *, today: dt.date, office: Office) -> Item:
    target = one.watch.target
    planned = office.today(step.at)
    return Item(
        task_id=one.task_id,
        version=one.version,
        number=one.number,
        directive_number=one.directive_number,
        text=one.text,
        left=days_left(target, today=today, office=office) if target else None,
        overdue=days_overdue(target.overdue_from, today=today, calendar=office.calendar) if target else 0,
        hour=show.hour(target.time, target.last_day) if target and target.time else None,
        planned=planned if planned < today else None,
        unacknowledged=not one.watch.acknowledged,
        first_overdue=step.code == "Q+1",
        deadline=one.deadline_text,
        provisional=target is not None and _provisional(target, office),
    )


def _provisional(target: Target, office: Office) -> bool:
    return office.calendar.last_working_on_or_before(target.last_day).provisional


def _message(conn: Connection, person: Person, items: Iterable[Item], *, today: dt.date) -> Reply:
    return morning.morning(person, tuple(items), today=today, followed=watched.followed(conn, person.id))


def _foreseen(conn: Connection, at: dt.datetime, person_id: int, items: list[Item], *, day: dt.date) -> Foreseen:
    person = people.get(conn, person_id)
    connected = by_phone.place(conn, person_id) is not None
    return Foreseen(at, person, connected, _message(conn, person, items, today=day), tuple(items))
