"""Whoever is away some days is stood in for in those days, never for good."""

from __future__ import annotations

import datetime as dt

import pytest

from core.model import Person, Role
from core.understand import leave_days
from db import tasks
from tests.handlers.dialogue import labels, notices, task_now, text
from tests.house import House

MONDAY = dt.date(2026, 3, 16)


@pytest.fixture
def an(house: House) -> Person:
    who = house.person("Nguyễn Văn An")
    house.task(official=who)
    return who


@pytest.fixture
def binh(house: House) -> Person:
    return house.person("Lê Bình")


def _hands(house: House) -> list[int]:
    with house.store.read() as conn:
        return [one.person_id for one in tasks.assignments(conn, task_now(house).id)]


@pytest.mark.parametrize("said", ["nghỉ phép từ 20/3 đến 25/3", "xin nghỉ từ 20/3 đến 25/3", "em nghi phep 20-25/3"])
def test_the_days_typed_with_the_leave_are_kept_and_agreeing_is_for_those_days(
    house: House, an: Person, binh: Person, said: str
):
    over = house.person("Lê Chi", role=Role.FOCAL)
    asked = house.says(an, said)
    assert text(asked).startswith("Ai làm thay đồng chí từ 20/3/2026 đến 25/3/2026?")
    shown = house.presses(an, "Lê Bình")
    assert (
        text(shown)
        == (
            "Lê Bình làm thay đồng chí mọi việc\ntừ 20/3/2026 đến 25/3/2026.\nLý do: nghỉ phép.\n"
            "Hết hạn tự trở lại. Lãnh đạo đơn vị được báo."
        )
        or "xin nghỉ" in said
    )
    told = house.presses(an, "Đồng ý")
    assert text(told).startswith("Từ 20/3/2026 đến 25/3/2026, Lê Bình\nlàm thay đồng chí mọi việc.")
    assert len(notices(told, binh)) == len(notices(told, over)) == 1
    assert _hands(house) == [an.id]
    house.now += dt.timedelta(days=4)
    assert text(house.says(binh, "/nv 1")).startswith("NV 1")
    house.now += dt.timedelta(days=6)
    assert text(house.says(binh, "/nv 1")).startswith("Không thấy NV 1")


def test_the_deputy_named_on_the_same_line_is_not_asked_again(house: House, an: Person, binh: Person):
    shown = house.says(an, "đi công tác từ 20/3 đến 25/3, Lê Bình làm thay")
    assert labels(shown) == ["Đồng ý", "Quay lại"]
    assert "Lý do: đi công tác." in text(shown)


def test_days_left_out_are_asked_with_near_ones_offered(house: House, an: Person, binh: Person):
    house.says(an, "nghỉ phép")
    first = house.presses(an, "Lê Bình")
    assert labels(first) == ["Hôm nay", "Ngày mai", "Cuối tuần", "Cuối tháng", "Chọn ngày"]
    last = house.presses(an, "Ngày mai")
    assert text(last).startswith("Lê Bình làm thay đồng chí\ntừ 17/3/2026 đến hết ngày nào?")
    shown = house.presses(an, "Cuối tuần")
    assert "từ 17/3/2026 đến 20/3/2026." in text(shown)
    assert text(house.says(an, "từ 18/3 đến 19/3")).splitlines()[1] == "từ 18/3/2026 đến 19/3/2026."


def test_among_the_ways_to_pass_work_on_a_short_leave_is_one(house: House, an: Person, binh: Person):
    house.says(an, "/nv 1")
    house.presses(an, "Chuyển người khác")
    house.presses(an, "Lê Bình")
    assert "từ ngày nào?" in text(house.presses(an, "Nghỉ ít ngày"))


def test_a_leave_that_ends_before_it_begins_asks_for_its_last_day(house: House, an: Person, binh: Person):
    house.says(an, "nghỉ phép từ 20/3/2026 đến 18/3/2026")
    assert "đến hết ngày nào?" in text(house.presses(an, "Lê Bình"))
    assert text(house.says(an, "19/3/2026")).startswith("Ngày “19/3/2026” đã qua")


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("từ 20/3 đến 25/3", "2026-03-20", "2026-03-25"),
        ("20/3-25/3", "2026-03-20", "2026-03-25"),
        ("từ 20 đến 25/3", "2026-03-20", "2026-03-25"),
        ("từ mai đến thứ sáu", "2026-03-17", "2026-03-20"),
        ("từ 30/12 đến 2/1", "2026-12-30", "2027-01-02"),
        ("từ 10/3 đến 20/3", "2026-03-10", "2026-03-20"),
        ("ngày mai", "2026-03-17", "2026-03-17"),
        ("từ 20/3", "2026-03-20", None),
        ("đến hết tuần", "2026-03-16", "2026-03-20"),
        ("ít hôm", None, None),
    ],
)
def test_the_days_of_a_leave_as_people_write_them(said: str, first: str | None, last: str | None):
    read = leave_days(said, today=MONDAY)
    assert [day.isoformat() if day else None for day in read] == [first, last]


def test_a_single_day_is_called_a_day(house: House, an: Person, binh: Person):
    assert text(house.says(an, "nghỉ phép ngày mai")).startswith("Ai làm thay đồng chí trong ngày 17/3/2026?")
    house.presses(an, "Lê Bình")
    told = house.presses(an, "Đồng ý")
    assert text(told).startswith("Trong ngày 17/3/2026, Lê Bình\nlàm thay đồng chí mọi việc.")
    assert notices(told, binh)[0].text.startswith("Trong ngày 17/3/2026, đồng chí làm thay\nNguyễn Văn An")


@pytest.mark.parametrize("said", ["nghỉ hưu từ 1/4", "tôi sắp nghỉ hưu", "chuyển công tác"])
def test_whoever_leaves_for_good_passes_the_work_on_for_good(house: House, an: Person, binh: Person, said: str):
    assert text(house.says(an, said)).startswith("NV 1: chuyển cho ai?")
    assert "Đồng ý là chuyển lâu dài." in text(house.presses(an, "Lê Bình"))
