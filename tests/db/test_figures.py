"""Counting in the database: the groups, the permission, the lists behind the numbers."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import insert

from core.figures import AgencyCount, Kind, Measure
from core.model import Role
from db import figure_lists, figures
from db.details import details
from db.figure_lists import View
from db.tables import extensions, report_tasks, reports

TODAY = dt.date(2026, 3, 18)  # a Wednesday


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def counted(house, person, **scope):
    with house.store.read() as conn:
        return figures.figures(conn, for_=person, today=TODAY, **scope)


def listed(house, person, kind: Kind, **scope) -> list[int]:
    view = View(person, TODAY, house.office.calendar, **scope)
    with house.store.read() as conn:
        lines = figure_lists.lines(conn, kind, view)
        assert figure_lists.count(conn, kind, view) == len(lines)
    return [line.task_id for line in lines]


def test_every_task_is_in_one_group_and_the_groups_add_up(house):
    coordinator = house.coordinator()
    evening = dt.datetime(2026, 3, 10, 16, 59, tzinfo=dt.UTC)  # still 10/3 in Hà Nội; one minute later it is 11/3
    house.task("2026-03-10", status="done", completed_on=day("2026-03-10"), submitted_at=evening)
    house.task("2026-03-10", status="done", document_date=day("2026-03-11"))
    house.task("2026-03-10", status="done", submitted_at=evening)
    house.task("2026-03-10", status="done", submitted_at=evening + dt.timedelta(minutes=1))
    house.task(None, status="done", completed_on=day("2026-03-10"))
    house.task("2026-03-18", status="not_started")
    house.task("2026-03-17", status="in_progress")
    house.task("2026-03-10", status="submitted")
    house.task(None, status="in_progress")
    house.task("2026-03-10", status="suspended")
    house.task("2026-03-10", status="ended")
    found = counted(house, coordinator)
    assert (found.on_time, found.late) == (3, 2)
    assert (found.in_term, found.overdue, found.submitted, found.ongoing) == (1, 1, 1, 1)
    assert (found.suspended, found.ended) == (1, 1)
    assert found.total == 9


def test_an_overdue_report_shared_by_several_points_is_one_lateness(house):
    coordinator, agency = house.coordinator(), house.agency("Sở Xây dựng")
    for _ in range(3):
        house.task("2026-03-10", lead=agency, official=house.person(agency=agency), deadline_inherited=True)
    found = counted(house, coordinator)
    assert (found.overdue, found.overdue_shared, found.shared_lateness) == (3, 3, 1)


def test_each_number_has_its_list(house):
    coordinator = house.coordinator()
    overdue = house.task("2026-03-10")
    older = house.task("2026-03-03", blocked="kinh phí")
    today = house.task("2026-03-18", status="not_started")
    friday = house.task("2026-03-20")
    house.task("2026-03-27")
    submitted = house.task("2026-03-10", status="submitted")
    with house.store.begin() as conn:
        conn.execute(
            insert(extensions).values(
                task_id=overdue,
                person_id=1,
                asked_at=house.now,
                asked_until=day("2026-04-20"),
                reason="x",
                original_date=day("2026-03-10"),
            )
        )
    assert listed(house, coordinator, Kind.OVERDUE) == [older, overdue]
    assert listed(house, coordinator, Kind.TODAY) == [today]
    assert listed(house, coordinator, Kind.SOON) == [today, friday]
    assert listed(house, coordinator, Kind.WEEK) == [today, friday]
    assert listed(house, coordinator, Kind.BLOCKED) == [older]
    assert listed(house, coordinator, Kind.EXTENSION) == [overdue]
    assert listed(house, coordinator, Kind.SUBMITTED) == [submitted]
    assert listed(house, coordinator, Kind.UNACKNOWLEDGED) == [today]
    found = counted(house, coordinator)
    assert (found.overdue_waiting, found.blocked, found.due_this_week) == (1, 1, 2)


def test_the_last_word_of_the_agency_stands_beside_its_task(house):
    coordinator, official = house.coordinator(), house.person()
    task = house.task("2026-03-10", official=official)
    with house.store.begin() as conn:
        for text in ("xong 50%", "xong 80%"):
            key = conn.execute(
                insert(reports).values(person_id=official.id, at=house.now, text=text)
            ).inserted_primary_key[0]
            conn.execute(insert(report_tasks).values(report_id=key, task_id=task))
    with house.store.read() as conn:
        (line,) = figure_lists.lines(conn, Kind.OVERDUE, View(coordinator, TODAY, house.office.calendar))
    assert (line.last_said, line.last_at) == ("xong 80%", day("2026-03-16"))


def test_an_agencys_people_see_their_agency_and_an_official_their_own(house):
    ours, theirs = house.agency("Sở Nội vụ"), house.agency("Sở Xây dựng")
    official = house.person("A", agency=ours)
    mine = house.task("2026-03-10", official=official)
    agencys = house.task("2026-03-10", official=house.person("B", agency=ours))
    house.task("2026-03-10", official=house.person("C", agency=theirs))
    for role in (Role.FOCAL, Role.LEADER):
        assert listed(house, house.person(role=role, agency=ours), Kind.OVERDUE) == [mine, agencys]
    assert listed(house, official, Kind.OVERDUE) == [mine]
    assert counted(house, house.coordinator()).overdue == 3
    assert counted(house, house.coordinator(), agency_id=theirs.id).overdue == 1
    chief = house.person("Chánh Văn phòng", role=Role.LEADER, agency=house.agency(house.office.name, kind="office"))
    assert counted(house, chief).overdue_agencies == 2


def test_one_directive_and_who_is_silent_on_it(house):
    coordinator = house.coordinator()
    ours, theirs = house.agency("Sở Nội vụ"), house.agency("Sở Xây dựng")
    official = house.person(agency=ours)
    told = house.task("2026-03-31", official=official)
    house.task("2026-03-31", official=house.person(agency=theirs))
    other = house.directive("7/CT-UBND")
    house.task("2026-03-10", directive=other)
    with house.store.begin() as conn:
        key = conn.execute(insert(reports).values(person_id=official.id, at=house.now, text="x")).inserted_primary_key[
            0
        ]
        conn.execute(insert(report_tasks).values(report_id=key, task_id=told))
    first = house.directive()
    found = counted(house, coordinator, directive_id=first)
    assert (found.total, found.agencies, found.directives, found.overdue) == (2, 2, 1, 0)
    with house.store.read() as conn:
        assert figures.silent_agencies(conn, first, for_=coordinator, today=TODAY) == ["Sở Xây dựng"]


def test_agencies_are_counted_side_by_side(house):
    coordinator, agency = house.coordinator(), house.agency("Sở Xây dựng")
    official = house.person(agency=agency)
    house.task("2026-03-10", official=official)
    house.task("2026-03-31", official=official)
    house.task("2026-03-31", official=official, status="ended")
    with house.store.read() as conn:
        assert figures.by_agency(conn, for_=coordinator, today=TODAY) == [AgencyCount(agency.id, agency.name, 2, 1)]


def test_a_directive_is_found_by_the_typed_part_of_its_number_among_those_one_may_see(house):
    official, other = house.person("A"), house.person("B", agency="Sở Xây dựng")
    first = house.directive("141/TB-BCĐ")
    house.task("2026-03-31", official=official, directive=first)
    house.task("2026-03-31", official=other, directive=house.directive("1415/UBND-VX"))
    with house.store.read() as conn:
        assert figures.directives_like(conn, "141", for_=official, today=TODAY) == [(first, "141/TB-BCĐ")]
        assert len(figures.directives_like(conn, "141", for_=house.coordinator(), today=TODAY)) == 2
        assert figures.directives_like(conn, "%", for_=official, today=TODAY) == []


def extended(house, due: str, *, first: str, **columns) -> int:
    late, last = day(first) + dt.timedelta(days=1), day(first)
    return house.task(due, first_overdue_from=late, first_last_working_day=last, **columns)


def test_by_the_original_deadline_an_extension_excuses_nothing(house):
    coordinator = house.coordinator()
    extended(house, "2026-03-31", first="2026-03-10")
    extended(house, "2026-03-31", first="2026-03-10", status="done", completed_on=day("2026-03-12"))
    extended(house, "2026-03-31", first="2026-03-20")
    extended(house, "2026-03-31", first="2026-03-10", status="submitted")
    in_force = counted(house, coordinator)
    original = counted(house, coordinator, measure=Measure.ORIGINAL)
    assert (in_force.on_time, in_force.late, in_force.in_term, in_force.overdue) == (1, 0, 2, 0)
    assert (original.on_time, original.late, original.in_term, original.overdue) == (0, 1, 1, 1)
    assert original.total == in_force.total == 4
    assert (original.submitted, original.due_this_week, in_force.due_this_week) == (1, 1, 0)
    assert (original.overdue_agencies, in_force.overdue_agencies) == (1, 0)


def test_what_was_never_extended_counts_alike_by_both(house):
    coordinator = house.coordinator()
    house.task("2026-03-10")
    house.task("2026-03-31")
    house.task(None)
    house.task("2026-03-10", status="done", completed_on=day("2026-03-11"))
    assert counted(house, coordinator, measure=Measure.ORIGINAL) == counted(house, coordinator)


def test_the_lists_the_agencies_and_the_table_go_by_the_same_deadline(house):
    coordinator, agency = house.coordinator(), house.agency("Sở Xây dựng")
    official = house.person(agency=agency)
    older = extended(house, "2026-03-31", first="2026-03-03", official=official)
    other = house.task("2026-03-10", official=official)
    assert listed(house, coordinator, Kind.OVERDUE) == [other]
    assert listed(house, coordinator, Kind.OVERDUE, measure=Measure.ORIGINAL) == [older, other]
    view = View(coordinator, TODAY, house.office.calendar, measure=Measure.ORIGINAL)
    with house.store.read() as conn:
        first, _ = figure_lists.lines(conn, Kind.OVERDUE, view)
        behind = figures.by_agency(conn, for_=coordinator, today=TODAY, measure=Measure.ORIGINAL)
        addressed = figures.by_addressee(conn, for_=coordinator, today=TODAY, measure=Measure.ORIGINAL)
        rows = [(one.task.id, one.counted_as, one.first_day) for one in details(conn, view)]
    assert (first.overdue_from, first.last_working_day) == (day("2026-03-04"), day("2026-03-03"))
    assert behind == addressed == [AgencyCount(agency.id, agency.name, 2, 2)]
    assert rows == [(older, "overdue", day("2026-03-03")), (other, "overdue", None)]
