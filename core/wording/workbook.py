"""Decide what is said of a workbook of the directory that was sent in chat: what it would change, and what is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from core.contacts import OfPerson
from core.directory import Wrong
from core.directory_diff import Changed, Preview
from core.messages import Args, Choice, Priority, Reply
from core.model import Task
from core.wording import show
from core.wording.addressing import shorten
from core.wording.contacts import ALL, open_tasks, to_agency
from core.wording.directory import wrong as wrong_cell

PAGE = 6  # wrong cells
TEMPLATE_NAME, EXPORT_NAME = "mau-danh-ba.xlsx", "danh-ba.xlsx"
TEMPLATE = Choice("Mẫu danh bạ", "book.template")
_FIELD = {
    OfPerson.NAME: "họ tên",
    OfPerson.POSITION: "chức vụ",
    OfPerson.PHONE: "điện thoại",
    OfPerson.ROLE: "vai trò",
    OfPerson.SUPERIOR: "cấp trên",
}


def preview(workbook: int, differs: Preview) -> Reply:
    """Nothing is taken yet."""
    if differs.nothing:
        return Reply("Danh bạ vừa gửi không khác danh bạ hiện có.", choices=(ALL,))
    on: Args = {"workbook": workbook}
    return Reply(
        "\n".join(["Tệp danh bạ sẽ thay đổi:", *_lines(differs), "Chưa nhập gì."]),
        choices=(Choice("Nhập", "book.take", on), Choice("Không nhập", "book.drop", on)),
    )


def _lines(differs: Preview) -> list[str]:
    added, corrected = [one.name for one in differs.new_people], [_corrected(one) for one in differs.corrected]
    return [
        *_group("Thêm đơn vị", [one.name for one in differs.new_agencies]),
        *_group("Sửa đơn vị", [one.name for one in differs.changed_agencies]),
        *_group("Thêm người", added),
        *_group("Sửa thông tin", corrected),
        *_group("Chuyển đơn vị", [_moved(one) for one in differs.moved]),
    ]


def _group(title: str, names: Sequence[str], *, most: int = 3) -> list[str]:
    if not names:
        return []
    return [f"{title}: {len(names)}", f" {show.names([shorten(name, 38) for name in names], most=most)}"]


def _corrected(one: Changed) -> str:
    fields = ", ".join(_FIELD[field] for field in one.what if field in _FIELD)
    return f"{shorten(one.before.name, 24)} ({fields})"


def _moved(one: Changed) -> str:
    _, to = one.moved or ("", "")
    return f"{shorten(one.before.name, 24)} sang {shorten(to, 24)}"


def wrong(workbook: int, several: Sequence[Wrong], *, page: int = 0) -> Reply:
    """Each cell as Excel names it, a page at a time; one wrong cell, and nothing is taken."""
    here = several[page * PAGE : (page + 1) * PAGE]
    left = len(several) - (page + 1) * PAGE
    lines = [f"Chưa nhập dòng nào: {len(several)} ô cần sửa."]
    lines += [shorten(wrong_cell(one), 120) for one in here]
    lines += [f"(còn {left})"] if left > 0 else ["Sửa trong tệp rồi gửi lại."]
    more = (Choice("Xem thêm", "book.show", {"workbook": workbook, "page": page + 1}),) if left > 0 else ()
    return Reply("\n".join(lines), choices=(*more, TEMPLATE, Choice("Bỏ tệp này", "book.drop", {"workbook": workbook})))


def taken(differs: Preview, *, lying: Sequence[Task]) -> Reply:
    lines = ["Đã nhập danh bạ.", *_lines(differs)]
    lines += [f"Việc chưa có người nhận: {open_tasks([task.number for task in lying])}"] if lying else []
    lines += ["Mã mời: gõ 'mời <họ và tên>'."] if differs.new_people else []
    return Reply("\n".join(lines), choices=(ALL,))


def dropped() -> Reply:
    return Reply("Không nhập. Danh bạ giữ nguyên.", choices=(ALL,))


def template(file_id: int) -> Reply:
    return Reply(
        "Mẫu danh bạ. Điền xong, đồng chí gửi lại tệp tại\nđây; Hệ thống cho xem thay đổi trước khi nhập.",
        choices=(Choice("Xuất danh bạ", "book.export"),),
        file_id=file_id,
    )


def export(file_id: int) -> Reply:
    return Reply(
        "Danh bạ hiện có, kèm mã từng người. Sửa rồi gửi\nlại tại đây để cập nhật. Tệp có thông tin cá nhân,\n"
        "không gửi vào nhóm.",
        file_id=file_id,
    )


# ── to others ──────────────────────────────────────────────────────────────────────────────────
def given_back(tasks: Sequence[Task], *, to: int) -> Reply:
    """To whoever receives for the agency: one notice, however many people moved."""
    numbers = open_tasks([task.number for task in tasks], most=12)
    return Reply(
        f"Danh bạ vừa được cập nhật.\n{numbers} giao lại đồng chí; số, hạn và lịch\nsử giữ nguyên.",
        choices=(Choice("Nhiệm vụ của tôi", "task.list"),),
        to=to,
        priority=Priority.NOTICE,
    )


def nobody_has(tasks: Sequence[Task], *, to: int) -> Reply:
    numbers = open_tasks([task.number for task in tasks], most=12)
    return Reply(
        f"Danh bạ vừa được cập nhật.\nChưa có người nhận: {numbers}",
        choices=(to_agency(tasks[0].lead_id),),
        to=to,
        priority=Priority.NOTICE,
    )
