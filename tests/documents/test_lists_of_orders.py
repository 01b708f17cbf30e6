"""Introductions that swallow nothing, topics, ordinals, timetables; through whom agencies act, who acts together."""

from __future__ import annotations

from datetime import date

import pytest

from tests.documents.conftest import Reads, day

TOP = (
    "ỦY BAN NHÂN DÂN\nTỈNH HÒA AN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Số: 31/TB-UBND\nHòa An, ngày 05 tháng 3 năm 2026\n\nTHÔNG BÁO\nKết luận của Chủ tịch UBND tỉnh\n\n"
)


def leads(read: object) -> list[tuple[str, ...]]:
    return [task.lead for task in read.tasks]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "introduction",
    [
        "Căn cứ Kế hoạch số 7/KH-UBND ngày 02/3/2026, Sở Y tế xây dựng Kế hoạch năm 2026, cụ thể:",
        "Yêu cầu các sở, UBND các xã quán triệt quan điểm 'làm đến cùng', trong đó:",
    ],
)
def test_an_introduction_swallows_no_sections(says: Reads, introduction: str) -> None:
    read = says(
        f"{TOP}{introduction}\n1. Sở Xây dựng:\na) Sửa cầu Hòa Sơn xong trước ngày 20/5/2026.\n"
        "2. Sở Y tế phun thuốc tại ba chợ.\n"
    )
    assert leads(read) == [("Sở Xây dựng",), ("Sở Y tế",)]


def test_topics_without_numbers_part_a_notice(says: Reads) -> None:
    read = says(
        f"{TOP}Chủ tịch UBND tỉnh kết luận:\nVề tình hình hạn hán\nĐề nghị Hội Chữ thập đỏ tỉnh cấp bồn nước cho dân.\n"
        "Sở Nông nghiệp và Môi trường mở kênh bổ cập trước ngày 20/3/2026.\n"
        "Về chuẩn bị năm học\nSở Giáo dục và Đào tạo rà soát phòng học xuống cấp.\n"
    )
    assert leads(read) == [
        ("Hội Chữ thập đỏ tỉnh",),
        ("Sở Nông nghiệp và Môi trường",),
        ("Sở Giáo dục và Đào tạo",),
    ]


def test_ordinals_number_points(says: Reads) -> None:
    read = says(
        f"{TOP}Chủ tịch UBND tỉnh yêu cầu:\nThứ nhất, về kiểm kê:\n- Sở Tài chính chốt sổ trong tháng 3/2026.\n"
        "Thứ hai, về nhà đất:\n- Sở Xây dựng lập danh mục.\n"
    )
    assert leads(read) == [("Sở Tài chính",), ("Sở Xây dựng",)]


def test_clauses_and_letters_of_a_decision_are_points(says: Reads) -> None:
    read = says(
        f"{TOP}Điều 2. Giao nhiệm vụ\nKhoản 1. Sở Tài chính\nĐiểm a. Chốt sổ trước ngày 20/3/2026;\n"
        "Điểm b. Công khai số liệu.\nKhoản 2. Sở Xây dựng lập danh mục nhà đất.\n"
    )
    assert [(task.ref, task.lead) for task in read.tasks] == [
        ("Điều 2.1.a", ("Sở Tài chính",)),
        ("Điều 2.1.b", ("Sở Tài chính",)),
        ("Điều 2.2", ("Sở Xây dựng",)),
    ]


def test_days_may_count_from_when_a_decision_comes_into_force(says: Reads) -> None:
    read = says(
        f"{TOP}Điều 2. Sở Tài chính ban hành sổ tay trong 30 ngày kể từ ngày Quyết định này có hiệu lực.\n"
        "Điều 3. Quyết định này có hiệu lực thi hành kể từ ngày 16 tháng 3 năm 2026.\n"
    )
    assert [day(task) for task in read.tasks] == [date(2026, 4, 15)]
    deadline = read.tasks[0].deadline
    assert deadline is not None
    assert deadline.text == "trong 30 ngày kể từ ngày Quyết định này có hiệu lực"


