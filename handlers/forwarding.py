"""Somebody else's message, passed on: never an answer, but the words of a report or, for a coordinator, of a task."""

from __future__ import annotations

from core.messages import Reply
from core.model import Role
from core.understand import understand
from core.verbal_order import VerbalOrder
from core.wording import forwarding as wording
from handlers import directives, ordering
from handlers.acts import acts
from handlers.holding import LEAD_AGENCY, ask_which
from handlers.talk import Act, Talk

_FOLLOWS_UP = frozenset({Role.COORDINATOR, Role.ADMIN})


def received(talk: Talk, *, said: str) -> list[Reply]:
    """After one question it is kept as what it was meant to be."""
    if talk.person.role in _FOLLOWS_UP:
        return directives.pasted(talk, said) or [wording.ask_order(said)]
    if talk.person.role not in LEAD_AGENCY:
        return []
    first, *_ = understand(said, today=talk.today)
    echoed = acts()["report.typed"].do(talk, said=said) if first.task else []
    return echoed or ask_which(talk, "report.of", purpose=wording.WHICH, args={"text": said})


def order(talk: Talk, *, text: str) -> list[Reply]:
    """A draft without a number, under review like every other."""
    return ordering.record(talk, VerbalOrder(who="", where="", day="", task=text), text)


def leave(talk: Talk) -> list[Reply]:  # noqa: ARG001 (nothing was kept)
    return [wording.left()]


ACTS = {
    "forward.received": Act(received),
    "forward.order": Act(order, roles=_FOLLOWS_UP),
    "forward.leave": Act(leave, roles=_FOLLOWS_UP, looks=True),
}
