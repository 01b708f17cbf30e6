"""Tables whose cells stand one under another in the text of a PDF or a web page."""

from __future__ import annotations

from datetime import date

from core.workdays import WorkingCalendar
from documents.stacked_cells import placed
from documents.understand import understand
from tests.documents.conftest import day

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


def test_the_chapter_behind_the_last_row_is_no_cell_of_it(says) -> None:
    read = says(
        "UBND xã yêu cầu các đơn vị thực hiện:\nTT\nNhiệm vụ\nChủ trì\nThời gian\n1\nVớt bèo đoạn kênh\n"
        "Hội Nông dân xã\n30/4/2025\n2\nSơn lại cống\nThôn Đông\nTháng 6/2025\nIII. TỔ CHỨC THỰC HIỆN\n"
        "1. Văn phòng UBND xã theo dõi, đôn đốc, báo cáo trước ngày 05/7/2025.\n"
        "2. Công an xã hướng dẫn các thôn giữ trật tự.\n"
    )
    assert [(task.lead, day(task)) for task in read.tasks] == [
        (("Hội Nông dân xã",), date(2025, 4, 30)),
        (("Thôn Đông",), date(2025, 6, 30)),
        (("Văn phòng UBND xã",), date(2025, 7, 5)),
        (("Công an xã",), None),
    ]


def test_a_law_named_in_a_task_is_not_who_does_it() -> None:
    lines = ("In 500 tờ gấp giới thiệu", "Luật Thủ đô cấp cho cơ sở", "Sở Tư pháp", "Quý III/2025")
    assert placed(lines, HEADS) == [" ".join(lines[:2]), "Sở Tư pháp", "", "Quý III/2025"]


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


NOTICE = """ỦY BAN NHÂN DÂN TỈNH HÒA AN
Số: 77/KH-UBND
Hòa An, ngày 12 tháng 3 năm 2026
KẾ HOẠCH
Cải cách hành chính năm 2026
"""


def tasks(text: str, calendar: WorkingCalendar) -> list[tuple[tuple[str, ...], tuple[str, ...], date | None]]:
    found = understand(NOTICE + text, calendar=calendar).tasks
    return [(task.lead, task.supporting, day(task)) for task in found]


def test_cells_that_each_end_at_a_line_with_a_bar_are_a_table(calendar: WorkingCalendar) -> None:
    heads = ["TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành"]
    section = ["I", "Cải cách thể chế", "", "", ""]
    first = ["1", "Rà soát văn bản\ncủa tỉnh", "Sở Tư pháp", "Các sở, ngành", "Quý II/2026"]
    second = ["2", "Công khai thủ tục", "Văn phòng UBND tỉnh", "", "30/9/2026"]
    cells = "".join(f"{cell}\n|\n" for cell in heads + section + first + second)
    closing = "Giao Sở Nội vụ theo dõi, báo cáo trước ngày 15/12/2026.\n"
    assert tasks("PHỤ LỤC\n" + cells + closing, calendar) == [
        (("Sở Tư pháp",), ("Các sở, ngành",), date(2026, 6, 30)),
        (("Văn phòng UBND tỉnh",), (), date(2026, 9, 30)),
        (("Sở Nội vụ",), (), date(2026, 12, 15)),
    ]


DUTY_HEADS = ["TT", "Nội dung", "Người phụ trách", "Phối hợp", "Thời gian hoàn thành"]
WORK = [
    ["1", "Kẻ sân bóng, căng lưới", "Tổ Thể dục", "Lớp 9A", "04/11/2026"],
    ["2", "In thư mời\ngửi phụ huynh", "Văn phòng", "", "Tháng 12/2026"],
]
DONE = [(("Tổ Thể dục",), ("Lớp 9A",), date(2026, 11, 4)), (("Văn phòng",), (), date(2026, 12, 31))]


def closed_by_bars(cells: list[str]) -> str:
    return "|\n" + "".join(f"{cell} |\n" if cell else "|\n" for cell in cells)


def alone_between_bars(cells: list[str]) -> str:
    return "".join(f"{cell}\n|\n" for cell in cells)


