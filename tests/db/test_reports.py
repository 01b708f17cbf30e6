"""Reports are only added to; extensions are answered once; of two who write at once, one wins."""

from __future__ import annotations

import datetime as dt
import threading

import pytest

from core.model import Role, Status
from core.permissions import May
from core.problems import Changed, NotAllowed
from core.status import Who
from db import extensions, history, reports, tasks
from tests.house import House

UNTIL = dt.date(2026, 4, 20)


def test_one_report_answers_several_tasks_and_each_shows_it_as_its_last(house: House) -> None:
    an = house.person("Lê An")
    keys = [house.task(official=an), house.task(official=an)]
    with house.store.begin() as conn:
        several = [tasks.by_id(conn, key) for key in keys]
        reports.add(conn, several[:1], by=an, now=house.now, text="50%", percent=50)
        both = reports.add(
            conn,
            several,
            by=an,
            now=house.now,
            text="xong",
            document_number="45-BC/HU",
            document_date=dt.date(2026, 3, 13),
        )
        assert {key: one.id for key, one in reports.last_of(conn, keys).items()} == dict.fromkeys(keys, both)
        assert [one.text for one in reports.of_task(conn, keys[0])] == ["xong", "50%"]
        last = reports.last(conn, keys[1])
        assert last is not None
        assert (last.person, last.document_number, last.at) == ("Lê An", "45-BC/HU", house.now)


def test_a_task_nobody_reported_on_has_no_last_report(house: House) -> None:
    key = house.task()
    with house.store.read() as conn:
        assert reports.last(conn, key) is None
        assert reports.of_task(conn, key) == []


def test_an_extension_keeps_the_first_deadline_and_is_decided_once(house: House) -> None:
    an, coordinator = house.person("Lê An"), house.coordinator()
    key = house.task(official=an)
    with house.store.begin() as conn:
        asked = extensions.ask(conn, tasks.by_id(conn, key), by=an, now=house.now, until=UNTIL, reason="kinh phí")
        assert str(asked.original_date) == "2026-03-31"
        assert extensions.waiting_of(conn, key) == asked
        assert extensions.waiting(conn, for_=coordinator) == [asked]
        assert extensions.waiting(conn, for_=an) == []
        done = extensions.decide(
            conn, asked, by=coordinator, now=house.now, decision="agreed", until=UNTIL, source="Công văn 99"
        )
        assert (done.decision, done.decided_until, done.source) == ("agreed", UNTIL, "Công văn 99")
        assert extensions.waiting_of(conn, key) is None
        assert extensions.times(conn, key) == 1
        with pytest.raises(Changed):
            extensions.decide(conn, asked, by=coordinator, now=house.now, decision="refused", until=None, source="khác")


def test_an_extension_does_not_exist_for_those_who_decide_nothing(house: House) -> None:
    an = house.person("Lê An")
    key = house.task(official=an)
    with house.store.begin() as conn:
        asked = extensions.ask(conn, tasks.by_id(conn, key), by=an, now=house.now, until=UNTIL, reason="kinh phí")
        with pytest.raises(NotAllowed) as foreign:
            extensions.lock(conn, asked.id, for_=an)
        with pytest.raises(NotAllowed) as unknown:
            extensions.lock(conn, 999, for_=an)
        assert str(foreign.value) == str(unknown.value)


def test_of_two_coordinators_at_the_same_instant_one_confirms_and_the_other_is_told(house: House) -> None:
    key = house.task(status=Status.SUBMITTED)
    both = [house.coordinator("Trần Bình"), house.coordinator("Trần Cường")]
    together, outcomes = threading.Barrier(2), []

    def confirm(number: int) -> None:
        together.wait()
        try:
            with house.store.begin() as conn:
                task = tasks.lock(conn, key, for_=both[number], seen=1, may=May.DECIDE)
                tasks.move(
                    conn, task, Status.DONE, who=Who.COORDINATOR, by=both[number], now=house.now, did="confirmed"
                )
            outcomes.append("done")
        except Changed as problem:
            outcomes.append(f"changed to {problem.version}")

    threads = [threading.Thread(target=confirm, args=(number,)) for number in range(2)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(outcomes) == ["changed to 2", "done"]
    with house.store.read() as conn:
        assert len(history.of(conn, "task", noun_id=key)) == 1


def test_what_may_be_done_to_a_task_is_one_question(house: House) -> None:
    an, focal = house.person("Lê An"), house.person("Lê Chi", role=Role.FOCAL)
    stranger = house.person("Lê Hà", agency="Sở Y tế")
    key = house.task(official=an)
    with house.store.read() as conn:
        assert tasks.permitted(conn, key, for_=an) == {May.LOOK, May.ANSWER}
        assert tasks.permitted(conn, key, for_=focal) == {May.LOOK, May.ANSWER, May.ALLOCATE}
        assert tasks.permitted(conn, key, for_=stranger) == frozenset()
        assert tasks.permitted(conn, 999, for_=focal) == frozenset()
