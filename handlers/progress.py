"""Take a report by buttons: in progress, blocked, handed up for signing."""

from __future__ import annotations

import datetime as dt

from core.messages import Reply
from core.model import OPEN, Person, Role, Task
from core.problems import AskAgain
from core.wording import reports as wording
from core.wording import show
from core.wording import tasks as task_wording
from core.wording.reports import Heard
from db import agencies, people
from handlers import reports
from handlers.hearing import of_another, past_day
from handlers.holding import (
    LEAD_AGENCY,
    ask_which,
    careful,
    followers,
    held,
    number_in,
    numbered,
    only_one,
    own,
    replan,
    seen,
)
from handlers.reports import kept_words, record, told
from handlers.talk import Act, Talk

_LONGEST = 1000


# ── by buttons ─────────────────────────────────────────────────────────────────────────────────
def open_report(talk: Talk, *, task: int | None = None, said: str = "") -> list[Reply]:
    """'Báo cáo', '/baocao', '/baocao nv3 80%', '/baocao 3'."""
    number = number_in(said)
    if said.strip() and (number is None or said.strip() != str(number)):
        return reports.typed(talk, said=said)
    found = own(talk, task) if task is not None else numbered(talk, number) if number is not None else only_one(talk)
    if found is None:
        return ask_which(talk, "report.open", purpose=task_wording.REPORT_WHICH)
    return [wording.ask_report(found) if found.status in OPEN else task_wording.state_as_it_is(found)]


def progress(talk: Talk, *, task: int) -> list[Reply]:
    found = own(talk, task)
    if found.status not in OPEN:
        return [task_wording.state_as_it_is(found)]
    return [wording.ask_progress(found, keep=kept_words(talk, [found], wording.IN_PROGRESS))]


def signing(talk: Talk, *, task: int) -> list[Reply]:
    found = own(talk, task)
    if found.status not in OPEN:
        return [task_wording.state_as_it_is(found)]
    today, yesterday = talk.today, talk.today - dt.timedelta(days=1)
    args = {"seen": seen([found])}
    return [
        wording.ask_signed_on(
            found,
            today={**args, "day": today.isoformat()},
            yesterday={**args, "day": yesterday.isoformat()},
            before=yesterday - dt.timedelta(days=1),
        )
    ]


def signed_on(talk: Talk, *, task: int, said: str) -> list[Reply]:
    found = own(talk, task)
    other = of_another(talk, said, than=[found])
    if other:
        return other
    day = past_day(said, on=talk.today, since=found.directive_issued_on)
    if day is None:
        raise AskAgain("date", detail=said)
    return [wording.echo_signed(found, day=day, keep={"seen": seen([found]), "day": day.isoformat()})]


@careful("report.signed")
def signed(talk: Talk, *, seen: str, day: str) -> list[Reply]:
    (task,) = held(talk, seen)
    if task.status not in OPEN:
        return [task_wording.state_as_it_is(task)]
    said = Heard(task, note=wording.SIGNED, signed_on=dt.date.fromisoformat(day))
    kept = [record(talk, said)]
    replan(talk, [task])
    return told(talk, kept, [said])


# ── 'Vướng mắc' ────────────────────────────────────────────────────────────────────────────────
def blocked(talk: Talk, *, task: int) -> list[Reply]:
    found = own(talk, task)
    return [wording.ask_difficulty(found) if found.status in OPEN else task_wording.state_as_it_is(found)]


def difficulty(talk: Talk, *, task: int, said: str) -> list[Reply]:
    text = _words(said)
    found = own(talk, task)
    return [wording.echo_difficulty(found, text=text, keep={"seen": seen([found]), "text": text})]


def _words(said: str) -> str:
    if not said.strip():
        raise AskAgain("text")
    return said.strip()[:_LONGEST]


@careful("report.keep_difficulty")
def keep_difficulty(talk: Talk, *, seen: str, text: str) -> list[Reply]:
    (task,) = held(talk, seen)
    if task.status not in OPEN:
        return [task_wording.state_as_it_is(task)]
    said = Heard(task, note=text, blocked=True)
    kept = [record(talk, said)]
    replan(talk, [task])
    return told(talk, kept, [said])


def show_to(talk: Talk, *, task: int, text: str, who: str) -> list[Reply]:
    """A difficulty is shown to whom the person chose; a leader is reported to."""
    found = own(talk, task)
    told = {
        "leader": lambda: people.of_agency(talk.conn, found.lead_id, roles={Role.LEADER}),
        "support": lambda: _supporting(talk, found),
        "office": lambda: [people.get(talk.conn, key) for key in followers(talk, found)],
    }.get(who, list)()
    others = [person for person in told if person.id != talk.person.id]
    honoured = {one.id: show.titled(one) if one.role is Role.LEADER else None for one in others}
    notices = [wording.difficulty_notice(found, text=text, to=key, honoured=name) for key, name in honoured.items()]
    return [wording.difficulty_shown(found, to=[show.titled(one) for one in others]), *notices]


def _supporting(talk: Talk, task: Task) -> list[Person]:
    """Who receives for the agencies that support the task."""
    units = [unit for unit in agencies.all_known(talk.conn) if unit.name in task.supporting]
    return [person for unit in units for person in people.receivers(talk.conn, unit.id)]


ACTS = {
    "report.open": Act(open_report, roles=LEAD_AGENCY, looks=True),
    "report.progress": Act(progress, roles=LEAD_AGENCY, looks=True),
    "report.signing": Act(signing, roles=LEAD_AGENCY, looks=True),
    "report.signed_on": Act(signed_on, roles=LEAD_AGENCY),
    "report.signed": Act(signed, roles=LEAD_AGENCY),
    "report.blocked": Act(blocked, roles=LEAD_AGENCY, looks=True),
    "report.difficulty": Act(difficulty, roles=LEAD_AGENCY),
    "report.keep_difficulty": Act(keep_difficulty, roles=LEAD_AGENCY),
    "report.show_to": Act(show_to, roles=LEAD_AGENCY),
}
COMMANDS = {"baocao": "report.open"}
