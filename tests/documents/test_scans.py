"""Scans and photographs: every page is looked at, whatever was set over it."""

from __future__ import annotations

import pytest

from core.problems import AskAgain
from core.proposal import ProposedDirective
from core.workdays import WorkingCalendar
from documents.commands import find_command
from documents.limits import Limits
from documents.reading import read_bytes
from documents.understand import understand
from tests.documents.papers import LETTER, MARKED, page, scan, tiff

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
