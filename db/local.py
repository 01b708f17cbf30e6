"""Keep what the local chat page shows: it is a channel of its own, and this table is what it 'delivered'."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, and_, func, insert, or_, select, update

from db.rows import incoming_from_json
from db.tables import inbox, local_messages

NEWEST = 400  # messages a page starts with
_Rows = local_messages.c


@dataclass(frozen=True, slots=True)
class Shown:
    """A choice as the page shows it: the word, what it carries, and whether it was pressed."""

    label: str
    token: str
    pressed: bool = False


@dataclass(frozen=True, slots=True)
class LocalMessage:
    """One bubble. `version` moves when it is edited or one of its choices is pressed."""

    id: int
    chat: str
    by_person: bool
    text: str
    choices: tuple[Shown, ...]
    file_name: str | None
    at: dt.datetime
    version: int


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a page has read: the last message, and the sum of versions, which moves with every edit."""

    last: int = 0
    versions: int = 0


def add(
    conn: Connection,
    chat: str,
    *,
    by_person: bool,
    text: str,
    at: dt.datetime,
    choices: Sequence[tuple[str, str]] = (),
    file_name: str | None = None,
    event_id: str | None = None,
) -> int:
    """Show a new bubble; its id is the channel's id of the message."""
    values = {"chat": chat, "by_person": by_person, "event_id": event_id, "text": text, "file_name": file_name}
    shown = [_as_json(Shown(label, token)) for label, token in choices]
    made = conn.execute(insert(local_messages).values(**values, choices=shown, at=at, version=1).returning(_Rows.id))
    return int(made.scalar_one())


def edit(conn: Connection, chat: str, *, message: int, text: str, choices: Sequence[tuple[str, str]]) -> bool:
    """Put another text and other choices into a bubble; False where there is no such bubble in this chat."""
    shown = [_as_json(Shown(label, token)) for label, token in choices]
    return _change(conn, chat, message, text=text, choices=shown)


def press(conn: Connection, chat: str, *, message: int, token: str) -> None:
    """Show a choice as pressed. A token the bubble does not have changes nothing here; the prompt's row refuses it."""
    row = conn.execute(select(_Rows.choices).where(_Rows.id == message, _Rows.chat == chat)).scalar()
    if row and any(choice["token"] == token for choice in row):
        pressed = [choice | {"pressed": choice["pressed"] or choice["token"] == token} for choice in row]
        _change(conn, chat, message, choices=pressed)


def forget_erased(conn: Connection, account: str, *, chat: str) -> None:
    """What left its inbox row (a mark of secrecy, old age) leaves the page too."""
    same = and_(inbox.c.event_id == _Rows.event_id, inbox.c.account == account)
    query = select(_Rows.id, inbox.c.payload).join_from(local_messages, inbox, same)
    shown = and_(_Rows.chat == chat, or_(_Rows.text != "", _Rows.file_name.is_not(None)))
    for row in conn.execute(query.where(shown).order_by(_Rows.id.desc()).limit(NEWEST)).all():
        event = incoming_from_json(row.payload) if row.payload else None
        if event is None or not (event.text or event.attachment):
            _change(conn, chat, row.id, text="", file_name=None)


def get(conn: Connection, message: int) -> LocalMessage | None:
    row = conn.execute(select(local_messages).where(_Rows.id == message)).one_or_none()
    return _message(row) if row else None


def mark(conn: Connection, chat: str) -> Mark:
    found = select(func.coalesce(func.max(_Rows.id), 0), func.coalesce(func.sum(_Rows.version), 0))
    last, versions = conn.execute(found.where(_Rows.chat == chat)).one()
    return Mark(int(last), int(versions))


def since(conn: Connection, chat: str, *, seen: Mark) -> list[LocalMessage]:
    """What a page that has read up to `seen` still needs, oldest first: new bubbles, and all that were ever changed."""
    missing = or_(_Rows.id > seen.last, _Rows.version > 1)
    query = select(local_messages).where(_Rows.chat == chat, missing).order_by(_Rows.id.desc()).limit(NEWEST)
    return [_message(row) for row in reversed(conn.execute(query).all())]


def _change(conn: Connection, chat: str, message: int, **values: Any) -> bool:
    change = update(local_messages).where(_Rows.id == message, _Rows.chat == chat)
    return conn.execute(change.values(version=_Rows.version + 1, **values)).rowcount == 1


def _as_json(shown: Shown) -> dict[str, Any]:
    return {"label": shown.label, "token": shown.token, "pressed": shown.pressed}


def _message(row: Row[Any]) -> LocalMessage:
    choices = tuple(Shown(**choice) for choice in row.choices)
    return LocalMessage(row.id, row.chat, row.by_person, row.text, choices, row.file_name, row.at, row.version)
