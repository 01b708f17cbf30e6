"""Decide about deadlines and about following a task at all: always by a named authority."""

from __future__ import annotations

import datetime as dt
import re

from core.messages import Args, Reply
from core.model import Due, Role, Status, Task
from core.permissions import May
from core.problems import AskAgain, Changed
from core.proposal import Boundary, DeadlineKind
from core.status import Who, moves
from core.text import fold
from core.understand import read_date, read_document
from core.wording import confirming as confirming_wording
from core.wording import extensions as wording
from core.wording import show
from core.wording import tasks as task_wording
from db import extensions, people, tasks, unassigned
from db.extensions import AGREED, REFUSED, Extension
from handlers.acts import acts
from handlers.extensions import shown
from handlers.holding import careful, hands, held, own, replan
from handlers.holding import seen as packed
from handlers.talk import Act, Talk

FOLLOWING_UP = frozenset({Role.COORDINATOR, Role.ADMIN})
CONFIRMS_ITSELF = frozenset({"decide.sourced", "reassign.sourced"})
_OPINION = re.compile(
    r"(?:theo )?(?:y kien|chi dao|ket luan|but phe|tham quyen"
    r"|(?:dong chi )?(?:pho )?(?:chu tich|bi thu|chanh van phong|giam doc|lanh dao))\b"
)
_BY = re.compile(r"^theo\s+(?=\S)", re.IGNORECASE)  # the line says 'Theo:' itself
_QUEUE = 5
_LONGEST = 500
_DID = {Status.SUSPENDED: "suspended", Status.ENDED: "ended", Status.IN_PROGRESS: "reopened"}


def by_whom(talk: Talk, act: str, args: Args) -> Reply:
    """DECISION_SOURCE: the answer comes to `act` as `said`."""
    leaders = [show.titled(one) for one in people.office_leaders(talk.conn)]
    return confirming_wording.ask_source(act, args=args, leaders=leaders)


def source_typed(talk: Talk, *, act: str, said: str, **args: int | str | None) -> list[Reply]:
    """A document or somebody's opinion is taken as it is; other words are shown once more before they decide."""
    source = _source(said)
    named = read_document(source, today=talk.today) or _OPINION.match(fold(source))
    if act == "decide.sourced" and not named and not args.get("why"):
        return [by_whom(talk, act, {**args, "why": source})]  # the reason; on whose authority is asked again
    if act in CONFIRMS_ITSELF or named:
        return acts()[act].do(talk, **args, said=source)
    return [confirming_wording.ask_source_again(act, said=source, args=args)]


# ── deadlines ──────────────────────────────────────────────────────────────────────────────────
def queue(talk: Talk) -> list[Reply]:
    waiting = extensions.waiting(talk.conn, for_=talk.person)
    lines = [(one.id, tasks.by_id(talk.conn, one.task_id), one.asked_until) for one in waiting[:_QUEUE]]
    return [wording.queue(lines, total=len(waiting))]


def show_one(talk: Talk, *, extension: int) -> list[Reply]:
    one = extensions.lock(talk.conn, extension, for_=talk.person)
    task = tasks.by_id(talk.conn, one.task_id)
    return [
        shown(talk, one, task, to=None) if one.decision is None else wording.already_decided(task, how=one.decision)
    ]


def agree(talk: Talk, *, extension: int) -> list[Reply]:
    one = extensions.lock(talk.conn, extension, for_=talk.person)
    return ask_source(talk, one, decision=AGREED, until=one.asked_until)


def refuse(talk: Talk, *, extension: int) -> list[Reply]:
    one = extensions.lock(talk.conn, extension, for_=talk.person)
    return ask_source(talk, one, decision=REFUSED, until=None)


def other(talk: Talk, *, extension: int) -> list[Reply]:
    one = extensions.lock(talk.conn, extension, for_=talk.person)
    task, calendar = tasks.by_id(talk.conn, one.task_id), talk.office.calendar
    return [wording.ask_other_date(task, args={"extension": extension}, today=talk.today, calendar=calendar)]


def other_date(talk: Talk, *, extension: int, said: str) -> list[Reply]:
    one = extensions.lock(talk.conn, extension, for_=talk.person)
    day = read_date(said, today=talk.today)
    if day is None:
        raise AskAgain("date", detail=said)
    if day < talk.today:
        raise AskAgain("date_past", detail=said)
    return ask_source(talk, one, decision=AGREED, until=day)


def ask_source(talk: Talk, one: Extension, *, decision: str, until: dt.date | None) -> list[Reply]:
    if one.decision is not None:
        return [wording.already_decided(tasks.by_id(talk.conn, one.task_id), how=one.decision)]
    day = until.isoformat() if until else None
    return [by_whom(talk, "extension.decide", {"extension": one.id, "decision": decision, "until": day})]


