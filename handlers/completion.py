"""Take 'Hoàn thành' to its evidence and to the coordinator. Nothing is done before the coordinator confirms it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from core.messages import Args, Reply
from core.model import OPEN, Status, Task
from core.permissions import May
from core.problems import AskAgain
from core.signed_on import Unsure, doubt, year_before
from core.status import Who
from core.text import fold
from core.timeliness import judged_on, on_time
from core.understand import Signed, read_date, read_document, read_near_date, read_signed, understand
from core.wording import completion as wording
from core.wording import tasks as task_wording
from core.wording.enclosures import WITH_REPORT, beside, key
from core.wording.reports import Heard
from db import enclosures, reports, tasks
from handlers import evidence as files
from handlers import withdrawing
from handlers.acts import acts
from handlers.hearing import of_another
from handlers.holding import LEAD_AGENCY, ask_which, careful, followers, glanced, held, only_one, own, replan
from handlers.holding import picked as picked_of
from handlers.holding import seen as packed
from handlers.talk import Act, Talk

_NEEDLESS = re.compile(r"(?:da[ ,]+)?(?:viec (?:nay )?)?khong can (?:van ban|bao cao)(?: a| nhe| dau)*[ .]*")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What shows that the work is done: a document, or words that say why there is none."""

    words: str
    number: str | None = None
    day: dt.date | None = None


# ── asking for evidence ────────────────────────────────────────────────────────────────────────
def done(
    talk: Talk, *, task: int | None = None, number: str | None = None, day: str | None = None, yearless: int = 0
) -> list[Reply]:
    """'Hoàn thành'; with the document that was named already, only what is missing is asked."""
    found = own(talk, task) if task is not None else only_one(talk)
    if found is None:
        return ask_which(talk, "report.done", purpose=task_wording.REPORT_WHICH)
    signed = dt.date.fromisoformat(day) if day else None
    said = Heard(found, note="", done=True, document=number, document_date=signed, yearless=bool(yearless))
    return begin(talk, [said])


def begin(talk: Talk, finished: list[Heard]) -> list[Reply]:
    """Those that name one document go on together; the others are asked for theirs."""
    closed = [one.task for one in finished if one.task.status not in OPEN]
    if closed:
        return [task_wording.state_as_it_is(closed[0])]
    replies: list[Reply] = []
    named: dict[Signed, list[Task]] = {}
    for one in finished:
        if one.document:
            named.setdefault(Signed(one.document, one.document_date, one.yearless), []).append(one.task)
    for signed, several in named.items():
        replies += _documented(talk, several, signed)
    bare = [one.task for one in finished if not one.document]
    if bare:
        replies.append(wording.ask_evidence(bare, seen={"seen": packed(bare)}, today=talk.today))
    return replies


def _documented(talk: Talk, several: list[Task], signed: Signed) -> list[Reply]:
    """Only a day that can be no other is taken: it decides whether the work was in time."""
    number, day = signed.number, signed.day
    args: Args = {"seen": packed(several), "number": number}
    if day is None:
        return [wording.ask_document_date(several, number=number, args=args, today=talk.today)]
    doubts = {doubt(day, task, today=talk.today, yearless=signed.yearless): task for task in several}
    if Unsure.AHEAD in doubts:
        return [wording.ask_unlikely_date(several, number=number, day=day, args=args, given=None)]
    if early := doubts.get(Unsure.BEFORE_THE_TASK):
        given = early.directive_issued_on
        return [wording.ask_unlikely_date(several, number=number, day=day, args=args, given=given)]
    if Unsure.WHICH_YEAR in doubts:
        return [wording.ask_year(several, number=number, days=[day, year_before(day)], args=args)]
    return send(talk, seen=packed(several), number=number, day=day.isoformat())


