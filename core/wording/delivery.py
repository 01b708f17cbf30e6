"""Decide what is said about the delivery itself: a message that may come twice, and people whom no message reaches."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from core.messages import Priority, Reply
from core.model import Person

AboutPerson = Callable[[Person], Reply]

CLOSED = "Đã có tin mới hơn bên dưới."  # in the place of a morning too old to be deleted


def repeated(text: str, *, first_tried: dt.datetime) -> str:
    """The text of the one possible repeat; `first_tried` is local."""
    when = f"{first_tried.hour} giờ {first_tried.minute:02d}"
    return f"(Nhắc lại, có thể đồng chí đã nhận lúc {when})\n{text}"


def not_reached(person: Person) -> Reply:
    """The channel refuses this person's chat; said once until they write again."""
    return Reply(
        f"Hệ thống không tới được {_named(person)}:\nkênh trò chuyện từ chối nhận tin.\n"
        "Nhiệm vụ và thời hạn giữ nguyên. Khi đồng chí ấy\nnhắn lại, Hệ thống tự kết nối lại.",
        priority=Priority.NOTICE,
    )


def not_delivered(person: Person) -> Reply:
    """A message was parked: nobody knows whether it arrived, or the channel will not take it."""
    return Reply(
        f"Có tin gửi {_named(person)}\nchưa chắc đã tới. Hệ thống không gửi thêm lần nữa.\n"
        "Đề nghị đồng chí trao đổi trực tiếp nếu cần.",
        priority=Priority.NOTICE,
    )


def _named(person: Person) -> str:
    name = f"{person.position} {person.name}" if person.position else person.name
    return f"{name} ({person.agency})" if person.agency else name
