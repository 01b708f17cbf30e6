"""People ask in their own words and are answered; nothing is changed."""

from __future__ import annotations

import pytest

from core.model import Role, Status
from tests.handlers.dialogue import count, text
from tests.house import House


@pytest.mark.parametrize("said", ["hạn nv 3 bao giờ", "han nv 3 bao gio", "nv3 khi nào đến hạn"])
def test_when_a_task_is_due(house: House, said: str) -> None:
    house.task("2026-03-31", official=(an := house.person("Lê An")), number=3, boundary="before")
    assert text(house.says(an, said)) == (
        "NV 3 · 141/TB-BCĐ\n"
        "Hạn hoàn thành: trước ngày 31/3/2026 (ngày làm việc cuối: thứ Hai 30/3) · còn 10 ngày làm việc"
    )


def test_what_a_task_is(house: House) -> None:
    house.task(official=(an := house.person("Lê An")), text="Rà soát quy hoạch đất đai")
    assert text(house.says(an, "nội dung nv 1 là gì")) == "NV 1 · 141/TB-BCĐ\nRà soát quy hoạch đất đai"


def test_whether_a_task_is_finished_is_a_question_and_no_report(house: House) -> None:
    house.task(official=(an := house.person("Lê An")), percent=40)
    assert "Trạng thái: Đang thực hiện, 40 %" in text(house.says(an, "nv 1 hoàn thành chưa vậy?"))
    assert count(house, "reports") == 0


def test_which_tasks_are_overdue_and_how_many_are_left(house: House) -> None:
    an = house.person("Lê An")
    house.task("2026-03-10", official=an)
    house.task("2026-03-31", official=an)
    house.task("2026-03-31", official=an, status=Status.SUBMITTED)
    assert text(house.says(an, "nv nào quá hạn")).splitlines()[0] == "Quá hạn 1 việc."


def test_a_question_about_a_foreign_task_is_answered_as_if_it_did_not_exist(house: House) -> None:
    house.task(official=house.person("Lê An"))
    stranger = house.person("Lê Hà", role=Role.FOCAL, agency="Sở Y tế")
    assert text(house.says(stranger, "hạn nv 1 bao giờ")) == "Không thấy NV 1 trong danh sách của đồng chí."
