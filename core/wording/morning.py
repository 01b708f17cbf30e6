"""Say once a morning what falls due: most urgent first, five lines and a number for the rest, answerable by typing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from core.messages import About, Choice, Priority, Reply
from core.model import Person, Role
from core.wording import brief, overdue, show
from core.wording.addressing import shorten
from core.wording.item import Item

MOST_ITEMS, MOST_LINES, MOST_CHARS, MOST_BUTTONS = 5, 15, 900, 3
WIDTH = 52
UNACKNOWLEDGED = "Chưa xác nhận đã nhận"
PAST = "Đã qua thời hạn"


def morning(person: Person, items: Sequence[Item], *, today: dt.date, followed: int) -> Reply:
    """The one message of a morning. A single task on its first overdue day has a message of its own."""
    if len(items) == 1 and items[0].first_overdue and person.role is not Role.LEADER:
        return _with_lateness(overdue.first(items[0]), person, items, today)
    ordered = sorted(items, key=lambda item: item.urgency)
    shown = min(MOST_ITEMS, len(ordered))
    text = _text(person, ordered, shown, today=today, followed=followed)
    while shown > 1 and (text.count("\n") >= MOST_LINES or len(text) > MOST_CHARS):
        shown -= 1
        text = _text(person, ordered, shown, today=today, followed=followed)
    short = brief.reminders(ordered)
    return Reply(text, choices=_choices(ordered, shown), about=_about(ordered), priority=Priority.REMINDER, brief=short)


def not_connected(person: Person) -> Reply:
    """To the coordinator, once."""
    of = f" ({person.agency})" if person.agency else ""
    text = (
        f"Chưa kết nối: {show.titled(person)}{of}.\nNhắc việc chưa tới được đồng chí này; thời hạn vẫn tính.\n"
        "Đồng chí gửi mã mời hoặc báo qua kênh khác."
    )
    return Reply(text, choices=(Choice("Tổng hợp", "summary.show"),), priority=Priority.NOTICE)


def _text(person: Person, ordered: Sequence[Item], shown: int, *, today: dt.date, followed: int) -> str:
    head = [*_late(person, ordered, today), *_head(person, ordered, today=today, followed=followed)]
    body = _grouped(ordered[:shown])
    rest = [f"(còn {len(ordered) - shown} việc)"] if len(ordered) > shown else []
    return "\n".join([*head, "", *body, *rest, "", _answer(ordered)])


def _head(person: Person, ordered: Sequence[Item], *, today: dt.date, followed: int) -> list[str]:
    if person.role is Role.LEADER:
        position = f" {person.position}" if person.position else ""
        unit = f" của {person.agency}" if person.agency else ""
        return [
            f"Kính báo cáo đồng chí{position}, các việc{unit}",
            f"sắp đến hạn hoặc đã qua thời hạn ({show.day(today)}):",
        ]
    weekday = show.day(today)
    return [f"Sáng {weekday}. Cần đồng chí lưu ý {len(ordered)} việc", f"(đang theo dõi {show.number(followed)})."]


def _late(person: Person, items: Sequence[Item], today: dt.date) -> list[str]:
    missed = [item.planned for item in items if item.planned is not None and item.planned < today]
    if not missed:
        return []
    said = "Báo cáo" if person.role is Role.LEADER else "Nhắc"  # a leader is never 'nhắc'
    which = f"{said} muộn" if len(missed) == len(items) else f"{said} muộn {len(missed)} việc"
    return [f"{which}: lẽ ra gửi {show.day(min(missed), today=today)}."]


def _with_lateness(reply: Reply, person: Person, items: Sequence[Item], today: dt.date) -> Reply:
    return Reply(
        "\n".join([*_late(person, items, today), reply.text]),
        reply.choices,
        about=reply.about,
        priority=reply.priority,
        brief=brief.reminders(items),
    )


def _grouped(items: Sequence[Item]) -> list[str]:
    lines: list[str] = []
    heading = ""
    for item in items:
        if (group := _group(item)) != heading:
            heading = group
            lines.append(group)
        lines.append(_line(item))
    return lines


def _group(item: Item) -> str:
    if item.overdue or (item.left is not None and item.left < 0):
        return PAST if item.overdue else "Đã qua ngày làm việc cuối"
    if item.left is None:
        return UNACKNOWLEDGED if item.unacknowledged else "Nhắc lại theo hẹn"
    said = "Hôm nay là ngày làm việc cuối" if item.left == 0 else f"Còn {item.left} ngày làm việc"
    return f"{said} (tạm tính)" if item.provisional else said


def _line(item: Item) -> str:
    if item.overdue:
        return overdue.following(item)
    head = " " + show.heading(item.number, item.directive_number)
    if item.hour:
        head += f" · {item.hour}"
    if item.unacknowledged and item.left is not None:
        head += " · chưa xác nhận đã nhận"
    room = max(16, WIDTH - len(head) - 3)
    return f"{head} · {shorten(item.text, room)}"


def _answer(ordered: Sequence[Item]) -> str:
    """How to answer at once, with the numbers of this message."""
    first, last = ordered[0].number, ordered[-1].number
    return f"Trả lời ngay: 'nv{first} 80%', 'nv{last} đã trình ký'"


def _choices(ordered: Sequence[Item], shown: int) -> tuple[Choice, ...]:
    tasks = [
        Choice(f"NV {item.number}", "task.show", {"task": item.task_id}) for item in ordered[:shown][:MOST_BUTTONS]
    ]
    ids = ",".join(str(item.task_id) for item in ordered)
    return (*tasks, Choice("Xem thêm", "task.list"), Choice("Nhắc lại sau", "remind.snooze", {"tasks": ids}))


def _about(ordered: Sequence[Item]) -> About | None:
    """One task only: an answer to several is judged task by task."""
    return About(ordered[0].task_id, ordered[0].version) if len(ordered) == 1 else None
