"""Whom a sentence orders when no list knows the name, when it orders several, and when it only tells."""

from __future__ import annotations

from datetime import date

import pytest

from core.workdays import WorkingCalendar
from documents.understand import understand
from documents.understand.orders import order_in
from documents.understand.supporting import supporting_in
from documents.understand.verbs import opens_with_order

HEAD = """ỦY BAN NHÂN DÂN
TỈNH HÒA AN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 415/UBND-TH
Hòa An, ngày 14 tháng 3 năm 2025
V/v chấn chỉnh công tác văn thư
Kính gửi: Các sở, ban, ngành.
"""


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("Chủ các quầy hàng ăn uống phải tự tháo dỡ mái che", ("Chủ các quầy hàng ăn uống",)),
        ("Hiệu trưởng các trường mầm non công lập kiểm tra bếp ăn", ("Hiệu trưởng các trường mầm non công lập",)),
        ("Công ty cổ phần Cây xanh đô thị cắt tỉa cành cây", ("Công ty cổ phần Cây xanh đô thị",)),
        ("Ủy ban Kiểm tra Thành ủy kiểm tra khi có đơn thư", ("Ủy ban Kiểm tra Thành ủy",)),
        ("Giao Phòng Quản lý chất lượng công trình xây dựng rà soát hồ sơ", None),
        ("TTVHTT treo băng rôn ở ngã tư", ("TTVHTT",)),
        ("Bên Công an xã phối hợp dân quân chốt cầu tràn", ("Công an xã",)),
        ("UBND các xã: hằng tháng tổ chức dọn kênh", ("UBND các xã",)),
        ("Sở Y tế xem xét đề nghị của bệnh viện", ("Sở Y tế",)),
        ("Các hộ đã nhận khoán vườn cây phải phát dọn đường băng", ("Các hộ đã nhận khoán vườn cây",)),
        ("Các đơn vị được phân công khẩn trương nộp hồ sơ", ("Các đơn vị được phân công",)),
        ("Giám đốc các sở được giao vốn có trách nhiệm giải ngân", ("Giám đốc các sở được giao vốn",)),
        ("Các trường chưa có bếp ăn chịu trách nhiệm đặt suất ăn", ("Các trường chưa có bếp ăn",)),
        ("UBND các tỉnh từ Quảng Trị đến Gia Lai kiểm tra hồ đập", ("UBND các tỉnh từ Quảng Trị đến Gia Lai",)),
        ("Vụ Các vấn đề chung về xây dựng pháp luật rà soát", ("Vụ Các vấn đề chung về xây dựng pháp luật",)),
    ],
)
def test_a_name_runs_on_to_the_verb_of_its_order(sentence: str, lead: tuple[str, ...] | None) -> None:
    order = order_in(sentence, ordering=False)
    assert order is not None
    assert lead is None or order.lead == lead


@pytest.mark.parametrize(
    "sentence",
    [
        "Nhà thầu báo cáo: Sản lượng đến nay đạt 40%, chậm so với hợp đồng.",
        "Ban Quản lý dự án vừa hoàn thành đo đạc đoạn qua xã.",
        "UBND xã đã đề nghị Điện lực sửa trạm biến áp số 3.",
        "Được mời thợ giỏi, yêu cầu các đội cung cấp vật liệu.",
        "Tổ giúp việc làm việc theo chế độ kiêm nhiệm.",
        "Địa điểm: Phòng họp tầng 3 UBND phường.",
        "Chi cục Kiểm lâm thông báo đến các chủ rừng trồng cây:",
        "Qua kiểm tra, cử tri nhiều xã đề nghị Điện lực phải thay trạm biến áp.",
        "Nhận được kế hoạch này, yêu cầu các trường nghiêm túc thực hiện. Nếu có vướng mắc, đề nghị báo cáo về Phòng.",
    ],
)
def test_who_tells_or_has_done_is_ordered_nothing(sentence: str) -> None:
    assert order_in(sentence, ordering=False) is None


