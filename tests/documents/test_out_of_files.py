"""Text as converters, portals, mails and phones hand it on: bullets, page heads, tables, fields, late figures."""

from __future__ import annotations

from datetime import date

import pytest

from tests.documents.conftest import Reads, day

TOP = (
    "ỦY BAN NHÂN DÂN\nTỈNH HÒA AN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Số: 31/KH-UBND\nHòa An, ngày 05 tháng 3 năm 2026\n\nKẾ HOẠCH\nTrồng cây phân tán năm 2026\n\n"
)
WORK = "III. TỔ CHỨC THỰC HIỆN\n1. Chi cục Kiểm lâm\n"


@pytest.mark.parametrize("bullet", ["\uf0b7", "\uf0a7 ", "o ", "§ ", "▪ ", "➢ "])
def test_bullets_of_symbol_fonts_begin_points(says: Reads, bullet: str) -> None:
    read = says(f"{TOP}{WORK}{bullet}Gieo ươm 200 nghìn cây giống.\n{bullet}Giao cây xong trước ngày 20/5/2026.\n")
    assert [(task.lead, day(task)) for task in read.tasks] == [
        (("Chi cục Kiểm lâm",), None),
        (("Chi cục Kiểm lâm",), date(2026, 5, 20)),
    ]


def test_a_mail_that_was_passed_on_is_read_without_its_quote_marks(says: Reads) -> None:
    letter = f"{TOP}{WORK}- Gieo ươm 200 nghìn cây giống.\n- Giao cây xong trước ngày 20/5/2026.\n"
    quoted = "".join(f"> {line}\n" for line in letter.splitlines())
    read = says(f"Em gửi anh chị kế hoạch mới về ạ.\n\n{quoted}")
    assert (read.number, len(read.tasks)) == ("31/KH-UBND", 2)


@pytest.mark.parametrize(
    "edge",
    [
        "\n\n2\n\n",
        "\n\n\n2\n\n",
        "\n4     CÔNG BÁO HÒA AN/Số 27/Ngày 28-3-2026\n\n",
    ],
)
def test_the_edge_of_a_page_breaks_no_sentence(says: Reads, edge: str) -> None:
    read = says(
        f"{TOP}{WORK}- Thống kê diện tích đất trống ven đường, gửi kết quả về Sở{edge}"
        "Nông nghiệp và Môi trường trước ngày 20/5/2026.\n- Gieo ươm 200 nghìn cây giống.\n"
    )
    assert [day(task) for task in read.tasks] == [date(2026, 5, 20), None]


def test_a_title_said_again_below_every_page_number_is_no_part_of_the_text(says: Reads) -> None:
    head = "Kế hoạch trồng cây phân tán năm 2026"
    read = says(
        f"{TOP}{WORK}- Thống kê diện tích đất trống ven đường, gửi kết quả về\n2\n{head}\nSở trước ngày 20/5/2026.\n"
        f"- Gieo ươm 200 nghìn cây giống, cấp cho các\n3\n{head}\nxã trước ngày 20/6/2026.\n"
    )
    assert [day(task) for task in read.tasks] == [date(2026, 5, 20), date(2026, 6, 20)]
    assert all(head not in task.text for task in read.tasks)


def test_what_a_page_goes_on_to_orders_nobody(says: Reads) -> None:
    read = says(
        f"{TOP}{WORK}- Gieo ươm 200 nghìn cây giống cho các xã ven biển, các trường học và các khu dân cư mới.\n"
        "Các tin khác\n- Đề nghị các xã khẩn trương chi trả tiền công trồng rừng (02/3/2026)\n"
    )
    assert len(read.tasks) == 1


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        (
            "Số:      /KH-UBND     Hòa An, ngày      tháng 3 năm 2026\n      31                              05\n",
            "31/KH-UBND",
        ),
        ("Số:\n/KH-UBND\n31\nHòa An, ngày 05 tháng 3 năm 2026\n", "31/KH-UBND"),
        ("Số: 31/KH-UBND     Hòa An, ngày 05 tháng 3 năm\nV/v trồng cây          2026\n", "31/KH-UBND"),
    ],
)
def test_figures_written_in_later_or_broken_over_columns_are_found(says: Reads, lines: str, number: str) -> None:
    read = says(
        "ỦY BAN NHÂN DÂN\nTỈNH HÒA AN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        f"{lines}\nKẾ HOẠCH\nTrồng cây phân tán năm 2026\n\n{WORK}- Gieo ươm 200 nghìn cây giống.\n"
    )
    assert (read.number, read.issued_on) == (number, date(2026, 3, 5))


def test_the_number_of_a_page_above_a_draft_is_not_the_number_of_the_draft(says: Reads) -> None:
    read = says(
        "1\nỦY BAN NHÂN DÂN\nTỈNH HÒA AN\nSố:     /KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        f"Hòa An, ngày     tháng     năm 2026\nKẾ HOẠCH\nTrồng cây\n{WORK}- Gieo ươm 200 nghìn cây giống.\n"
    )
    assert (read.number, read.issued_on) == (None, None)


def test_labels_over_their_values_are_fields(says: Reads) -> None:
    read = says(
        "Số hiệu:\n31/KH-UBND\nLoại văn bản:\nKế hoạch\nNơi ban hành:\nTỉnh Hòa An\nNgười ký:\nLê Văn An\n"
        f"Ngày ban hành:\n05/3/2026\nNội dung:\n{WORK}- Gieo ươm 200 nghìn cây giống.\n"
    )
    assert (read.number, read.type, read.issued_on) == ("31/KH-UBND", "Kế hoạch", date(2026, 3, 5))


