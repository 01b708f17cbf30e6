"""Workbooks of tasks, as offices keep them."""

from __future__ import annotations

import io

from openpyxl import Workbook
from openpyxl.styles import PatternFill

from documents.limits import Limits
from documents.reading import read_bytes


def test_coloured_cells_far_below_the_table_count_for_nothing():
    book, made = Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    sheet.append(["STT", "Nội dung nhiệm vụ", "Chủ trì", "Thời hạn"])
    sheet.append([1, "Báo cáo kết quả rà soát", "Sở Nội vụ", "20/3/2026"])
    for row in (25_000, 90_000):
        sheet.cell(row, 3).fill = PatternFill("solid", fgColor="FFFF00")
    book.save(made)
    lines = read_bytes(made.getvalue(), Limits()).lines
    assert [line.cells[1] for line in lines] == ["Nội dung nhiệm vụ", "Báo cáo kết quả rà soát"]
