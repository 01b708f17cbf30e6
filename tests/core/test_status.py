"""A task's status moves as the table says, and not otherwise."""

from __future__ import annotations

from itertools import product

import pytest

from core.model import OPEN, Status
from core.status import MOVES, NoSuchMove, Who, check, moves


@pytest.mark.parametrize(
    ("status", "to", "who"),
    [
        (Status.NOT_STARTED, Status.IN_PROGRESS, Who.LEAD),
        (Status.IN_PROGRESS, Status.SUBMITTED, Who.LEAD),
        (Status.SUBMITTED, Status.DONE, Who.COORDINATOR),
        (Status.SUBMITTED, Status.IN_PROGRESS, Who.COORDINATOR),
        (Status.SUBMITTED, Status.IN_PROGRESS, Who.SUBMITTER),
        (Status.DONE, Status.IN_PROGRESS, Who.COORDINATOR),
        (Status.SUSPENDED, Status.IN_PROGRESS, Who.COORDINATOR),
    ],
)
def test_what_the_office_does_every_day_is_in_the_table(status: Status, to: Status, who: Who) -> None:
    check(status, to, who=who)


def test_every_change_that_is_not_in_the_table_raises_and_names_it() -> None:
    for status, to, who in product(Status, Status, Who):
        if to in MOVES.get((status, who), frozenset()):
            continue
        with pytest.raises(NoSuchMove, match=f"{status.value} -> {to.value}"):
            check(status, to, who=who)


def test_only_the_coordinator_says_that_a_task_is_done() -> None:
    assert {key for key, to in MOVES.items() if Status.DONE in to} == {(Status.SUBMITTED, Who.COORDINATOR)}


def test_a_task_no_longer_followed_never_comes_back() -> None:
    assert not any(moves(Status.ENDED, who=who) for who in Who)


def test_any_open_task_can_be_suspended_or_ended_by_the_coordinator_alone() -> None:
    for status in (*OPEN, Status.SUBMITTED):
        assert {Status.SUSPENDED, Status.ENDED} <= moves(status, who=Who.COORDINATOR)
        assert not {Status.SUSPENDED, Status.ENDED} & moves(status, who=Who.LEAD)
