"""Whatever is typed: never an error, never slow, and never more finished without diacritics than with them."""

from __future__ import annotations

import time
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.text import fold
from core.understand import Said, as_json, command, read_document, understand

TODAY = date(2025, 3, 20)
LISTS = ("utterances.tsv", "utterances_own.tsv", "utterances_unfinished.tsv", "utterances_clerks.tsv")
LISTS += ("utterances_phones.tsv", "utterances_homes.tsv")
MESSAGES = [
    line.split("\t")[0]
    for name in LISTS
    for line in (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()[1:]
]


def finished(text: str) -> set[str | None]:
    return {one.task for one in understand(text, today=TODAY) if one.status is Said.DONE}


def test_without_diacritics_nothing_becomes_finished():
    assert [text for text in MESSAGES if finished(fold(text)) - finished(text)] == []


def test_the_same_letters_put_together_differently_mean_the_same():
    for text in MESSAGES:
        assert understand(unicodedata.normalize("NFD", text), today=TODAY) == understand(text, today=TODAY)


@given(st.text(max_size=400))
@settings(max_examples=300, deadline=None)
@example("nv " * 1000)
@example("1/" * 2000)
@example("99999999999999999999/99999999999999 99999999999999999999999%")
@example("thêm 999 tháng 31/12/9999 ngày 0/0 0/0/0000 quý iv/0000 tháng 12 năm 0000")
@example("\x00\u202e\u0301\ud800x")
def test_any_text_is_answered(text):
    as_json(understand(text, today=TODAY))
    command(text)
    read_document(text, today=TODAY)


_PIECES = ["nv 3 xong, ", "a", "12/34-", "chưa xonbg hoafn thanhf ", "((", " ,", "nv 1, ", "1 ", "thêm ", "han "]


@pytest.mark.parametrize("piece", _PIECES)
def test_the_longest_message_takes_time_in_proportion_to_its_length(piece):
    quarter, whole = piece * (1000 // len(piece)), piece * (4000 // len(piece))
    understand("nv 1 xonbg", today=TODAY)
    spent = [(_seconds(quarter), _seconds(whole)) for _ in range(7)]
    assert min(long for _, long in spent) < 8 * min(short for short, _ in spent)


def _seconds(text: str) -> float:
    start = time.process_time()
    understand(text, today=TODAY)
    return time.process_time() - start


_ENDED = ["xong", "đã xong", "xong rồi", "đã hoàn thành", "hoàn thành rồi", "hoàn tất", "làm xong rồi ạ", "xong 100%"]
_NOT_THE_WHOLE = [
    "nv 4 chưa {}", "nv 4 không {}", "chưa phải nv 4 {}", "nv 4 đâu đã {}", "nv 4 không phải {}", "nv 4 {} đâu",
    "nv 4 sẽ {}", "mai nv 4 {}", "nv 4 sắp {}", "nv 4 cố gắng {}", "nv 4 dự kiến {} trước 30/3", "nv 4 hứa {}",
    "nv 4 {} chưa?", "nv 4 {} chưa", "nv 4 {} phải không", "nv 4 {} chứ anh", "bao giờ nv 4 {}", "nv 4 {} à?",
    "nv 4 cơ bản {}", "nv 4 gần như {}", "nv 4 {} một phần", "nv 4 {} bước 1", "nv 4 {} 2/5 xã", "nv 4 dự thảo {}",
    "nv 4 {} nhưng còn thiếu chữ ký", "nv 4 {}, trừ thôn 3", "nv 4 {} mà chưa ký", "nv 4 nếu {} thì báo",
    "nghe nói nv 4 {}", "hình như nv 4 {}", "nv 4 phải {} trước 30/3", "đề nghị nv 4 {}", "nv 4 tạm {}",
    "bên thuế nói nv 4 {}", "nv 4 ghi là {} nhưng em chưa thấy", "nv 4 {} mai ký", "nv 4 {}, mai gửi báo cáo",
]  # fmt: skip


def test_what_is_denied_promised_asked_or_partial_is_never_finished():
    said = [form.format(ended) for form in _NOT_THE_WHOLE for ended in _ENDED]
    assert [text for text in [*said, *map(fold, said)] if finished(text)] == []
