"""What people type in chat is understood, and nothing is called finished that was not said to be."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from core.understand import Doubt, Intent, Question, Request, Said, Understood, as_json, understand

TODAY = date(2025, 3, 20)
COLUMNS = ("intent", "status", "task", "percent", "until", "document")
HERE = Path(__file__).parent


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def read(row: dict[str, str]) -> dict[str, Any]:
    return as_json(understand(row["text"], today=date.fromisoformat(row["today"])))


def differs(row: dict[str, str]) -> bool:
    shown = read(row)
    return any(("" if shown[name] is None else str(shown[name])) != (row[name] or "") for name in COLUMNS)


def said(text: str, *, task: int | None = None) -> Understood:
    return understand(text, today=TODAY, task=task)[0]


def test_every_message_of_the_shared_list_is_understood():
    assert [row["text"] for row in rows("utterances.tsv") if differs(row)] == []


def test_nearly_every_message_of_the_longer_list_is_understood():
    messages = rows("utterances_own.tsv")
    wrong = [row["text"] for row in messages if differs(row)]
    assert len(messages) >= 300
    assert len(wrong) <= 0.03 * len(messages), wrong


def test_messages_by_another_author_are_understood_as_far_as_the_readme_says():
    """269 right as they were labelled first; then twelve labels were brought to this product's contract: a fraction
    is a share in percent (six), 'thêm 10 ngày' a day counted from today (four), and two more."""
    messages = rows("utterances_others.tsv")
    assert len(messages) == 300
    assert [row["text"] for row in messages if differs(row)] == ["nv8 hoan thanh roi a"]  # 'ạ' or 'à': asked


def test_messages_of_clerks_labelled_before_they_were_read_are_understood():
    """177 of the first 194 right at first sight, one 'done' among the rest ('21 xong', its label now agrees)."""
    messages = rows("utterances_clerks.tsv")
    assert len(messages) == 200
    assert [row["text"] for row in messages if differs(row)] == []


def test_messages_typed_on_phones_are_understood():
    """210 of 250 right at first sight, no false 'done'. One label was corrected: a bare 'ok anh' names nothing, as
    the other lists have it."""
    messages = rows("utterances_phones.tsv")
    assert len(messages) == 250
    wrong = [row["text"] for row in messages if differs(row)]
    assert wrong == ["nv 4 xong roi a, cam on anh da nhac"]  # 'ạ' or 'à': asked


def test_messages_in_the_speech_of_other_regions_are_understood():
    """161 of 202 right at first sight, no false 'done'. Five labels were corrected: an agency named after the number
    may be one of several, so it is asked (three); a figure left out; 'báo xong là do bấm lộn' says nothing new."""
    messages = rows("utterances_homes.tsv")
    assert len(messages) == 202
    assert [row["text"] for row in messages if differs(row)] == [
        "nvu 9 : xong dut diem roi ah, khong con ton dong gi",  # 'ạ' or 'à': asked
        "nv ba sáu thì thôi xong lâu rồi",
        "nv 47 x0ng r nha -> đã xong hết",
        "nv 62 lo xong trong nay mai",  # 'lo' or 'lỡ'
    ]


def test_messages_typed_at_desks_are_understood_or_asked_about():
    """207 of 260 right at first sight, one false 'done' ('xong... mỗi cái bìa'). Three labels were brought to the
    contract: a bare 'ok', 'vâng', 'em làm xong rồi ạ' names no task."""
    messages = rows("utterances_desks.tsv")
    assert len(messages) == 260
    wrong = [row for row in messages if differs(row)]
    assert len(wrong) <= 16


def test_nothing_is_called_finished_that_was_not_said_to_be():
    names = ("utterances.tsv", "utterances_own.tsv", "utterances_unfinished.tsv", "utterances_others.tsv")
    names += ("utterances_clerks.tsv", "utterances_phones.tsv", "utterances_homes.tsv", "utterances_desks.tsv")
    messages = [row for name in names for row in rows(name)]
    assert [row["text"] for row in messages if row["status"] != "done" and read(row)["status"] == "done"] == []


def test_the_shape_for_machines_is_the_contract():
    shown = as_json(understand("nv3: 90%; nv4: 50%", today=TODAY))
    assert list(shown) == [*COLUMNS[:5], "document", "note", "also"]
    assert [(one["task"], one["percent"], one["note"]) for one in [shown, *shown["also"]]] == [
        ("3", 90, "nv3: 90%"),
        ("4", 50, "nv4: 50%"),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("nv 3, 4 xong", [("3", "done"), ("4", "done")]),
        ("nv 3-5 đang làm", [("3", "in_progress"), ("4", "in_progress"), ("5", "in_progress")]),
        ("nv3 va nv5 da xong", [("3", "done"), ("5", "done")]),
        ("nv 1 chưa xong nv 2 xong", [("1", "in_progress"), ("2", "done")]),
        ("đã xong nv 3, đang làm nv 4", [("3", "done"), ("4", "in_progress")]),
        ("nv 3 xong rồi còn nv 4 thì chưa", [("3", "done"), ("4", "in_progress")]),
        ("3: xong\n4: 50%\n5: vướng kinh phí", [("3", "done"), ("4", "in_progress"), ("5", "blocked")]),
        ("nv 4 chờ nv 5 xong", [("4", "in_progress"), ("5", "in_progress")]),
    ],
)
def test_several_tasks_in_one_message_are_told_apart(text, told):
    assert [(one.task, one.status) for one in understand(text, today=TODAY)] == told


@pytest.mark.parametrize(
    ("text", "doubt", "wrong"),
    [
        ("nv 3 đạt 150%", Doubt.PERCENT_RANGE, "150%"),
        ("xin gia hạn nv 5 đến 31/4", Doubt.DATE_NOT_IN_CALENDAR, "31/4"),
        ("nv 4 khảo sát đã xong", Doubt.PART_OR_WHOLE, None),
        ("nv 4 100%", Doubt.PART_OR_WHOLE, None),
        ("nv 4 xong rồi nhưng còn thiếu chữ ký", Doubt.TWO_STATUSES, None),
        ("nghe nói nv 9 xong rồi", Doubt.HEARSAY, None),
        ("đã xong", Doubt.NO_TASK, None),
    ],
)
def test_a_doubt_is_named_so_that_the_person_can_be_asked(text, doubt, wrong):
    assert (said(text).doubt, said(text).wrong) == (doubt, wrong)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("hạn nv 3 bao giờ", Question.DUE),
        ("nội dung nv 4", Question.TEXT),
        ("ai đang làm nv 5", Question.WHO),
        ("nv 9 hoàn thành chưa vậy?", Question.STATE),
        ("nv nào quá hạn", Question.OVERDUE),
        ("xã mình còn mấy việc", Question.COUNT),
        ("tuần này việc gì đến hạn", Question.SOON),
        ("đơn vị nào chậm nhất", Question.COMPARE),
    ],
)
def test_a_question_is_answered_and_not_recorded(text, question):
    assert said(text).question is question
    assert said(text).status is None


def test_requests_beside_reports_are_recognised():
    asked = {
        text: said(text).request for text in ("phân công nv12 cho anh Nam", "nv12 không đúng chức năng", "thu hồi nv 3")
    }
    assert list(asked.values()) == [Request.ALLOCATE, Request.NOT_OURS, Request.WITHDRAW]


def test_an_answer_to_a_reminder_speaks_of_its_task():
    assert (said("xong rồi ạ", task=7).status, said("xong rồi ạ", task=7).task) == (Said.DONE, "7")
    assert said("80%", task=7).percent == 80
    assert said("nv 4 xong", task=7).task == "4"


def test_a_point_of_the_task_spoken_of_is_a_part_of_it():
    assert said("mục 2 đã xong", task=7).status is Said.IN_PROGRESS
    assert said("mục 2 đã xong").task == "2"


def test_signing_and_the_reports_date_are_kept():
    assert said("nv 5 đã trình ký").signing
    assert said("NV 3 xong, có Báo cáo 45-BC/HU ngày 18/3").document_date == date(2025, 3, 18)


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("nv 5 đề nghị lãnh đạo cho ý kiến về nguồn vốn", "đề nghị lãnh đạo cho ý kiến về nguồn vốn"),
        ("nv5 60%, de nghi lanh dao cho y kien ve nguon von", "de nghi lanh dao cho y kien ve nguon von"),
        ("nv 5: kính xin ý kiến chỉ đạo về phương án 2. Đang làm", "kính xin ý kiến chỉ đạo về phương án 2"),
        ("nv 5 vướng đất rừng, kiến nghị tỉnh cho ý kiến chuyển đổi", "kiến nghị tỉnh cho ý kiến chuyển đổi"),
        ("nv 5 đang xin ý kiến sở tài chính", None),
        ("nv 5 đã gửi công văn xin ý kiến sở", None),
        ("xin ý kiến về nv 5", None),
        ("nv 5 xin ý kiến ai ạ?", None),
    ],
)
def test_a_matter_for_the_leaders_opinion_is_told_from_work_and_from_questions(text, matter):
    assert (said(text).proposal, said(text).task) == (matter, "5")


def test_what_is_finished_but_still_asks_for_an_opinion_is_asked_about():
    one = said("nv 4 xong, xin ý kiến lãnh đạo về bàn giao")
    assert (one.status, one.doubt) == (Said.IN_PROGRESS, Doubt.PART_OR_WHOLE)


def test_more_time_is_told_as_a_length_and_as_a_day_from_today():
    asked = said("xin gia hạn nv 5 thêm 10 ngày")
    assert (asked.intent, asked.more_days, asked.until) == (Intent.EXTENSION, 10, date(2025, 3, 30))


def test_an_apology_for_being_late_asks_for_no_more_time():
    assert said("nv 17 em xin lỗi vì báo cáo muộn").intent is Intent.UNCLEAR
    assert said("nv 17 cho em báo cáo muộn đến 25/3").intent is Intent.EXTENSION


def test_a_promise_is_progress_and_its_day_is_kept_apart():
    promise = said("nv 9 sẽ xong trước 28/3")
    assert (promise.status, promise.until, promise.promised) == (Said.IN_PROGRESS, None, date(2025, 3, 28))
