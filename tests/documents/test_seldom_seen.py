"""Forms of order seen seldom: chats, minutes, slips of work, points that point to others; each in words of its own."""

from __future__ import annotations

from datetime import date

import pytest

from tests.documents.conftest import day

HEAD = """ỦY BAN NHÂN DÂN
TỈNH HÒA AN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 88/TB-UBND
Hòa An, ngày 10 tháng 4 năm 2026
THÔNG BÁO
Kết luận cuộc họp về chuyển đổi số

Chủ tịch UBND tỉnh yêu cầu:
"""


@pytest.fixture
def notice(says):
    return lambda body: says(HEAD + body).tasks


def test_a_message_without_diacritics_is_read_and_given_back_as_typed(says):
    found = says(
        "09:05 02/03/2026\nKinh gui cac dong chi, UBND xa phan cong nhu sau:\n"
        "1. Phong Kinh te lap danh sach ho bi thiet hai, gui Van phong truoc ngay 12/3.\n"
        "2. Cong an xa phoi hop voi Tram Y te kiem tra bep an cac truong hoc.\n"
    )
    assert found.issued_on == date(2026, 3, 2)
    assert [task.lead for task in found.tasks] == [("Phong Kinh te",), ("Cong an xa",)]
    assert day(found.tasks[0]) == date(2026, 3, 12)
    assert found.tasks[0].text.startswith("1. Phong Kinh te lap danh sach")
    assert found.text[slice(*found.tasks[1].span)] == found.tasks[1].text


def test_a_day_counted_from_today_needs_the_day_of_the_message(says):
    body = "1. Phòng Văn hóa rà lại danh sách khách mời, gửi đồng chí Chánh Văn phòng trước 10h mai.\n"
    known = says("08:14 02/03/2026\nChào các đồng chí, có việc sau:\n" + body)
    assert [day(task) for task in known.tasks] == [date(2026, 3, 3)]
    assert [day(task) for task in says("Chào các đồng chí, có việc sau:\n" + body).tasks] == [None]


def test_of_minutes_only_the_conclusion_orders(says):
    found = says(
        "UBND XÃ TÂN LẬP\nBIÊN BẢN\nHọp giao ban tháng 6\n"
        "I. THỜI GIAN: 8h00, ngày 05/6/2026 tại hội trường.\n"
        "II. THẢO LUẬN\n"
        "1. Trưởng Công an xã báo cáo: còn 12 hộ; đề nghị Phòng Kinh tế bố trí kinh phí trước 15/6.\n"
        "III. KẾT LUẬN CỦA CHỦ TỌA\n"
        "1. Vỉa hè chợ → Công an xã chủ trì giải tỏa, hoàn thành trước 20/6.\n"
        "2. Phòng Kinh tế rà soát các hộ kinh doanh.\n"
    )
    assert found.issued_on == date(2026, 6, 5)
    assert [task.lead for task in found.tasks] == [("Công an xã",), ("Phòng Kinh tế",)]
    assert day(found.tasks[0]) == date(2026, 6, 20)


def test_a_slip_of_work_names_its_doer_and_day_below_each_item(says):
    found = says(
        "UBND XÃ TÂN LẬP\nVĂN PHÒNG HĐND VÀ UBND\nPHIẾU GIAO VIỆC\nSố: 12/PGV-VP          Ngày giao: 03/6/2026\n"
        "Việc 1: Lập bảng tổng hợp hộ nghèo\n  Người thực hiện: Trần Thị Na; phối hợp: Lê Văn Tư\n  Hạn: 10/6/2026\n"
        "Việc 2: Đăng tải kết quả\n  Người thực hiện: Lê Văn Tư\n  Hạn: 02 ngày sau khi có báo cáo ký ban hành\n"
    )
    assert (found.type, found.issued_on) == ("Phiếu giao việc", date(2026, 6, 3))
    assert [(task.lead, day(task)) for task in found.tasks] == [
        (("Trần Thị Na",), date(2026, 6, 10)),
        (("Lê Văn Tư",), None),
    ]


