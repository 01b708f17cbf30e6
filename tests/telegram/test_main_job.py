"""The main job over HTTP: `dondoc run` on Telegram, spoken to by a coordinator, a focal person and a stranger."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from db import facts
from db.store import Store
from tests.house.at_its_hour import COMMAND
from tests.telegram.fake_bot_api import TOKEN, FakeBotApi, Sent, serving

SAMPLE = Path(__file__).parent.parent / "corpus" / "docs" / "000.docx"
AGENCY = "Ban Thường vụ Huyện ủy Vĩnh Thạnh"
HANH, BAO, STRANGER, GROUP = 101, 201, 900, 77  # the coordinator, the focal person, nobody, a group
HANOI = dt.timezone(dt.timedelta(hours=7))


@dataclass
class Installation:
    """An office's own installation on Telegram, its clock set where the test wants it."""

    data: Path
    api: FakeBotApi
    process: subprocess.Popen[bytes] | None = None
    seen: dict[int, int] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        settings = {
            "DONDOC_TELEGRAM_TOKEN": TOKEN,
            "DONDOC_TELEGRAM_API_URL": self.api.url,
            "DONDOC_DATA_DIR": str(self.data),
            "DONDOC_HTTP_ADDRESS": "127.0.0.1:0",
        }
        return {**os.environ, **settings}

    def dondoc(self, *arguments: str) -> list[str]:
        command = [sys.executable, "-m", "bot", *arguments]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=True)
        return done.stdout.splitlines()

    def start(self, at: str) -> None:
        """Run with the domain's clock at a local time; one that runs is stopped first."""
        self.stop()
        store = Store(f"sqlite:///{self.data}/dondoc.db")
        ahead = dt.datetime.fromisoformat(at).replace(tzinfo=HANOI) - dt.datetime.now(dt.UTC)
        with store.begin() as conn:
            facts.put(conn, "clock.ahead_seconds", str(ahead.total_seconds()))
        store.close()
        with (self.data / "log").open("ab") as log:
            self.process = subprocess.Popen(COMMAND, env=self.environment, stderr=log)

    def stop(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            assert self.process.wait(10) == 0
            self.process = None

    # ── who says what ────────────────────────────────────────────────────────────────────────────
    def says(self, chat: int, text: str) -> None:
        self._note(chat)
        self.api.says(chat, text)

    def presses(self, chat: int, label: str) -> None:
        self._note(chat)
        self.api.presses(chat, label)

    def hears(self, chat: int, words: str, *, seconds: float = 20) -> Sent:
        """The first new message to this chat, or newly edited one, with these words."""
        return self.api.wait_for(chat, words, seconds=seconds, after=self.seen.get(chat, 0))

    def _note(self, chat: int) -> None:
        self.seen[chat] = len(self.api.seen_by(chat))


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Installation]:
    with serving(FakeBotApi()) as api:
        installation = Installation(tmp_path, api)
        yield installation
        installation.stop()
    assert TOKEN not in (tmp_path / "log").read_text()


def test_a_directive_goes_in_and_a_summary_comes_out(here: Installation):
    here.dondoc("agency", "add", AGENCY, "--short", "BTV HU Vĩnh Thạnh")
    coordinator = here.dondoc("invite", "--name", "Lê Thị Minh Hạnh", "--role", "coordinator")
    focal = here.dondoc("invite", "--name", "Trần Quốc Bảo", "--role", "focal", "--agency", AGENCY)
    assert coordinator[-2] == f"https://t.me/dondoc_bot?start={coordinator[-1]}"
    here.start(at="2024-10-09T08:00")
    joins(here, coordinator[-1], focal[-1])
    directive_is_read_and_published(here)
    official_reports(here)
    assert here.api.left == {-GROUP}
    here.start(at="2025-02-14T07:29:58")
    here.hears(BAO, "Còn 30 ngày làm việc")
    here.says(HANH, "/tonghop")
    here.hears(HANH, "Chưa hoàn thành 9: trong hạn 9, quá hạn 0\nChờ xác nhận 1")


def joins(here: Installation, coordinator: str, focal: str) -> None:
    here.api.adds_to_group(-GROUP, by=STRANGER)
    here.hears(-GROUP, "riêng")
    here.says(STRANGER, "xin chào")
    here.hears(STRANGER, "chưa được kết nối")
    here.says(HANH, f"/start {coordinator}")
    here.hears(HANH, "Vai trò: người theo dõi")
    here.says(STRANGER, f"/start {coordinator}")
    here.hears(STRANGER, "Mã mời không dùng được")
    here.says(BAO, focal)
    here.hears(BAO, "Vai trò: đầu mối đơn vị")


def directive_is_read_and_published(here: Installation) -> None:
    here.seen[HANH] = len(here.api.seen_by(HANH))
    here.api.sends_file(HANH, "000.docx", SAMPLE.read_bytes())
    read = here.hears(HANH, "Đọc được 10 nhiệm vụ, 1 đơn vị")
    assert "141/TB-BCĐ ngày 8/10/2024" in read.text
    here.presses(HANH, "Xem 1 việc cần rà")
    card = here.hears(HANH, "Việc 10/10").text
    assert "ngày cuối 30/3 · ngày làm việc cuối thứ Sáu 28/3/2025" in card
    assert f"Chủ trì: {AGENCY}" in card
    here.presses(HANH, "Đúng")
    here.hears(HANH, "Đã ghi việc 10 là đúng")
    here.presses(HANH, "Giao việc")
    here.hears(HANH, "Chuyển 10 nhiệm vụ tới 1 đơn vị?")
    here.presses(HANH, "Gửi ngay")
    here.hears(HANH, "Tới được 1 đầu mối")


def official_reports(here: Installation) -> None:
    here.hears(BAO, "10 nhiệm vụ\ntại 141/TB-BCĐ")
    here.presses(BAO, "Đã nhận")
    here.hears(BAO, "đã nhận 10 nhiệm vụ")
    here.says(BAO, "nv 3 xong 80% cho tham dinh")
    echo = here.hears(BAO, "Tiến độ 80 %")
    here.presses(BAO, "Đúng")
    here.hears(BAO, "NV 3 đang thực hiện, 80 %")
    yes = next(data for label, data in echo.buttons if label == "Đúng")
    here.seen[BAO] = len(here.api.seen_by(BAO))
    here.api.presses_data(BAO, echo.id, yes)
    here.hears(BAO, "Câu hỏi này đã hết hạn")
    here.says(BAO, "nv1 da hoan thanh, Bao cao so 45-BC/HU ngay 8/10/2024")
    here.hears(BAO, "45-BC/HU ngày 8/10/2024")
    here.presses(BAO, "Đúng")
    here.hears(BAO, "Trạng thái: Chờ xác nhận")
