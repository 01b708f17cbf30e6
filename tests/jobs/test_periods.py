"""A recurring duty: each period opens when the one before has fallen due, and is reported and counted by itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import func, insert, select, update

from core.correction import Point, What
from core.model import DraftTask, Role, Status
from db import corrections, figures, people, series
from db import tasks as task_verbs
from db.tables import assignments, history, outbox, tasks
from db.tables import series as series_table
from jobs import periods, remind
from tests.handlers.dialogue import labels, task_now, text


def at(house, text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=house.office.zone).astimezone(dt.UTC)


def monthly(house, *, rule: str = "FREQ=MONTHLY;BYMONTHDAY=25", words: str = "trước ngày 25 hằng tháng", **task):
    """The first period, due before 25/3/2026; who answers for it."""
    focal = house.person("Lê Chi", role=Role.FOCAL)
    key = house.task("2026-03-25", official=focal, boundary="before", kind="report", recurrence_text=words, **task)
    with house.store.begin() as conn:
        row = {"directive_id": 1, "rule": rule, "text": words, "period": dt.date(2026, 3, 25)}
        made = conn.execute(insert(series_table).values(**row).returning(series_table.c.id)).scalar_one()
        conn.execute(update(tasks).where(tasks.c.id == key).values(series_id=made, period="2026-03-25"))
    return focal


def tick(house, when: str) -> int:
    house.now = house.real_now = at(house, when)
    return periods.tick(house.store, now=house.now, real_now=house.now, office=house.office)


def every_period(house) -> list[str]:
    with house.store.read() as conn:
        return list(conn.scalars(select(tasks.c.period).order_by(tasks.c.number)))


def said(house) -> list[str | None]:
    with house.store.read() as conn:
        rows = conn.execute(select(outbox).where(outbox.c.kind == "period").order_by(outbox.c.id)).all()
        made = [periods.render(conn, row, house.now, house.office) for row in rows]
    return [reply and reply.text for reply in made]


def test_the_next_period_opens_once_on_the_first_working_morning_after_the_named_day(house):
    monthly(house)
    assert tick(house, "2026-03-25 09:00") == 0
    assert tick(house, "2026-03-26 06:30") == 0
    assert tick(house, "2026-03-26 07:30") == 1
    assert tick(house, "2026-03-26 07:31") == 0
    assert every_period(house) == ["2026-03-25", "2026-04-25"]
    task = task_now(house, 2)
    assert task.due
    assert (task.due.last_day, task.due.last_working_day, task.due.overdue_from) == (
        dt.date(2026, 4, 24),
        dt.date(2026, 4, 24),
        dt.date(2026, 4, 26),
    )
    assert task.status is Status.NOT_STARTED


def test_whoever_answered_for_the_duty_is_told_with_the_report_of_the_period_before(house):
    focal = monthly(house)
    house.now = at(house, "2026-03-23 09:00")
    house.says(focal, "nv 1 đã hoàn thành, Báo cáo số 45/BC-SNV ngày 23/3")
    house.presses(focal, "Đúng")
    tick(house, "2026-03-26 07:30")
    (opened,) = said(house)
    assert opened == (
        "NV 2 · 141/TB-BCĐ · kỳ tháng 4/2026\n"
        "Rà soát quy hoạch\n"
        "Báo cáo trước ngày 25 hằng tháng;\n"
        "ngày làm việc cuối thứ Sáu 24/4\n"
        "Kỳ trước (NV 1): 45/BC-SNV ngày 23/3/2026"
    )


def test_a_period_that_nobody_reported_is_said_as_it_is(house):
    monthly(house)
    tick(house, "2026-03-26 07:30")
    assert said(house)[0].endswith("Kỳ trước (NV 1): chưa có báo cáo")


def test_after_days_off_every_missed_period_is_there_once(house):
    monthly(house)
    assert tick(house, "2026-06-01 09:00") == 3
    assert every_period(house) == ["2026-03-25", "2026-04-25", "2026-05-25", "2026-06-25"]


@pytest.mark.parametrize(
    ("rule", "words", "first", "next_"),
    [
        ("FREQ=WEEKLY;BYDAY=FR", "thứ Sáu hằng tuần", "2026-03-27", "2026-04-03"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "ngày cuối tháng", "2026-02-28", "2026-03-31"),
        ("FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=20", "trước ngày 20 tháng cuối quý", "2026-03-20", "2026-06-20"),
        ("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15", "6 tháng, năm", "2026-06-15", "2026-12-15"),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15", "hằng năm trước ngày 15/12", "2026-12-15", "2027-12-15"),
        ("FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=5", "2 tháng một lần", "2026-03-05", "2026-05-05"),
        ("FREQ=MONTHLY;INTERVAL=3", "hằng quý", "2026-03-05", None),
    ],
)
def test_the_next_day_comes_from_the_rule_and_a_rule_without_a_day_opens_nothing(rule, words, first, next_, office):
    from core.series import following

    found = following(rule, dt.date.fromisoformat(first), calendar=office.calendar)
    assert found == (dt.date.fromisoformat(next_) if next_ else None)


def test_a_new_period_is_reminded_of_by_its_own_ladder(house):
    monthly(house)
    tick(house, "2026-03-26 07:30")
    with house.store.begin() as conn:
        conn.execute(update(assignments).values(acknowledged_at=house.now))
    remind.tick(house.store, now=at(house, "2026-04-21 07:30"), real_now=house.now, office=house.office)
    with house.store.read() as conn:
        (row,) = conn.execute(select(outbox).where(outbox.c.kind == "morning")).all()
    assert [step for _, step, _, _ in row.payload["items"]] == ["W+2", "T-3"]


def test_who_acknowledged_the_duty_is_not_asked_to_acknowledge_each_period(house):
    monthly(house)
    with house.store.begin() as conn:
        conn.execute(update(assignments).values(acknowledged_at=house.now))
    tick(house, "2026-03-26 07:30")
    with house.store.read() as conn:
        assert conn.execute(select(func.count()).where(assignments.c.acknowledged_at.is_(None))).scalar_one() == 0


def test_a_duty_whose_newest_period_was_ended_goes_on_no_longer_and_a_suspended_one_leaves_a_gap(house):
    monthly(house, status="ended")
    assert tick(house, "2026-03-26 07:30") == 0
    with house.store.begin() as conn:
        assert conn.execute(select(series_table.c.period)).scalar_one() is None
        conn.execute(update(tasks).values(status="suspended"))
        conn.execute(update(series_table).values(period=dt.date(2026, 3, 25)))
    assert tick(house, "2026-04-28 07:30") == 0
    with house.store.begin() as conn:
        conn.execute(update(tasks).values(status="in_progress"))
    assert tick(house, "2026-05-26 07:30") == 1
    assert every_period(house) == ["2026-03-25", "2026-06-25"]


def test_nothing_arose_is_a_report_by_button_and_by_typing(house):
    focal = monthly(house)
    tick(house, "2026-03-26 07:30")
    asked = house.says(focal, "nv2 ky nay khong phat sinh")
    assert text(asked) == (
        "Hệ thống hiểu:\n"
        "NV 2 · 141/TB-BCĐ · Rà soát quy hoạch\n"
        "Kỳ này không phát sinh: báo cáo hoàn thành,\n"
        "không cần văn bản."
    )
    assert labels(asked) == ["Đúng", "Sửa lại"]
    told = house.presses(focal, "Đúng")
    assert "NV 2: đã gửi báo cáo không phát sinh." in text(told)
    assert task_now(house, 2).status is Status.SUBMITTED
    assert tick(house, "2026-04-27 07:30") == 0  # a day off in place of the Hùng Kings' day
    tick(house, "2026-04-28 07:30")
    assert said(house)[0] is None
    assert said(house)[1].endswith("Kỳ trước (NV 2): “báo cáo không phát sinh”")


def test_what_arises_in_a_task_that_does_not_recur_is_an_ordinary_report(house):
    official = house.person()
    house.task("2026-03-31", official=official)
    assert "Chưa ghi là hoàn thành" in text(house.says(official, "nv1 không phát sinh"))


def test_each_period_is_counted_by_itself(house):
    focal = monthly(house)
    tick(house, "2026-03-26 07:30")
    with house.store.read() as conn:
        counted = figures.figures(conn, for_=people.get(conn, focal.id), today=dt.date(2026, 3, 26))
        past = list(conn.scalars(select(history.c.did).where(history.c.noun == "task")))
    assert (counted.total, counted.overdue, counted.in_term) == (2, 1, 1)
    assert past == ["opened"]


def test_two_workers_open_a_period_once(house):
    monthly(house)
    now = at(house, "2026-03-26 07:30")
    with house.store.begin() as conn:
        assert len(series.open_next(conn, 1, today=dt.date(2026, 3, 26), now=now, office=house.office)) == 1
        assert series.open_next(conn, 1, today=dt.date(2026, 3, 26), now=now, office=house.office) == []


def test_an_agency_whose_people_left_meanwhile_gets_the_period_through_its_present_focal_person(house):
    focal = monthly(house)
    with house.store.begin() as conn:
        conn.execute(update(assignments).values(ended_at=house.now))
    other = house.person("Lê Dung", role=Role.FOCAL)
    tick(house, "2026-03-26 07:30")
    with house.store.read() as conn:
        now_in = set(conn.scalars(select(assignments.c.person_id).where(assignments.c.ended_at.is_(None))))
    assert now_in == {focal.id, other.id}


def corrected(house, new: DraftTask, old: DraftTask) -> None:
    """Its directive came again with this point as it is now."""
    by, point = house.coordinator(), Point(old, new, frozenset({What.DEADLINE}))
    with house.store.begin() as conn:
        corrections.correct(conn, task_verbs.by_id(conn, 1), point, by=by, now=house.now)


@pytest.mark.parametrize("day", [None, dt.date(2026, 6, 30)])
def test_a_duty_that_the_corrected_document_no_longer_repeats_is_followed_once(house, day):
    monthly(house)
    read = DraftTask(0, 1, 1, "1", "…", None, (), (), due=task_now(house, 1).due, recurrence="FREQ=MONTHLY")
    due = read.due and day and replace(read.due, date=day, last_day=day, last_working_day=day, overdue_from=day)
    corrected(house, replace(read, recurrence=None, due=due), read)
    assert tick(house, "2026-03-26 07:30") == 0
    assert every_period(house) == ["2026-03-25"]


def test_a_duty_that_the_corrected_document_repeats_is_a_series_from_then_on(house):
    house.task("2026-03-25", official=house.person(role=Role.FOCAL), kind="report")
    read = DraftTask(0, 1, 1, "1", "…", None, (), (), due=task_now(house, 1).due)
    corrected(house, replace(read, recurrence="FREQ=MONTHLY;BYMONTHDAY=25", recurrence_text="ngày 25 hằng tháng"), read)
    assert tick(house, "2026-03-26 07:30") == 1
    assert every_period(house) == ["2026-03-25", "2026-04-25"]


def test_a_series_that_cannot_be_opened_does_not_hold_the_others_up(house, monkeypatch, caplog):
    monthly(house)
    with house.store.begin() as conn:
        row = {"directive_id": 1, "rule": "FREQ=MONTHLY;BYMONTHDAY=25", "text": "…", "period": dt.date(2026, 3, 25)}
        second = conn.execute(insert(series_table).values(**row).returning(series_table.c.id)).scalar_one()
        conn.execute(update(tasks).values(series_id=second))
    opens = series.open_next

    def fails(conn, key, **today):
        if key == 1:
            raise ValueError
        return opens(conn, key, **today)

    monkeypatch.setattr(series, "open_next", fails)
    assert tick(house, "2026-03-26 07:30") == 1
    assert "series 1 could not be opened: ValueError" in caplog.text
