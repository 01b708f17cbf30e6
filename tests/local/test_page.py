"""What the local chat page shows and takes, over HTTP."""

from __future__ import annotations

import datetime as dt
import stat
from pathlib import Path

import pytest
from sqlalchemy import insert

from bot.local.channel import ACCOUNT
from bot.uploads import UPLOAD_BYTES
from core.messages import Address, Happened, Incoming, Outcome, Parcel
from core.problems import AskAgain
from db import directives, inbox, local, people, readings, tables
from db.local import Mark
from tests.local.echo import Echo


def chat_of(echo: Echo, name: str) -> str:
    with echo.store.read() as conn:
        found = next(c for c in people.everybody(conn) if c.person.name == name)
    assert found.address is not None
    return found.address.chat


def bubbles(echo: Echo, chat: str) -> list[local.LocalMessage]:
    with echo.store.read() as conn:
        return local.since(conn, chat, seen=Mark())


async def test_the_first_page_offers_the_people_of_the_sample_with_position_agency_and_role(echo: Echo) -> None:
    async with echo.client() as client:
        page = (await client.get("/")).text
    assert "Lê Thị Minh Hạnh" in page
    assert "Người theo dõi" in page
    assert "Đầu mối đơn vị" in page
    assert page.index("Văn phòng Ủy ban nhân dân tỉnh Bình Định") < page.index("Ban Thường vụ Huyện ủy Vĩnh Thạnh")
    assert page.count('class="card"') == 6


async def test_the_clock_of_a_first_start_is_the_morning_after_the_sample_was_issued(echo: Echo) -> None:
    async with echo.client() as client:
        page = (await client.get(f"/chat/{chat_of(echo, 'Trần Quốc Bảo')}")).text
    assert "Thứ Tư, 9/10/2024 · 08:00" in page
    assert "Chánh Văn phòng Huyện ủy<i> · </i><span>Ban Thường vụ Huyện ủy Vĩnh Thạnh</span>" in page


async def test_what_is_typed_is_kept_before_it_is_answered_received(echo: Echo) -> None:
    chat = chat_of(echo, "Trần Quốc Bảo")
    async with echo.client() as client:
        answer = await client.post(f"/chat/{chat}/say", json={"text": "nhiệm vụ của tôi", "key": "a" * 32})
        assert answer.json() == {"received": True}
        assert next(b.text for b in bubbles(echo, chat)) == "nhiệm vụ của tôi"
        await echo.answered(1)
    assert echo.heard[0].address == Address(ACCOUNT, chat)
    assert echo.heard[0].text == "nhiệm vụ của tôi"


async def test_a_post_repeated_by_a_shaky_connection_counts_once(echo: Echo) -> None:
    chat = chat_of(echo, "Trần Quốc Bảo")
    async with echo.client() as client:
        for _ in range(2):
            assert (await client.post(f"/chat/{chat}/say", json={"text": "đã nhận", "key": "b" * 32})).is_success
        await echo.answered(1)
    assert [b.text for b in bubbles(echo, chat) if b.by_person] == ["đã nhận"]
    assert len(echo.heard) == 1


async def test_a_pressed_choice_carries_its_token_and_message_and_is_shown_as_pressed(echo: Echo) -> None:
    chat = chat_of(echo, "Đinh Văn Khoa")
    parcel = Parcel("NV 3", choices=(("Đã nhận", "t.0"), ("Báo cáo", "t.1")))
    sent = await echo.local.sender.send(Address(ACCOUNT, chat), parcel)
    async with echo.client() as client:
        await client.post(f"/chat/{chat}/press", json={"message": int(sent.message or ""), "token": "t.1"})
        await echo.answered(1)
    event = echo.heard[0]
    assert (event.happened, event.choice, event.message) == (Happened.PRESSED, "t.1", sent.message)
    assert [c.pressed for c in bubbles(echo, chat)[0].choices] == [False, True]


async def test_an_edited_message_changes_in_place_and_a_lost_one_is_said_anew(echo: Echo) -> None:
    chat = Address(ACCOUNT, chat_of(echo, "Đinh Văn Khoa"))
    first = await echo.local.sender.send(chat, Parcel("Đang đọc trang 1/4"))
    again = await echo.local.sender.send(chat, Parcel("Đang đọc trang 2/4", edit=first.message))
    anew = await echo.local.sender.send(chat, Parcel("Đọc xong", edit="999"))
    shown = bubbles(echo, chat.chat)
    assert again.message == first.message
    assert [(b.text, b.version) for b in shown] == [("Đang đọc trang 2/4", 2), ("Đọc xong", 1)]
    assert anew.outcome is Outcome.SENT


