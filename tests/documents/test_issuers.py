"""Who issued a document: names broken, misspelt, run together with a superior's, or without their place."""

from __future__ import annotations

import pytest

from documents.understand.addressees import addressee_heading

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
BODY = "Kính gửi: Sở Tài chính\nĐề nghị Sở Tài chính rà soát dự toán trước ngày 20/9/2024.\n"


@pytest.fixture
def issuer_of(says):
    """Of the lines on the left of a letterhead."""
    end = f"{STATE}Số: 45/VP-TH\nNam Hải, ngày 02 tháng 3 năm 2026\nV/v rà soát\n{BODY}"
    return lambda column: says(f"{column}\n{end}").issuer


@pytest.mark.parametrize(
    ("column", "issuer"),
    [
        ("UBND TỈNH NAM HẢI\nTHANH TRA TỈNH", "Thanh tra tỉnh Nam Hải"),
        ("TỈNH ỦY NAM HẢI\nVĂN PHÒNG TỈNH ỦY", "Văn phòng Tỉnh ủy Nam Hải"),
        ("UBND XÃ TÂN LẬP\nVĂN PHÒNG HĐND VÀ UBND", "Văn phòng HĐND và UBND xã Tân Lập"),
        ("UBND HUYỆN TÂN LẬP\nHUYỆN ĐOÀN", "Huyện Đoàn"),
    ],
)
def test_an_office_that_names_no_place_has_the_place_of_the_line_above(issuer_of, column, issuer):
    assert issuer_of(column) == issuer


@pytest.mark.parametrize(
    ("column", "issuer"),
    [
        ("BỘ\nCÔNG THƯƠNG", "Bộ Công Thương"),
        ("Y BAN NHÂN DÂN\nHUYỆN TÂN LẬP", "Ủy ban nhân dân huyện Tân Lập"),
        ("SỞ Y TẾ NAM HẢI BỆNH VIỆN PHỔI", "Bệnh viện Phổi"),
        ("UBND TỈNH NAM HẢI BAN CHỈ ĐẠO 138", "Ban Chỉ đạo 138"),
        ("BỘ QUỐC PHÒNG", "Bộ Quốc phòng"),
        ("TỈNH ĐOÀN NAM HẢI\nBCH ĐOÀN HUYỆN TÂN LẬP", "Ban Chấp hành Đoàn huyện Tân Lập"),
        ("BAN CHẤP HÀNH HUYỆN TÂN LẬP\nĐOÀN TNCS HỒ CHÍ MINH", "Ban Chấp hành Đoàn TNCS Hồ Chí Minh huyện Tân Lập"),
    ],
)
def test_names_broken_misspelt_or_run_together_name_the_issuer(issuer_of, column, issuer):
    assert issuer_of(column) == issuer


@pytest.mark.parametrize(
    ("number", "issuer"), [("18/KH-UBND", "Ủy ban nhân dân tỉnh Nam Hải"), ("18/KH-SYT", "Ủy ban nhân dân")]
)
def test_fields_above_the_letterhead_say_the_place_it_leaves_out(says, number, issuer):
    directive = says(
        f"| Số hiệu | {number} |\n| Ngày ban hành | 22/01/2026 |\n| Cơ quan ban hành | Tỉnh Nam Hải |\n"
        f"ỦY BAN NHÂN DÂN\n{STATE}Số: {number}\nNam Hải, ngày 22 tháng 01 năm 2026\nKẾ HOẠCH\nsố hóa hộ tịch\n{BODY}"
    )
    assert directive.issuer == issuer


def test_a_name_in_capitals_is_written_as_the_running_text_writes_it_without_its_place(says):
    directive = says(
        f"BAN CHỈ HUY PHÒNG THỦ DÂN SỰ XÃ LỘC HÀ\n{STATE}Số: 4/CĐ-BCH\nLộc Hà, ngày 02 tháng 3 năm 2026\nCÔNG ĐIỆN\n"
        "Ban Chỉ huy phòng thủ dân sự xã yêu cầu các thôn báo cáo trước ngày 05/3/2026.\n"
    )
    assert directive.issuer == "Ban Chỉ huy phòng thủ dân sự xã Lộc Hà"


@pytest.mark.parametrize(
    ("capitals", "name"),
    [
        ("CÁC THÔN", "Các thôn"),
        ("PHÒNG VĂN HÓA - XÃ HỘI", "Phòng Văn hóa - Xã hội"),
        ("SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "Sở Nông nghiệp và Môi trường"),
        ("CHI CỤC QUẢN LÝ THỊ TRƯỜNG", "Chi cục Quản lý thị trường"),
        ("SỞ KẾ HOẠCH VÀ ĐẦU TƯ", "Sở Kế hoạch và Đầu tư"),
        ("UBND CÁC XÃ, PHƯỜNG", "UBND các xã, phường"),
    ],
)
def test_a_heading_in_capitals_names_whom_it_addresses_as_a_sentence_would(capitals: str, name: str) -> None:
    assert addressee_heading(f"{capitals}:") == (name,)