def test_short_labels_on_one_line_say_who_supports_and_when(notice):
    tasks = notice(
        "Nhiệm vụ 1: Chuẩn hóa danh mục dữ liệu\nCT: Sở Nội vụ. PH: Sở Tài chính. TG: trước 15/5/2026.\n"
        "Nhiệm vụ 2: Tiếp nhận phản ánh của người dân\nCT: Văn phòng UBND tỉnh. TG: thường xuyên.\n"
    )
    assert [task.lead for task in tasks] == [("Sở Nội vụ",), ("Văn phòng UBND tỉnh",)]
    assert tasks[0].supporting == ("Sở Tài chính",)
    assert [day(task) for task in tasks] == [date(2026, 5, 15), None]
    assert tasks[1].recurrence is not None


def test_sentences_and_clauses_to_other_parties_are_tasks_of_their_own(notice):
    tasks = notice(
        "1. Giao UBND huyện Lâm Hà kiểm tra bến bãi, báo cáo kết quả trước ngày 20/5/2026. Sở Xây dựng hướng dẫn "
        "thủ tục cấp phép. Sở Tài chính xem xét đề nghị gia hạn, tham mưu UBND tỉnh trong tháng 6/2026.\n"
        "2. Sở Nội vụ rà soát biên chế; Sở Y tế lập đề án sắp xếp trạm y tế, trình trước ngày 30/6/2026.\n"
    )
    assert [(task.lead[0], day(task)) for task in tasks] == [
        ("UBND huyện Lâm Hà", date(2026, 5, 20)),
        ("Sở Xây dựng", None),
        ("Sở Tài chính", date(2026, 6, 30)),
        ("Sở Nội vụ", None),
        ("Sở Y tế", date(2026, 6, 30)),
    ]
    assert [task.ref for task in tasks] == ["1#1", "1#2", "1#3", "2#1", "2#2"]


def test_what_the_issuer_itself_will_do_dates_no_task(notice):
    tasks = notice("1. Sở Y tế: hoàn thiện đề án bệnh viện vệ tinh. UBND tỉnh sẽ nghe báo cáo trong tháng 7.\n")
    assert [day(task) for task in tasks] == [None]


def test_a_deadline_by_reference_is_the_one_of_the_point_named(notice):
    tasks = notice(
        "1. Sở Nội vụ:\n"
        "a) Trình danh mục vị trí việc làm trước ngày 15/5/2026.\n"
        "b) Cập nhật hồ sơ điện tử, cùng thời hạn nêu tại điểm a khoản này.\n"
        "2. Sở Tư pháp rà soát văn bản theo thời gian tại khoản 7.\n"
    )
    assert [day(task) for task in tasks] == [date(2026, 5, 15), date(2026, 5, 15), None]
    assert tasks[1].deadline.text == "cùng thời hạn nêu tại điểm a khoản này"
    assert "deadline" in tasks[2].doubts


def test_days_counted_from_the_deadline_of_another_point_are_counted_from_its_day(notice):
    tasks = notice(
        "1. Sở Y tế:\n"
        "a) Gửi danh sách trạm y tế xuống cấp trước ngày 20/4/2026.\n"
        "b) Lập dự toán sửa chữa trong thời hạn 15 ngày kể từ thời hạn nêu tại điểm a.\n"
        "2. Sở Tài chính thẩm định dự toán tại điểm b khoản 1, báo cáo trong vòng 05 ngày làm việc kể từ thời hạn nêu "
        "tại điểm đó.\n"
        "3. Sở Xây dựng cho ý kiến trong 10 ngày kể từ thời hạn nêu tại khoản 8.\n"
    )
    assert [day(task) for task in tasks] == [date(2026, 4, 20), date(2026, 5, 5), date(2026, 5, 12), None]
    assert tasks[1].deadline.text == "trong thời hạn 15 ngày kể từ thời hạn nêu tại điểm a"
    assert "event_date" not in tasks[1].doubts
    assert "deadline" in tasks[3].doubts


