"""Decide how a message passed on from somebody else is asked about."""

from __future__ import annotations

from core.messages import Choice, Reply
from core.wording import show

WHICH = "Tin chuyển tiếp này báo cáo việc nào?"


def ask_order(text: str) -> Reply:
    return Reply(
        f"Tin chuyển tiếp: {show.quoted(text, 200)}\nGhi thành nhiệm vụ mới để rà soát? Chưa ghi gì.",
        choices=(
            Choice("Ghi nhiệm vụ", "forward.order", {"text": text}),
            Choice("Không ghi", "forward.leave"),
        ),
    )


def left() -> Reply:
    return Reply("Đã bỏ qua tin chuyển tiếp. Không ghi gì.")
