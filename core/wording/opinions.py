"""Decide how a leader is asked for an opinion on a task, and how it is passed on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from core.messages import Args, Asks, Choice, Priority, Reply
from core.model import Person, Task
from core.wording import show
from core.wording.addressing import shorten
from core.wording.tasks import of, open_card


def ask(task: Task) -> Reply:
    return Reply(
        f"{show.task_heading(task)} · {shorten(task.text, 100)}\nKính đề nghị đồng chí gõ ý kiến.",
        asks=Asks("opinion.give", of(task)),
    )


def ask_send(task: Task, words: str, *, go: Args) -> Reply:
    """Words about a task that were not called an opinion."""
    return Reply(
        f"{show.task_heading(task)} · {shorten(task.text, 100)}\nÝ kiến của đồng chí: {show.quoted(words, 300)}\n"
        "Chuyển tới người thực hiện và người theo dõi?",
        choices=(
            Choice("Chuyển ý kiến", "opinion.give", go),
            Choice("Sửa lại", "opinion.ask", of(task)),
            Choice("Quay lại", "task.show", of(task)),
        ),
    )


def given(task: Task) -> Reply:
    return Reply(
        f"Đã chuyển ý kiến của đồng chí về NV {task.number}\ntới người thực hiện và người theo dõi.",
        choices=(open_card(task),),
    )


def notice(task: Task, leader: Person, words: str, *, to: int) -> Reply:
    return Reply(
        f"{show.titled(leader)} cho ý kiến\n{show.task_heading(task)}:\n{show.quoted(words, 500)}",
        choices=(open_card(task),),
        to=to,
        priority=Priority.NOTICE,
    )


def consult(task: Task, leader: Person, *, until: dt.date, reason: str) -> Reply:
    return Reply(
        f"Kính báo cáo đồng chí {show.titled(leader)}\n{shorten(task.lead, 80)} đề nghị điều chỉnh hạn\n"
        f"{show.task_heading(task)} · {shorten(task.text, 100)}\n"
        f"Hiện nay: {show.short_deadline(task.due)}\nĐề nghị đến: {show.full_day(until)}\n"
        f"Lý do: {show.quoted(reason, 150)}\nXin đồng chí cho ý kiến.",
        choices=(Choice("Cho ý kiến", "opinion.ask", of(task)), open_card(task)),
        to=leader.id,
        priority=Priority.NOTICE,
    )


def consulted(task: Task, leaders: Sequence[Person]) -> Reply:
    if not leaders:
        return Reply("Danh bạ chưa có lãnh đạo văn phòng. Chưa gửi cho ai.", choices=(open_card(task),))
    named = show.names(tuple(show.titled(one) for one in leaders), most=3)
    return Reply(
        f"NV {task.number}: đã xin ý kiến {named}.\nĐề nghị vẫn chờ; có ý kiến Hệ thống báo đồng chí.",
        choices=(Choice("Gia hạn", "extension.queue"), open_card(task)),
    )


def answered_already(task: Task) -> Reply:
    return Reply(f"Đề nghị về NV {task.number} đã được trả lời, không có gì\nthay đổi.", choices=(open_card(task),))
