"""Copy the whole state of an SQLite database while it is in use, and put a copy back."""

from __future__ import annotations

import contextlib
import fcntl
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from core.problems import Problem

IN_USE = "the database is in use: stop the bot first"
_OURS = "directives"  # a table by which a file is known to be ours


class NotABackup(Problem):
    """The file is damaged, or is no database of this product; nothing was changed."""


def backup(database: Path, out: Path) -> int:
    """Write a consistent copy to `out` (mode 0600), replacing it only at the end. Returns its size in bytes."""
    if not database.exists():
        raise Problem(f"{database}: there is no database yet")
    part = out.with_name(out.name + ".part")
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_WRONLY, 0o600))
    try:
        _copy(database, part)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    return out.stat().st_size


@contextlib.contextmanager
def in_use(database: Path) -> Iterator[None]:
    """While the block runs nothing is put in the database's place. Raises Problem while something is put there."""
    with _locked(database, fcntl.LOCK_SH, "a backup is being put back: try again once it is there"):
        yield


def restore(copy: Path, database: Path) -> None:
    """Put a copy in the database's place, all or nothing. Raises NotABackup, or Problem while the bot runs."""
    _check(copy)
    with _locked(database, fcntl.LOCK_EX, IN_USE):
        _put_back(copy, database)


def _put_back(copy: Path, database: Path) -> None:
    os.close(os.open(database, os.O_CREAT | os.O_WRONLY, 0o600))
    with contextlib.closing(sqlite3.connect(database, timeout=2)) as target:
        try:
            target.execute("BEGIN EXCLUSIVE")
            target.rollback()
            with contextlib.closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as source:
                source.backup(target)
        except sqlite3.OperationalError as error:
            raise Problem(IN_USE) from error


@contextlib.contextmanager
def _locked(database: Path, how: int, refusal: str) -> Iterator[None]:
    """A lock beside the database, given up by the system with the process that holds it."""
    database.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    held = os.open(database.with_name(f"{database.name}.lock"), os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            fcntl.flock(held, how | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Problem(refusal) from error
        yield
    finally:
        os.close(held)


def _check(copy: Path) -> None:
    if not copy.is_file():
        raise NotABackup(f"{copy}: no such file")
    try:
        with contextlib.closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as source:
            sound = source.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            ours = source.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (_OURS,)).fetchone()
    except sqlite3.DatabaseError as error:
        raise NotABackup(f"{copy}: not a database") from error
    if not (sound and ours):
        raise NotABackup(f"{copy}: damaged, or not a backup of this product")


def _copy(database: Path, out: Path) -> None:
    with (
        contextlib.closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as source,
        contextlib.closing(sqlite3.connect(out)) as target,
    ):
        source.backup(target)
