"""How an objective cause is stated, confirmed by a named authority, and counted apart."""

from __future__ import annotations

from dataclasses import replace

from core.model import Cause
from core.wording import causes as wording
from tests.core.wording.voice import LONG, LONG_TASK, TASK, keeps_the_voice

CAUSE = Cause(1, TASK.id, 7, "mưa lũ kéo dài", "45/BC-UBND ngày 10/3/2026")
DONE = replace(CAUSE, confirmed=True, source="Công văn 99/UBND-TH")
ARGS = {"seen": "12:2", "text": "mưa lũ", "ground": "45/BC-UBND"}


def test_what_is_stated_counts_only_when_confirmed() -> None:
    asked = wording.ask_keep(
        TASK, text="mưa lũ kéo dài", ground="45/BC-UBND ngày 10/3/2026", signer="Trần Văn B", args=ARGS, decides=True
    )
    assert keeps_the_voice(asked).text == (
        "NV 3: nguyên nhân khách quan “mưa lũ kéo dài”,\ncăn cứ 45/BC-UBND ngày 10/3/2026.\n"
        "Người ký văn bản giao: Trần Văn B.\nChỉ được tính khi người có thẩm quyền xác nhận."
    )
    assert [choice.label for choice in asked.choices] == ["Ghi, chờ xác nhận", "Có văn bản xác nhận", "Không ghi"]
    of_agency = wording.ask_keep(TASK, text="mưa", ground="45", signer=None, args=ARGS, decides=False)
    assert [choice.label for choice in of_agency.choices] == ["Ghi, chờ xác nhận", "Không ghi"]


def test_its_line_says_whether_and_by_whom_it_is_confirmed() -> None:
    said = "Nguyên nhân khách quan: “mưa lũ kéo dài”, căn cứ 45/BC-UBND ngày 10/3/2026"
    assert wording.line(CAUSE) == f"{said} (chờ xác nhận)"
    assert wording.line(DONE) == f"{said} (đã xác nhận theo Công văn 99/UBND-TH)"


def test_the_figures_get_a_note_and_nothing_where_there_is_no_cause() -> None:
    assert wording.counted(overdue=0, late=0, waiting=0) == []
    assert wording.counted(overdue=2, late=1, waiting=3) == [
        "Nguyên nhân khách quan đã xác nhận: quá hạn 2, xong quá hạn 1; chờ xác nhận 3"
    ]


def test_every_message_keeps_the_voice_with_the_longest_words() -> None:
    long = replace(DONE, text=LONG, ground="x" * 200, source=LONG)
    for reply in (
        wording.ask_text(LONG_TASK),
        wording.ask_ground(LONG_TASK, text=LONG),
        wording.ask_keep(LONG_TASK, text=LONG, ground="x" * 200, signer=LONG, args=ARGS, decides=True),
        wording.kept(LONG_TASK, long),
        wording.notice(LONG_TASK, long, to=9),
        wording.decided(LONG_TASK, long),
        wording.answer(LONG_TASK, replace(long, confirmed=False), to=9),
        wording.decided_already(LONG_TASK),
        wording.not_followed(LONG_TASK),
    ):
        keeps_the_voice(reply)
