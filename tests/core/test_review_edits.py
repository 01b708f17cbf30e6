"""What a coordinator types under a review."""

from __future__ import annotations

import pytest

from core.review_edits import Accept, Add, Drop, Edit, Field, Merge, Restore, SetField, Show, Undo, parse_edit
from core.text import fold

SAID: list[tuple[str, Edit]] = [
    ("12: hạn 15/4", SetField((12,), Field.DEADLINE, "15/4")),
    ("12 : Hạn báo cáo trước ngày 15/4/2026", SetField((12,), Field.DEADLINE, "trước ngày 15/4/2026")),
    ("việc 3: thời hạn cuối tháng 6", SetField((3,), Field.DEADLINE, "cuối tháng 6")),
    ("4, 5: hạn 30/6", SetField((4, 5), Field.DEADLINE, "30/6")),
    ("12: hạn không", SetField((12,), Field.DEADLINE, "")),
    ("12: không hạn", SetField((12,), Field.DEADLINE, "")),
    ("7: chủ trì Sở Nội vụ", SetField((7,), Field.LEAD, "Sở Nội vụ")),
    ("3: phối hợp Sở Y tế, Công an tỉnh", SetField((3,), Field.SUPPORTING, "Sở Y tế, Công an tỉnh")),
    ("3: nội dung Rà soát lại 12 thủ tục", SetField((3,), Field.TEXT, "Rà soát lại 12 thủ tục")),
    ("giao 1-6 cho Sở Nội vụ", SetField((1, 2, 3, 4, 5, 6), Field.LEAD, "Sở Nội vụ")),
    ("giao tất cả cho UBND xã An Phú", SetField((), Field.LEAD, "UBND xã An Phú")),
    ("gộp 4 5", Merge((4, 5))),
    ("gộp 4, 5 và 6", Merge((4, 5, 6))),
    ("bỏ 7", Drop((7,))),
    ("7: bỏ", Drop((7,))),
    ("bỏ 7-9, 12", Drop((7, 8, 9, 12))),
    ("giữ 7", Restore((7,))),
    ("đúng 3 4", Accept((3, 4))),
    ("xem 3", Show(3)),
    ("việc 3", Show(3)),
    ("thêm: Sở Y tế báo cáo trước 15/4", Add("Sở Y tế báo cáo trước 15/4")),
    ("hoàn tác", Undo()),
]


@pytest.mark.parametrize(("text", "edit"), SAID)
def test_an_edit_is_read_with_diacritics(text: str, edit: Edit):
    assert parse_edit(text) == edit


@pytest.mark.parametrize(("text", "edit"), SAID)
def test_an_edit_is_read_without_diacritics_and_in_capitals(text: str, edit: Edit):
    plain = parse_edit(fold(text))
    assert type(plain) is type(edit)
    assert getattr(plain, "positions", None) == getattr(edit, "positions", None)
    assert type(parse_edit(text.upper())) is type(edit)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nv3 xong 80%",
        "3: 80%",
        "gộp 4",
        "bỏ qua",
        "hạn nv 3 bao giờ",
        "12",
        "thêm",
        "giao việc",
        "bao nhiêu việc quá hạn",
        "7",
    ],
)
def test_anything_else_is_no_edit(text: str):
    assert parse_edit(text) is None


@pytest.mark.parametrize("text", ["giao " + "1" * 300 + " x", "giao việc " + "123 " * 300 + "x", "1, " * 300 + "hạn"])
def test_a_telephone_number_or_a_long_row_of_numbers_is_answered_at_once(text: str):
    assert parse_edit(text) is None
