"""Letterheads of every layout, marks of secrecy and urgency, and who signed."""

from __future__ import annotations

from datetime import date

import pytest

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
BODY = "Kính gửi: Sở Tài chính\nĐề nghị Sở Tài chính rà soát dự toán trước ngày 20/9/2024.\n"


def test_two_columns_set_with_spaces_are_read(says):
    directive = says(
        "UBND TỈNH HÒA AN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "SỞ XÂY DỰNG               Độc lập - Tự do - Hạnh phúc\n"
        "Số: 77 /SXD-QH            Hòa An, ngày 05 tháng 9 năm 2024\n"
        "V/v lập quy hoạch chung\n" + BODY
    )
    assert directive.number == "77/SXD-QH"
    assert directive.issuer == "Sở Xây dựng tỉnh Hòa An"
    assert directive.place == "Hòa An"
    assert directive.issued_on == date(2024, 9, 5)
    assert directive.type == "Công văn"
    assert directive.subject == "V/v lập quy hoạch chung"
    assert directive.addressees == ("Sở Tài chính",)


def test_columns_glued_into_one_line_are_parted(says):
    directive = says(
        "BỘ NỘI VỤ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Số: 5678/BNV-CCVC Hà Nội, ngày 28 tháng 9 năm 2024\n" + BODY
    )
    assert (directive.number, directive.issuer, directive.place) == ("5678/BNV-CCVC", "Bộ Nội vụ", "Hà Nội")


@pytest.mark.parametrize(
    ("top", "issuer", "number"),
    [
        ("TỈNH ỦY HÒA AN\nBAN TỔ CHỨC\n*\nSố 45-KH/BTCTU\n", "Ban Tổ chức Tỉnh ủy Hòa An", "45-KH/BTCTU"),
        ("ĐẢNG BỘ TỈNH HÒA AN\nHUYỆN ỦY AN BÌNH\n*\nSố 210-TB/HU\n", "Huyện ủy An Bình", "210-TB/HU"),
        ("TỈNH ỦY HÒA AN\nBAN CHỈ ĐẠO 35\n*\nSố 04-KH/BCĐ\n", "Ban Chỉ đạo 35", "04-KH/BCĐ"),
    ],
)
def test_letterheads_of_the_party_are_read(says, top, issuer, number):
    directive = says(
        f"{top}ĐẢNG CỘNG SẢN VIỆT NAM\nHòa An, ngày 12 tháng 02 năm 2025\nKẾ HOẠCH\ntriển khai công tác năm 2025\n"
        "Ban Chỉ đạo ban hành kế hoạch như sau:\nI- TỔ CHỨC THỰC HIỆN\n"
        "1- Các huyện ủy xây dựng kế hoạch trước ngày 28/02/2025.\n"
        "K/T TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\nLê Văn Bình\n"
    )
    assert (directive.issuer, directive.number) == (issuer, number)
    assert directive.subject == "triển khai công tác năm 2025"
    assert directive.signer.name == "Lê Văn Bình"
    assert directive.signer.title == "K/T TRƯỞNG BAN PHÓ TRƯỞNG BAN"
    assert directive.tasks[0].lead == ("Các huyện ủy",)


def test_a_draft_without_number_and_day_says_so(says):
    directive = says(f"SỞ Y TẾ\n{STATE}Số:     /SYT-VP\nHòa An, ngày     tháng 8 năm 2025\nDỰ THẢO\n{BODY}")
    assert directive.number is None
    assert directive.issued_on is None
    assert directive.internal == "Dự thảo"
    assert {"number", "issued_on"} <= set(directive.warnings)


@pytest.mark.parametrize(
    ("mark", "level"),
    [
        ("MẬT", "Mật"),
        ("TỐI MẬT", "Tối mật"),
        ("T U Y Ệ T  M Ậ T", "Tuyệt mật"),
        ("[ MẬT ]", "Mật"),
        ("Độ mật: Tối mật", "Tối mật"),
    ],
)
def test_a_stamp_of_secrecy_is_seen(says, mark, level):
    assert says(f"SỞ Y TẾ\n{STATE}Số: 12/SYT-VP\nHòa An, ngày 05 tháng 8 năm 2025\n{mark}\n{BODY}").secrecy == level


