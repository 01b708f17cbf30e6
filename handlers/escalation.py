"""The draft for the office's leader: the coordinator looks, leaves tasks out, sends it, or leaves it for tomorrow."""

from __future__ import annotations

from dataclasses import replace

from core.messages import Reply
from core.model import Person, Role
from core.problems import AskAgain
from core.wording import overdue as wording
from core.wording.overdue import OFFICE_DAYS, Concern
from db import escalations, people
from handlers.talk import Act, Talk

TO_OFFICE = "office"
COORDINATORS = frozenset({Role.COORDINATOR, Role.ADMIN})


def preview(talk: Talk, *, without: str = "") -> list[Reply]:
    """What would be sent, as of now."""
    concerns, leaders = _now(talk, without)
    if not concerns or not leaders:
        return [_nothing(leaders)]
    report = _report(talk, leaders[0], concerns)
    return [replace(report, to=None, choices=wording.draft_choices(without=without, previewed=True))]


def send(talk: Talk, *, without: str = "") -> list[Reply]:
    """To each of the office's leaders, from the state of this moment."""
    concerns, leaders = _now(talk, without)
    if not concerns or not leaders:
        return [_nothing(leaders)]
    return [wording.sent(leaders), *(_report(talk, leader, concerns) for leader in leaders)]


def less(talk: Talk, *, without: str = "") -> list[Reply]:
    """'Bỏ bớt việc': which of them stay out of the report."""
    concerns, leaders = _now(talk, without)
    if not concerns or not leaders:
        return [_nothing(leaders)]
    return [wording.ask_less(concerns, without=without)]


def without_some(talk: Talk, *, said: str, without: str = "") -> list[Reply]:
    """The numbers typed leave the report; what is left is shown before it goes."""
    concerns, _ = _now(talk, without)
    by_number = {one.number: one.task_id for one in concerns}
    numbers = [int(word) for word in said.upper().replace("NV", " ").replace(",", " ").split() if word.isdecimal()]
    if not numbers or not set(numbers) <= set(by_number):
        raise AskAgain("number", detail=said)
    left = [*without.split(","), *(str(by_number[number]) for number in numbers)]
    return preview(talk, without=",".join(key for key in left if key))


def tomorrow(talk: Talk) -> list[Reply]:
    """Forget that the coordinator was shown it: the next morning shows it again."""
    escalations.remember(talk.conn, talk.person.id, TO_OFFICE, ())
    return [wording.put_off()]


def noted(talk: Talk) -> list[Reply]:  # noqa: ARG001 - an act is given its talk
    return [wording.noted()]


def _now(talk: Talk, without: str) -> tuple[list[Concern], list[Person]]:
    concerns = escalations.overdue(talk.conn, today=talk.today, office=talk.office, days=OFFICE_DAYS)
    left_out = set(without.split(","))
    return [one for one in concerns if str(one.task_id) not in left_out], people.office_leaders(talk.conn)


def _report(talk: Talk, leader: Person, concerns: list[Concern]) -> Reply:
    local = talk.office.local(talk.now)
    return wording.to_office_leader(leader, concerns, local=local, office_name=talk.office.name)


def _nothing(leaders: list[Person]) -> Reply:
    return wording.nothing_to_send() if leaders else wording.no_office_leader()


ACTS: dict[str, Act] = {
    "escalate.preview": Act(preview, roles=COORDINATORS, looks=True),
    "escalate.send": Act(send, roles=COORDINATORS),
    "escalate.less": Act(less, roles=COORDINATORS, looks=True),
    "escalate.without": Act(without_some, roles=COORDINATORS, takes_numbers=True),
    "escalate.tomorrow": Act(tomorrow, roles=COORDINATORS),
    "escalate.noted": Act(noted, looks=True),
}
