"""Files that show what was reported: with a report or of their own accord, many at once, one tap away to confirm by."""

from __future__ import annotations

import asyncio
import datetime as dt
from pathlib import Path

import pytest

from core.model import Role, Status
from documents.commands import find_command
from tests.handlers.dialogue import count, labels, notices, task_now, text
from tests.handlers.reading import FromDisk, said
from tests.house import House

MARKED = "UBND TỈNH\nMẬT\nSố: 45/BC-UBND\nBáo cáo kết quả thực hiện nhiệm vụ.\n"
DRAFT = "UBND TỈNH\nDỰ THẢO\nSố:     /BC-UBND\nBáo cáo kết quả thực hiện nhiệm vụ.\n"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Files as people have them."""
    (tmp_path / "bao_cao.txt").write_text("Báo cáo kết quả rà soát quy hoạch.\n", encoding="utf-8")
    (tmp_path / "phu_luc.txt").write_text("Phụ lục số liệu rà soát quy hoạch.\n", encoding="utf-8")
    (tmp_path / "kho.txt").write_text(MARKED, encoding="utf-8")
    (tmp_path / "nhap.txt").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "ghi-am.ogg").write_bytes(b"OggS\x00\x02" + bytes(range(256)))
    return tmp_path


def fetched(house: House, data: Path) -> list[str]:
    """Let the job fetch everything that waits; what it says."""
    from jobs.enclose import keep_next

    before = len(said(house))
    where = {"data_dir": data, "holder": "w1"}
    while asyncio.run(keep_next(house.store, {house.channel: FromDisk()}, real_now=house.real_now, **where)):  # type: ignore[arg-type]
        pass
    return said(house)[before:]


# ── as the evidence of a completion ────────────────────────────────────────────────────────────
def test_files_sent_as_evidence_go_with_the_report_and_the_coordinator_opens_them_with_one_tap(
    house: House, files: Path
) -> None:
    an, coordinator = house.person("Lê An"), house.coordinator()
    house.task(official=an, coordinator=coordinator)
    house.says(an, "nv1 xong")
    house.presses(an, "Đúng")
    sent = house.sends_file(an, files / "bao_cao.txt")
    assert text(sent).startswith("NV 1: đã gửi 1 tệp.\nTrạng thái: Chờ xác nhận.")
    (notice,) = notices(sent, coordinator)
    assert "Minh chứng: 1 tệp" in notice.text
    assert [choice.label for choice in notice.choices][2] == "Xem tệp"
    more = house.sends_file(an, files / "phu_luc.txt")
    assert text(more) == "NV 1: đã nhận 2 tệp kèm báo cáo."
    assert (more[0].replaces, more[0].settles) == (sent[0].replaces, True)
    assert text(house.presses(coordinator, "Xem tệp")) == (
        "NV 1 · 141/TB-BCĐ: 0 tệp kèm báo cáo.\nChưa nhận xong 2 tệp."
    )
    assert fetched(house, files) == []
    shown = house.presses(coordinator, "Xem tệp")
    assert [reply.text.splitlines()[-1] for reply in shown] == [
        "bao_cao.txt",
        "phu_luc.txt",
        "NV 1 · 141/TB-BCĐ: 2 tệp kèm báo cáo.",
    ]
    assert [reply.file_id is not None for reply in shown] == [True, True, False]
    queue = house.says(coordinator, "cho xac nhan")
    assert "1. NV 1 · Sở Nội vụ · 2 tệp" in text(queue)
    assert "Xem tệp 1" in labels(queue)


@pytest.mark.parametrize("caption", ["Báo cáo số 45/BC-SNV ngày 13/3", "bao cao so 45/BC-SNV ngay 13/3"])
def test_the_number_of_the_document_is_read_from_the_caption(house: House, files: Path, caption: str) -> None:
    an, coordinator = house.person("Lê An"), house.coordinator()
    house.task(official=an, coordinator=coordinator)
    house.says(an, "nv1 xong")
    house.presses(an, "Đúng")
    sent = house.sends_file(an, files / "bao_cao.txt", text=caption)
    assert text(sent).startswith("NV 1: đã gửi 45/BC-SNV ngày 13/3/2026, 1 tệp.")
    assert "1. NV 1 · Sở Nội vụ · 45/BC-SNV ngày 13/3/2026, 1 tệp" in text(house.says(coordinator, "chờ xác nhận"))


# ── of their own accord ────────────────────────────────────────────────────────────────────────
def test_a_file_of_its_own_accord_completes_nothing_before_it_is_asked(house: House, files: Path) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    house.task(official=an)
    assert text(house.sends_file(an, files / "bao_cao.txt")).startswith("Tệp này báo cáo việc nào?")
    assert text(house.says(an, "2")) == (
        "NV 2 · 141/TB-BCĐ · Rà soát quy hoạch\nĐã nhận 1 tệp.\n"
        "Tệp báo cáo việc này đã hoàn thành? Nếu chưa, đồng\nchí gõ tiến độ, ví dụ '80%'."
    )
    assert task_now(house, 2).status is Status.IN_PROGRESS
    assert text(house.says(an, "hoan thanh")).startswith("NV 2: đã gửi 1 tệp.")
    assert task_now(house, 2).status is Status.SUBMITTED
    assert "Tệp kèm báo cáo: 1" in text(house.says(an, "/nv 2"))


@pytest.mark.parametrize("caption", ["nv2 xong 80%, gửi ảnh hiện trường", "nv2 xong 80%, gui anh hien truong"])
def test_a_photo_with_words_goes_with_the_report_that_they_are(house: House, files: Path, caption: str) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    house.task(official=an)
    echo = house.sends_file(an, files / "bao_cao.txt", text=caption)
    assert text(echo).splitlines()[2] == "Tiến độ 80 %, đang thực hiện"
    assert "Kèm 1 tệp\nChưa ghi là hoàn thành." in text(echo)
    house.presses(an, "Đúng")
    assert "Tệp kèm báo cáo: 1" in text(house.says(an, "/nv 2"))
    assert "Tệp kèm báo cáo" not in text(house.says(an, "/nv 1"))


def test_words_typed_after_the_file_decide_which_task_it_is_of(house: House, files: Path) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    house.task(official=an)
    house.sends_file(an, files / "ghi-am.ogg")
    assert "Kèm 1 tệp" in text(house.says(an, "nv1 80%"))
    house.presses(an, "Sửa lại")
    assert "NV 2" in text(house.says(an, "nv2 đang lấy ý kiến"))
    house.presses(an, "Đúng")
    assert "Tệp kèm báo cáo: 1" in text(house.says(an, "/nv 2"))
    assert "Tệp kèm báo cáo" not in text(house.says(an, "/nv 1"))


def test_a_file_without_a_report_is_dropped_when_its_sender_says_so(house: House, files: Path) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    house.sends_file(an, files / "bao_cao.txt")
    fetched(house, files)
    assert count(house, "files") == 1
    assert text(house.says(an, "bo tep")) == "Đã bỏ 1 tệp. Không lưu gì."
    assert (count(house, "files"), count(house, "enclosures")) == (0, 0)
    assert text(house.presses(an, "Bỏ tệp")).startswith("Câu hỏi này đã hết hạn")


def test_twenty_files_at_once_are_one_question_and_a_twenty_first_is_refused_politely(
    house: House, files: Path
) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    house.task(official=an)
    asked = [house.sends_file(an, files / "bao_cao.txt") for _ in range(20)]
    assert text(asked[-1]).startswith("Đã nhận 20 tệp. Báo cáo việc nào?")
    assert {reply.replaces for replies in asked for reply in replies} == {asked[0][0].replaces}
    assert text(house.sends_file(an, files / "phu_luc.txt")) == (
        "Mỗi báo cáo kèm tối đa 20 tệp. Đã nhận 20 tệp\nđầu; các tệp sau chưa nhận."
    )
    house.says(an, "1")
    assert text(house.presses(an, "Hoàn thành")).startswith("NV 1: đã gửi 20 tệp.")
    assert count(house, "enclosures") == 20


def test_a_file_too_large_is_refused_before_it_is_fetched(house: House, files: Path) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    big = files / "phim.mp4"
    with big.open("wb") as made:
        made.truncate(21 * 1024 * 1024)
    assert text(house.sends_file(an, big)).startswith("Chưa đọc được phim.mp4: tệp quá 20 MB.")
    assert count(house, "enclosures") == 0


def test_a_file_of_a_task_that_is_closed_says_so(house: House, files: Path) -> None:
    an = house.person("Lê An")
    house.task(official=an, status=Status.DONE)
    house.task(official=an)
    house.task(official=an)
    house.sends_file(an, files / "bao_cao.txt")
    assert "đang ở trạng thái\nĐã hoàn thành" in text(house.says(an, "nv 1"))


# ── what may not be kept ───────────────────────────────────────────────────────────────────────
def test_a_marked_file_leaves_nothing_and_whoever_confirms_sees_that_it_was_not_kept(house: House, files: Path) -> None:
    an, coordinator = house.person("Lê An"), house.coordinator()
    house.task(official=an, coordinator=coordinator)
    house.says(an, "nv1 xong")
    house.presses(an, "Đúng")
    house.sends_file(an, files / "kho.txt")
    (told,) = fetched(house, files)
    assert told.startswith("Văn bản có dấu chỉ độ mật. Hệ thống đã dừng,\nkhông lưu tệp")
    assert count(house, "files") == 0
    assert not any("kho.txt" in words for words in said(house))
    assert "Không lưu được 1 tệp." in text(house.presses(coordinator, "Xem tệp"))


def test_a_file_with_an_internal_mark_is_kept_only_when_its_sender_may_bring_it_here(house: House, files: Path) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    house.sends_file(an, files / "nhap.txt", text="nv1 80%")
    house.presses(an, "Đúng")
    (asked,) = fetched(house, files)
    assert asked.startswith("Tệp ghi “Dự thảo”. Hệ thống chưa lưu.")
    assert count(house, "files") == 0
    assert text(house.says(an, "da xin phep, luu")) == "Hệ thống sẽ lưu tệp theo ý kiến của đồng chí."
    assert fetched(house, files) == []
    assert count(house, "files") == 1


def test_an_internal_file_that_its_sender_declines_is_not_kept(house: House, files: Path) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    house.sends_file(an, files / "nhap.txt", text="nv1 80%")
    fetched(house, files)
    assert text(house.says(an, "khong luu")) == "Hệ thống không lưu tệp này."
    assert fetched(house, files) == []
    assert count(house, "files") == 0


def test_a_sound_has_nothing_to_read_and_is_kept(house: House, files: Path) -> None:
    an, leader = house.person("Lê An"), house.person("Lê Dung", role=Role.LEADER)
    house.task(official=an)
    house.sends_file(an, files / "ghi-am.ogg", text="nv1 vướng kinh phí")
    house.presses(an, "Đúng")
    assert fetched(house, files) == []
    house.says(leader, "/nv 1")
    house.now += dt.timedelta(minutes=5)
    shown = house.presses(leader, "Xem tệp")
    assert "ghi-am.ogg" in shown[0].text


def blank_photograph(path: Path) -> Path:
    from PIL import Image

    Image.new("RGB", (600, 900), "white").save(path, "PNG")
    return path


def document_of_a_photograph(folder: Path) -> Path:
    from docx import Document

    document, path = Document(), folder / "chup.docx"
    document.add_paragraph().add_run().add_picture(str(blank_photograph(folder / "trang.png")))
    document.save(str(path))
    return path


def test_a_photograph_nobody_could_look_at_is_not_kept_and_its_sender_is_told(
    house: House, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    monkeypatch.setenv("PATH", "")  # nothing that recognises pages is installed
    for file in (blank_photograph(files / "anh.png"), document_of_a_photograph(files)):
        house.sends_file(an, file)
        (told,) = fetched(house, files)
        assert told == (
            f"Chưa đọc được {file.name}: bản quét, Hệ thống chưa nhận ra được chữ.\n"
            "Chưa lưu gì. Cách khác: gửi bản .docx hoặc bản quét rõ hơn."
        )
    assert count(house, "files") == 0


@pytest.mark.skipif(find_command("tesseract") is None, reason="nothing recognises pages here")
def test_a_photograph_without_words_was_looked_at_and_is_kept(house: House, files: Path) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    for file in (blank_photograph(files / "anh.png"), document_of_a_photograph(files)):
        house.sends_file(an, file)
    assert fetched(house, files) == []
    assert count(house, "files") == 2


def test_a_file_of_a_kind_that_is_not_read_is_not_kept_whatever_it_is_called(house: House, files: Path) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    for name, head in (
        ("anh.heic", b"\0\0\0\x18ftypheic"),
        ("so-lieu.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("a.mp3", b"?"),
    ):
        (files / name).write_bytes(head + bytes(range(256)) * 4)
        house.sends_file(an, files / name)
    told = fetched(house, files)
    assert all("không phải văn bản Hệ thống đọc được" in words for words in told)
    assert (len(told), count(house, "files")) == (3, 0)


def test_what_no_report_took_is_forgotten_after_a_day(house: House, files: Path) -> None:
    from jobs.tidy import tidy

    an = house.person("Lê An")
    house.task(official=an)
    house.sends_file(an, files / "bao_cao.txt")
    fetched(house, files)
    tidy(house.store, now=house.now, real_now=house.real_now + dt.timedelta(hours=23))
    assert count(house, "files") == 1
    tidy(house.store, now=house.now, real_now=house.real_now + dt.timedelta(hours=25))
    assert (count(house, "files"), count(house, "enclosures")) == (0, 0)
