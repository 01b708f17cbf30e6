"""How a report is echoed, how evidence is asked for, how a submission is told."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from core.messages import Priority
from core.wording import completion, tasks
from core.wording import reports as wording
from core.wording.reports import Heard
from tests.core.wording.voice import LONG, LONG_TASK, NOW, OFFICE, TASK, TODAY, keeps_the_voice

KEEP = {"seen": "12:2", "text": "nv3 80%", "on": "2026-03-16"}


def test_an_echo_says_what_is_not_recorded_too() -> None:
    echo = keeps_the_voice(wording.echo(Heard(TASK, note="nv3 được 80%", percent=80), keep=KEEP))
    assert echo.text == (
        "Hệ thống hiểu:\nNV 3 · 141/TB-BCĐ · Rà soát quy hoạch\nTiến độ 80 %, đang thực hiện\n"
        "Ghi chú: “nv3 được 80%”\nChưa ghi là hoàn thành."
    )
    assert [choice.label for choice in echo.choices] == ["Đúng", "Sửa lại", "Hoàn thành"]


def test_every_kind_of_report_has_its_words() -> None:
    heard = Heard(TASK, note="chờ kinh phí")
    said = {
        "Đang thực hiện": heard,
        "Đang thực hiện, dự kiến xong 28/3": replace(heard, promised=dt.date(2026, 3, 28)),
        "Vướng mắc “chờ kinh phí”": replace(heard, blocked=True),
        "Đã trình ký ngày 15/3": replace(heard, signed_on=dt.date(2026, 3, 15)),
        "Chưa thực hiện": replace(heard, not_started=True),
        "Báo cáo hoàn thành": replace(heard, done=True),
        "Báo cáo hoàn thành (45-BC/HU ngày 18/3/2026)": replace(
            heard, done=True, document="45-BC/HU", document_date=dt.date(2026, 3, 18)
        ),
    }
    for words, one in said.items():
        assert wording.echo(one, keep=KEEP).text.splitlines()[2] == words


def test_several_reports_are_one_question() -> None:
    several = [Heard(TASK, note="x", percent=90), Heard(LONG_TASK, note=LONG, blocked=True)]
    echo = keeps_the_voice(wording.echo_many(several, keep=KEEP, only=[("Chỉ NV 3", KEEP)]))
    assert echo.text.startswith("Hệ thống hiểu 2 việc:\n NV 3: 90 %, đang thực hiện\n NV 12345: vướng mắc")
    assert echo.text.endswith("Ghi cả 2?")


def test_evidence_is_asked_with_an_example_of_the_right_kind_of_office() -> None:
    state = wording_of_evidence("141/TB-BCĐ")
    party = wording_of_evidence("04-KH/BCĐ")
    assert "Ví dụ: 45/BC-UBND ngày 16/3/2026" in state
    assert "Ví dụ: 45-BC/ĐU ngày 16/3/2026" in party


def wording_of_evidence(number: str) -> str:
    task = replace(TASK, directive_number=number)
    return keeps_the_voice(completion.ask_evidence([task], seen={"seen": "12:2"}, today=TODAY)).text


def test_a_submission_says_which_date_counts_and_that_a_slow_confirmation_does_no_harm() -> None:
    sent = completion.submitted([TASK], what="45-BC/HU ngày 18/3/2026", day=dt.date(2026, 3, 18), in_time=True)
    assert keeps_the_voice(sent).text == (
        "NV 3: đã gửi 45-BC/HU ngày 18/3/2026.\nTrạng thái: Chờ xác nhận.\n"
        "Ngày tính: 18/3/2026 (đúng hạn). Xác nhận chậm\nkhông ảnh hưởng tới đơn vị."
    )


def test_the_coordinators_notice_shows_the_evidence_and_waits_its_turn() -> None:
    notice = keeps_the_voice(completion.to_confirm(LONG_TASK, what="2 tệp", in_time=False, files=True, to=9))
    assert "Minh chứng: 2 tệp (quá hạn)" in notice.text
    assert "Xem tệp" in [choice.label for choice in notice.choices]
    assert (notice.to, notice.priority) == (9, Priority.NOTICE)


def test_a_leader_is_reported_to_and_never_reminded() -> None:
    notice = keeps_the_voice(wording.difficulty_notice(LONG_TASK, text=LONG, to=8, honoured="Giám đốc Lê Dung"))
    assert notice.text.startswith("Kính báo cáo đồng chí Giám đốc Lê Dung\n")
    for word in ("nhắc", "đôn đốc", "yêu cầu", "cảnh báo"):
        assert word not in notice.text


def test_every_other_message_of_a_report_keeps_the_voice_with_the_longest_words() -> None:
    heard = Heard(LONG_TASK, note=LONG)
    args = {"task": 1}
    offer = completion.Offer((LONG_TASK,) * 60, number="45/BC", all_=args, pick=args)
    for reply in (
        wording.echo_unsure(heard, keep=KEEP, whole=args),
        wording.ask_report(LONG_TASK),
        wording.ask_progress(LONG_TASK, keep=KEEP),
        wording.ask_again_for(None),
        wording.ask_again_for(TASK),
        wording.wrong_value(TASK, code="percent_range", typed="150%"),
        wording.ask_difficulty(LONG_TASK),
        wording.echo_difficulty(LONG_TASK, text=LONG, keep=KEEP),
        wording.ask_signed_on(LONG_TASK, today=args, yesterday=args, before=TODAY),
        wording.echo_signed(LONG_TASK, day=TODAY, keep=args),
        wording.kept([TASK, LONG_TASK], undo=None, now=NOW, today=TODAY, office=OFFICE),
        wording.kept([LONG_TASK], undo=args, now=NOW, today=TODAY, office=OFFICE),
        wording.undone(TASK),
        wording.too_late_to_undo(TASK),
        wording.blocked(LONG_TASK, text=LONG, office_name=OFFICE.name),
        wording.difficulty_shown(TASK, to=[]),
        wording.difficulty_shown(TASK, to=["Giám đốc Lê Dung"]),
        completion.ask_evidence([TASK] * 5, seen=args, today=TODAY, first=completion.unread_document(LONG)),
        completion.ask_document_date([TASK], number="45/BC", args=args, today=TODAY),
        completion.submitted([TASK], what="45/BC", day=TODAY, in_time=True, offer=offer),
        completion.ask_bundle_numbers([LONG_TASK] * 60, number="45/BC", args=args, wrong=tasks.not_offered(LONG)),
        completion.alone(LONG_TASK, number="45/BC"),
        completion.several_to_confirm([TASK] * 9, what="45/BC", to=1),
        completion.withdrawn(TASK),
        completion.withdrawn_notice(TASK, to=1),
        completion.only_submitter_withdraws(TASK),
    ):
        keeps_the_voice(reply)
