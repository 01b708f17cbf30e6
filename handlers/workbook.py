"""The directory by workbook in chat: the template, what is there now, and a filled one that is shown, then taken."""

from __future__ import annotations

from core.contacts import FOLLOWS_UP
from core.directory_diff import preview
from core.messages import Reply
from core.wording import workbook as say
from db import directory, files, profiles, workbooks
from documents.directory_book import template as made
from handlers.taking_in import take
from handlers.talk import Act, Talk


def template(talk: Talk, *, said: str = "") -> list[Reply]:  # noqa: ARG001 (the words themselves say no more)
    return [say.template(files.keep(talk.conn, made(on=talk.today), name=say.TEMPLATE_NAME))]


def export(talk: Talk, *, said: str = "") -> list[Reply]:  # noqa: ARG001
    rows = profiles.as_rows(talk.conn)
    return [say.export(files.keep(talk.conn, made(rows, on=talk.today), name=say.EXPORT_NAME))]


def show(talk: Talk, *, workbook: int, page: int = 0) -> list[Reply]:
    """As it would be today: the directory may have changed since it was sent."""
    rows, there = workbooks.waiting(talk.conn, workbook, for_=talk.person), directory.known(talk.conn)
    planned = directory.planned(rows, there, by=talk.person)
    if planned.wrong:
        return [say.wrong(workbook, planned.wrong, page=page)]
    return [say.preview(workbook, preview(planned, there))]


def take_it(talk: Talk, *, workbook: int) -> list[Reply]:
    """All of it in this transaction; a cell that has become wrong meanwhile keeps everything out."""
    rows, there = workbooks.waiting(talk.conn, workbook, for_=talk.person), directory.known(talk.conn)
    planned = directory.planned(rows, there, by=talk.person)
    if planned.wrong:
        return [say.wrong(workbook, planned.wrong)]
    done = take(talk.conn, planned, there, by=talk.person, now=talk.now, office=talk.office)
    workbooks.decided(talk.conn, workbook, now=talk.real_now)
    return [say.taken(done.differs, lying=done.lying), *done.notices]


def drop(talk: Talk, *, workbook: int) -> list[Reply]:
    workbooks.waiting(talk.conn, workbook, for_=talk.person)
    workbooks.decided(talk.conn, workbook, now=talk.real_now)
    return [say.dropped()]


ACTS: dict[str, Act] = {
    "book.template": Act(template, roles=FOLLOWS_UP, looks=True),
    "book.export": Act(export, roles=FOLLOWS_UP, looks=True),
    "book.show": Act(show, roles=FOLLOWS_UP, looks=True),
    "book.take": Act(take_it, roles=FOLLOWS_UP),
    "book.drop": Act(drop, roles=FOLLOWS_UP),
}
WORDS: dict[str, str] = {"mau danh ba": "book.template", "xuat danh ba": "book.export"}
