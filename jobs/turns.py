"""One worker at a time polls and delivers for a channel account: keep its lease, and know which accounts are ours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection

from sqlalchemy import Connection

from db import inbox, leases
from db.store import Store
from jobs import workers

SECONDS = 15.0
RENEWED_EVERY = 5.0
ALONE = "replan"  # the job that one worker does for all
ALONE_SECONDS = 30.0  # far longer than one transaction of it


class Turns:
    """The accounts this worker holds now. `real` reads real time; a lease not renewed in time is no longer ours."""

    def __init__(
        self,
        store: Store,
        accounts: Collection[str],
        *,
        worker: str,
        real: Callable[[], dt.datetime],
        seconds: float = SECONDS,
    ) -> None:
        self._store = store
        self._accounts = tuple(accounts)
        self._worker = worker
        self._real = real
        self._seconds = seconds
        self._held: dict[str, tuple[str, dt.datetime]] = {}

    def holders(self) -> dict[str, str]:
        """Each account that is ours, and the name its outbox rows are held under: epoch and worker."""
        now = self._real()
        return {account: holder for account, (holder, until) in self._held.items() if until > now}

    def alone(self, conn: Connection) -> bool:
        """Whether the job that one worker does for all is ours for the next while."""
        now = self._real()
        return leases.hold(conn, ALONE, holder=self._worker, real_now=now, seconds=ALONE_SECONDS) is not None

    def renew(self) -> None:
        """Take what is free, keep what is ours, lose what is somebody else's. Called every RENEWED_EVERY seconds."""
        with self._store.begin() as conn:
            self._let_go_of_the_gone(conn)
            held = {account: mine for account in self._accounts if (mine := self._renewed(conn, account))}
        self._held = held  # only what is committed is ours

    def release(self) -> None:
        """On a clean stop: the next worker need not wait."""
        self._held = {}
        with self._store.begin() as conn:
            for name in (*self._accounts, ALONE):
                leases.release(conn, name, holder=self._worker, real_now=self._real())
            inbox.let_go(conn, holder=self._worker, real_now=self._real())

    def _renewed(self, conn: Connection, account: str) -> tuple[str, dt.datetime] | None:
        now = self._real()
        epoch = leases.hold(conn, account, holder=self._worker, real_now=now, seconds=self._seconds)
        return None if epoch is None else (f"{epoch}@{self._worker}", now + dt.timedelta(seconds=self._seconds))

    def _let_go_of_the_gone(self, conn: Connection) -> None:
        """After a kill on this machine nobody waits for a lease of the dead."""
        names = (*self._accounts, ALONE)
        known = {*inbox.holders(conn), *(leases.holder_of(conn, name) or "" for name in names)}
        for dead in filter(workers.is_gone, known - {self._worker}):
            for name in names:
                leases.release(conn, name, holder=dead, real_now=self._real())
            inbox.let_go(conn, holder=dead, real_now=self._real())
