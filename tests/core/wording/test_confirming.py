"""How a coordinator confirms, returns and stops; by whose authority is always asked."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from core.model import Status
from core.wording import answers
from core.wording import confirming as wording
from tests.core.wording.voice import LONG, LONG_TASK, NOW, OFFICE, TASK, TODAY, keeps_the_voice

ARGS = {"seen": "12:2"}


def test_the_queue_shows_the_evidence_oldest_first() -> None:
    shown = [wording.Waiting(TASK, "45-BC/HU ngày 15/3/2026"), wording.Waiting(LONG_TASK, "tệp kèm theo", files=3)]
    queue = wording.queue(shown, total=7, first=0, oldest_days=4, pick={"seen": "12:2,13:2"})
    assert keeps_the_voice(queue).text == (
        "Chờ xác nhận: 7 (lâu nhất 4 ngày làm việc)\n1. NV 3 · Sở Nội vụ · 45-BC/HU ngày 15/3/2026\n"
        "2. NV 12345 · Ban Quản lý dự án đầu tư xây… · 3 tệp\n(còn 5)\nGõ '1 3' để xác nhận nhiều việc."
    )
    assert queue.choices[1].args == {"seen": "12:2"}


def test_confirmed_thanks_and_says_in_time_or_late() -> None:
    notice = wording.confirmed_notice(TASK, in_time=True, day=dt.date(2026, 3, 15), to=7)
    assert keeps_the_voice(notice).text == (
        "NV 3 · 141/TB-BCĐ: đã xác nhận hoàn thành,\nđúng hạn (ngày 15/3/2026). Cảm ơn đồng chí."
    )
    plain = wording.confirmed_notice(TASK, in_time=None, day=None, to=7)
    assert plain.text == "NV 3 · 141/TB-BCĐ: đã xác nhận hoàn thành. Cảm ơn đồng chí."


def test_returned_asks_for_more_refuses_nobody_and_says_which_date_counts() -> None:
    for counts, words in ((wording.PROCEDURE, "tính ngày gửi đầu."), (wording.CONTENT, "tính theo lần gửi lại.")):
        notice = wording.returned_notice(
            TASK, reason="thiếu dấu", until=dt.date(2026, 3, 19), counts=counts, sent=NOW, office=OFFICE, to=7
        )
        assert keeps_the_voice(notice).text == (
            "NV 3 · 141/TB-BCĐ: đề nghị bổ sung.\nNội dung cần bổ sung: “thiếu dấu”\n"
            f"Đề nghị gửi lại trước 19/3/2026.\nLần gửi 16/3/2026 vẫn được lưu;\n{words}"
        )
        assert "từ chối" not in notice.text


def test_a_decision_names_its_authority() -> None:
    asked = wording.ask_source("confirm.stopped", args=ARGS, leaders=["Chánh Văn phòng Lê Thị Thanh Mai", "Lê B"])
    assert [choice.label for choice in keeps_the_voice(asked).choices] == [
        *("Ý kiến Chánh Văn…", "Ý kiến Lê B", "Thuộc thẩm quyền tôi", "Thôi")
    ]
    assert asked.choices[0].args["said"] == "ý kiến của Chánh Văn phòng Lê Thị Thanh Mai"


def test_every_message_keeps_the_voice_with_the_longest_words() -> None:
    day = dt.date(2026, 3, 19)
    for reply in (
        wording.queue([], total=0, first=0, oldest_days=0, pick=ARGS),
        wording.queue([wording.Waiting(LONG_TASK, "x" * 100)] * 5, total=9, first=0, oldest_days=1, pick=ARGS),
        wording.confirmed([TASK] * 5, still=3),
        wording.not_submitted(TASK),
        wording.ask_reason(LONG_TASK, args=ARGS),
        wording.ask_what_counts(LONG_TASK, reason=LONG, args=ARGS),
        wording.ask_until(TASK, args=ARGS, today=TODAY, calendar=OFFICE.calendar),
        wording.returned(TASK, until=day),
        wording.returned_notice(LONG_TASK, reason=LONG, until=day, counts="content", sent=None, office=OFFICE, to=7),
        wording.ask_stop_reason(TASK, to=Status.ENDED, args=ARGS),
        wording.stopped(TASK, to=Status.SUSPENDED, source=LONG),
        wording.stopped_notice(TASK, status=Status.ENDED, reason=LONG, source=LONG, to=7),
        answers.due(LONG_TASK, today=TODAY, office=OFFICE),
        answers.text(LONG_TASK),
        answers.who(LONG_TASK, doing=("Nguyễn Văn An",) * 9),
        answers.state(LONG_TASK, last=LONG, today=TODAY, office=OFFICE),
        answers.count(open_=3, overdue=1, waiting=2, now=NOW, office=OFFICE),
        answers.overdue([replace(LONG_TASK, number=i) for i in range(5)], total=40, today=TODAY, office=OFFICE),
        answers.soon([], total=0, today=TODAY, office=OFFICE),
    ):
        keeps_the_voice(reply)
