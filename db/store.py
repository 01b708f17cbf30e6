"""Open the database and hand out transactions: one writer at a time on SQLite, many on PostgreSQL."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError

Unavailable = OperationalError  # the database is locked, full or out of reach: try again later
PRIVATE = 0o600
BUSY_SECONDS = 10  # how long a write waits for another process (FAULTS 6)

_CUT_OFF = {  # a worker whose line is cut knows it within its lease, instead of after the system's quarter of an hour
    "connect_timeout": BUSY_SECONDS,
    "tcp_user_timeout": BUSY_SECONDS * 1000,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    # a worker that is frozen in the middle of a transaction, or of reading a long answer, gives its locks up: every
    # other one would wait for it
    "options": f"-c idle_in_transaction_session_timeout={BUSY_SECONDS}s -c tcp_user_timeout={BUSY_SECONDS}s",
}


class Store:
    """The only way to the database. Every verb of this room takes a connection from `begin` or `read`; none commits."""

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        self._one_writer = threading.RLock() if self.is_sqlite else None

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @property
    def missing(self) -> bool:
        """Whether there is no SQLite file yet: the first look would make it."""
        return self.is_sqlite and not Path(self.engine.url.database or "").exists()

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A write transaction: committed at the end, rolled back by any exception."""
        if self._one_writer is None:
            with self.engine.begin() as conn:
                yield conn
            return
        with self._one_writer, self.engine.connect() as conn, conn.begin():
            conn.exec_driver_sql("BEGIN IMMEDIATE")
            yield conn

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A snapshot to look at; nothing written in it is kept."""
        with self.engine.connect() as conn, conn.begin() as transaction:
            if self.is_sqlite:
                conn.exec_driver_sql("BEGIN")
            yield conn
            transaction.rollback()

    def scrub(self) -> None:
        """What was erased leaves SQLite's write-ahead log too, where it would wait to be overwritten."""
        if self.is_sqlite:
            with self.engine.connect() as conn:
                conn.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        self.engine.dispose()


def _engine(url: str) -> Engine:
    """An error's text never holds the values of its statement: they are what people wrote."""
    if not url.startswith("sqlite"):
        engine = create_engine(
            url, hide_parameters=True, pool_pre_ping=True, pool_size=8, max_overflow=8, connect_args=_CUT_OFF
        )
        engine.dialect.use_insertmanyvalues_wo_returning = True  # many rows are one statement
        event.listen(engine, "do_executemany", _one_by_one)
        return engine
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS, "isolation_level": None})
    event.listen(engine, "do_connect", lambda *_: _make_private(Path(url.removeprefix("sqlite:///"))))
    event.listen(engine, "connect", _set_up_sqlite)
    return engine


def _one_by_one(cursor: Any, statement: str, many: Sequence[Any], _context: object) -> bool:
    """psycopg sends many as a pipeline: to PostgreSQL a worker frozen in one is never idle, and keeps its locks."""
    for parameters in many:
        cursor.execute(statement, parameters)
    return True  # it is done; `rowcount` is the last one's


def _make_private(path: Path) -> None:
    """The file is this user's alone, also in a directory that is not; SQLite gives its log files the same mode."""
    with suppress(OSError):  # SQLite says what is wrong there
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=PRIVATE)
        if path.stat().st_mode & 0o077:
            path.chmod(PRIVATE)


def _set_up_sqlite(raw: Any, _record: object) -> None:
    """WAL and synchronous=FULL: what was acknowledged survives a power cut. secure_delete: what is erased is gone."""
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        raw.execute(f"PRAGMA {pragma}")
