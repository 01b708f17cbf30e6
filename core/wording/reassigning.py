"""Decide how a change of the lead agency is asked about and told to both sides."""

from __future__ import annotations

from core.messages import Args, Choice, Priority, Reply
from core.model import Task
from core.wording import show
from core.wording.addressing import shorten
from core.wording.tasks import about, of, open_card


def ask(task: Task, new: str, *, source: str, go: Args) -> Reply:
    return Reply(
        f"{show.task_heading(task)}: đổi đơn vị chủ trì\n"
        f"từ {shorten(task.lead, 80)}\nsang {shorten(new, 80)}.\nTheo: {shorten(source, 120)}\n"
        "Số NV, thời hạn, lịch sử giữ nguyên.",
        choices=(Choice("Chuyển", "reassign.go", go), Choice("Quay lại", "task.show", of(task))),
    )


def leads_already(task: Task) -> Reply:
    return Reply(
        f"NV {task.number} đang do {shorten(task.lead, 80)} chủ trì.\nKhông có gì thay đổi.", choices=(open_card(task),)
    )


def done(task: Task, *, source: str, reached: bool) -> Reply:
    missing = "" if reached else "\nĐơn vị mới chưa có người kết nối; đồng chí mời bằng /moi."
    return Reply(
        f"Đã ghi: NV {task.number} do {shorten(task.lead, 80)} chủ trì.\nTheo: {shorten(source, 120)}.{missing}",
        choices=(open_card(task),),
    )


def taken_away(task: Task, new: str, *, source: str, to: int) -> Reply:
    """To the agency that led it; its reports stay in the history."""
    return Reply(
        f"{show.task_heading(task)}\nchuyển sang {shorten(new, 80)} chủ trì.\nTheo: {shorten(source, 120)}",
        to=to,
        priority=Priority.NOTICE,
    )


def received(task: Task, old: str, *, source: str, to: int) -> Reply:
    return Reply(
        f"{shorten(task.lead, 80)} chủ trì từ nay\n{show.task_heading(task)} · {shorten(task.text, 150)}\n"
        f"{show.short_deadline(task.due, task.recurrence_text).capitalize()}\n"
        f"Trước đây: {shorten(old, 80)}. Theo: {shorten(source, 120)}",
        choices=(
            Choice("Đã nhận", "task.acknowledge_one", of(task)),
            Choice("Phân công", "allocate.ask", of(task)),
            open_card(task),
        ),
        about=about(task),
        to=to,
        priority=Priority.NOTICE,
    )