def evidence(talk: Talk, *, seen: str, said: str) -> list[Reply]:
    """The number and date of the signed report, or a file."""
    several = glanced(talk, seen)
    if talk.event.attachment is not None:
        _enclose(talk, several[0])
        if read_document(said, today=talk.today) is None:
            return send(talk, seen=seen, words=WITH_REPORT)
    other = of_another(talk, said, than=several)
    if other:
        return other
    read_date(said, today=talk.today)  # a 31/4 is asked again
    document = read_signed(said, today=talk.today)
    if document is None and _NEEDLESS.fullmatch(fold(said)):
        return none(talk, seen=seen, why="needless")
    if document is None and len(several) == 1 and understand(said, today=talk.today)[0].signing:
        return acts()["report.typed"].do(talk, said=said, task=several[0].id)
    if document is None:
        first = wording.unread_document(said)
        return [wording.ask_evidence(several, seen={"seen": seen}, today=talk.today, first=first)]
    return _documented(talk, several, document)


def _enclose(talk: Talk, task: Task) -> None:
    """The file lies beside the first of the tasks asked about; those sent with it follow."""
    file = files.fitting(talk)
    files.keep(talk, file, batch=talk.event.id, task_id=task.id)


def dated(talk: Talk, *, seen: str, number: str, said: str) -> list[Reply]:
    several = glanced(talk, seen)
    other = of_another(talk, said, than=several)
    if other:
        return other
    said_day = read_near_date(said, today=talk.today)
    if said_day is None:
        raise AskAgain("date", detail=said)
    return _documented(talk, several, Signed(number, said_day.day, said_day.yearless))


@careful("completion.none")
def none(talk: Talk, *, seen: str, why: str) -> list[Reply]:
    """'Việc không cần văn bản', or 'Bỏ qua': judged by the moment of submission."""
    return _submit(talk, held(talk, seen), Evidence(wording.without_document(why)))


# ── one report for several tasks ───────────────────────────────────────────────────────────────
def _offer(talk: Talk, sent: list[Task], shown: Evidence) -> wording.Offer | None:
    """The first task is sent already: an offer that nobody answers holds nothing back."""
    first = sent[0]
    if len(sent) > 1 or shown.number is None or shown.day is None:
        return None
    same = tasks.of_directive(talk.conn, first.directive_id, for_=talk.person, may=May.ANSWER, on=talk.today)
    others = [task for task in same if _fits(task, first, shown.day)]
    if not others and not _others(talk, first, shown.day):
        return None
    document = {"number": shown.number, "day": shown.day.isoformat()}
    return wording.Offer(
        tuple(others),
        number=shown.number,
        all_={**document, "seen": packed(others)},
        pick={**document, "task": first.id},
    )


def _fits(task: Task, first: Task, signed: dt.date) -> bool:
    """Still open with the same agency, and given before the report was signed."""
    given = task.directive_issued_on
    of_agency = task.id != first.id and task.lead_id == first.lead_id and task.status in OPEN
    return of_agency and (given is None or given <= signed or task.directive_id == first.directive_id)


def alone(talk: Talk, *, task: int, number: str) -> list[Reply]:
    return [wording.alone(own(talk, task), number=number)]


def pick(talk: Talk, *, task: int, number: str, day: str, wrong: str = "") -> list[Reply]:
    """The open tasks that the agency still answers for, those of the same directive first."""
    args: Args = {"task": task, "number": number, "day": day}
    others = _others(talk, own(talk, task), dt.date.fromisoformat(day))
    return [wording.ask_bundle_numbers(others, number=number, args=args, wrong=wrong)]


def picked(talk: Talk, *, task: int, number: str, day: str, said: str) -> list[Reply]:
    """'5 9': those as well, as they are now."""
    chosen = picked_of(_others(talk, own(talk, task), dt.date.fromisoformat(day)), said)
    if not chosen:
        return pick(talk, task=task, number=number, day=day, wrong=task_wording.not_offered(said))
    return send(talk, seen=packed(chosen), number=number, day=day)


def _others(talk: Talk, first: Task, signed: dt.date) -> list[Task]:
    found = [task for task in tasks.open_of(talk.conn, talk.person, on=talk.today) if _fits(task, first, signed)]
    return sorted(found, key=lambda task: task.directive_id != first.directive_id)


