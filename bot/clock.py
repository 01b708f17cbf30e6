"""The two times: real time, for leases and retries, and the domain's, which only the local chat can move."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from db import facts
from db.store import Store

_FACT = "clock.ahead_seconds"


class Clock:
    """Both clocks run; the domain's may stand apart from the real one by an offset that outlives a restart."""

    def __init__(self, store: Store) -> None:
        self._store = store
        with store.read() as conn:
            self._ahead = timedelta(seconds=float(facts.get(conn, _FACT) or 0))

    def real(self) -> datetime:
        return datetime.now(UTC)

    def now(self) -> datetime:
        """The domain's instant (UTC)."""
        return self.real() + self._ahead

    def step(self, to: datetime) -> None:
        """Let the domain's clock go on from `to`."""
        ahead = to - self.real()
        with self._store.begin() as conn:
            facts.put(conn, _FACT, str(ahead.total_seconds()))
        self._ahead = ahead

    @property
    def moved(self) -> bool:
        """Whether the domain's clock was ever set apart from the real one."""
        return bool(self._ahead)
