"""Read the documents that wait: fetched and read with no transaction open, kept only when they may be."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from core.directory import Directory
from core.directory_diff import preview
from core.messages import Attachment, Fetcher, Reply
from core.model import Role
from core.office import Office
from core.problems import AskAgain, Problem, TryLater
from core.proposal import ProposedDirective
from core.text import clean
from core.wording import reading as say
from core.wording import refusals
from core.wording import workbook as say_book
from db import directives, directory, outbox, people, readings, workbooks
from db.readings import TYPED, Keep, Reading
from db.store import Store
from documents.child import open_in_child
from jobs.storing import review_messages, store_read

MOST_ATTEMPTS = 5
WAIT_AGAIN = dt.timedelta(seconds=30)
PROGRESS_EVERY = 10.0  # seconds between two edits of one message
_MAY = frozenset({Role.COORDINATOR, Role.ADMIN})

log = logging.getLogger(__name__)


class _Lost(Problem):
    """The lease went to somebody else, or the sender said stop: nothing more is done here."""


@dataclass(frozen=True, slots=True)
class _Desk:
    """What reading one document needs. `real_now` answers from where the job was started."""

    store: Store
    reading: Reading
    office: Office
    now: dt.datetime
    real_now: Callable[[], dt.datetime]


async def read_next(
    store: Store,
    fetchers: Mapping[str, Fetcher],
    *,
    data_dir: Path,
    now: dt.datetime,
    real_now: dt.datetime,
    office: Office,
    holder: str,
) -> bool:
    """Read one document that waits; False when none does."""
    reading = await asyncio.to_thread(_claim, store, holder, real_now)
    if reading is None:
        return False
    began = time.monotonic()
    desk = _Desk(store, reading, office, now, lambda: real_now + dt.timedelta(seconds=time.monotonic() - began))
    path = _place(data_dir, reading)
    try:
        pieces = await _fetch(desk, fetchers, path)
        await asyncio.to_thread(_keep_lease, desk)  # however long that took, the reading has the whole of it
        proposed = await asyncio.to_thread(_read, desk, path, pieces)
        content = await asyncio.to_thread(path.read_bytes)
        await asyncio.to_thread(_finish, desk, proposed, content)
    except _Lost:
        log.info("reading given up", extra={"reading": reading.id})
    except AskAgain as problem:
        await asyncio.to_thread(_fail, desk, problem)
    except TryLater as problem:
        await asyncio.to_thread(_later, desk, problem)
    finally:
        _clear(path.parent, f"{path.name}*")
    return True


def _claim(store: Store, holder: str, real_now: dt.datetime) -> Reading | None:
    with store.begin() as conn:
        return readings.claim(conn, holder=holder, real_now=real_now)


def _place(data_dir: Path, reading: Reading) -> Path:
    """Where the file waits; what a dead worker left of the same document goes first."""
    incoming = data_dir / "incoming"
    incoming.mkdir(parents=True, exist_ok=True, mode=0o700)
    incoming.chmod(0o700)
    _clear(incoming, f"{reading.id}-*")
    return incoming / f"{reading.id}-{reading.attempt}"


def _clear(folder: Path, names: str) -> None:
    for left in folder.glob(names):
        left.unlink(missing_ok=True)


async def _fetch(desk: _Desk, fetchers: Mapping[str, Fetcher], path: Path) -> list[Path]:
    """The document at `path`; or, where it came as several photographs, those."""
    reading = desk.reading
    if reading.attempt > MOST_ATTEMPTS + len(reading.references) - 1:  # each new piece may have cost one
        raise AskAgain("broken")
    if reading.references[0].startswith(TYPED):
        await asyncio.to_thread(_write_typed, desk, path)
        return []
    fetcher = fetchers.get(reading.address.account)
    if fetcher is None:
        raise TryLater("this channel is not connected here")
    several = len(reading.references) > 1
    pieces = [path.with_name(f"{path.name}.{n}") if several else path for n, _ in enumerate(reading.references)]
    for piece, reference in zip(pieces, reading.references, strict=True):
        await fetcher.fetch(Attachment(reference, reading.name), piece)
        piece.chmod(0o600)
    return pieces if several else []


def _keep_lease(desk: _Desk) -> None:
    with desk.store.begin() as conn:
        if not readings.renew(conn, desk.reading, real_now=desk.real_now()):
            raise _Lost("lease")


def _write_typed(desk: _Desk, path: Path) -> None:
    with desk.store.read() as conn:
        path.write_text(readings.typed_text(conn, desk.reading), encoding="utf-8")


def _read(desk: _Desk, path: Path, pictures: Sequence[Path]) -> ProposedDirective | Directory:
    path.touch(mode=0o600)
    path.chmod(0o600)
    calendar = desk.office.calendar
    swaps = [[off.isoformat(), on.isoformat()] for off, on in calendar.swaps.items()]
    entered = [[one.date.isoformat(), one.works, one.name] for one in calendar.entered]
    return open_in_child(
        path,
        name=desk.reading.name,
        pictures=pictures,
        progress=_Progress(desk),
        calendar={"swaps": swaps, "announced_until": calendar.announced_until, "entered": entered},
    )


class _Progress:
    """Says the page now and then, and keeps the lease meanwhile."""

    def __init__(self, desk: _Desk) -> None:
        self._desk = desk
        self._said = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        if time.monotonic() - self._said < PROGRESS_EVERY or done >= total:
            return
        self._said = time.monotonic()
        desk = self._desk
        with desk.store.begin() as conn:
            if not readings.renew(conn, desk.reading, real_now=desk.real_now()):
                raise _Lost("lease")
            _say(conn, desk, say.at_page(desk.reading.directive_id, desk.reading.name, done=done, total=total))


def _finish(desk: _Desk, proposed: ProposedDirective | Directory, content: bytes) -> None:
    """Draft and review message in one transaction; a marked document leaves nothing."""
    with desk.store.begin() as conn:
        if not readings.finish(conn, desk.reading, real_now=desk.real_now()):
            return
        if isinstance(proposed, Directory):
            _say(conn, desk, _workbook(conn, desk, proposed))
            directives.forget(conn, desk.reading.directive_id)
            return
        for reply in _outcome(conn, desk, proposed, content):
            _say(conn, desk, reply)
    if proposed.secrecy:
        desk.store.scrub()


def _outcome(conn: Connection, desk: _Desk, proposed: ProposedDirective, content: bytes) -> list[Reply]:
    directive_id = desk.reading.directive_id
    if proposed.secrecy:
        readings.erase_traces(conn, desk.reading, key=say.key(directive_id))
        directives.forget(conn, directive_id)
        log.info("a document with a mark of secrecy was refused", extra={"directive": directive_id})
        return [say.refused_secret(directive_id)]
    if not _may_load(conn, directive_id):
        directives.forget(conn, directive_id)
        return [refusals.forbidden(Role.COORDINATOR)]
    keep = readings.permitted(conn, directive_id)
    if proposed.internal and keep is None:
        return [say.internal_mark(directive_id, proposed.internal)]
    stored = store_read(
        conn,
        directive_id,
        proposed,
        content=content,
        name=desk.reading.name,
        office=desk.office,
        keep=keep or Keep.ALL,
    )
    return review_messages(conn, stored, office=desk.office)


def _workbook(conn: Connection, desk: _Desk, rows: Directory) -> Reply:
    """What it would change, for whoever sent it to decide; the directory itself stays as it is."""
    sender = directives.get(conn, desk.reading.directive_id).coordinator_id
    if sender is None or not _may_load(conn, desk.reading.directive_id):
        return refusals.forbidden(Role.COORDINATOR)
    kept, there = workbooks.keep(conn, rows, sender=sender, now=desk.real_now()), directory.known(conn)
    planned = directory.planned(rows, there, by=people.get(conn, sender))
    return say_book.wrong(kept, planned.wrong) if planned.wrong else say_book.preview(kept, preview(planned, there))


def _may_load(conn: Connection, directive_id: int) -> bool:
    """The sender as they are today, not as they were when they sent it."""
    sender = directives.get(conn, directive_id).coordinator_id
    person = people.get(conn, sender) if sender is not None else None
    return person is not None and person.active and person.role in _MAY


def _fail(desk: _Desk, problem: AskAgain) -> None:
    """The sender is told why and what else to send; nothing of the file is kept."""
    with desk.store.begin() as conn:
        if readings.finish(conn, desk.reading, real_now=desk.real_now()):
            _say(conn, desk, refusals.ask_again(problem.code, problem.detail, name=clean(desk.reading.name)))
            directives.forget(conn, desk.reading.directive_id)


def _later(desk: _Desk, problem: TryLater) -> None:
    if desk.reading.attempt >= MOST_ATTEMPTS:
        _fail(desk, AskAgain("not_fetched"))
        return
    with desk.store.begin() as conn:
        then = problem.not_before or desk.real_now() + WAIT_AGAIN * desk.reading.attempt
        readings.put_back(conn, desk.reading, not_before=then)


def _say(conn: Connection, desk: _Desk, reply: Reply) -> None:
    sender = directives.get(conn, desk.reading.directive_id).coordinator_id
    outbox.say(conn, reply, to=desk.reading.address, person=sender, real_now=desk.real_now())