def decide(talk: Talk, *, extension: int, decision: str, until: str | None, said: str) -> list[Reply]:
    """The request is held, then its task; the first answer counts."""
    source = _source(said)
    one = extensions.lock(talk.conn, extension, for_=talk.person)
    task = tasks.lock(talk.conn, one.task_id, for_=talk.person, may=May.DECIDE)
    day = dt.date.fromisoformat(until) if until else None
    try:
        extensions.decide(talk.conn, one, by=talk.person, now=talk.now, decision=decision, until=day, source=source)
    except Changed:
        now_so = extensions.lock(talk.conn, extension, for_=talk.person)
        return [wording.already_decided(task, how=now_so.decision)]
    changed = _moved(talk, task, day) if day else task
    tasks.note(talk.conn, changed, by=talk.person, now=talk.now, did=f"extension_{decision}", after=source)
    replan(talk, [changed])
    agreed = decision == AGREED
    told = hands(talk, changed, also=[one.person_id])
    notices = [wording.answer(changed, agreed=agreed, first_due=changed.first_due, source=source, to=x) for x in told]
    return [wording.decided(changed, agreed=agreed, source=source), *notices]


def _source(said: str) -> str:
    if not said.strip():
        raise AskAgain("text")
    return _BY.sub("", said.strip())[:_LONGEST]


def _moved(talk: Talk, task: Task, day: dt.date) -> Task:
    return tasks.change_due(talk.conn, task, _due(talk, task, day), by=talk.person, now=talk.now, extends=True)


def _due(talk: Talk, task: Task, day: dt.date) -> Due:
    """A deadline given by a decision is a plain date: 'đến ngày'."""
    return Due(
        text=wording.deadline_words(day),
        date=day,
        boundary=Boundary.BY,
        kind=task.due.kind if task.due else DeadlineKind.COMPLETION,
        last_day=day,
        last_working_day=talk.office.calendar.last_working_on_or_before(day).date,
        overdue_from=day + dt.timedelta(days=1),
    )


# ── following at all ───────────────────────────────────────────────────────────────────────────
def stop(talk: Talk, *, task: int, to: str) -> list[Reply]:
    """Suspend, end, or take up again: the reason, then by whose authority."""
    found, status = own(talk, task, may=May.DECIDE), Status(to)
    if status not in moves(found.status, who=Who.COORDINATOR):
        return [task_wording.state_as_it_is(found)]
    return [confirming_wording.ask_stop_reason(found, to=status, args={"seen": packed([found]), "to": to})]


def stop_reason(talk: Talk, *, seen: str, to: str, said: str) -> list[Reply]:
    if not said.strip():
        raise AskAgain("text")
    return [by_whom(talk, "confirm.stopped", {"seen": seen, "to": to, "why": said.strip()[:_LONGEST]})]


@careful("confirm.stopped")
def stopped(talk: Talk, *, seen: str, to: str, why: str, said: str) -> list[Reply]:
    (task,) = held(talk, seen, may=May.DECIDE)
    status, source = Status(to), _source(said)
    if status not in moves(task.status, who=Who.COORDINATOR):
        return [task_wording.state_as_it_is(task)]
    cleared = {"completed_on": None} if task.status is Status.DONE else {}
    changed = tasks.move(
        talk.conn, task, status, who=Who.COORDINATOR, by=talk.person, now=talk.now, did=_DID[status], **cleared
    )
    tasks.note(
        talk.conn, changed, by=talk.person, now=talk.now, did="decided", after=f"{source}: {why}" if why else source
    )
    if status is Status.IN_PROGRESS:
        changed = unassigned.take_up(talk.conn, changed, by=talk.person, now=talk.now)
    replan(talk, [changed])
    notices = [
        confirming_wording.stopped_notice(changed, status=status, reason=why, source=source, to=key)
        for key in hands(talk, changed)
    ]
    return [confirming_wording.stopped(changed, to=status, source=source), *notices]


ACTS = {
    "source.typed": Act(source_typed, roles=FOLLOWING_UP),
    "extension.queue": Act(queue, roles=FOLLOWING_UP, looks=True),
    "extension.show": Act(show_one, roles=FOLLOWING_UP, looks=True),
    "extension.agree": Act(agree, roles=FOLLOWING_UP, looks=True),
    "extension.refuse": Act(refuse, roles=FOLLOWING_UP, looks=True),
    "extension.other": Act(other, roles=FOLLOWING_UP, looks=True),
    "extension.other_date": Act(other_date, roles=FOLLOWING_UP),
    "extension.decide": Act(decide, roles=FOLLOWING_UP),
    "confirm.stop": Act(stop, roles=FOLLOWING_UP, looks=True),
    "confirm.stop_reason": Act(stop_reason, roles=FOLLOWING_UP),
    "confirm.stopped": Act(stopped, roles=FOLLOWING_UP),
}
WORDS = {"gia han": "extension.queue"}