def test_a_paragraph_that_orders_several_agencies_is_a_task_for_each_with_its_own_date(says) -> None:
    read = says(
        HEAD
        + "Giao Sở Xây dựng kiểm tra kho lưu trữ, báo cáo trước ngày 20/3/2025. Sở Nội vụ hướng dẫn nghiệp vụ cho văn"
        " thư các huyện. Công an tỉnh thẩm định phương án chữa cháy trong tháng 4/2025."
    )
    assert [(task.lead, task.deadline and task.deadline.date) for task in read.tasks] == [
        (("Sở Xây dựng",), date(2025, 3, 20)),
        (("Sở Nội vụ",), None),
        (("Công an tỉnh",), date(2025, 4, 30)),
    ]
    assert all(read.text[slice(*task.span)] == task.text for task in read.tasks)


def test_days_of_a_forwarded_message_count_from_its_own_stamp() -> None:
    read = understand(
        "[Chuyển tiếp] Nhóm UBND xã Tân Lập\n07:45 12/05/2026\nSáng nay giao ban có mấy việc:\n"
        "1. VP soát lại giấy mời, gửi a Hùng trước 9h mai.\n"
        "2. Phòng Kinh tế nộp bảng giải ngân, thứ 6 này nhé.\n"
        "3. Các ấp báo cáo số hộ thiếu nước, chiều mai gửi về VP.\n",
        calendar=WorkingCalendar(),
    )
    assert [task.deadline and task.deadline.date for task in read.tasks] == [
        date(2026, 5, 13),
        date(2026, 5, 15),
        date(2026, 5, 13),
    ]


def test_a_state_as_of_a_day_is_no_deadline(says) -> None:
    read = says(HEAD + "1. Sở Nội vụ gửi số liệu biên chế (tính đến thời điểm 31/12/2024) trước ngày 10/4/2025.")
    assert [task.deadline.date for task in read.tasks if task.deadline] == [date(2025, 4, 10)]


def test_school_leave_is_announced_before_its_day_and_is_nobodys_birth(says) -> None:
    read = says(HEAD + "1. Sở Giáo dục và Đào tạo thông báo lịch nghỉ hè của học sinh trước ngày 15/5/2025.")
    assert [task.deadline.date for task in read.tasks if task.deadline] == [date(2025, 5, 15)]


def test_through_whom_a_duty_is_done_does_not_answer_for_it(says) -> None:
    read = says(
        HEAD
        + "1. UBND các xã:\na) Lập danh sách hộ nuôi cá, phân công cán bộ phụ trách từng ao trước ngày 20/4/2025.\n"
        + "b) Ban Quản lý chợ yêu cầu nhà thầu dọn rác trong tháng 4/2025.\n"
    )
    assert [task.lead for task in read.tasks] == [("UBND các xã",), ("Ban Quản lý chợ",)]


def test_what_the_issuer_itself_will_do_and_a_crop_season_set_nobody_a_time(says) -> None:
    read = says(
        HEAD
        + "1. Sở Xây dựng rà soát quy hoạch chợ. UBND tỉnh sẽ nghe báo cáo trong tháng 8.\n"
        + "2. Sở Nông nghiệp cấp giống lúa vụ Hè Thu 2025 - 2026 cho các xã.\n"
    )
    assert [task.deadline for task in read.tasks] == [None, None]


