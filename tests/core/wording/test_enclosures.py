"""How files that go with a report are spoken of: counted, and named only once they are kept."""

from __future__ import annotations

from dataclasses import replace

from core.messages import Choice
from core.model import Enclosure, Kept
from core.wording import editing, forwarding
from core.wording import enclosures as wording
from tests.core.wording.voice import LONG, LONG_TASK, NOW, OFFICE, TASK, keeps_the_voice

ONE = Enclosure(1, "e1", Kept.YES, "báo cáo.pdf", NOW, file_id=7)


def test_a_file_is_sent_along_with_its_name_its_place_and_when_it_came() -> None:
    shown = keeps_the_voice(wording.shown(TASK, ONE, place=2, total=3, office=OFFICE))
    assert shown.text == "NV 3 · tệp 2/3 · gửi 8 giờ, 16/3/2026\nbáo cáo.pdf"
    assert shown.file_id == 7


def test_what_is_not_sent_along_is_counted_and_more_are_offered() -> None:
    several = [ONE] * 6 + [replace(ONE, kept=Kept.WAITING), replace(ONE, kept=Kept.NO, name="")]
    rest = keeps_the_voice(wording.rest(TASK, several, after=5))
    assert rest.text == "NV 3 · 141/TB-BCĐ: 6 tệp kèm báo cáo.\nChưa nhận xong 1 tệp.\nKhông lưu được 1 tệp."
    assert [choice.label for choice in rest.choices] == ["Xem thêm", "Xem nhiệm vụ"]


def test_every_message_of_files_edits_and_forwards_keeps_the_voice_with_the_longest_words() -> None:
    done = Choice("Hoàn thành", "completion.send")
    for reply in (
        wording.ask_completes(LONG_TASK, count=20, document="1234/BC-UBND-KGVX ngày 13/3/2026", batch="e1", done=done),
        wording.more("NV 3, 5, 9", count=20, batch="e1", task=TASK),
        wording.too_many("e1"),
        wording.dropped(3),
        wording.dropped(0),
        wording.shown(LONG_TASK, replace(ONE, name=LONG), place=20, total=20, office=OFFICE),
        wording.none(LONG_TASK),
        wording.refused_secret(),
        wording.internal_mark(1, "Lưu hành nội bộ"),
        wording.permitted(),
        wording.declined(),
        wording.decided_already(),
        editing.kept_already(),
        editing.not_read(),
        forwarding.ask_order(LONG),
        forwarding.left(),
    ):
        keeps_the_voice(reply)
