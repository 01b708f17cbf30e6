"""News and pages of portals that tell of a document in a sentence: its number, kind, day, issuer and signer."""

from __future__ import annotations

from datetime import date

import pytest

ORDERS = "\n1. Sở Tài chính rà soát dự toán, báo cáo trước ngày 20/9/2024.\n2. Sở Y tế kiểm tra các cơ sở.\n"


def head(directive):
    return directive.number, directive.type, directive.issued_on, directive.issuer


@pytest.mark.parametrize(
    ("sentence", "number", "kind", "day", "issuer"),
    [
        (
            "UBND tỉnh Hòa An vừa có Công văn số 812/UBND-NN ngày 04-9-2024 yêu cầu các sở thực hiện:",
            "812/UBND-NN",
            "Công văn",
            date(2024, 9, 4),
            "UBND tỉnh Hòa An",
        ),
        (
            "Ngày 04/9/2024, Ban Thường vụ Huyện ủy An Bình ban hành Chỉ thị số 07-CT/HU về chăm lo Tết.",
            "07-CT/HU",
            "Chỉ thị",
            date(2024, 9, 4),
            "Ban Thường vụ Huyện ủy An Bình",
        ),
        (
            "Để khắc phục, tại Công điện số 3/CĐ-UBND ngày 4.9.2024, UBND huyện yêu cầu các xã khẩn trương:",
            "3/CĐ-UBND",
            "Công điện",
            date(2024, 9, 4),
            "UBND huyện",
        ),
        (
            "Trước tình hình trên, ngày 4/9/2024, Sở Y tế có văn bản số 55/SYT-NV gửi các bệnh viện.",
            "55/SYT-NV",
            "Công văn",
            date(2024, 9, 4),
            "Sở Y tế",
        ),
        (
            "Ngày 04/9/2024, Bộ Xây dựng ra Công điện 19/CĐ-BXD năm 2024 về ứng phó với lũ.",
            "19/CĐ-BXD",
            "Công điện",
            date(2024, 9, 4),
            "Bộ Xây dựng",
        ),
        (
            "Về việc rà soát chợ tạm (77/VP-KT, ngày 04/9/2024).",
            "77/VP-KT",
            "Công văn",
            date(2024, 9, 4),
            None,
        ),
    ],
)
def test_the_sentence_that_tells_of_a_document_says_its_number_kind_day_and_issuer(
    says, sentence, number, kind, day, issuer
):
    assert head(says(f"Trang nhất\nKhẩn trương rà soát\n{sentence}{ORDERS}")) == (number, kind, day, issuer)


def test_the_time_of_posting_and_the_author_are_neither_day_nor_issuer(says):
    page = "Tin tức\nLAN ANH |\nThứ Sáu, 06/09/2024, 16:42 [GMT+7]\n"
    told = "Ngày 4/9, UBND tỉnh đã ban hành Kế hoạch số 19/KH-UBND về trồng rừng."
    assert head(says(page + told + ORDERS)) == ("19/KH-UBND", "Kế hoạch", date(2024, 9, 4), "UBND tỉnh")
    undated = "UBND tỉnh vừa ban hành Kế hoạch số 19/KH-UBND về trồng rừng."
    assert head(says(page + undated + ORDERS)) == ("19/KH-UBND", "Kế hoạch", None, "UBND tỉnh")


def test_a_number_without_its_mark_is_completed_by_the_link_to_the_file(says):
    directive = says(
        "05/9/2024 08:15:22 | Xem cỡ chữ\nNgày 4/9, Tỉnh ủy Hòa An đã ban hành Chỉ thị số 8 về phòng, chống lãng phí."
        f"{ORDERS}Chỉ thị số 8-CT/TU ngày 04/9/2024 (tải về)\n"
    )
    assert head(directive) == ("8-CT/TU", "Chỉ thị", date(2024, 9, 4), "Tỉnh ủy Hòa An")


