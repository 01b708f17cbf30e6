"""The local chat page in a real browser, with an echo behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from core.messages import Address, Parcel
from core.office import Office
from db.store import Store
from tests.e2e.browser import Visitor, chromium
from tests.local.echo import Echo

FOCAL, OFFICIAL = "Trần Quốc Bảo", "Đinh Văn Khoa"


@pytest.fixture
def database_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The page is the same over any database."""
    (tmp_path / "test.db").write_bytes(sqlite_template.read_bytes())
    return f"sqlite:///{tmp_path / 'test.db'}"


@pytest.fixture
def echo(store: Store, office: Office, tmp_path: Path) -> Echo:
    return Echo(store, office, tmp_path / "data")


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as opened:
        yield opened


async def test_a_chat_works_by_keyboard_alone_and_the_focus_stays_in_the_text(echo: Echo, browser: Browser) -> None:
    async with echo.served() as url:
        visitor = await Visitor.arrives(browser, url, as_=FOCAL)
        await visitor.types("xin chào")
        await visitor.hears("Đã nghe: xin chào")
        await visitor.types("dòng hai")
        await visitor.hears("Đã nghe: dòng hai")
        await visitor.page.keyboard.press("Shift+Tab")
        await visitor.page.keyboard.press("Shift+Tab")
        await visitor.page.keyboard.press("Enter")
        await visitor.hears("Đã nghe: tok.1")
        await expect(visitor.page.locator("#text")).to_be_focused()
        await expect(visitor.page.locator("button.pressed")).to_have_text("Xem văn bản")
        assert visitor.errors == []


async def test_two_people_sit_side_by_side_and_see_only_their_own(echo: Echo, browser: Browser) -> None:
    async with echo.served() as url:
        focal = await Visitor.arrives(browser, url, as_=FOCAL)
        official = await Visitor.arrives(browser, url, as_=OFFICIAL)
        await focal.types("việc của đầu mối")
        await official.types("việc của chuyên viên")
        await focal.hears("Đã nghe: việc của đầu mối")
        await official.hears("Đã nghe: việc của chuyên viên")
        assert await focal.bubbles.count() == 1
        assert await official.bubbles.count() == 1


async def test_a_step_of_the_clock_is_seen_in_every_tab(echo: Echo, browser: Browser, office: Office) -> None:
    echo.moments = [office.at(dt.date(2024, 10, 10), dt.time(7, 30))]
    async with echo.served() as url:
        focal = await Visitor.arrives(browser, url, as_=FOCAL)
        official = await Visitor.arrives(browser, url, as_=OFFICIAL)
        assert await focal.steps() == "Thứ Năm, 10/10/2024 · 07:30"
        await expect(official.page.locator("#clock")).to_have_text("Thứ Năm, 10/10/2024 · 07:30")
        await official.goes_to("2025-03-28")
        await expect(focal.page.locator("#clock")).to_have_text("Thứ Sáu, 28/3/2025 · 08:00")
        await focal.page.locator("#next").click()
        await expect(focal.page.locator("#notice")).to_contain_text("không có việc nào sắp đến hạn")


async def test_what_is_said_is_shown_literally_and_fits_a_phone(echo: Echo, browser: Browser) -> None:
    async with echo.served() as url:
        visitor = await Visitor.arrives(browser, url, as_=FOCAL)
        text = "<img src=x onerror=alert(1)>\n  hai  dấu cách\n" + "dài" * 200
        await echo.local.sender.send(Address("local", visitor.page.url.rsplit("/", 1)[1]), Parcel(text))
        assert await visitor.hears("<img src=x") == text
        assert await visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert visitor.errors == []


async def test_a_file_goes_with_its_words_and_one_that_is_too_large_is_said_at_once(
    echo: Echo, browser: Browser, tmp_path: Path
) -> None:
    (tmp_path / "Thông báo.docx").write_bytes(b"PK")
    (tmp_path / "lớn.pdf").write_bytes(b"x" * (20 * 1024 * 1024 + 1))
    async with echo.served() as url:
        visitor = await Visitor.arrives(browser, url, as_=FOCAL)
        await visitor.page.locator("#file").set_input_files(tmp_path / "lớn.pdf")
        await expect(visitor.page.locator("#notice")).to_contain_text("lớn hơn 20 MB")
        await visitor.sends_file(tmp_path / "Thông báo.docx")
        await visitor.hears("Đã nghe: Thông báo.docx")
        await expect(visitor.page.locator("article.mine .file")).to_have_text("Thông báo.docx")


async def test_a_page_catches_up_after_the_connection_was_lost(echo: Echo, browser: Browser) -> None:
    async with echo.served() as url:
        visitor = await Visitor.arrives(browser, url, as_=FOCAL)
        chat = Address("local", visitor.page.url.rsplit("/", 1)[1])
        await visitor.types("một")
        await visitor.hears("Đã nghe: một")
        await visitor.page.context.set_offline(True)
        await echo.local.sender.send(chat, Parcel("gửi khi mất mạng"))
        await visitor.page.context.set_offline(False)
        await visitor.page.reload()
        await visitor.hears("gửi khi mất mạng")
        assert await visitor.bubbles.count() == 2


async def test_a_chat_can_be_shown_as_on_a_channel_without_buttons_and_is_answered_by_number(
    echo: Echo, browser: Browser
) -> None:
    async with echo.served() as url:
        visitor = await Visitor.arrives(browser, url, as_=FOCAL)
        switch = visitor.page.get_by_role("button", name="Chỉ chữ")
        await switch.click()
        await expect(switch).to_have_attribute("aria-pressed", "true")
        await visitor.types("xin chào")
        shown = await visitor.hears("Đã nghe: xin chào")
        assert shown.endswith("Trả lời bằng số.")
        assert "1. " in shown
        await expect(visitor.last.locator(".choices")).to_have_count(0)
        await visitor.page.reload()
        await expect(switch).to_have_attribute("aria-pressed", "true")
        assert visitor.errors == []
