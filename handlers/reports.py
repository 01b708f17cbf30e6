"""Take a status report: understood, echoed, and kept only after 'Đúng'."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from core.messages import Args, Reply
from core.model import OPEN, Role, Status, Task
from core.permissions import May
from core.series import says_nothing
from core.understand import Doubt, Intent, Request, understand
from core.wording import refusals, series
from core.wording import reports as wording
from core.wording import tasks as task_wording
from core.wording.reports import Heard
from db import reports, tasks
from handlers import completion, evidence, extensions, supporting
from handlers.acts import acts
from handlers.hearing import About, heard, listen, reported, unlikely_signing, unsure
from handlers.holding import LEAD_AGENCY, answered, ask_which, careful, held, numbered, own, replan, seen
from handlers.talk import Act, Talk

_NOT_IN_WORDS = {Doubt.PERCENT_RANGE: "percent_range", Doubt.DATE_NOT_IN_CALENDAR: "date_not_in_calendar"}


# ── what somebody typed ────────────────────────────────────────────────────────────────────────
def typed(talk: Talk, *, said: str, task: int | None = None) -> list[Reply]:
    """Free words about tasks. Nothing is kept: they are echoed, or what is missing is asked."""
    if talk.person.sees_all and (others := _of_others(talk, said)):
        return others
    if talk.person.role not in LEAD_AGENCY:
        return []
    if task is None and (part := supporting.typed(talk, said=said)):
        return part
    known = own(talk, task) if task is not None else answered(talk)
    about = listen(talk, said, on=talk.today, task=known)
    wrong = {place: reply for place, one in enumerate(about) if (reply := _wrong(talk, one, said))}
    if wrong:  # said again; what is right beside it is echoed
        right = [one for place, one in enumerate(about) if place not in wrong and reported(one) and one.task]
        return [*wrong.values(), *(echo(talk, right, said) if right else [])]
    first = about[0]
    if not reported(first):
        return _elsewhere(talk, first, said, known)
    if any(one.task is None for one in about):
        return ask_which(talk, "report.of", purpose=task_wording.REPORT_WHICH, args={"text": said})
    return echo(talk, about, said)


def _of_others(talk: Talk, said: str) -> list[Reply]:
    """Whoever sees all tasks reports none that another agency leads."""
    first, *_ = understand(said, today=talk.today)
    if first.task is None:
        return []
    found = numbered(talk, int(first.task), may=May.LOOK)
    may = tasks.permitted(talk.conn, found.id, for_=talk.person, on=talk.today)
    return [] if May.ANSWER in may else [wording.theirs(found, leader=talk.person.role is Role.LEADER)]


def _wrong(talk: Talk, one: About, said: str) -> Reply | None:
    """A value that cannot be, asked again."""
    if one.said.doubt in _NOT_IN_WORDS:
        return wording.wrong_value(one.task, code=_NOT_IN_WORDS[one.said.doubt], typed=one.said.wrong or said)
    unlikely = unlikely_signing(one, one.task, on=talk.today) if one.task else None
    if unlikely is None or one.task is None or one.task.status not in OPEN:
        return None
    (asked,) = acts()["report.signing"].do(talk, task=one.task.id)
    first = refusals.ask_again(unlikely.code, unlikely.detail)
    return replace(asked, text=f"{first.text}\n{asked.text}")


def _elsewhere(talk: Talk, one: About, said: str, known: Task | None) -> list[Reply]:
    """Something other than a report was said, perhaps as the answer to a question about one task."""
    task = one.task or known
    if one.said.intent is Intent.EXTENSION:
        return extensions.typed(talk, said=said, task=task.id if task else None)
    if one.said.question:
        return acts()["task.question"].do(talk, said=said)
    if one.said.intent is Intent.ACKNOWLEDGE and task:
        return acts()["task.acknowledge_one"].do(talk, task=task.id)
    if one.said.request is Request.WITHDRAW and task:
        return completion.withdraw(talk, task=task.id)
    if known is None or not said.strip():
        return []
    plain = About(one.said, known)  # an answer in words nobody has a rule for is a note on the task asked about
    return echo(talk, [plain], said)


def echo(talk: Talk, about: list[About], text: str) -> list[Reply]:
    several = [(one, heard(one, one.task, on=talk.today)) for one in about if one.task]
    closed = [said.task for _, said in several if said.task.status not in OPEN]
    if closed:
        return [task_wording.state_as_it_is(closed[0])]
    files = evidence.lay(talk, several[0][1].task)
    keep = kept_words(talk, [said.task for _, said in several], text)
    if len(several) > 1:
        only: list[tuple[str, Args]] = [
            (wording.only(one.task), kept_words(talk, [one.task], text)) for _, one in several if len(several) <= 3
        ]
        return _echoed(talk, wording.echo_many([said for _, said in several], keep=keep, only=only, files=files))
    (one, said), *_ = several
    if said.task.due and said.task.recurrence_text and says_nothing(text):
        return [series.ask_nothing(said.task, args={"seen": seen([said.task]), "why": "nothing"})]
    if unsure(one):
        return _echoed(talk, wording.echo_unsure(said, keep=keep, whole=_whole(said)))
    return _echoed(talk, wording.echo(said, keep=keep, files=files))


def _echoed(talk: Talk, reply: Reply) -> list[Reply]:
    """Under a name of its own, so that it is replaced when the message it echoes is edited."""
    return [replace(reply, replaces=echo_of(talk.event.message)) if talk.event.message else reply]


def echo_of(message: str) -> str:
    return f"echo:{message}"


def kept_words(talk: Talk, several: list[Task], text: str) -> Args:
    """What 'Đúng' keeps: the words and the day they were typed on, to be understood in the same way again."""
    return {"seen": seen(several), "text": text, "on": talk.today.isoformat()}


def _whole(said: Heard) -> Args:
    day = said.document_date.isoformat() if said.document_date else None
    return {"task": said.task.id, "number": said.document, "day": day, "yearless": int(said.yearless)}


def of_task(talk: Talk, *, text: str, task: int) -> list[Reply]:
    return typed(talk, said=text, task=task)


def again(talk: Talk, *, task: int | None = None) -> list[Reply]:
    return [wording.ask_again_for(own(talk, task) if task is not None else None)]


# ── after 'Đúng' ───────────────────────────────────────────────────────────────────────────────
@careful("report.keep")
def keep(talk: Talk, *, seen: str, text: str, on: str) -> list[Reply]:
    """Everything at once: locked, kept, planned anew. What was said to be finished goes on to its evidence."""
    several = held(talk, seen)
    closed = [task for task in several if task.status not in OPEN]
    if closed:
        return [task_wording.state_as_it_is(closed[0])]
    day = dt.date.fromisoformat(on)
    said = [_of(talk, task, text, day) for task in several]
    kept = [record(talk, one) for one in said if not one.done]
    replan(talk, [task for task, _ in kept])
    replies = told(talk, kept, [one for one in said if not one.done])
    return replies + completion.begin(talk, [one for one in said if one.done])


def _of(talk: Talk, task: Task, text: str, day: dt.date) -> Heard:
    about = listen(talk, text, on=day, task=task)
    mine = next((one for one in about if one.task and one.task.id == task.id), about[0])
    return heard(mine, task, on=day)


def record(talk: Talk, one: Heard) -> tuple[Task, Args]:
    """A report: what it does not mention stays, except that a difficulty not repeated is cleared."""
    before = one.task
    values: dict[str, Any] = {
        "percent": one.percent if one.percent is not None else before.percent,
        "blocked": one.note if one.blocked else None,
        "signing_since": one.signed_on or before.signing_since,
    }
    key = reports.add(
        talk.conn,
        [before],
        by=talk.person,
        now=talk.now,
        text=one.note,
        status="blocked" if one.blocked else before.status.value if one.not_started else Status.IN_PROGRESS.value,
        percent=one.percent,
        difficulty=one.note if one.blocked else None,
        proposal=one.proposal,
    )
    begun = _begin(talk, before) if not one.not_started else before
    did = "blocked" if one.blocked else "signing" if one.signed_on else "report"
    task = tasks.note(talk.conn, begun, by=talk.person, now=talk.now, did=did, after=one.note, **values)
    return task, _undo(before, key)


def _begin(talk: Talk, task: Task) -> Task:
    """A first report begins the task, and is as good as 'Đã nhận'."""
    return tasks.acknowledge(talk.conn, [task], by=talk.person, now=talk.now)[0]


def _undo(before: Task, report: int) -> Args:
    signed = before.signing_since.isoformat() if before.signing_since else None
    return {
        "task": before.id,
        "report": report,
        "percent": before.percent,
        "blocked": before.blocked,
        "signed": signed,
    }


def told(talk: Talk, kept: list[tuple[Task, Args]], said: list[Heard]) -> list[Reply]:
    if not kept:
        return []
    undo = kept[0][1] if len(kept) == 1 else None
    several = [task for task, _ in kept]
    replies = [wording.kept(several, undo=undo, now=talk.now, today=talk.today, office=talk.office)]
    if len(kept) == 1 and said[0].blocked:
        return [wording.blocked(several[0], text=said[0].note, office_name=talk.office.name)]
    return replies


def undo(
    talk: Talk, *, task: int, report: int, percent: int | None, blocked: str | None, signed: str | None
) -> list[Reply]:
    """The report stays in the list of reports; what it changed goes back, while it is still the last word."""
    found = tasks.lock(talk.conn, task, for_=talk.person, on=talk.today)
    last = reports.last(talk.conn, task)
    if found.status not in OPEN or last is None or last.id != report or last.person_id != talk.person.id:
        return [wording.too_late_to_undo(found)]
    values: dict[str, Any] = {
        "percent": percent,
        "blocked": blocked,
        "signing_since": dt.date.fromisoformat(signed) if signed else None,
    }
    back = tasks.note(talk.conn, found, by=talk.person, now=talk.now, did="report_undone", **values)
    replan(talk, [back])
    return [wording.undone(back)]


ACTS = {
    "report.typed": Act(typed, takes_numbers=True),
    "report.of": Act(of_task, roles=LEAD_AGENCY),
    "report.again": Act(again, roles=LEAD_AGENCY, looks=True),
    "report.keep": Act(keep, roles=LEAD_AGENCY),
    "report.undo": Act(undo, roles=LEAD_AGENCY),
}
