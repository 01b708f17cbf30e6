"""Orders given by word of mouth: written down as a draft directive without a number, until its document comes."""

from __future__ import annotations

import datetime as dt

from core import review
from core.deadlines import read_deadline
from core.messages import Reply
from core.model import Directive, DraftTask
from core.problems import AskAgain
from core.timeliness import due_from
from core.verbal_order import VerbalOrder, parse_order, parse_told
from core.wording import ordering as say
from core.wording import refusals
from core.wording import review as say_review
from db import directives, drafts, overlaps
from handlers.drafting import listing, matcher, names, opened
from handlers.hearing import past_day
from handlers.talk import Talk


def typed(talk: Talk, said: str) -> list[Reply]:
    """[] when the text is no such order."""
    order = parse_order(said) or _told(talk, said)
    if order is None:
        return []
    if not order.task:
        return [say.ask_whole()]
    try:
        day = past_day(order.day, on=talk.today) if order.day else None
    except AskAgain as problem:  # an opinion is given on a day that has come
        return [refusals.ask_again(problem.code, problem.detail)]
    return record(talk, order, said, day=day)


def _told(talk: Talk, said: str) -> VerbalOrder | None:
    order = parse_told(said)
    return order if order and matcher(talk).leading(order.task) else None


def _each(talk: Talk, task: str) -> list[str]:
    """'Sở A rà soát …; Sở B báo cáo …' is a task for each."""
    parts = [part.strip(" .") for part in task.split(";")]
    known = matcher(talk)
    return parts if all(part and known.leading(part) for part in parts) else [task]


def record(talk: Talk, order: VerbalOrder, said: str, *, day: dt.date | None = None) -> list[Reply]:
    """Nothing of it is in force before 'Giao việc', like every draft."""
    key = directives.create_order(
        talk.conn,
        coordinator_id=talk.person.id,
        issuer=order.who or None,
        subject=say.subject(order),
        issued_on=day or talk.today,
        text=said,
        now=talk.now,
    )
    one, _ = opened(talk, key)
    wanted = [draft_of(talk, one, words) for words in _each(talk, order.task)]
    flagged = overlaps.flag(talk.conn, wanted, but_of=key)
    made, *more = [drafts.add(talk.conn, draft, by=talk.person.id, now=talk.now) for draft in flagged]
    if more:
        return listing(talk, key, note=say.several(one, order, today=talk.today))
    lead = say_review.leads(made, names(talk))
    return [say.recorded(one, made, order, lead=lead, today=talk.today)]


def draft_of(talk: Talk, directive: Directive, words: str) -> DraftTask:
    """A typed task: its text, with the agency before its verb and the date in it where they are plain."""
    blank = DraftTask(0, directive.id, 0, "", review.shorten_text(words), None, leads=(), supporting=())
    lead = matcher(talk).leading(words)
    draft = review.with_leads(blank, (lead,)) if lead else blank
    issued = max(talk.today, directive.issued_on or talk.today)
    found = read_deadline(words, issued=issued, calendar=talk.office.calendar)
    if found is None or not (found.deadline or found.recurrence):
        return draft
    due = due_from(found.deadline, strict_before=directive.strict_before) if found.deadline else None
    return review.with_due(draft, due, recurrence=found.recurrence)
