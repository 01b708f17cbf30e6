"""One transaction of a deliverer: write down how messages went, claim what may go, make what is sent."""

from __future__ import annotations

import datetime as dt
import logging
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from contextlib import nullcontext

from sqlalchemy import Connection

from core.faults import named
from core.messages import Delivery, Outcome, Parcel, Priority, Sender
from core.office import Office
from core.problems import TryLater
from db import accounts, outbox, outcomes, prompts, rations
from db.outage import is_outage
from db.outbox import Outgoing
from db.store import Store
from jobs.begin import Clock
from jobs.parcels import Renderers, make
from jobs.trouble import Trouble

log = logging.getLogger(__name__)
SWEEP_SECONDS = 5.0  # also the net under the wake-ups

TOO_LATE = Delivery(Outcome.NOT_SENT, reason="not its turn any more")
Results = list[tuple[Outgoing, Delivery]]
Ready = list[tuple[Outgoing, Parcel]]
Room = Mapping[str, tuple[int, Priority]]  # how many more, down to which priority


class Exchange:
    """The half of a deliverer that runs in a thread: it holds the transaction and never awaits."""

    def __init__(
        self,
        store: Store,
        senders: Mapping[str, Sender],
        trouble: Trouble,
        *,
        clock: Clock,
        office: Office,
        render: Renderers,
        holders: Callable[[], Mapping[str, str]],
        limited: Collection[str],
    ) -> None:
        self._store = store
        self._senders = senders
        self._clock = clock
        self._office = office
        self._render = render
        self._holders = holders
        self._limited = limited
        self._trouble = trouble
        self._swept_at: dt.datetime | None = None
        self._swept_for: Mapping[str, str] = {}
        self.next_at: dt.datetime | None = None  # when something becomes due by itself
        self.outcomes: Counter[str] = Counter()

    def turn(self, results: Results, room: Room, *, flying: bool) -> tuple[int, Ready]:
        """Also how many were claimed: where none of them has anything to say, others wait behind them."""
        real_now = self._clock.real()
        with self._store.begin() as conn:
            self._write_down(conn, results, real_now)
            self._sweep(conn, real_now)
            taken = self._taken(conn, room, real_now)
            self.next_at = None if taken or flying else outbox.next_at(conn, real_now=real_now)
            ready = self._ready(conn, taken, real_now)
        self.outcomes.update(delivery.outcome.value for _, delivery in results)
        return len(taken), ready

    def claim(self, conn: Connection, room: Room) -> Ready:
        real_now = self._clock.real()
        return self._ready(conn, self._taken(conn, room, real_now), real_now)

    def close(self, results: Results, untried: list[Outgoing]) -> None:
        """The last words of a clean stop: how it went so far, and what was not tried goes back."""
        with self._store.begin() as conn:
            self._write_down(conn, results, self._clock.real())
            for row in untried:
                outcomes.later(conn, row, not_before=row.created_at or self._clock.real())

    def _taken(self, conn: Connection, room: Room, real_now: dt.datetime) -> list[Outgoing]:
        rows: list[Outgoing] = []
        for account, holder in self._holders().items():
            limit, down_to = room.get(account, (0, Priority.REPLY))
            claim = rations.claim if account in self._limited else outbox.claim
            rows += claim(conn, accounts=[account], holder=holder, real_now=real_now, limit=limit, up_to=down_to)
        return rows

    def _ready(self, conn: Connection, rows: list[Outgoing], real_now: dt.datetime) -> Ready:
        return [(row, parcel) for row in rows if (parcel := self._made(conn, row, real_now))]

    def _write_down(self, conn: Connection, results: Results, real_now: dt.datetime) -> None:
        sent = [(row, delivery) for row, delivery in results if delivery.outcome is Outcome.SENT]
        outcomes.finish_sent(conn, sent, real_now=real_now)
        rations.count(conn, results, self._limited, real_now=real_now)
        for row, delivery in results:
            if delivery.outcome is not Outcome.SENT:
                self._finish(conn, row, delivery, real_now)
        self._trouble.write_down(conn, real_now=real_now)

    def _finish(self, conn: Connection, row: Outgoing, delivery: Delivery, real_now: dt.datetime) -> None:
        waits_for_probe = self._trouble.has(row.to.account) and not delivery.retry_at
        if delivery is TOO_LATE or (delivery.outcome is Outcome.NOT_SENT and waits_for_probe):
            outcomes.later(conn, row, not_before=real_now)  # no attempt is spent
        else:
            outcomes.finish(conn, row, delivery, real_now=real_now)

    def _sweep(self, conn: Connection, real_now: dt.datetime) -> None:
        """Every few seconds, and at once when an account has become ours."""
        holders = self._holders()
        since = (real_now - self._swept_at).total_seconds() if self._swept_at else SWEEP_SECONDS
        if abs(since) < SWEEP_SECONDS and holders == self._swept_for:  # a clock set back does not put it off
            return
        self._swept_at, self._swept_for = real_now, holders
        self._trouble.read(conn)
        outcomes.sweep(conn, real_now=real_now, holders=holders)
        accounts.forget_old_pauses(conn, real_now=real_now)

    def _made(self, conn: Connection, row: Outgoing, real_now: dt.datetime) -> Parcel | None:
        try:
            with nullcontext() if row.kind == "reply" else conn.begin_nested():
                parcel = make(
                    conn, row, render=self._render, now=self._clock.now(), real_now=real_now, office=self._office
                )
        except TryLater as wait:
            outcomes.later(conn, row, not_before=wait.not_before or real_now + dt.timedelta(minutes=1))
            return None
        except Exception as error:
            if is_outage(error):
                raise
            log.error("message %d could not be made: %s", row.id, named(error))
            failed = Delivery(Outcome.NOT_SENT, reason=f"not made: {type(error).__name__}")
            outcomes.finish(conn, row, failed, real_now=real_now)
            return None
        if parcel is None:
            self.outcomes[Outcome.DROPPED.value] += 1
            outcomes.drop(conn, row)
        elif parcel.choices and self._senders[row.to.account].numbered(row.to, parcel):
            prompts.number(conn, row.id, shown=parcel.text)
        return parcel
