"""Decide how a deputy is named for the days of a leave: who, from when, until when, and one look before it counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from core.leaving import Reason
from core.messages import Args, Asks, Choice, Priority, Reply
from core.model import Person
from core.wording import dates, show
from core.wording.allocation import REASONS, people_choices
from core.wording.refusals import MY_TASKS
from core.workdays import WorkingCalendar


def ask_deputy(people: Sequence[Person], *, args: Args, first: dt.date | None, last: dt.date | None) -> Reply:
    lines = [f"Ai làm thay đồng chí{_between(first, last)}?", *(f" {show.titled(one)}" for one in people[:10])]
    lines += [f" (còn {len(people) - 10})"] if len(people) > 10 else []
    lines.append("Đồng chí chọn hoặc gõ họ tên.")
    return Reply("\n".join(lines), choices=people_choices(people, "leave", args), asks=Asks("leave.named", args))


def ask_first(deputy: Person, *, args: Args, today: dt.date, calendar: WorkingCalendar) -> Reply:
    return Reply(
        f"{show.titled(deputy)} làm thay đồng chí từ ngày nào?\nĐồng chí chọn hoặc gõ, ví dụ 'từ 20/3 đến 25/3'.",
        choices=dates.ahead("leave.days", args, today=today, calendar=calendar),
        asks=Asks("leave.days", args),
    )


def ask_last(deputy: Person, *, args: Args, first: dt.date, today: dt.date, calendar: WorkingCalendar) -> Reply:
    return Reply(
        f"{show.titled(deputy)} làm thay đồng chí\ntừ {show.full_day(first)} đến hết ngày nào?\n"
        "Đồng chí chọn hoặc gõ ngày, ví dụ 25/3.",
        choices=dates.ahead(
            "leave.last", args, today=today, calendar=calendar, after=max(first, today) - dt.timedelta(days=1)
        ),
        asks=Asks("leave.last", args),
    )


def ask_agree(deputy: Person, *, first: dt.date, last: dt.date, reason: Reason | None, go: Args) -> Reply:
    return Reply(
        f"{show.titled(deputy)} làm thay đồng chí mọi việc\n{_between(first, last).strip()}.{why(reason)}\n"
        "Hết hạn tự trở lại. Lãnh đạo đơn vị được báo.",
        choices=(
            Choice("Đồng ý", "leave.go", go),
            Choice("Quay lại", "leave.ask", {key: value for key, value in go.items() if key != "person"}),
        ),
        asks=Asks("leave.days", go),
    )


def _between(first: dt.date | None, last: dt.date | None) -> str:
    if first and first == last:
        return f" trong ngày {show.full_day(first)}"
    since = f" từ {show.full_day(first)}" if first else ""
    return since + (f" đến {show.full_day(last)}" if last else "")


def _opening(first: dt.date, last: dt.date) -> str:
    days = _between(first, last).strip()
    return days[0].upper() + days[1:]


def on_leave(deputy: Person, *, first: dt.date, last: dt.date) -> Reply:
    return Reply(
        f"{_opening(first, last)}, {show.titled(deputy)}\nlàm thay đồng chí mọi việc. Hết hạn tự trở lại.",
        choices=(MY_TASKS,),
    )


def stands_in(giver: Person, *, first: dt.date, last: dt.date, to: int, reason: Reason | None = None) -> Reply:
    said = REASONS[reason] if reason else "nghỉ phép, công tác"
    return Reply(
        f"{_opening(first, last)}, đồng chí làm thay\n{show.titled(giver)} ({said}).",
        choices=(MY_TASKS,),
        to=to,
        priority=Priority.NOTICE,
    )


def leave_notice(
    giver: Person, deputy: Person, *, first: dt.date, last: dt.date, to: int, reason: Reason | None = None
) -> Reply:
    """To the agency's leader or focal person, to know."""
    return Reply(
        f"Kính báo cáo đồng chí:{_between(first, last)},\n"
        f"{show.titled(deputy)} làm thay {show.titled(giver)}.{why(reason)}",
        choices=(MY_TASKS,),
        to=to,
        priority=Priority.NOTICE,
    )


def why(reason: Reason | None) -> str:
    return f"\nLý do: {REASONS[reason]}." if reason else ""
