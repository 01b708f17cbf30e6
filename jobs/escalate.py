"""Report once a working day: to agency leaders what passed its date, to coordinators their morning and a draft."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from sqlalchemy import Connection

from core.ladder import can_send, morning, next_morning, next_sending
from core.messages import Priority, Reply
from core.model import Person, Role
from core.office import Office
from core.problems import TryLater
from core.timeliness import soon_until
from core.wording import overdue as wording
from core.wording.overdue import OFFICE_DAYS, Concern, Morning
from core.wording.quota import left as channel_left
from db import by_phone, escalations, facts, moments, outbox, people, quota, sendings
from db.store import Store
from jobs import remind

NAME = "escalate"
AGENCY, FOLLOWING = "agency", "following"  # kinds of digests
TO_LEADER, TO_OFFICE = "agency", "office"  # what a person was told of
_DAY = dt.timedelta(days=1)
_MORNING = dt.timedelta(hours=12)  # reminders queued since belong to this morning
_LAST_RUN = "escalated:last"
_Digest = tuple[str, int, Mapping[str, Any]]  # kind, to whom, what its text is made from when it is sent


class Queued(Protocol):
    """The part of a claimed outbox row that a text is made from."""

    @property
    def person_id(self) -> int | None: ...
    @property
    def payload(self) -> Mapping[str, Any]: ...


def tick(store: Store, *, now: dt.datetime, real_now: dt.datetime, office: Office) -> int:
    """Run when the day's moment has come; missed ones are run once, late. How many digests were queued."""
    with store.read() as conn:
        due = moments.due_at(conn, NAME)
    if due is not None and due > now:
        return 0
    remind.tick(store, now=now, real_now=real_now, office=office)  # the coordinator is told how many were reminded
    with store.begin() as conn:
        return _run(conn, due, now=now, real_now=real_now, office=office)


def _run(conn: Connection, due: dt.datetime | None, *, now: dt.datetime, real_now: dt.datetime, office: Office) -> int:
    if due is None:
        moments.plan(conn, NAME, at=_first(now, office))
        return 0
    if not can_send(now, office=office):
        moments.take(conn, NAME, seen=due, then=next_sending(now, office=office))
        return 0
    if not moments.take(conn, NAME, seen=due, then=_following(now, office)):
        return 0
    said = _said(conn, now=now, real_now=real_now, office=office)
    for kind, person, payload in said:
        whole = _whole(payload, escalations.let_go(conn, kind, person))
        row = outbox.plan(conn, kind, person=person, priority=Priority.DIGEST, real_now=real_now, payload=whole)
        sendings.speaks_of(conn, row, payload.get("tasks", ()))
    return len(said)


