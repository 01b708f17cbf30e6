"""Confirm what was submitted, or return it for more: what was sent stays, and it is said which date counts."""

from __future__ import annotations

import datetime as dt
import re

from core.messages import Reply
from core.model import Status, Task
from core.permissions import May
from core.problems import AskAgain
from core.status import Who
from core.text import fold
from core.timeliness import judged_on, on_time
from core.understand import read_date
from core.wording import confirming as wording
from core.wording.completion import evidence
from db import enclosures, reports, tasks
from handlers.acts import acts
from handlers.deciding import FOLLOWING_UP
from handlers.holding import careful, hands, held, own, replan
from handlers.holding import seen as packed
from handlers.talk import Act, Talk

PAGE = 5
_LONGEST = 500
_PICKED = re.compile(
    r"(?P<does>xem tep|xem|tra lai)? ?(?P<places>(?(does)\d{1,2}|(?:xac nhan )?\d{1,2}(?:[ ,]+(?:va )?\d{1,2})*))"
)
_PLACE = re.compile(r"\d{1,2}")
_OF_ONE = {"xem": "task.show", "xem tep": "evidence.show", "tra lai": "confirm.return"}


# ── the queue ──────────────────────────────────────────────────────────────────────────────────
def queue(talk: Talk, *, first: int = 0) -> list[Reply]:
    waiting = tasks.waiting(talk.conn, talk.person)
    shown = waiting[first : first + PAGE]
    last = reports.last_of(talk.conn, [task.id for task in shown])
    files = enclosures.counts(talk.conn, [task.id for task in shown])
    lines = [
        wording.Waiting(task, _evidence(task, last[task.id].text if task.id in last else ""), files.get(task.id, 0))
        for task in shown
    ]
    oldest = min((task.submitted_at for task in waiting if task.submitted_at), default=talk.now)
    days = talk.office.calendar.between(talk.office.today(oldest), talk.today)
    pick = {"seen": packed(shown)}
    return [wording.queue(lines, total=len(waiting), first=first, oldest_days=days, pick=pick)]


def _evidence(task: Task, said: str) -> str:
    return evidence(task.document_number, task.document_date) or said


def picked(talk: Talk, *, seen: str, said: str) -> list[Reply]:
    """'1 3': the first and the third of the list that was shown; 'xem 2', 'trả lại 2' speak of one of its lines."""
    found, shown = _PICKED.fullmatch(fold(said).strip(" .")), seen.split(",")
    places = sorted({int(place) for place in _PLACE.findall(found["places"])}) if found else []
    if found is None or not all(1 <= place <= len(shown) for place in places):
        raise AskAgain("choice")
    chosen = [shown[place - 1] for place in places]
    if found["does"] in _OF_ONE:
        return acts()[_OF_ONE[found["does"]]].do(talk, task=int(chosen[0].partition(":")[0]))
    return yes(talk, seen=",".join(chosen))


# ── confirming ─────────────────────────────────────────────────────────────────────────────────
@careful("confirm.yes")
def yes(talk: Talk, *, task: int | None = None, seen: str = "") -> list[Reply]:
    several = held(talk, seen, may=May.DECIDE) if seen else [_locked(talk, task or 0)]
    gone = [one for one in several if one.status is not Status.SUBMITTED]
    if gone:
        return [wording.not_submitted(gone[0])]
    done = [_confirm(talk, one) for one in several]
    replan(talk, done)
    notices = [reply for one in done for reply in _confirmed(talk, one)]
    return [wording.confirmed(done, still=len(tasks.waiting(talk.conn, talk.person))), *notices]


def _locked(talk: Talk, task: int) -> Task:
    return tasks.lock(talk.conn, task, for_=talk.person, may=May.DECIDE)


def _confirm(talk: Talk, task: Task) -> Task:
    """The date that counts is the signed report's, or the submission's: never today's."""
    return tasks.move(
        talk.conn,
        task,
        Status.DONE,
        who=Who.COORDINATOR,
        by=talk.person,
        now=talk.now,
        did="confirmed",
        completed_on=judged_on(task, zone=talk.office.zone),
        percent=100,
    )


def _confirmed(talk: Talk, task: Task) -> list[Reply]:
    in_time = on_time(task, zone=talk.office.zone)
    told = hands(talk, task, also=[task.submitted_by])
    return [wording.confirmed_notice(task, in_time=in_time, day=task.completed_on, to=key) for key in told]


# ── returning ──────────────────────────────────────────────────────────────────────────────────
def give_back(talk: Talk, *, task: int) -> list[Reply]:
    found = own(talk, task, may=May.DECIDE)
    if found.status is not Status.SUBMITTED:
        return [wording.not_submitted(found)]
    return [wording.ask_reason(found, args={"seen": packed([found])})]


def reason(talk: Talk, *, seen: str, said: str) -> list[Reply]:
    if not said.strip():
        raise AskAgain("text")
    why = said.strip()[:_LONGEST]
    return [wording.ask_what_counts(_glanced(talk, seen), reason=why, args={"seen": seen, "why": why})]


def counts(talk: Talk, *, seen: str, why: str, counts: str) -> list[Reply]:
    args = {"seen": seen, "why": why, "counts": counts}
    return [wording.ask_until(_glanced(talk, seen), args=args, today=talk.today, calendar=talk.office.calendar)]


def _glanced(talk: Talk, seen: str) -> Task:
    return own(talk, int(seen.partition(":")[0]), may=May.DECIDE)


@careful("confirm.until")
def until(talk: Talk, *, seen: str, why: str, counts: str, said: str) -> list[Reply]:
    """'Thiếu thủ tục': the first date counts, whatever comes later; 'Chưa đủ nội dung': the new one."""
    day = read_date(said, today=talk.today)
    if day is None:
        raise AskAgain("date", detail=said)
    if day < talk.today:
        raise AskAgain("date_past", detail=said)
    (task,) = held(talk, seen, may=May.DECIDE)
    if task.status is not Status.SUBMITTED:
        return [wording.not_submitted(task)]
    back = _return(talk, task, day, first=counts == wording.PROCEDURE, why=why)
    replan(talk, [back])
    told = hands(talk, back, also=[task.submitted_by])
    notices = [
        wording.returned_notice(
            back, reason=why, until=day, counts=counts, sent=task.submitted_at, office=talk.office, to=key
        )
        for key in told
    ]
    return [wording.returned(back, until=day), *notices]


def _return(talk: Talk, task: Task, day: dt.date, *, first: bool, why: str) -> Task:
    moved = tasks.move(
        talk.conn,
        task,
        Status.IN_PROGRESS,
        who=Who.COORDINATOR,
        by=talk.person,
        now=talk.now,
        did="returned",
        completed_on=judged_on(task, zone=talk.office.zone) if first else None,
        returned_until=day,
        submitted_at=None,
        submitted_by=None,
        document_number=None,
        document_date=None,
    )
    return tasks.note(talk.conn, moved, by=talk.person, now=talk.now, did="asked_for", after=why)


ACTS = {
    "confirm.queue": Act(queue, roles=FOLLOWING_UP, looks=True),
    "confirm.picked": Act(picked, roles=FOLLOWING_UP, takes_numbers=True),
    "confirm.yes": Act(yes, roles=FOLLOWING_UP),
    "confirm.return": Act(give_back, roles=FOLLOWING_UP, looks=True),
    "confirm.reason": Act(reason, roles=FOLLOWING_UP),
    "confirm.counts": Act(counts, roles=FOLLOWING_UP, looks=True),
    "confirm.until": Act(until, roles=FOLLOWING_UP),
}
WORDS = {"cho xac nhan": "confirm.queue"}
