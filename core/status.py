"""Decide which changes of a task's status exist, and who makes them. A change that is not in the table raises."""

from __future__ import annotations

from enum import StrEnum

from core.model import Status
from core.problems import Problem


class Who(StrEnum):
    """In what capacity somebody changes a status."""

    LEAD = "lead"  # anyone of the lead agency who may answer for the task
    SUBMITTER = "submitter"  # who reported it finished
    COORDINATOR = "coordinator"


class NoSuchMove(Problem):
    """The status does not change this way: the caller shows the state as it is."""

    def __init__(self, status: Status, to: Status, *, who: Who) -> None:
        super().__init__(f"{who.value}: {status.value} -> {to.value}")
        self.status = status
        self.to = to


_STOPPED = frozenset({Status.SUSPENDED, Status.ENDED})
MOVES: dict[tuple[Status, Who], frozenset[Status]] = {
    (Status.NOT_STARTED, Who.LEAD): frozenset({Status.IN_PROGRESS, Status.SUBMITTED}),
    (Status.IN_PROGRESS, Who.LEAD): frozenset({Status.SUBMITTED}),
    (Status.SUBMITTED, Who.SUBMITTER): frozenset({Status.IN_PROGRESS}),  # withdrawn
    (Status.SUBMITTED, Who.COORDINATOR): frozenset({Status.DONE, Status.IN_PROGRESS}) | _STOPPED,
    (Status.NOT_STARTED, Who.COORDINATOR): _STOPPED,
    (Status.IN_PROGRESS, Who.COORDINATOR): _STOPPED,
    (Status.SUSPENDED, Who.COORDINATOR): frozenset({Status.IN_PROGRESS, Status.ENDED}),  # resumed, or given up
    (Status.DONE, Who.COORDINATOR): frozenset({Status.IN_PROGRESS}),  # reopened
}


def moves(status: Status, *, who: Who) -> frozenset[Status]:
    return MOVES.get((status, who), frozenset())


def check(status: Status, to: Status, *, who: Who) -> None:
    if to not in moves(status, who=who):
        raise NoSuchMove(status, to, who=who)
