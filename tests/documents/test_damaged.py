"""Documents whose letters, stops and spaces were lost on the way: read as if whole, shown as they are."""

from __future__ import annotations

from datetime import date

import pytest

from core.workdays import WorkingCalendar
from documents.understand import understand

HEAD = """ĐẢNG ỦY XÃ TÂN LẬP
Số: 31-CV/ĐU
Tân Lập, ngày 02 tháng 3 năm 2026
CÔNG VĂN
về chuẩn bị đại hội chi bộ
"""


@pytest.fixture
def read(calendar: WorkingCalendar):
    return lambda body: understand(HEAD + body, calendar=calendar)


def day(task):
    return task.deadline.date if task.deadline else None


def test_points_are_known_where_every_number_lost_its_stop(read):
    found = read(
        "Thực hiện Kế hoạch số 12-KH/HU ngày 05/01/2026 của Huyện ủy, Đảng ủy đề nghị như sau:\n"
        "I CÔNG TÁC CHUẨN BỊ\n"
        "1 Các chi bộ rà soát danh sách đảng viên trước ngày 10/4/2026.\n"
        "2 Công an xã giữ gìn trật tự.\n"
        "II TỔ CHỨC THỰC HIỆN\n"
        "1 Giao Văn phòng Đảng ủy:\n- In tài liệu;\n- Gửi giấy mời trước 02 ngày\n"
        "2 Ban Tuyên giáo hướng dẫn các chi bộ trang trí hội trường.\n"
    )
    assert [(task.ref, task.lead) for task in found.tasks] == [
        ("I.1", ("Các chi bộ",)),
        ("I.2", ("Công an xã",)),
        ("II.1.1", ("Văn phòng Đảng ủy",)),
        ("II.1.2", ("Văn phòng Đảng ủy",)),
        ("II.2", ("Ban Tuyên giáo",)),
    ]
    assert found.tasks[0].text.startswith("1 Các chi bộ")
    assert day(found.tasks[0]) == date(2026, 4, 10)


def test_numbers_without_a_stop_are_no_points_beside_points_that_have_one(read):
    found = read(
        "Đảng ủy yêu cầu các chi bộ:\n1. Lập danh sách.\n2. Bố trí hội trường gồm:\n"
        "1 Máy chiếu\n2 Bàn ghế\n3 Loa\n3. Báo cáo kết quả trước ngày 10/4/2026.\n"
    )
    assert [task.ref for task in found.tasks] == ["1", "2", "3"]