def test_a_stamp_on_a_later_page_or_behind_the_number_is_seen_too(says):
    head = f"SỞ Y TẾ\n{STATE}Số: 12/SYT-VP\nHòa An, ngày 05 tháng 8 năm 2025\n"
    assert says(head + BODY + "Đề nghị Sở rà soát.\n" * 40 + "\fMẬT\nPhụ lục\n").secrecy == "Mật"
    assert says(f"TỈNH ỦY HÒA AN\nSố: 05-CV/TU TỐI MẬT\n{BODY}").secrecy == "Tối mật"


def test_words_about_secrets_in_a_sentence_are_no_mark(says):
    directive = says(
        f"SỞ Y TẾ\n{STATE}Số: 12/SYT-VP\nHòa An, ngày 05 tháng 8 năm 2025\n{BODY}"
        "Công an tỉnh bảo vệ bí mật nhà nước, tài liệu mật, tối mật trong kỳ thi.\n"
    )
    assert directive.secrecy is None
    assert directive.urgency is None
    assert directive.internal is None


@pytest.mark.parametrize(("mark", "said"), [("KHẨN", "Khẩn"), ("THƯỢNG KHẨN", "Thượng khẩn"), ("HOẢ TỐC", "Hỏa tốc")])
def test_urgency_is_no_secrecy(says, mark, said):
    directive = says(f"SỞ Y TẾ\n{STATE}Số: 12/SYT-VP\nHòa An, ngày 05 tháng 8 năm 2025\n{mark}\n{BODY}")
    assert directive.urgency == said
    assert directive.secrecy is None


@pytest.mark.parametrize("mark", ["LƯU HÀNH NỘI BỘ", "KHÔNG PHỔ BIẾN"])
def test_internal_marks_are_seen(says, mark):
    directive = says(f"SỞ Y TẾ\n{STATE}Số: 12/SYT-VP\nHòa An, ngày 05 tháng 8 năm 2025\n{mark}\n{BODY}")
    assert directive.internal.upper() == mark


def test_labelled_fields_take_the_place_of_a_letterhead(says):
    directive = says(
        "SỐ KÝ HIỆU: 31/THPTHA\nNGÀY BAN HÀNH: 05/8/2025\nTRÍCH YẾU: V/v chuẩn bị năm học mới\nKÍNH GỬI: Các tổ"
        " chuyên môn\n"
        "NƠI NHẬN: Như trên; Lưu: VT\nNỘI DUNG:\nTrường THPT Hòa An yêu cầu các tổ chuyên môn nộp kế hoạch trước"
        " ngày 20/8/2025.\n"
    )
    assert directive.number == "31/THPTHA"
    assert directive.issued_on == date(2025, 8, 5)
    assert directive.issuer == "Trường THPT Hòa An"
    assert directive.tasks[0].deadline.date == date(2025, 8, 20)


LETTER = "Số: 45/UBND-VX          Lộc Hà, ngày 02 tháng 3 năm 2026\nV/v rà soát hộ kinh doanh\nKính gửi: Các phòng.\n"


def test_a_letterhead_set_in_spread_letters_or_wide_spaces_names_the_issuer(says):
    spread = says(
        "Ủ Y B A N  N H Â N  D Â N      C Ộ N G  H Ò A  X Ã  H Ộ I  C H Ủ  N G H Ĩ A  V I Ệ T  N A M\n"
        "X Ã  L Ộ C  H À          Độc lập - Tự do - Hạnh phúc\n" + LETTER + BODY
    )
    wide = says(
        "ỦY  BAN  NHÂN  DÂN      CỘNG  HÒA  XÃ  HỘI  CHỦ  NGHĨA  VIỆT  NAM\n"
        "XÃ  LỘC  HÀ             Độc  lập  -  Tự  do  -  Hạnh  phúc\n" + LETTER + BODY
    )
    assert [spread.issuer, wide.issuer] == ["Ủy ban nhân dân xã Lộc Hà"] * 2
    assert [spread.number, wide.number] == ["45/UBND-VX"] * 2


