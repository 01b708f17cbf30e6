"""Who does it where no list knows the name, where a point's verb is rare, and where others were the ones who asked."""

from __future__ import annotations

from datetime import date

import pytest

from tests.documents.conftest import Reads, day

TOP = "ỦY BAN NHÂN DÂN\nXÃ TÂN LẬP\nSố: 12/KH-UBND\nTân Lập, ngày 03 tháng 3 năm 2025\nKẾ HOẠCH\nLàm sạch kênh mương\n"
LETTER = (
    "ỦY BAN NHÂN DÂN\nTỈNH HÒA AN\nSố: 415/UBND-TH\nHòa An, ngày 03 tháng 3 năm 2025\nV/v dọn kênh\n"
    "Kính gửi: Các sở, ban, ngành; UBND các xã.\n"
)


def test_a_heading_beside_agencies_names_one_too(says: Reads) -> None:
    read = says(
        TOP + "III. TỔ CHỨC THỰC HIỆN\n1. Phòng Công tác sinh viên\n- Lập danh sách trực.\n"
        "2. Phòng Quản trị\n- Mua xẻng, cuốc.\n3. Hệ Đào tạo quốc tế\n- Nhắc sinh viên tham gia.\n"
    )
    assert [task.lead for task in read.tasks] == [
        ("Phòng Công tác sinh viên",),
        ("Phòng Quản trị",),
        ("Hệ Đào tạo quốc tế",),
    ]


def test_a_label_beside_agencies_names_one_too(says: Reads) -> None:
    read = says(
        "Các phòng làm giúp mấy việc:\n1/ P. KT: chốt số liệu thu trước 15/4/2025.\n2/ P. VHXH: chốt hộ nghèo.\n"
        "3/ Kho: xẻng còn 12 cái, mua thêm cho đủ.\n4/ TTDVC (đ/c Lan): hồ sơ đất tồn 9 bộ, rà lại từng bộ.\n"
    )
    assert [task.lead for task in read.tasks] == [("P. KT",), ("P. VHXH",), ("Kho",), ("TTDVC",)]


def test_what_offices_report_of_themselves_is_no_work(says: Reads) -> None:
    read = says(
        TOP + "Nhiệm vụ:\n1. Phòng Kinh tế: lập danh sách hộ xung yếu.\n2. Phòng Văn hóa: treo cờ.\n"
        "3. Kho: xẻng còn 12 cái, cuốc đủ dùng.\n4. Trạm: máy bơm hỏng 2 cái, thợ hẹn thứ Năm.\n"
    )
    assert len(read.tasks) == 2


def test_a_rare_verb_below_an_addressee_orders(says: Reads) -> None:
    read = says(
        TOP + "1. Phòng Kinh tế:\na) Tối giản các bước cấp phép tại xã.\nb) Rà soát hồ sơ.\nc) Lập danh sách hộ.\n"
        "d) Đã bàn giao 12 hồ sơ cho Trạm.\n"
    )
    assert [task.text[:12] for task in read.tasks] == ["a) Tối giản ", "b) Rà soát h", "c) Lập danh "]


@pytest.mark.parametrize(
    "told",
    [
        "Tại cuộc họp, Ban Quản lý chợ đề nghị Sở Công Thương sớm trình phương án trước ngày 12/4/2025.",
        "Tại Công điện số 11/CĐ-BNN ngày 17/02/2025, Bộ Nông nghiệp đề nghị các tỉnh kiểm tra trước ngày 15/4/2025.",
        "Hội Phụ nữ tỉnh sẽ phân công Ban Thường vụ tỉnh Hội phụ trách từng xã.",
        "Sau hơn 02 năm triển khai, bộ máy các xã vận hành thông suốt, không gián đoạn, tiếp nhận 4.000 hồ sơ.",
        "Khoa, phòng nào không thực hiện, Ban Giám đốc sẽ xem xét trách nhiệm.",
        "Chủ tịch UBND tỉnh quyết định thành lập 02 Sở Chỉ huy tiền phương.",
        "Tại cuộc họp, UBND tỉnh đã phê bình các xã và yêu cầu Sở Nội vụ báo cáo trước ngày 12/4/2025.",
        "Ông Lê Văn Tám, Chánh Văn phòng UBND tỉnh cho biết, Văn phòng sẽ tham mưu kế hoạch trong tháng 4.",
    ],
)
def test_what_others_asked_for_or_the_issuer_does_itself_orders_nobody(says: Reads, told: str) -> None:
    assert says(f"{LETTER}{told}\n").tasks == ()


