"""Who writes from where, and who is told for an agency."""

from __future__ import annotations

import datetime as dt

import pytest

from core.messages import Address
from core.model import Role
from core.problems import NotAllowed
from db import agencies, people
from db.store import Store

NOW = dt.datetime(2026, 3, 16, 1, tzinfo=dt.UTC)
CHAT = Address("telegram:7001", "42")


def test_a_person_is_known_by_a_live_address_alone(store: Store):
    with store.begin() as conn:
        an = people.add(conn, name="An", role=Role.OFFICIAL)
        assert people.by_address(conn, CHAT) is None
        people.connect(conn, an.id, CHAT, now=NOW)
        assert people.by_address(conn, CHAT) == an
        assert people.mark_dead(conn, CHAT)
        assert people.by_address(conn, CHAT) is None
        assert people.address_of(conn, an.id) is None


def test_a_dead_address_is_told_of_once_and_lives_again_when_the_person_writes(store: Store):
    with store.begin() as conn:
        an = people.add(conn, name="An", role=Role.OFFICIAL)
        people.connect(conn, an.id, CHAT, now=NOW)
        assert [people.mark_dead(conn, CHAT), people.mark_dead(conn, CHAT)] == [True, False]
        assert people.revive(conn, CHAT)
        assert people.by_address(conn, CHAT) == an


def test_reminders_go_to_the_address_joined_last(store: Store):
    with store.begin() as conn:
        an = people.add(conn, name="An", role=Role.OFFICIAL)
        people.connect(conn, an.id, CHAT, now=NOW)
        later = Address("zalo", "9")
        people.connect(conn, an.id, later, now=NOW + dt.timedelta(days=1))
        assert people.address_of(conn, an.id) == later


def test_a_chat_that_joins_again_belongs_to_the_new_person_only(store: Store):
    with store.begin() as conn:
        an, binh = (people.add(conn, name=name, role=Role.OFFICIAL) for name in ("An", "Bình"))
        people.connect(conn, an.id, CHAT, now=NOW)
        people.connect(conn, binh.id, CHAT, now=NOW)
        assert people.by_address(conn, CHAT) == binh
        assert people.address_of(conn, an.id) is None


def test_a_chat_with_a_new_id_stays_the_persons(store: Store):
    with store.begin() as conn:
        an = people.add(conn, name="An", role=Role.OFFICIAL)
        people.connect(conn, an.id, CHAT, now=NOW)
        people.move(conn, CHAT, to_chat="-100")
        assert people.by_address(conn, Address(CHAT.account, "-100")) == an


def test_the_focal_person_receives_first_then_the_leader_then_the_officials(store: Store):
    with store.begin() as conn:
        agency = agencies.add(conn, "Sở Nội vụ")
        assert people.receivers(conn, agency.id) == []
        official = people.add(conn, name="An", role=Role.OFFICIAL, agency_id=agency.id)
        assert people.receivers(conn, agency.id) == [official]
        leader = people.add(conn, name="Lan", role=Role.LEADER, agency_id=agency.id)
        assert people.receivers(conn, agency.id) == [leader]
        focal = people.add(conn, name="Bình", role=Role.FOCAL, agency_id=agency.id)
        assert people.receivers(conn, agency.id) == [focal]


def test_the_leaders_of_the_office_are_not_those_of_an_agency(store: Store):
    with store.begin() as conn:
        office, agency = agencies.add(conn, "Văn phòng", kind="office"), agencies.add(conn, "Sở Nội vụ")
        chief = people.add(conn, name="Hà", role=Role.LEADER, agency_id=office.id)
        people.add(conn, name="Lan", role=Role.LEADER, agency_id=agency.id)
        assert people.office_leaders(conn) == [chief]
        assert chief.sees_all


def test_where_nobody_follows_up_the_administrators_are_told(store: Store):
    with store.begin() as conn:
        admin = people.add(conn, name="Tú", role=Role.ADMIN)
        assert people.coordinators(conn) == [admin]
        coordinator = people.add(conn, name="Bình", role=Role.COORDINATOR)
        assert people.coordinators(conn) == [coordinator]


def test_an_unknown_person_is_refused(store: Store):
    with store.begin() as conn, pytest.raises(NotAllowed):
        people.get(conn, 99)


def test_an_agency_added_twice_learns_its_other_names(store: Store):
    with store.begin() as conn:
        first = agencies.add(conn, "Sở Nội vụ", aliases=("SNV",))
        again = agencies.add(conn, "Sở  Nội vụ", short="Sở NV", aliases=("Nội vụ",))
        assert again.id == first.id
        assert (again.short, again.aliases) == ("Sở NV", ("SNV", "Nội vụ"))
