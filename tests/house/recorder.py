"""The one fake of every channel: it keeps what it was given and answers by a script, one outcome a send."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterable, Mapping

from core.messages import Address, Delivery, Outcome, Parcel
from core.office import Office
from db.store import Store
from jobs.deliver import Deliverer
from jobs.parcels import Renderers
from tests.house.builder import START

SENT = Delivery(Outcome.SENT)
UNSURE = Delivery(Outcome.UNSURE, reason="ReadTimeout")
NOT_SENT = Delivery(Outcome.NOT_SENT, reason="ConnectTimeout")
BLOCKED = Delivery(Outcome.REFUSED, reason="blocked")
POISON = Delivery(Outcome.REFUSED, poison=True, reason="bad request")


class FakeSender:
    """`script` answers the first sends; after it everything is sent. `answers` is what a probe hears."""

    def __init__(self, *script: Delivery, answers: bool = True, numbers: bool = False) -> None:
        self.script = list(script)
        self.sent: list[tuple[Address, Parcel]] = []
        self.answers = answers
        self.numbers = numbers
        self.probes = 0
        self.gate: asyncio.Event | None = None

    async def send(self, to: Address, parcel: Parcel) -> Delivery:
        self.sent.append((to, parcel))
        if self.gate is not None:
            await self.gate.wait()
        answer = self.script.pop(0) if self.script else SENT
        if answer.outcome is Outcome.SENT and answer.message is None:
            return Delivery(Outcome.SENT, message=parcel.edit or f"m{len(self.sent)}")
        return answer

    async def alive(self) -> bool:
        self.probes += 1
        return self.answers

    def numbered(self, to: Address, parcel: Parcel) -> bool:
        return self.numbers

    @property
    def texts(self) -> list[str]:
        return [parcel.text for _, parcel in self.sent]


class StillClock:
    """Both times, standing where the test puts them."""

    def __init__(self, now: dt.datetime = START) -> None:
        self.at = now

    def real(self) -> dt.datetime:
        return self.at

    def now(self) -> dt.datetime:
        return self.at

    def pass_(self, **time: float) -> None:
        self.at += dt.timedelta(**time)


class Post:
    """A worker's delivering half under a test's hand: `goes()` delivers all that may go now."""

    def __init__(
        self,
        store: Store,
        office: Office,
        sender: FakeSender,
        *,
        clock: StillClock | None = None,
        account: str = "telegram:7001",
        holder: str = "1@one",
        render: Renderers | None = None,
        others: Mapping[str, FakeSender] | None = None,
    ) -> None:
        self.clock = clock or StillClock()
        self.sender = sender
        senders = {account: sender, **(others or {})}
        self.deliverer = Deliverer(
            store,
            senders,
            clock=self.clock,
            office=office,
            render=render or {},
            wake=asyncio.Event(),
            holders=lambda: dict.fromkeys(senders, holder),
        )

    async def goes(self) -> list[str]:
        """The texts delivered in this round."""
        before = len(self.sender.sent)
        await self.deliverer.settle()
        return self.sender.texts[before:]

    async def after(self, **time: float) -> list[str]:
        """Let time pass and deliver."""
        self.clock.pass_(**time)
        return await self.goes()


def texts(parcels: Iterable[Parcel]) -> list[str]:
    return [parcel.text for parcel in parcels]