@pytest.mark.parametrize(
    ("order", "lead"),
    [
        ("Đồng chí Hà Thị Nhài, Trưởng Trạm Y tế chỉ đạo phun thuốc.", "Đồng chí Hà Thị Nhài, Trưởng Trạm Y tế"),
        ("Đồng chí Lê Văn Tám, Ủy viên Ban Thường vụ, Trưởng Công an xã chỉ đạo trực.", "Đồng chí Lê Văn Tám"),
        ("Thầy Bình (thiết bị): kiểm tra loa.", "Thầy Bình"),
        ("Cô Hằng (Tổng phụ trách) duy trì đội trực cổng.", "Cô Hằng"),
        ("Các chủ hồ chứa thủy lợi, thủy điện vận hành hồ đúng quy trình.", "Các chủ hồ chứa thủy lợi, thủy điện"),
        ("Từ tháng 4/2025, Văn thư gửi lịch tuần cho các phòng.", "Văn thư"),
        ("Các tổ dân phố 2, 3, 7 tổ chức sơ tán xong trước 20h00 ngày 10/4.", "Các tổ dân phố 2, 3, 7"),
        ("Hết đợt mưa, các trạm bơm tổng hợp diện tích úng.", "các trạm bơm"),
        ("Đội Thu gom số 2 - Đội trưởng Lê Thị Út:\n- Quét chợ Hạ.", "Đội Thu gom số 2"),
        ("Anh Lê Văn Lợi - Tổ trưởng Tổ Bảo vệ\n- Xếp lịch trực đêm.", "Anh Lê Văn Lợi"),
        ("Giao ông Hà Quang Tám, Phó Chủ tịch UBND xã, chủ trì họp.", "ông Hà Quang Tám, Phó Chủ tịch UBND xã"),
        ("Đối với Công an tỉnh, UBND tỉnh yêu cầu chỉ đạo kiểm soát bến thuyền.", "Công an tỉnh"),
        ("Đồng chí Ngô Thị Sáu (Chi hội trưởng) vận động 20 phần quà.", "Đồng chí Ngô Thị Sáu"),
        ("Hội đồng chấm thi nộp biên bản trước ngày 30/4/2025.", "Hội đồng chấm thi"),
        ("Sở Y tế\na) Sau 03 ngày nhận được văn bản này, gửi kế hoạch về tỉnh.", "Sở Y tế"),
        ("Tổ bảo vệ ANTT cơ sở tuần tra các hẻm hằng đêm.", "Tổ bảo vệ ANTT cơ sở"),
        ("A Phúc (TYT) chuẩn bị cloramin B.", "A Phúc"),
        ("Đối với Sở Y tế, yêu cầu khẩn trương mua sắm thuốc.", "Sở Y tế"),
        ("Tại buổi làm việc, UBND tỉnh đề nghị Sở Y tế sớm trình phương án.", "Sở Y tế"),
        ("Cũng tại Công văn này, Chủ tịch UBND các xã được yêu cầu:\n- Tổ chức ký cam kết.", "Chủ tịch UBND các xã"),
        ("Các khoa cử cán bộ coi thi theo đề nghị của Phòng Đào tạo.", "Các khoa"),
        ("Sờ Y tế lấy mẫu nước theo tần suất l lần/tháng.", "Sờ Y tế"),
    ],
)
def test_who_is_ordered_is_named(says: Reads, order: str, lead: str) -> None:
    assert [task.lead for task in says(f"{LETTER}1. {order}\n").tasks] == [(lead,)]


def test_thon_beside_thon_are_two(says: Reads) -> None:
    read = says(f"{TOP}1. Riêng thôn Đoài và thôn Hạ (có ổ dịch cũ) tổ chức phun thuốc.\n")
    assert [task.lead for task in read.tasks] == [("thôn Đoài", "thôn Hạ")]


def test_what_follows_in_a_time_to_come_is_ordered_below_an_assessment(says: Reads) -> None:
    read = says(
        TOP + "1. Về tình hình thu ngân sách\nThu đạt 31% dự toán, còn chậm.\nThời gian tới:\n"
        "- Đồng chí Hà Thị Nhài, Trưởng Trạm Y tế chỉ đạo thu viện phí, xong trước ngày 30/5/2025.\n"
    )
    assert [day(task) for task in read.tasks] == [date(2025, 5, 30)]


