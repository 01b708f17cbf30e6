"""Turn what was understood of a document into a draft directive and the messages of its review."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from core import review
from core.agencies import Matcher
from core.messages import Priority, Reply
from core.model import Directive, DirectiveState, DraftTask
from core.office import Office
from core.proposal import ProposedDirective
from core.timeliness import due_from
from core.wording import reading as say_reading
from core.wording.correcting import correction
from core.wording.first_look import first_look
from db import agencies, corrections, directives, drafts, files, overlaps
from db.readings import Keep


@dataclass(frozen=True, slots=True)
class Stored:
    """A draft directive as it was stored, and the one that was there before, if it is the same document."""

    directive: Directive
    drafts: list[DraftTask]
    same: Directive | None = None
    identical: bool = False


def store_document(
    conn: Connection,
    proposed: ProposedDirective,
    *,
    content: bytes,
    name: str,
    coordinator_id: int | None,
    now: dt.datetime,
    office: Office,
) -> Stored:
    """A file given at the command line: a new draft directive. The caller has refused marks of secrecy."""
    directive_id = directives.create_reading(conn, coordinator_id=coordinator_id, file_name=name, now=now)
    return store_read(conn, directive_id, proposed, content=content, name=name, office=office)


def store_read(
    conn: Connection,
    directive_id: int,
    proposed: ProposedDirective,
    *,
    content: bytes,
    name: str,
    office: Office,
    keep: Keep = Keep.ALL,
) -> Stored:
    """What was read, as a draft with its matched agencies; the file and its text only where they may be kept."""
    same = directives.same_as(conn, proposed, sha256=files.digest(content), other_than=directive_id)
    identical = same is not None and _same_file(conn, same, content)
    strict = office.strict_before
    deadline = proposed.report.deadline if proposed.report else None
    report = due_from(deadline, strict_before=strict) if deadline else None
    directives.fill_from(conn, directive_id, proposed, report_deadline=report)
    directives.set_strict_before(conn, directive_id, strict=strict)
    if keep is Keep.ALL:
        file_id = files.keep(conn, content, name=name)
        directives.keep_source(conn, directive_id, text=proposed.text, file_id=file_id)
    matcher = Matcher(agencies.all_known(conn))
    found = review.drafts_of(proposed, matcher, calendar=office.calendar, strict_before=strict)
    found = overlaps.flag(conn, found, but_of=same.id if same else None)
    stored = drafts.replace_all(conn, directive_id, found)
    drafts.keep_reading(conn, directive_id, stored, now=directives.known_since(conn, directive_id))
    return Stored(directives.get(conn, directive_id), stored, same, identical)


def _same_file(conn: Connection, there: Directive, content: bytes) -> bool:
    return there.file_id is not None and files.get(conn, there.file_id)[1] == content


def review_messages(conn: Connection, stored: Stored, *, office: Office) -> list[Reply]:
    """What the coordinator is told of a document just read: what it holds, and what is asked once."""
    if stored.same is not None:
        return [_notice(_known_already(conn, stored, stored.same, office=office))]
    known = Matcher(agencies.all_known(conn))
    return [_notice(one) for one in first_look(stored.directive, stored.drafts, known=known)]


def _known_already(conn: Connection, stored: Stored, old: Directive, *, office: Office) -> Reply:
    """The same document, or a version of it: of one that is in force, only what differs."""
    since = office.today(directives.known_since(conn, old.id))
    size = directives.size(conn, old.id)
    if stored.identical or old.state is not DirectiveState.PUBLISHED:
        return say_reading.same_document(stored.directive, old, identical=stored.identical, tasks=size, since=since)
    return correction(
        stored.directive,
        old,
        differences=corrections.differences(conn, old.id, new=stored.directive.id),
        tasks=size,
        since=since,
        names={agency.id: agency.name for agency in agencies.all_known(conn)},
    )


def _notice(reply: Reply) -> Reply:
    return replace(reply, priority=Priority.NOTICE)
