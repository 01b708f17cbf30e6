"""The main job in a real browser: a directive goes in, tasks come out, are reported, reminded of and counted."""

from __future__ import annotations

import base64
import datetime as dt
import os
from pathlib import Path

from playwright.async_api import Browser

from core.workdays import WorkingCalendar
from tests.e2e.browser import Visitor, chromium
from tests.e2e.product import ROOT, running

SAMPLE = ROOT / "tests/corpus/docs/000.docx"
COORDINATOR, FOCAL, LEADER = "Lê Thị Minh Hạnh", "Trần Quốc Bảo", "Nguyễn Đức Thành"
LAST_WORKING_DAY = dt.date(2025, 3, 28)
LADDER = (30, 14, 7, 3, 1, 0)
PICTURES = "DONDOC_TEST_PICTURES"  # a folder: the README's pictures are taken while the job runs


async def test_the_sample_directive_from_the_file_to_the_summary(tmp_path: Path) -> None:
    async with running(tmp_path) as url, chromium() as browser:
        coordinator = await Visitor.arrives(browser, url, as_=COORDINATOR)
        focal = await Visitor.arrives(browser, url, as_=FOCAL)
        leader = await Visitor.arrives(browser, url, as_=LEADER)
        assert await coordinator.clock() == "Thứ Tư, 9/10/2024 · 08:00"

        await _the_coordinator_reads_and_publishes(coordinator)
        await _the_focal_person_receives_and_reports(focal)
        await _picture(browser, "giao-va-bao-cao", coordinator, focal)
        await _the_ladder_is_climbed_to(focal, LADDER[:3])
        await focal.goes_to("2025-03-20")
        await _two_tasks_are_completed(focal)
        await _one_is_confirmed_and_one_is_returned(coordinator, focal)
        await _the_ladder_is_climbed_to(focal, LADDER[3:])
        await _overdue_is_reported_to_the_leader(focal, leader)
        await _picture(browser, "qua-han-va-lanh-dao", focal, leader)
        await _the_summary_counts_rightly(coordinator)
        assert coordinator.errors == focal.errors == leader.errors == []


async def _the_coordinator_reads_and_publishes(coordinator: Visitor) -> None:
    await coordinator.sends_file(SAMPLE)
    review = await coordinator.hears("Đọc được 10 nhiệm vụ", within=30)
    assert "141/TB-BCĐ" in review
    await coordinator.presses("Xem 1 việc cần rà")
    card = await coordinator.hears("Việc 10/10")
    assert "Chủ trì: Ban Thường vụ Huyện ủy Vĩnh Thạnh" in card
    assert "trước ngày 31 tháng 3 năm 2025" in card
    assert "ngày cuối 30/3 · ngày làm việc cuối thứ Sáu 28/3" in card
    await coordinator.presses("Đúng")
    await coordinator.hears("Đã rõ 10")
    await coordinator.presses("Giao việc")
    await coordinator.hears("Chuyển 10 nhiệm vụ tới 1 đơn vị?")
    await coordinator.presses("Gửi ngay")
    await coordinator.hears("Tới được 1 đầu mối")


async def _the_focal_person_receives_and_reports(focal: Visitor) -> None:
    received = await focal.hears("141/TB-BCĐ")
    assert "10 nhiệm vụ" in received
    await focal.presses("Đã nhận")
    await focal.hears("đã nhận 10 nhiệm vụ")
    await focal.types("nv 3 duoc 80 % roi, dang cho so cho y kien")
    await focal.hears("Hệ thống hiểu", "NV 3", "80 %")
    await focal.presses("Đúng")
    await focal.hears("NV 3 đang thực hiện, 80 %")


async def _the_ladder_is_climbed_to(focal: Visitor, steps: tuple[int, ...]) -> None:
    """Each step of the ladder is one stop of the clock, at half past seven, with one message."""
    calendar = WorkingCalendar()
    for days_left in steps:
        day = calendar.back(LAST_WORKING_DAY, days_left).date
        shown = f"{day.day}/{day.month}/{day.year} · 07:30"
        assert (await focal.steps()).endswith(shown), f"{days_left} working days before, {shown}"
        left = "Hôm nay là ngày làm việc cuối" if days_left == 0 else f"Còn {days_left} ngày làm việc"
        morning = await focal.hears(left)
        assert f"{day.day}/{day.month}" in morning
        if days_left < 7:
            assert "NV 1 ·" not in morning, "a finished task is left out"