def test_a_quarter_over_rows_dates_those_that_have_no_time_of_their_own(says: Reads) -> None:
    read = says(
        TOP + "PHỤ LỤC\nTT\tTên đề án, nhiệm vụ\tCơ quan chủ trì\tCấp trình\n\tQUÝ II/2025\n"
        "1\tQuy chế quản lý chợ\tSở Công Thương\tUBND tỉnh\n\tQUÝ IV/2025\n2\tBảng giá đất\tSở Tài chính\tHĐND tỉnh\n"
    )
    assert [(task.lead, day(task)) for task in read.tasks] == [
        (("Sở Công Thương",), date(2025, 6, 30)),
        (("Sở Tài chính",), date(2025, 12, 31)),
    ]


def test_a_legal_base_broken_over_two_lines_opens_nothing(says: Reads) -> None:
    read = says(
        TOP
        + "Căn cứ Thông báo số 119/TB-UBND ngày 24 tháng 01 năm 2024 của Chủ tịch\nỦy ban nhân dân xã về dọn kênh;\n"
        "Căn cứ Kế hoạch số 7/KH-UBND ngày 02 tháng 01 năm 2025\nI. NHIỆM VỤ\n1. Phòng Kinh tế\n- Lập danh sách hộ.\n"
    )
    assert [task.lead for task in read.tasks] == [("Phòng Kinh tế",)]


def test_the_chair_signs_the_minutes_and_not_who_took_them(says: Reads) -> None:
    read = says(
        "UBND XÃ TÂN LẬP\nSố: 3/BB-UBND\nBIÊN BẢN\nHọp giao ban ngày 03/3/2025\nKết luận:\n1. Văn phòng mua xẻng.\n"
        "CHỦ TRÌ\nCHỦ TỊCH\n(đã ký)\nLê Văn Tám\n\nTHƯ KÝ\n(đã ký)\nHà Thị Nhài\n"
    )
    assert read.signer is not None
    assert read.signer.name == "Lê Văn Tám"


def test_a_row_of_one_cell_parts_the_table_and_a_blank_cell_goes_on(says: Reads) -> None:
    read = says(
        TOP + "STT | Nội dung | Chủ trì | Phối hợp | Thời gian\n"
        "I | HẠ TẦNG SỐ | HẠ TẦNG SỐ | HẠ TẦNG SỐ | HẠ TẦNG SỐ\n"
        "1 | Lắp mạng cho các thôn | Phòng Văn hóa | Các thôn | Quý II/2025\n"
        "2 | Mở lớp cho người già | | Hội Nông dân | Tháng 5/2025\n"
    )
    assert [(task.lead, day(task)) for task in read.tasks] == [
        (("Phòng Văn hóa",), date(2025, 6, 30)),
        (("Phòng Văn hóa",), date(2025, 5, 31)),
    ]
    assert ["lead" in task.doubts for task in read.tasks] == [False, True]


def test_points_that_close_with_who_does_them_are_work_whatever_their_verb(says: Reads) -> None:
    read = says(
        "TRƯỜNG MẦM NON HOA MAI\nSố: 8/KH-MNHM\nHòa An, ngày 30 tháng 9 năm 2025\nKẾ HOẠCH\nTháng 10\nI. Chăm sóc\n"
        "1. Cân đo cho 312 trẻ, xong trước 08/10 (GV các lớp)\n2. Giao nhận thực phẩm hằng ngày (tổ bếp)\n"
        "3. Khơi rãnh sân sau trước 15/10 (đ/c Út)\n4. Tổng vệ sinh trước 16/10 (theo lịch đính kèm)\n"
    )
    assert [task.lead for task in read.tasks] == [("GV các lớp",), ("tổ bếp",), ("đ/c Út",), ()]


@pytest.mark.parametrize(
    "called", ["BS Loan (Trưởng trạm): làm việc với 04 trường", "YS Đởm nhập số liệu lên hệ thống"]
)
def test_who_is_called_by_degree_and_given_name_is_ordered(says: Reads, called: str) -> None:
    assert [task.lead for task in says(f"{TOP}1. {called}, xong trước 28/4.\n").tasks] == [
        (" ".join(called.split()[:2]),)
    ]


def test_a_column_headed_han_says_when(says: Reads) -> None:
    read = says(f"{TOP}STT | Công việc | Phụ trách | Hạn\n1 | Kẻ vạch để xe | Tổ 3 | 25/4/2025\n")
    assert [day(task) for task in read.tasks] == [date(2025, 4, 25)]


