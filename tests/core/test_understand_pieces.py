"""Commands, dates and document numbers as people type them."""

from __future__ import annotations

from datetime import date

import pytest

from core.problems import AskAgain
from core.understand import Command, command, read_date, read_document

TODAY = date(2025, 3, 20)  # a Thursday


@pytest.mark.parametrize(
    ("text", "name", "argument"),
    [
        ("/start AB12cd", "start", "AB12cd"),
        ("/nhiemvu", "nhiemvu", ""),
        ("/nhiệmvụ", "nhiemvu", ""),
        ("/nhiem vu", "nhiemvu", ""),
        ("/Nhiệm vụ", "nhiemvu", ""),
        ("/nv 3", "nv", "3"),
        ("/NV3", "nv", "3"),
        ("/nv03", "nv", "3"),
        ("/nv", "nv", ""),
        ("/tonghop@dondoc_bot", "tonghop", ""),
        ("/tonghop@dondoc_bot 141/TB-BCĐ", "tonghop", "141/TB-BCĐ"),
        ("/tổng hợp xã", "tonghop", "xã"),
        ("/chưa xác nhận", "chuaxacnhan", ""),
        ("/tài liệu 4", "tailieu", "4"),
        ("/lichsu nv 4", "lichsu", "4"),
        ("/trợgiúp", "trogiup", ""),
        ("/huỷ", "huy", ""),
        ("/hủy", "huy", ""),
        ("trợ giúp", "trogiup", ""),
        ("Tổng hợp", "tonghop", ""),
        ("nhiệm vụ của tôi", "nhiemvu", ""),
    ],
)
def test_a_command_is_recognised_however_it_is_typed(text, name, argument):
    assert command(text) == Command(name, argument)


@pytest.mark.parametrize("text", ["nv 3 xong", "/khongco", "/", "", "tổng hợp xong rồi", "mời anh họp", "/ nv"])
def test_ordinary_talk_is_no_command(text):
    assert command(text) in {None, Command("nv")}
    assert text == "/ nv" or command(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("20/4", date(2025, 4, 20)),
        ("20-4-2026", date(2026, 4, 20)),
        ("20.4.2025", date(2025, 4, 20)),
        ("2025-04-20", date(2025, 4, 20)),
        ("ngày 20 tháng 4", date(2025, 4, 20)),
        ("20 thang 4 nam 2026", date(2026, 4, 20)),
        ("15/1", date(2026, 1, 15)),
        ("20/3", date(2025, 3, 20)),
        ("ngày 15", date(2025, 4, 15)),
        ("mai", date(2025, 3, 21)),
        ("ngày kia", date(2025, 3, 22)),
        ("thứ sáu tuần sau", date(2025, 3, 28)),
        ("thứ 6", date(2025, 3, 21)),
        ("t2 tuần sau", date(2025, 3, 24)),
        ("thứ hai", date(2025, 3, 24)),
        ("chủ nhật này", date(2025, 3, 23)),
        ("cuối tháng 4", date(2025, 4, 30)),
        ("hết tháng này", date(2025, 3, 31)),
        ("cuối tháng sau", date(2025, 4, 30)),
        ("hết quý II", date(2025, 6, 30)),
        ("cuối năm", date(2025, 12, 31)),
        ("thêm 10 ngày", date(2025, 3, 30)),
        ("thêm một tuần", date(2025, 3, 27)),
        ("thêm 5 ngày làm việc", date(2025, 3, 27)),
        ("29/2", date(2028, 2, 29)),
        ("không có ngày nào", None),
        ("chưa rõ", None),
    ],
)
def test_a_day_is_read_as_people_say_it(text, day):
    assert read_date(text, today=TODAY) == day


@pytest.mark.parametrize("text", ["31/4", "đến 30/2/2025", "32/1", "15/13", "ngày 31 tháng 4"])
def test_a_day_the_calendar_lacks_is_asked_again(text):
    with pytest.raises(AskAgain) as asked:
        read_date(text, today=TODAY)
    assert asked.value.code == "date_not_in_calendar"


@pytest.mark.parametrize(
    ("text", "number", "day"),
    [
        ("45-BC/HU ngày 20/3/2025", "45-BC/HU", date(2025, 3, 20)),
        ("Báo cáo số 45 ngày 18/3", "45", date(2025, 3, 18)),
        ("bc 88/bc-ubnd 19/3", "88/BC-UBND", date(2025, 3, 19)),
        ("Báo cáo số 88/BC-UBND ngày 25/12", "88/BC-UBND", date(2024, 12, 25)),
        ("120-bc/du", "120-BC/ĐU", None),
        ("141/TB-BCĐ", "141/TB-BCĐ", None),
        ("141/tb-bcd", "141/TB-BCĐ", None),
        ("số 1234/STC-NS", "1234/STC-NS", None),
        ("công văn 12/SNV ngày 18/3", "12/SNV", date(2025, 3, 18)),
        ("12/sgdđt", "12/SGDĐT", None),
        ("45/BC-SNV hôm qua", "45/BC-SNV", date(2025, 3, 19)),
        ("báo cáo 47 ký sáng nay", "47", date(2025, 3, 20)),
        ("Tờ trình 22/TTr-UBND", "22/TTr-UBND", None),
        ("45 / BC - UBND", "45/BC-UBND", None),
        ("báo cáo số 45/2025/BC-UBND", "45/2025/BC-UBND", None),
        ("công văn 12/UBND-VP ngày 19 tháng 3 năm 2025", "12/UBND-VP", date(2025, 3, 19)),
    ],
)
def test_a_document_is_found_by_number_and_date(text, number, day):
    assert read_document(text, today=TODAY) == (number, day)


@pytest.mark.parametrize(
    "text", ["9/12 xã", "báo cáo 3 việc", "nv 3 xong 80%", "ngày 20/3", "3/4 nhiệm vụ", "5/km", "3/4 ngày"]
)
def test_other_numbers_are_no_documents(text):
    assert read_document(text, today=TODAY) is None