# ── submitting ─────────────────────────────────────────────────────────────────────────────────
@careful("completion.send")
def send(
    talk: Talk, *, seen: str, number: str | None = None, day: str | None = None, words: str | None = None
) -> list[Reply]:
    signed = dt.date.fromisoformat(day) if day else None
    shown = words or wording.evidence(number, signed)
    return _submit(talk, held(talk, seen), Evidence(shown, number, signed))


def _submit(talk: Talk, several: list[Task], shown: Evidence) -> list[Reply]:
    closed = [task for task in several if task.status not in OPEN]
    if closed:
        return [task_wording.state_as_it_is(closed[0])]
    enclosed = enclosures.beside(talk.conn, [task.id for task in several], by=talk.person)
    reports.add(
        talk.conn,
        several,
        by=talk.person,
        now=talk.now,
        text=shown.words,
        status="done",
        document_number=shown.number,
        document_date=shown.day,
    )
    sent = [_submitted(talk, task, shown) for task in several]
    replan(talk, sent)
    zone = talk.office.zone
    day = judged_on(sent[0], zone=zone) or talk.today
    verdicts = {on_time(task, zone=zone) for task in sent}
    in_time = verdicts.pop() if len(verdicts) == 1 else None
    offer = _offer(talk, sent, shown)
    told = wording.submitted(sent, what=beside(shown.words, len(enclosed)), day=day, in_time=in_time, offer=offer)
    if enclosed:
        told = replace(told, replaces=key(enclosed[-1].batch))
    return [told, *_notices(talk, sent, shown, len(enclosed))]


def _submitted(talk: Talk, task: Task, shown: Evidence) -> Task:
    """The first date stays where the task was returned for a missing formality (`completed_on`)."""
    return tasks.move(
        talk.conn,
        task,
        Status.SUBMITTED,
        who=Who.LEAD,
        by=talk.person,
        now=talk.now,
        did="submitted",
        submitted_at=talk.now,
        submitted_by=talk.person.id,
        document_number=shown.number,
        document_date=shown.day,
        blocked=None,
        signing_since=None,
        returned_until=None,
    )


def _notices(talk: Talk, sent: list[Task], shown: Evidence, count: int) -> list[Reply]:
    told, what = followers(talk, sent[0]), beside(shown.words, count)
    if len(sent) > 1:
        return [wording.several_to_confirm(sent, what=what, to=one) for one in told]
    in_time = on_time(sent[0], zone=talk.office.zone)
    return [wording.to_confirm(sent[0], what=what, in_time=in_time, files=count > 0, to=one) for one in told]


def withdraw(talk: Talk, *, task: int) -> list[Reply]:
    """'Thu hồi', until it is confirmed, by whoever submitted it."""
    own(talk, task)
    found = tasks.lock(talk.conn, task, for_=talk.person, on=talk.today)
    if found.status is not Status.SUBMITTED:
        return withdrawing.instead_of_report(talk, found) or [task_wording.state_as_it_is(found)]
    if found.submitted_by != talk.person.id:
        return [wording.only_submitter_withdraws(found)]
    back = tasks.move(
        talk.conn,
        found,
        Status.IN_PROGRESS,
        who=Who.SUBMITTER,
        by=talk.person,
        now=talk.now,
        did="withdrawn",
        submitted_at=None,
        submitted_by=None,
        document_number=None,
        document_date=None,
    )
    replan(talk, [back])
    notices = [wording.withdrawn_notice(back, to=key) for key in followers(talk, back)]
    return [wording.withdrawn(back), *notices]


ACTS = {
    "report.done": Act(done, roles=LEAD_AGENCY, looks=True),
    "report.withdraw": Act(withdraw, roles=LEAD_AGENCY),
    "completion.evidence": Act(evidence, roles=LEAD_AGENCY, takes_file=True),
    "completion.alone": Act(alone, roles=LEAD_AGENCY, looks=True),
    "completion.dated": Act(dated, roles=LEAD_AGENCY),
    "completion.none": Act(none, roles=LEAD_AGENCY),
    "completion.pick": Act(pick, roles=LEAD_AGENCY, looks=True),
    "completion.picked": Act(picked, roles=LEAD_AGENCY, takes_numbers=True),
    "completion.send": Act(send, roles=LEAD_AGENCY),
}
