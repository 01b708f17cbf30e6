"""The summary as a report to sign, as the detail table, as a picture."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from docx import Document
from openpyxl import load_workbook
from PIL import Image

from core.figures import AgencyCount, Detail, Figures
from core.model import Cause, Status, Task
from core.office import HANOI
from core.wording import summary_files as words
from documents.summary_files import made

LOCAL = dt.datetime(2026, 3, 18, 13, 55, tzinfo=HANOI)
FIGURES = Figures(on_time=241, late=27, in_term=102, overdue=19, submitted=14, ongoing=9, overdue_agencies=8)
BEHIND = [AgencyCount(1, "Sở Xây dựng", 40, 7), AgencyCount(2, "UBND xã Bình An", 12, 5)]


def paper(office: str = "Văn phòng Ủy ban nhân dân tỉnh") -> words.Paper:
    return words.paper(FIGURES, BEHIND, local=LOCAL, office=office, about=None)


def task(number: int, text: str = "Rà soát quy hoạch", **more: object) -> Task:
    facts: dict[str, object] = {
        "directive_number": "141/TB-BCĐ",
        "directive_issued_on": dt.date(2026, 3, 2),
        "issuer": "Ban Chỉ đạo tỉnh",
        "ref": "1",
        "supporting": ("Sở Tài chính", "Sở Nội vụ"),
        "status": Status.IN_PROGRESS,
        "version": 1,
        **more,
    }
    return Task(number, number, 1, text=text, lead_id=1, lead="Sở Xây dựng", **facts)  # type: ignore[arg-type]


def read_table(content: bytes) -> list[tuple[object, ...]]:
    return [tuple(row) for row in load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)]


def test_the_table_has_a_row_a_task_under_the_headings_of_the_offices_own_lists():
    details = [
        Detail(task(3, blocked="thiếu kinh phí", percent=80), "overdue", "đang làm", "xin ý kiến về nguồn vốn"),
        Detail(task(4, document_number="45/BC-SXD", document_date=dt.date(2026, 3, 13)), "on_time"),
    ]
    cause = Cause(1, 4, 7, "mưa lũ", "45/BC-UBND", confirmed=True, source="99/UBND-TH")
    details.append(Detail(task(5), "overdue", cause=cause))
    rows = read_table(made("xlsx", paper(), figures=FIGURES, details=details, on=LOCAL.date()))
    assert rows[0][0] == "Tình hình thực hiện nhiệm vụ được giao. Tính đến 13 giờ 55, 18/3/2026"
    assert rows[1] == tuple(heading for heading, _ in words.COLUMNS)
    assert rows[2][1:5] == (
        "141/TB-BCĐ ngày 2/3/2026",
        "Rà soát quy hoạch",
        "Sở Xây dựng",
        "Sở Tài chính; Sở Nội vụ",
    )
    assert rows[2][6:] == (
        "đang làm",
        "Quá hạn · Đang thực hiện, 80 %, có vướng mắc",
        "thiếu kinh phí; xin ý kiến về nguồn vốn",
    )
    assert rows[3][6] == "45/BC-SXD ngày 13/3/2026"
    assert rows[4][8] == ("Nguyên nhân khách quan: “mưa lũ”, căn cứ 45/BC-UBND (đã xác nhận theo 99/UBND-TH)")


def test_words_that_begin_like_a_formula_stay_words():
    rows = read_table(
        made("xlsx", paper(), figures=FIGURES, details=[Detail(task(1, "=1+1"), "in_term")], on=LOCAL.date())
    )
    assert rows[2][2] == "'=1+1"


def words_of(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_the_report_has_the_letterhead_of_its_office_the_figures_and_the_agencies_behind():
    said = words_of(made("docx", paper(), figures=FIGURES, details=[], on=LOCAL.date()))
    assert "VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH" in said
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in said
    assert "Quá hạn 19 việc, tại 8 đơn vị." in said
    assert "Hoàn thành / đến hạn: 268/287 = 93,4 %" in said
    assert "Sở Xây dựng" in said


def test_a_party_office_has_the_partys_letterhead():
    said = words_of(made("docx", paper("Văn phòng Tỉnh ủy"), figures=FIGURES, details=[], on=LOCAL.date()))
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in said
    assert "CỘNG HÒA" not in said


@pytest.mark.parametrize("behind", [BEHIND, []])
def test_the_picture_is_as_wide_as_a_phone_shows_well(behind: list[AgencyCount]):
    one = words.paper(FIGURES, behind, local=LOCAL, office="Văn phòng", about="141/TB-BCĐ")
    with Image.open(io.BytesIO(made("png", one, figures=FIGURES, details=[], on=LOCAL.date()))) as drawn:
        assert drawn.format == "PNG"
        assert drawn.width == 1080


def test_a_task_taken_over_still_names_the_agency_that_the_directive_addressed():
    details = [Detail(task(3, first_lead="Phòng Xây dựng huyện"), "in_term")]
    rows = read_table(made("xlsx", paper(), figures=FIGURES, details=details, on=LOCAL.date()))
    assert rows[2][3] == "Sở Xây dựng (giao ban đầu: Phòng Xây dựng huyện)"
