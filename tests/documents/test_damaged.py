"""Documents whose letters, stops and spaces were lost on the way: read as if whole, shown as they are."""

from __future__ import annotations

from datetime import date

import pytest

from documents.understand.speller import Speller
from documents.understand.syllables import is_possible
from tests.documents.conftest import day
from tests.documents.labels import WRITTEN

HEAD = """ĐẢNG ỦY XÃ TÂN LẬP
Số: 31-CV/ĐU
Tân Lập, ngày 02 tháng 3 năm 2026
CÔNG VĂN
về chuẩn bị đại hội chi bộ
"""


@pytest.fixture
def read(says):
    return lambda body: says(HEAD + body)


def test_points_are_known_where_every_number_lost_its_stop(read):
    found = read(
        "Thực hiện Kế hoạch số 12-KH/HU ngày 05/01/2026 của Huyện ủy, Đảng ủy đề nghị như sau:\n"
        "I CÔNG TÁC CHUẨN BỊ\n"
        "1 Các chi bộ rà soát danh sách đảng viên trước ngày 10/4/2026.\n"
        "2 Công an xã giữ gìn trật tự.\n"
        "II TỔ CHỨC THỰC HIỆN\n"
        "1 Giao Văn phòng Đảng ủy:\n- In tài liệu;\n- Gửi giấy mời trước 02 ngày\n"
        "2 Ban Tuyên giáo hướng dẫn các chi bộ trang trí hội trường.\n"
    )
    assert [(task.ref, task.lead) for task in found.tasks] == [
        ("I.1", ("Các chi bộ",)),
        ("I.2", ("Công an xã",)),
        ("II.1.1", ("Văn phòng Đảng ủy",)),
        ("II.1.2", ("Văn phòng Đảng ủy",)),
        ("II.2", ("Ban Tuyên giáo",)),
    ]
    assert found.tasks[0].text.startswith("1 Các chi bộ")
    assert day(found.tasks[0]) == date(2026, 4, 10)


def test_a_point_that_orders_by_itself_is_no_heading_though_its_stop_was_lost(read):
    found = read(
        "Đảng ủy yêu cầu các chi bộ thực hiện những nội dung sau:\n"
        "1 Về kinh phí\n"
        "TCCSĐ chi từ nguồn đảng phí được để lại; không vận động thêm của đảng viên\n"
        "2 Uỷ ban kiểm tra Đảng ủy kiểm tra việc thu nộp đảng phí trong quý II/2026\n"
        "3 Ban Tuyên giáo chuẩn bị tài liệu, gửi các chi bộ trước ngày 20/3/2026\n\n"
        "Đảng ủy đề nghị các chi bộ báo cáo kết quả trước ngày 30/6/2026\n"
    )
    assert [task.lead for task in found.tasks] == [
        ("TCCSĐ",),
        ("Uỷ ban kiểm tra Đảng ủy",),
        ("Ban Tuyên giáo",),
        ("các chi bộ",),
    ]
    assert [day(task) for task in found.tasks][1:] == [date(2026, 6, 30), date(2026, 3, 20), date(2026, 6, 30)]


def test_numbers_without_a_stop_are_no_points_beside_points_that_have_one(read):
    found = read(
        "Đảng ủy yêu cầu các chi bộ:\n1. Lập danh sách.\n2. Bố trí hội trường gồm:\n"
        "1 Máy chiếu\n2 Bàn ghế\n3 Loa\n3. Báo cáo kết quả trước ngày 10/4/2026.\n"
    )
    assert [task.ref for task in found.tasks] == ["1", "2", "3"]


def test_words_that_lost_letters_are_understood_whole_and_shown_as_they_stand(read):
    found = read(
        "Ban Thờng vụ Đảng ủy yêu cầu các chi bộ thực hiện nh sau:\n"
        "1. Hớng dẫn đảng viên viết bản kiểm điểm, gửi về Văn phòng trớc ngày 10/4/2026.\n"
        "2. Cơng an xã chủ trì, phối hợp với Đồn Thanh niên rà sốt, lập danh sách.\n"
        "3. Trờng Tiểu học số 1: chun bị hội trường trước ngày 12/4/2026; bố trígiảng viên.\n"
    )
    assert [task.lead for task in found.tasks] == [("các chi bộ",), ("Công an xã",), ("Trường Tiểu học số 1",)]
    assert [day(task) for task in found.tasks] == [date(2026, 4, 10), None, date(2026, 4, 12)]
    assert found.tasks[0].deadline.text == "trớc ngày 10/4/2026"
    assert found.tasks[1].text == "2. Cơng an xã chủ trì, phối hợp với Đồn Thanh niên rà sốt, lập danh sách."
    assert all(found.text[slice(*task.span)] == task.text for task in found.tasks)


