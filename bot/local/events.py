"""Tell open pages what is new: server-sent events, woken by a bell and by a look at the table."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Any, Protocol

from bot.local.words import clock_words, day_words, hour_words
from core.office import Office
from db import local
from db.local import LocalMessage, Mark
from db.store import Store

LOOK_SECONDS = 2.0  # how long a page waits at most for what another process wrote
_STILL_HERE = ": \n\n"


class Clock(Protocol):
    """The two times; the page steps the domain's."""

    def now(self) -> datetime: ...

    def real(self) -> datetime: ...

    def step(self, to: datetime) -> None: ...


class Bell:
    """Wakes every listening page. May be rung from any thread."""

    def __init__(self) -> None:
        self._listeners: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()
        self.closed = False

    @contextmanager
    def listen(self) -> Iterator[asyncio.Event]:
        listener = (asyncio.get_running_loop(), asyncio.Event())
        self._listeners.add(listener)
        try:
            yield listener[1]
        finally:
            self._listeners.discard(listener)

    def ring(self) -> None:
        for loop, heard in tuple(self._listeners):
            if not loop.is_closed():
                loop.call_soon_threadsafe(heard.set)

    def close(self) -> None:
        """End every stream, so that the server can stop without waiting for pages to be closed."""
        self.closed = True
        self.ring()


class Events:
    """What a page is sent: the bubbles of its chat, and the clock that everybody sees."""

    def __init__(self, store: Store, *, clock: Clock, office: Office, bell: Bell) -> None:
        self._store = store
        self._clock = clock
        self._office = office
        self._bell = bell

    async def stream(self, chat: str, *, seen: Mark) -> AsyncIterator[str]:
        """First what the page missed and the word `ready`, then whatever happens, until the bell is closed."""
        clock = ""
        ready = event("ready", {})
        with self._bell.listen() as heard:
            while not self._bell.closed:
                heard.clear()
                if (shown := event("clock", self.clock())) != clock:
                    clock = shown
                    yield clock
                found, seen = await asyncio.to_thread(self._look, chat, seen)
                yield self._bubbles(found, seen) + ready or _STILL_HERE
                ready = ""
                with suppress(TimeoutError):
                    await asyncio.wait_for(heard.wait(), LOOK_SECONDS)

    def clock(self) -> dict[str, str]:
        local_now = self._office.local(self._clock.now())
        return {"words": clock_words(local_now), "date": local_now.date().isoformat()}

    def _look(self, chat: str, seen: Mark) -> tuple[list[LocalMessage], Mark]:
        with self._store.read() as conn:
            now = local.mark(conn, chat)
            return (local.since(conn, chat, seen=seen) if now != seen else []), now

    def _bubbles(self, found: list[LocalMessage], mark: Mark) -> str:
        """The place to resume from stands on the last bubble only: cut before it, a stream starts from the old one."""
        parts = [event("message", self._bubble(message)) for message in found]
        if parts:
            parts[-1] = f"id: {mark.last}.{mark.versions}\n{parts[-1]}"
        return "".join(parts)

    def _bubble(self, message: LocalMessage) -> dict[str, Any]:
        at = self._office.local(message.at)
        return {
            "id": message.id,
            "version": message.version,
            "mine": message.by_person,
            "text": message.text,
            "choices": [[choice.label, choice.token, choice.pressed] for choice in message.choices],
            "file": message.file_name,
            "day": day_words(at),
            "hour": hour_words(at),
        }


def event(name: str, data: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


def mark_from(text: str | None) -> Mark:
    """The place a page says it has read up to; from the beginning where it says nothing sensible."""
    last, _, versions = (text or "").partition(".")
    return Mark(int(last), int(versions)) if last.isdecimal() and versions.isdecimal() else Mark()
