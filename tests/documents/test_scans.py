"""Scans and photographs: every page is looked at, whatever was set over it."""

from __future__ import annotations

import pytest

from core.proposal import ProposedDirective
from core.workdays import WorkingCalendar
from documents.commands import find_command
from documents.limits import Limits
from documents.reading import read_bytes
from documents.understand import understand
from tests.documents.papers import MARKED, page, scan

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
