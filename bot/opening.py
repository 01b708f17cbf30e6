"""Open what every command needs: the settings, the office's rules, and a database at the right revision."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import click

from bot.settings import Settings, load
from core.office import Office
from core.problems import Problem
from core.workdays import WorkingCalendar
from db import calendar, migrate
from db.backup import in_use
from db.store import Store


@contextlib.contextmanager
def opened(settings: Settings | None = None) -> Iterator[tuple[Settings, Store]]:
    """SQLite is brought up to date by itself; PostgreSQL, which others share, only by the command that is named."""
    settings = settings or load()
    os.umask(0o077)  # the database, its backups and what is being read are nobody else's business
    store = Store(settings.database)
    with contextlib.closing(store), _held(store):
        if store.is_sqlite:
            _bring_up_to_date(store)
        elif not migrate.is_current(store):
            raise Problem("the database is not at this version's revision: run `dondoc migrate`, then start again")
        yield settings, store


def _held(store: Store) -> contextlib.AbstractContextManager[None]:
    """Nothing is put in the place of an SQLite file that is in use; PostgreSQL sees to itself."""
    return in_use(Path(store.engine.url.database or "")) if store.is_sqlite else contextlib.nullcontext()


def _bring_up_to_date(store: Store) -> None:
    """A new database is said: whoever stands in another directory than the bot would look into an empty one."""
    is_new = store.missing
    migrate.upgrade(store)
    if is_new:
        click.echo(f"dondoc: there was no database yet; {store.engine.url.database} is new", err=True)


def office_of(settings: Settings, store: Store) -> Office:
    """The office's own rules: what the settings say, and the working calendar as it was entered."""
    with store.read() as conn:
        return settings.make_office(WorkingCalendar(entered=calendar.entered(conn)))
