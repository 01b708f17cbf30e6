"""Decide which tasks a person may look at, answer for, allocate or decide about, as they are today."""

from __future__ import annotations

from enum import StrEnum

from core.model import Person, Role


class May(StrEnum):
    """The kinds of act on a task."""

    LOOK = "look"
    ANSWER = "answer"  # acknowledge, report, ask for an extension: what the lead agency does
    ALLOCATE = "allocate"  # phân công, within the agency
    DECIDE = "decide"  # confirm, return, extend, suspend, end, reopen


class Reach(StrEnum):
    """Which tasks: a set of these is turned into the condition of the query."""

    ALL = "all"
    LED = "led"  # the person's agency leads
    SUPPORTED = "supported"  # the person's agency supports
    ASSIGNED = "assigned"  # in the person's own hands, or in those of somebody they stand in for


_NONE: frozenset[Reach] = frozenset()
_AGENCY = {
    May.LOOK: frozenset({Reach.LED, Reach.SUPPORTED, Reach.ASSIGNED}),
    May.ANSWER: frozenset({Reach.LED, Reach.ASSIGNED}),
    May.ALLOCATE: frozenset({Reach.LED}),
}
_FOLLOWING_UP = {May.LOOK: frozenset({Reach.ALL}), May.DECIDE: frozenset({Reach.ALL})}
TABLE: dict[Role, dict[May, frozenset[Reach]]] = {
    Role.OFFICIAL: {
        May.LOOK: frozenset({Reach.SUPPORTED, Reach.ASSIGNED}),
        May.ANSWER: frozenset({Reach.ASSIGNED}),
    },
    Role.FOCAL: _AGENCY,
    Role.LEADER: _AGENCY,
    Role.COORDINATOR: _FOLLOWING_UP,
    Role.ADMIN: _FOLLOWING_UP,
}


def reach(person: Person, may: May) -> frozenset[Reach]:
    """The tasks this person may do this to. Somebody removed reaches nothing; of an agency that has ended,
    they look."""
    if not person.active or (person.former and may is not May.LOOK):
        return _NONE
    if may is May.LOOK and person.sees_all:
        return frozenset({Reach.ALL})
    return TABLE[person.role].get(may, _NONE)


def own(person: Person) -> May:
    """What makes a task 'mine' in a list: those I answer for, or all where I follow up."""
    return May.LOOK if person.sees_all else May.ANSWER
