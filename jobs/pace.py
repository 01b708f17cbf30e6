"""Send no faster than the channel takes it: so many a second for the account, replies first, one a second to a chat."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Awaitable, Callable
from itertools import count
from time import monotonic

from core.messages import Priority

PER_SECOND = 30.0  # for one account, as the widest channel allows
BURST = 25.0  # so many at once after a rest
AHEAD = 8  # about a quarter of a second of waiting
CHAT_SECONDS = 1.0  # between messages nobody asked for, to one chat; an answer goes when it is ready
CHAT_BURST = 3
_ROUNDING = 1e-6  # a turn is not missed by the last digit of a sum
_FORGET = 1000  # chats remembered before those that rest are dropped


class Pace:
    """The turns of one account. Whoever waits is let through by priority, then in order of arrival."""

    def __init__(
        self,
        *,
        per_second: float = PER_SECOND,
        burst: float = BURST,
        chat_seconds: float = CHAT_SECONDS,
        time: Callable[[], float] | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._rate = per_second
        self._burst = burst
        self._chat_seconds = chat_seconds
        self._time = time or monotonic  # asked in any thread
        self._sleep = sleep
        self._tokens = burst
        self._counted_at: float | None = None
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._arrivals = count()
        self._pump: asyncio.Task[None] | None = None
        self._chats: dict[str, float] = {}

    def room(self) -> int:
        """How many more may be taken out of the queue: those that go at once, and a few to wait at the door."""
        return max(0, int(self._earned(self._time())) + AHEAD - len(self._waiting))

    async def turn(self, chat: str, priority: Priority) -> None:
        if priority is not Priority.REPLY:
            await self._chat_turn(chat)
        if not self._waiting and self._take():
            return
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (int(priority), next(self._arrivals), mine))
        if self._pump is None or self._pump.done():
            self._pump = asyncio.create_task(self._let_through())
        await mine

    async def _chat_turn(self, chat: str) -> None:
        """A leaky bucket a chat: `_chats` holds when it will be empty again."""
        now = self._time()
        if len(self._chats) > _FORGET:
            self._chats = {name: free for name, free in self._chats.items() if free > now}
        free = max(self._chats.get(chat, now), now) + self._chat_seconds
        self._chats[chat] = free
        wait = free - now - CHAT_BURST * self._chat_seconds
        if wait > 0:
            await self._sleep(wait)

    async def _let_through(self) -> None:
        while self._waiting:
            if not self._take():
                await self._sleep((1.0 - self._tokens) / self._rate)
                continue
            *_, mine = heapq.heappop(self._waiting)
            if mine.cancelled():
                self._tokens += 1.0
            else:
                mine.set_result(None)

    def _earned(self, now: float) -> float:
        since = self._counted_at if self._counted_at is not None else now
        return min(self._burst, self._tokens + (now - since) * self._rate)

    def _take(self) -> bool:
        now = self._time()
        self._tokens, self._counted_at = self._earned(now), now
        if self._tokens < 1.0 - _ROUNDING:
            return False
        self._tokens -= 1.0
        return True
