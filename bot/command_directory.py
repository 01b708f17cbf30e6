"""`dondoc import`: a workbook of agencies and people, taken whole or not at all."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.command_office import INVITE_DAYS
from core.problems import AskAgain, Problem

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from core.directory import Directory
    from core.model import Person
    from db.directory import Became

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("import")
@click.argument("file", type=_FILE, required=False)
@click.option("--template", type=_FILE, help="Write an empty workbook with drop-downs here, and stop.")
@click.option("--invites", type=_FILE, help="Write a one-time code for each person added to this workbook.")
def import_(file: Path | None, template: Path | None, invites: Path | None) -> None:
    """Take agencies and people from a workbook; one wrong cell, and nothing of it is taken."""
    from bot.clock import Clock
    from bot.opening import opened
    from core.wording import directory as words
    from documents import directory_book

    if template:
        template.write_bytes(directory_book.template())
        click.echo(str(template))
    if file is None:
        if template is None:
            raise click.UsageError("a FILE to import, or --template OUT.xlsx")
        return
    directory = _read(file)
    with opened() as (_settings, store):
        now = Clock(store).now()
        with store.begin() as conn:
            _refuse_wrong(conn, directory)
            added, said = _take(conn, directory, now=now)
            codes = _codes(conn, added, now=now) if invites else []
            if invites:
                _write_private(invites, directory_book.invitations(codes))
    click.echo(said)
    if invites:
        click.echo(f"{invites}: {len(codes)} {words.INVITES.lower()}")


def _read(file: Path) -> Directory:
    from core.wording import directory as words
    from documents.directory_book import read_directory

    if not file.is_file():
        raise Problem(f"{file}: no such file")
    try:
        return read_directory(file.read_bytes())
    except AskAgain as problem:
        raise Problem(f"{file}: {words.not_the_template()} ({problem.code})") from problem


def _refuse_wrong(conn: Connection, directory: Directory) -> None:
    from core.directory import wrong_cells
    from core.wording import directory as words
    from db import directory as kept

    names, colleagues = kept.known(conn)
    found = wrong_cells(directory, known=names, colleagues=colleagues)
    for one in found:
        click.echo(words.wrong(one), err=True)
    if found:
        raise Problem(words.refused(len(found)))


def _take(conn: Connection, directory: Directory, *, now: dt.datetime) -> tuple[list[Person], str]:
    """The people added, and what is said of it all."""
    from core.wording import directory as words
    from db import directory as kept
    from db.directory import Became

    agencies = Counter(kept.keep_agency(conn, row, now=now) for row in directory.agencies)
    people: Counter[Became] = Counter()
    added: list[Person] = []
    with click.progressbar(directory.people, label=words.PEOPLE, file=sys.stderr) as rows:
        for row in rows:
            person, became = kept.keep_person(conn, row, now=now)
            people[became] += 1
            added += [person] if became is Became.ADDED else []
    agencies[Became.CHANGED] += kept.link(conn, directory)
    return added, words.taken(agencies=_changes(agencies), people=_changes(people))


def _changes(counted: Counter[Became]) -> tuple[int, int]:
    from db.directory import Became

    return counted[Became.ADDED], counted[Became.CHANGED]


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
