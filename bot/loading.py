"""What the command line does with a document and with figures: the steps the conversation takes, by the operator."""

from __future__ import annotations

import datetime as dt
import getpass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from core.figures import Measure, most_overdue
from core.messages import Reply
from core.model import Directive, DraftTask, Person, Role, Task
from core.office import Office
from core.problems import AskAgain, Problem
from core.proposal import ProposedDirective
from core.text import shorten
from core.wording import by_original, refusals, summary_files, summary_json
from core.wording import summary as wording
from db import directives, outbox, people
from db import figures as counting
from db.details import details
from db.figure_lists import View
from db.store import Store
from documents.child import read_in_child
from documents.summary_files import made
from handlers.publish import publish_understood
from jobs.storing import store_document

EVERYTHING = Person(0, "", Role.ADMIN)  # whoever holds the command line sees every agency


def load_document(
    store: Store, file: Path, *, publish: bool, now: dt.datetime, real_now: dt.datetime, office: Office
) -> list[str]:
    """Store a document, or publish what was understood; the lines to print. Raises Problem, keeping nothing."""
    proposed = _read(file)
    with store.begin() as conn:
        by = _operator(conn)
        stored = store_document(
            conn,
            proposed,
            content=file.read_bytes(),
            name=file.name,
            coordinator_id=by.id,
            now=now,
            office=office,
        )
        if stored.same is not None:
            raise Problem(f"{stored.same.number or file.name}: stored already, as directive {stored.same.id}")
        if not publish:
            return [_directive_line(stored.directive), *map(_draft_line, stored.drafts)]
        made, notices, _ = publish_understood(conn, stored.directive.id, by=by, now=now, office=office)
        _say(conn, notices, real_now=real_now)
        return [_directive_line(directives.get(conn, stored.directive.id)), *map(_task_line, made)]


def _operator(conn: Connection) -> Person:
    """Whoever follows up; before there is anybody, the person at this command line becomes the administrator."""
    known = people.coordinators(conn)
    return known[0] if known else people.add(conn, name=getpass.getuser(), role=Role.ADMIN)


def _read(file: Path) -> ProposedDirective:
    try:
        proposed = read_in_child(file, name=file.name)
    except AskAgain as error:
        raise Problem(refusals.ask_again(error.code, error.detail, name=file.name).text) from error
    if proposed.secrecy:
        raise Problem("the document bears a mark of secrecy: nothing of it was kept")
    if proposed.internal:
        raise Problem(f"the document is marked '{proposed.internal}': load it in the chat, where it is asked about")
    return proposed


def _say(conn: Connection, notices: list[Reply], *, real_now: dt.datetime) -> None:
    for reply in notices:
        if reply.to is not None:
            outbox.say(conn, reply, to=None, person=reply.to, real_now=real_now)


def _directive_line(directive: Directive) -> str:
    return f"{directive.id}\t{directive.number or '?'}\t{directive.state.value}"


def _draft_line(draft: DraftTask) -> str:
    leads = ", ".join(one.written for one in draft.leads) or "?"
    due = draft.due.date.isoformat() if draft.due else "-"
    return f"{draft.position}\t{due}\t{leads}\t{shorten(draft.text, 80)}"


def _task_line(task: Task) -> str:
    due = task.due.date.isoformat() if task.due else "-"
    return f"{task.number}\t{due}\t{task.lead}\t{shorten(task.text, 80)}"


def summary_of(
    conn: Connection, *, number: str | None, now: dt.datetime, office: Office, measure: Measure = Measure.IN_FORCE
) -> tuple[str, dict[str, Any]]:
    """The summary as of now, as text and as JSON. Raises Problem for a number that is not there."""
    directive = _directive(conn, number) if number else None
    local = office.local(now)
    scope = directive.id if directive else None
    view: dict[str, Any] = {"for_": EVERYTHING, "today": local.date(), "directive_id": scope, "measure": measure}
    found = counting.figures(conn, **view)
    said = (
        wording.summary_directive(directive, found, local=local) if directive else wording.summary(found, local=local)
    )
    written = summary_json.as_json(
        found,
        local=local,
        directive=directive.number if directive else None,
        measure=measure,
        leads=counting.by_agency(conn, **view),
        addressees=counting.by_addressee(conn, **view),
    )
    return by_original.headed(said, measure).text, written


def summary_file(
    conn: Connection,
    form: str,
    *,
    number: str | None,
    now: dt.datetime,
    office: Office,
    measure: Measure = Measure.IN_FORCE,
) -> bytes:
    """The summary as of now as a file ('docx', 'xlsx', 'png')."""
    directive = _directive(conn, number) if number else None
    local, scope = office.local(now), directive.id if directive else None
    found = counting.figures(conn, for_=EVERYTHING, today=local.date(), directive_id=scope, measure=measure)
    scoped = counting.by_agency(conn, for_=EVERYTHING, today=local.date(), directive_id=scope, measure=measure)
    paper = summary_files.paper(
        found, most_overdue(scoped), local=local, office=office.name, about=number, measure=measure
    )
    view = View(EVERYTHING, local.date(), office.calendar, directive_id=scope, measure=measure)
    return made(form, paper, figures=found, details=details(conn, view), on=local.date())


def _directive(conn: Connection, number: str) -> Directive:
    found = directives.by_number(conn, number)
    if found is None:
        raise Problem(f"{number}: no such directive")
    return found