def test_words_torn_by_their_page_are_whole_again(read):
    found = read(
        "Đ ảng ủy đ ề nghị:\n1. Đ ồn Biên phòng t ổ chức ki ể m tra trước ngày 12/4/2026.\n"
        "2. Các chi b ộ đ ố i chiếu danh sách theo điểm a ở trên.\n"
    )
    assert [task.lead for task in found.tasks] == [("Đồn Biên phòng",), ("Các chi bộ",)]
    assert found.tasks[1].text == "2. Các chi bộ đối chiếu danh sách theo điểm a ở trên."


def test_tones_lost_by_a_scanner_are_known_from_the_words_beside(read):
    found = read(
        "Đảng ủy đề nghị:\n1. UBND xã phôi hợp các đoàn thể quét dọn, xuât kinh phí hỗ trơ.\n"
        "2. Trạm Y tế xã huy đông nhân viên cấp phát thuôc, hơp đồng thêm hai người.\n"
    )
    assert [task.lead for task in found.tasks] == [("UBND xã",), ("Trạm Y tế xã",)]
    assert found.tasks[1].text.startswith("2. Trạm Y tế xã huy đông nhân viên")


def test_what_a_document_mostly_writes_whole_is_known_where_it_is_spoiled(read):
    found = read(
        "Đảng ủy yêu cầu các chi bộ thực hiện kế hoạch tuần tra, kế hoạch trực gác như sau:\n"
        "1. Đang ủy viên Nguyễn Văn Phong lập kê hoạch, xuât trình trước ngày 12/3/2026.\n"
        "2. Văn phòng phôi hợp với Văn phòng HĐND xã hơp bàn.\n"
    )
    assert found.tasks[1].lead == ("Văn phòng",)
    speller = Speller("kế hoạch, kế hoạch và một kê hoạch; Văn phòng, văn phòng")
    assert [word for _, _, word in speller.mends("kê hoạch của Nguyễn Văn Phong")] == ["kế"]


def _without_u(text: str) -> str:
    return text.replace("ư", "")


def _by_another_table(text: str) -> str:
    for was, became in (("oà", "ồ"), ("oá", "ố"), ("ò", "ị"), ("yê", ""), ("ô", "ơ")):
        text = text.replace(was, became)
    return text


@pytest.mark.parametrize("spoiled", [_without_u, _by_another_table])
@pytest.mark.parametrize("name", ["04-thong-bao-ket-luan", "28-chi-thi-ttg"])
def test_a_whole_document_spoiled_by_its_font_gives_the_same_dates_and_as_many_tasks(says, name, spoiled):
    text = (WRITTEN / f"{name}.txt").read_text("utf-8")
    whole, read = says(text), says(spoiled(text))
    assert [day(task) for task in read.tasks] == [day(task) for task in whole.tasks]
    assert all(read.text[slice(*task.span)] == task.text for task in read.tasks)


def test_one_slip_of_the_pen_changes_nothing_and_names_stay_as_they_are_written(read):
    one = read("Đảng ủy yêu cầu:\n1. Chi bộ Cờng Thịnh lập danh sách đảng viên.\n")
    assert one.tasks[0].lead == ("Chi bộ Cờng Thịnh",)
    assert list(Speller("").mends("hội nghị xét số công báo, đầu tư ra nước ngoài")) == []


@pytest.mark.parametrize("word", ["trớc", "hơp", "nht", "khơng", "truờng", "xuât", "Đắk"])
def test_what_cannot_be_a_syllable(word):
    assert not is_possible(word.lower())


@pytest.mark.parametrize("word", ["trước", "hợp", "nghiêng", "quỳnh", "giếng", "gì", "khuỷu", "quốc", "ý", "uyên"])
def test_what_can_be_a_syllable(word):
    assert is_possible(word)


@pytest.mark.parametrize("line", ["Số 12 " * 300, "ThS" * 300, "ThS " * 300, "CNĐD" * 300, "Chuyển: " * 300])
def test_a_word_said_hundreds_of_times_in_one_line_is_read_at_once(line: str, says):
    task = "1. Giao Công an xã giữ gìn trật tự trước ngày 10/4/2026."
    found = says(f"CÔNG VĂN ĐẾN\n{line}#\n{HEAD}{task}\n{line}#\n")
    assert [day(one) for one in found.tasks] == [date(2026, 4, 10)]
