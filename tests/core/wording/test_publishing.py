"""What is said when a directive is put into force."""

from __future__ import annotations

import datetime as dt

from core.model import Directive, DirectiveState, Due, Status, Task
from core.office import Office
from core.proposal import Boundary, DeadlineKind
from core.wording import publishing, unanswered
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


def task(n: int, **values: object) -> Task:
    base = {
        "id": n, "number": n, "directive_id": 1, "directive_number": "141/TB-BCĐ", "directive_issued_on": None,
        "issuer": None, "ref": "1", "text": "Rà soát thủ tục hành chính " * 10, "lead_id": 1, "lead": "Sở Nội vụ",
        "supporting": (), "status": Status.NOT_STARTED, "version": 1,
    }  # fmt: skip
    return Task(**{**base, **values})  # type: ignore[arg-type]


def test_the_confirmation_says_how_many_to_whom_and_by_whose_order():
    reply = well_shaped(publishing.confirm(ON, tasks=12, agencies=4, unreached=1, unclear=2))
    assert reply.text == (
        "Chuyển 12 nhiệm vụ tới 4 đơn vị?\n"
        "Theo 141/TB-BCĐ ngày 8/10/2024 của Ban Chỉ đạo thực hiện Chương trình hành động số 09 của Tỉnh ủy.\n"
        "Gửi đầu mối từng đơn vị, không gửi mọi người.\n"
        "2 việc chưa rõ ở lại chờ rà soát.\n"
        "1 đơn vị chưa kết nối (danh sách sau khi gửi)."
    )
    assert [choice.label for choice in reply.choices] == ["Gửi ngay", "Quay lại"]


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
        unanswered.unacknowledged(waiting, names),
        unanswered.unacknowledged([], []),
        unanswered.sent_again(3),
        publishing.supporting(ON, "Sở Y tế", [task(n) for n in range(1, 9)], to=2),
        publishing.directives([(ON, 3)] * publishing.PAGE, page=1, total=400),
        publishing.directives([], page=0, total=0),
        publishing.directive(ON, tasks=3, drafts=2),
        publishing.tasks_of(ON, [task(n) for n in range(1, 6)], page=0, total=9),
        publishing.which_not_ours([task(n) for n in range(1, 20)]),
        publishing.no_text(ON),
        publishing.no_file(ON),
        publishing.file_of(ON, 3),
        publishing.no_such_directive("x" * 100),
    ):
        well_shaped(reply)


def test_the_text_for_the_group_names_silent_agencies_and_whom_to_ask():
    said = unanswered.group_silent(["Sở Y tế"], ["UBND xã A"], OFFICE)
    assert said.text.startswith(OFFICE.name[:1].upper() + OFFICE.name[1:] + " thông tin về các nhiệm vụ đã chuyển.")
    assert "chưa xác nhận nhận việc vào xác nhận: Sở Y tế." in said.text
    assert "để nhận mã: UBND xã A. Trân trọng cảm ơn." in said.text