@pytest.mark.parametrize(
    ("line", "leads"),
    [
        ("Sở Lao động - Thương binh và Xã hội rà soát, báo cáo.", ["Sở Lao động - Thương binh và Xã hội"]),
        (
            "Ban Chỉ huy Phòng, chống thiên tai và Tìm kiếm cứu nạn tỉnh, UBND các xã kiểm tra.",
            ["Ban Chỉ huy Phòng, chống thiên tai và Tìm kiếm cứu nạn tỉnh", "UBND các xã"],
        ),
        ("Các nhà máy thủy điện trên địa bàn tỉnh vận hành đúng.", ["Các nhà máy thủy điện trên địa bàn tỉnh"]),
        ("Ngân hàng Nhà nước chi nhánh tỉnh chỉ đạo cho vay.", ["Ngân hàng Nhà nước chi nhánh tỉnh"]),
        ("Các chủ rừng là tổ chức: lập phương án.", ["Các chủ rừng là tổ chức"]),
        (
            "Sở Văn hóa, Thể thao và Du lịch, Báo và phát thanh, truyền hình tỉnh tuyên truyền rộng rãi.",
            ["Sở Văn hóa, Thể thao và Du lịch", "Báo và phát thanh, truyền hình tỉnh"],
        ),
        ("Quỹ Bảo vệ và phát triển rừng tỉnh chi trả.", ["Quỹ Bảo vệ và phát triển rừng tỉnh"]),
        ("Các chi, đảng bộ trực thuộc xây dựng kế hoạch.", ["Các chi, đảng bộ trực thuộc"]),
        ("Công đoàn cơ sở phối hợp tổ chức hội thi.", ["Công đoàn cơ sở"]),
        ("Hợp tác xã nước sạch Bình Minh bố trí xe bồn cấp nước.", ["Hợp tác xã nước sạch Bình Minh"]),
        ("HTX vận tải thủy Cửa Tùng, Đồn Biên phòng kiểm tra phao.", ["HTX vận tải thủy Cửa Tùng", "Đồn Biên phòng"]),
        ("Các cơ quan được thanh tra chuẩn bị hồ sơ.", ["Các cơ quan được thanh tra"]),
        ("Các xã được giao vốn phân bổ chi tiết.", ["Các xã được giao vốn"]),
        ("Các xã đã chi sai chế độ phải nộp lại ngân sách.", ["Các xã đã chi sai chế độ"]),
        ("05 xã biên giới: xây dựng phương án bảo vệ cột mốc.", ["05 xã biên giới"]),
        ("Ban Chỉ huy quân sự huyện, Viettel Bình Minh trực sóng.", ["Ban Chỉ huy quân sự huyện", "Viettel Bình Minh"]),
        ("Phòng Nội vụ và Phòng Tư pháp cùng rà soát.", ["Phòng Nội vụ", "Phòng Tư pháp"]),
        ("Khoa Ngoại (BS. Hùng): kiểm tra máy thở.", ["Khoa Ngoại"]),
        ("Phối hợp P. Tổ chức chấm điểm thi đua.", []),
        ("Giao Sở Y tế (cơ quan thường trực Ban Chỉ đạo) tổng hợp.", ["Sở Y tế"]),
        ("Ban Chỉ đạo chuyển đổi số xã họp hằng quý.", ["Ban Chỉ đạo chuyển đổi số xã"]),
        ("Cục Quản lý chất lượng công trình kiểm tra cọc nhồi.", ["Cục Quản lý chất lượng công trình"]),
        ("Sở Bưu chính, Viễn thông lắp máy chủ.", ["Sở Bưu chính, Viễn thông"]),
        ("Các sở, ban, ngành thống kê hồ sơ tồn.", ["Các sở, ban, ngành"]),
        ("Bí thư chi bộ các ấp họp dân.", ["Bí thư chi bộ các ấp"]),
        ("Nhân viên thư viện, văn thư: kiểm kê sách.", ["Nhân viên thư viện, văn thư"]),
        ("Giám đốc các sở và chủ tịch UBND các xã rà soát.", ["Giám đốc các sở", "chủ tịch UBND các xã"]),
        ("Lĩnh vực hộ tịch: do Sở Tư pháp chủ trì, xong năm 2026.", ["Sở Tư pháp"]),
        ("Quy chế phối hợp giữa hai phòng, trình UBND huyện trong tháng 9 năm 2025;", []),
        (
            "Các Ban quản lý rừng đặc dụng, Khu bảo tồn biển, các hợp tác xã: tuần tra.",
            ["Các Ban quản lý rừng đặc dụng", "Khu bảo tồn biển", "các hợp tác xã"],
        ),
        ("Trường PTDT bán trú Pa Ủ kiểm kê gạo.", ["Trường PTDT bán trú Pa Ủ"]),
        ("Đối với hồ sơ thiếu thành phần thì hướng dẫn dân bổ sung.", []),
        ("Sở Tư pháp - Cơ quan thường trực Hội đồng tham mưu mở hội thi.", ["Sở Tư pháp"]),
        ("Hội đồng phối hợp PBGDPL các xã rà soát hòa giải viên.", ["Hội đồng phối hợp PBGDPL các xã"]),
        ("Trong những ngày thi, các điểm thi báo cáo nhanh trước 10 giờ.", ["các điểm thi"]),
        ("Đài Phát thanh dành thời lượng nói về bão.", ["Đài Phát thanh"]),
        (
            "Chủ tịch UBND huyện vừa có Công văn số 812/UBND-NN ngày 04/3/2025 chỉ đạo UBND các xã khơi thông cống.",
            ["UBND các xã"],
        ),
        (
            "Năm qua nợ đọng còn cao. Cục Thuế công khai danh sách trước ngày 30/4/2025.",
            ["Cục Thuế"],
        ),
        ("Sở Y tế được giao nhiệm vụ chủ trì rà soát.", ["Sở Y tế"]),
        ("Từ tháng 6, các trường nêu trên nộp sổ sách về phòng.", ["các trường nêu trên"]),
        (
            "Trạm Thú y, các hộ chăn nuôi trên địa bàn: tiêm phòng cho đàn bò.",
            ["Trạm Thú y", "các hộ chăn nuôi trên địa bàn"],
        ),
    ],
)
def test_a_name_is_neither_cut_nor_parted(line, leads):
    order = order_in(line, ordering=True)
    assert order is not None
    assert list(order.lead) == leads


