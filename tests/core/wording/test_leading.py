"""How a change of lead, a leader's opinion and a supporting agency's part are told."""

from __future__ import annotations

from core.model import Person, Role
from core.wording import opinions, reassigning, supporting
from tests.core.wording.voice import DAY, LONG, LONG_TASK, TASK, keeps_the_voice

LEADER = Person(8, "Lê Dung", Role.LEADER, position="Chánh Văn phòng")
GO = {"seen": "12:2", "agency": 4, "source": "45/UBND-NC"}


def test_a_change_of_lead_says_from_whom_to_whom_by_what_and_what_stays() -> None:
    asked = keeps_the_voice(reassigning.ask(TASK, "Sở Tài chính", source="45/UBND-NC ngày 12/3", go=GO))
    assert asked.text == (
        "NV 3 · 141/TB-BCĐ: đổi đơn vị chủ trì\ntừ Sở Nội vụ\nsang Sở Tài chính.\nTheo: 45/UBND-NC ngày 12/3\n"
        "Số NV, thời hạn, lịch sử giữ nguyên."
    )
    assert [choice.label for choice in asked.choices] == ["Chuyển", "Quay lại"]


def test_a_leader_is_asked_for_an_opinion_and_never_reminded() -> None:
    asked = keeps_the_voice(opinions.consult(LONG_TASK, LEADER, until=DAY, reason=LONG))
    assert asked.text.startswith("Kính báo cáo đồng chí Chánh Văn phòng Lê Dung\n")
    for word in ("nhắc", "đôn đốc", "yêu cầu", "cảnh báo"):
        assert word not in asked.text


def test_a_supporting_agencys_part_leaves_the_state_as_it_is() -> None:
    echo = keeps_the_voice(supporting.echo(TASK, "đã gửi số liệu"))
    assert echo.text == (
        "Hệ thống hiểu, phần phối hợp:\nNV 3 · 141/TB-BCĐ · Rà soát quy hoạch\n“đã gửi số liệu”\n"
        "Đơn vị chủ trì được báo. Trạng thái không đổi."
    )


def test_every_other_message_keeps_the_voice_with_the_longest_words() -> None:
    for reply in (
        reassigning.ask(LONG_TASK, LONG, source=LONG, go=GO),
        reassigning.leads_already(LONG_TASK),
        reassigning.done(LONG_TASK, source=LONG, reached=False),
        reassigning.taken_away(LONG_TASK, LONG, source=LONG, to=1),
        reassigning.received(LONG_TASK, LONG, source=LONG, to=1),
        opinions.ask(LONG_TASK),
        opinions.given(LONG_TASK),
        opinions.notice(LONG_TASK, LEADER, LONG, to=1),
        opinions.consulted(TASK, [LEADER] * 5),
        opinions.consulted(TASK, []),
        opinions.answered_already(TASK),
        supporting.ask(LONG_TASK),
        supporting.echo(LONG_TASK, LONG),
        supporting.kept(LONG_TASK),
        supporting.notice(LONG_TASK, LONG, LONG, to=1),
    ):
        keeps_the_voice(reply)