def test_what_is_ordered_behind_a_view_begins_with_the_order(says: Reads) -> None:
    read = says(
        f"{LETTER}1. Về dự thảo quy chế chợ: UBND tỉnh chưa xem xét. Giao Sở Công Thương sửa trước ngày 30/4/2025.\n"
    )
    assert [task.text[:20] for task in read.tasks] == ["Giao Sở Công Thương "]


def test_a_day_over_a_list_dates_what_stands_below(says: Reads) -> None:
    read = says(
        TOP + "Phân công tuần 24:\nTHỨ HAI (09/6)\n- Đ/c Hùng: lập báo cáo hộ nghèo.\n- Đ/c Yến: gửi giấy mời.\n"
        "THỨ BA (10/6)\n- Đ/c Lan, đ/c Yến: chiều kiểm tra 03 cơ sở karaoke.\n"
    )
    assert [day(task) for task in read.tasks] == [date(2025, 6, 9), date(2025, 6, 9), date(2025, 6, 10)]
    assert read.tasks[2].lead == ("Đ/c Lan", "đ/c Yến")


def test_points_and_letters_run_together_without_stops_before_the_first_are_parted(says: Reads) -> None:
    text = (
        "Để kịp thời khống chế dịch bệnh, không để lây lan ra diện rộng trên địa bàn tỉnh, Chủ tịch UBND tỉnh "
        "yêu cầu thực hiện các nội dung sau: 1. UBND các xã a) Lập chốt kiểm dịch xong trước ngày 15/4/2025. "
        "b) Tiêm phòng cho đàn lợn, hoàn thành trong tháng 4/2025. c) Chi trả hỗ trợ cho các hộ trước ngày 20/5/2025."
    )
    read = says(f"{LETTER}{text}\n")
    assert [(task.lead, day(task)) for task in read.tasks] == [
        (("UBND các xã",), date(2025, 4, 15)),
        (("UBND các xã",), date(2025, 4, 30)),
        (("UBND các xã",), date(2025, 5, 20)),
    ]


def test_a_closing_demand_in_the_last_point_is_a_task_of_its_own(says: Reads) -> None:
    read = says(
        LETTER
        + "1. Chủ tịch UBND các xã trực tiếp chỉ đạo công tác chống dịch trên địa bàn. Yêu cầu các cơ quan, đơn vị "
        "khẩn trương triển khai và gửi báo cáo kết quả về UBND tỉnh trước ngày 10/5/2025./.\n"
    )
    assert [task.lead for task in read.tasks] == [("Chủ tịch UBND các xã",), ("các cơ quan, đơn vị",)]
    assert [task.deadline.inherited for task in read.tasks if task.deadline] == [True, False]


def test_how_a_list_of_contents_is_sent_in_gives_the_report_before_it_no_day(says: Reads) -> None:
    read = says(
        LETTER + "UBND tỉnh yêu cầu các sở thực hiện các nội dung sau:\n"
        "1. Xây dựng báo cáo đánh giá theo đề cương, gồm các nội dung chính:\n- Kết quả;\n- Kiến nghị.\n"
        "2. Báo cáo và các biểu đề nghị gửi về Sở Nội vụ trước ngày 10/5/2025.\n"
    )
    assert [task.deadline.inherited for task in read.tasks if task.deadline] == [True, False]


@pytest.mark.parametrize(
    ("order", "days"),
    [
        (
            "Sở Y tế hoàn thành kế hoạch trong 10 ngày tới; báo cáo trước ngày 30/4/2025.",
            [date(2025, 3, 13), date(2025, 4, 30)],
        ),
        ("Sở Y tế gửi phương án vận hành hồ trong 24 giờ tới trước ngày 30/4/2025.", [date(2025, 4, 30)]),
    ],
)
def test_the_days_a_paper_is_about_are_not_when_it_is_due(says: Reads, order: str, days: list[date]) -> None:
    assert [day(task) for task in says(f"{LETTER}1. {order}\n").tasks] == days


def test_a_later_part_keeps_the_words_that_say_when(says: Reads) -> None:
    read = says(
        LETTER
        + "1. Sở Y tế rà soát trạm trước ngày 10/4/2025. Việc mua sắm xong trước ngày 20/4/2025; yêu cầu Sở Tài chính "
        "thẩm định giá.\n"
    )
    assert all(task.deadline is not None and task.deadline.text in task.text for task in read.tasks)
