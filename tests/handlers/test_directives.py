"""Documents come in and are looked for."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from core.messages import Attachment, Incoming
from core.model import DirectiveState, Role
from db import directives, inbox, people
from db.store import Store
from handlers import desk
from tests.handlers.reading import DOCS, NAME, read
from tests.house import House

SECRET = "TUYỆT MẬT\nỦY BAN NHÂN DÂN TỈNH\nSố: 12/UBND-NC\nBình Định, ngày 2 tháng 3 năm 2026\n"
INTERNAL = SECRET.replace("TUYỆT MẬT", "LƯU HÀNH NỘI BỘ") + (
    "Kính gửi: Sở Nội vụ.\nỦy ban nhân dân tỉnh yêu cầu các đơn vị:\n"
    "1. Sở Nội vụ rà soát các thủ tục hành chính, báo cáo trước ngày 15/4/2026.\nNơi nhận:\n"
)


def state(house: House, directive: int = 1) -> DirectiveState:
    with house.store.read() as conn:
        return directives.get(conn, directive).state


def test_a_document_is_received_at_once_and_read_later(house: House):
    (reply,) = house.sends_file(house.coordinator(), DOCS / "000.docx")
    assert reply.text.startswith("Đã nhận 000.docx, đang đọc.")
    assert reply.replaces == "reading:1"
    assert state(house) is DirectiveState.READING


def test_a_file_over_twenty_megabytes_is_refused_before_it_is_fetched(house: House):
    coordinator = house.coordinator()
    big = Attachment("ref", "lớn.pdf", 20 * 1024 * 1024 + 1)
    (reply,) = house.hears(Incoming("big", house.address(coordinator), attachment=big))
    assert reply.text.startswith("Chưa đọc được lớn.pdf: tệp quá 20 MB.")
    with house.store.read() as conn:
        assert directives.count(conn) == 0


def test_a_reading_can_be_stopped(house: House):
    coordinator = house.coordinator()
    house.sends_file(coordinator, DOCS / "000.docx")
    (reply,) = house.presses(coordinator, "Dừng đọc")
    assert reply.text == "Đã dừng đọc. Hệ thống không giữ tệp."
    assert state(house) is DirectiveState.FAILED


async def test_a_pasted_directive_is_a_document_and_a_long_talk_is_not(house: House, tmp_path: Path):
    coordinator = house.coordinator()
    text = (DOCS / "000.txt").read_text(encoding="utf-8")
    (reply,) = house.hears(Incoming("paste", house.address(coordinator), text=text))
    assert reply.text.startswith("Đã nhận văn bản dán.txt, đang đọc.")
    assert not house.says(coordinator, "rất dài " * 80)[0].text.startswith("Đã nhận")


async def test_a_secret_document_is_refused_and_nothing_of_it_can_be_had_back(house: House, tmp_path: Path):
    coordinator = house.coordinator()
    (tmp_path / "a.txt").write_text(SECRET)
    house.sends_file(coordinator, tmp_path / "a.txt")
    (refused,) = await read(house, tmp_path)
    assert "không lưu tệp, không ghi nội dung" in refused
    assert "12/UBND" not in refused
    (reply,) = house.presses(coordinator, "Không phải văn bản mật")
    assert reply.text.startswith("Hệ thống không giữ bản nào")
    (reply,) = house.presses(coordinator, "Đã xóa")
    assert reply.text.startswith("Đã ghi nhận")


async def test_pasted_secret_words_are_in_no_file_of_the_database_afterwards(house: House, tmp_path: Path):
    coordinator = house.coordinator()
    words = "phương án PA-7731 " * 30
    event = Incoming("paste", house.address(coordinator), text=SECRET + words)
    with house.store.begin() as conn:
        inbox.receive(conn, event, received_at=house.real_now, holder="test")
    desk.work_one(house.store, holder="test", now=house.now, real_now=house.real_now, office=house.office)
    *_, refused = await read(house, tmp_path)
    assert "không lưu tệp, không ghi nội dung" in refused
    for path in _files_of(house.store):
        assert b"PA-7731" not in path.read_bytes()


def _files_of(store: Store) -> list[Path]:
    """The database and what SQLite keeps beside it; PostgreSQL's files are its own server's matter."""
    name = store.engine.url.database or ""
    return [path for path in (Path(name), Path(f"{name}-wal")) if store.is_sqlite and path.exists()]


async def test_an_internal_document_is_read_only_after_the_sender_says_that_it_may_be(house: House, tmp_path: Path):
    coordinator = house.coordinator()
    (tmp_path / "a.txt").write_text(INTERNAL)
    house.sends_file(coordinator, tmp_path / "a.txt")
    (asked,) = await read(house, tmp_path)
    assert "Hệ thống chưa lưu." in asked
    house.presses(coordinator, "Chỉ nhập nhiệm vụ")
    listed, *_ = await read(house, tmp_path)
    assert "Đọc được 1 nhiệm vụ" in listed
    with house.store.read() as conn:
        assert directives.get(conn, 1).text == ""
        assert directives.get(conn, 1).file_id is None


async def test_the_same_document_again_is_asked_about_and_the_old_one_kept(house: House, tmp_path: Path):
    coordinator = house.coordinator()
    for name in ("000.docx", "000.docx"):
        house.sends_file(coordinator, DOCS / name)
        same, *_ = await read(house, tmp_path)
    assert "giống hệt bản đã có" in same
    (reply,) = house.presses(coordinator, "Giữ bản cũ")
    assert reply.text.startswith("Đã giữ bản cũ")
    assert (state(house, 1), state(house, 2)) == (DirectiveState.DRAFT, DirectiveState.FAILED)


async def test_a_newer_copy_takes_the_place_of_one_that_was_not_given_out(house: House, tmp_path: Path):
    coordinator = house.coordinator()
    house.sends_file(coordinator, DOCS / "000.docx")
    await read(house, tmp_path)
    house.sends_file(coordinator, DOCS / "000.txt")
    (same, *_) = await read(house, tmp_path)
    assert "có nội dung khác bản đã có" in same
    listed, *_ = house.presses(coordinator, "Dùng bản mới")
    assert listed.text.startswith("141/TB-BCĐ")
    assert (state(house, 1), state(house, 2)) == (DirectiveState.FAILED, DirectiveState.DRAFT)


def test_an_official_who_sends_a_file_loads_no_directive(house: House):
    house.sends_file(house.person(), DOCS / "000.docx")
    with house.store.read() as conn:
        assert directives.count(conn) == 0


# ── looking ────────────────────────────────────────────────────────────────────────────────────
def test_the_coordinator_lists_directives_and_opens_one(house: House):
    coordinator = house.coordinator()
    house.task(directive=house.directive("141/TB-BCĐ"))
    house.directive("9/CV-UBND", state="draft")
    (listed,) = house.says(coordinator, "/vanban")
    assert "1. 9/CV-UBND ngày 2/3/2026 · 0 việc, chờ rà soát, chưa giao" in listed.text
    assert "2. 141/TB-BCĐ ngày 2/3/2026 · 1 việc, đã giao" in listed.text
    (one,) = house.says(coordinator, "/vanban 141/tb-bcd")
    assert "1 nhiệm vụ đã giao" in one.text
    (tasks,) = house.presses(coordinator, "Xem nhiệm vụ")
    assert "NV 1  Rà soát quy hoạch · hạn 31/3/2026" in tasks.text


def test_an_official_sees_the_text_of_their_own_directive_and_of_no_other(house: House):
    an = house.person("An", agency="Sở Nội vụ")
    other = house.person("Bình", agency="Sở Y tế")
    house.task(official=an)
    (mine,) = house.says(an, "/tailieu 1")
    assert mine.text.startswith("Hệ thống không lưu tệp của 141/TB-BCĐ")
    (foreign,) = house.says(other, "/tailieu 1")
    (unknown,) = house.says(other, "/tailieu 77")
    assert foreign.text.replace("1", "77") == unknown.text


async def test_the_kept_file_comes_with_the_task_number_or_the_directive_number(house: House, tmp_path: Path):
    coordinator = house.coordinator()
    house.person("Bảo", role=Role.FOCAL, agency=house.agency(NAME))
    house.sends_file(coordinator, DOCS / "000.docx")
    await read(house, tmp_path)
    for typed in ("/tailieu 141/TB-BCĐ", "/tailieu 141/tb-bcd"):
        (reply,) = house.says(coordinator, typed)
        assert reply.file_id == 1
        assert reply.text == "Tệp gốc: 141/TB-BCĐ ngày 8/10/2024"
    assert house.says(coordinator, "/tailieu 9/CV")[0].text.startswith("Không thấy văn bản “9/CV”")


async def test_a_long_text_is_shown_page_by_page(house: House, tmp_path: Path):
    coordinator = house.coordinator()
    house.sends_file(coordinator, DOCS / "000.docx")
    await read(house, tmp_path)
    house.says(coordinator, "/vanban 141/TB-BCĐ")
    (first,) = house.presses(coordinator, "Xem văn bản")
    assert first.text.startswith("141/TB-BCĐ ngày 8/10/2024 (1/")
    (second,) = house.presses(coordinator, "Xem thêm")
    assert "(2/" in second.text
    assert len(second.text) < 1600


def test_agencies_that_said_nothing_for_two_working_days_are_listed(house: House):
    coordinator = house.coordinator()
    an = house.person("An", agency="Sở Nội vụ")
    house.person("Hà", agency="Sở Y tế", connected=False)
    house.task(official=an, status="not_started")
    house.task(lead="Sở Y tế", official=house.person("Lan", agency="Sở Y tế", connected=False), status="not_started")
    (early,) = house.says(coordinator, "/chuaxacnhan")
    assert "Chưa xác nhận nhận việc" not in early.text
    assert "Chưa kết nối: 1 · Sở Y tế" in early.text
    house.now += dt.timedelta(days=2, minutes=1)
    (late,) = house.says(coordinator, "chưa xác nhận")
    assert "Chưa xác nhận nhận việc: 1 đơn vị" in late.text
    assert "Sở Nội vụ · 141/TB-BCĐ · từ 16/3" in late.text
    (group,) = house.presses(coordinator, "Soạn tin nhóm")
    assert "vào xác nhận: Sở Nội vụ." in group.text
    assert "để nhận mã: Sở Y tế." in group.text
    assert "An" not in group.text
    told, notice = house.presses(coordinator, "Gửi lại 1 đơn vị")
    assert told.text == "Đã gửi lại cho đầu mối 1 đơn vị."
    assert notice.to == an.id


def test_whom_to_call_there_stands_in_a_list_that_coordinators_alone_may_see(house: House):
    coordinator = house.coordinator()
    mai = house.person("Trần Thị Mai", role="focal", agency="Sở Nội vụ")
    lan = house.person("Lan", agency="Sở Y tế", connected=False)
    for who, lead in ((mai, "Sở Nội vụ"), (lan, "Sở Y tế"), (mai, "Sở Tài chính")):
        house.task(official=who, lead=lead, status="not_started")
    with house.store.begin() as conn:
        people.change(conn, mai.id, phone="84912345678")
    house.now += dt.timedelta(days=2, minutes=1)
    house.says(coordinator, "/chuaxacnhan")
    (listed,) = house.presses(coordinator, "Số điện thoại")
    assert listed.text == (
        "Điện thoại đầu mối chưa xác nhận, chưa kết nối:\n Sở Nội vụ\n  Trần Thị Mai · 0912 345 678\n"
        " Sở Tài chính\n  chưa có người trong danh bạ\n Sở Y tế\n  Lan · chưa có số"
    )
    assert [choice.label for choice in listed.choices] == ["Quay lại"]
    for who in (mai, house.person("Ngô Thu Hà", role="leader", agency=house.agency(house.office.name, kind="office"))):
        assert "0912" not in "".join(reply.text for reply in house.says(who, "số điện thoại"))


def test_an_official_asks_for_no_list_of_directives(house: House):
    (reply,) = house.says(house.person(), "/vanban")
    assert "không thay đổi gì" in reply.text


def test_the_number_of_a_document_alone_opens_it_for_who_follows_up(house: House) -> None:
    house.task()
    (shown,) = house.says(house.coordinator(), "141/TB-BCĐ")
    assert shown.text.startswith("141/TB-BCĐ")
    assert not house.says(house.person(), "141/TB-BCĐ")[0].text.startswith("141/TB-BCĐ")