def test_work_done_by_somebody_is_ordered_of_them(notice):
    tasks = notice("a) Việc xác định giá cây giống do Sở Nông nghiệp chủ trì thực hiện, xong trước ngày 15/8/2026.\n")
    assert [(task.lead, day(task)) for task in tasks] == [(("Sở Nông nghiệp",), date(2026, 8, 15))]


def test_a_list_whose_lines_order_and_say_when_is_no_list_of_contents(notice):
    tasks = notice(
        "1. Sở Nội vụ:\na) Thực hiện nghiêm chế độ theo dõi, gồm:\n"
        "- Ban hành quy chế trong quý II năm 2026;\n- Gửi danh mục việc quá hạn chiều thứ Sáu hằng tuần.\n"
    )
    assert [day(task) for task in tasks] == [date(2026, 6, 30), None]
    assert tasks[1].recurrence is not None


@pytest.mark.parametrize(
    "told",
    [
        'UBND tỉnh đã có Văn bản số 37/UBND-KT ngày 02/3/2026 yêu cầu các huyện "báo cáo trước ngày 20/5/2026".',
        "Từ đầu năm, Chính phủ giao các bộ, địa phương 9.482 nhiệm vụ.",
        "Giao ban tháng 5: 8h ngày 06/5/2026.",
        "Hỗ trợ một lần 10 triệu đồng/ha đối với diện tích tích tụ từ 02 ha.",
    ],
)
def test_what_is_told_counted_or_granted_orders_nobody(notice, told):
    assert notice(f"1. {told}\n2. Sở Y tế rà soát thiết bị.\n")[0].lead == ("Sở Y tế",)


def test_a_telegram_glued_to_one_line_orders_behind_yeu_cau(says):
    found = says(
        "UBND XÃ TÂN LẬP\nCÔNG ĐIỆN KHẨN Số 09/CĐ-UBND, 21h00 ngày 02/10/2026\n"
        "Hiện mưa còn rất to, đường liên thôn bị chia cắt. Yêu cầu: Trưởng thôn Đồi đưa 14 hộ về trường trước 18 giờ "
        "ngày 03/10/2026. Công an xã chốt chặn hai đầu đoạn sạt lở.\n"
    )
    assert (found.number, found.issued_on) == ("09/CĐ-UBND", date(2026, 10, 2))
    assert [task.lead for task in found.tasks] == [("Trưởng thôn Đồi",), ("Công an xã",)]
    assert day(found.tasks[0]) == date(2026, 10, 3)


def test_who_stands_in_brackets_behind_an_arrow_or_apart_is_ordered(notice):
    tasks = notice(
        "1. Xây dựng đề án vùng trồng (Sở Nông nghiệp chủ trì; hoàn thành trước ngày 30/6/2026).\n"
        "2. Bến xe phía Nam → Sở Xây dựng trình phương án trước 20/6.\n"
        "3. Riêng Sở Y tế rà soát kho thuốc trước ngày 05/5/2026.\n"
    )
    assert [(task.lead[0], day(task)) for task in tasks] == [
        ("Sở Nông nghiệp", date(2026, 6, 30)),
        ("Sở Xây dựng", date(2026, 6, 20)),
        ("Sở Y tế", date(2026, 5, 5)),
    ]


