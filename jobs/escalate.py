"""Report once a working day: to agency leaders what passed its date, to coordinators their morning and a draft."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from core.ladder import can_send, morning, next_sending
from core.messages import Reply
from core.model import Person, Role
from core.office import Office
from core.timeliness import soon_until
from core.wording import overdue as wording
from core.wording.overdue import OFFICE_DAYS, Concern
from db import escalations, facts, moments, outbox, people
from db.store import Store
from jobs import remind

NAME = "escalate"
TO_LEADER, TO_OFFICE = "agency", "office"  # what a person was told of
_DAY = dt.timedelta(days=1)
_MORNING = dt.timedelta(hours=12)  # reminders queued since belong to this morning
_LAST_RUN = "escalated:last"


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
    digests = _to_leaders(conn, now=now, office=office)
    digests += _to_coordinators(conn, now=now, real_now=real_now, office=office)
    facts.put(conn, _LAST_RUN, office.today(now).isoformat())
    for digest in digests:
        outbox.say(conn, digest, to=None, person=digest.to, real_now=real_now)
    return len(digests)


def _first(now: dt.datetime, office: Office) -> dt.datetime:
    """The first moment of all: today's, if it is still ahead."""
    today = office.today(now)
    ahead = office.calendar.is_working(today) and morning(today, office) > now
    return morning(today, office) if ahead else _following(now, office)


def _following(now: dt.datetime, office: Office) -> dt.datetime:
    return morning(office.calendar.next_working_on_or_after(office.today(now) + _DAY).date, office)


# ── agency leaders ─────────────────────────────────────────────────────────────────────────────
def _to_leaders(conn: Connection, *, now: dt.datetime, office: Office) -> list[Reply]:
    """Each leader hears of an agency's overdue and unacknowledged tasks on the day something was added to them."""
    today = office.today(now)
    late = escalations.overdue(conn, today=today, office=office)
    known = {one.task_id for one in late}
    unseen = [one for one in escalations.not_acknowledged(conn, today=today, office=office) if one.task_id not in known]
    by_agency = _grouped([*late, *unseen])
    digests: list[Reply] = []
    for agency_id, concerns in sorted(by_agency.items()):
        leaders = people.of_agency(conn, agency_id, roles=[Role.LEADER])
        told = [leader for leader in leaders if _news(conn, leader, TO_LEADER, concerns)]
        digests += [_digest(conn, leader, concerns, now=now, office=office) for leader in told]
    return digests


def _digest(
    conn: Connection, leader: Person, concerns: Sequence[Concern], *, now: dt.datetime, office: Office
) -> Reply:
    running, in_term = escalations.agency_counts(conn, concerns[0].agency_id, today=office.today(now))
    return wording.to_agency_leader(leader, concerns, local=office.local(now), running=running, in_term=in_term)


def _news(conn: Connection, person: Person, what: str, concerns: Sequence[Concern]) -> bool:
    """Whether there is something this person was not told of; from now on they were."""
    now_told = {one.key for one in concerns}
    before = escalations.told(conn, person.id, what)
    if now_told != before:
        escalations.remember(conn, person.id, what, now_told)
    return bool(now_told - before)


def _grouped(concerns: Iterable[Concern]) -> dict[int, list[Concern]]:
    by_agency: dict[int, list[Concern]] = {}
    for one in concerns:
        by_agency.setdefault(one.agency_id, []).append(one)
    return by_agency


# ── coordinators ───────────────────────────────────────────────────────────────────────────────
def _to_coordinators(conn: Connection, *, now: dt.datetime, real_now: dt.datetime, office: Office) -> list[Reply]:
    """The morning's counts, with the draft for the office's leader below when something is new in it."""
    today = office.today(now)
    last = facts.get(conn, _LAST_RUN)
    since = dt.date.fromisoformat(last) if last else today - _DAY
    counts = escalations.coordinator_counts(
        conn, since=since, today=today, soon=soon_until(today, calendar=office.calendar)
    )
    unseen = len(escalations.not_acknowledged(conn, today=today, office=office))
    sent, lost = escalations.reached(conn, since=real_now - _MORNING)
    counts = replace(counts, unacknowledged=unseen, reminded=sent, unreached=lost)
    digests = []
    for coordinator in people.coordinators(conn):
        draft = _draft(conn, coordinator, today=today, office=office)
        if draft or not counts.empty:
            reply = wording.coordinator_morning(office.name, counts, today=today, draft=draft)
            digests.append(replace(reply, to=coordinator.id))
    return digests


def _draft(conn: Connection, coordinator: Person, *, today: dt.date, office: Office) -> str:
    concerns = escalations.overdue(conn, today=today, office=office, days=OFFICE_DAYS)
    leaders = people.office_leaders(conn)
    if not concerns or not leaders or not _news(conn, coordinator, TO_OFFICE, concerns):
        return ""
    submitted, waiting = escalations.excluded(conn, today=today)
    return wording.office_leader_draft(leaders[0], overdue=len(concerns), submitted=submitted, waiting=waiting)
