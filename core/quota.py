"""Decide who may still be written to when a channel allows only so many messages a month."""

from __future__ import annotations

from dataclasses import dataclass

from core.messages import Priority

ON_RESERVE = frozenset({Priority.REPLY, Priority.REMINDER})  # an answer somebody waits for, and a deadline


@dataclass(frozen=True, slots=True)
class Quota:
    """What an account may send in a month, how much of it is kept for answers and deadlines, and to how many people."""

    messages: int
    reserve: int
    people: int


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a month; `reserve` is part of `messages`."""

    messages: int
    reserve: int

    @property
    def only_reserve(self) -> bool:
        return self.messages <= self.reserve

    def allows(self, priority: Priority) -> bool:
        return self.messages > 0 and (not self.only_reserve or priority in ON_RESERVE)

    def after(self, messages: int) -> Left:
        return Left(max(0, self.messages - messages), self.reserve)
