"""Tasks in force: how they are published, who finds them, and what a change leaves behind."""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import replace

import pytest
from sqlalchemy import event, insert, update

from core.model import Directive, DirectiveState, DraftTask, Due, NamedAgency, Person, Role, Status
from core.permissions import May
from core.problems import Changed, NotAllowed
from core.proposal import Boundary, DeadlineKind
from core.status import NoSuchMove, Who
from db import history, people, tasks
from db import tables as t
from db.store import Store

NOW = dt.datetime(2026, 3, 16, 1, 0, tzinfo=dt.UTC)
DAY = dt.date(2026, 3, 31)
DUE = Due("đến ngày 31/3/2026", DAY, Boundary.BY, DeadlineKind.COMPLETION, DAY, DAY, dt.date(2026, 4, 1))


class Town:
    """Three agencies, their people, and one directive, in the open store."""

    def __init__(self, store: Store) -> None:
        self.store = store
        with store.begin() as conn:
            for number, name in enumerate(("Sở Nội vụ", "Sở Y tế", "Sở Tài chính"), start=1):
                conn.execute(insert(t.agencies).values(id=number, name=name, folded=name.lower(), aliases=[]))
            row = {"number": "141/TB-BCĐ", "state": "published", "text": "…", "created_at": NOW}
            self.directive_id = conn.execute(insert(t.directives).values(**row)).inserted_primary_key[0]
            self.coordinator = people.add(conn, name="C", role=Role.COORDINATOR)
            self.focal = people.add(conn, name="F", role=Role.FOCAL, agency_id=1)
            self.official = people.add(conn, name="O", role=Role.OFFICIAL, agency_id=1)
            self.colleague = people.add(conn, name="K", role=Role.OFFICIAL, agency_id=1)
            self.leader = people.add(conn, name="L", role=Role.LEADER, agency_id=2)
        self.directive = Directive(self.directive_id, DirectiveState.DRAFT, self.coordinator.id, number="141/TB-BCĐ")

    def draft(self, *leads: int, supporting: tuple[int, ...] = (), due: Due | None = DUE, **more: object) -> DraftTask:
        named = tuple(NamedAgency("x", agency) for agency in leads)
        helps = tuple(NamedAgency("y", agency) for agency in supporting)
        draft = DraftTask(1, self.directive_id, 1, "1", "Rà soát", (3, 9), named, helps, due)
        return replace(draft, **more)

    def publish(self, *drafts: DraftTask) -> list[tasks.Task]:
        with self.store.begin() as conn:
            return tasks.publish(conn, self.directive, list(drafts), by=self.coordinator, now=NOW)


@pytest.fixture
def town(store: Store) -> Town:
    return Town(store)


def test_each_lead_agency_gets_a_task_of_its_own_with_a_number_of_its_own(town: Town) -> None:
    made = town.publish(town.draft(1, 2, supporting=(3, 1)), town.draft(2, due=None))
    assert [(task.number, task.lead) for task in made] == [(1, "Sở Nội vụ"), (2, "Sở Y tế"), (3, "Sở Y tế")]
    assert made[0].supporting == ("Sở Tài chính",)
    assert made[1].supporting == ("Sở Nội vụ", "Sở Tài chính")
    assert made[0].due == DUE
    assert made[0].first_due == DAY
    assert made[2].due is None
    assert {task.status for task in made} == {Status.NOT_STARTED}


def test_numbers_go_on_where_the_last_directive_ended_and_dropped_drafts_take_none(town: Town) -> None:
    town.publish(town.draft(1), town.draft(1, dropped=True))
    assert [task.number for task in town.publish(town.draft(1))] == [2]


def test_a_task_goes_to_the_focal_person_else_the_leader_else_nobody(town: Town) -> None:
    made = town.publish(town.draft(1, 2, 3))
    with town.store.read() as conn:
        hands = [[one.person_id for one in tasks.assignments(conn, task.id)] for task in made]
    assert hands == [[town.focal.id], [town.leader.id], []]