@pytest.mark.parametrize(
    "line",
    [
        "Ban Thường vụ Tỉnh ủy đồng ý chủ trương tăng cường có thời hạn 120 công chức về cấp xã.",
        "Chủ tịch UBND tỉnh cơ bản thống nhất nội dung tăng cường kiểm tra như dự thảo.",
    ],
)
def test_who_agrees_is_ordered_nothing(line):
    assert order_in(line, ordering=False) is None


def test_one_of_several_doers_that_rieng_sets_apart_has_its_own_task(says) -> None:
    read = says(
        HEAD + "1. Trạm Thú y, các hợp tác xã chăn nuôi tiêm phòng cho đàn bò; riêng Trạm Thú y có phương án dự trữ vắc"
        " xin gửi UBND huyện trước ngày 20/4/2025.\n"
    )
    assert [(task.lead, task.deadline and task.deadline.date) for task in read.tasks] == [
        (("Trạm Thú y", "các hợp tác xã chăn nuôi"), None),
        (("Trạm Thú y",), date(2025, 4, 20)),
    ]


def test_on_a_request_who_considers_is_ordered_and_who_will_ask_further_up_is_not(says) -> None:
    read = says(
        HEAD
        + "1. Đối với đề nghị của doanh nghiệp về giá thuê đất: Sở Tài chính xem xét, trả lời trước ngày 25/4/2025.\n"
        + "2. Đối với kiến nghị của các xã về thiếu giáo viên: Sở Nội vụ sẽ báo cáo, đề xuất Bộ xem xét.\n"
        + "3. Đối với kiến nghị nâng phụ cấp: Ủy ban nhân dân tỉnh ghi nhận, xem xét trong kỳ họp tới.\n"
    )
    assert [task.lead for task in read.tasks] == [("Sở Tài chính",)]


