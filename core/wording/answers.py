"""Decide how a question about tasks is answered: the figure or the fact in the first line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from core.messages import Choice, Reply
from core.model import Task
from core.office import Office
from core.wording import show
from core.wording.addressing import shorten
from core.wording.tasks import line, of, open_card


def due(task: Task, *, today: dt.date, office: Office) -> Reply:
    shown = show.deadline_or_none(task, today=today, calendar=office.calendar)
    return Reply(f"{show.task_heading(task)}\n{shown}", choices=(open_card(task),))


def text(task: Task) -> Reply:
    return Reply(
        f"{show.task_heading(task)}\n{shorten(task.text, 600)}",
        choices=(open_card(task), Choice("Xem văn bản", "task.text", of(task))),
    )


def who(task: Task, *, doing: Sequence[str]) -> Reply:
    return Reply(
        f"{show.task_heading(task)}\nChủ trì: {task.lead}\n"
        f"Thực hiện: {show.names(tuple(doing), most=3) or 'chưa phân công'}",
        choices=(open_card(task),),
    )


def state(task: Task, *, last: str | None, today: dt.date, office: Office) -> Reply:
    lines = [show.task_heading(task), f"Trạng thái: {show.state(task)}"]
    lines.append(show.deadline_or_none(task, today=today, calendar=office.calendar))
    if last:
        lines.append(f"Báo cáo gần nhất: {show.quoted(last, 100)}")
    return Reply("\n".join(lines), choices=(open_card(task),))


def count(*, open_: int, overdue: int, waiting: int, now: dt.datetime, office: Office) -> Reply:
    return Reply(
        f"Còn {show.number(open_)} việc chưa hoàn thành, quá hạn {show.number(overdue)}.\n"
        f"Chờ xác nhận {show.number(waiting)}.\nTính đến {show.moment(office.local(now))}",
        choices=(Choice("Nhiệm vụ của tôi", "task.list"), Choice("Tổng hợp", "summary.show")),
    )


def overdue(several: Sequence[Task], *, total: int, today: dt.date, office: Office) -> Reply:
    return _listed("Quá hạn", several, total, today, office)


def soon(several: Sequence[Task], *, total: int, today: dt.date, office: Office) -> Reply:
    return _listed("Đến hạn trong 7 ngày tới:", several, total, today, office)


def _listed(title: str, several: Sequence[Task], total: int, today: dt.date, office: Office) -> Reply:
    lines = [f"{title} {show.number(total)} việc."]
    lines += [line(task, today=today, office=office) for task in several]
    if total > len(several):
        lines.append(f"(còn {show.number(total - len(several))})")
    choices = tuple(Choice(f"NV {task.number}", "task.show", of(task)) for task in several)
    return Reply("\n".join(lines), choices=choices)
