"""Let the people of a town speak on a channel and hear what is said to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol

from sqlalchemy import func, select

from core.messages import Reply
from core.text import fold
from db.store import Store
from db.tables import inbox, outbox, readings
from tests.dialogues.scenes import Town
from tests.handlers.reading import read

CORPUS = Path(__file__).parent.parent / "corpus" / "docs"


class Heard(NamedTuple):
    """New messages to one person: their words in one, and the choices they offer."""

    text: str = ""
    choices: tuple[str, ...] = ()


class Driver(Protocol):
    """One channel. Everything said comes back only when all that it causes was delivered."""

    async def says(self, who: str, text: str) -> None: ...

    async def presses(self, who: str, label: str) -> None: ...

    async def sends(self, who: str, file: Path, caption: str) -> None: ...

    async def heard(self, who: str) -> Heard:
        """What is new since this was asked last."""


@dataclass
class Desk:
    """No channel at all: the desk itself, in one transaction an event."""

    town: Town
    folder: Path
    new: dict[int, list[Reply]] = field(default_factory=dict)

    async def says(self, who: str, text: str) -> None:
        self._keep(who, self.town.house.says(self.town.cast[who], text))

    async def presses(self, who: str, label: str) -> None:
        self._keep(who, self.town.house.presses(self.town.cast[who], label))

    async def sends(self, who: str, file: Path, caption: str) -> None:
        house = self.town.house
        self._keep(who, house.sends_file(self.town.cast[who], file, text=caption))
        before = _newest(house.store)
        await read(house, self.folder)
        for reply in _queued(house.store, beyond=before):
            self.new.setdefault(self.town.cast[who].id, []).append(reply)

    async def heard(self, who: str) -> Heard:
        found = self.new.pop(self.town.cast[who].id, [])
        return Heard(
            "\n".join(reply.text for reply in found), tuple(one.label for reply in found for one in reply.choices)
        )

    def _keep(self, who: str, said: Iterable[Reply]) -> None:
        for reply in said:
            self.new.setdefault(reply.to or self.town.cast[who].id, []).append(reply)


def _newest(store: Store) -> int:
    with store.read() as conn:
        return conn.execute(select(func.coalesce(func.max(outbox.c.id), 0))).scalar_one()


def _queued(store: Store, *, beyond: int) -> list[Reply]:
    from db.rows import reply_from_json

    with store.read() as conn:
        rows = conn.execute(select(outbox.c.payload).where(outbox.c.id > beyond).order_by(outbox.c.id))
        return [reply_from_json(row.payload) for row in rows]


def is_settled(store: Store) -> bool:
    """Everything that came was handled and read, and everything said was delivered."""
    with store.read() as conn:
        waiting = select(func.count()).select_from(inbox).where(inbox.c.state == "new")
        unread = select(func.count()).select_from(readings).where(readings.c.done_at.is_(None))
        unsent = select(func.count()).select_from(outbox).where(outbox.c.state.in_(["queued", "sending", "unsure"]))
        return not any(conn.execute(one).scalar_one() for one in (waiting, unread, unsent))


@dataclass
class Pages:
    """What each person has seen so far on a channel that shows whole pages: what differs is new."""

    seen: dict[str, list[tuple[str, tuple[str, ...]]]] = field(default_factory=dict)

    def new(self, who: str, shown: list[tuple[str, tuple[str, ...]]]) -> Heard:
        """An edited message is new again."""
        before = self.seen.get(who, [])
        fresh = [one for place, one in enumerate(shown) if place >= len(before) or before[place] != one]
        self.seen[who] = shown
        return Heard("\n".join(text for text, _ in fresh), tuple(label for _, labels in fresh for label in labels))


class Keyboard:
    """The same channel under somebody who has a keyboard without diacritics and no buttons."""

    def __init__(self, channel: Driver) -> None:
        self._channel = channel

    async def says(self, who: str, text: str) -> None:
        await self._channel.says(who, _plain(text))

    async def presses(self, who: str, label: str) -> None:
        await self._channel.says(who, _plain(label))

    async def sends(self, who: str, file: Path, caption: str) -> None:
        await self._channel.sends(who, file, _plain(caption))

    async def heard(self, who: str) -> Heard:
        return await self._channel.heard(who)


def _plain(text: str) -> str:
    """Without diacritics, as typed on a bare keyboard; capitals stay."""
    return "".join(c if c.isascii() else (fold(c).upper() if c.isupper() else fold(c)) for c in text)