def test_an_invitation_asks_to_prepare_and_its_hour_is_no_deadline(says):
    tasks = says(
        HEAD.replace("TB-UBND", "GM-UBND").split("THÔNG BÁO")[0]
        + "GIẤY MỜI\nHọp rà soát trụ sở\nUBND tỉnh kính mời đại biểu dự họp:\n"
        "1. Chủ trì: Ông Lê Văn Minh, Phó Chủ tịch.\n2. Thời gian: 14 giờ ngày 22/5/2026.\n"
        "3. Chuẩn bị nội dung:\n- Sở Tài chính tổng hợp danh mục, gửi Văn phòng trước ngày 20/5/2026.\n"
    ).tasks
    assert [(task.lead, day(task)) for task in tasks] == [(("Sở Tài chính",), date(2026, 5, 20))]


def test_a_column_line_broken_off_inside_a_subject_is_read(says):
    assert says("V/v kiểm tra\n|\nKính gửi: Sở Y tế\nSở Y tế báo cáo trước ngày 05/5/2026.\n").type == "Công văn"


def test_a_heading_that_ends_in_so_or_quy_is_not_joined_with_the_point_below_it(notice):
    tasks = notice("""1. Phát triển hạ tầng số
1.1. Nâng cấp trung tâm dữ liệu của tỉnh.
Cơ quan chủ trì: Sở Khoa học và Công nghệ
Thời gian: Hằng quý
1.2. Cấp chữ ký số cho công chức cấp xã.
Cơ quan chủ trì: Sở Nội vụ
Thời gian: trước ngày 30/6/2026
""")
    assert [(task.text[:4], task.lead[0]) for task in tasks] == [
        ("1.1.", "Sở Khoa học và Công nghệ"),
        ("1.2.", "Sở Nội vụ"),
    ]


def test_a_document_that_came_as_one_line_is_parted_where_its_lines_touch(says):
    found = says(
        "ỦY BAN NHÂN DÂNHUYỆN HÒA ANCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAMĐộc lập - Tự do - Hạnh phúcSố: 7/CT-UBNDHòa "
        "An, ngày 10 tháng 4 năm 2026CHỈ THỊVề việc phòng, chống cháy rừngMùa khô năm nay nắng nóng kéo dài, "
        "nhiều diện tích rừng trồng ở mức cảnh báo cháy cấp cực kỳ nguy hiểm, ý thức của một bộ phận người dân "
        "còn chủ quan khi đốt nương, xử lý thực bì. Để chủ động phòng ngừa, Chủ tịch UBND huyện yêu cầu:1. Hạt "
        "Kiểm lâm rà soát các khu vực trọng điểm, lập bản đồ cảnh báo cháy xong trước ngày 20/4/2026.2. Ủy ban "
        "nhân dân các xã:a) Thành lập tổ tuần tra tại các thôn có rừng;b) Tổ chức ký cam kết với các hộ gia đình "
        "sống gần rừng, hoàn thành trong tháng 5/2026.Giao Phòng Nông nghiệp và Môi trường theo dõi, báo cáo kết "
        "quả vào thứ Sáu hằng tuần./.Nơi nhận:- UBND tỉnh (b/c);- UBND các xã;- Lưu: VT.CHỦ TỊCHĐỗ Văn Hùng"
    )
    assert (found.number, found.type, found.signer.name) == ("7/CT-UBND", "Chỉ thị", "Đỗ Văn Hùng")
    assert [(task.lead[0], day(task)) for task in found.tasks] == [
        ("Hạt Kiểm lâm", date(2026, 4, 20)),
        ("Ủy ban nhân dân các xã", None),
        ("Ủy ban nhân dân các xã", date(2026, 5, 31)),
        ("Phòng Nông nghiệp và Môi trường", None),
    ]


def test_a_person_named_with_an_office_reports(notice):
    (task,) = notice("1. Đ/c Hùng - Chủ tịch UBND xã Tân Lập báo cáo tiến độ trước ngày 30/4/2026.\n")
    assert task.lead == ("Đ/c Hùng",)


