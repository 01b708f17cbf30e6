"""How work is passed on within an agency; only the directive gives work."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from core.leaving import Reason
from core.wording import allocation as wording
from core.wording import leaving
from tests.core.wording.voice import AN, DUNG, LONG, LONG_TASK, OFFICE, TASK, TODAY, keeps_the_voice

ARGS = {"seen": "12:2", "person": 7}


def test_the_person_chosen_is_told_by_whom_what_and_until_when() -> None:
    told = wording.allocated(
        TASK, giver=DUNG, to=7, internal_due=dt.date(2026, 3, 25), advice="trình sớm", today=TODAY, office=OFFICE
    )
    assert keeps_the_voice(told).text == (
        "Giám đốc Lê Dung phân công đồng chí:\nNV 3 · 141/TB-BCĐ\nRà soát quy hoạch\n"
        "Hạn hoàn thành: trước ngày 31/3/2026 (ngày làm việc cuối: thứ Hai 30/3) · còn 10 ngày làm việc\n"
        "Hạn nội bộ (trình lãnh đạo): 25/3/2026\nÝ kiến: “trình sớm”"
    )


def test_the_bot_gives_nobody_work() -> None:
    every = [
        wording.allocated(TASK, giver=DUNG, to=7, internal_due=None, advice=None, today=TODAY, office=OFFICE),
        wording.several_allocated([TASK], giver=DUNG, to=7, advice=None),
        wording.done([TASK], AN),
        wording.ask_advice([TASK], AN, go=ARGS),
    ]
    assert not any(
        word in reply.text for reply in every for word in ("Hệ thống giao", "Tôi giao", "giao đồng chí", "giao việc")
    )


def test_namesakes_are_told_apart() -> None:
    asked = wording.ask_person([TASK], [AN, replace(AN, id=9)], args={"seen": "12:2"})
    assert [(choice.label, choice.args["person"]) for choice in asked.choices] == [
        ("Nguyễn Văn An", 7),
        ("Nguyễn Văn An (2)", 9),
    ]


def test_every_message_keeps_the_voice_with_the_longest_words() -> None:
    longer = replace(AN, name="Nguyễn Hoàng Phương Thảo Nguyên Anh", position="Phó Trưởng phòng Quản lý đầu tư")
    for reply in (
        wording.directive([replace(LONG_TASK, number=i) for i in range(40)], doing={13: (longer.name,) * 5}, all_=ARGS),
        *(
            wording.unallocated(
                [replace(LONG_TASK, id=i, number=i) for i in range(5)],
                act=act,
                total=40,
                first=0,
                today=TODAY,
                office=OFFICE,
            )
            for act in ("allocate.ask", "task.show")
        ),
        wording.ask_person(
            [TASK] * 3, [replace(longer, id=i, name=f"{i} {longer.name}") for i in range(40)], args=ARGS
        ),
        wording.ask_person([TASK], [AN], args=ARGS, act="handover"),
        wording.nobody(LONG_TASK.lead),
        wording.several_named([AN, DUNG], act="allocate", args=ARGS),
        wording.ask_advice([LONG_TASK] * 5, longer, go=ARGS),
        wording.ask_handover([LONG_TASK] * 5, longer, giver=longer, go=ARGS),
        leaving.ask_deputy([replace(longer, id=i) for i in range(40)], args={}, first=TODAY, last=TODAY),
        leaving.ask_first(longer, args={}, today=TODAY, calendar=OFFICE.calendar),
        leaving.ask_last(longer, args={}, first=TODAY, today=TODAY, calendar=OFFICE.calendar),
        leaving.ask_agree(longer, first=TODAY, last=TODAY, reason=Reason.AWAY, go={}),
        leaving.on_leave(longer, first=TODAY, last=TODAY),
        leaving.stands_in(longer, first=TODAY, last=TODAY, to=7),
        leaving.leave_notice(longer, longer, first=TODAY, last=TODAY, to=8),
        wording.nothing_in_hand(),
        wording.done([TASK], longer),
        wording.handed_over([TASK], longer),
        wording.allocated(LONG_TASK, giver=longer, to=7, internal_due=TODAY, advice=LONG, today=TODAY, office=OFFICE),
        wording.several_allocated([LONG_TASK] * 40, giver=longer, to=7, advice=LONG),
        wording.handover_notice([TASK], giver=AN, person=longer, to=8),
    ):
        keeps_the_voice(reply)
