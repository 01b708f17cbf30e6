"""Scans and photographs: every page is looked at, whatever was set over it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Cm
from PIL import Image, ImageChops

from core.problems import AskAgain
from core.proposal import ProposedDirective
from core.workdays import WorkingCalendar
from documents.child import read_in_child
from documents.commands import find_command
from documents.limits import Limits
from documents.reading import read_bytes
from documents.understand import understand
from tests.documents.papers import LETTER, MARKED, page, picture, scan, stamped, tiff, typed

RED, FADED, BLACK = (205, 40, 45), (225, 110, 110), (20, 20, 20)
pytestmark = pytest.mark.skipif(find_command("tesseract") is None, reason="nothing recognises pages here")


def read(data: bytes) -> ProposedDirective:
    return understand(read_bytes(data, Limits()), calendar=WorkingCalendar())


@pytest.mark.parametrize(
    "over",
    [
        ["Ký bởi: Văn phòng Ủy ban nhân dân tỉnh X", "Thời gian ký: 02/03/2026 08:12:33 +07:00"],
        ["CÔNG VĂN ĐẾN Số: 1532 Ngày đến: 03/3/2026"],
        ["Trang 1 trên 1 trang, bản sao y"],
    ],
)
def test_a_scan_with_a_stamp_of_text_over_it_is_recognised_and_its_mark_seen(over: list[str]):
    found = read(scan(page(MARKED), over=over))
    assert found.secrecy == "Mật"
    assert "báo cáo kết quả rà soát trước ngày 20/3/2026" in found.text


def test_every_page_of_a_scanners_picture_file_is_read_in_its_order():
    second = (
        ("Yêu cầu Sở Tài chính thẩm định hồ sơ trước ngày 25/4/2026.", ""),
        ("Yêu cầu Sở Y tế kiểm tra các cơ sở trước ngày 30/5/2026.", ""),
    )
    found = read(tiff([page(), page(second)]))
    assert "Sở Nội vụ đề nghị UBND các xã, phường báo cáo kết quả rà soát trước ngày 20/3/2026." in found.text
    assert found.text.index("20/3/2026") < found.text.index("Sở Tài chính") < found.text.index("Sở Y tế")
    assert read(tiff([page(), page(MARKED)])).secrecy == "Mật"


def test_a_picture_file_of_too_many_pages_is_refused():
    with pytest.raises(AskAgain) as refused:
        read_bytes(tiff([page(LETTER[:1])] * 3), Limits(scanned_pages=2))
    assert refused.value.code == "too_many_pages"


def word_with(*papers: Image.Image, words: str = "") -> bytes:
    document, made = Document(), io.BytesIO()
    document.add_paragraph(words)
    for paper in papers:
        document.add_paragraph().add_run().add_picture(io.BytesIO(picture(paper)), width=Cm(16))
    document.save(made)
    return made.getvalue()


def test_pages_photographed_into_a_word_document_are_recognised():
    found = read(word_with(page()))
    assert found.number == "12/SNV-TH"
    assert len(found.tasks) == 1


def test_a_mark_on_a_page_photographed_beside_the_text_of_a_word_document_is_seen():
    said = "Đề nghị UBND các xã báo cáo kết quả thực hiện trước ngày 20/3/2026."
    assert read(word_with(page(), words=said)).secrecy is None
    assert read(word_with(page(MARKED), words=said)).secrecy == "Mật"


@pytest.mark.parametrize(
    ("mark", "level", "turned", "framed", "ink"),
    [
        ("MẬT", "Mật", 12.0, True, RED),
        ("TỐI MẬT", "Tối mật", -6.0, True, FADED),
        ("TUYỆT MẬT", "Tuyệt mật", 4.0, False, RED),
        ("MẬT", "Mật", -15.0, False, FADED),
        ("TỐI MẬT", "Tối mật", -6.0, True, BLACK),
    ],
)
def test_a_stamp_turned_by_the_hand_is_seen_in_red_or_in_its_frame(
    mark: str, level: str, turned: float, framed: bool, ink: tuple[int, int, int]
):
    found = read(scan(stamped(page(), mark, turned=turned, framed=framed, ink=ink)))
    assert found.secrecy == level


def test_a_red_stamp_of_urgency_or_of_receipt_is_no_mark_of_secrecy():
    for words in ("HỎA TỐC", "CÔNG VĂN ĐẾN", "MẶT TRẬN"):
        found = read(picture(stamped(page(), words, turned=5.0)))
        assert found.secrecy is None
        assert "báo cáo kết quả rà soát trước ngày 20/3/2026" in found.text


def test_a_stamp_set_as_a_picture_into_a_typed_document_is_seen():
    said = ["Kính gửi: UBND các xã, phường", "Đề nghị báo cáo kết quả rà soát trước ngày 20/3/2026."]
    stamp = stamped(Image.new("RGB", (700, 560), "white"), "MẬT", turned=3.0).crop((130, 260, 600, 460))
    assert read(typed(said, stamp=stamp)).secrecy == "Mật"
    assert read(typed(said, stamp=Image.new("RGB", stamp.size, "white"))).secrecy is None


def test_a_stamp_set_as_a_picture_into_a_word_document_is_seen():
    said = "Đề nghị UBND các xã báo cáo kết quả thực hiện trước ngày 20/3/2026."
    stamp = stamped(Image.new("RGB", (700, 560), "white"), "TỐI MẬT", turned=3.0).crop((130, 260, 600, 460))
    assert read(word_with(stamp, words=said)).secrecy == "Tối mật"


def poster(paper: Image.Image) -> bytes:
    """A page whose makers took a pixel for a point: some 80 by 70 centimetres."""
    made = io.BytesIO()
    paper.resize((2480, 2100)).save(made, "PDF", resolution=72)
    return made.getvalue()


@pytest.mark.parametrize("made", [lambda paper: picture(paper.resize((8160, 6900)), "JPEG"), poster])
def test_a_photograph_of_fifty_megapixels_and_a_page_of_odd_size_fit_the_readers_memory(tmp_path: Path, made):
    file = tmp_path / "anh"
    file.write_bytes(made(page()))
    assert read_in_child(file, name="anh").number == "12/SNV-TH"


@pytest.mark.parametrize("ink", [RED, BLACK])
def test_a_stamp_on_a_page_photographed_in_poor_warm_light_is_seen(ink: tuple[int, int, int]):
    paper = stamped(page(), "MẬT", turned=12.0, ink=ink)
    dim = ImageChops.multiply(paper, Image.new("RGB", paper.size, (190, 172, 148)))
    assert read(picture(dim, "JPEG")).secrecy == "Mật"


@pytest.mark.parametrize("degrees", [90, 180])
def test_a_stamp_on_a_page_that_lies_on_its_side_or_upside_down_is_seen(degrees: int):
    found = read(picture(stamped(page(), "MẬT", turned=8.0).rotate(degrees, expand=True)))
    assert (found.number, found.secrecy) == ("12/SNV-TH", "Mật")
