"""'Tin gọn': number, deadline and what to type, no text of the document, for a channel on which a person wants so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from core.messages import Choice, Reply
from core.model import Task
from core.wording import show
from core.wording.addressing import shorten
from core.wording.item import Item

MOST = 8


def reminders(items: Sequence[Item]) -> str:
    lines = [f" {show.heading(one.number, one.directive_number)} · {_stands(one)}" for one in items]
    return _listed(f"Cần đồng chí lưu ý {len(items)} việc:", lines, first=items[0].number)


def given(tasks: Sequence[Task]) -> str:
    lines = [f" {_headed(task)}" for task in tasks]
    return _listed(f"Đơn vị có {len(tasks)} nhiệm vụ mới:", lines, first=tasks[0].number)


def supported(tasks: Sequence[Task]) -> str:
    lines = [f" {_headed(task)}" for task in tasks]
    return _listed(f"Đơn vị phối hợp {len(tasks)} nhiệm vụ:", lines, first=tasks[0].number)


def concerns(headed: Sequence[tuple[str, int]]) -> str:
    """To an agency's leader: working days overdue, 0 where nobody has said that the work arrived."""
    stands = (f"quá {days} ngày làm việc" if days else "cần đồng chí xem" for _, days in headed)
    lines = [f" {head} · {how}" for (head, _), how in zip(headed, stands, strict=True)]
    return _of_leader(f"Kính báo cáo đồng chí, {len(headed)} việc cần quan tâm:", lines)


def by_agency(several: Sequence[tuple[str, int]]) -> str:
    """To the office's leader: how many of each agency are long overdue."""
    total = sum(count for _, count in several)
    lines = [f" {shorten(agency, 60)}: {count} việc" for agency, count in several]
    return _of_leader(f"Kính báo cáo đồng chí, {total} việc quá hạn lâu ngày:", lines)


def _of_leader(head: str, lines: Sequence[str]) -> str:
    more = [f" (còn {len(lines) - MOST})"] if len(lines) > MOST else []
    return "\n".join([head, *lines[:MOST], *more, "Xem: /tonghop"])


def allocated(task: Task, *, internal: dt.date | None) -> str:
    within = f", hạn nội bộ {show.full_day(internal)}" if internal else ""
    return _listed("Đồng chí được phân công:", [f" {_headed(task)}{within}"], first=task.number)


def several_allocated(tasks: Sequence[Task]) -> str:
    return _listed(
        f"Đồng chí được phân công {len(tasks)} nhiệm vụ:", [f" {_headed(one)}" for one in tasks], first=tasks[0].number
    )


def _headed(task: Task) -> str:
    return f"{show.task_heading(task)} · {show.short_deadline(task.due)}"


def _listed(head: str, lines: Sequence[str], *, first: int) -> str:
    more = [f"(còn {len(lines) - MOST})"] if len(lines) > MOST else []
    return "\n".join([head, *lines[:MOST], *more, f"Xem: /nv {first} hoặc /nhiemvu"])


def _stands(one: Item) -> str:
    if one.overdue:
        return f"quá hạn {one.overdue} ngày làm việc"
    if one.left is None:
        return "chưa xác nhận đã nhận" if one.unacknowledged else "theo hẹn"
    if one.left < 0:
        return "đã qua ngày làm việc cuối"
    left = "hôm nay là ngày làm việc cuối" if one.left == 0 else f"còn {one.left} ngày làm việc"
    return (f"{one.hour}, " if one.hour else "") + left + (" (tạm tính)" if one.provisional else "")


def on() -> Reply:
    return Reply(
        "Từ nay tin nhắc và giao việc tại kênh này chỉ có\nsố NV, thời hạn. Muốn đủ nội dung: gõ 'tin đầy đủ'.",
        choices=(Choice("Tin đầy đủ", "brief.off"),),
    )


def off() -> Reply:
    return Reply(
        "Từ nay tin nhắc và giao việc tại kênh này có đủ\nnội dung. Muốn ngắn: gõ 'tin gọn'.",
        choices=(Choice("Tin gọn", "brief.on"),),
    )