@pytest.mark.parametrize(
    ("opening", "day_of_it"),
    [
        ("TB 87/TB-VP ngày 14/5/2026\n", date(2026, 5, 14)),
        ("16/05/2026 08:10\nEm chuyển nội dung TB số 87/TB-VP ngày 14/5/2026 ạ:\n", date(2026, 5, 14)),
        ("16/05/2026 08:10\nEm gửi TB 87/TB-VP ngày 14/5/2026, các phòng báo cáo chiều mai:\n", date(2026, 5, 16)),
    ],
)
def test_a_message_that_passes_a_notice_on_has_its_number_and_day(says, opening, day_of_it):
    found = says(f"{opening}1. Phòng Kinh tế rà soát hộ kinh doanh trước 20/5.\n2. Công an xã kiểm tra tạm trú.\n")
    assert (found.number, found.type, found.issued_on) == ("87/TB-VP", "Thông báo", day_of_it)


def test_a_notice_that_a_message_only_rests_on_is_not_its_own(says):
    found = says("16/05/2026 08:10\nCăn cứ TB 87/TB-VP ngày 14/5/2026, đề nghị:\n1. Công an xã kiểm tra tạm trú.\n")
    assert (found.number, found.issued_on) == (None, date(2026, 5, 16))


def test_persons_are_ordered_by_their_given_names(says):
    tasks = says(
        "BIÊN BẢN\nHọp giao ban tuần\nThời gian: 8h00 ngày 05/12/2025\nKết luận:\n"
        "Việc 1: Chị Hoa phụ trách hậu cần.\nAnh Bình, cô Lan Anh lo xe đưa đón.\n"
        "A. Lộc mua quà cho các cháu trước 15/12.\nA. Kiểm tra\n1. Văn phòng in giấy mời.\n"
    ).tasks
    assert [(task.lead, day(task)) for task in tasks] == [
        (("Chị Hoa",), None),
        (("Anh Bình", "cô Lan Anh"), None),
        (("A. Lộc",), date(2025, 12, 15)),
        (("Văn phòng",), None),
    ]


def test_a_note_below_the_last_slip_of_work_leaves_it_its_doer(says):
    tasks = says(
        "PHIẾU GIAO VIỆC\nSố: 21/PGV-VP\nNgày giao: 15/6/2026\n"
        "Việc 1: In tài liệu họp\n  Người thực hiện: Lê Thị Mai\n  Hạn: 22/6/2026\n"
        "Việc 2: Đăng tin lên trang của xã\n  Người thực hiện: Phạm Văn Tư\n  Hạn: 25/6/2026\n"
        "-----\nGhi chú: tài liệu phải có phụ lục.\n"
    ).tasks
    assert [(task.lead, day(task)) for task in tasks] == [
        (("Lê Thị Mai",), date(2026, 6, 22)),
        (("Phạm Văn Tư",), date(2026, 6, 25)),
    ]


COPIED = """UỶ BAN NHÂN
DÂN
TỈNH HÒA AN
--------
|
CỘNG HÒA XÃ
HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
|
Số: 41/KH-UBND
|
Hòa An,
ngày 22 tháng 4 năm 2026
|
KẾ
HOẠCH
BẢO VỆ RỪNG MÙA KHÔ
Thực hiện Luật Lâm nghiệp, Luật
Bảo vệ môi trường, Chủ tịch UBND tỉnh yêu cầu các sở, ngành và
UBND các xã triển khai việc bảo vệ rừng, với các nội dung sau:
I. MỤC
TIÊU
1. Mục tiêu
chung
-
Giữ diện tích rừng hiện có, không để xảy ra cháy lớn trên địa bàn tỉnh
trong mùa khô.
II. TỔ
CHỨC THỰC HIỆN
1.
Sở Nông nghiệp và Môi trường
-
Chủ trì lập bản đồ các vùng dễ cháy, trình UBND tỉnh
trước ngày 20 tháng 5 năm 2026.
2. Sở
Tài chính
-
Tham mưu bố trí kinh phí trong tháng
5 năm 2026.
3. Ủy ban nhân
dân các xã
a)
Lập đội trực cháy, gửi danh sách về Chi cục Kiểm lâm trước ngày 10/5/2026;
b)
Tuyên truyền đến từng hộ dân sống ven rừng./.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Nguyễn
Văn Hòa
"""