def test_a_recurring_duty_begins_a_series_with_its_first_period(town: Town) -> None:
    (task,) = town.publish(town.draft(1, recurrence="FREQ=MONTHLY;BYMONTHDAY=25", recurrence_text="hằng tháng"))
    with town.store.read() as conn:
        row = conn.execute(t.tasks.select().where(t.tasks.c.id == task.id)).one()
    assert row.series_id is not None
    assert row.period == "2026-03-31"


def test_two_directives_published_at_once_never_share_a_number(town: Town) -> None:
    numbers: list[int] = []
    together = threading.Barrier(4)

    def publish() -> None:
        together.wait()
        numbers.extend(task.number for task in town.publish(*[town.draft(1)] * 5))

    threads = [threading.Thread(target=publish) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(numbers) == list(range(1, 21))


def test_publishing_143_tasks_of_41_agencies_asks_the_database_no_more_often_for_each_than_publishing_a_few(
    town: Town,
) -> None:
    with town.store.begin() as conn:
        for number in range(4, 42):
            conn.execute(insert(t.agencies).values(id=number, name=f"Xã {number}", folded=f"xa {number}", aliases=[]))
            people.add(conn, name=f"P{number}", role=Role.FOCAL, agency_id=number)
    statements: list[str] = []
    event.listen(town.store.engine, "before_cursor_execute", lambda *said: statements.append(said[2]))

    def asked(count: int) -> float:
        statements.clear()
        made = town.publish(*[town.draft(1 + i % 41, supporting=(1 + (i + 1) % 41,)) for i in range(count)])
        assert len(made) == count
        return len(statements) / count

    assert asked(143) <= asked(5)


# ── who finds what ─────────────────────────────────────────────────────────────────────────────
def _finds(town: Town, person: Person, number: int, may: May = May.LOOK) -> bool:
    with town.store.read() as conn:
        try:
            return tasks.get(conn, number, for_=person, may=may).number == number
        except NotAllowed:
            return False


def test_an_official_finds_what_is_in_their_hands_and_what_their_agency_supports(town: Town) -> None:
    own, _, supported = town.publish(town.draft(1), town.draft(1), town.draft(2, supporting=(1,)))
    with town.store.begin() as conn:
        tasks.assign(conn, own, town.official.id, by=town.focal, now=NOW)
    assert [_finds(town, town.official, n) for n in (1, 2, 3)] == [True, False, True]
    assert [_finds(town, town.official, n, May.ANSWER) for n in (1, 2, 3)] == [True, False, False]
    assert [_finds(town, town.focal, n, May.ANSWER) for n in (1, 2, 3)] == [True, True, False]
    assert _finds(town, town.focal, supported.number)


def test_an_unknown_number_and_a_foreign_one_are_refused_with_the_same_words(town: Town) -> None:
    town.publish(town.draft(2))
    with town.store.read() as conn:
        with pytest.raises(NotAllowed) as foreign:
            tasks.get(conn, 1, for_=town.focal)
        with pytest.raises(NotAllowed) as unknown:
            tasks.get(conn, 999, for_=town.focal)
    assert str(foreign.value) == str(unknown.value)


def test_a_deputy_answers_for_the_absent_person_only_in_those_days(town: Town) -> None:
    (task,) = town.publish(town.draft(1))
    with town.store.begin() as conn:
        tasks.assign(conn, task, town.official.id, by=town.focal, now=NOW)
        away = {"deputy_id": town.colleague.id, "deputy_from": dt.date(2026, 3, 16), "deputy_to": dt.date(2026, 3, 20)}
        conn.execute(update(t.people).where(t.people.c.id == town.official.id).values(**away))
    with town.store.read() as conn:
        assert tasks.open_of(conn, town.colleague, on=dt.date(2026, 3, 20))
        assert not tasks.open_of(conn, town.colleague, on=dt.date(2026, 3, 21))
        assert not tasks.open_of(conn, town.colleague)


def test_a_removed_person_finds_nothing(town: Town) -> None:
    town.publish(town.draft(1))
    assert not _finds(town, replace(town.focal, active=False), 1)


def test_the_list_has_the_most_urgent_first_and_those_without_a_date_last(town: Town) -> None:
    soon = dt.date(2026, 3, 20)
    sooner = replace(DUE, date=soon, last_day=soon, last_working_day=soon)
    town.publish(town.draft(1, due=None), town.draft(1), town.draft(1, due=sooner))
    with town.store.read() as conn:
        assert [task.number for task in tasks.open_of(conn, town.focal)] == [3, 2, 1]
        assert [task.number for task in tasks.open_of(conn, town.coordinator, limit=1)] == [3]
        assert tasks.count_of(conn, town.focal) == 3


# ── changes ────────────────────────────────────────────────────────────────────────────────────
def test_the_first_acknowledgement_begins_the_task_and_a_second_one_changes_nothing(town: Town) -> None:
    made = town.publish(town.draft(1), town.draft(1))
    with town.store.begin() as conn:
        once = tasks.acknowledge(conn, made, by=town.focal, now=NOW)
        twice = tasks.acknowledge(conn, once, by=town.focal, now=NOW)
        assert twice == once
        assert {task.status for task in once} == {Status.IN_PROGRESS}
        assert tasks.assignments(conn, made[0].id)[0].acknowledged_at == NOW
        assert [line.did for line in history.of(conn, "task", noun_id=made[0].id)] == ["acknowledged", "published"]


def test_allocating_moves_the_task_into_one_persons_hands_and_back_again(town: Town) -> None:
    (task,) = town.publish(town.draft(1))
    with town.store.begin() as conn:
        moved = tasks.assign(conn, task, town.official.id, by=town.focal, now=NOW, advice="sớm", internal_due=DAY)
        assert moved.version == task.version + 1
        (held,) = tasks.doing(conn, task.id)
        assert (held.person, held.advice, held.internal_due) == ("O", "sớm", DAY)
        tasks.assign(conn, moved, town.focal.id, by=town.focal, now=NOW)
        assert [one.person_id for one in tasks.assignments(conn, task.id)] == [town.focal.id]


def test_allocation_stays_within_the_lead_agency(town: Town) -> None:
    (task,) = town.publish(town.draft(1))
    with town.store.begin() as conn, pytest.raises(NotAllowed):
        tasks.assign(conn, task, town.leader.id, by=town.focal, now=NOW)


def test_whoever_saw_an_older_version_is_told_that_it_changed(town: Town) -> None:
    (task,) = town.publish(town.draft(1))
    with town.store.begin() as conn:
        tasks.acknowledge(conn, [task], by=town.focal, now=NOW)
        with pytest.raises(Changed) as told:
            tasks.lock(conn, task.id, for_=town.focal, seen=task.version)
        assert told.value.version == task.version + 1
        with pytest.raises(Changed):
            tasks.note(conn, task, by=town.focal, now=NOW, did="report", percent=80)


def test_a_note_on_a_task_leaves_its_version_and_a_move_does_not(town: Town) -> None:
    (task,) = town.publish(town.draft(1))
    with town.store.begin() as conn:
        noted = tasks.note(conn, task, by=town.focal, now=NOW, did="report", after="80", percent=80)
        assert (noted.version, noted.percent) == (task.version, 80)
        moved = tasks.move(conn, noted, Status.SUBMITTED, who=Who.LEAD, by=town.focal, now=NOW, did="submitted")
        assert moved.version == task.version + 1
        with pytest.raises(NoSuchMove):
            tasks.move(conn, moved, Status.DONE, who=Who.LEAD, by=town.focal, now=NOW, did="confirmed")


def test_a_new_deadline_keeps_the_first_one(town: Town) -> None:
    (task,) = town.publish(town.draft(1))
    later = dt.date(2026, 4, 15)
    with town.store.begin() as conn:
        changed = tasks.change_due(conn, task, replace(DUE, date=later), by=town.coordinator, now=NOW)
    assert changed.due is not None
    assert (changed.due.date, changed.first_due, changed.version) == (later, DAY, 2)
