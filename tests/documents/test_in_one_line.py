"""A document whose line breaks were lost is read nearly as well as the same document with its lines."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

import pytest

from core.workdays import WorkingCalendar
from documents.as_json import to_json
from documents.source import Line
from documents.understand import understand
from documents.understand.one_line import in_one_line, lines_of
from documents.understand.running_marks import points_in
from documents.understand.seams import unseamed
from tests.documents.test_written import KEYS, MORE, OTHERS

NOTICE = """ỦY BAN NHÂN DÂN
HUYỆN SÔNG LAM
Số: 58/TB-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sông Lam, ngày 05 tháng 6 năm 2025
THÔNG BÁO
Kết luận của Chủ tịch UBND huyện tại cuộc họp giao ban tháng 5 năm 2025
Ngày 02/6/2025, Chủ tịch UBND huyện chủ trì họp giao ban. Sau khi nghe báo cáo, Chủ tịch UBND huyện kết luận như sau:
I. ĐÁNH GIÁ CHUNG
Tháng 5, kinh tế của huyện ổn định; thu ngân sách đạt 42% dự toán.
II. NHIỆM VỤ TRỌNG TÂM
1. Phòng Tài chính - Kế hoạch
a) Rà soát nguồn thu còn tồn đọng, báo cáo trước ngày 20/6/2025.
b) Hướng dẫn các xã quyết toán kinh phí.
2. Phòng Giáo dục và Đào tạo:
- Tổ chức kỳ thi vào lớp 10;
- Kiểm tra bếp ăn bán trú, hoàn thành trước ngày 15/6/2025.
3. Công an huyện mở đợt cao điểm trấn áp tội phạm trong tháng 6/2025.
Trên đây là kết luận của Chủ tịch UBND huyện, Văn phòng thông báo để các đơn vị biết, thực hiện./.
Nơi nhận:
- Như trên;
- Lưu: VT.
TL. CHỦ TỊCH
CHÁNH VĂN PHÒNG
(Đã ký)
Phan Thị Hồng Mai"""
TABLE = re.compile(r"\||\t|^(?:STT|TT)$", re.MULTILINE)  # nobody can tell the cells of one that lost its lines
SAMPLE = [path for path in sorted(OTHERS.glob("*[05].txt")) if not TABLE.search(path.read_text("utf-8"))][:25]
JOINED = re.compile(r"\s*\n\s*")


def joined(text: str) -> str:
    return JOINED.sub(" ", text)


def glued(text: str) -> str:
    return JOINED.sub("", text)


def essence(read: Any) -> tuple[object, ...]:
    return [(task.lead, task.deadline and task.deadline.date, task.recurrence) for task in read.tasks]


@pytest.mark.parametrize("lost", [joined, glued])
def test_a_notice_that_lost_its_lines_is_read_as_with_them(lost, calendar: WorkingCalendar):
    with_lines, without = (understand(text, calendar=calendar) for text in (NOTICE, lost(NOTICE)))
    assert len(with_lines.tasks) == 5
    assert essence(without) == essence(with_lines)
    for part in ("number", "type", "issuer", "place", "issued_on", "subject", "signer"):
        assert getattr(without, part) == getattr(with_lines, part), part


def test_work_behind_an_addressee_without_a_stop_is_the_addressees(says):
    tasks = says(
        joined(
            NOTICE.replace("1. Phòng Tài chính - Kế hoạch\na) Rà soát", "1. Phòng Nội vụ\nTham mưu thi tuyển, rà soát")
            .replace("b) Hướng dẫn", "Hướng dẫn")
            .replace("3. Công an huyện mở", "3. Công an huyện\nTriển khai kế hoạch, mở")
        )
    ).tasks
    assert [task.lead for task in tasks if task.lead != ("Phòng Giáo dục và Đào tạo",)] == [
        ("Phòng Nội vụ",),
        ("Phòng Nội vụ",),
        ("Công an huyện",),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Theo quy định tại khoản 1. Điều 5 và khoản 2. Điều 6 của Nghị định, các xã đã thực hiện đúng.",
        "Đoàn làm việc tại phường 1. Ngày hôm sau, Đoàn làm việc tại phường 2. Các đơn vị đã chuẩn bị tài liệu.",
        "Hội nghị kết thúc ngày 1. Sau đó, trước ngày 2. Các đơn vị đã nộp báo cáo về tỉnh.",
        "Phòng Văn hóa - Thông tin và Phòng Giáo dục - Đào tạo đã phối hợp; tuyến Hà Nội - Hải Phòng thông suốt.",
        "Bà Trần Thị B. Hoa và ông Lê Văn A. Tuấn dự họp; TP. Hồ Chí Minh và TX. Hòa Lộc đã gửi báo cáo.",
        "Diện tích tăng 1.5 lần, từ 2.3 ha lên 3.4 ha; kinh phí 1.200 triệu đồng.",
    ],
)
def test_citations_days_places_initials_and_figures_begin_no_point(text: str):
    assert points_in(text) == []


def test_points_that_count_on_are_parted_though_no_stop_ends_them():
    lines = lines_of(
        "Chủ tịch UBND xã yêu cầu: I. NHIỆM VỤ 1. Công an xã a) Trực ban 24/24 giờ; b) Tuần tra ban đêm 2. Trạm Y tế"
        " phun thuốc muỗi 3. Các thôn 3.1. Dọn vệ sinh 3.2. Khơi thông cống II. KINH PHÍ Ngân sách xã bảo đảm."
    )
    assert [re.split(r"\s", line)[0] for line in lines[1:9]] == ["I.", "1.", "a)", "b)", "2.", "3.", "3.1.", "3.2."]
    assert lines[-1].startswith("II. KINH PHÍ") or lines[-2].startswith("II. KINH PHÍ")


def test_an_annex_behind_the_signature_begins_a_line():
    lines = lines_of(
        "UBND XÃ HÒA AN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Số: 7/KH-UBND Hòa An, ngày 03"
        " tháng 02 năm 2025 KẾ HOẠCH Trồng cây năm 2025 Căn cứ tình hình thực tế, UBND xã ban hành Kế hoạch như sau:"
        " 1. Các thôn trồng cây. 2. Công an xã tuần tra. Nơi nhận: - Như trên; - Lưu: VT. KT. CHỦ TỊCH PHÓ CHỦ TỊCH"
        " Lê Văn Tám PHỤ LỤC DANH MỤC CÂY TRỒNG"
    )
    assert lines[-4:-1] == ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Văn Tám"]
    assert lines[:2] == ["UBND XÃ HÒA AN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    assert "Trồng cây năm 2025" in lines


def test_lines_glued_without_a_space_come_apart_at_marks_and_capitals():
    glued_lines = (
        "UBND xã yêu cầu:1. Công an xã trực ban trước ngày 15/6/2025.2. Trạm Y tế:a) Phun thuốc;b) Khám bệnh.Trân trọng"
    )
    assert lines_of(unseamed(glued_lines)) == [
        "UBND xã yêu cầu:",
        "1. Công an xã trực ban trước ngày 15/6/2025.",
        "2. Trạm Y tế:",
        "a) Phun thuốc;",
        "b) Khám bệnh.",
        "Trân trọng",
    ]
    assert unseamed("Tài khoản VNeID và vnEdu") == "Tài khoản VNeID và vnEdu"


def test_a_document_with_lines_is_not_taken_for_one_line():
    lines = [Line(line) for line in NOTICE.split("\n")]
    assert in_one_line(lines) is None
    assert in_one_line([Line(joined(NOTICE)), Line("Trang 1")]) == Line(joined(NOTICE))


def test_a_paragraph_of_two_hundred_thousand_characters_is_parted_in_time():
    for piece in ("Sở Y tế rà soát; a) b) 1. 2. ", "a" + " " * 999, "ỦY BAN NHÂN DÂN ", "II. A ", "- Tổ chức "):
        text = joined(NOTICE) + piece * (200_000 // len(piece))
        begun = time.perf_counter()
        lines_of(unseamed(text))
        assert time.perf_counter() - begun < 5, piece


@pytest.mark.parametrize(("lost", "f1", "leads"), [(joined, 0.93, 0.95), (glued, 0.86, 0.92)])
def test_documents_by_another_author_are_still_read_when_their_lines_are_lost(
    lost: Callable[[str], str], f1: float, leads: float, scorer: Any, labels: Any, calendar: WorkingCalendar
):
    total = dict.fromkeys((*KEYS, *MORE), 0)
    for path in SAMPLE:
        read = to_json(understand(lost(path.read_text("utf-8")), calendar=calendar), file=path.name)
        scorer.score(labels.label_of(path.with_suffix(".expected")), read, total)
    found = scorer.figures(total)
    assert found["f1"] >= f1
    assert found["leads_right"] >= leads
    assert found["false_dates"] == 0
