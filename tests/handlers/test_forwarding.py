"""Messages passed on from somebody else."""

from __future__ import annotations

from tests.handlers.dialogue import count, task_now, text
from tests.house import House


def test_a_forwarded_message_is_the_words_of_a_report_after_it_is_asked_of_which_task(house: House) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    house.task(official=an)
    asked = house.forwards(an, "Phòng Tài chính đã thẩm định xong phần dự toán")
    assert text(asked).startswith("Tin chuyển tiếp này báo cáo việc nào?")
    echo = house.says(an, "nv2")
    assert "Phòng Tài chính đã thẩm định xong phần dự toán" in text(echo)
    assert count(house, "reports") == 0
    house.presses(an, "Một phần")
    assert task_now(house, 2).percent is None
    assert count(house, "reports") == 1


def test_a_forwarded_word_of_a_button_presses_nothing(house: House) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    house.task(official=an)
    house.says(an, "nv1 80%")
    house.forwards(an, "Đúng")
    assert task_now(house).percent is None


def test_a_coordinator_makes_a_forwarded_message_a_draft_after_one_question(house: House) -> None:
    coordinator = house.coordinator()
    house.agency("Sở Nội vụ")
    words = "Sở Nội vụ rà soát biên chế, báo cáo trước ngày 20/4/2026"
    asked = house.forwards(coordinator, words)
    assert "Ghi thành nhiệm vụ mới để rà soát? Chưa ghi gì." in text(asked)
    assert count(house, "drafts") == 0
    drafted = house.says(coordinator, "ghi nhiem vu")
    assert "Chủ trì: Sở Nội vụ" in text(drafted)
    assert (count(house, "drafts"), count(house, "tasks")) == (1, 0)


def test_what_a_coordinator_does_not_want_is_left(house: House) -> None:
    coordinator = house.coordinator()
    house.forwards(coordinator, "Chiều nay họp giao ban")
    assert text(house.says(coordinator, "khong ghi")) == "Đã bỏ qua tin chuyển tiếp. Không ghi gì."
    assert count(house, "directives") == 0
