"""A question is a row: what a message offered, to whom, about which version of a task, and whether it still counts."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, insert, null, select, update

from core.messages import About, Address, Asks, Choice, Reply
from core.wording import plain
from db.rows import asks_from_json, asks_to_json, choices_from_json, choices_to_json
from db.tables import outbox, prompts, tasks

LIVES = dt.timedelta(days=30)
ASKING = dt.timedelta(days=1)  # an open question takes the next text; after a day the text means something else
_RECENT = 8  # so many of a chat's last messages have their words read when typed

_SEPARATOR = "."


@dataclass(frozen=True, slots=True)
class Prompt:
    """A message's choices as they stand. `stale` when the task has moved on since; `index` the pressed choice."""

    id: int
    outbox_id: int
    choices: tuple[Choice, ...]
    asks: Asks | None
    about: About | None
    created_at: dt.datetime
    open: bool
    stale: bool
    pressed: tuple[int, ...] = ()  # places of the choices already acted on
    asking: bool = False  # waits for an answer in free words
    shown: bool = True  # has been on its way to the person
    numbered: bool = False  # its choices are numbers to type
    listed: int = 0  # and count on from the list in the text, which ends with this number
    index: int | None = None

    @property
    def choice(self) -> Choice | None:
        """What was pressed, if it is one of the choices."""
        return self.choices[self.index] if self.index is not None and self.index < len(self.choices) else None

    def at(self, index: int) -> Prompt:
        """Pressed at this place: each choice counts once."""
        return replace(self, index=index, open=self.open and index not in self.pressed)


def token_of(token: str, index: int) -> str:
    """What one button carries: the row's short token and the choice's place (64 bytes at most)."""
    return f"{token}{_SEPARATOR}{index}"


def new_token() -> str:
    """Short enough for a button of any channel, and it only points at a row (FAULTS 25)."""
    return secrets.token_urlsafe(9)


def write(
    conn: Connection,
    reply: Reply,
    *,
    token: str,
    outbox_id: int,
    to: Address,
    person: int | None,
    real_now: dt.datetime,
) -> None:
    """The row behind a message's choices or question. A newer open question closes the older ones."""
    if reply.asks:
        cancel(conn, to, real_now=real_now)
    row = {
        "token": token,
        "outbox_id": outbox_id,
        "person_id": person,
        "account": to.account,
        "chat": to.chat,
        "choices": choices_to_json(reply.choices),
        "asks": asks_to_json(reply.asks),
        "task_id": reply.about.task_id if reply.about else None,
        "task_version": reply.about.version if reply.about else None,
        "created_at": real_now,
        "expires_at": real_now + LIVES,
    }
    conn.execute(insert(prompts), row)


def number(conn: Connection, outbox_id: int, *, shown: str) -> None:
    """The choices of this message are shown as numbers: written before it leaves, so an answer never comes too soon."""
    conn.execute(
        update(prompts).where(prompts.c.outbox_id == outbox_id).values(numbered=True, listed=plain.listed(shown))
    )


def press(conn: Connection, token: str, *, address: Address, real_now: dt.datetime) -> Prompt | None:
    """The prompt a pressed button belongs to, offered to this address; None for a token nobody was given here."""
    name, _, place = token.rpartition(_SEPARATOR)
    if not name or not place.isdigit():
        return None
    row = conn.execute(_prompts(address).where(prompts.c.token == name)).first()
    return _prompt(row, real_now).at(int(place)) if row else None


def recent(conn: Connection, address: Address, *, real_now: dt.datetime) -> list[Prompt]:
    """This chat's messages that still count, newest first: what typed words and numbers are read against."""
    newest = _prompts(address).where(_open(real_now)).order_by(prompts.c.id.desc()).limit(_RECENT)
    return [_prompt(row, real_now) for row in conn.execute(newest)]


def under(conn: Connection, key: str, *, to: Address, real_now: dt.datetime) -> Prompt | None:
    """The newest message said under this key, whatever became of it."""
    newest = _prompts(to).where(outbox.c.key == key).order_by(prompts.c.id.desc()).limit(1)
    row = conn.execute(newest).first()
    return _prompt(row, real_now) if row else None


def use(conn: Connection, prompt: Prompt, *, real_now: dt.datetime) -> None:
    """What was pressed counts once; a question that was answered, in words or by a button, is closed."""
    if prompt.index is None or prompt.asks:
        change: dict[str, Any] = {"used_at": real_now}
    else:
        change = {"pressed": [*prompt.pressed, prompt.index]}
    conn.execute(update(prompts).where(prompts.c.id == prompt.id).values(**change))


def cancel(conn: Connection, address: Address, *, real_now: dt.datetime) -> bool:
    """Close every open question of this chat; whether there was one."""
    mine = and_(
        prompts.c.account == address.account, prompts.c.chat == address.chat, prompts.c.used_at.is_(None), _asking()
    )
    return conn.execute(update(prompts).where(mine).values(used_at=real_now)).rowcount > 0


def erase_old(conn: Connection, *, before: dt.datetime) -> int:
    """The words of old buttons are forgotten; pressing one is answered as any old question is."""
    old = and_(prompts.c.created_at < before, prompts.c.choices.is_not(null()))
    return conn.execute(update(prompts).where(old).values(choices=null(), asks=null())).rowcount


def _prompts(address: Address) -> Select[Any]:
    joined = prompts.outerjoin(tasks, prompts.c.task_id == tasks.c.id).join(outbox, prompts.c.outbox_id == outbox.c.id)
    columns = (prompts, tasks.c.version.label("version_now"), outbox.c.state, outbox.c.doubted_at)
    return (
        select(*columns).select_from(joined).where(prompts.c.account == address.account, prompts.c.chat == address.chat)
    )


def _open(real_now: dt.datetime) -> ColumnElement[bool]:
    return and_(prompts.c.used_at.is_(None), prompts.c.expires_at > real_now)


def _asking() -> ColumnElement[bool]:
    return prompts.c.asks.is_not(null())


def _prompt(row: Row[Any], real_now: dt.datetime) -> Prompt:
    return Prompt(
        id=row.id,
        outbox_id=row.outbox_id,
        choices=choices_from_json(row.choices),
        asks=asks_from_json(row.asks),
        about=About(row.task_id, row.task_version) if row.task_id else None,
        created_at=row.created_at,
        open=row.used_at is None and row.expires_at > real_now,
        stale=row.task_id is not None and row.version_now != row.task_version,
        pressed=tuple(row.pressed),
        asking=row.asks is not None and row.used_at is None and row.created_at > real_now - ASKING,
        shown=row.state != "queued" or row.doubted_at is not None,
        numbered=row.numbered,
        listed=row.listed,
    )
