"""How communes, schools, wards and companies write: persons for agencies, tables by hand, phones, and what was told."""

from __future__ import annotations

from datetime import date

import pytest

from documents.plain import from_text
from tests.documents.conftest import Reads, day

TOP = "ỦY BAN NHÂN DÂN\nXÃ TÂN LẬP\nSố: 12/KH-UBND\nTân Lập, ngày 03 tháng 3 năm 2025\nKẾ HOẠCH\nLàm sạch kênh mương\n"
LETTER = (
    "ỦY BAN NHÂN DÂN\nTỈNH HÒA AN\nSố: 415/UBND-TH\nHòa An, ngày 03 tháng 3 năm 2025\nV/v dọn kênh\n"
    "Kính gửi: Các sở, ban, ngành; UBND các xã.\n"
)
OWNERS = "1. Các chủ rừng (Ban quản lý rừng phòng hộ, Vườn quốc gia, Công ty lâm nghiệp, hộ gia đình được giao rừng)"


def test_work_of_persons_stands_below_their_names_and_posts(says: Reads) -> None:
    read = says(
        TOP + "B. PHÂN CÔNG CỤ THỂ\n1. Đồng chí Vừ A Páo, Phó Chủ tịch UBND xã, Phó Trưởng Ban\n"
        "* Trong tháng 4 chủ trì họp với các bản.\n* Mỗi quý tổ chức 01 buổi đối thoại.\n"
        "2. Các đồng chí: Lê Văn Tám - Trưởng Công an xã, Hà Thị Nhài - Trạm trưởng Trạm Y tế\nRà soát nhà xung yếu.\n"
    )
    assert [(task.lead, day(task)) for task in read.tasks] == [
        (("Vừ A Páo",), date(2025, 4, 30)),
        (("Vừ A Páo",), None),
        (("Lê Văn Tám", "Hà Thị Nhài"), None),
    ]
    assert read.tasks[1].recurrence is not None


def test_each_persons_share_is_their_work_though_it_has_no_verb(says: Reads) -> None:
    read = says(
        TOP + "1. Phân công các đồng chí Phó Chủ tịch phụ trách các thôn:\n"
        "- Đồng chí Lê Văn Tám: thôn Đông, thôn Đoài;\n- Đồng chí Hà Thị Nhài: các thôn còn lại.\n"
    )
    assert [task.lead for task in read.tasks] == [("Lê Văn Tám",), ("Hà Thị Nhài",)]


def test_a_long_list_of_those_present_is_no_heading(says: Reads) -> None:
    names = ", ".join("Lê Văn Tám, Trưởng Thôn Đông" for _ in range(9))
    assert says(TOP + f"1. Các đồng chí: {names} và những\n- người khác;\n").tasks == ()


def test_a_period_is_nobody(says: Reads) -> None:
    read = says(TOP + "1. Trạm Y tế:\na) Mỗi quý tổ chức khám cho người già.\nb) Mỗi học kỳ kiểm tra nước uống.\n")
    assert [task.lead for task in read.tasks] == [("Trạm Y tế",)] * 2


def test_who_watches_over_a_work_does_not_do_it_and_nt_is_what_stood_above(says: Reads) -> None:
    read = says(
        TOP + "II. Phân công\nSTT\tHoạt động\tLãnh đạo phụ trách\tĐơn vị thực hiện\tThời hạn\n"
        "1\tSơn lại cổng trường\tPGĐ Lê Văn Tám\tPhòng Quản trị\t30/4/2025\n"
        "2\tThay ghế phòng chờ\tnt\tKhoa Khám bệnh\tnt\n3\tKhảo sát người bệnh\tnt\tnt\tTháng 6, tháng 12\n"
    )
    assert [(task.lead, day(task)) for task in read.tasks] == [
        (("Phòng Quản trị",), date(2025, 4, 30)),
        (("Khoa Khám bệnh",), date(2025, 4, 30)),
        (("Khoa Khám bệnh",), None),
    ]
    assert read.tasks[2].recurrence is not None
    assert read.tasks[2].recurrence.rule == "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1"


def test_cells_in_columns_of_spaces_run_over_lines_and_pages(says: Reads) -> None:
    read = says(
        TOP + "II. Công việc\n"
        "  STT   Nội dung                   Phụ trách            Thời gian\n"
        "  1     Tặng quà cho công nhân     Ban Nữ công          15/5/2025\n"
        "        có hoàn cảnh khó khăn\n"
        "                                                              Trang 2\n"
        "  STT   Nội dung                   Phụ trách            Thời gian\n"
        "  2     Rà soát đoàn viên          Văn phòng;           Trước 28/5\n"
        "                                   các tổ\n"
        "\n"
        "III. Thực hiện\n1. Văn phòng đôn đốc các tổ nộp báo cáo trước ngày 30/5/2025.\n"
    )
    assert [(task.text, task.lead, day(task)) for task in read.tasks[:2]] == [
        ("Tặng quà cho công nhân có hoàn cảnh khó khăn", ("Ban Nữ công",), date(2025, 5, 15)),
        ("Rà soát đoàn viên", ("Văn phòng", "các tổ"), date(2025, 5, 28)),
    ]
    assert day(read.tasks[2]) == date(2025, 5, 30)


