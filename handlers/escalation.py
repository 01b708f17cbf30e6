"""The draft for the office's leader: the coordinator looks, sends it, or leaves it for tomorrow."""

from __future__ import annotations

from dataclasses import replace

from core.messages import Reply
from core.model import Person, Role
from core.wording import overdue as wording
from core.wording.overdue import OFFICE_DAYS, Concern
from db import escalations, people
from handlers.talk import Act, Talk

TO_OFFICE = "office"
COORDINATORS = frozenset({Role.COORDINATOR, Role.ADMIN})


def preview(talk: Talk) -> list[Reply]:
    """What would be sent, as of now."""
    concerns, leaders = _now(talk)
    if not concerns or not leaders:
        return [_nothing(leaders)]
    return [replace(_report(talk, leaders[0], concerns), to=None, choices=wording.DRAFT_CHOICES[1:])]


def send(talk: Talk) -> list[Reply]:
    """To each of the office's leaders, from the state of this moment."""
    concerns, leaders = _now(talk)
    if not concerns or not leaders:
        return [_nothing(leaders)]
    return [wording.sent(leaders), *(_report(talk, leader, concerns) for leader in leaders)]


def tomorrow(talk: Talk) -> list[Reply]:
    """Forget that the coordinator was shown it: the next morning shows it again."""
    escalations.remember(talk.conn, talk.person.id, TO_OFFICE, ())
    return [wording.put_off()]


def noted(talk: Talk) -> list[Reply]:  # noqa: ARG001 - an act is given its talk
    return [wording.noted()]


def _now(talk: Talk) -> tuple[list[Concern], list[Person]]:
    concerns = escalations.overdue(talk.conn, today=talk.today, office=talk.office, days=OFFICE_DAYS)
    return concerns, people.office_leaders(talk.conn)


def _report(talk: Talk, leader: Person, concerns: list[Concern]) -> Reply:
    local = talk.office.local(talk.now)
    return wording.to_office_leader(leader, concerns, local=local, office_name=talk.office.name)


def _nothing(leaders: list[Person]) -> Reply:
    return wording.nothing_to_send() if leaders else wording.no_office_leader()


ACTS: dict[str, Act] = {
    "escalate.preview": Act(preview, roles=COORDINATORS, looks=True),
    "escalate.send": Act(send, roles=COORDINATORS),
    "escalate.tomorrow": Act(tomorrow, roles=COORDINATORS),
    "escalate.noted": Act(noted, looks=True),
}
