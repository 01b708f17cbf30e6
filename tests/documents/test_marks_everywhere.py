"""A mark of secrecy is seen wherever a document can show it: heads, feet, watermarks, cells, running lines."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest
from docx import Document
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image

from core.proposal import ProposedDirective
from core.workdays import WorkingCalendar
from documents.commands import find_command
from documents.limits import Limits
from documents.reading import read_bytes
from documents.understand import understand
from tests.documents.papers import typed

WATERMARK = (
    f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml">'
    '<w:pict><v:shape type="#_x0000_t136"><v:textpath string="TỐI MẬT"/></v:shape></w:pict></w:r>'
)
HEADS = ("STT", "Nội dung nhiệm vụ", "Chủ trì", "Thời hạn")


def read(data: bytes) -> ProposedDirective:
    return understand(read_bytes(data, Limits()), calendar=WorkingCalendar())


def saved(file: Word | Workbook) -> bytes:
    made = io.BytesIO()
    file.save(made)
    return made.getvalue()


def letter() -> Word:
    document = Document()
    for line in ("SỞ NỘI VỤ", "Số: 12/SNV-TH", "X, ngày 02 tháng 3 năm 2026", "Kính gửi: UBND các xã, phường"):
        document.add_paragraph(line)
    document.add_paragraph("Đề nghị UBND các xã báo cáo kết quả thực hiện trước ngày 20/3/2026.")
    return document


def foot(document: Word) -> None:
    document.sections[0].footer.paragraphs[0].text = "MẬT"


def head_of_later_pages(document: Word) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "SỞ NỘI VỤ"
    section.header.paragraphs[0].text = "MẬT"


def head_of_even_pages(document: Word) -> None:
    document.settings.odd_and_even_pages_header_footer = True
    document.sections[0].even_page_header.paragraphs[0].text = "mật"


def head_of_the_second_section(document: Word) -> None:
    section = document.add_section()
    section.header.is_linked_to_previous = False
    section.header.paragraphs[0].text = "MẬT"


def head_with_more_words(document: Word) -> None:
    document.sections[0].header.paragraphs[0].text = "Tài liệu MẬT, không sao chụp"


def cell(document: Word) -> None:
    table = document.add_table(3, 3)
    for place in range(9):
        table.cell(place // 3, place % 3).text = f"việc {place} của đơn vị"
    table.cell(0, 0).text = "MẬT"


@pytest.mark.parametrize(
    "marked", [foot, head_of_later_pages, head_of_even_pages, head_of_the_second_section, head_with_more_words, cell]
)
def test_a_mark_in_any_head_foot_or_cell_of_a_word_document_is_seen(marked: Callable[[Word], None]):
    assert read(saved(letter())).secrecy is None
    document = letter()
    marked(document)
    assert read(saved(document)).secrecy == "Mật"


def test_a_watermark_of_a_word_document_is_seen():
    document = letter()
    document.sections[0].header.paragraphs[0]._p.append(parse_xml(WATERMARK))
    assert read(saved(document)).secrecy == "Tối mật"


def test_a_running_head_that_speaks_of_secrets_is_no_mark():
    document = letter()
    document.sections[0].header.paragraphs[0].text = "QUY CHẾ BẢO VỆ BÍ MẬT NHÀ NƯỚC"
    document.sections[0].footer.paragraphs[0].text = "Tài liệu về bảo mật"
    assert read(saved(document)).secrecy is None


def table(marked: Callable[[Worksheet], None] | None = None) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    for _ in range(3):
        sheet.append([None])
    for row in (HEADS, (1, "Báo cáo kết quả rà soát", "Sở Nội vụ", "20/3/2026"), (2, "Lập danh mục", "Sở Y tế", "")):
        sheet.append(row)
    if marked:
        marked(sheet)
    return saved(book)


def beside_the_issuer(sheet: Worksheet) -> None:
    sheet["A1"], sheet["D1"] = "UBND TỈNH X", "MẬT"


def printed_head(sheet: Worksheet) -> None:
    sheet.oddHeader.center.text = "MẬT"
    sheet.oddHeader.center.size = 14


def printed_foot_of_the_first_page(sheet: Worksheet) -> None:
    sheet.firstFooter.left.text = "Tài liệu MẬT"


@pytest.mark.parametrize("marked", [beside_the_issuer, printed_head, printed_foot_of_the_first_page])
def test_a_mark_in_a_cell_or_on_the_printed_page_of_a_workbook_is_seen(marked: Callable[[Worksheet], None]):
    assert read(table()).secrecy is None
    assert read(table(marked)).secrecy == "Mật"


def test_a_column_that_tells_the_degree_of_other_documents_is_no_mark():
    def listed(sheet: Worksheet) -> None:
        sheet["E4"], sheet["E5"], sheet["E6"] = "Độ mật", "MẬT", "TỐI MẬT"

    assert read(table(listed)).secrecy is None


def test_a_mark_repeated_at_the_head_of_every_page_is_no_running_line_to_be_dropped():
    from documents.joining import RawLine
    from documents.running import set_aside, without_running_lines

    pages = [[RawLine("TUYỆT MẬT", n), RawLine(f"Đoạn thứ {n} của văn bản", n), RawLine(str(n), n)] for n in (1, 2, 3)]
    kept = without_running_lines(pages)
    assert all(line.text != "TUYỆT MẬT" for page in kept for line in page)
    assert "TUYỆT MẬT" in set_aside(pages, kept)


def noted(text: str) -> bytes:
    """A typed PDF with a note laid over its page."""
    document = pdfium.PdfDocument(
        typed(["Đề nghị các xã báo cáo trước ngày 20/3/2026."], stamp=Image.new("RGB", (9, 9)))
    )
    page = document[0]
    note = pdfium_c.FPDFPage_CreateAnnot(page, pdfium_c.FPDF_ANNOT_FREETEXT)
    wide = (text + "\0").encode("utf-16-le")
    words = (pdfium_c.FPDF_WCHAR * (len(wide) // 2)).from_buffer_copy(wide)
    assert pdfium_c.FPDFAnnot_SetStringValue(note, b"Contents", words)
    pdfium_c.FPDFPage_CloseAnnot(note)
    page.close()
    made = io.BytesIO()
    document.save(made)
    document.close()
    return made.getvalue()


def test_a_mark_written_as_a_note_over_a_pdf_is_seen():
    assert read(noted("TỐI MẬT")).secrecy == "Tối mật"
    assert read(noted("Đã kiểm tra, không phải bí mật")).secrecy is None


@pytest.mark.skipif(find_command("antiword") is None, reason="old Word files are not read here")
@pytest.mark.parametrize(
    ("text", "level"), [("\rMẬT\r", "Mật"), ("\rTUYỆT MẬT - bản số 1\r", "Tuyệt mật"), ("BÍ MẬT\r", None)]
)
def test_a_mark_in_the_head_of_the_pages_of_an_old_word_file_is_seen(corpus: Path, text: str, level: str | None):
    data, head = (corpus / "022.doc").read_bytes(), text.encode("utf-16-le")
    assert read(data[: -len(head)] + head).secrecy == level  # antiword shows no heads; Word keeps them so