async def _two_tasks_are_completed(focal: Visitor) -> None:
    await focal.types("NV 1 hoàn thành, Báo cáo số 45-BC/HU ngày 20/3/2025")
    await focal.hears("NV 1", "Báo cáo hoàn thành", "45-BC/HU ngày 20/3/2025")
    await focal.presses("Đúng")
    await focal.hears("NV 1: đã gửi 45-BC/HU", "Chờ xác nhận", "45-BC/HU cũng báo cáo cho các việc này")
    await focal.presses("Chỉ NV 1")
    await focal.types("nv 2 da hoan thanh, bao cao so 46-BC/HU ngay 20/3/2025")
    await focal.hears("NV 2", "Báo cáo hoàn thành", "46-BC/HU ngày 20/3/2025")
    await focal.presses("Đúng")
    await focal.hears("NV 2: đã gửi 46-BC/HU")


async def _one_is_confirmed_and_one_is_returned(coordinator: Visitor, focal: Visitor) -> None:
    await coordinator.hears("46-BC/HU")
    await coordinator.types("chờ xác nhận")
    await coordinator.hears("Chờ xác nhận: 2")
    await coordinator.presses("Xác nhận 1")
    await coordinator.hears("Đã xác nhận hoàn thành NV 1")
    await focal.hears("NV 1 · 141/TB-BCĐ: đã xác nhận hoàn thành")
    await coordinator.types("cho xac nhan")
    await coordinator.hears("Chờ xác nhận: 1")
    await coordinator.presses("Trả lại 1")
    await coordinator.hears("NV 2", "đề nghị bổ sung nội dung gì")
    await coordinator.types("bổ sung số liệu quý I")
    await coordinator.hears("Thiếu thủ tục: tính ngày gửi đầu")
    await coordinator.presses("Chưa đủ nội dung")
    await coordinator.hears("gửi lại trước ngày nào")
    await coordinator.types("28/3")
    await coordinator.hears("Đã đề nghị bổ sung NV 2")
    await focal.hears("NV 2", "đề nghị bổ sung", "bổ sung số liệu quý I", "28/3/2025")


async def _overdue_is_reported_to_the_leader(focal: Visitor, leader: Visitor) -> None:
    assert await focal.steps() == "Thứ Ba, 1/4/2025 · 07:30"
    overdue = await focal.hears("Đã qua thời hạn")
    assert "NV 3 · 141/TB-BCĐ · quá 1 ngày làm việc" in overdue
    assert "NV 1 ·" not in overdue
    report = await leader.hears("Kính báo cáo đồng chí")
    assert "quá 1 ngày làm việc" in report
    assert "nhắc" not in report.lower()


async def _the_summary_counts_rightly(coordinator: Visitor) -> None:
    await coordinator.types("tong hop")
    summary = await coordinator.hears("Tính đến")
    assert summary.startswith("Quá hạn 9 việc")
    assert "Tổng 10\n" in summary
    assert "Đã hoàn thành 1: đúng hạn 1, quá hạn 0" in summary
    assert "Chưa hoàn thành 9: trong hạn 0, quá hạn 9" in summary
    assert "Hoàn thành / đến hạn: 1/10 = 10 %" in summary


async def _picture(browser: Browser, name: str, *visitors: Visitor) -> None:
    """Phones side by side, for whoever asked for pictures."""
    folder = os.environ.get(PICTURES)
    if not folder:
        return
    shots = [base64.b64encode(await visitor.page.screenshot(animations="disabled")).decode() for visitor in visitors]
    frames = "".join(f'<img src="data:image/png;base64,{shot}">' for shot in shots)
    style = "body{margin:0;padding:24px;display:flex;gap:24px;background:#e9e4d9}img{width:390px;border-radius:18px}"
    page = await browser.new_page(viewport={"width": 414 * len(visitors) + 24, "height": 892})
    await page.set_content(f"<style>{style}</style>{frames}")
    await page.screenshot(path=Path(folder) / f"{name}.png")
    await page.close()