def _whole(payload: Mapping[str, Any], waited: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """This digest with what an earlier one, which could not leave yet, would have told as new."""
    if not waited or "since" not in payload:
        return payload
    every = (payload, *waited)
    return {**payload, "since": min(one["since"] for one in every), "draft": any(one["draft"] for one in every)}


def _said(conn: Connection, *, now: dt.datetime, real_now: dt.datetime, office: Office) -> list[_Digest]:
    found = _to_leaders(conn, now=now, office=office)
    found += _to_coordinators(conn, now=now, real_now=real_now, office=office)
    facts.put(conn, _LAST_RUN, office.today(now).isoformat())
    return found


def foreseen(
    conn: Connection, day: dt.date, *, at: dt.datetime, office: Office, reached: tuple[int, int]
) -> list[tuple[int, Reply]]:
    """What this would say on a day, and to whom. It writes as the run itself does: the caller undoes it.

    What was told in the mornings between is told by the last of them.
    """
    due = moments.due_at(conn, NAME)
    first = office.today(due) if due else office.today(at)
    if day < first:
        return []
    before = office.calendar.back(day, 1).date
    if before >= first:
        _said(conn, now=morning(before, office), real_now=at, office=office)
    found = []
    for kind, person, payload in _said(conn, now=at, real_now=at, office=office):
        row = _Row(person, {**payload, "reached": reached})
        reply = (render_agency if kind == AGENCY else render_following)(conn, row, at, office)
        found += [(person, reply)] if reply else []
    return found


@dataclass(frozen=True, slots=True)
class _Row:
    """A digest that is only looked at."""

    person_id: int | None
    payload: Mapping[str, Any]


def replan(store: Store, *, now: dt.datetime, office: Office) -> None:
    """After a change of settings or calendar the next digests come when the new rules have them; today's once."""
    with store.begin() as conn:
        due = moments.due_at(conn, NAME)
        if due is not None and due > now and (then := _by_the_rules(conn, now, office)) != due:
            moments.take(conn, NAME, seen=due, then=then)


def _by_the_rules(conn: Connection, now: dt.datetime, office: Office) -> dt.datetime:
    last, today = facts.get(conn, _LAST_RUN), office.today(now)
    if last is None:
        return _first(now, office)
    if last >= today.isoformat():
        return _following(now, office)
    return next_sending(max(now, morning(today, office)), office=office)


def _first(now: dt.datetime, office: Office) -> dt.datetime:
    """The first moment of all: today's, if it is still ahead."""
    return morning(next_morning(now, office=office), office)


def _following(now: dt.datetime, office: Office) -> dt.datetime:
    return morning(office.calendar.next_working_on_or_after(office.today(now) + _DAY).date, office)


# ── agency leaders ─────────────────────────────────────────────────────────────────────────────
def _to_leaders(conn: Connection, *, now: dt.datetime, office: Office) -> list[_Digest]:
    """Each leader hears of an agency's overdue and unacknowledged tasks on the day something was added to them."""
    found: list[_Digest] = []
    for agency_id, concerns in sorted(_grouped(_concerns(conn, now=now, office=office)).items()):
        leaders = _reached(conn, people.of_agency(conn, agency_id, roles=[Role.LEADER]))
        told = [leader for leader in leaders if _news(conn, leader, TO_LEADER, concerns)]
        payload = {"agency": agency_id, "tasks": [one.task_id for one in concerns]}
        found += [(AGENCY, leader.id, payload) for leader in told]
    return found


def _concerns(conn: Connection, *, now: dt.datetime, office: Office) -> list[Concern]:
    today = office.today(now)
    late = escalations.overdue(conn, today=today, office=office)
    known = {one.task_id for one in late}
    unseen = escalations.not_acknowledged(conn, today=today, office=office)
    found = [*late, *(one for one in unseen if one.task_id not in known)]
    return escalations.with_matters(conn, found)


def render_agency(conn: Connection, row: Queued, now: dt.datetime, office: Office) -> Reply | None:
    """The leader's digest as things stand when it is sent; None where nothing is left of it."""
    _in_sending_hours(now, office)
    leader, agency_id = people.get(conn, row.person_id or 0), int(row.payload["agency"])
    concerns = [one for one in _concerns(conn, now=now, office=office) if one.agency_id == agency_id]
    if not concerns or leader.agency_id != agency_id or leader.role is not Role.LEADER:
        return None
    running, in_term = escalations.agency_counts(conn, agency_id, today=office.today(now))
    return wording.to_agency_leader(leader, concerns, local=office.local(now), running=running, in_term=in_term)


def _in_sending_hours(now: dt.datetime, office: Office) -> None:
    if not can_send(now, office=office):
        raise TryLater("outside sending hours")


def _news(conn: Connection, person: Person, what: str, concerns: Sequence[Concern]) -> bool:
    """Whether there is something this person was not told of; from now on they were."""
    now_told = {one.key for one in concerns}
    before = escalations.told(conn, person.id, what)
    if now_told != before:
        escalations.remember(conn, person.id, what, now_told)
    return bool(now_told - before)


def _reached(conn: Connection, several: Sequence[Person]) -> list[Person]:
    """Whoever can be told today; who is not connected yet has been told nothing, and hears it all on joining."""
    places = by_phone.places(conn, [one.id for one in several])
    return [one for one in several if one.id in places]


def _grouped(concerns: Iterable[Concern]) -> dict[int, list[Concern]]:
    by_agency: dict[int, list[Concern]] = {}
    for one in concerns:
        by_agency.setdefault(one.agency_id, []).append(one)
    return by_agency


# ── coordinators ───────────────────────────────────────────────────────────────────────────────
def _to_coordinators(conn: Connection, *, now: dt.datetime, real_now: dt.datetime, office: Office) -> list[_Digest]:
    """The morning's counts, with the draft for the office's leader below when something is new in it."""
    last = facts.get(conn, _LAST_RUN)
    since = dt.date.fromisoformat(last) if last else office.today(now) - _DAY
    payload = {"since": since.isoformat(), "reminded": (real_now - _MORNING).isoformat()}
    empty = _counts(conn, payload, now=now, office=office).empty
    overdue = _due_to_office(conn, now=now, office=office)
    found: list[_Digest] = []
    for coordinator in _reached(conn, people.coordinators(conn)):
        draft = bool(overdue) and _news(conn, coordinator, TO_OFFICE, overdue)
        found += [(FOLLOWING, coordinator.id, {**payload, "draft": draft})] if draft or not empty else []
    return found


def render_following(conn: Connection, row: Queued, now: dt.datetime, office: Office) -> Reply | None:
    """The coordinator's morning as things stand when it is sent."""
    _in_sending_hours(now, office)
    counts = _counts(conn, row.payload, now=now, office=office)
    draft = _draft(conn, now=now, office=office) if row.payload["draft"] else ""
    if counts.empty and not draft:
        return None
    said = wording.coordinator_morning(office.name, counts, today=office.today(now), draft=draft)
    left = [(account, quota.left(conn, account, now)) for account in quota.limited(conn)]
    lines = [channel_left(account, remaining) for account, remaining in left if remaining]
    return replace(said, text="\n".join([said.text, *lines]))


def _counts(conn: Connection, payload: Mapping[str, Any], *, now: dt.datetime, office: Office) -> Morning:
    today, since = office.today(now), dt.date.fromisoformat(payload["since"])
    soon = soon_until(today, calendar=office.calendar)
    counts = escalations.coordinator_counts(conn, since=since, today=today, soon=soon)
    unseen = len(escalations.not_acknowledged(conn, today=today, office=office))
    known = payload.get("reached")
    sent, lost = known or escalations.reached(conn, since=dt.datetime.fromisoformat(payload["reminded"]))
    return replace(counts, unacknowledged=unseen, reminded=sent, unreached=lost)


def _due_to_office(conn: Connection, *, now: dt.datetime, office: Office) -> list[Concern]:
    """What a report to the office's leader would hold; nothing where there is no such leader."""
    if not people.office_leaders(conn):
        return []
    return escalations.overdue(conn, today=office.today(now), office=office, days=OFFICE_DAYS)


def _draft(conn: Connection, *, now: dt.datetime, office: Office) -> str:
    concerns = _due_to_office(conn, now=now, office=office)
    if not concerns:
        return ""
    submitted, waiting = escalations.excluded(conn, today=office.today(now))
    leader = people.office_leaders(conn)[0]
    return wording.office_leader_draft(leader, overdue=len(concerns), submitted=submitted, waiting=waiting)