def test_a_sentence_part_orders_who_it_names_first_whoever_follows(says) -> None:
    read = says(
        HEAD
        + "1. Sở Công Thương kiểm tra kho hàng trước ngày 20/4/2025; Công ty Điện lực Hòa An, các doanh nghiệp xăng dầu"
        " chuẩn bị phương án dự phòng.\n2. Các chủ hồ là tổ chức\n- Kiểm tra cống lấy nước trước ngày 25/4/2025.\n"
    )
    assert [task.lead for task in read.tasks] == [
        ("Sở Công Thương",),
        ("Công ty Điện lực Hòa An", "các doanh nghiệp xăng dầu"),
        ("Các chủ hồ là tổ chức",),
    ]
    assert read.tasks[1].deadline is None


@pytest.mark.parametrize("foot", ["- 2 -", "Trang 2/5", "Văn bản được ký số bởi: Sở Nội vụ"])
def test_the_foot_of_a_page_does_not_end_a_list(says, foot: str) -> None:
    read = says(
        HEAD + f"Yêu cầu UBND các huyện:\n1. Kiểm tra kho lưu trữ.\n{foot}\n2. Báo cáo kết quả trước ngày 20/4/2025.\n"
    )
    assert [task.lead for task in read.tasks] == [("UBND các huyện",)] * 2


def test_what_to_do_in_difficulty_takes_nothing_from_the_demand_before_it(says) -> None:
    read = says(
        HEAD
        + "1. Sở Nội vụ in sổ đăng ký.\nTrên đây là kế hoạch chỉnh lý, đề nghị các phòng báo cáo kết quả trước ngày"
        " 30/6/2025. Quá trình thực hiện nếu có vướng mắc, phản ánh về Sở Nội vụ./.\n"
    )
    assert [(task.lead, task.deadline and task.deadline.date) for task in read.tasks][1:] == [
        (("các phòng",), date(2025, 6, 30))
    ]


@pytest.mark.parametrize(
    ("line", "supporting"),
    [
        ("Sở Y tế chủ trì, phối hợp Công ty Điện lực, UBND các xã lập kế hoạch", ("Công ty Điện lực", "UBND các xã")),
        ("Sở Y tế chủ trì, cùng Sở Nội vụ, Sở Tài chính kiểm tra", ("Sở Nội vụ", "Sở Tài chính")),
        ("Sở Nội vụ phối hợp các đơn vị liên quan rà soát biên chế", ("các đơn vị liên quan",)),
        ("Sở Tư pháp phối hợp tổ chức hội nghị", ()),
    ],
)
def test_who_supports_is_named_with_or_without_voi(line: str, supporting: tuple[str, ...]) -> None:
    assert supporting_in(line) == supporting


def test_tasks_ahead_are_orders_again_in_a_section_on_the_situation(says) -> None:
    read = says(
        "Chủ tịch UBND tỉnh kết luận như sau:\n"
        "1. Về tình hình thu ngân sách 9 tháng\n"
        "1.1. Kết quả đạt được\n"
        "- Sở Tài chính đã tham mưu giao dự toán sớm.\n"
        "1.2. Nhiệm vụ trọng tâm quý IV\n"
        "- Cục Thuế rà soát nợ đọng, báo cáo trước ngày 10/4/2025.\n"
    )
    assert [task.lead for task in read.tasks] == [("Cục Thuế",)]


def test_a_heading_of_common_tasks_names_whose_they_are(says) -> None:
    read = says("A. Nhiệm vụ chung đối với các sở và UBND các xã\n1. Niêm yết thủ tục hành chính.\n")
    assert [task.lead for task in read.tasks] == [("các sở", "UBND các xã")]


def test_through_members_a_duty_stays_with_who_is_addressed(says) -> None:
    read = says("1. Yêu cầu các chi bộ:\n- Phân công cấp ủy viên theo dõi từng tổ dân phố.\n- Họp lệ đúng kỳ.\n")
    assert [task.lead for task in read.tasks] == [("các chi bộ",), ("các chi bộ",)]


