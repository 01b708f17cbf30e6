"""Take the files that show what was reported, several at once too, and show them to whoever confirms."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from core.messages import Args, Attachment, Choice, Reply
from core.model import OPEN, Enclosure, Kept, Task
from core.permissions import May
from core.problems import AskAgain
from core.text import clean
from core.understand import Signed, read_signed, understand
from core.wording import completion as completion_wording
from core.wording import enclosures as wording
from core.wording import tasks as task_wording
from db import enclosures, tasks
from handlers.acts import acts
from handlers.holding import LEAD_AGENCY, ask_which, only_one, own
from handlers.holding import seen as packed
from handlers.talk import Act, Talk

MOST_BYTES = 20 * 1024 * 1024
TOGETHER = dt.timedelta(minutes=1)  # of real time: the files of an album, or picked one after the other
LYING = dt.timedelta(minutes=10)  # so long a file goes with whatever its sender reports next


# ── a file of its own accord ───────────────────────────────────────────────────────────────────
def received(talk: Talk, *, said: str = "") -> list[Reply]:
    """With words that report, it goes with that report; else it is asked what it shows."""
    file = fitting(talk)
    before = enclosures.newest(talk.conn, by=talk.person, address=talk.event.address, since=talk.real_now - TOGETHER)
    if before and not said.strip():
        return _one_more(talk, file, before)
    batch = talk.event.id
    keep(talk, file, batch=batch)
    reported = acts()["report.typed"].do(talk, said=said) if _reports(talk, said) else []
    return reported or _ask(talk, batch, said)


def fitting(talk: Talk) -> Attachment:
    """Refused on its declared size before anything is fetched."""
    file = talk.event.attachment
    if file is None:
        raise AskAgain("file")
    if file.size is not None and file.size > MOST_BYTES:
        raise AskAgain("too_large")
    return replace(file, name=clean(file.name) or wording.UNNAMED)


def keep(talk: Talk, file: Attachment, *, batch: str, task_id: int | None = None, report_id: int | None = None) -> None:
    enclosures.add(
        talk.conn,
        file,
        by=talk.person,
        address=talk.event.address,
        batch=batch,
        now=talk.now,
        real_now=talk.real_now,
        task_id=task_id,
        report_id=report_id,
    )


def _reports(talk: Talk, said: str) -> bool:
    """Words that name a task or say how far it is; the number of a document alone does not."""
    first, *_ = understand(said, today=talk.today)
    return bool(first.task or first.status or first.percent is not None)


def _one_more(talk: Talk, file: Attachment, before: Enclosure) -> list[Reply]:
    """It belongs with the file before it, wherever that went."""
    several = enclosures.of_batch(talk.conn, before.batch, by=talk.person)
    if len(several) >= wording.MOST:
        return [wording.too_many(before.batch)]
    keep(talk, file, batch=before.batch, task_id=before.task_id, report_id=before.report_id)
    if before.report_id is None:
        return [replace(one, settles=True) for one in _ask(talk, before.batch, "", laid=before.task_id)]
    answered = tasks.of_report(talk.conn, before.report_id)
    numbers = completion_wording.numbers(answered)
    return [wording.more(numbers, count=len(several) + 1, batch=before.batch, task=answered[0])]


def _ask(talk: Talk, batch: str, said: str, *, laid: int | None = None) -> list[Reply]:
    found = own(talk, laid) if laid is not None else only_one(talk)
    if found is not None:
        return of_task(talk, task=found.id, batch=batch, caption=said)
    count = len(enclosures.of_batch(talk.conn, batch, by=talk.person))
    args = {"batch": batch, "caption": said[:_LONGEST]}
    asked = ask_which(talk, "evidence.of", purpose=wording.which(count), args=args)
    return [replace(one, replaces=wording.key(batch)) for one in asked]


_LONGEST = 200


def of_task(talk: Talk, *, task: int, batch: str, caption: str = "") -> list[Reply]:
    """What the files show of this task: is it finished?"""
    found = own(talk, task)
    if found.status not in OPEN:
        return [task_wording.state_as_it_is(found)]
    lay(talk, found)
    count = len(enclosures.of_batch(talk.conn, batch, by=talk.person))
    named = read_signed(caption, today=talk.today)
    document = completion_wording.evidence(named.number, named.day) if named else ""
    return [wording.ask_completes(found, count=count, document=document, batch=batch, done=_done(found, named))]


def _done(task: Task, named: Signed | None) -> Choice:
    if named is None:
        return wording.done("completion.send", {"seen": packed([task]), "words": wording.WITH_REPORT})
    day = named.day.isoformat() if named.day else None
    args: Args = {"task": task.id, "number": named.number, "day": day, "yearless": int(named.yearless)}
    return wording.done("report.done", args)


def lay(talk: Talk, task: Task) -> int:
    """Files just sent go with what is now reported of this task; how many lie beside it."""
    since = talk.real_now - LYING
    enclosures.lay(talk.conn, task.id, by=talk.person, address=talk.event.address, since=since)
    return len(enclosures.beside(talk.conn, [task.id], by=talk.person))


def drop(talk: Talk, *, batch: str) -> list[Reply]:
    return [wording.dropped(enclosures.drop(talk.conn, batch, by=talk.person))]


# ── looked at ──────────────────────────────────────────────────────────────────────────────────
def show(talk: Talk, *, task: int, first: int = 0) -> list[Reply]:
    """'Xem tệp': the files themselves, those of the newest report first, a page at a time."""
    found = own(talk, task, may=May.LOOK)
    several = enclosures.of_task(talk.conn, found.id)
    if not several:
        return [wording.none(found)]
    kept = [one for one in several if one.kept is Kept.YES]
    page = kept[first : first + wording.PAGE]
    sent = [
        wording.shown(found, one, place=place, total=len(kept), office=talk.office)
        for place, one in enumerate(page, start=first + 1)
    ]
    return [*sent, wording.rest(found, several, after=first + len(page))]


# ── a file that bears an internal mark ─────────────────────────────────────────────────────────
def permit(talk: Talk, *, enclosure: int) -> list[Reply]:
    """Its sender says that it may be brought here; it is fetched and looked at again."""
    may = enclosures.permit(talk.conn, enclosure, by=talk.person)
    return [wording.permitted() if may else wording.decided_already()]


def decline(talk: Talk, *, enclosure: int) -> list[Reply]:
    gone = enclosures.decline(talk.conn, enclosure, by=talk.person)
    return [wording.declined() if gone else wording.decided_already()]


ACTS = {
    "report.file": Act(received, roles=LEAD_AGENCY, takes_file=True),
    "evidence.of": Act(of_task, roles=LEAD_AGENCY, looks=True),
    "evidence.drop": Act(drop, roles=LEAD_AGENCY),
    "evidence.show": Act(show, looks=True),
    "evidence.permit": Act(permit, roles=LEAD_AGENCY),
    "evidence.decline": Act(decline, roles=LEAD_AGENCY),
}
