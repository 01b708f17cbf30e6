"""Tables whose cells stand one under another in the text of a PDF or a web page."""

from __future__ import annotations

from datetime import date

from documents.stacked_cells import placed

HEADS = ("Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành")


def test_a_cell_that_runs_over_lines_stays_in_its_column() -> None:
    lines = (
        "Nâng cấp bãi rửa xe và nhà để xe đạp của",
        "Trường Tiểu học số 2, sơn lại cổng",
        "Ban Quản lý dự án khu vực",
        "Phòng Văn hóa - Xã hội; Trường",
        "Tiểu học số 2",
        "Trước 15/8/2025",
    )
    assert placed(lines, HEADS)[1:] == [
        "Ban Quản lý dự án khu vực",
        "Phòng Văn hóa - Xã hội; Trường Tiểu học số 2",
        "Trước 15/8/2025",
    ]


def test_a_cell_left_empty_shifts_nothing() -> None:
    assert placed(("Thu quỹ khuyến học", "Hội Khuyến học xã", "Quý IV/2025"), HEADS) == [
        "Thu quỹ khuyến học",
        "Hội Khuyến học xã",
        "",
        "Quý IV/2025",
    ]
    assert placed(("Trực cầu tràn", "Công an xã", "Dân quân các thôn", "Thường xuyên"), HEADS)[1:] == [
        "Công an xã",
        "Dân quân các thôn",
        "Thường xuyên",
    ]


def test_rows_go_on_over_a_page_and_sections_between_them_are_none(says) -> None:
    read = says(
        "ỦY BAN NHÂN DÂN\nXÃ TÂN LẬP\nSố: 12/KH-UBND\nTân Lập, ngày 03 tháng 3 năm 2025\nKẾ HOẠCH\n"
        "Làm sạch kênh mương\n"
        "PHỤ LỤC\nPHÂN CÔNG NHIỆM VỤ\n(Kèm theo Kế hoạch số 12/KH-UBND)\n"
        "TT\nNhiệm vụ\nChủ trì\nThời gian\nI\nPHẦN THỨ NHẤT\n1\nVớt bèo đoạn kênh\n\n4\n\ncấp hai\nHội Nông dân xã\n"
        "30/4/2025\nII\nPHẦN THỨ HAI\n2\nSơn lại cống\nThôn Đông\nTháng 6/2025\n"
    )
    assert [(task.text, task.lead, task.deadline and task.deadline.date) for task in read.tasks] == [
        ("Vớt bèo đoạn kênh cấp hai", ("Hội Nông dân xã",), date(2025, 4, 30)),
        ("Sơn lại cống", ("Thôn Đông",), date(2025, 6, 30)),
    ]


def test_a_table_without_counts_is_read_by_its_width(says) -> None:
    read = says(
        "ỦY BAN NHÂN DÂN\nXÃ TÂN LẬP\nSố: 9/UBND\nTân Lập, ngày 03 tháng 3 năm 2025\nV/v chuẩn bị hội làng\n"
        "Kính gửi: Các thôn.\n"
        "UBND xã phân công như sau:\n\nNội dung\nĐơn vị phụ trách\nThời hạn\nDựng rạp\nThôn Đông\nTrước 10/3\n"
        "Mời trống\n"
        "Thôn Tây\n12/3/2025\n\nĐề nghị các thôn thực hiện./.\n"
    )
    assert [(task.text, task.deadline and task.deadline.date) for task in read.tasks][:2] == [
        ("Dựng rạp", date(2025, 3, 10)),
        ("Mời trống", date(2025, 3, 12)),
    ]
