"""How people are addressed is decided in one place; what documents and people wrote keeps its words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from core.text import clean
from core.wording import publishing, show
from core.wording.addressing import COMRADE, PLAIN, addressed, shorten, theirs

WORDING = Path(publishing.__file__).parent


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Đồng chí nêu lý do.", "Anh/chị nêu lý do."),
        ("Đồng chí cần xem: 3. Hệ thống báo đồng chí.", "Anh/chị cần xem: 3. Hệ thống báo anh/chị."),
        ("trong danh sách của\nđồng chí.", "trong danh sách của\nanh/chị."),
        ("Nếu chưa, đồng\nchí gõ tiến độ", "Nếu chưa, anh/chị gõ tiến độ"),
        ("Kính báo cáo đồng chí Giám đốc", "Kính báo cáo anh/chị Giám đốc"),
    ],
)
def test_the_office_may_prefer_another_address(written: str, said: str) -> None:
    assert addressed(written, PLAIN) == said
    assert addressed(written, COMRADE) == written


def test_the_words_of_a_document_or_a_person_stay_as_they_wrote_them() -> None:
    order = "Giao đồng chí Chủ tịch Ủy ban nhân dân xã, các đồng chí Ủy viên. Đồng chí Chánh Văn phòng đôn đốc."
    message = f"Đồng chí xem:\n{shorten(order, 200)}\n{show.quoted('báo cáo đồng chí, đã xong')}\n{theirs(order)}"
    said = addressed(message, PLAIN)
    assert said == f"Anh/chị xem:\n{order}\n“báo cáo đồng chí, đã xong”\n{order}"
    assert addressed(message, COMRADE) == f"Đồng chí xem:\n{order}\n“báo cáo đồng chí, đã xong”\n{order}"


def test_what_comes_from_outside_never_holds_the_mark_by_itself() -> None:
    assert clean("đồng\u00a0chí") == "đồng chí"


def test_every_wording_takes_somebodys_words_through_this_place() -> None:
    """`core.text.shorten` would let them be rewritten; 'anh/chị' in a sentence would be there for every office."""
    for path in sorted(WORDING.glob("*.py")):
        if path.name == "addressing.py":
            continue
        text = path.read_text(encoding="utf-8")
        imported = re.findall(r"^from core\.text import (.+)$", text, re.MULTILINE)
        assert not any("shorten" in names for names in imported), path.name
        assert "anh/chị" not in text.lower(), path.name
