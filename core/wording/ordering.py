"""Decide how an order given by word of mouth is written down, until its document comes."""

from __future__ import annotations

import datetime as dt

from core.messages import Choice, Reply
from core.model import Directive, DraftTask
from core.verbal_order import VerbalOrder
from core.wording import review, show
from core.wording.addressing import shorten


def subject(order: VerbalOrder) -> str:
    where = f" tại {order.where}" if order.where else ""
    return f"Ý kiến chỉ đạo{where}"


def _opinion(directive: Directive, order: VerbalOrder, *, today: dt.date) -> str:
    who = f" của {shorten(order.who, 80)}" if order.who else ""
    where = f"\ntại {shorten(order.where, 80)}" if order.where else ""
    return f"Ghi nhiệm vụ theo ý kiến chỉ đạo{who}{where} ngày {show.full_day(directive.issued_on or today)}"


def several(directive: Directive, order: VerbalOrder, *, today: dt.date) -> str:
    """Above the draft's list, where one opinion gives several agencies work."""
    return f"{_opinion(directive, order, today=today)}.\nKhi có văn bản, đồng chí gửi để thay căn cứ."


def recorded(directive: Directive, draft: DraftTask, order: VerbalOrder, *, lead: str, today: dt.date) -> Reply:
    lines = [
        f"{_opinion(directive, order, today=today)}:",
        show.quoted(draft.text, 200),
        f"Chủ trì: {shorten(lead, 90)}",
        *review.due_lines(draft, today=today),
        "Khi có văn bản, đồng chí gửi để thay căn cứ.",
    ]
    return Reply(
        "\n".join(lines),
        choices=(
            Choice("Ghi", "review.show", {"directive": directive.id}),
            Choice("Sửa", "review.edit", {"draft": draft.id}),
            Choice("Bỏ", "review.discard_yes", {"directive": directive.id}),
        ),
    )


def ask_whole() -> Reply:
    return Reply(
        "Đồng chí gõ cả nội dung, ví dụ:\n'nhiệm vụ theo ý kiến chỉ đạo của Chủ tịch tại giao ban\n"
        "ngày 12/3: Sở Nội vụ rà soát biên chế, báo cáo trước\nngày 20/3'."
    )
