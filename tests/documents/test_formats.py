"""Files of less usual kinds: workbooks, fonts of before Unicode, pictures on their side, pages of both kinds."""

from __future__ import annotations

import datetime as dt
import io
import struct
import subprocess
import zlib
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from docx import Document
from docx.oxml import parse_xml
from openpyxl import Workbook

from core.workdays import WorkingCalendar
from documents.commands import find_command
from documents.kinds import Kind, kind_of
from documents.legacy import from_tcvn3, mended
from documents.limits import Limits
from documents.reading import read_bytes
from documents.understand import understand

LIMITS = Limits()
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def words(data: bytes) -> str:
    return "\n".join(line.text for line in read_bytes(data, LIMITS).lines)


def saved(made: object) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def png_of(page: pdfium.PdfPage, *, turned: int) -> bytes:
    """The page as a grey PNG, turned by so many degrees."""
    bitmap = page.render(scale=150 / 72, grayscale=True, rotation=turned)
    rows = bytes(bitmap.buffer)
    lines = b"".join(b"\0" + rows[y * bitmap.stride :][: bitmap.width] for y in range(bitmap.height))

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    size = struct.pack(">IIBBBBB", bitmap.width, bitmap.height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")


def test_a_workbook_of_tasks_is_read_by_its_columns(calendar: WorkingCalendar):
    book = Workbook()
    sheet = book.active
    sheet.append(["BẢNG PHÂN CÔNG NHIỆM VỤ"])
    sheet.append(["TT", "Nội dung công việc", "Đơn vị chủ trì", "Thời hạn"])
    sheet.append([1, "Rà soát quy hoạch chợ", "Phòng Kinh tế", dt.datetime(2025, 6, 30)])  # noqa: DTZ001
    sheet.append([2, "Cập nhật dữ liệu hộ kinh doanh", "Thuế cơ sở 3", "Thường xuyên"])
    first, second = understand(read_bytes(saved(book), LIMITS), calendar=calendar).tasks
    assert (first.text, first.lead) == ("Rà soát quy hoạch chợ", ("Phòng Kinh tế",))
    assert first.deadline is not None
    assert first.deadline.date == dt.date(2025, 6, 30)
    assert second.recurrence is not None
    assert second.lead == ("Thuế cơ sở 3",)


def test_text_of_the_old_fonts_becomes_unicode():
    plain = "Cộng hòa xã hội chủ nghĩa Việt Nam Độc lập - Tự do - Hạnh phúc"
    assert mended("Céng hßa x· héi chñ nghÜa ViÖt Nam §éc lËp - Tù do - H¹nh phóc") == plain
    assert mended("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam Ñoäc laäp - Töï do - Haïnh phuùc") == plain
    assert mended(plain) == plain
    assert mended("Le comité a décidé: à bientôt, très cher élève") == "Le comité a décidé: à bientôt, très cher élève"


def test_a_text_file_in_the_old_encoding_is_read():
    data = "CHØ THÞ\nVÒ phßng ch¸y. Chñ tÞch ñy ban nh©n d©n tØnh yªu cÇu c¸c së thùc hiÖn tr­íc ngµy 5/6.".encode(
        "latin-1"
    )
    assert "Chủ tịch ủy ban nhân dân tỉnh yêu cầu các sở thực hiện trước ngày 5/6." in words(data)


@pytest.mark.parametrize(
    "letters", ["ủy ban nhân dân", "những việc được giao trước kỳ nghỉ tết", "quỹ, lẻ, lỗ, ỡ, ễ, ẵ, ặ"]
)
def test_the_table_of_the_old_font_agrees_with_the_system_where_it_has_one(letters: str):
    iconv = find_command("iconv")
    made = (
        subprocess.run([iconv, "-f", "UTF-8", "-t", "TCVN5712-1"], input=letters.encode(), capture_output=True).stdout
        if iconv
        else b""
    )
    assert from_tcvn3(made.decode("latin-1")) == (letters if made else "")


def test_old_fonts_in_word_are_read_and_their_capitals_too():
    document = Document()
    document.add_paragraph("Chñ tÞch ñy ban nh©n d©n tØnh yªu cÇu c¸c së thùc hiÖn viÖc ®­îc giao tr­íc ngµy 5/6.")
    run = document.add_paragraph().add_run("së tµi chÝnh")
    run.font.name = ".VnTimeH"
    assert words(saved(document)) == (
        "Chủ tịch ủy ban nhân dân tỉnh yêu cầu các sở thực hiện việc được giao trước ngày 5/6.\nSỞ TÀI CHÍNH"
    )


def test_the_letterhead_may_stand_in_the_header_of_word_and_a_running_title_is_left_out():
    document = Document()
    document.sections[0].header.paragraphs[0].text = "SỞ Y TẾ\tSố: 12/SYT-VP"
    document.sections[0].header.add_paragraph("Trang 1 trên 3")
    document.add_paragraph("Yêu cầu các bệnh viện rà soát.")
    assert words(saved(document)) == "SỞ Y TẾ\tSố: 12/SYT-VP\nYêu cầu các bệnh viện rà soát."


def test_tracked_changes_are_read_as_accepted():
    document = Document()
    paragraph = document.add_paragraph("Hoàn thành trước ngày ")
    paragraph._p.append(parse_xml(f"<w:del {W}><w:r><w:delText>15/6</w:delText></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:ins {W}><w:r><w:t>30/6</w:t></w:r></w:ins>"))
    assert words(saved(document)) == "Hoàn thành trước ngày 30/6"


@pytest.mark.parametrize("turned", [0, 90, 180])
def test_a_photograph_is_read_however_it_lies(corpus: Path, turned: int):
    document = pdfium.PdfDocument(corpus / "000.pdf")
    picture = png_of(document[0], turned=turned)
    document.close()
    assert kind_of(picture) is Kind.PICTURE
    assert "Bình Định, ngày 08 tháng 10 năm 2024" in " ".join(words(picture).split())


def pictured(document: pdfium.PdfDocument, page: pdfium.PdfPage) -> None:
    """A page that is nothing but the picture of another."""
    image = pdfium.PdfImage.new(document)
    image.set_bitmap(page.render(scale=200 / 72, grayscale=True))
    width, height = page.get_size()
    image.set_matrix(pdfium.PdfMatrix().scale(width, height))
    made = document.new_page(width, height)
    made.insert_obj(image)
    made.gen_content()


def test_a_scanned_page_among_pages_of_text_is_read_in_its_place(corpus: Path):
    whole = pdfium.PdfDocument(corpus / "000.pdf")
    mixed = pdfium.PdfDocument.new()
    mixed.import_pages(whole, [0])
    pictured(mixed, whole[len(whole) - 1])
    made = saved(mixed)
    mixed.close()
    whole.close()
    source = read_bytes(made, LIMITS)
    assert source.warnings == ("ocr",)
    assert "trước ngày 31 tháng 3 năm 2025" in " ".join(words(made).split())
