"""How a later deadline is asked for and answered."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from core.wording import extensions as wording
from tests.core.wording.voice import DUE, LONG, LONG_TASK, OFFICE, TASK, TODAY, keeps_the_voice

UNTIL = dt.date(2026, 4, 20)
ARGS = {"seen": "12:2", "until": "2026-04-20", "why": "chưa có kinh phí"}


def test_before_it_goes_everything_is_shown_once_and_the_old_deadline_stands() -> None:
    asked = wording.ask_send(TASK, until=UNTIL, reason="chưa có kinh phí", document=None, args=ARGS)
    assert keeps_the_voice(asked).text == (
        "Đề nghị điều chỉnh thời hạn NV 3\nHiện nay: hạn 31/3/2026\nĐề nghị đến: 20/4/2026 (thứ Hai)\n"
        "Lý do: “chưa có kinh phí”\nVăn bản: chưa có\nTrong khi chờ ý kiến, hạn cũ vẫn tính."
    )
    assert [choice.label for choice in asked.choices] == ["Gửi", "Sửa lại", "Thêm văn bản", "Thôi"]


def test_the_coordinator_sees_who_decides_and_how_often_it_was_asked() -> None:
    notice = wording.to_coordinator(
        TASK, extension=1, until=UNTIL, reason="kinh phí", document="12/CV", times=2, signer="Trần Văn B", to=9
    )
    assert keeps_the_voice(notice).text == (
        "Sở Nội vụ đề nghị điều chỉnh hạn\nNV 3 · 141/TB-BCĐ\n31/3/2026 thành 20/4/2026 · lần thứ 2\n"
        "Lý do: “kinh phí” · Văn bản: 12/CV\nTiến độ: 80 % · Người ký văn bản giao: Trần Văn B"
    )
    assert [choice.label for choice in notice.choices] == [
        "Đồng ý",
        "Ngày khác",
        "Không đồng ý",
        "Xin ý kiến lãnh đạo",
        "Xem nhiệm vụ",
    ]


def test_an_answer_names_the_authority_and_keeps_the_first_deadline() -> None:
    moved = replace(TASK, due=replace(DUE, date=UNTIL))
    agreed = wording.answer(moved, agreed=True, first_due=dt.date(2026, 3, 31), source="Công văn 99", to=7)
    refused = wording.answer(TASK, agreed=False, first_due=dt.date(2026, 3, 31), source="Công văn 99", to=7)
    assert keeps_the_voice(agreed).text == (
        "NV 3 · 141/TB-BCĐ:\nđồng ý điều chỉnh đến 20/4/2026.\nTheo: Công văn 99\nHạn ban đầu 31/3/2026 vẫn được lưu."
    )
    assert "chưa đồng ý điều chỉnh, giữ hạn 31/3/2026." in keeps_the_voice(refused).text
    assert "từ chối" not in refused.text


def test_every_message_keeps_the_voice_with_the_longest_words() -> None:
    for reply in (
        wording.ask_date(LONG_TASK, args=ARGS, today=TODAY, calendar=OFFICE.calendar),
        wording.no_deadline(TASK),
        wording.not_later(TASK, TODAY, args=ARGS),
        wording.already_waiting(TASK, until=UNTIL),
        wording.ask_reason(TASK, until=UNTIL, args=ARGS),
        wording.ask_document(TASK, args=ARGS),
        wording.ask_send(LONG_TASK, until=UNTIL, reason=LONG, document="x" * 100, args=ARGS),
        wording.sent(TASK, until=UNTIL),
        wording.to_coordinator(
            LONG_TASK, extension=1, until=UNTIL, reason=LONG, document="x" * 100, times=9, signer=LONG, to=9
        ),
        wording.ask_other_date(TASK, args=ARGS, today=TODAY, calendar=OFFICE.calendar),
        wording.decided(TASK, agreed=True, source=LONG),
        wording.already_decided(TASK, how="withdrawn"),
        wording.withdrawn(LONG_TASK, until=UNTIL),
        wording.withdrawn_notice(LONG_TASK, until=UNTIL, to=9),
        wording.nothing_to_withdraw(),
        wording.answer(LONG_TASK, agreed=False, first_due=None, source=LONG, to=7),
        wording.queue([(i, replace(LONG_TASK, number=i), UNTIL) for i in range(5)], total=40),
        wording.queue([], total=0),
    ):
        keeps_the_voice(reply)


def test_the_offices_rules_are_told_only_where_it_has_them() -> None:
    assert wording.rules(OFFICE, left=1, times=3) == []
    ruled = replace(OFFICE, extend_before=5, extend_times=2)
    assert wording.rules(ruled, left=9, times=1) == ["Quy chế: gửi trước hạn 5 ngày làm việc"]
    assert wording.rules(ruled, left=2, times=2) == [
        "Quy chế: gửi trước hạn 5 ngày làm việc (còn 2)",
        "Quy chế: tối đa 2 lần; đã đề nghị 2 lần",
    ]
    told = wording.ask_send(
        TASK, until=UNTIL, reason="x", document=None, args=ARGS, ruled=wording.rules(ruled, left=9, times=0)
    )
    assert "gửi trước hạn 5 ngày làm việc\nTrong khi chờ ý kiến" in keeps_the_voice(told).text
