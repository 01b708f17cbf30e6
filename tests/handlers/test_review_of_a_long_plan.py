"""A plan of about 140 tasks goes from its file to the agencies in fifteen messages of the coordinator at most."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from sqlalchemy import select

from core import review
from core.agencies import is_sure
from core.messages import Reply
from core.model import DirectiveState, DraftTask, Role
from db import agencies, directives, drafts, tasks
from db.rows import choices_from_json
from db.tables import prompts
from tests.handlers.reading import DOCS, read
from tests.house import House

MOST = 15
MINISTRIES = (
    "Bộ Thông tin và Truyền thông", "Bộ Khoa học và Công nghệ", "Bộ Công an", "Bộ Giáo dục và Đào tạo",
    "Bộ Kế hoạch và Đầu tư", "Bộ Tài chính", "Bộ Nội vụ", "Bộ Quốc phòng", "Bộ Công Thương",
    "Bộ Tài nguyên và Môi trường", "Bộ Ngoại giao", "Bộ Giao thông vận tải", "Bộ Văn hóa, Thể thao và Du lịch",
    "Bộ Y tế", "Bộ Xây dựng", "Bộ Lao động - Thương binh và Xã hội", "Bộ Nông nghiệp và Phát triển nông thôn",
    "Bộ Tư pháp", "Văn phòng Chính phủ", "Thanh tra Chính phủ", "Ngân hàng Nhà nước Việt Nam",
    "Viện Hàn lâm Khoa học và Công nghệ Việt Nam", "Viện Hàn lâm Khoa học Xã hội Việt Nam", "VTV", "VOV", "TTXVN",
)  # fmt: skip
PLACES = (
    *("UBND thành phố Hà Nội", "UBND thành phố Hồ Chí Minh", "UBND thành phố Đà Nẵng", "UBND thành phố Hải Phòng"),
    *("UBND thành phố Cần Thơ", "UBND tỉnh Bình Định", "UBND tỉnh Nghệ An", "UBND tỉnh Quảng Nam", "UBND tỉnh Gia Lai"),
    *("UBND tỉnh Lào Cai", "UBND tỉnh Sơn La", "UBND tỉnh Cà Mau", "UBND tỉnh Phú Thọ", "UBND tỉnh Đồng Nai"),
    "Tập đoàn Bưu chính Viễn thông",
)


class Coordinator:
    """Sends, presses and types; every one of these is counted."""

    def __init__(self, house: House, tmp_path: Path) -> None:
        self.house, self.tmp_path = house, tmp_path
        house.now = dt.datetime(2025, 1, 20, 1, tzinfo=dt.UTC)
        self.person = house.coordinator()
        self.messages = 0

    async def sends(self, path: Path) -> None:
        self.messages += 1
        self.house.sends_file(self.person, path)
        await read(self.house, self.tmp_path)

    def presses(self, label: str) -> list[Reply]:
        self.messages += 1
        return self.house.presses(self.person, label)

    def types(self, text: str) -> list[Reply]:
        self.messages += 1
        return self.house.says(self.person, text)

    # ── looking, which costs no message: all of this was shown ─────────────────────────────
    def drafts(self) -> list[DraftTask]:
        with self.house.store.read() as conn:
            return drafts.of(conn, 1)

    def is_offered(self, beginning: str) -> str | None:
        """The label of a button of any message so far."""
        with self.house.store.read() as conn:
            rows = conn.execute(select(prompts.c.choices).order_by(prompts.c.id.desc())).scalars().all()
        labels = [choice.label for row in rows for choice in choices_from_json(row)]
        return next((label for label in labels if label.startswith(beginning)), None)

    # ── the work ───────────────────────────────────────────────────────────────────────────
    def settles_the_rest(self) -> None:
        """What no rule can know ('Địa phương được lựa chọn') is given by typing, all tasks of one addressee at once."""
        while waiting := review.doubtful(self.drafts()):
            unsettled = review.unsettled_lead(waiting[0])
            assert unsettled is not None, waiting[0]
            same = [
                one for one in waiting if (lead := review.unsettled_lead(one)) and lead.written == unsettled.written
            ]
            kept = [self._name(lead.agency_id) for lead in waiting[0].leads if is_sure(lead)]
            known = [name for name in kept if name] or ["Bộ Nội vụ"]
            self.types(f"giao {' '.join(str(one.position) for one in same)} cho {'; '.join(known)}")

    def _name(self, agency: int | None) -> str | None:
        with self.house.store.read() as conn:
            return agencies.get(conn, agency).name if agency else None

    def gives(self) -> list[Reply]:
        (asked,) = self.presses("Giao việc") if self.is_offered("Giao việc") else self.types("giao việc")
        assert asked.text.startswith("Chuyển "), asked.text
        return self.presses("Gửi ngay")


@pytest.fixture
def coordinator(house: House, tmp_path: Path) -> Coordinator:
    return Coordinator(house, tmp_path)


async def test_with_its_agencies_in_the_directory_a_long_plan_takes_at_most_fifteen_messages(
    house: House, coordinator: Coordinator
):
    for name in (*MINISTRIES, *PLACES):
        house.person(f"Đầu mối {name}"[:60], role=Role.FOCAL, agency=house.agency(name))
    assert len((*MINISTRIES, *PLACES)) == 41
    await coordinator.sends(DOCS / "007.txt")
    coordinator.presses("Giao theo danh bạ")
    coordinator.settles_the_rest()
    told, *notices = coordinator.gives()
    assert_published(house, coordinator, told)
    assert len(notices) >= 41


async def test_with_an_empty_directory_the_agencies_are_added_in_one_confirmation(
    house: House, coordinator: Coordinator
):
    await coordinator.sends(DOCS / "007.txt")
    new = coordinator.is_offered("Đơn vị mới")
    assert new
    count = int(re.sub(r"\D", "", new))
    *_, last = coordinator.presses(new)
    assert last.choices[0].label == f"Thêm cả {count} đơn vị"
    coordinator.presses(last.choices[0].label)
    coordinator.presses("Giao theo danh bạ")
    coordinator.settles_the_rest()
    told, *_ = coordinator.gives()
    assert_published(house, coordinator, told)
    assert "Tới được 0 đầu mối." in told.text


def assert_published(house: House, coordinator: Coordinator, told: Reply) -> None:
    assert coordinator.messages <= MOST
    assert told.text.startswith("Đã chuyển ")
    with house.store.read() as conn:
        assert directives.get(conn, 1).state is DirectiveState.PUBLISHED
        assert drafts.of(conn, 1) == []
        made = tasks.of_directive(conn, 1, for_=coordinator.person)
    assert len({task.text for task in made}) >= 130
