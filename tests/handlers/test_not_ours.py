"""'Không đúng chức năng': said, documented and taken back; the task and its clock stay where they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import update

from core.model import Person
from db.tables import agencies
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


# ── in the words of daily life ─────────────────────────────────────────────────────────────────
@pytest.fixture
def an(house: House) -> Person:
    """NV 8 is An's; the department of finance is known by its short name too."""
    house.agency("Sở Tài chính", short="STC")
    an = house.person("Lê An")
    house.task(official=an, coordinator=house.coordinator(), number=8)
    house.task(official=an, number=9)
    return an


@pytest.mark.parametrize(
    "said",
    [
        "nv8 chuyển cho sở tài chính",
        "nv8 chuyen STC",
        "nv8: đề nghị chuyển sang Sở Tài chính",
        "chuyển nv8 sang sở tài chính",
        "xin chuyen nv 8 ve so tai chinh",
        "nv8 là việc của sở tài chính",
        "nv8 thuộc chức năng của Sở Tài chính",
        "nv 8 không phải việc bên em, của sở tài chính",
        "nv8 cua so tai chinh chu khong phai ben em",
        "nv8 không thuộc chức năng của đơn vị, đề nghị chuyển Sở Tài chính",
        "nv8 bên em không chủ trì, sở tài chính chủ trì",
    ],
)
def test_whose_it_is_was_said_and_is_shown_once_before_the_coordinator_hears_it(
    house: House, an: Person, said: str
) -> None:
    before = task_now(house, 8)
    asked = house.says(an, said)
    assert text(asked) == (
        "NV 8 · 141/TB-BCĐ: không đúng chức năng.\nĐề xuất: Sở Tài chính\n"
        "Chuyển ý kiến này tới người theo dõi? Nhiệm vụ và\nthời hạn giữ nguyên đến khi có ý kiến."
    )
    sent = house.presses(an, "Chuyển ý kiến")
    assert "NV 8 không thuộc chức năng, đề xuất: Sở Tài chính." in text(sent)
    assert "Đề xuất: Sở Tài chính" in next(one.text for one in sent if one.to)
    assert task_now(house, 8) == before
    assert count(house, "reports") == 0


@pytest.mark.parametrize("said", ["nv8 không phải việc bên em", "nv8 khong thuoc ben em", "nv8 không phải của xã em"])
def test_where_no_other_agency_was_named_it_is_asked(house: House, an: Person, said: str) -> None:
    assert "Đề xuất đơn vị nào?" in text(house.says(an, said))


def test_without_a_number_it_is_asked_of_which_task(house: House, an: Person) -> None:
    assert text(house.says(an, "cái này không phải việc của bên em")).startswith("Việc nào không đúng chức năng?")
    assert text(house.says(an, "8")).startswith("NV 8 · 141/TB-BCĐ: không đúng chức năng.")


def test_an_agency_the_directory_does_not_know_is_proposed_as_typed(house: House, an: Person) -> None:
    assert "Đề xuất: sở Ngoại vụ" in text(house.says(an, "nv8 không phải việc bên em, của sở Ngoại vụ"))


def test_the_reason_goes_along_and_words_that_were_a_report_are_kept_as_one(house: House, an: Person) -> None:
    assert "Đề xuất: Sở Tài chính vì là việc kinh phí" in text(house.says(an, "nv8 chuyển STC vì là việc kinh phí"))
    assert text(house.presses(an, "Là báo cáo tiến độ")).startswith("Hệ thống hiểu:\nNV 8")


@pytest.mark.parametrize(
    "said",
    [
        "nv8 đã chuyển Sở Tài chính thẩm định",
        "nv8 chuyển hồ sơ cho Sở Tài chính",
        "nv8 60%, chuyển Sở Tài chính thẩm định",
        "nv8 chuyển Sở Nội vụ",
        "nv8 chậm không phải do bên em",
        "nv8 xong phần bên em, còn lại không thuộc bên em",
    ],
)
def test_work_that_went_through_another_agency_is_a_report(house: House, an: Person, said: str) -> None:
    assert "không đúng chức năng" not in text(house.says(an, said))


def test_whoever_is_of_an_agency_that_ended_is_still_answered_what_was_asked(house: House, an: Person) -> None:
    with house.store.begin() as conn:
        conn.execute(update(agencies).where(agencies.c.id == an.agency_id).values(active=False, ended_on=house.now))
    assert text(house.says(an, "nv8 xong 80%")).startswith("Không thấy NV 8")
