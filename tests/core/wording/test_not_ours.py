"""How 'không đúng chức năng' is said: the task and its clock stay until the issuer decides."""

from __future__ import annotations

from core.wording import not_ours as wording
from tests.core.wording.voice import LONG, LONG_TASK, TASK, keeps_the_voice

ARGS = {"seen": "12:2"}


def test_what_was_said_task_and_clock_stay_and_a_document_is_advised() -> None:
    told = wording.told(TASK, proposal="", documented=False)
    assert keeps_the_voice(told).text == (
        "Đã chuyển ý kiến của Sở Nội vụ tới người theo dõi:\nNV 3 không thuộc chức năng, đề xuất: chưa nêu.\n"
        "Nhiệm vụ vẫn thuộc Sở Nội vụ và thời hạn vẫn tính\nđến khi có ý kiến của Ban Chỉ đạo tỉnh.\n"
        "Nên kèm văn bản của đơn vị (số, ngày)."
    )
    assert [choice.label for choice in told.choices] == ["Gửi văn bản", "Rút lại", "Xem nhiệm vụ"]
    assert "Nên kèm" not in wording.told(TASK, proposal="Sở Y tế, 12/SNV", documented=True).text


def test_the_coordinator_is_told_how_to_answer_on_one_line() -> None:
    assert keeps_the_voice(wording.notice(TASK, proposal="Sở Y tế", to=9)).text == (
        "Sở Nội vụ: NV 3 · 141/TB-BCĐ\nkhông đúng chức năng.\nĐề xuất: Sở Y tế\n"
        "Nhiệm vụ và thời hạn giữ nguyên đến khi có ý kiến.\n"
        "Khi có ý kiến, gõ 'NV 3: chuyển {đơn vị} theo {số văn bản}'."
    )


def test_every_message_keeps_the_voice_with_the_longest_words() -> None:
    for reply in (
        wording.ask_whose(LONG_TASK, skip=ARGS),
        wording.told(LONG_TASK, proposal=LONG, documented=False),
        wording.notice(LONG_TASK, proposal=LONG, to=9),
        wording.ask_paper(LONG_TASK),
        wording.papered(LONG_TASK, document=LONG),
        wording.papered_notice(LONG_TASK, document=LONG, files=2, to=9),
        wording.nothing_said(LONG_TASK),
        wording.back(LONG_TASK),
        wording.back_notice(LONG_TASK, to=9),
    ):
        keeps_the_voice(reply)