def test_whom_a_telegram_is_sent_to_does_what_it_orders_nobody_else() -> None:
    wired = HEAD.partition("Số")[0] + (
        "Số: 07/CĐ-UBND\nHòa An, ngày 14 tháng 3 năm 2025\nCÔNG ĐIỆN\nVề việc ứng phó lũ quét\n"
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HÒA AN điện:\n- Chủ tịch UBND các xã;\n- Giám đốc Sở Y tế.\n"
        "Chủ tịch UBND tỉnh yêu cầu:\n1. Trực ban 24/24 giờ.\n"
    )
    read = understand(wired, calendar=WorkingCalendar())
    assert read.addressees == ("Chủ tịch UBND các xã", "Giám đốc Sở Y tế")
    assert [task.lead for task in read.tasks] == [read.addressees]


def test_after_the_issuers_view_a_task_begins_where_somebody_is_ordered(says) -> None:
    read = says(
        "Chủ tịch UBND tỉnh kết luận như sau:\n"
        "1. Về đề nghị của Công ty Cấp nước: Đồng ý về nguyên tắc. "
        "Giao Sở Xây dựng thẩm định hồ sơ trước ngày 20/4/2025.\n"
    )
    assert [task.text for task in read.tasks] == ["Giao Sở Xây dựng thẩm định hồ sơ trước ngày 20/4/2025."]


def test_a_day_long_past_tells_which_ones_and_is_no_slip() -> None:
    duty = "1. Sở Tư pháp rà soát hộ tịch đăng ký trước ngày 15/10/1993, hoàn thành trước ngày 30/6/2025.\n"
    read = understand(HEAD + duty, calendar=WorkingCalendar())
    assert [task.deadline.date for task in read.tasks if task.deadline] == [date(2025, 6, 30)]


def test_a_title_in_capitals_ends_the_section_on_aims(says) -> None:
    read = says(
        "MỤC TIÊU\n1. Đến năm 2030 có 90% hộ dùng nước sạch.\n"
        "NỘI DUNG VÀ LỘ TRÌNH\n1. Nâng cấp trạm bơm:\n"
        "Sở Xây dựng lập dự án, trình UBND tỉnh trước ngày 30/9/2025.\n"
    )
    assert [task.lead for task in read.tasks] == [("Sở Xây dựng",)]


def test_a_party_body_leads_and_its_government_is_not_ordered(says) -> None:
    read = says("1. Đảng ủy UBND tỉnh:\n- Lãnh đạo UBND tỉnh rà soát quy hoạch, xong trước ngày 30/6/2025.\n")
    assert [task.lead for task in read.tasks] == [("Đảng ủy UBND tỉnh",)]


def test_what_is_to_be_taught_is_no_task_of_its_own(says) -> None:
    read = says("1. Sở Y tế:\n- Hướng dẫn các trạm y tế về:\n+ Sử dụng hóa chất diệt muỗi;\n+ Xử lý ổ dịch.\n")
    assert [task.text for task in read.tasks] == ["- Hướng dẫn các trạm y tế về:"]


def test_who_issues_a_form_and_demands_is_not_who_is_ordered(says) -> None:
    read = says(
        "Để nắm tình hình, UBND tỉnh ban hành mẫu phiếu và yêu cầu Sở Nội vụ, UBND các xã:\n- Khảo sát người dân.\n"
    )
    assert [task.lead for task in read.tasks] == [("Sở Nội vụ", "UBND các xã")]


def test_a_full_point_of_a_list_is_no_title_of_the_paragraph_below_it(says) -> None:
    read = says(
        "8. Trưởng các thôn:\n+ Dọn vệ sinh nhà văn hóa;\n+ Cử người trực loa vào thứ Tư hàng tuần.\n"
        "Các thôn, các đơn vị báo cáo kết quả về UBND xã trước ngày 30/4/2025.\n"
    )
    assert [task.lead for task in read.tasks] == [("Trưởng các thôn",)] * 2 + [("Các thôn", "các đơn vị")]


def test_a_province_that_tells_of_itself_is_ordered_nothing() -> None:
    told = "Tỉnh Hòa An thực hiện chính quyền hai cấp từ ngày 01/3/2025.\nYêu cầu Sở Nội vụ tổng hợp vướng mắc.\n"
    read = understand(HEAD + told, calendar=WorkingCalendar())
    assert [task.lead for task in read.tasks] == [("Sở Nội vụ",)]


