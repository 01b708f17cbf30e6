"""Decide how a supporting agency's part is asked for, echoed and shown to the lead."""

from __future__ import annotations

from core.messages import Asks, Choice, Priority, Reply
from core.model import Task
from core.wording import show
from core.wording.addressing import shorten
from core.wording.tasks import of, open_card


def part(agency: str, text: str) -> str:
    return f"{agency} (phối hợp): {text}"


def ask(task: Task) -> Reply:
    return Reply(
        f"{show.task_heading(task)} · {shorten(task.text, 45)}\nĐơn vị đồng chí phối hợp việc này. Đồng chí gõ phần\n"
        "việc đã làm, ví dụ 'đã gửi số liệu ngày 15/3'.",
        asks=Asks("support.say", of(task)),
    )


def echo(task: Task, text: str) -> Reply:
    return Reply(
        f"Hệ thống hiểu, phần phối hợp:\n{show.task_heading(task)} · {shorten(task.text, 45)}\n"
        f"{show.quoted(text, 300)}\nĐơn vị chủ trì được báo. Trạng thái không đổi.",
        choices=(
            Choice("Đúng", "support.keep", {**of(task), "text": text}),
            Choice("Sửa lại", "support.ask", of(task)),
        ),
    )


def kept(task: Task) -> Reply:
    return Reply(
        f"Đã ghi phần phối hợp NV {task.number}.\n{shorten(task.lead, 80)} đã được báo.", choices=(open_card(task),)
    )


def notice(task: Task, agency: str, text: str, *, to: int) -> Reply:
    return Reply(
        f"{shorten(agency, 80)} báo cáo phần phối hợp\n{show.task_heading(task)}:\n{show.quoted(text, 300)}",
        choices=(open_card(task),),
        to=to,
        priority=Priority.NOTICE,
    )
