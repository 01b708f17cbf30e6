"""The commands that change or show an organisation's state: agencies, people, documents, figures, backups."""

from __future__ import annotations

import asyncio
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.command_read import print_json
from core.model import Role
from core.problems import Problem
from core.text import clean

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.settings import Settings

INVITE_DAYS = 7
_OUT = click.Path(path_type=Path, dir_okay=False)
_DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def agency() -> None:
    """The agencies that can be given tasks."""


@agency.command("add")
@click.argument("name")
@click.option("--short", help="The short name, such as 'Sở TC'.")
@click.option("--alias", "aliases", multiple=True, help="Another way it is written; may be repeated.")
def add_agency(name: str, short: str | None, aliases: tuple[str, ...]) -> None:
    """Add an agency."""
    from bot.opening import opened
    from db import agencies

    name = _named(name, "NAME")
    with opened() as (_settings, store), store.begin() as conn:
        if agencies.by_name(conn, name):
            raise Problem(f"{name}: this agency is there already")
        made = agencies.add(conn, name, short=short, aliases=aliases)
    click.echo(f"{made.id}\t{made.name}")


@click.command()
@click.option("--name", required=True, help="The person's full name.")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option("--agency", "agency_name", help="The agency they belong to, as it is named in the directory.")
@click.option("--position", help="Their position, said before the name.")
@click.option("--phone", help="Their mobile number, for messages that Zalo sends by it.")
def invite(name: str, role: str, agency_name: str | None, position: str | None, phone: str | None) -> None:
    """Create a person and print a one-time code, alone on the last line."""
    from bot.clock import Clock
    from bot.opening import opened
    from core import phones
    from db import invites, people

    name = _named(name, "--name")
    number = phones.normalised(phone) if phone else None
    if phone and number is None:
        raise click.BadParameter("a mobile number, such as 0912345678", param_hint="--phone")
    with opened() as (settings, store):
        now = Clock(store, apart=settings.no_channel).now()
        with store.begin() as conn:
            home = _agency_id(conn, agency_name)
            person = people.add(conn, name=name, role=Role(role), agency_id=home, position=position, phone=number)
            code = invites.make(conn, person.id, now=now, expires=now + dt.timedelta(days=INVITE_DAYS))
        link = _deep_link(settings, code)
    if link:
        click.echo(link)
    click.echo(code)


def _named(name: str, which: str) -> str:
    """As it is written everywhere. Blank would stand as a gap in every message about it."""
    found = " ".join(clean(name).split())
    if not found:
        raise click.BadParameter("a name can't be blank", param_hint=which)
    return found


def _agency_id(conn: Connection, name: str | None) -> int | None:
    from core.agencies import Matcher
    from db import agencies

    if name is None:
        return None
    found = Matcher(agencies.all_known(conn)).match(name)
    if found.agency_id is None:
        raise Problem(f"{name}: no such agency; add it first with `dondoc agency add`")
    return found.agency_id


def _deep_link(settings: Settings, code: str) -> str | None:
    """The link that opens the bot with the code; None where Telegram is not configured or does not answer now."""
    from bot.telegram import known

    if settings.telegram is None:
        return None
    found = asyncio.run(known(settings.telegram))
    name = found.username if found else None
    return f"https://t.me/{name}?start={code}" if name else None


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--publish", is_flag=True, help="Publish at once what was clearly understood.")
def load(file: Path, publish: bool) -> None:
    """Store a document as a draft directive, or published at once; print its id and tasks."""
    from bot.clock import Clock
    from bot.loading import load_document
    from bot.opening import office_of, opened

    if not file.is_file():
        raise Problem(f"{file}: no such file")
    with opened() as (settings, store):
        clock, office = Clock(store, apart=settings.no_channel), office_of(settings, store)
        times = {"now": clock.now(), "real_now": clock.real()}
        for line in load_document(store, file, publish=publish, office=office, **times):
            click.echo(line)


@click.command()
@click.option("--directive", "number", help="Only this directive, by its number.")
@click.option("--by-original-deadline", is_flag=True, help="Judged by the deadlines before any extension.")
@click.option("--json", "as_json", is_flag=True, help="The figures as JSON.")
@click.option("--xlsx", type=_OUT, help="Write the detail table here.")
@click.option("--docx", type=_OUT, help="Write a report to be signed here.")
@click.option("--png", type=_OUT, help="Write a picture here.")
def summary(number: str | None, by_original_deadline: bool, as_json: bool, **files: Path | None) -> None:
    """Show the summary as of now, or write it as files."""
    from bot.clock import Clock
    from bot.loading import summary_file, summary_of
    from bot.opening import office_of, opened
    from core.figures import Measure

    measure = Measure.ORIGINAL if by_original_deadline else Measure.IN_FORCE
    with opened() as (settings, store), store.read() as conn:
        now, office = Clock(store, apart=settings.no_channel).now(), office_of(settings, store)
        text, figures = summary_of(conn, number=number, now=now, office=office, measure=measure)
        for form, out in files.items():
            if out is not None:
                out.write_bytes(summary_file(conn, form, number=number, now=now, office=office, measure=measure))
    if as_json:
        print_json(figures)
    else:
        click.echo(text)


@click.command()
@click.option("--dry-run", is_flag=True, required=True, help="Show only; the running bot does the sending.")
@click.option("--date", "day", type=_DAY, help="The day; today by default.")
def remind(dry_run: bool, day: dt.datetime | None) -> None:  # noqa: ARG001 - required, so that nobody expects a sending
    """Show what would go out that day and to whom: reminders, digests, periods that open, agencies told."""
    from bot.clock import Clock
    from bot.opening import office_of, opened
    from jobs.foresee import others
    from jobs.remind import plan_for_day

    with opened() as (settings, store):
        office, now = office_of(settings, store), Clock(store, apart=settings.no_channel).now()
        when = day.date() if day else office.today(now)
        with store.read() as conn:
            foreseen = plan_for_day(conn, when, office=office, now=now)
        with store.begin() as conn:
            foreseen += others(conn, when, now=now, office=office, reminders=foreseen)
    for one in sorted(foreseen, key=lambda one: one.at):
        reached = "" if one.connected else " (not connected)"
        click.echo(f"── {office.local(one.at):%H:%M} · {one.person.name} · {one.person.agency or '–'}{reached}")
        click.echo(f"{one.reply.text}\n")
    click.echo(f"{when:%d/%m/%Y}: {len(foreseen)}", err=True)


@click.command()
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
def backup(out: Path) -> None:
    """Copy the whole state to a file, while the bot runs."""
    from db.backup import backup as copy

    click.echo(f"{out}: {copy(_sqlite_file(), out):,} bytes")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def restore(file: Path) -> None:
    """Put a backup in the place of the current state; the bot must be stopped."""
    from db.backup import restore as put_back

    put_back(file, _sqlite_file())
    click.echo(f"{file}: restored")


def _sqlite_file() -> Path:
    from bot.settings import load as settings

    url = settings().database
    if not url.startswith("sqlite:///"):
        raise Problem("PostgreSQL keeps its own backups: use pg_dump and pg_restore")
    return Path(url.removeprefix("sqlite:///"))