@pytest.mark.parametrize(
    "below",
    [
        "Chỉ đạo Chi cục Kiểm lâm:\n- Trực cháy 24/24 giờ trong mùa khô.",
        "Yêu cầu các doanh nghiệp khai thác lắp trạm cân trước ngày 20/5/2026.",
        "Tiếp tục giữ các chốt; mỗi tổ chức nhận một chốt.",
    ],
)
def test_through_whom_an_agency_acts_is_not_who_answers(says: Reads, below: str) -> None:
    read = says(f"{TOP}Yêu cầu:\n1. Sở Nông nghiệp và Môi trường:\na) {below}\nb) Kiểm tra các trạm bơm.\n")
    assert {task.lead for task in read.tasks} == {("Sở Nông nghiệp và Môi trường",)}


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("Sở Du lịch yêu cầu các cơ sở lưu trú dừng đón khách từ ngày 20/3/2026.", "Sở Du lịch"),
        ("Sở Y tế cùng UBND các xã ven biển phun thuốc tại các chợ.", "Sở Y tế"),
        ("UBND các xã nơi có dự án đi qua thực hiện nghiêm việc niêm yết giá đất.", "UBND các xã nơi có dự án đi qua"),
        ("Chủ các hồ chứa thủy điện, thủy lợi gửi số liệu mực nước.", "Chủ các hồ chứa thủy điện, thủy lợi"),
        ("Công an Tỉnh mở đợt tuần tra trên sông.", "Công an Tỉnh"),
        ("Đối với Huyện ủy Hòa Sơn, cần chỉ đạo nạo vét kênh chính.", "Huyện ủy Hòa Sơn"),
        ("Khi xảy ra cháy, thủ trưởng đơn vị phải báo cáo ngay về Công an tỉnh.", "thủ trưởng đơn vị"),
        ("Đề nghị CA tỉnh, BCH QS tỉnh tuần tra trên sông.", "CA tỉnh"),
        ("Về kiến nghị của xã Hòa Sơn: Đồng ý về nguyên tắc; Sở Tài chính bố trí vốn trong quý II.", "Sở Tài chính"),
    ],
)
def test_who_answers_is_read_whole(says: Reads, sentence: str, lead: str) -> None:
    read = says(f"{TOP}Chủ tịch UBND tỉnh yêu cầu:\n1. {sentence}\n2. Sở Xây dựng sửa cầu.\n")
    assert read.tasks[0].lead[0] == lead


def test_who_acts_together_with_the_first_supports(says: Reads) -> None:
    read = says(f"{TOP}Yêu cầu:\n1. Sở Y tế cùng UBND các xã ven biển phun thuốc tại các chợ.\n")
    assert read.tasks[0].supporting == ("UBND các xã ven biển",)


@pytest.mark.parametrize(
    "told",
    [
        "Các Phó Chủ tịch UBND tỉnh theo địa bàn được phân công sẽ trực tiếp xuống cơ sở kiểm tra.",
        "Công dân không đăng ký mà không có lý do, Ban Chỉ huy sẽ lập hồ sơ đề nghị Chủ tịch UBND xã xử phạt.",
        "Thủ tướng Chính phủ đã có công điện yêu cầu các địa phương cấm biển trước khi bão vào.",
        "Thường trực Tỉnh ủy đồng ý chủ trương trích 5 tỷ đồng hỗ trợ các hộ có nhà bị sập.",
        "Yêu cầu các đơn vị nghiêm túc triển khai thực hiện; nếu có khó khăn, vướng mắc, kịp thời báo cáo.",
        "Đề nghị các đơn vị khẩn trương triển khai thực hiện. Thông tin liên hệ: ThS. Lê Văn An, Trưởng khoa.",
    ],
)
def test_what_others_will_do_or_what_is_polite_is_no_task(says: Reads, told: str) -> None:
    assert leads(says(f"{TOP}Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Xây dựng sửa cầu.\n2. {told}\n")) == [("Sở Xây dựng",)]


def test_who_prepares_stands_behind_the_entry_of_a_timetable(says: Reads) -> None:
    read = says(
        f"{TOP}THỨ HAI (09/3)\n- 8h00: Chủ tịch tiếp công dân. Thanh tra tỉnh mang theo hồ sơ vụ việc.\n"
        "- 14h00: Chủ tịch họp về hạn. Sở Xây dựng cùng dự.\n"
    )
    assert [(task.text, day(task)) for task in read.tasks] == [("Thanh tra tỉnh mang theo hồ sơ vụ việc.", None)]


def test_a_day_over_a_list_ends_where_its_notes_begin(says: Reads) -> None:
    read = says(
        f"{TOP}THỨ SÁU (13/3)\n- Sở Xây dựng sửa cầu Hòa Sơn.\n* Lưu ý:\n1. Các phòng đăng ký xe với Văn phòng.\n"
    )
    assert [day(task) for task in read.tasks] == [date(2026, 3, 13), None]
