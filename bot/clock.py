"""The two times: real time, for leases and retries, and the domain's, which only the local chat can move."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from db import facts
from db.store import Store

_FACT = "clock.ahead_seconds"


class Clock:
    """Both clocks run. Where the domain's may stand `apart` from the real one, its offset outlives a restart; where a
    channel reaches real people it may not, whatever a trial on the local chat has left behind."""

    def __init__(self, store: Store, *, apart: bool) -> None:
        self._store = store
        self.apart = apart
        self._ahead = left_apart(store) if apart else timedelta()

    def real(self) -> datetime:
        return datetime.now(UTC)

    def now(self) -> datetime:
        """The domain's instant (UTC)."""
        return self.real() + self._ahead

    def step(self, to: datetime) -> None:
        """Let the domain's clock go on from `to`."""
        if not self.apart:
            raise ValueError("the clock of an installation with a channel is the real one")
        ahead = to - self.real()
        with self._store.begin() as conn:
            facts.put(conn, _FACT, str(ahead.total_seconds()))
        self._ahead = ahead


def left_apart(store: Store) -> timedelta:
    """How far the local chat has set the domain's clock apart."""
    with store.read() as conn:
        return timedelta(seconds=float(facts.get(conn, _FACT) or 0))
