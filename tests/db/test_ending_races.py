"""An agency's end is recorded while work is on its way to it: nothing is left with an agency that is gone."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import insert, select

from core.messages import Choice, Reply
from core.model import Agency, Person, Role, Status
from db import outbox, series, successions
from db import tables as t
from db.store import Store
from tests.house import House


@pytest.fixture
def beside(house: House, database_url: str) -> Iterator[House]:
    """The same office in another session."""
    opened = Store(database_url)
    yield House(opened, house.office)
    opened.close()


def while_it_ends(house: House, old: Agency, heir: Agency, by: Person, act: Callable[[], object]) -> object:
    """`act` begins when the agency is held, and comes as far as it can before anything else of the end is done."""
    begun = threading.Event()

    def acts() -> object:
        assert begun.wait(5)
        return act()

    with ThreadPoolExecutor(1) as pool:
        acting = pool.submit(acts)
        with house.store.begin() as conn:
            successions.lock(conn, old.id)
            begun.set()
            threading.Event().wait(0.3)
            left = successions.pieces(conn, old.id)
            why = {"decision": "12/NQ-HĐND", "by": by, "now": house.now}
            successions.record(conn, old, [heir.id], on=house.now.date(), **why)
            for one in left:
                successions.give(conn, one, old, heir, **why)
            successions.unsettle_drafts(conn, old.id)
        return acting.result(10)


def leads(house: House) -> list[int]:
    with house.store.read() as conn:
        return list(conn.scalars(select(t.tasks.c.lead_id).order_by(t.tasks.c.number)))


@pytest.mark.parametrize("supports", [False, True], ids=["", "it supports"])
def test_a_task_that_changes_its_lead_does_not_go_to_an_agency_that_ends(
    house: House, beside: House, supports: bool
) -> None:
    """Whoever gives it waits without holding what the other needs next."""
    by, heir = house.coordinator(), house.agency("UBND xã An Phú")
    old, here = house.agency("Phòng Nội vụ"), house.agency("Sở Tài chính")
    house.task(official=house.person(agency=here), lead=here, supporting=(old,) if supports else (), coordinator=by)
    house.says(by, "nv 1: chuyển Phòng Nội vụ theo 12/QĐ-UBND")
    said = while_it_ends(house, old, heir, by, lambda: beside.presses(by, "Chuyển"))
    assert leads(house) == [here.id]
    assert said


def test_a_directive_is_not_given_to_an_agency_that_ends(house: House, beside: House) -> None:
    by, heir, old = house.coordinator(), house.agency("UBND xã An Phú"), house.agency("Phòng Nội vụ")
    house.person(role=Role.FOCAL, agency=old)
    directive = house.directive("9/CT-UBND", coordinator=by, state="draft")
    named = [{"written": "Phòng Nội vụ", "agency_id": old.id, "score": 100.0}]
    row = {"directive_id": directive, "position": 1, "ref": "1", "text": "Rà soát", "leads": named}
    with house.store.begin() as conn:
        conn.execute(insert(t.drafts).values(**row, supporting=[], doubts=[], dropped=False))
    offer = Reply("?", choices=(Choice("Giao", "publish.ask", {"directive": directive}),))
    with house.store.begin() as conn:
        outbox.say(conn, offer, to=house.address(by), person=by.id, real_now=house.real_now)
    house.presses(by, "Giao")
    while_it_ends(house, old, heir, by, lambda: beside.presses(by, "Gửi ngay"))
    assert leads(house) == []


def test_the_next_period_is_not_opened_for_an_agency_that_ends(house: House, beside: House) -> None:
    by, heir, old = house.coordinator(), house.agency("UBND xã An Phú"), house.agency("Phòng Nội vụ")
    row = {"directive_id": house.directive(), "rule": "FREQ=MONTHLY;BYMONTHDAY=15", "text": "báo cáo tháng"}
    with house.store.begin() as conn:
        running = conn.execute(insert(t.series).values(**row, period=dt.date(2026, 3, 15))).inserted_primary_key[0]
    focal = house.person(role=Role.FOCAL, agency=old)
    one = {"series_id": running, "period": "2026-03-15", "status": Status.DONE}
    house.task("2026-03-15", official=focal, lead=old, **one)

    def opens() -> None:
        with beside.store.begin() as conn:
            series.open_next(conn, running, today=dt.date(2026, 3, 16), now=house.now, office=house.office)

    while_it_ends(house, old, heir, by, opens)
    assert leads(house) == [old.id, heir.id]
