"""'Không đúng chức năng': said, documented and taken back; the task and its clock stay where they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.model import Person
from tests.handlers.dialogue import count, labels, notices, task_now, text
from tests.house import House


@pytest.fixture
def told(house: House) -> tuple[Person, Person]:
    an, coordinator = house.person("Lê An"), house.coordinator()
    house.task(official=an, coordinator=coordinator)
    house.says(an, "nv1 khong dung chuc nang")
    house.says(an, "Sở Y tế")
    return an, coordinator


def test_its_document_follows_by_number_and_date(house: House, told: tuple[Person, Person]) -> None:
    an, coordinator = told
    before = task_now(house)
    assert text(house.presses(an, "Gửi văn bản")).startswith("NV 1: văn bản của đơn vị về việc không đúng")
    sent = house.says(an, "12/SNV-VP ngày 15/3")
    assert text(sent).startswith("NV 1: đã chuyển 12/SNV-VP ngày 15/3/2026\ntới người theo dõi.")
    assert notices(sent, coordinator)[0].text == (
        "Sở Nội vụ gửi văn bản về\nNV 1 · 141/TB-BCĐ (không đúng chức năng):\n12/SNV-VP ngày 15/3/2026"
    )
    assert task_now(house) == before


def test_its_document_follows_as_a_file_that_the_coordinator_opens(
    house: House, told: tuple[Person, Person], tmp_path: Path
) -> None:
    an, coordinator = told
    (tmp_path / "cv.txt").write_text("Công văn", encoding="utf-8")
    house.presses(an, "Gửi văn bản")
    sent = house.sends_file(an, tmp_path / "cv.txt", text="12/SNV-VP ngày 15/3")
    (notice,) = notices(sent, coordinator)
    assert [choice.label for choice in notice.choices] == ["Xem tệp", "Xem nhiệm vụ"]
    assert "chưa nhận xong 1 tệp" in text(house.presses(coordinator, "Xem tệp")).lower()


def test_words_that_are_no_document_are_asked_again_and_nothing_is_kept(
    house: House, told: tuple[Person, Person]
) -> None:
    an, _ = told
    house.presses(an, "Gửi văn bản")
    before = count(house, "reports")
    assert "Chưa ghi gì" in text(house.says(an, "chiều nay có công văn"))
    assert count(house, "reports") == before
    assert "đã chuyển 12/SNV-VP" in text(house.says(an, "12/SNV-VP ngày 15/3"))


def test_it_is_taken_back_once_and_the_coordinator_hears_of_it(house: House, told: tuple[Person, Person]) -> None:
    an, coordinator = told
    back = house.presses(an, "Rút lại")
    assert text(back) == ("NV 1: đã rút ý kiến không đúng chức năng.\nSở Nội vụ tiếp tục chủ trì, thời hạn không đổi.")
    assert "đã rút ý kiến" in notices(back, coordinator)[0].text
    assert "Câu hỏi này đã hết hạn" in text(house.presses(an, "Rút lại"))
    assert "nào đang chờ" in text(house.presses(an, "Gửi văn bản"))
    assert labels(house.says(coordinator, "/lichsu 1"))
    assert "rút ý kiến về chức năng" in text(house.says(coordinator, "/lichsu 1"))