async def test_nobody_edits_a_message_of_another_chat(echo: Echo) -> None:
    sent = await echo.local.sender.send(Address(ACCOUNT, "2"), Parcel("của người 2"))
    await echo.local.sender.send(Address(ACCOUNT, "3"), Parcel("của người 3", edit=sent.message))
    assert [b.text for b in bubbles(echo, "2")] == ["của người 2"]


async def uploaded(echo: Echo, chat: str) -> Incoming:
    """A coordinator sends a file with a word beside it."""
    headers = {"X-Name": "Th%C3%B4ng%20b%C3%A1o%20141.docx", "X-Text": "g%E1%BB%ADi%20v%C4%83n%20b%E1%BA%A3n"}
    async with echo.client() as client:
        assert (await client.post(f"/chat/{chat}/file", content=b"PK\x03\x04", headers=headers)).is_success
        await echo.answered(1)
    return echo.heard[0]


def reading_of(echo: Echo, event: Incoming) -> int:
    """The file is waiting to be read, as the product has it."""
    assert event.attachment is not None
    with echo.store.begin() as conn:
        directive = conn.execute(insert(tables.directives).values(state="reading", created_at=echo.clock.now()))
        made = int((directive.inserted_primary_key or [0])[0])
        reference = event.attachment.reference
        readings.queue(conn, made, address=event.address, reference=reference, name=event.attachment.name)
    return made


async def test_an_uploaded_file_is_for_this_user_alone_and_can_be_fetched_again(echo: Echo, tmp_path: Path) -> None:
    echo.before_answering = lambda event: reading_of(echo, event)
    event = await uploaded(echo, chat_of(echo, "Lê Thị Minh Hạnh"))
    attachment = event.attachment
    assert attachment is not None
    assert (attachment.name, attachment.size, event.text) == ("Thông báo 141.docx", 4, "gửi văn bản")
    assert stat.S_IMODE((echo.data_dir / "incoming" / attachment.reference).stat().st_mode) == 0o600
    for copy in ("first", "after a crash"):
        await echo.local.fetcher.fetch(attachment, tmp_path / copy)
        assert (tmp_path / copy).read_bytes() == b"PK\x03\x04"


async def test_an_uploaded_file_is_gone_with_the_first_word_after_it_was_read(echo: Echo, tmp_path: Path) -> None:
    read: list[int] = []
    echo.before_answering = lambda event: read.append(reading_of(echo, event))
    event = await uploaded(echo, chat_of(echo, "Lê Thị Minh Hạnh"))
    with echo.store.begin() as conn:
        directives.forget(conn, read[0])
    await echo.local.sender.send(event.address, Parcel("Văn bản này không nhận được"))
    assert list((echo.data_dir / "incoming").iterdir()) == []
    assert event.attachment is not None
    with pytest.raises(AskAgain):
        await echo.local.fetcher.fetch(event.attachment, tmp_path / "fetched")


async def test_what_is_erased_from_the_inbox_for_a_mark_of_secrecy_leaves_the_page_too(echo: Echo) -> None:
    chat = chat_of(echo, "Lê Thị Minh Hạnh")
    event = await uploaded(echo, chat)
    assert bubbles(echo, chat)[0].file_name == "Thông báo 141.docx"
    with echo.store.begin() as conn:
        inbox.erase_sent(conn, event.address, files=[], events=[event.id])
    await echo.local.sender.send(event.address, Parcel("Hệ thống không nhận văn bản mật"))
    assert (bubbles(echo, chat)[0].text, bubbles(echo, chat)[0].file_name) == ("", None)


