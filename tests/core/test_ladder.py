"""When an official is reminded: the ladder, its silences, and what must hold of every ladder."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.ladder import Step, Target, Watch, around, can_send, is_silent, next_reminder, next_sending
from core.model import Status
from core.office import Office
from core.workdays import WorkingCalendar

OFFICE = Office(calendar=WorkingCalendar())
LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
BY_31_MARCH = Target(dt.date(2026, 3, 31), dt.date(2026, 4, 1))  # a Tuesday
WATCH = Watch(Status.IN_PROGRESS, BY_31_MARCH, LONG_AGO)


def local(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=OFFICE.zone).astimezone(dt.UTC)


def steps(watch: Watch, *, after: str, until: str, office: Office = OFFICE) -> list[tuple[str, str]]:
    """Every step between two local moments, as (local moment, code)."""
    found, moment = [], local(after)
    while (step := next_reminder(watch, after=moment, office=office)) is not None and step.at <= local(until):
        found.append((f"{office.local(step.at):%d/%m %H:%M}", step.code))
        moment = step.at
    return found


# ── the steps ──────────────────────────────────────────────────────────────────────────────────
def test_reminders_count_working_days_back_from_the_last_working_day():
    assert steps(WATCH, after="2026-03-01 00:00", until="2026-03-31 23:00") == [
        ("11/03 07:30", "T-14"),
        ("20/03 07:30", "T-7"),
        ("26/03 07:30", "T-3"),
        ("30/03 07:30", "T-1"),
        ("31/03 07:30", "T-0"),
    ]


def test_a_deadline_on_a_sunday_counts_back_from_friday():
    before_31_march_2025 = replace(WATCH, target=Target(dt.date(2025, 3, 30), dt.date(2025, 4, 1)))
    assert steps(before_31_march_2025, after="2025-03-25 12:00", until="2025-04-02 12:00") == [
        ("27/03 07:30", "T-1"),
        ("28/03 07:30", "T-0"),
        ("01/04 07:30", "Q+1"),
        ("02/04 07:30", "Q+2"),
    ]


def test_tet_moves_the_steps_before_it():
    after_tet = replace(WATCH, target=Target(dt.date(2026, 2, 24), dt.date(2026, 2, 25)))  # Tết: 14/2 to 22/2
    assert steps(after_tet, after="2026-02-11 00:00", until="2026-02-24 12:00") == [
        ("12/02 07:30", "T-3"),
        ("23/02 07:30", "T-1"),
        ("24/02 07:30", "T-0"),
    ]


def test_overdue_is_said_on_five_working_days_and_then_weekly():
    assert steps(WATCH, after="2026-04-01 00:00", until="2026-04-23 00:00") == [
        ("01/04 07:30", "Q+1"),
        ("02/04 07:30", "Q+2"),
        ("03/04 07:30", "Q+3"),
        ("06/04 07:30", "Q+4"),
        ("07/04 07:30", "Q+5"),
        ("14/04 07:30", "W+1"),
        ("21/04 07:30", "W+2"),
    ]


def test_a_deadline_with_an_hour_gets_hours_in_place_of_the_last_days():
    at_five = replace(WATCH, target=replace(BY_31_MARCH, time=dt.time(17)))
    assert steps(at_five, after="2026-03-25 00:00", until="2026-04-01 12:00") == [
        ("26/03 07:30", "T-3"),
        ("30/03 07:30", "T-1"),
        ("30/03 17:00", "H-24"),
        ("31/03 13:00", "H-4"),
        ("31/03 16:00", "H-1"),
        ("01/04 07:30", "Q+1"),
    ]


def test_an_hour_may_break_the_rest_and_the_quiet():
    sunday_evening = Target(dt.date(2026, 3, 29), dt.date(2026, 3, 30), dt.time(20))
    found = steps(replace(WATCH, target=sunday_evening), after="2026-03-28 00:00", until="2026-03-29 23:00")
    assert found == [("28/03 20:00", "H-24"), ("29/03 16:00", "H-4"), ("29/03 19:00", "H-1")]
    assert Step(LONG_AGO, "H-4").any_hour
    assert not Step(LONG_AGO, "T-0").any_hour


def test_an_urgent_directive_gets_hours_without_a_written_one():
    urgent = replace(WATCH, target=replace(BY_31_MARCH, urgent=True))
    codes = [code for _, code in steps(urgent, after="2026-03-30 12:00", until="2026-03-31 23:00")]
    assert codes == ["H-24", "H-4", "H-1"]


def test_what_was_not_acknowledged_is_asked_twice_and_then_left_to_the_escalation():
    fresh = Watch(Status.NOT_STARTED, None, local("2026-03-13 16:20"), acknowledged=False)  # a Friday
    assert steps(fresh, after="2026-03-13 16:20", until="2026-04-30 00:00") == [
        ("16/03 07:30", "A+1"),
        ("17/03 07:30", "A+2"),
    ]


def test_a_task_without_a_deadline_that_was_acknowledged_is_not_reminded_of():
    assert next_reminder(replace(WATCH, target=None), after=LONG_AGO, office=OFFICE) is None


def test_a_person_is_not_reminded_of_steps_before_the_task_was_theirs():
    late = replace(WATCH, assigned_at=local("2026-03-27 10:00"))
    assert steps(late, after="2026-03-01 00:00", until="2026-03-31 12:00") == [
        ("30/03 07:30", "T-1"),
        ("31/03 07:30", "T-0"),
    ]


# ── silences ───────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.DONE, Status.SUSPENDED, Status.ENDED])
def test_what_is_not_open_is_silent(status):
    assert next_reminder(replace(WATCH, status=status), after=LONG_AGO, office=OFFICE) is None


def test_an_extension_asked_in_time_keeps_silent():
    assert next_reminder(replace(WATCH, waiting=True), after=LONG_AGO, office=OFFICE) is None


def test_at_the_signatorys_desk_three_working_days_are_silent():
    signing = replace(WATCH, signing_since=dt.date(2026, 3, 26))  # Thursday: silent Friday, Monday
    assert steps(signing, after="2026-03-26 12:00", until="2026-04-02 12:00") == [
        ("31/03 07:30", "T-0"),
        ("01/04 07:30", "Q+1"),
        ("02/04 07:30", "Q+2"),
    ]
    assert is_silent(signing, now=local("2026-03-30 09:00"), office=OFFICE)
    assert not is_silent(signing, now=local("2026-03-31 07:30"), office=OFFICE)


def test_a_snoozed_task_is_said_again_at_its_hour_and_the_ladder_goes_on():
    snoozed = replace(WATCH, snoozed_until=local("2026-03-30 14:00"))
    found = steps(snoozed, after="2026-03-26 08:00", until="2026-03-31 12:00")
    assert [when for when, _ in found] == ["30/03 14:00", "31/03 07:30"]
    assert found[0][1].startswith("S")


# ── waking up late ─────────────────────────────────────────────────────────────────────────────
def test_of_several_missed_steps_only_the_latest_is_said():
    missed = around(WATCH, since=local("2026-03-20 07:30"), until=local("2026-03-30 09:00"), office=OFFICE)[0]
    assert missed is not None
    assert missed.code == "T-1"


def test_waking_early_finds_nothing_to_say():
    assert around(WATCH, since=local("2026-03-21 00:00"), until=local("2026-03-25 00:00"), office=OFFICE)[0] is None


@pytest.mark.parametrize(
    ("moment", "sends", "then"),
    [
        ("2026-03-16 07:30", True, "2026-03-16 07:30"),
        ("2026-03-16 06:59", False, "2026-03-16 07:30"),
        ("2026-03-16 18:00", False, "2026-03-17 07:30"),
        ("2026-03-14 10:00", False, "2026-03-16 07:30"),  # Saturday
        ("2026-04-24 18:30", False, "2026-04-28 07:30"),  # the Monday after is Giỗ Tổ's substitute day
    ],
)
def test_ordinary_reminders_go_out_in_working_hours_of_working_days(moment, sends, then):
    assert can_send(local(moment), office=OFFICE) is sends
    assert next_sending(local(moment), office=OFFICE) == local(then)


def test_a_reminding_hour_set_inside_the_quiet_is_moved_to_its_end():
    early = replace(OFFICE, remind_at=dt.time(5, 0))
    step = next_reminder(WATCH, after=local("2026-03-31 00:00"), office=early)
    assert step is not None
    assert OFFICE.local(step.at).time() == dt.time(7, 0)


# ── what holds of every ladder ─────────────────────────────────────────────────────────────────
FEW = settings(max_examples=80, deadline=None)
days = st.dates(dt.date(2025, 1, 1), dt.date(2028, 12, 31))
moments = st.datetimes(dt.datetime(2025, 1, 1), dt.datetime(2029, 6, 30), timezones=st.just(dt.UTC))  # noqa: DTZ001
targets = st.builds(
    lambda last, gap, time, urgent: Target(last, last + dt.timedelta(days=gap), time, urgent=urgent),
    days,
    st.integers(1, 2),
    st.none() | st.times().map(lambda t: t.replace(microsecond=0)),
    st.booleans(),
)
watches = st.builds(
    Watch,
    status=st.sampled_from([Status.NOT_STARTED, Status.IN_PROGRESS]),
    target=st.none() | targets,
    assigned_at=moments,
    acknowledged=st.booleans(),
    signing_since=st.none() | days,
    snoozed_until=st.none() | moments,
)


@FEW
@given(watches, moments)
def test_the_next_reminder_lies_strictly_ahead_and_is_the_same_when_asked_again(watch, after):
    step = next_reminder(watch, after=after, office=OFFICE)
    assert step == next_reminder(watch, after=after, office=OFFICE)
    assert step is None or step.at > after


@FEW
@given(watches, moments, st.integers(0, 10**6))
def test_asking_from_anywhere_before_a_step_finds_no_later_one(watch, after, seconds):
    step = next_reminder(watch, after=after, office=OFFICE)
    if step is not None:
        between = min(after + dt.timedelta(seconds=seconds), step.at - dt.timedelta(microseconds=1))
        assert next_reminder(watch, after=between, office=OFFICE) == step


@FEW
@given(watches, moments)
def test_each_step_comes_once(watch, after):
    seen = []
    for _ in range(25):
        step = next_reminder(watch, after=after, office=OFFICE)
        if step is None:
            break
        seen.append(step.code)
        after = step.at
    assert len(seen) == len(set(seen))


@FEW
@given(watches, moments)
def test_no_step_but_an_hourly_or_a_chosen_one_falls_on_a_rest_day_or_outside_hours(watch, after):
    step = next_reminder(watch, after=after, office=OFFICE)
    if step is not None and not step.any_hour and not step.code.startswith("S"):
        assert can_send(step.at, office=OFFICE)
        assert OFFICE.local(step.at).time() == OFFICE.remind_at
