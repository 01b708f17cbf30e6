"""Who reaches which tasks: one table, asked of the person as they are today."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.model import Person, Role
from core.permissions import TABLE, May, Reach, own, reach

PERSON = Person(id=1, name="A", role=Role.OFFICIAL, agency_id=5)


def _as(role: Role) -> Person:
    return replace(PERSON, role=role)


def test_an_official_answers_for_what_is_in_their_hands_and_looks_at_what_their_agency_supports() -> None:
    official = _as(Role.OFFICIAL)
    assert reach(official, May.ANSWER) == {Reach.ASSIGNED}
    assert reach(official, May.LOOK) == {Reach.ASSIGNED, Reach.SUPPORTED}
    assert not reach(official, May.ALLOCATE)


@pytest.mark.parametrize("role", [Role.FOCAL, Role.LEADER])
def test_focal_and_leader_act_where_their_agency_leads_and_look_where_it_supports(role: Role) -> None:
    assert Reach.LED in reach(_as(role), May.ANSWER)
    assert Reach.SUPPORTED in reach(_as(role), May.LOOK)
    assert Reach.SUPPORTED not in reach(_as(role), May.ANSWER)
    assert reach(_as(role), May.ALLOCATE) == {Reach.LED}


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMIN])
def test_those_who_follow_up_see_and_decide_everything_and_report_nothing(role: Role) -> None:
    assert reach(_as(role), May.LOOK) == reach(_as(role), May.DECIDE) == {Reach.ALL}
    assert not reach(_as(role), May.ANSWER)


def test_the_leader_of_the_office_sees_all_and_decides_in_the_coordinators_place_nothing() -> None:
    leader = replace(PERSON, role=Role.LEADER, of_office=True)
    assert reach(leader, May.LOOK) == {Reach.ALL}
    assert not reach(leader, May.DECIDE)
    assert own(leader) is May.LOOK


def test_somebody_removed_reaches_nothing() -> None:
    for role in Role:
        gone = replace(PERSON, role=role, active=False)
        assert not any(reach(gone, may) for may in May)


def test_every_role_is_in_the_table_and_nobody_of_an_agency_decides() -> None:
    assert set(TABLE) == set(Role)
    assert {role for role, acts in TABLE.items() if May.DECIDE in acts} == {Role.COORDINATOR, Role.ADMIN}