def test_a_bar_may_close_each_cell_and_open_each_row(calendar: WorkingCalendar) -> None:
    section = ["I", "Chuẩn bị", "", "", ""]
    table = "".join(map(closed_by_bars, [DUTY_HEADS, section, *WORK]))
    assert tasks("PHỤ LỤC\n" + table, calendar) == DONE


def test_a_section_between_bars_may_have_a_title_and_no_empty_cells(calendar: WorkingCalendar) -> None:
    table = "".join(
        map(alone_between_bars, [DUTY_HEADS, ["I", "Chuẩn bị"], WORK[0], DUTY_HEADS, ["II", "Mời khách"], WORK[1]])
    )
    assert tasks("PHỤ LỤC\n" + table, calendar) == DONE


def test_a_whole_table_may_stand_in_one_line(calendar: WorkingCalendar) -> None:
    cells = [cell.replace("\n", " ") for row in (DUTY_HEADS, *WORK) for cell in row]
    line = "Thời gian: 7 giờ 30. CÔNG VIỆC CỤ THỂ: " + " | ".join(cells) + " |\n"
    assert tasks(line, calendar) == DONE


def test_a_row_between_bars_whose_cell_was_wrapped_is_one_row(calendar: WorkingCalendar) -> None:
    table = "\n".join(" | ".join(row) for row in (DUTY_HEADS, *WORK))
    assert tasks("PHỤ LỤC\n" + table + "\n", calendar) == DONE


def test_rows_whose_cells_are_set_apart_by_bars_are_a_table(calendar: WorkingCalendar) -> None:
    rows = (
        "TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian |\n"
        "1 | Xây dựng kho dữ liệu | Sở Khoa học và Công nghệ | Quý II |\n"
        "2 | Đào tạo cán bộ | Sở Nội vụ | |\n"
    )
    assert tasks(rows, calendar) == [
        (("Sở Khoa học và Công nghệ",), (), date(2026, 6, 30)),
        (("Sở Nội vụ",), (), None),
    ]


def test_rows_counted_in_their_first_cell_go_on_over_a_page_whose_heads_are_said_again(
    calendar: WorkingCalendar,
) -> None:
    table = """PHỤ LỤC
Nhiệm vụ
Cơ quan thực hiện
Thời gian hoàn thành
I. CẢI CÁCH THỂ CHẾ
1. Rà soát văn bản của tỉnh
còn mâu thuẫn
Sở Tư pháp
Quý II/2026
2. Công khai phí, lệ phí
Sở Tài chính

4
Nhiệm vụ
Cơ quan thực hiện
Thời gian hoàn thành

30/9/2026
II. NHIỆM VỤ VỀ BỘ MÁY
1. Hoàn thiện vị trí việc làm
Sở Nội vụ
6 tháng/lần
"""
    assert tasks(table, calendar) == [
        (("Sở Tư pháp",), (), date(2026, 6, 30)),
        (("Sở Tài chính",), (), date(2026, 9, 30)),
        (("Sở Nội vụ",), (), None),
    ]


def test_a_page_number_between_blank_lines_breaks_no_sentence(calendar: WorkingCalendar) -> None:
    torn = (
        "\nChủ tịch UBND tỉnh yêu cầu:\n"
        "1. Sở Công Thương lập phương án di chuyển đường điện, hoàn thành trước ngày\n\n   3\n\n"
        "30/4/2026; Sở Xây dựng kiểm tra chất lượng trước ngày 15/5/2026.\n"
    )
    assert tasks(torn, calendar) == [
        (("Sở Công Thương",), (), date(2026, 4, 30)),
        (("Sở Xây dựng",), (), date(2026, 5, 15)),
    ]


def test_a_blank_line_for_an_empty_cell_ends_no_row(calendar: WorkingCalendar) -> None:
    table = """TT
Nội dung công việc
Đơn vị thực hiện
Phối hợp
Thời hạn
1
Mở lớp học chữ cho người lớn tuổi
Trung tâm Học tập cộng đồng

Quý III/2026
2
Thay bóng đèn đường thôn 5
Phòng Kinh tế
Điện lực
15/8/2026
"""
    assert [due for _, _, due in tasks(table, calendar)] == [date(2026, 9, 30), date(2026, 8, 15)]
