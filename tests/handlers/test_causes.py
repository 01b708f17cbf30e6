"""An objective cause of a lateness: stated with a document, confirmed by a named authority, counted apart."""

from __future__ import annotations

import pytest

from core.model import Person, Status
from core.wording import overdue
from core.wording.item import Item
from db import outbox
from tests.handlers.dialogue import count, labels, notices, text
from tests.house import House

LINE = "Nguyên nhân khách quan: “mưa lũ kéo dài”, căn cứ 45/BC-SNV ngày 10/3/2026"


@pytest.fixture
def late(house: House) -> tuple[Person, Person]:
    """NV 1 of An is overdue."""
    an, coordinator = house.person("Lê An"), house.coordinator()
    house.task("2026-03-10", official=an, coordinator=coordinator)
    return an, coordinator


@pytest.mark.parametrize(
    "said",
    [
        "nv1 nguyên nhân khách quan: mưa lũ kéo dài, căn cứ 45/BC-SNV ngày 10/3",
        "NV 1: do nguyên nhân khách quan mưa lũ kéo dài theo 45/BC-SNV ngày 10/3",
    ],
)
def test_it_waits_until_the_coordinator_records_by_whose_authority_it_counts(
    house: House, late: tuple[Person, Person], said: str
) -> None:
    an, coordinator = late
    assert "căn cứ 45/BC-SNV ngày 10/3/2026" in text(house.says(an, said))
    assert count(house, "causes") == 0
    kept = house.presses(an, "Ghi, chờ xác nhận")
    assert f"{LINE} (chờ xác nhận)" in text(kept)
    assert "Có văn bản xác nhận" in [choice.label for choice in notices(kept, coordinator)[0].choices]
    assert "chờ xác nhận 1" in text(house.says(coordinator, "/tonghop"))
    house.presses(coordinator, "Có văn bản xác nhận")
    told = house.says(coordinator, "Công văn 99/UBND-TH ngày 15/3")
    assert "đã được xác nhận" in notices(told, an)[0].text
    assert f"{LINE} (đã xác nhận theo Công văn 99/UBND-TH ngày 15/3)" in text(house.says(an, "/nv 1"))
    summary = text(house.says(coordinator, "/tonghop"))
    assert "Quá hạn 1 việc" in summary  # the groups do not change
    assert "Nguyên nhân khách quan đã xác nhận: quá hạn 1, xong quá hạn 0; chờ xác nhận 0" in summary
    listed = text(house.says(coordinator, "nguyen nhan khach quan"))
    assert listed.startswith("Việc quá hạn có nguyên nhân khách quan: 1")
    assert "đã xác nhận theo" in listed


def test_without_a_document_it_is_asked_and_words_that_are_none_are_asked_again(
    house: House, late: tuple[Person, Person]
) -> None:
    an, _ = late
    assert "Căn cứ văn bản nào" in text(house.says(an, "nv1 nguyen nhan khach quan: mua lu"))
    assert "Chưa ghi gì" in text(house.says(an, "không có"))
    assert labels(house.says(an, "45/BC-SNV ngày 10/3")) == ["Ghi, chờ xác nhận", "Không ghi"]
    house.presses(an, "Không ghi")
    assert count(house, "causes") == 0


def test_the_coordinator_states_and_confirms_it_in_one_go(house: House, late: tuple[Person, Person]) -> None:
    an, coordinator = late
    house.says(coordinator, "nv1 nguyên nhân khách quan: mưa lũ kéo dài, căn cứ 45/BC-SNV ngày 10/3")
    house.presses(coordinator, "Có văn bản xác nhận")
    told = house.presses(coordinator, "Thuộc thẩm quyền tôi")
    assert "thẩm quyền" in notices(told, an)[0].text
    assert "quá hạn 1, xong quá hạn 0" in text(house.says(coordinator, "/tonghop"))


def test_a_refused_one_counts_nowhere_and_the_second_answer_changes_nothing(
    house: House, late: tuple[Person, Person]
) -> None:
    an, coordinator = late
    house.says(an, "nv1 nguyên nhân khách quan: mưa lũ kéo dài, căn cứ 45/BC-SNV ngày 10/3")
    house.presses(an, "Ghi, chờ xác nhận")
    yes = house.token(coordinator, "Có văn bản xác nhận")
    house.presses(coordinator, "Không xác nhận")
    told = house.says(coordinator, "ý kiến Chủ tịch")
    assert "chưa được xác nhận" in notices(told, an)[0].text
    assert "đã được trả lời" in text(house.presses_token(coordinator, yes))
    assert "Nguyên nhân khách quan" not in text(house.says(coordinator, "/tonghop"))
    assert "Nguyên nhân khách quan" not in text(house.says(an, "/nv 1"))


def test_a_task_done_late_keeps_its_cause_in_the_figures_and_one_done_in_time_has_none(house: House) -> None:
    an, coordinator = house.person("Lê An"), house.coordinator()
    house.task("2026-03-10", official=an, coordinator=coordinator, status=Status.SUBMITTED)
    house.says(coordinator, "nv1 nguyên nhân khách quan: mưa lũ, căn cứ 45/BC-SNV ngày 10/3")
    house.presses(coordinator, "Có văn bản xác nhận")
    house.presses(coordinator, "Thuộc thẩm quyền tôi")
    assert "Nguyên nhân khách quan" not in text(house.says(coordinator, "/tonghop"))


def test_a_foreign_task_has_no_cause_to_state_and_a_report_with_these_words_stays_a_report(house: House) -> None:
    an, other = house.person("Lê An"), house.person("Trần Bảo", agency="Sở Y tế")
    house.task(official=an)
    assert text(house.says(other, "nv1 nguyên nhân khách quan: mưa")).startswith("Không thấy NV 1")
    assert "Tiến độ 80 %" in text(house.says(an, "nv1 80%, chậm do nguyên nhân khách quan"))


def test_it_is_asked_for_from_the_message_on_the_first_overdue_day(house: House, late: tuple[Person, Person]) -> None:
    an, _ = late
    reply = overdue.first(Item(1, 1, 1, "141/TB-BCĐ", "Rà soát", overdue=1, first_overdue=True))
    with house.store.begin() as conn:
        outbox.say(conn, reply, to=house.address(an), person=an.id, real_now=house.real_now)
    assert "Ví dụ: nv1 nguyên nhân khách quan" in text(house.presses(an, "Nguyên nhân khách quan"))
    assert labels(house.says(an, "mưa lũ kéo dài, căn cứ 45/BC-SNV ngày 10/3")) == ["Ghi, chờ xác nhận", "Không ghi"]
