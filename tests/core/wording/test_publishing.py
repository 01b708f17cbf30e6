"""What is said when a directive is put into force."""

from __future__ import annotations

import datetime as dt

from core.model import Directive, DirectiveState, DraftTask, Due, NamedAgency, Person, Role, Status, Task
from core.office import Office
from core.proposal import Boundary, DeadlineKind
from core.wording import consulting, directives, publishing, recalling, unanswered
from core.workdays import WorkingCalendar
from tests.core.wording.shape import well_shaped

ON = Directive(
    1,
    DirectiveState.PUBLISHED,
    2,
    number="141/TB-BCĐ",
    issuer="Ban Chỉ đạo thực hiện Chương trình hành động số 09 của Tỉnh ủy",
    issued_on=dt.date(2024, 10, 8),
    subject="Kết luận kiểm tra việc lãnh đạo, chỉ đạo, tổ chức thực hiện " * 4,
    text="x",
    file_id=3,
)
OFFICE = Office(calendar=WorkingCalendar(), name="Văn phòng UBND tỉnh", contact="Phòng Hành chính", phone="0256 1234")
DUE = Due(
    "trước ngày 31/3/2025",
    dt.date(2025, 3, 31),
    Boundary.BEFORE,
    DeadlineKind.REPORT,
    dt.date(2025, 3, 30),
    dt.date(2025, 3, 28),
    dt.date(2025, 4, 1),
)
LATER = dt.datetime(2024, 10, 14, 7, 30)  # noqa: DTZ001 - already local
ASKED = {"go": {"directive": 1}, "later": LATER, "today": dt.date(2024, 10, 11)}


def task(n: int, **values: object) -> Task:
    base = {
        "id": n, "number": n, "directive_id": 1, "directive_number": "141/TB-BCĐ", "directive_issued_on": None,
        "issuer": None, "ref": "1", "text": "Rà soát thủ tục hành chính " * 10, "lead_id": 1, "lead": "Sở Nội vụ",
        "supporting": (), "status": Status.NOT_STARTED, "version": 1,
    }  # fmt: skip
    return Task(**{**base, **values})  # type: ignore[arg-type]


DRAFTS = [
    DraftTask(
        n, 1, n, "1", "Rà soát thủ tục hành chính " * 9, None, (NamedAgency("Ủy ban nhân dân " * 9, 1),) * 3, (), DUE
    )
    for n in range(1, 41)
]
HEAD = Person(9, "Ngô Thu Hà", Role.LEADER, position="Chánh Văn phòng", of_office=True)


def test_the_confirmation_says_how_many_to_whom_and_by_whose_order():
    reply = well_shaped(publishing.confirm(ON, **ASKED, tasks=12, agencies=4, unreached=1, unclear=2))
    assert reply.text == (
        "Chuyển 12 nhiệm vụ tới 4 đơn vị?\n"
        "Theo 141/TB-BCĐ ngày 8/10/2024 của Ban Chỉ đạo thực hiện Chương trình hành động số 09 của Tỉnh ủy.\n"
        "Gửi đầu mối từng đơn vị, không gửi mọi người.\n"
        "2 việc chưa rõ ở lại chờ rà soát.\n"
        "1 đơn vị chưa kết nối (danh sách sau khi gửi)."
    )
    assert [choice.label for choice in reply.choices] == [
        "Gửi ngay",
        "Gửi 7 giờ 30 thứ Hai",
        "Xin ý kiến lãnh đạo",
        "Quay lại",
    ]


def test_the_leader_who_agreed_is_named_and_not_asked_again():
    asked = {**ASKED, "go": {"directive": 1, "source": "ý kiến của Chánh Văn phòng Ngô Thu Hà"}}
    reply = well_shaped(publishing.confirm(ON, **asked, tasks=12, agencies=4, unreached=0, unclear=0))
    assert reply.text.endswith("Theo ý kiến của Chánh Văn phòng Ngô Thu Hà.")
    assert [choice.label for choice in reply.choices] == ["Gửi ngay", "Gửi 7 giờ 30 thứ Hai", "Quay lại"]


def test_the_morning_a_message_is_put_off_to_is_called_as_people_call_it():
    today = dt.date(2024, 10, 11)
    named = {after: publishing.later_words(LATER + dt.timedelta(days=after), today) for after in (-3, -2, 0, 6)}
    assert named == {-3: "7 giờ 30 hôm nay", -2: "7 giờ 30 mai", 0: "7 giờ 30 thứ Hai", 6: "7 giờ 30 20/10"}


