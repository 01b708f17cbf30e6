"""Tables as workbooks."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import openpyxl
import pytest

from documents.workbooks import Column, as_text, workbook

DAY = dt.date(2026, 3, 16)


def test_a_workbook_opens_with_its_title_headings_and_rows():
    content = workbook(
        "Bảng", [Column("STT", 5), Column("Nội dung", 40)], [(1, "Rà soát"), (2, "=1+1")], sheet="B", on=DAY
    )
    rows = list(openpyxl.load_workbook(BytesIO(content)).active.iter_rows(values_only=True))
    assert rows == [("Bảng", None), ("STT", "Nội dung"), (1, "Rà soát"), (2, "'=1+1")]


def test_the_same_rows_on_one_day_are_the_same_file():
    made = [workbook("Bảng", [Column("STT", 5)], [(1,)], sheet="B", on=DAY) for _ in range(2)]
    assert made[0] == made[1]


@pytest.mark.parametrize("text", ["=HYPERLINK(A1)", "+84", "-1", "@SUM(A1)", "\t=1"])
def test_text_that_begins_like_a_formula_is_quoted(text: str):
    assert as_text(text) == f"'{text}"


def test_a_text_longer_than_a_cell_is_cut():
    assert len(as_text("a" * 40_000)) < 32_767
