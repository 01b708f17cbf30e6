"""How a task, a list and a history are shown."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from core.model import Act, Status, StatusReport
from core.permissions import May
from core.wording import past
from core.wording import tasks as wording
from tests.core.wording.voice import DAY, LONG, LONG_TASK, NOW, OFFICE, TASK, TODAY, keeps_the_voice

REPORT = StatusReport(id=1, person_id=7, person="An", at=NOW, text="đã làm 80%")
ALL = frozenset({May.LOOK, May.ANSWER, May.ALLOCATE})


def _card(seen: wording.Seen) -> str:
    return keeps_the_voice(wording.card(seen, today=TODAY, office=OFFICE)).text


def test_the_whole_card() -> None:
    seen = wording.Seen(replace(TASK, blocked="kinh phí"), doing=("Chuyên viên Nguyễn Văn An",), report=REPORT, may=ALL)
    assert _card(seen) == (
        "NV 3 · 141/TB-BCĐ ngày 2/3/2026, mục 2.a\nRà soát quy hoạch\n\n"
        "Hạn hoàn thành: trước ngày 31/3/2026 (ngày làm việc cuối: thứ Hai 30/3) · còn 10 ngày làm việc\n"
        "Trạng thái: Đang thực hiện, 80 %, có vướng mắc\nChủ trì: Sở Nội vụ · Phối hợp: Sở Y tế\n"
        "Thực hiện: Chuyên viên Nguyễn Văn An\nBáo cáo gần nhất 16/3: “đã làm 80%”\nVướng mắc: “kinh phí”"
    )


def test_a_card_of_the_longest_task_still_fits_one_message() -> None:
    _card(wording.Seen(LONG_TASK, doing=("x" * 100,) * 9, report=replace(REPORT, text=LONG), may=ALL))


def test_an_extended_deadline_shows_the_first_one() -> None:
    assert "(hạn ban đầu 15/3/2026)" in _card(wording.Seen(replace(TASK, first_due=dt.date(2026, 3, 15))))


def test_a_task_without_a_date_says_so() -> None:
    assert "Văn bản không ghi thời hạn" in _card(wording.Seen(replace(TASK, due=None)))


def test_the_buttons_are_those_the_person_may_use_now() -> None:
    def labels(seen: wording.Seen) -> list[str]:
        return [choice.label for choice in wording.card(seen, today=TODAY, office=OFFICE).choices]

    assert labels(wording.Seen(TASK, may=ALL)) == [
        *("Báo cáo", "Hoàn thành", "Vướng mắc", "Xin gia hạn", "Phân công", "Xem văn bản")
    ]
    assert "Chuyển người khác" in labels(wording.Seen(TASK, may=frozenset({May.LOOK, May.ANSWER})))
    assert labels(wording.Seen(TASK, may=ALL, acknowledged=False))[0] == "Đã nhận"
    submitted = replace(TASK, status=Status.SUBMITTED)
    assert labels(wording.Seen(submitted, may=ALL, own_submission=True))[0] == "Thu hồi"
    assert labels(wording.Seen(submitted, may=frozenset({May.DECIDE})))[:2] == ["Xác nhận", "Trả lại"]
    assert labels(wording.Seen(TASK)) == ["Xem văn bản", "Lịch sử"]


def test_a_list_says_how_many_there_are_and_offers_the_rest() -> None:
    shown = wording.task_list([TASK, replace(LONG_TASK, due=None)], total=9, first=0, today=TODAY, office=OFFICE)
    assert keeps_the_voice(shown).text.splitlines()[:3] == [
        "Đồng chí đang theo dõi 9 nhiệm vụ.",
        "NV 3 · 141/TB-BCĐ · hạn 31/3/2026 (còn 10 ngày làm việc)",
        "  Rà soát quy hoạch",
    ]
    assert shown.text.endswith("(còn 7)")
    assert shown.choices[-1].args == {"first": 2}


def test_nothing_to_do_is_said_as_such() -> None:
    assert wording.task_list([], total=0, first=0, today=TODAY, office=OFFICE).text == (
        "Đồng chí không có nhiệm vụ nào đang theo dõi."
    )


def test_a_history_shows_dates_as_dates_and_words_as_words() -> None:
    acts = [
        Act(NOW, "Bình", "deadline", "2026-03-31", "2026-04-20"),
        Act(NOW, "An", "submitted", "in_progress", "submitted"),
        Act(NOW, "Chi", "allocated", None, "Nguyễn Văn An"),
        Act(NOW, None, "published", None, None),
    ]
    assert keeps_the_voice(past.history(TASK, acts, office=OFFICE)).text.splitlines()[1:] == [
        "8 giờ, 16/3/2026 · Bình: điều chỉnh thời hạn: 20/4/2026",
        "8 giờ, 16/3/2026 · An: báo cáo hoàn thành",
        "8 giờ, 16/3/2026 · Chi: phân công cho Nguyễn Văn An",
        "8 giờ, 16/3/2026: giao theo văn bản",
    ]
    keeps_the_voice(past.history(LONG_TASK, [replace(acts[0], after="x " * 200)] * 50, office=OFFICE))


def test_other_messages_about_tasks_keep_the_voice() -> None:
    for reply in (
        wording.acknowledged([TASK, LONG_TASK], may_allocate=[TASK]),
        wording.acknowledged([TASK]),
        wording.nothing_to_acknowledge(),
        wording.source(LONG_TASK, before="…trước", sentence=LONG, after="sau…", has_file=True),
        wording.file(TASK, file_id=1),
        wording.no_file(TASK),
        wording.which([LONG_TASK] * 1, act="report.of", args={}, purpose=wording.REPORT_WHICH, total=9),
        wording.state_as_it_is(replace(TASK, status=Status.DONE)),
    ):
        keeps_the_voice(reply)
    assert DAY
