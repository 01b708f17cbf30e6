"""Fetch the files that go with reports: looked at for marks with no transaction open, kept only when they may be."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from core.messages import Fetcher, Reply
from core.model import Kept
from core.problems import AskAgain, TryLater
from core.text import clean
from core.wording import enclosures as say
from core.wording import refusals
from db import enclosures, files, outbox
from db.enclosures import Fetching
from db.store import Store
from documents.child import read_in_child
from documents.kinds import is_recording
from documents.scans import WORDLESS

MOST_ATTEMPTS = 5
MOST_BYTES = 20 * 1024 * 1024
WAIT_AGAIN = dt.timedelta(seconds=30)
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Marks:
    secret: bool = False
    internal: str | None = None


async def keep_next(
    store: Store, fetchers: Mapping[str, Fetcher], *, data_dir: Path, real_now: dt.datetime, holder: str
) -> bool:
    """Fetch one file that waits; False when none does."""
    one = await asyncio.to_thread(_claim, store, holder, real_now)
    if one is None:
        return False
    path = _place(data_dir, one)
    try:
        await _fetch(one, fetchers, path)
        marks = await asyncio.to_thread(_looked_at, one, path)
        await asyncio.to_thread(_settle, store, one, marks, path, real_now)
    except AskAgain as problem:
        await asyncio.to_thread(_refuse, store, one, problem, real_now)
    except TryLater as problem:
        await asyncio.to_thread(_later, store, one, problem, real_now)
    finally:
        path.unlink(missing_ok=True)
    return True


def _claim(store: Store, holder: str, real_now: dt.datetime) -> Fetching | None:
    with store.begin() as conn:
        return enclosures.claim(conn, holder=holder, real_now=real_now)


def _place(data_dir: Path, one: Fetching) -> Path:
    """Where the file waits; what a dead worker left of it goes first."""
    incoming = data_dir / "incoming"
    incoming.mkdir(parents=True, exist_ok=True, mode=0o700)
    for left in incoming.glob(f"enclosure-{one.id}-*"):
        left.unlink(missing_ok=True)
    path = incoming / f"enclosure-{one.id}-{one.attempt}"
    path.touch(mode=0o600)
    return path


async def _fetch(one: Fetching, fetchers: Mapping[str, Fetcher], path: Path) -> None:
    if one.attempt > MOST_ATTEMPTS:
        raise AskAgain("broken")
    fetcher = fetchers.get(one.address.account)
    if fetcher is None:
        raise TryLater("this channel is not connected here")
    await fetcher.fetch(one.attachment, path)


def _looked_at(one: Fetching, path: Path) -> _Marks:
    """The marks on it. A sound, a film or a picture without words has none; what cannot be looked at is not kept."""
    size = path.stat().st_size
    if size > MOST_BYTES or not size:
        raise AskAgain("too_large" if size else "empty")
    try:
        found = read_in_child(path, name=one.attachment.name)
    except AskAgain as problem:
        wordless = problem.code == "no_text_layer" and problem.detail == WORDLESS
        if wordless or (problem.code == "unknown_kind" and _is_recording(path)):
            return _Marks()
        raise
    return _Marks(secret=found.secrecy is not None, internal=found.internal)


def _is_recording(path: Path) -> bool:
    with path.open("rb") as file:
        return is_recording(file.read(64))


def _settle(store: Store, one: Fetching, marks: _Marks, path: Path, real_now: dt.datetime) -> None:
    with store.begin() as conn:
        if marks.secret:
            if enclosures.settle(conn, one, Kept.NO):
                enclosures.erase_traces(conn, one)
                log.info("a file with a mark of secrecy was refused", extra={"enclosure": one.id})
                _say(conn, one, say.refused_secret(), real_now)
        elif marks.internal and not one.permitted:
            if enclosures.settle(conn, one, Kept.ASKED):
                _say(conn, one, say.internal_mark(one.id, marks.internal), real_now)
        else:
            _keep(conn, one, path)
    if marks.secret:
        store.scrub()


def _keep(conn: Connection, one: Fetching, path: Path) -> None:
    file_id = files.keep(conn, path.read_bytes(), name=clean(one.attachment.name))
    if not enclosures.settle(conn, one, Kept.YES, file_id=file_id):
        files.forget_unused(conn, {file_id})


def _refuse(store: Store, one: Fetching, problem: AskAgain, real_now: dt.datetime) -> None:
    """Who sent it is told why and what else to send."""
    with store.begin() as conn:
        if enclosures.settle(conn, one, Kept.NO):
            name = clean(one.attachment.name)
            _say(conn, one, refusals.ask_again(problem.code, problem.detail, name=name), real_now)


def _later(store: Store, one: Fetching, problem: TryLater, real_now: dt.datetime) -> None:
    if one.attempt >= MOST_ATTEMPTS:
        _refuse(store, one, AskAgain("not_fetched"), real_now)
        return
    with store.begin() as conn:
        enclosures.put_back(conn, one, not_before=problem.not_before or real_now + WAIT_AGAIN * one.attempt)


def _say(conn: Connection, one: Fetching, reply: Reply, real_now: dt.datetime) -> None:
    outbox.say(conn, reply, to=one.address, person=one.person_id, real_now=real_now)
