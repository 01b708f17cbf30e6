"""What a coordinator sees of a draft."""

from __future__ import annotations

import datetime as dt

from core.messages import Reply
from core.model import Agency, Directive, DirectiveState, DraftTask, Due, NamedAgency
from core.proposal import Boundary, DeadlineKind
from core.wording import naming, reading, review, review_table, reviewing
from tests.core.wording.shape import well_shaped

ON = Directive(
    1,
    DirectiveState.DRAFT,
    2,
    number="141/TB-BCĐ",
    issuer="Ban Chỉ đạo thực hiện Chương trình hành động số 09 của Tỉnh ủy",
    issued_on=dt.date(2024, 10, 8),
    subject="Kết luận kiểm tra việc lãnh đạo, chỉ đạo, tổ chức thực hiện " * 4,
    text="Trước. - Rà soát thủ tục. Sau." + " Dài." * 500,
)
DUE = Due(
    "trước ngày 31/3/2025",
    dt.date(2025, 3, 31),
    Boundary.BEFORE,
    DeadlineKind.COMPLETION,
    dt.date(2025, 3, 30),
    dt.date(2025, 3, 28),
    dt.date(2025, 4, 1),
)
NAMES = {1: "Sở Nội vụ"}
SURE = (NamedAgency("Sở Nội vụ", 1, 100.0),)


def task(n: int, **values: object) -> DraftTask:
    base = {
        "id": n, "directive_id": 1, "position": n, "ref": f"4.{n}", "text": "Rà soát thủ tục hành chính " * 12,
        "span": (7, 26), "leads": SURE, "supporting": (),
    }  # fmt: skip
    return DraftTask(**{**base, **values})  # type: ignore[arg-type]


def labels(reply: Reply) -> list[str]:
    return [choice.label for choice in reply.choices]


def test_a_clear_directive_is_counts_and_one_number():
    several = [task(1, due=DUE), task(2, recurrence="FREQ=MONTHLY", recurrence_text="hằng tháng"), task(3)]
    reply = well_shaped(review.listed(ON, several, with_help=review.TYPED_HELP))
    assert "Đọc được 3 nhiệm vụ, 1 đơn vị." in reply.text
    assert "Đã rõ 3: 1 có hạn, 1 định kỳ, 1 không ghi hạn" in reply.text
    assert reply.text.endswith("Chưa gửi cho đơn vị nào.\n" + review.TYPED_HELP)
    assert labels(reply) == ["Xem cả 3", "Bảng rà soát", "Giao việc", "Bỏ"]


def test_what_is_doubtful_stands_first_by_its_number_and_reason():
    several = [
        task(1, due=DUE),
        task(7, leads=()),
        task(12, doubts=("receipt_date",)),
        task(18, due=DUE, doubts=("deadline_before_issue",)),
        task(31, leads=(NamedAgency("Sở Lạ"),)),
        task(40, leads=(NamedAgency("các sở, ban, ngành"),), doubts=("group",)),
    ]
    reply = well_shaped(review.listed(ON, several, with_help=review.TYPED_HELP))
    assert "Cần đồng chí xem: 5\n 7  Chủ trì chưa rõ: “Rà soát" in reply.text
    assert "\n12  Hạn tính từ ngày nhận văn bản\n18  Hạn trước ngày ký: 31/3/2025\n" in reply.text
    assert "\n31  Chưa có trong danh bạ: “Sở Lạ”\n40  “các sở, ban, ngành”: nhiều đơn vị?\n" in reply.text
    assert labels(reply) == [
        "Xem 5 việc cần rà", "Xem cả 6", "Bảng rà soát", "Giao 1 việc đã rõ", "Giao việc", "Bỏ",
    ]  # fmt: skip


def test_several_new_agencies_have_a_button_and_there_are_never_more_than_six():
    several = [task(1, due=DUE), *(task(n, leads=(NamedAgency(f"Sở Lạ {n}"),)) for n in range(2, 5))]
    reply = well_shaped(review.listed(ON, several))
    assert labels(reply) == [
        "Xem 3 việc cần rà", "Xem cả 4", "Đơn vị mới (3)", "Bảng rà soát", "Giao việc", "Bỏ",
    ]  # fmt: skip


def test_a_collective_is_given_in_one_tap_from_its_card():
    one = task(23, leads=(NamedAgency("các sở, ban, ngành"),), doubts=("group",))
    card = review.card(ON, one, last=40, names=NAMES, today=dt.date(2024, 10, 9), sizes={"các sở, ban, ngành": 14})
    assert "Cần xem: “các sở, ban, ngành”: 14 đơn vị?" in card.text
    assert labels(card)[0] == "Giao cả 14 đơn vị"


def test_collectives_are_asked_about_once_a_directive():
    (asked,) = naming.ask_groups(ON, {"các sở": [3, 7], "các hội": [9]}, sizes={"các sở": 14})
    well_shaped(asked)
    assert "“các sở” (việc 3, 7): 14 đơn vị" in asked.text
    assert "các hội" not in asked.text
    assert labels(asked) == ["Giao cả 14 đơn vị", "Xem từng việc"]
    (several,) = naming.ask_groups(ON, {"các sở": [3], "các xã": [9]}, sizes={"các sở": 14, "các xã": 135})
    assert labels(several)[0] == "Giao theo danh bạ"


def test_unknown_agencies_are_all_named_before_one_confirmation():
    several = naming.ask_unknown(ON, [f"Ủy ban nhân dân xã {n} rất dài dòng văn tự nhiều chữ lắm" for n in range(41)])
    for reply in several:
        well_shaped(reply)
    assert sum(reply.text.count("Ủy ban") for reply in several) == 41
    assert labels(several[-1]) == ["Thêm cả 41 đơn vị", "Xem từng việc", "Quay lại"]


