"""Say until when a reminder is put off, and that the deadline itself does not move."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from core.messages import Asks, Choice, Reply
from core.snoozing import Later
from core.wording import show

_LABELS = {Later.AFTERNOON: "Chiều nay", Later.TOMORROW: "Ngày mai", Later.THREE_DAYS: "3 ngày nữa"}


def ask(numbers: Sequence[int], task_ids: Sequence[int], offered: Sequence[Later]) -> Reply:
    """Which of the moments that are still before the deadline."""
    ids = ",".join(str(key) for key in task_ids)
    choices = tuple(Choice(_LABELS[later], "remind.later", {"tasks": ids, "when": later.value}) for later in offered)
    return Reply(
        f"Nhắc lại {_named(numbers)} vào lúc nào?\nThời hạn của nhiệm vụ không đổi.",
        choices=choices,
        asks=Asks("remind.later", {"tasks": ids}),
    )


def done(numbers: Sequence[int], until: dt.datetime, *, shortened: bool) -> Reply:
    """`until` is local. Says so where the deadline left less time than was asked."""
    when = f"{show.clock(until)} {show.day(until.date())}"
    why = "\n(sớm hơn đồng chí chọn, để không qua thời hạn)" if shortened else ""
    return Reply(f"Sẽ nhắc lại {_named(numbers)} lúc {when}.{why}\nThời hạn của nhiệm vụ không đổi.")


def too_late(numbers: Sequence[int]) -> Reply:
    text = f"{_named(numbers)} đã tới ngày làm việc cuối, không để\nmuộn hơn được."
    return Reply(
        f"{text} Đồng chí có thể báo cáo hoặc\nxin gia hạn.", choices=(Choice("Nhiệm vụ của tôi", "task.list"),)
    )


def nothing() -> Reply:
    return Reply("Các việc này đã báo cáo xong hoặc không còn\ndo đồng chí thực hiện; không có gì phải nhắc.")


def _named(numbers: Sequence[int]) -> str:
    return "NV " + show.names([str(number) for number in numbers], most=8)