async def test_a_file_over_the_limit_is_refused_and_nothing_of_it_is_kept(echo: Echo) -> None:
    async def too_much():  # type: ignore[no-untyped-def]
        for _ in range(UPLOAD_BYTES // 65536 + 2):
            yield b"x" * 65536

    async with echo.client() as client:
        answer = await client.post("/chat/1/file", content=too_much(), headers={"X-Name": "lon.pdf"})
    assert (answer.status_code, answer.json()) == (413, {"refused": "too_large"})
    assert list((echo.data_dir / "incoming").iterdir()) == []
    assert bubbles(echo, "1") == []


async def test_a_file_the_bot_sends_can_be_downloaded_under_its_own_name(echo: Echo, tmp_path: Path) -> None:
    (tmp_path / "out.xlsx").write_bytes(b"rows")
    parcel = Parcel("Bảng tổng hợp", file=tmp_path / "out.xlsx", file_name="Tổng hợp.xlsx")
    sent = await echo.local.sender.send(Address(ACCOUNT, "1"), parcel)
    async with echo.client() as client:
        answer = await client.get(f"/file/{sent.message}")
        missing = await client.get("/file/999")
    assert answer.content == b"rows"
    assert answer.headers["content-disposition"].startswith("attachment; filename*=utf-8''T%E1%BB%95ng")
    assert missing.status_code == 404


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8080", "127.0.0.1.evil.example", ""])
async def test_another_name_for_this_machine_is_refused(echo: Echo, host: str) -> None:
    async with echo.client() as client:
        assert (await client.get("/", headers={"Host": host})).status_code == 403


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "Via"])
async def test_what_a_proxy_hands_on_is_refused(echo: Echo, header: str) -> None:
    """A proxy on this machine speaks from the loopback, and may name it as well."""
    async with echo.client() as client:
        assert (await client.get("/", headers={header: "203.0.113.9"})).status_code == 403


@pytest.mark.parametrize("host", ["localhost:8080", "127.0.0.1", "[::1]:8080"])
async def test_the_names_of_the_loopback_are_served(echo: Echo, host: str) -> None:
    async with echo.client() as client:
        assert (await client.get("/", headers={"Host": host})).status_code == 200


async def test_another_machine_is_refused(echo: Echo) -> None:
    async with echo.client(client="192.168.1.20") as client:
        assert (await client.get("/")).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
async def test_a_post_from_a_page_of_another_origin_is_refused(echo: Echo, headers: dict[str, str]) -> None:
    async with echo.client() as client:
        answer = await client.post("/chat/1/say", json={"text": "đã nhận"}, headers=headers)
    assert answer.status_code == 403
    assert bubbles(echo, "1") == []


async def test_every_answer_forbids_scripts_and_resources_from_elsewhere(echo: Echo) -> None:
    async with echo.client() as client:
        for path in ("/", "/chat/1", "/static/chat.js", "/chat/LẠ"):
            policy = (await client.get(path)).headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "unsafe-inline" not in policy


async def test_the_clock_goes_to_the_next_due_moment(echo: Echo, office) -> None:  # type: ignore[no-untyped-def]
    echo.moments = [office.at(dt.date(2024, 10, 10), dt.time(7, 30)), office.at(dt.date(2024, 10, 11), dt.time(7, 30))]
    async with echo.client() as client:
        first = await client.post("/clock", json={"to": "next"})
        second = await client.post("/clock", json={"to": "next"})
        third = await client.post("/clock", json={"to": "next"})
    assert first.json() == {"words": "Thứ Năm, 10/10/2024 · 07:30", "date": "2024-10-10"}
    assert second.json()["words"] == "Thứ Sáu, 11/10/2024 · 07:30"
    assert (third.status_code, third.json()) == (409, {"refused": "nothing_due"})
    assert echo.steps == 2


async def test_a_chosen_day_is_entered_after_its_morning_note_and_never_backwards(echo: Echo) -> None:
    async with echo.client() as client:
        moved = await client.post("/clock", json={"to": "2025-03-28"})
        back = await client.post("/clock", json={"to": "2025-03-27"})
        nonsense = await client.post("/clock", json={"to": "mai"})
    assert moved.json()["words"] == "Thứ Sáu, 28/3/2025 · 08:00"
    assert back.json() == {"refused": "past"}
    assert nonsense.json() == {"refused": "no_date"}


async def test_an_empty_message_and_a_chat_with_a_strange_name_are_refused(echo: Echo) -> None:
    async with echo.client() as client:
        assert (await client.post("/chat/1/say", json={"text": " \u200b "})).status_code == 400
        assert (await client.post("/chat/1/say", content=b"[")).status_code == 400
        assert (await client.post("/chat/..%2F1/say", json={"text": "x"})).status_code == 404


async def test_somebody_who_is_not_connected_has_a_page_too(echo: Echo) -> None:
    async with echo.client() as client:
        page = await client.get("/chat/khach-0a1b2c")
    assert "Chưa kết nối với Hệ thống" in page.text
