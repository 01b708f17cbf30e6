"""Examine an installation: each finding says what was looked at, whether it is well, and what to do if not."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot import trial
from bot.finding import Finding
from bot.settings import Settings, load
from bot.zalo import findings as zalo
from bot.zalo import oa_findings as official_account
from core.holiday_table import UNCONFIRMED
from core.workdays import Exceptional, WorkingCalendar
from db import migrate
from db.calendar import entered
from db.store import Store, Unavailable

if TYPE_CHECKING:
    from pathlib import Path


# What DOMAIN's sources leave to the office to verify; shown until the office has looked.
TO_VERIFY = ("'kể từ ngày ký': the period starts the day after signing (Civil Code 2015, art. 147.2)",)


def examine() -> Iterator[Finding]:
    """Every finding in order. Settings that can't be read end it: nothing after them could be looked at."""
    try:
        settings = load()
    except ValueError as error:
        yield Finding(f"settings: {error}", well=False, do="correct them in the environment or in .env")
        return
    yield Finding("settings are readable")
    yield _data(settings.data_dir)
    yield from _database(settings)
    if settings.no_channel:
        yield Finding("no channel token is set: `dondoc run` serves the local chat")
    yield from _channels(settings)
    yield from _programs()
    yield from _calendar(settings)
    yield from (Finding(f"to be verified by the office: {line}") for line in TO_VERIFY)


def _data(folder: Path) -> Finding:
    place = next(parent for parent in (folder, *folder.absolute().parents) if parent.exists())
    if place == folder and place.stat().st_mode & 0o077:
        return Finding(f"data directory {folder} is open to others", well=False, do=f"`chmod 700 {folder.absolute()}`")
    return Finding(
        f"data directory {folder}", os.access(place, os.W_OK), "make it writable for the bot, or set DONDOC_DATA_DIR"
    )


def _database(settings: Settings) -> Iterator[Finding]:
    store = Store(settings.database)
    kind = "SQLite" if store.is_sqlite else "PostgreSQL"
    if store.missing:
        yield Finding("SQLite: there is no database yet; `dondoc run` makes it")
        return
    try:
        current = migrate.is_current(store)
        if current:
            yield from trial.examine(settings, store)
    except Unavailable:
        yield Finding(f"{kind} does not answer", well=False, do="start it, or correct DONDOC_DATABASE_URL")
        return
    finally:
        store.close()
    yield Finding(f"{kind} answers")
    yield Finding(
        "the database's revision is this version's",
        current or store.is_sqlite,
        "run `dondoc migrate`",
    )


def _channels(settings: Settings) -> Iterator[Finding]:
    """Each looks at itself, and says nothing where it is not set; its library is loaded only where it is."""
    if settings.telegram is not None:
        from bot import telegram_findings

        yield from telegram_findings.examine(settings)
    yield from zalo.examine(settings)
    yield from official_account.examine(settings)


def _programs() -> Iterator[Finding]:
    tesseract = shutil.which("tesseract")
    asked = [tesseract, "--list-langs"] if tesseract else ["true"]
    known = subprocess.run(asked, capture_output=True, text=True, check=False).stdout  # noqa: S603 - our own words
    yield Finding(
        "scans: Tesseract with Vietnamese", "vie" in known.split(), "install tesseract-ocr and tesseract-ocr-vie"
    )
    yield Finding(
        ".doc: antiword or LibreOffice",
        bool(shutil.which("antiword") or shutil.which("soffice")),
        "install antiword; until then people are asked to save as .docx",
    )


def _calendar(settings: Settings) -> Iterator[Finding]:
    """The years that are computed only, and the days taken from elsewhere that the office has not entered itself."""
    days = _entered(settings)
    year, calendar = datetime.now(UTC).year, WorkingCalendar(entered=days)
    announced = [calendar.is_announced(one) for one in (year, year + 1)]
    yield Finding(
        f"the working calendar of {year} is announced",
        announced[0],
        "its days are computed ('tạm tính'): enter the announced ones with `dondoc calendar import FILE`",
    )
    if not announced[1]:
        yield Finding(
            f"to be entered once it is announced: the calendar of {year + 1}, computed until then ('tạm tính')"
        )
    doubtful = sorted(day for day in UNCONFIRMED if day.year not in {one.date.year for one in days})
    if doubtful:
        named = ", ".join(f"{day:%d/%m/%Y}" for day in doubtful)
        yield Finding(
            f"to be verified by the office: {named} as days off (the calendar of {doubtful[0].year} was not entered)"
        )


def _entered(settings: Settings) -> tuple[Exceptional, ...]:
    """Nothing where there is no database yet, or none that answers: that was said already."""
    store = Store(settings.database)
    try:
        if store.missing or not migrate.is_current(store):
            return ()
        with store.read() as conn:
            return entered(conn)
    except Unavailable:
        return ()
    finally:
        store.close()