def test_a_dated_point_is_no_title_of_the_paragraph_below_it(says) -> None:
    read = says(
        "IV. CHẾ ĐỘ BÁO CÁO\n1. Hằng tuần, các điểm thi báo cáo về Sở.\n"
        "2. Sau kỳ thi, các trường gửi báo cáo trước ngày 10/6/2025.\n"
        "Yêu cầu Hiệu trưởng các trường phổ biến Công văn này đến giáo viên.\n"
    )
    assert [task.lead for task in read.tasks][1] == ("các trường",)


def test_measures_set_out_in_detail_below_a_demand_are_tasks(says) -> None:
    read = says(
        "Để chủ động phòng dịch, UBND tỉnh đề nghị UBND các xã tăng cường triển khai các biện pháp, cụ thể:\n"
        "Phun hóa chất khử khuẩn các chợ đầu mối trước ngày 20/4/2025.\n"
        "Rà soát trẻ chưa tiêm chủng tại từng thôn, lập danh sách gửi Trạm Y tế.\n"
    )
    assert [task.lead for task in read.tasks] == [("UBND các xã",)] * 2


def test_a_verb_whose_tones_a_scan_lost_still_opens_an_order(says) -> None:
    read = says("1. Sở Công Thương:\n- Tang cường kiểm tra kho phân bón.\n- Tap trung xử lý hàng giả.\n")
    assert [task.lead for task in read.tasks] == [("Sở Công Thương",)] * 2


def test_an_office_may_speak_of_itself_in_one_word(says) -> None:
    read = says(
        "Để kịp tổng hợp, Sở yêu cầu các đồng chí Giám đốc đơn vị lập dự toán gửi về Sở trước ngày 12/4/2025.\n"
    )
    assert [task.lead for task in read.tasks] == [("các đồng chí Giám đốc đơn vị",)]


def test_a_long_list_of_those_present_is_read_at_once_and_orders_nobody(says):
    present = ", ".join(["ông Nguyễn Văn Nam - Phó Chủ tịch UBND huyện", "bà Trần Thị Hoa - Giám đốc Sở Y tế"] * 20)
    tasks = says(f"{present}.\n1. Giao Sở Y tế rà soát kho thuốc.\n{present}.\n").tasks
    assert [task.lead for task in tasks] == [("Sở Y tế",)]


def test_each_of_several_persons_whose_posts_are_told_leads(says):
    tasks = says(f"{HEAD}1. Ông Lê Văn Nam - Phó Chủ tịch, bà Trần Thị Hoa - Trưởng phòng:\n- Kiểm tra kho.\n").tasks
    assert [task.lead for task in tasks] == [("Lê Văn Nam", "Trần Thị Hoa")]


def test_who_leads_the_points_below_a_colon_is_not_said_of_the_point_above(says) -> None:
    read = says(
        HEAD + "UBND tỉnh yêu cầu:\n1. Kho bạc Nhà nước tỉnh kiểm soát chặt chẽ các khoản chi.\n2. Về nợ đọng\n"
        "Sở Xây dựng chủ trì, phối hợp với Sở Tài chính:\n- Rà soát toàn bộ số nợ đọng.\n- Đề xuất phương án xử lý."
    )
    assert [task.lead for task in read.tasks] == [
        ("Kho bạc Nhà nước tỉnh",),
        ("Sở Xây dựng",),
        ("Sở Xây dựng",),
    ]


@pytest.mark.parametrize("cited", ["Báo cáo số 12/BC-SYT ngày 5/3", "Báo cáo số ....../BC-SYT", "Báo cáo số …/BC-SYT"])
def test_a_document_that_is_cited_opens_no_order_and_a_count_to_report_does(cited: str) -> None:
    assert not opens_with_order(cited)
    assert opens_with_order("Báo cáo số mắc, số chết về Sở Y tế")