def test_a_pages_foot_is_no_cell_and_the_chapter_behind_a_table_no_row(says: Reads) -> None:
    read = says(
        TOP + "III. Nội dung\nTT\nHoạt động\nChủ trì\nThời gian\n1\nSửa mái nhà kho\nPhòng Quản trị\n\n"
        "2\nQuét vôi tường rào\nPhòng Bảo vệ\nTrang 3/4\n30/6/2025\nIV. Kinh phí\nTừ ngân sách.\n"
        "V. Tổ chức thực hiện\n1. Trưởng các phòng lập kế hoạch, gửi Văn phòng trước ngày 20/4/2025.\n"
    )
    assert [(task.lead, day(task)) for task in read.tasks] == [
        (("Phòng Quản trị",), None),
        (("Phòng Bảo vệ",), date(2025, 6, 30)),
        (("Trưởng các phòng",), date(2025, 4, 20)),
    ]


def test_an_introduction_that_ends_in_cu_the_opens_its_sections(says: Reads) -> None:
    read = says(
        TOP + "Thực hiện chỉ đạo của huyện, UBND xã ban hành kế hoạch, cụ thể:\nI. Mục tiêu\n1. Kênh sạch.\n"
        "II. Tổ chức thực hiện\n1. Công an xã cấm xe tải trên bờ kênh.\n"
    )
    assert [task.lead for task in read.tasks] == [("Công an xã",)]


def test_each_sentence_has_its_doers_and_its_day_in_brackets(says: Reads) -> None:
    read = says(
        TOP
        + "III. Nhiệm vụ\n1. Sửa xong điều hòa trong ngày 14/3 (anh Chiến). Cải tạo nhà B trước 30/5 (P.HC, P.TC).\n"
        "2. Nạo vét luồng lạch cửa sông (Sở Xây dựng chủ trì; Quý II/2025).\n"
        "3. Chốt sổ quỹ quý I (đ/c Hồ Văn Tuấn - Thủ quỹ, xong ngày 10/4/2025).\n"
    )
    assert [(task.lead, day(task)) for task in read.tasks] == [
        (("anh Chiến",), date(2025, 3, 14)),
        (("P.HC", "P.TC"), date(2025, 5, 30)),
        (("Sở Xây dựng",), date(2025, 6, 30)),
        (("đ/c Hồ Văn Tuấn",), date(2025, 4, 10)),
    ]


def test_a_superiors_demands_quoted_over_several_points_are_not_ones_own(says: Reads) -> None:
    read = says(
        LETTER + "Bộ Y tế có Công văn số 22/BYT ngày 01/3/2025, trong đó yêu cầu Chủ tịch UBND các tỉnh:\n"
        '"1. Kiểm tra toàn bộ bếp ăn, báo cáo Bộ trước ngày 30/5/2025.\n2. Xử lý nghiêm vi phạm."\n'
        "Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Y tế tập huấn cho cấp xã trước ngày 20/4/2025.\n"
    )
    assert [(task.lead, day(task)) for task in read.tasks] == [(("Sở Y tế",), date(2025, 4, 20))]