@pytest.mark.parametrize(
    "stamp",
    [
        "CÔNG VĂN ĐẾN\nSố: 512\nNgày: 03/3/2026\nChuyển: Phòng Tổng hợp\n",
        "CÔNG VĂN ĐẾN Số: 512 Ngày: 03/3/2026\n",
        "ĐẾN\nSố: ……… Ngày đến: 03/3/2026\nLưu hồ sơ số: 12\n",
    ],
)
def test_the_stamp_of_the_office_that_received_it_hides_no_issuer_number_or_day(says, stamp):
    directive = says(f"{stamp}ỦY BAN NHÂN DÂN XÃ LỘC HÀ\n{STATE}{LETTER}{BODY}")
    assert directive.type == "Công văn"
    assert directive.issuer == "Ủy ban nhân dân xã Lộc Hà"
    assert directive.number == "45/UBND-VX"
    assert directive.issued_on == date(2026, 3, 2)


def test_what_a_page_of_the_web_sets_above_the_letterhead_is_no_part_of_it(says):
    directive = says(
        "TRANG CHỦ\nVăn bản\nChỉ thị\nHOẠT ĐỘNG CỦA NGÀNH 2019\nĐăng ngày 05/01/2025 10:20\n"
        f"UBND XÃ LỘC HÀ\n{STATE}Số: 45/KH-UBND\nLộc Hà, ngày 02 tháng 3 năm 2024\n"
        f"KẾ HOẠCH\nphòng cháy năm 2024\n{BODY}"
    )
    assert (directive.type, directive.issuer, directive.issued_on) == ("Kế hoạch", "UBND xã Lộc Hà", date(2024, 3, 2))
    assert directive.subject == "phòng cháy năm 2024"


def test_the_heading_of_a_page_says_the_subject_that_the_letterhead_leaves_out(says):
    directive = says(
        f"Tin tức\nTHÔNG BÁO Về lịch cắt điện\nIn trang\nUBND XÃ LỘC HÀ\n{STATE}Số: 45/TB-UBND\n"
        f"Lộc Hà, ngày 02 tháng 3 năm 2024\n{BODY}"
    )
    assert (directive.type, directive.subject) == ("Thông báo", "Về lịch cắt điện")


def test_a_letterhead_run_together_in_one_paragraph_is_parted(says):
    directive = says(
        "ĐẢNG BỘ HUYỆN AN BÌNH ĐẢNG ỦY XÃ LỘC HÀ * Số 31 -CT/ĐU ĐẢNG CỘNG SẢN VIỆT NAM Lộc Hà, ngày 07 tháng 8 năm 2023"
        " CHỈ THỊ về lãnh đạo đại hội các chi bộ năm 2023 Căn cứ Hướng dẫn số 02-HD/HU ngày 01/7/2023 của Huyện ủy, Ban"
        " Thường vụ Đảng ủy yêu cầu:\n1. Các chi bộ nộp dự thảo báo cáo trước ngày 20/8/2023.\n"
        "Nơi nhận: - Huyện ủy (b/c), - Các chi bộ, - Lưu VPĐU. T/M BAN THƯỜNG VỤ BÍ THƯ Lò Văn Sơn\n"
    )
    assert (directive.number, directive.type) == ("31-CT/ĐU", "Chỉ thị")
    assert (directive.issuer, directive.issued_on) == ("Đảng ủy xã Lộc Hà", date(2023, 8, 7))
    assert directive.signer.name == "Lò Văn Sơn"
    assert [task.lead for task in directive.tasks] == [("Các chi bộ",)]


def test_the_school_the_number_and_the_title_share_lines_with_others(says):
    directive = says(
        "PHÒNG GD&ĐT TÂN LẬP TRƯỜNG THCS\nKIM ĐỒNG Số: …/KH-KĐ\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc\n"
        "Tân Lập, ngày 9 tháng 9 năm 2024 KẾ HOẠCH\nTỔ CHỨC TRUNG THU\n"
        "1. Tổ Văn chuẩn bị lồng đèn trước ngày 15/9/2024.\n"
        "Nơi nhận: HIỆU TRƯỞNG - Phòng GD&ĐT (b/c); - Lưu VT.\nLê Thị Sen\n"
    )
    assert (directive.number, directive.type, directive.issued_on) == (None, "Kế hoạch", date(2024, 9, 9))
    assert directive.issuer == "Trường THCS Kim Đồng"
    assert (directive.signer.name, directive.signer.title) == ("Lê Thị Sen", "HIỆU TRƯỞNG")