def test_news_tells_the_day_where_its_sentence_opens(says: Reads) -> None:
    read = says(
        "Trang chủ\nMinh Hà • 17/3/2026 19:42\n\n(HAO)- Chiều 16-3, thay mặt lãnh đạo UBND tỉnh, Phó Chủ tịch UBND "
        "tỉnh Hòa An Lê Văn An đã ký ban hành Công điện số 14/CĐ-UBND về chống hạn. Toàn văn Công điện như sau:\n\n"
        "1. Sở Nông nghiệp và Môi trường nạo vét kênh chính trước ngày 25/3/2026.\n"
    )
    assert (read.number, read.issued_on) == ("14/CĐ-UBND", date(2026, 3, 16))


def test_an_annex_that_came_alone_is_of_the_kind_it_belongs_to(says: Reads) -> None:
    read = says(
        "PHỤ LỤC\nDANH MỤC NHIỆM VỤ\n(Kèm theo Kế hoạch số 31/KH-UBND ngày 05/3/2026 của Ủy ban nhân dân tỉnh Hòa An)\n"
        "| TT | Nhiệm vụ | Chủ trì | Thời gian |\n|---|---|---|---|\n| I | Trồng cây | | |\n"
        "| I.1 | Ven biển | | |\n| 1 | Gieo ươm 200 nghìn cây | Chi cục Kiểm lâm | 20/5/2026 |\n"
    )
    assert (read.type, read.number, len(read.tasks)) == ("Kế hoạch", "31/KH-UBND", 1)


ROWS = (
    ("Gieo ươm 200 nghìn cây", "Chi cục Kiểm lâm", "20/5/2026"),
    ("Cấp cây cho các trường", "Sở Xây dựng", "Quý III/2026"),
)


def _tabled(says: Reads, table: str) -> list[tuple[tuple[str, ...], date | None]]:
    return [(task.lead, day(task)) for task in says(f"{TOP}II. NHIỆM VỤ\n{table}").tasks]


FOUND = [(("Chi cục Kiểm lâm",), date(2026, 5, 20)), (("Sở Xây dựng",), date(2026, 9, 30))]


def test_a_flattened_table_with_a_blank_line_behind_every_cell_is_a_table(says: Reads) -> None:
    cells = ["TT", "Nội dung công việc", "Đơn vị chủ trì", "Thời gian hoàn thành"]
    cells += [cell for count, row in enumerate(ROWS, start=1) for cell in (str(count), *row)]
    assert _tabled(says, "\n\n".join(cells) + "\n") == FOUND


def test_heads_on_one_line_stand_over_cells_of_one_line_each(says: Reads) -> None:
    cells = [cell for count, row in enumerate(ROWS, start=1) for cell in (f"{count}.", *row)]
    heads = "TT   Nội dung công việc   Đơn vị chủ trì   Thời gian hoàn thành\n\n"
    assert _tabled(says, heads + "\n".join(cells) + "\n") == FOUND


def test_a_section_named_by_a_letter_parts_a_flattened_table(says: Reads) -> None:
    cells = ["TT", "Nội dung công việc", "Đơn vị chủ trì", "Thời gian hoàn thành", "A. PHẦN ƯƠM", "1", *ROWS[0]]
    assert _tabled(says, "\n".join([*cells, "B. PHẦN CẤP", "2", *ROWS[1]]) + "\n") == FOUND


def test_a_count_in_the_middle_of_its_row_counts(says: Reads) -> None:
    table = (
        "  STT  Nội dung công việc        Đơn vị chủ trì       Thời gian\n\n"
        "       Gieo ươm 200 nghìn\n  1    cây giống bản địa tại     Chi cục Kiểm lâm     20/5/2026\n"
        "       vườn Hòa Sơn\n\n"
        "       Cấp cây cho các\n  2    trường học, trạm          Sở Xây dựng          Quý III/2026\n"
        "       y tế ven biển\n"
    )
    assert _tabled(says, table) == FOUND


def test_points_set_by_tabs_go_on_behind_a_table_set_by_tabs(says: Reads) -> None:
    rows = "".join(f"\t{count}\t" + "\t".join(row) + "\n" for count, row in enumerate(ROWS, start=1))
    read = says(
        f"{TOP}\tII.\tNHIỆM VỤ\n\tSTT\tNội dung công việc\tĐơn vị thực hiện\tThời gian\n{rows}"
        "\tIII.\tTỔ CHỨC THỰC HIỆN\n\t1.\tVăn phòng UBND tỉnh theo dõi, đôn đốc việc thực hiện Kế hoạch.\n"
    )
    assert [task.lead for task in read.tasks] == [("Chi cục Kiểm lâm",), ("Sở Xây dựng",), ("Văn phòng UBND tỉnh",)]


def test_a_chat_whose_day_stands_over_its_lines_says_from_when_today_counts(says: Reads) -> None:
    read = says(
        "Nhóm: Phòng chống thiên tai xã Hòa Sơn\nChủ nhật, 20/07/2025\n\n07:42 Lê Văn An:\n"
        "Đề nghị các đồng chí làm ngay:\n"
        "1. Trạm y tế: chuẩn bị cơ số thuốc cho đội lưu động.\n"
        "2. Trưởng các xóm lập danh sách hộ xung yếu gửi Văn phòng trước 15h chiều nay.\n"
        "07:51 Xóm 8:\nXóm 8 nhận.\n"
    )
    assert [day(task) for task in read.tasks] == [None, date(2025, 7, 20)]
