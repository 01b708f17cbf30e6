"""Decide how a coordinator is asked whether a new task and an open one of the same agency are one."""

from __future__ import annotations

from collections.abc import Sequence

from core.messages import Choice, Priority, Reply
from core.model import Directive, DraftTask, Due, Task
from core.wording import show
from core.wording.addressing import shorten


def overlap(draft: DraftTask, there: Sequence[Task], *, note: str = "") -> Reply:
    first = there[0]
    numbers = show.names([str(task.number) for task in there], most=4)
    lines = [
        *([note] if note else []),
        f"Việc {draft.position} gần giống NV {numbers} · {first.directive_number or 'văn bản trước'}",
        f"({shorten(first.lead, 90)}, {show.short_deadline(first.due, first.recurrence_text)}).",
        f"Văn bản mới: {show.short_deadline(draft.due, draft.recurrence_text)}.",
        f"Nội dung mới: {show.quoted(draft.text, 150)}",
    ]
    look = Choice("Xem hai văn bản", "overlap.both", _on(draft))
    return Reply("\n".join(lines), choices=(*_answers(draft), look, *_onward(draft)))


def both(directive: Directive, draft: DraftTask, there: Sequence[Task]) -> Reply:
    """The two texts, one under the other."""
    first = there[0]
    text = [
        f"{directive.number or 'Văn bản mới'}, việc {draft.position}:",
        shorten(draft.text, 360),
        "",
        f"{show.heading(first.number, first.directive_number)}:",
        shorten(first.text, 360),
    ]
    return Reply("\n".join(text), choices=(*_answers(draft), *_onward(draft)))


def _on(draft: DraftTask) -> dict[str, int | str | None]:
    return {"draft": draft.id}


def _answers(draft: DraftTask) -> tuple[Choice, ...]:
    return (
        Choice("Hai việc riêng", "overlap.apart", _on(draft)),
        Choice("Cùng một việc, hạn mới", "overlap.same", _on(draft)),
    )


def _onward(draft: DraftTask) -> tuple[Choice, ...]:
    return (
        Choice("Việc sau", "review.after", _on(draft)),
        Choice("Quay lại", "review.show", {"directive": draft.directive_id}),
    )


def apart(position: int) -> str:
    return f"Đã ghi việc {position} là việc riêng."


def same(position: int, numbers: Sequence[int]) -> str:
    joined = show.names([str(n) for n in numbers], most=4)
    return f"Đã ghi việc {position} cùng NV {joined}; khi giao, NV này theo hạn mới."


def ordered_at(directive: Directive) -> str:
    date = f" ngày {show.full_day(directive.issued_on)}" if directive.issued_on else ""
    return f"{directive.number or 'văn bản chưa rõ số'}{date}"


def notice(directive: Directive, task: Task, *, due: Due | None, to: int) -> Reply:
    """To whoever has the open task in hand: a second document orders it too; one report answers both."""
    now_due = f"Hạn nay là: {show.as_written(due)}." if due else "Hạn không đổi."
    return Reply(
        f"{show.task_heading(task)} cũng được giao tại {ordered_at(directive)}.\n{now_due}\n"
        "Một báo cáo trả lời cả hai văn bản.",
        choices=(Choice("Xem nhiệm vụ", "task.show", {"task": task.id}),),
        to=to,
        priority=Priority.NOTICE,
    )