def test_every_row_of_the_review_table_shows_its_source():
    rows = list(review_table.rows(ON, [task(1, due=DUE), task(2, dropped=True)], names=NAMES, sizes={}))
    assert len(rows) == 1
    assert rows[0][0] == 1
    assert rows[0][3] == "Sở Nội vụ"
    assert rows[0][5] == "Hạn hoàn thành: trước ngày 31/3/2025 (ngày làm việc cuối 28/3/2025)"
    assert rows[0][7] == "- Rà soát thủ tục."
    assert len(rows[0]) == len(review_table.COLUMNS)


def test_one_reason_that_holds_up_several_tasks_is_said_once():
    text = review.listed(ON, [task(n, leads=(NamedAgency("Sở Lạ"),)) for n in range(1, 6)]).text
    assert "Cần đồng chí xem: 5\n1, 2, 3…  Chưa có trong danh bạ: “Sở Lạ”\nĐã rõ 0" in text


def test_forty_doubtful_tasks_are_still_one_short_message():
    well_shaped(review.listed(ON, [task(n, leads=()) for n in range(1, 41)], with_help=review.TYPED_HELP))


def test_words_without_a_date_are_no_doubt():
    assert "Đã rõ 1" in review.listed(ON, [task(1, doubts=("ongoing",)), task(2, doubts=("vague",), dropped=True)]).text


def test_a_card_has_the_task_its_agencies_its_dates_and_its_source():
    reply = well_shaped(review.card(ON, task(3, due=DUE), last=9, names=NAMES, today=dt.date(2025, 1, 2)))
    assert reply.text.startswith("Việc 3/9 · 141/TB-BCĐ, mục 4.3\nRà soát thủ tục hành chính")
    assert (
        "Chủ trì: Sở Nội vụ\nPhối hợp: không\nHạn hoàn thành: trước ngày 31/3/2025\n"
        "  ngày cuối 30/3 · ngày làm việc cuối thứ Sáu 28/3\n  tính quá hạn từ 1/4/2025\n"
        "Câu gốc: “- Rà soát thủ tục.”"
    ) in reply.text


def test_a_card_without_a_date_says_so():
    plain = review.card(ON, task(3), last=9, names=NAMES, today=dt.date(2025, 1, 2)).text
    ongoing = review.card(ON, task(3, doubts=("ongoing",)), last=9, names=NAMES, today=dt.date(2025, 1, 2)).text
    assert "Văn bản không ghi thời hạn" in plain
    assert "Thường xuyên, báo cáo khi có yêu cầu" in ongoing


def test_a_card_with_an_unknown_lead_asks_for_the_agency_instead_of_agreement():
    reply = review.card(ON, task(3, leads=(NamedAgency("Sở Lạ"),)), last=9, names=NAMES, today=dt.date(2025, 1, 2))
    assert labels(reply)[0] == "Chọn đơn vị"
    assert "Cần xem: Chưa có trong danh bạ: “Sở Lạ”" in reply.text


def test_the_two_questions_of_a_directive_show_what_follows():
    inherited = well_shaped(reviewing.ask_inherited(ON, 9, "trước ngày 31 tháng 3 năm 2025"))
    assert inherited.text.startswith(
        "9 việc không ghi hạn riêng. Văn bản yêu cầu\nbáo cáo kết quả trước ngày 31 tháng 3"
    )
    assert labels(inherited) == ["Hạn báo cáo chung", "Hạn từng việc", "Không thời hạn"]
    before = well_shaped(reviewing.ask_before(ON, DUE))
    assert before.text == (
        "Văn bản ghi “trước ngày 31/3/2025”.\nNhắc theo ngày làm việc cuối: thứ Sáu 28/3.\nTính quá hạn từ ngày nào?"
    )
    assert labels(before) == ["Từ 1/4 (mặc định)", "Từ 31/3"]


def test_a_refused_secret_repeats_nothing_and_says_what_to_do():
    reply = well_shaped(reading.refused_secret(1))
    assert "không lưu tệp, không ghi nội dung" in reply.text
    assert "Xóa ngay tệp và tin nhắn này ở mọi máy." in reply.text


def test_every_message_of_a_review_is_short_and_polite():
    near = [Agency(n, f"Ủy ban nhân dân xã {n} " + "rất dài " * 20) for n in range(3)]
    for reply in (
        review.page(ON, [task(n) for n in range(1, 30)], number=0, names=NAMES),
        review.source(ON, task(1, span=(0, 2000)), around=150),
        reviewing.fields(task(1)),
        *(reviewing.ask_field(task(1), field) for field in ("text", "lead", "supporting", "deadline")),
        naming.ask_agency(task(1), "Sở " + "Lạ " * 90, near),
        naming.ask_agency(task(1), "các sở, ban, ngành", near, group=14),
        naming.group_named("các sở, ban, ngành", ["Sở có tên dài " * 5] * 40),
        review_table.sent(ON, tasks=3, file_id=1),
        reviewing.nothing_left(ON),
        reviewing.ask_discard(ON, 10),
        reviewing.discarded(),
        reading.received(1, "tệp " * 40),
        reading.at_page(1, "tệp " * 40, done=3, total=9),
        reading.internal_mark(1, "LƯU HÀNH NỘI BỘ"),
        reading.same_document(ON, ON, identical=False, tasks=3, since=dt.date(2025, 1, 1)),
        reading.no_tasks(ON),
    ):
        well_shaped(reply)
