"""Say that a period of a recurring duty has opened, what the one before reported, and that nothing arose in one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from core.messages import Args, Choice, Priority, Reply
from core.model import OPEN, Status, StatusReport, Task
from core.office import Office
from core.proposal import DeadlineKind
from core.series import quarter_or_month
from core.wording import brief, show
from core.wording.addressing import shorten
from core.wording.completion import evidence
from core.wording.tasks import about, of, open_card

_QUARTERS = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Before:
    """The period before one, and what was last reported of it."""

    number: int
    status: Status
    report: StatusReport | None


def opened(task: Task, *, rule: str, before: Before | None, today: dt.date, office: Office) -> Reply:
    """To whoever answers for the duty: the new period is an ordinary task with a number of its own."""
    due = task.due
    if due is None:
        raise ValueError("a period has a deadline")
    act = "Báo cáo" if due.kind is DeadlineKind.REPORT else "Thực hiện"
    words = shorten(task.recurrence_text or show.as_written(due), 60)
    lines = [
        f"{show.task_heading(task)} · {_period(rule, due.date)}",
        shorten(task.text, 100),
        f"{act} {words};",
        f"ngày làm việc cuối {show.last_working_day(due, today=today, calendar=office.calendar)}",
    ]
    lines += [_before(before)] if before else []
    nothing = {"seen": f"{task.id}:{task.version}", "why": "nothing"}
    choices = (
        Choice("Báo cáo", "report.open", of(task)),
        Choice("Không phát sinh", "completion.none", nothing),
        open_card(task),
    )
    short = brief.given([task])
    return Reply("\n".join(lines), choices=choices, about=about(task), priority=Priority.NOTICE, brief=short)


def _period(rule: str, day: dt.date) -> str:
    """'kỳ tháng 4/2026', 'kỳ quý II/2026', else the day by which it is due: never a guess which month is meant."""
    named = quarter_or_month(rule, day)
    if named is None:
        return f"kỳ đến {show.full_day(day)}"
    kind, n, year = named
    return f"kỳ quý {_QUARTERS[n - 1]}/{year}" if kind == "quarter" else f"kỳ tháng {n}/{year}"


def _before(before: Before) -> str:
    report = before.report
    if report is None:
        return f"Kỳ trước (NV {before.number}): chưa có báo cáo"
    said = evidence(report.document_number, report.document_date) or show.quoted(report.text, 60)
    still_open = f", {show.status(before.status).lower()}" if before.status in OPEN else ""
    return f"Kỳ trước (NV {before.number}): {said}{still_open}"


def ask_nothing(task: Task, *, args: Args) -> Reply:
    """Typed, it is asked once, like every report."""
    return Reply(
        f"Hệ thống hiểu:\n{show.task_heading(task)} · {shorten(task.text, 45)}\n"
        "Kỳ này không phát sinh: báo cáo hoàn thành,\nkhông cần văn bản.",
        choices=(Choice("Đúng", "completion.none", args), Choice("Sửa lại", "report.again", of(task))),
    )
