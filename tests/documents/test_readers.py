"""Files of every kind become the same text; what cannot be read is refused with a reason."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document

from core.problems import AskAgain
from documents.commands import find_command
from documents.joining import RawLine, join
from documents.kinds import Kind, kind_of
from documents.limits import Limits
from documents.plain import from_text
from documents.reading import read_bytes, read_file

LIMITS = Limits()


def words(data: bytes) -> str:
    return "\n".join(line.text for line in read_bytes(data, LIMITS).lines)


def docx_with(build) -> bytes:
    document = Document()
    build(document)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def zip_with(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as container:
        for name, data in parts.items():
            container.writestr(name, data)
    return made.getvalue()


def refused(data: bytes, limits: Limits = LIMITS) -> str:
    with pytest.raises(AskAgain) as caught:
        read_bytes(data, limits)
    return caught.value.code


@pytest.mark.parametrize(("name", "kind"), [("000.txt", "txt"), ("000.docx", "docx"), ("000.pdf", "pdf")])
def test_the_three_forms_of_one_document_read_alike(corpus: Path, name: str, kind: str):
    source = read_file(corpus / name, LIMITS)
    text = " ".join(" ".join(line.text.split()) for line in source.lines)
    assert source.kind == kind
    assert "Thường xuyên rà soát, kiến nghị đơn giản hóa thủ tục hành chính thuộc thẩm quyền" in text
    assert "và báo cáo kết quả thực hiện trước ngày 31 tháng 3 năm 2025" in text


def test_a_sentence_broken_by_a_page_is_one_paragraph(corpus: Path):
    source = read_file(corpus / "000.pdf", LIMITS)
    assert any("hoàn thành việc cấp căn cước công dân" in line.text and "11/17" in line.text for line in source.lines)


def test_running_heads_page_numbers_and_signature_stamps_are_left_out(corpus: Path):
    text = "\n".join(line.text for line in read_file(corpus / "001.pdf", LIMITS).lines)
    assert "CÔNG BÁO" not in text
    assert "tập trung công tác thông tin" not in text
    assert "nhất là trên không gian mạng; phối hợp với các cơ quan liên quan phát hiện" in text


def test_bullets_and_automatic_numbers_of_word_are_shown():
    def build(document):
        document.add_paragraph("Khẩn trương rà soát.", style="List Bullet")
        document.add_paragraph("Sở Tài chính", style="List Number")
        document.add_paragraph("Sở Nội vụ", style="List Number")

    assert words(docx_with(build)) == "- Khẩn trương rà soát.\n1. Sở Tài chính\n2. Sở Nội vụ"


def test_a_letterhead_table_becomes_lines_and_a_table_of_work_becomes_rows():
    def build(document):
        head = document.add_table(1, 2)
        head.cell(0, 0).text = "SỞ Y TẾ\nSố: 12/SYT-VP"
        head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
        work = document.add_table(2, 4)
        for at, cell in enumerate(("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời gian")):
            work.cell(0, at).text = cell
        for at, cell in enumerate(("1", "Xây dựng kế hoạch", "Sở Y tế", "6/2025")):
            work.cell(1, at).text = cell

    lines = read_bytes(docx_with(build), LIMITS).lines
    assert [line.text for line in lines[:2]] == ["SỞ Y TẾ", "Số: 12/SYT-VP"]
    assert lines[-1].cells == ("1", "Xây dựng kế hoạch", "Sở Y tế", "6/2025")


def test_the_kind_is_decided_by_content_and_not_by_name(corpus: Path, tmp_path: Path):
    mislabelled = tmp_path / "van-ban.docx"
    mislabelled.write_bytes((corpus / "000.pdf").read_bytes())
    assert read_file(mislabelled, LIMITS).kind == "pdf"


def test_text_in_other_encodings_is_read():
    assert words("Số: 12/UBND ngày".encode("utf-16")) == "Số: 12/UBND ngày"
    assert words(b"\xef\xbb\xbf" + "Kính gửi: Sở Tài chính".encode()) == "Kính gửi: Sở Tài chính"


def test_an_old_word_file_is_read_or_the_sender_is_asked_to_save_it_anew(corpus: Path):
    data = (corpus / "022.doc").read_bytes()
    if find_command("antiword", "soffice", "libreoffice"):
        assert "Nguyễn Văn Hiệp" in words(data)
    else:
        assert refused(data) == "save_as_docx"


def test_a_scan_is_recognised_or_the_sender_is_told_that_it_has_no_text(corpus: Path):
    data = (corpus / "041.pdf").read_bytes()
    if find_command("tesseract"):
        source = read_bytes(data, LIMITS)
        assert source.warnings == ("ocr",)
        assert any("Văn phòng UBND tỉnh thông báo" in line.text for line in source.lines)
    else:
        assert refused(data) == "no_text_layer"


def test_empty_unknown_and_rich_text_files_are_refused_with_a_reason():
    assert refused(b"") == "empty"
    assert refused(b" \n\n ") == "empty"
    assert refused(bytes(range(256)) * 40) == "unknown_kind"
    assert refused(b"{\\rtf1 hello}") == "save_as_docx"
    assert refused(zip_with({"a.txt": b"x"})) == "unknown_kind"


def test_a_file_over_the_size_limit_is_refused_before_it_is_read():
    assert refused(b"x" * 2000, Limits(file_size=1000)) == "too_large"


def test_an_encrypted_document_is_called_encrypted():
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
    assert refused(ole) == "encrypted"


def test_a_zip_bomb_is_refused_from_its_listing():
    assert refused(zip_with({"word/document.xml": b"\0" * 30_000_000})) == "bomb"
    assert refused(zip_with({f"word/{n}.xml": b"x" for n in range(2100)})) == "bomb"
    inner = zip_with({"a": b"\0" * 30_000_000})
    assert refused(zip_with({"inner.zip": inner})) in {"unknown_kind", "bomb"}


@pytest.mark.parametrize(
    "evil",
    [
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><w:document/>',
        b'<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><w:document/>',
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><a/>'.encode("utf-16"),
    ],
)
def test_a_document_part_with_a_dtd_is_refused(evil: bytes):
    assert refused(zip_with({"word/document.xml": evil})) == "broken"


def test_invisible_marks_do_not_survive_and_text_is_composed():
    text = words("Ho\u0300a\u200b b\u00ecnh\u202e xin chào các bạn".encode())
    assert text == "Hòa bình xin chào các bạn"


def test_kinds_are_known_by_their_first_bytes():
    assert kind_of(b"%PDF-1.7 ...") is Kind.PDF
    assert kind_of(b"\x89PNG\r\n\x1a\n....") is Kind.PICTURE


def rows_of(text: str) -> list[tuple[str, ...]]:
    return [line.cells for line in from_text(text).lines if line.cells]


@pytest.mark.parametrize("apart", ["\t", "    "])
def test_a_table_of_plain_text_is_known_by_its_head_whatever_sets_its_cells_apart(apart: str):
    table = [
        ["TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời gian"],
        ["I", "HẠ TẦNG SỐ"],
        ["1", "Rà soát mạng nội bộ", "Phòng Văn hóa", "Quý I/2026"],
        ["2", "Lắp đặt wifi", "Các thôn", "Trước 30/6/2026"],
    ]
    text = "KẾ HOẠCH\n" + "\n".join(apart.join(cells) for cells in table) + "\nNơi nhận:\nVăn phòng   và các thôn"
    assert rows_of(text) == [(*cells, *[""] * (4 - len(cells))) for cells in map(tuple, table)]


def test_a_cell_left_out_between_tabs_stays_empty():
    text = "STT\tNội dung\tĐơn vị chủ trì\tPhối hợp\tThời gian\n3\tXử lý hồ sơ\tTrung tâm\t\tThường xuyên"
    assert rows_of(text)[1] == ("3", "Xử lý hồ sơ", "Trung tâm", "", "Thường xuyên")


def test_two_columns_of_a_letterhead_are_no_table():
    assert (
        rows_of(
            "UBND TỈNH A          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 1/UBND          A, ngày 1 tháng 2 năm 2026"
        )
        == []
    )


def lines_of_a_page(*texts: str) -> list[str]:
    """As a PDF has them: every line full but the last."""
    raw = [RawLine(text, left=90.0, right=540.0) for text in (*texts, *["Nơi nhận:"] * 4)]
    return [line.text for line in join(raw)][:-4]


@pytest.mark.parametrize("opening", ["III/2026;", "IV / 2026;", "5/12/2026;", "l5/12/2026;"])
def test_a_period_or_a_day_that_opens_a_line_is_no_point(opening: str):
    before = "Sở Công Thương hoàn thiện phương án di dời lưới điện hạ thế, hoàn thành trước ngày hoặc trong quý"
    assert lines_of_a_page(before, opening, "Sở Y tế kiểm tra.") == [f"{before} {opening}", "Sở Y tế kiểm tra."]


@pytest.mark.parametrize(
    "field", ["Chủ trì: Sở Nội vụ", "Thời gian trình: Quý I/2026", "Hạn xử lý: 5 ngày", "Việc 2: In tờ rơi"]
)
def test_a_field_begins_a_line_of_its_own_below_a_full_one(field: str):
    full = "Nội dung: Kê khai, sắp xếp lại kho lưu trữ của các phòng chuyên môn tại trụ sở cũ của ủy ban nhân dân"
    assert lines_of_a_page(full, field) == [full, field]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("I. MỤC TIÊU, NHIỆM", "VỤ"),
        ("2. Văn phòng HĐND và", "UBND phường"),
        ("c) Hằng quý", "(tuần đầu) họp giao ban."),
        ("Công ty TNHH MTV", "Cấp nước Hòa An lắp đồng hồ."),
        ("- Theo dõi tiến độ, tham mưu", "Ủy ban nhân dân xã xử lý."),
        ("rà soát theo quy định trước ngày", "10/5/2026."),
        ("ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI", "CHỦ NGHĨA VIỆT NAM"),
    ],
)
def test_what_nothing_ends_with_goes_on_however_short_its_line(before: str, after: str):
    assert lines_of_a_page(before, after) == [f"{before} {after}"]


def test_text_cut_out_of_a_pages_source_loses_its_entities_and_tags():
    source = from_text(
        '<b>Số:</b> 12/TB-UBND&nbsp;&nbsp;<br>-&nbsp;Phòng T&agrave;i ch&iacute;nh; xem <a href="/a?b=1&amp;c">đây</a>'
    )
    assert [line.text for line in source.lines] == ["Số: 12/TB-UBND", "- Phòng Tài chính; xem đây"]
    assert [line.text for line in from_text("giá < 5 và > 2 & 3").lines] == ["giá < 5 và > 2 & 3"]


def test_breaks_of_pages_that_a_scanner_wrote_out_break_nothing():
    text = (
        "- Sở Y tế rà soát kho thuốc, báo cáo Chủ tịch UBND\n\n2\n\n--- PAGE BREAK ---\n\ntỉnh trước ngày 5/6/2026.\n"
    )
    lines = [line.text for line in from_text("Kính gửi: Sở Y tế\n" + text).lines]
    assert lines[1:] == ["- Sở Y tế rà soát kho thuốc, báo cáo Chủ tịch UBND tỉnh trước ngày 5/6/2026."]


def test_a_long_drawn_line_with_a_word_after_it_is_read_at_once() -> None:
    """A pattern that tries every way of parting the dashes would not end before the sun does."""
    lines = [line.text for line in from_text("Kính gửi: Sở Y tế\n" + "-" * 5000 + " x\n" + "| " + "--- | " * 500).lines]
    assert lines[-1].endswith(" x")


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("- Thực hiện Công văn số\n1203/STC-NS, báo cáo Sở.", "- Thực hiện Công văn số 1203/STC-NS, báo cáo Sở."),
        ("- Lập danh sách (mẫu số\n1), gửi về Sở.", "- Lập danh sách (mẫu số 1), gửi về Sở."),
    ],
)
def test_a_number_that_stands_on_the_next_line_opens_no_point(broken: str, whole: str) -> None:
    lines = [line.text for line in from_text(f"UBND tỉnh yêu cầu:\n{broken}\n- Kiểm tra các cống.").lines]
    assert lines[1:] == [whole, "- Kiểm tra các cống."]
