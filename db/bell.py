"""Hear that another process queued something: PostgreSQL says so (NOTIFY), an SQLite file is looked at."""

from __future__ import annotations

import logging
import select
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from db.store import Store

log = logging.getLogger(__name__)
CHANNEL = "dondoc"
LOOK_SECONDS = 1.0  # between two looks at an SQLite file; each costs microseconds
AGAIN_SECONDS = 2.0  # after a lost connection


def ring(store: Store) -> None:
    """Tell the other workers that something is queued. SQLite's neighbours see it for themselves."""
    if not store.is_sqlite:
        with store.begin() as conn:
            conn.exec_driver_sql(f"NOTIFY {CHANNEL}")


@contextmanager
def listening(store: Store, heard: Callable[[], object]) -> Iterator[None]:
    """Call `heard` (from a thread of its own) whenever something may be queued, until the block ends.

    It is a quick ear, not a promise: whoever listens looks for themselves from time to time.
    """
    over = threading.Event()
    thread = threading.Thread(target=_listen, args=(store, heard, over), name="bell", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(LOOK_SECONDS + 1)


def _listen(store: Store, heard: Callable[[], object], over: threading.Event) -> None:
    listen = _look if store.is_sqlite else _hear
    lost = (SQLAlchemyError, store.engine.dialect.loaded_dbapi.Error, OSError)
    while not over.is_set():
        try:
            listen(store, heard, over)
        except lost as error:
            log.warning("the bell is away: %s", type(error).__name__)
            over.wait(AGAIN_SECONDS)


def _look(store: Store, heard: Callable[[], object], over: threading.Event) -> None:
    """SQLite's number of the newest commit: it changes when anybody else has written."""
    with store.engine.connect() as conn:
        seen = None
        while not over.wait(LOOK_SECONDS):
            now = conn.exec_driver_sql("PRAGMA data_version").scalar()
            if now != seen:
                heard()
            seen = now


def _hear(store: Store, heard: Callable[[], object], over: threading.Event) -> None:
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
        conn.exec_driver_sql(f"LISTEN {CHANNEL}")
        heard()  # what was said while nobody listened
        driver: Any = conn.connection.driver_connection
        while not over.is_set():
            ready, _, _ = select.select([driver], [], [], LOOK_SECONDS)  # psycopg's own wait wakes ten times a second
            if ready and list(driver.notifies(timeout=0)):
                heard()