def test_two_fields_on_a_line_are_both_read(says):
    directive = says(
        "Số hiệu: 12/KH-SYT Loại văn bản: Kế hoạch\nNơi ban hành: Tỉnh Nam Hải Người ký: Lê Văn Nam\n"
        f"Ngày ban hành: 24/01/2024 Ngày hiệu lực: Đã biết\n{BODY}"
    )
    assert (directive.number, directive.type, directive.issued_on) == ("12/KH-SYT", "Kế hoạch", date(2024, 1, 24))
    assert directive.signer.name == "Lê Văn Nam"


@pytest.mark.parametrize(
    ("tail", "name"),
    [
        (
            "T/M HUYỆN ỦY\nBÍ THƯ\nLê Văn Nam\nĐẢNG ỦY XÃ\nĐẢNG CỘNG SẢN VIỆT NAM\nCHÁNH VĂN PHÒNG\nTrần Văn Bình\n",
            "Lê Văn Nam",
        ),
        (
            "THƯ KÝ              CHỦ TRÌ\n(đã ký)           (đã ký)\nCN. Lê Thị Sen    BSCKII. Trần Văn Bình\n",
            "Trần Văn Bình",
        ),
        ("CHỦ TỊCH Lê Văn Nam (đã ký)\n", "Lê Văn Nam"),
        ("Nơi nhận: - Như trên; - Lưu: VT. TRƯỞNG BAN CHỦ TỊCH UBND XÃ Lê Văn Nam\n", "Lê Văn Nam"),
    ],
)
def test_who_signed_is_told_from_who_copied_it_wrote_it_down_or_receives_it(says, tail, name):
    head = f"SỞ Y TẾ\n{STATE}Số: 12/SYT-VP\nHòa An, ngày 05 tháng 8 năm 2025\n"
    assert says(f"{head}{BODY}{tail}").signer.name == name


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Số: 31/CTUBND", "31/CT-UBND"),
        ("Số: 31/SGDĐT –KT&KĐCL", "31/SGDĐT-KT&KĐCL"),
        ("Số 31HD/BTCHU", "31HD/BTCHU"),
    ],
)
def test_a_number_whose_dash_a_page_lost_or_changed_is_read(says, line, number):
    directive = says(f"UBND HUYỆN TÂN LẬP\n{STATE}{line}\nTân Lập, ngày 02 tháng 3 năm 2026\nCHỈ THỊ\nvề lúa\n{BODY}")
    assert directive.number == number


def test_a_day_broken_over_two_lines_is_read(says):
    directive = says(
        f"|\nUBND XÃ TÂN LẬP\n|\n{STATE}|\n|\nSố: 31/CT-UBND\n|\n*Tân Lập, ngày\n02 tháng 3 năm 2026*\n|\n\n"
        f"CHỈ THỊ\n{BODY}"
    )
    assert directive.issued_on == date(2026, 3, 2)


def test_the_marks_of_a_page_of_the_web_are_spaces(says):
    directive = says(
        "Trang chủ &raquo; Tin tức\nUBND HUYỆN TÂN LẬP&nbsp;&nbsp;&nbsp;CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Số: 31/TB-UBND&nbsp;&nbsp;&nbsp;&nbsp;Độc lập - Tự do - Hạnh phúc\nTân Lập, ngày 02 tháng 3 năm 2026\n"
        f"&nbsp;\n{BODY}TM. ỦY BAN NHÂN DÂN&nbsp;\nCHỦ TỊCH&nbsp;\nLê Văn Nam\n"
    )
    assert (directive.number, directive.issuer) == ("31/TB-UBND", "UBND huyện Tân Lập")
    assert directive.signer.name == "Lê Văn Nam"
