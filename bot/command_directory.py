"""`dondoc import`: a workbook of agencies and people, taken whole or not at all."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.command_office import INVITE_DAYS
from core.problems import AskAgain, Problem

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.clock import Clock
    from core.directory import Directory, Wrong
    from core.model import Person
    from core.office import Office
    from handlers.taking_in import Row

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("import")
@click.argument("file", type=_FILE, required=False)
@click.option("--template", type=_FILE, help="Write an empty workbook with drop-downs here, and stop.")
@click.option("--export", type=_FILE, help="Write the directory as it is here, with everybody's code.")
@click.option("--invites", type=_FILE, help="Write a one-time code for each person added to this workbook.")
def import_(file: Path | None, template: Path | None, export: Path | None, invites: Path | None) -> None:
    """Take agencies and people from a workbook; one wrong cell, and nothing of it is taken."""
    from bot.clock import Clock
    from bot.opening import office_of, opened

    if not (file or template or export):
        raise click.UsageError("a FILE to import, or --template OUT.xlsx, or --export OUT.xlsx")
    if template:
        _write_template(template)
    directory = _read(file) if file else None
    if not (directory or export):
        return
    with opened() as (settings, store):
        clock, office = Clock(store, apart=settings.no_channel), office_of(settings, store)
        if directory:
            with store.begin() as conn:
                _import(conn, directory, clock=clock, office=office, invites=invites)
        if export:
            with store.read() as conn:
                _export(conn, export)


def _write_template(out: Path) -> None:
    from documents import directory_book

    out.write_bytes(directory_book.template())
    click.echo(str(out))


def _export(conn: Connection, out: Path) -> None:
    """The directory as it is, with the codes by which people are known again."""
    from db import profiles
    from documents import directory_book

    _write_private(out, directory_book.template(profiles.as_rows(conn)))
    click.echo(str(out))


def _read(file: Path) -> Directory:
    from core.wording import directory as words
    from documents.directory_book import read_directory

    if not file.is_file():
        raise Problem(f"{file}: no such file")
    try:
        return read_directory(file.read_bytes())
    except AskAgain as problem:
        raise Problem(f"{file}: {words.not_the_template()} ({problem.code})") from problem


def _import(conn: Connection, rows: Directory, *, clock: Clock, office: Office, invites: Path | None) -> None:
    """Judged, taken and told in the caller's transaction; codes are written before it is committed."""
    from core.wording import directory as words
    from db import directory as kept
    from db import outbox
    from documents import directory_book
    from handlers.taking_in import take

    there, now = kept.known(conn), clock.now()
    planned = kept.planned(rows, there, by=None)
    _refuse_wrong(planned.wrong)
    done = take(conn, planned, there, by=None, now=now, office=office, each=_watched)
    for notice in done.notices:
        outbox.say(conn, notice, to=None, person=notice.to, real_now=clock.real())
    click.echo(words.taken(done.differs, lying=[task.number for task in done.lying]))
    if invites:
        codes = _codes(conn, done.added, now=now)
        _write_private(invites, directory_book.invitations(codes))
        click.echo(f"{invites}: {len(codes)} {words.INVITES.lower()}")


def _refuse_wrong(several: Sequence[Wrong]) -> None:
    from core.wording import directory as words

    for one in several:
        click.echo(words.wrong(one), err=True)
    if several:
        raise Problem(words.refused(len(several)))


def _watched(rows: Sequence[Row]) -> Iterator[Row]:
    """A bar on a terminal; nothing where nobody watches."""
    from core.wording import directory as words

    with click.progressbar(rows, label=words.PEOPLE, file=sys.stderr) as shown:
        yield from shown


def _codes(conn: Connection, added: Sequence[Person], *, now: dt.datetime) -> list[tuple[str, ...]]:
    from core.wording import show
    from db import invites

    last = now + dt.timedelta(days=INVITE_DAYS)
    return [
        (
            one.name,
            one.position or "",
            one.agency or "",
            show.role(one.role),
            invites.make(conn, one.id, now=now, expires=last),
            f"{last:%d/%m/%Y}",
        )
        for one in added
    ]


def _write_private(path: Path, content: bytes) -> None:
    """Codes let people in: nobody else on the machine reads them."""
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_bytes(content)
