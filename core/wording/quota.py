"""Decide what the coordinator is told of a channel whose messages are counted by the month."""

from __future__ import annotations

from core.messages import Reply
from core.quota import Left
from core.wording import show


def spent(account: str, left: Left) -> Reply:
    """Once a month, when only the reserve is left."""
    name = show.channel(account)
    return Reply(
        f"Kênh {name} đã dùng hết số tin của tháng, còn\n{left.messages} tin dự phòng.\n"
        "Từ nay đến hết tháng, kênh này chỉ gửi nhắc việc\n(việc gấp trước) và tin trả lời. Tin khác không\n"
        "gửi; ai có kênh khác thì nhận ở kênh ấy.\nĐề nghị đồng chí báo các đơn vị khi cần."
    )


def left(account: str, remaining: Left) -> str:
    """A line of the coordinator's morning message."""
    name = show.channel(account)
    if remaining.only_reserve:
        return f"Kênh {name}: hết tin của tháng, dự phòng còn {remaining.messages}"
    return f"Kênh {name}: tháng này còn {remaining.messages} tin"