def test_the_directive_gives_the_work_and_never_the_bot():
    reply = well_shaped(publishing.assigned(ON, "Sở Nội vụ", [task(n) for n in range(1, 9)], to=4, report=DUE))
    assert reply.text.startswith(
        "Ban Chỉ đạo thực hiện Chương trình hành động số 09 của Tỉnh ủy giao\nSở Nội vụ 8 nhiệm vụ\n"
        "tại 141/TB-BCĐ ngày 8/10/2024\n"
    )
    assert "(còn 4)\nBáo cáo chung: trước ngày 31/3/2025\n" in reply.text
    assert reply.text.endswith("Bản chính gửi qua hệ thống văn bản của tỉnh.")
    assert reply.to == 4


def test_one_task_is_shown_at_once_and_refused_at_once():
    reply = publishing.assigned(ON, "Sở Nội vụ", [task(7, due=DUE)], to=4, report=None)
    acts = {choice.label: choice.act for choice in reply.choices}
    assert acts["Xem nhiệm vụ"] == "task.show"
    assert acts["Không đúng chức năng"] == "task.not_ours"
    assert "· hạn báo cáo 31/3/2025" in reply.text


def test_text_for_the_office_group_names_agencies_and_the_office_phone():
    text = publishing.group_text(ON, OFFICE, agencies=4, unreached=["Sở Y tế", "Sở Nội vụ"]).text
    assert text == (
        "Văn phòng UBND tỉnh thông tin: 141/TB-BCĐ ngày 8/10/2024 của Ban Chỉ đạo thực hiện Chương trình hành động "
        "số 09 của Tỉnh ủy giao nhiệm vụ cho 4 đơn vị. Đề nghị đầu mối các đơn vị chưa kết nối liên hệ Phòng Hành "
        "chính, điện thoại 0256 1234, để nhận mã: Sở Y tế, Sở Nội vụ. Trân trọng cảm ơn."
    )


def test_every_message_of_publishing_is_short_and_polite():
    names = [f"Ủy ban nhân dân xã số {n} rất dài" for n in range(40)]
    waiting = [(name, "141/TB-BCĐ", dt.date(2025, 1, 1)) for name in names]
    for reply in (
        publishing.nothing_clear(ON, 40),
        publishing.published(ON, tasks=40, agencies=30, reached=24, unreached=names, left=2, without_focal=names),
        publishing.already_published(ON),
        publishing.published(
            ON, tasks=40, agencies=30, reached=24, unreached=names, left=2, publication=3, told_at=LATER
        ),
        recalling.ask(ON, publication=3, first=1, last=40, waiting=False),
        recalling.done(ON, first=1, last=40, told=30, taken_up=list(range(60, 90)), drafts=40),
        recalling.notice(ON, [task(n) for n in range(1, 41)], to=2),
        recalling.answered(ON, [task(n) for n in range(1, 41)]),
        recalling.too_late(ON),
        recalling.recalled_already(ON),
        consulting.overview(ON, DRAFTS, agencies=30, leader=HEAD, choices=consulting.leader_choices({}, total=40)),
        consulting.page(ON, DRAFTS[:4], page=0, total=40, args={}),
        consulting.sent(ON, [HEAD, HEAD]),
        consulting.amend_notice(ON, HEAD, "x" * 1000, to=2),
        consulting.changed(ON),
        unanswered.unacknowledged(waiting, names),
        unanswered.unacknowledged([], []),
        unanswered.sent_again(3),
        publishing.supporting(ON, "Sở Y tế", [task(n) for n in range(1, 9)], to=2),
        directives.directives([(ON, 3)] * directives.PAGE, page=1, total=400),
        directives.directives([], page=0, total=0),
        directives.directive(ON, tasks=3, drafts=2),
        directives.tasks_of(ON, [task(n) for n in range(1, 6)], page=0, total=9),
        directives.which_not_ours([task(n) for n in range(1, 20)]),
        directives.no_text(ON),
        directives.no_file(ON),
        directives.file_of(ON, 3),
        directives.no_such_directive("x" * 100),
    ):
        well_shaped(reply)


def test_the_text_for_the_group_names_silent_agencies_and_whom_to_ask():
    said = unanswered.group_silent(["Sở Y tế"], ["UBND xã A"], OFFICE)
    assert said.text.startswith(OFFICE.name[:1].upper() + OFFICE.name[1:] + " thông tin về các nhiệm vụ đã chuyển.")
    assert "chưa xác nhận nhận việc vào xác nhận: Sở Y tế." in said.text
    assert "để nhận mã: UBND xã A. Trân trọng cảm ơn." in said.text