@pytest.mark.parametrize(
    ("sentence", "issuer", "name", "title"),
    [
        (
            "Phó Chủ tịch UBND tỉnh Hòa An Trần Văn Bình vừa ký ban hành Kế hoạch số 19/KH-UBND về trồng rừng.",
            "UBND tỉnh Hòa An",
            "Trần Văn Bình",
            "Phó Chủ tịch UBND tỉnh Hòa An",
        ),
        (
            "Công văn số 60/VP-NC ngày 4/9/2024 của Văn phòng UBND tỉnh do Chánh Văn phòng Lê Thị Sen ký yêu cầu:",
            "Văn phòng UBND tỉnh",
            "Lê Thị Sen",
            "Chánh Văn phòng",
        ),
    ],
)
def test_who_is_said_to_have_signed_is_the_signer_and_the_agency_the_issuer(says, sentence, issuer, name, title):
    directive = says(f"Tin trong tỉnh\n{sentence}{ORDERS}")
    assert directive.issuer == issuer
    assert (directive.signer.name, directive.signer.title) == (name, title)


@pytest.mark.parametrize(
    "body",
    [
        "Thực hiện Công văn số 12/BYT-DP ngày 3/3/2024 của Bộ Y tế, các sở triển khai như sau:",
        "Căn cứ Quyết định số 9/QĐ-UBND UBND tỉnh đã ban hành; các sở triển khai như sau:",
        "Trước đó, ngày 3/3/2024, UBND tỉnh đã ban hành Công văn số 12/UBND-VX chỉ đạo các sở.",
        "UBND tỉnh đã ban hành Công văn số 12/UBND-VX ngày 3/3/2024. Tuy nhiên, tiến độ còn chậm. Sở Nội vụ đề nghị:",
        "Kính gửi: Các sở, ban, ngành\nNgày 3/3/2024, UBND tỉnh đã ban hành Công văn số 12/UBND-VX về cải cách.",
    ],
)
def test_a_document_that_is_carried_out_or_cited_is_not_the_one_told_of(says, body):
    directive = says(f"{body}{ORDERS}")
    assert directive.number is None
    assert directive.issued_on is None


@pytest.mark.parametrize(
    ("heading", "number", "kind", "day", "issuer"),
    [
        (
            "Công điện khẩn số 9/CĐ-UBND ngày 03/9/2024 của Chủ tịch UBND huyện An Bình",
            "9/CĐ-UBND",
            "Công điện",
            date(2024, 9, 3),
            "Chủ tịch UBND huyện An Bình",
        ),
        ("Công văn số 77/GD&ĐT V/v rà soát học sinh bán trú", "77/GD&ĐT", "Công văn", None, None),
    ],
)
def test_a_page_is_headed_by_the_name_of_the_document_it_gives(says, heading, number, kind, day, issuer):
    page = f"Thông báo\n{heading}\nNgày 05/09/2024 16:42:18\n\nKính gửi: Các trường\n\nThực hiện Công văn số 3/UBND-VX"
    directive = says(f"{page} ngày 01/9/2024 của UBND tỉnh, đề nghị các trường thực hiện:{ORDERS}")
    assert (directive.number, directive.type, directive.issued_on) == (number, kind, day)
    assert issuer is None or directive.issuer == issuer


def test_the_questions_of_law_that_an_article_goes_on_to_order_nobody(says):
    read = says(
        "# Toàn văn Công điện 19/CĐ-BXD về ứng phó với lũ?\n"
        "Ngày 04/9/2024, Bộ Xây dựng ban hành Công điện 19/CĐ-BXD về lũ.\n"
        "Theo đó, Bộ trưởng Bộ Xây dựng yêu cầu các đơn vị:\n- Kiểm tra cầu cống trước ngày 10/9/2024.\n"
        "**Trách nhiệm bảo trì công trình đường bộ được quy định như thế nào?**\n"
        "+ Tổ chức, cá nhân sử dụng đường có trách nhiệm giữ gìn công trình;\n"
        "+ Chủ đầu tư có trách nhiệm lập quy trình bảo trì.\n"
    )
    assert [task.text for task in read.tasks] == ["- Kiểm tra cầu cống trước ngày 10/9/2024."]


def test_a_forecast_for_some_hours_is_no_deadline(says):
    read = says(
        "UBND tỉnh yêu cầu:\n1. Sở Y tế trực ban theo dõi bão (vùng nguy hiểm trong 48 giờ tới: phía Bắc vĩ tuyến 19)."
    )
    assert [task.deadline for task in read.tasks] == [None]
