"""Decide what is said when a publication is taken back for correction, within half an hour of the telling."""

from __future__ import annotations

from collections.abc import Sequence

from core.messages import Choice, Priority, Reply
from core.model import Directive, Task
from core.wording import show

MINUTES = 30


def _numbers(first: int, last: int) -> str:
    return f"NV {first}" if first == last else f"NV {first}–{last}"


def _tasks(directive: Directive) -> Choice:
    return Choice("Xem nhiệm vụ", "directive.tasks", {"directive": directive.id, "page": 0})


def ask(directive: Directive, *, publication: int, first: int, last: int, waiting: bool) -> Reply:
    """`waiting`: the agencies were not told yet."""
    told = "Chưa đầu mối nào được gửi." if waiting else "Đầu mối đã nhận sẽ được báo là thu hồi để chỉnh sửa."
    return Reply(
        f"Thu hồi {directive.number or 'văn bản'}: {_numbers(first, last)}?\n{told}\n"
        "Các việc trở lại chờ rà soát; số đã cấp không dùng lại.",
        choices=(Choice("Thu hồi", "recall.go", {"publication": publication}), Choice("Giữ nguyên", "recall.keep")),
    )


def done(directive: Directive, *, first: int, last: int, told: int, taken_up: Sequence[int], drafts: int) -> Reply:
    on = {"directive": directive.id}
    lines = [
        f"Đã thu hồi {directive.number or 'văn bản'}: {_numbers(first, last)}.",
        f"Đã báo {told} người." if told else "Chưa ai được gửi, không phải báo lại.",
    ]
    if taken_up:
        numbers = show.names([f"NV {one}" for one in taken_up], most=6)
        lines.append(f"Việc đang mở vẫn theo hạn mới: {numbers}.")
    lines.append(f"{drafts} việc trở lại chờ rà soát.")
    return Reply(
        "\n".join(lines), choices=(Choice("Rà soát", "review.show", on), Choice("Giao việc", "publish.ask", on))
    )


def notice(directive: Directive, tasks: Sequence[Task], *, to: int) -> Reply:
    """To whoever something of it had reached; the reason is the office's own."""
    issuer = f" của {directive.issuer}" if directive.issuer else ""
    return Reply(
        f"Văn phòng thu hồi phần giao việc tại\n{directive.number or 'văn bản'}{issuer} để chỉnh sửa:\n"
        f"{_numbers(tasks[0].number, tasks[-1].number)}. Đồng chí chưa cần thực hiện;\nbản đúng sẽ được gửi lại.",
        to=to,
        priority=Priority.NOTICE,
        tells=tuple(task.id for task in tasks),
    )


def answered(directive: Directive, tasks: Sequence[Task]) -> Reply:
    numbers = show.names([f"NV {task.number}" for task in tasks], most=6)
    return Reply(
        f"Đơn vị đã báo cáo {numbers}, không thu hồi được\n{directive.number or 'văn bản'}. "
        "Cần sửa: điều chỉnh hạn, chuyển đơn vị\nhoặc thôi theo dõi từng việc.",
        choices=(_tasks(directive),),
    )


def too_late(directive: Directive) -> Reply:
    return Reply(
        f"Đã quá {MINUTES} phút từ khi gửi, không thu hồi được\n{directive.number or 'văn bản'}. "
        "Cần sửa: điều chỉnh hạn, chuyển đơn vị\nhoặc thôi theo dõi từng việc.",
        choices=(_tasks(directive),),
    )


def kept() -> Reply:
    return Reply("Giữ nguyên. Không có gì thay đổi.")


def recalled_already(directive: Directive) -> Reply:
    return Reply(
        f"{directive.number or 'Văn bản'} đã được thu hồi trước đó.",
        choices=(Choice("Rà soát", "review.show", {"directive": directive.id}),),
    )


def nothing() -> Reply:
    return Reply("Không có lần giao việc nào để thu hồi.", choices=(Choice("Văn bản", "directive.list"),))