@pytest.mark.parametrize(
    "told",
    [
        "Kiến nghị Bộ Tài chính sớm hướng dẫn việc quyết toán.",
        "Tại thôn Đông, UBND xã đã lập biên bản, yêu cầu các hộ tháo dỡ trước ngày 30/3/2025 nhưng chưa hộ nào làm.",
        "Trong tháng, Công đoàn đã thăm 14 người ốm; giao Ban Nữ công khảo sát phòng vắt sữa.",
        "Dự thảo Quyết định quy định phân cấp quản lý chợ: Thống nhất thông qua.",
        "Giáo viên nào vi phạm tự chịu trách nhiệm.",
        "Phòng Giáo dục và Đào tạo tổ chức Hội nghị giao ban, trân trọng kính mời các đồng chí.",
    ],
)
def test_what_is_told_asked_upwards_or_agreed_orders_nobody(says: Reads, told: str) -> None:
    issuer = TOP.replace("ỦY BAN NHÂN DÂN\nXÃ TÂN LẬP", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO") if "Phòng" in told else TOP
    assert says(f"{issuer}{told}\n").tasks == ()


def test_work_behind_a_colon_needs_no_verb_where_it_is_shared_out(says: Reads) -> None:
    read = says(
        TOP + "5. Phân công trong cơ quan\nVăn phòng: lễ tân, khánh tiết, nước uống.\n"
        "- Riêng Thôn Đoài: sơn lại cổng làng.\n"
    )
    assert [task.lead for task in read.tasks] == [("Văn phòng",), ("Thôn Đoài",)]


def test_a_body_no_list_knows_answers_for_the_points_below_it(says: Reads) -> None:
    read = says(
        TOP + "1. Thợ cả các lò gạch có trách nhiệm:\n- Che bạt đống than.\n- Nộp sổ trực trước ngày 10/4/2025.\n"
    )
    assert {task.lead for task in read.tasks} == {("Thợ cả các lò gạch",)}


def test_a_phones_keycaps_number_and_its_hands_point(says: Reads) -> None:
    read = says(TOP + "Yêu cầu:\n1️⃣ CÁC THÔN\n👉 Tháo dỡ biển quảng cáo xong trước 10/4\n2️⃣ Trạm Y tế: dọn khuôn viên\n")
    assert [(task.lead, day(task)) for task in read.tasks] == [
        (("Các thôn",), date(2025, 4, 10)),
        (("Trạm Y tế",), None),
    ]
    assert [line.text for line in from_text("3️⃣ Sở Y tế\n✅ xong").lines] == ["3. Sở Y tế", "- xong"]


def test_a_message_that_greets_before_the_letterhead_has_the_letters_head(says: Reads) -> None:
    read = says(
        "[07:42, 4/3/2025] VP Hương: Kính gửi các bác Trưởng thôn ạ, em gửi công văn nhé\n"
        "UBND XÃ YÊN TRUNG\nSố: 218/UBND-VHXH\nYên Trung, ngày 03/3/2025\nKính gửi: Trưởng các thôn.\n"
        "UBND xã yêu cầu các thôn nộp danh sách trước ngày 20/3/2025.\n"
    )
    assert (read.issuer, read.issued_on) == ("UBND xã Yên Trung", date(2025, 3, 3))


def test_a_scanners_ones_and_dashes_are_marks_and_a_pages_number_breaks_no_sentence(says: Reads) -> None:
    read = says(
        LETTER + "l. Sở Xây dựng\na) Kiểm tra cầu yếu trên toàn tỉnh, sửa chữa những cầu hư hỏng nặng trong năm\n2\n\n"
        "2025; cấm xe quá tải.\nb) Quyết định hướng phân luồng.\n2. Sở Y tế:\n"
        "_ Tiêm chủng cho học sinh.\n~ Dự trữ thuốc trước 30/4/2025.\n"
    )
    assert [(task.lead, day(task)) for task in read.tasks] == [
        (("Sở Xây dựng",), date(2025, 12, 31)),
        (("Sở Xây dựng",), None),
        (("Sở Y tế",), None),
        (("Sở Y tế",), date(2025, 4, 30)),
    ]


def test_a_report_that_comes_again_stands_apart_from_work_not_from_watching(says: Reads) -> None:
    apart = says(
        LETTER + "1. UBND các xã kiên quyết xử lý nhà lấn kênh còn tồn tại; hằng quý báo cáo kết quả về Sở Xây dựng.\n"
    )
    one = says(
        LETTER
        + "1. Sở Xây dựng theo dõi, đôn đốc việc thực hiện Công văn này; hằng quý báo cáo kết quả về UBND tỉnh.\n"
    )
    assert [task.recurrence is not None for task in apart.tasks] == [False, True]
    assert [task.recurrence is not None for task in one.tasks] == [True]


def test_what_is_due_as_a_column_says_has_not_the_day_of_the_next_duty(says: Reads) -> None:
    read = says(
        LETTER + "1. UBND các xã xử lý dứt điểm việc nêu tại bảng theo thời hạn tại cột (5); gửi kết quả kiểm điểm về "
        "Sở Nội vụ trước ngày 05/5/2025.\n"
    )
    assert [day(task) for task in read.tasks] == [None, date(2025, 5, 5)]


def test_a_number_beside_its_subject_and_a_place_with_a_figure_are_read(says: Reads) -> None:
    read = says(
        "| CÔNG ĐOÀN PHƯỜNG BẢO LỘC 2 | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc |\n|---|---|\n"
        "| Số: 27/CĐP-TG V/v tổ chức hội thao chào mừng Tháng Công nhân và các hoạt động văn hóa, văn nghệ | "
        "Bảo Lộc 2, ngày 29 tháng 4 năm 2025 |\nKính gửi: Các công đoàn cơ sở.\nĐề nghị các công đoàn cơ sở báo cáo.\n"
    )
    assert (read.number, read.issued_on) == ("27/CĐP-TG", date(2025, 4, 29))


def test_of_several_demands_the_last_opens_what_stands_below(says: Reads) -> None:
    read = says(
        LETTER
        + "Tại Hướng dẫn trên, Ban Tổ chức yêu cầu đảng ủy cấp xã gửi báo cáo trước ngày 31/12/2025. Để kịp tiến "
        "độ, Ban Thường vụ yêu cầu các chi bộ trực thuộc thực hiện tốt các nội dung sau:\n"
        "1- Kiểm điểm tập thể, hoàn thành trước ngày 12/12/2025.\n"
        "2- Nộp đủ đảng phí trước ngày 20/12/2025.\n"
        "Ban Xây dựng Đảng chủ trì, phối hợp với Văn phòng Đảng ủy thẩm định hồ sơ trước 22/12/2025.\n"
    )
    assert [(task.lead, day(task)) for task in read.tasks] == [
        (("các chi bộ trực thuộc",), date(2025, 12, 12)),
        (("các chi bộ trực thuộc",), date(2025, 12, 20)),
        (("Ban Xây dựng Đảng",), date(2025, 12, 22)),
    ]


def test_an_introduction_that_mentions_a_report_still_announces_work(says: Reads) -> None:
    read = says(
        TOP + "II. Nhiệm vụ tháng 4\n"
        "Cơ bản nhất trí với nhiệm vụ nêu trong báo cáo, yêu cầu tập trung một số nội dung sau:\n"
        "- Phòng Nội vụ lập hồ sơ sáp nhập thôn trước ngày 30/4/2025.\n"
    )
    assert [task.lead for task in read.tasks] == [("Phòng Nội vụ",)]


@pytest.mark.parametrize(
    ("heading", "lead"),
    [
        ("1. Hội Nông dân: Vận động hội viên gom rác", "Hội Nông dân"),
        ("1. Các ông (bà) Trưởng thôn:\n- Họp dân trước ngày 10/4/2025.", "Trưởng thôn"),
        (
            "1. Các Công ty TNHH MTV khai thác công trình thủy lợi\n- Chạy thử máy bơm.",
            "Các Công ty TNHH MTV khai thác công trình thủy lợi",
        ),
        ("1. Cục Hàng không Việt Nam\n- Tổng hợp chuyến bay chậm.", "Cục Hàng không Việt Nam"),
        (
            "1. Phòng Quản trị sửa chữa 07 bồn rửa (danh sách kèm theo)\n1.1. Khu nội trú: xong trước 30/8/2025.",
            "Phòng Quản trị",
        ),
        (f"{OWNERS}\n- Sửa chữa đường băng.", "Các chủ rừng"),
    ],
)
def test_whom_a_heading_names_leads_what_stands_with_it(says: Reads, heading: str, lead: str) -> None:
    tasks = says(f"{TOP}III. Tổ chức thực hiện\n{heading}\n").tasks
    assert [task.lead for task in tasks] == [(lead,)]


def test_a_row_set_by_tabs_goes_on_below_a_list_in_its_cell(says: Reads) -> None:
    read = says(
        TOP + "PHỤ LỤC\nTT\tNhiệm vụ\tChủ trì\tPhối hợp\tThời gian\n"
        "1\tSố hóa sổ hộ tịch\t- Sở Tư pháp;\n- Sở Nội vụ\tUBND các xã\t31/10/2025\n2\tTập huấn\tSở Y tế\t\t30/6/2025\n"
    )
    assert [(task.lead, day(task)) for task in read.tasks] == [
        (("Sở Tư pháp", "Sở Nội vụ"), date(2025, 10, 31)),
        (("Sở Y tế",), date(2025, 6, 30)),
    ]


@pytest.mark.parametrize(
    ("order", "lead"),
    [
        ("Giao Sở Nội vụ theo dõi, đôn đốc; nếu có khó khăn, vướng mắc kịp thời báo cáo UBND tỉnh.", "Sở Nội vụ"),
        ("Giao Sở Nội vụ đôn đốc; nếu cần điều chỉnh, báo cáo UBND tỉnh trước ngày 15/5/2025.", "Sở Nội vụ"),
        ("Giao Sở Nội vụ tổng hợp, đơn vị nào không báo cáo thì nhắc trước ngày 15/5/2025.", "Sở Nội vụ"),
        ("Đề nghị Bộ Chỉ huy Quân sự tỉnh xem xét, bố trí lực lượng.", "Bộ Chỉ huy Quân sự tỉnh"),
        ("1. Sở Tài chính:\n- Kiến nghị Bộ Tài chính sớm hướng dẫn quyết toán.", "Sở Tài chính"),
        ("1. Sở Tài chính:\n- Trình UBND tỉnh xem xét, ban hành quy chế.", "Sở Tài chính"),
    ],
)
def test_what_only_looks_like_a_plea_or_a_courtesy_is_ordered(says: Reads, order: str, lead: str) -> None:
    assert [task.lead for task in says(f"{LETTER}{order}\n").tasks] == [(lead,)]
