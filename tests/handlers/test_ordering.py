"""An order given by word of mouth is a draft without a number, until its document comes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from core.messages import Reply
from core.model import DirectiveState, Role
from core.verbal_order import VerbalOrder, parse_order
from db import directives, drafts, tasks
from tests.handlers.reading import read
from tests.house import House

TASK = "Sở Nội vụ rà soát biên chế của các đơn vị sự nghiệp công lập, báo cáo trước ngày 10/4"
TYPED = f"Nhiệm vụ theo ý kiến chỉ đạo của Chủ tịch UBND tỉnh tại giao ban tuần ngày 12/3: {TASK}"
LETTER = """ỦY BAN NHÂN DÂN TỈNH BÌNH ĐỊNH
Số: 34/UBND-NC
Bình Định, ngày 17 tháng 3 năm 2026

Kính gửi: Sở Nội vụ.

Ủy ban nhân dân tỉnh yêu cầu:
1. Sở Nội vụ rà soát biên chế tại các đơn vị sự nghiệp công lập trên địa bàn, báo cáo trước ngày 15/4/2026.
2. Sở Nội vụ tổ chức tập huấn nghiệp vụ cho công chức cấp xã, hoàn thành trước ngày 30/4/2026.

Nơi nhận:
- Như trên.
"""


class Desk:
    def __init__(self, house: House) -> None:
        self.house, self.coordinator = house, house.coordinator()
        self.focal = house.person("Chi", role=Role.FOCAL, agency=house.agency("Sở Nội vụ"))

    def says(self, text: str) -> list[Reply]:
        return self.house.says(self.coordinator, text)

    def presses(self, label: str) -> list[Reply]:
        return self.house.presses(self.coordinator, label)


@pytest.fixture
def desk(house: House) -> Desk:
    return Desk(house)


def test_it_is_written_down_and_shown_before_anything_is_given(desk: Desk):
    (asked,) = desk.says(TYPED)
    assert asked.text.startswith(
        "Ghi nhiệm vụ theo ý kiến chỉ đạo của Chủ tịch UBND tỉnh\ntại giao ban tuần ngày 12/3/2026:\n“Sở Nội vụ rà soát"
    )
    assert "Chủ trì: Sở Nội vụ" in asked.text
    assert "Hạn báo cáo: trước ngày 10/4" in asked.text
    assert asked.text.endswith("Khi có văn bản, đồng chí gửi để thay căn cứ.")
    assert [one.label for one in asked.choices] == ["Ghi", "Sửa", "Bỏ"]
    with desk.house.store.read() as conn:
        one = directives.get(conn, 1)
        assert (one.state, one.number, one.issuer) == (DirectiveState.DRAFT, None, "Chủ tịch UBND tỉnh")
        assert one.issued_on == dt.date(2026, 3, 12)
        assert len(drafts.of(conn, 1)) == 1


@pytest.mark.parametrize(
    ("told", "who"),
    [
        ("Chủ tịch UBND tỉnh chỉ đạo Sở Nội vụ rà soát biên chế, báo cáo trước ngày 10/4", "Chủ tịch UBND tỉnh"),
        ("dong chi Pho Chu tich giao so noi vu ra soat bien che truoc ngay 10/4", "dong chi Pho Chu tich"),
        ("Giao ban sáng nay Bí thư Tỉnh ủy yêu cầu: Sở Nội vụ rà soát biên chế trước ngày 10/4", "Bí thư Tỉnh ủy"),
        ("Ý kiến chỉ đạo của Chủ tịch tại giao ban: Sở Nội vụ rà soát biên chế trước ngày 10/4", "Chủ tịch"),
    ],
)
def test_it_may_be_told_in_ones_own_words(desk: Desk, told: str, who: str):
    (asked,) = desk.says(told)
    assert asked.text.startswith(f"Ghi nhiệm vụ theo ý kiến chỉ đạo của {who}")
    assert "Chủ trì: Sở Nội vụ" in asked.text
    assert "ngày cuối 9/4" in asked.text
    assert "nay ngày" not in asked.text


@pytest.mark.parametrize(
    "said", ["Chủ tịch chỉ đạo Sở Nội vụ làm việc này chưa?", "Chủ tịch giao việc này cho ai", "lãnh đạo yêu cầu gấp"]
)
def test_a_question_or_talk_of_a_leader_is_no_order(desk: Desk, said: str):
    assert all("Ghi nhiệm vụ theo ý kiến" not in reply.text for reply in desk.says(said))


def test_one_opinion_may_give_several_agencies_work(desk: Desk):
    desk.house.agency("Sở Tài chính")
    (listed,) = desk.says("Chủ tịch chỉ đạo: Sở Nội vụ rà soát biên chế trước 10/4; Sở Tài chính cân đối kinh phí")
    assert listed.text.startswith("Ghi nhiệm vụ theo ý kiến chỉ đạo của Chủ tịch ngày 16/3/2026.")
    assert "Đọc được 2 nhiệm vụ, 2 đơn vị." in listed.text


def test_it_is_given_like_any_directive(desk: Desk):
    desk.says(TYPED)
    (listed,) = desk.presses("Ghi")
    assert listed.text.startswith("Ý kiến chỉ đạo ngày 12/3/2026 · Chủ tịch UBND tỉnh")
    desk.presses("Giao việc")
    _, notice = desk.presses("Gửi ngay")
    assert notice.to == desk.focal.id
    assert "tại ý kiến chỉ đạo ngày 12/3/2026" in notice.text
    assert notice.text.endswith("Văn bản sẽ gửi sau.")


def test_it_is_changed_or_thrown_away(desk: Desk):
    desk.says(TYPED)
    assert desk.presses("Sửa")[0].text.startswith("Sửa gì ở việc 1?")
    assert desk.presses("Bỏ")[0].text.startswith("Đã bỏ.")
    with desk.house.store.read() as conn:
        assert directives.get(conn, 1).text == ""


async def test_its_document_takes_its_place_when_it_is_given_out(desk: Desk, tmp_path: Path):
    desk.says(TYPED)
    desk.presses("Ghi")
    desk.presses("Giao việc")
    desk.presses("Gửi ngay")
    (tmp_path / "a.txt").write_text(LETTER)
    desk.house.sends_file(desk.coordinator, tmp_path / "a.txt")
    listed, *_ = await read(desk.house, tmp_path)
    assert "1  Gần giống NV 1" in listed
    desk.presses("Xem 1 việc cần rà")
    desk.presses("Cùng một việc, hạn mới")
    desk.presses("Giao việc")
    desk.presses("Gửi ngay")
    with desk.house.store.read() as conn:
        first, second = tasks.of_directive(conn, 2, for_=desk.coordinator)
        assert (first.number, second.number) == (1, 2)
        assert first.directive_number == "34/UBND-NC"
        assert first.due
        assert (first.due.date, first.first_due) == (dt.date(2026, 4, 15), dt.date(2026, 4, 10))
        assert directives.get(conn, 1).state is DirectiveState.CLOSED


def test_without_its_task_the_whole_is_asked_for(desk: Desk):
    assert desk.says("nhiệm vụ theo ý kiến chỉ đạo")[0].text.startswith("Đồng chí gõ cả nội dung")


def test_an_official_orders_nothing(desk: Desk):
    desk.house.says(desk.focal, TYPED)
    with desk.house.store.read() as conn:
        assert directives.count(conn) == 0


@pytest.mark.parametrize(
    ("typed", "order"),
    [
        ("việc theo bút phê của Lê A: Sở Y tế làm", VerbalOrder("Lê A", "", "", "Sở Y tế làm")),
        ("nhiệm vụ theo kết luận tại giao ban: Sở Y tế làm", VerbalOrder("", "giao ban", "", "Sở Y tế làm")),
        ("nhiem vu theo y kien cua Bi thu ngay 12/3: So Y te", VerbalOrder("Bi thu", "", "12/3", "So Y te")),
        ("nhiệm vụ 3 xong", None),
        ("nhiệm vụ theo dõi", None),
    ],
)
def test_the_words_of_an_order(typed: str, order: VerbalOrder | None):
    assert parse_order(typed) == order
