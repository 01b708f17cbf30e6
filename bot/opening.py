"""Open what every command needs: the settings, the office's rules, and a database at the right revision."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from bot.settings import Settings, load
from core.office import Office
from core.problems import Problem
from core.workdays import WorkingCalendar
from db import calendar, migrate
from db.store import Store


@contextmanager
def opened(settings: Settings | None = None) -> Iterator[tuple[Settings, Store]]:
    """SQLite is brought up to date by itself; PostgreSQL, which others share, only by the command that is named."""
    settings = settings or load()
    os.umask(0o077)  # the database, its backups and what is being read are nobody else's business
    store = Store(settings.database)
    try:
        if store.is_sqlite:
            migrate.upgrade(store)
        elif not migrate.is_current(store):
            raise Problem("the database is not at this version's revision: run `dondoc migrate`, then start again")
        yield settings, store
    finally:
        store.close()


def office_of(settings: Settings, store: Store) -> Office:
    """The office's own rules: what the settings say, and the working calendar as it was entered."""
    with store.read() as conn:
        return settings.make_office(WorkingCalendar(entered=calendar.entered(conn)))