def test_text_copied_from_a_page_of_the_web_whose_openings_stand_on_lines_of_their_own_is_read(says):
    found = says(COPIED)
    assert (found.number, found.type, found.issued_on) == ("41/KH-UBND", "Kế hoạch", date(2026, 4, 22))
    assert (found.subject, found.signer.name) == ("BẢO VỆ RỪNG MÙA KHÔ", "Nguyễn Văn Hòa")
    assert [(task.ref, task.lead, day(task)) for task in found.tasks] == [
        ("II.1.1", ("Sở Nông nghiệp và Môi trường",), date(2026, 5, 20)),
        ("II.2.1", ("Sở Tài chính",), date(2026, 5, 31)),
        ("II.3.a", ("Ủy ban nhân dân các xã",), date(2026, 5, 10)),
        ("II.3.b", ("Ủy ban nhân dân các xã",), None),
    ]


def test_a_heading_of_those_under_the_department_is_not_joined_with_the_work_below_it(notice):
    tasks = notice("Đối với các trung tâm trực thuộc Sở\nXây dựng kế hoạch tuyển sinh trước ngày 15/5/2026.\n")
    assert [(task.lead, day(task)) for task in tasks] == [(("các trung tâm trực thuộc Sở",), date(2026, 5, 15))]


def test_whoever_signs_behind_the_last_point_takes_nothing_from_it(notice, says):
    found = says(
        HEAD + "1. Sở Y tế rà soát thiết bị.\n2. Sở Nội vụ chuẩn bị hội trường phục vụ đoàn đánh giá của tỉnh. Yêu cầu "
        "Thủ trưởng các đơn vị nghiêm túc triển khai./. | KT. CHỦ TỊCH PHÓ CHỦ TỊCH Lê Văn Minh\n"
    )
    assert [task.lead for task in found.tasks] == [("Sở Y tế",), ("Sở Nội vụ",)]
    assert found.tasks[1].text.endswith("triển khai./.")
    assert found.signer.name == "Lê Văn Minh"


def test_a_year_gone_by_says_which_works_are_meant_and_is_no_deadline(notice):
    one = "Giao Sở Tài chính thẩm tra quyết toán 05 dự án hoàn thành trước năm 2023, xong chậm nhất ngày 31/12/2026.\n"
    assert [day(task) for task in notice(one)] == [date(2026, 12, 31)]


def test_somebody_named_in_full_with_a_degree_or_a_post_is_ordered(says):
    found = says(
        HEAD.replace("Chủ tịch UBND tỉnh yêu cầu:", "Giám đốc Trung tâm phân công như sau:")
        + "1. BSCKI. Lê Thu Hà - Phó Giám đốc: chỉ đạo chung việc kiểm kê thuốc trước ngày 20/4.\n"
        "2. KS Trần Anh Dũng (Tổ CNTT): hoàn thiện phần mềm trong tuần này.\n"
        "3. Đ/c Phạm Thị Sen (phòng HCQT) và đ/c Bùi Văn Tứ (khoa Dược):\n"
        "a) Sửa kho số 2, xong ngày 25/4.\nb) Soạn biên bản bàn giao.\n"
        "4. Khoa Nội (đ/c Hòa): kiểm tra tủ trực.\n"
    )
    assert [task.lead for task in found.tasks] == [
        ("Lê Thu Hà",),
        ("Trần Anh Dũng",),
        ("Phạm Thị Sen", "Bùi Văn Tứ"),
        ("Phạm Thị Sen", "Bùi Văn Tứ"),
        ("Khoa Nội",),
    ]
    assert day(found.tasks[0]) == date(2026, 4, 20)
