"""Decide what a coordinator is told while a document comes in pieces: photographs, or a text cut into messages."""

from __future__ import annotations

from core.messages import Choice, Reply
from core.model import Directive
from core.wording.addressing import shorten
from core.wording.reading import key

PICTURE_NAME = "ảnh.jpg"


def first_page(directive_id: int, name: str) -> Reply:
    return Reply(
        f"Đã nhận {shorten(name, 40)}. Còn trang nữa, đồng chí\n"
        "gửi tiếp: các ảnh được đọc chung một văn bản.\nĐọc xong Hệ thống sẽ báo.",
        choices=(_stop(directive_id),),
        replaces=key(directive_id),
    )


def more_pages(directive_id: int, pages: int) -> Reply:
    return Reply(
        f"Đã nhận {pages} ảnh, đọc chung một văn bản theo\nthứ tự gửi. Đọc xong Hệ thống sẽ báo.",
        choices=(Choice("Ảnh cuối là văn bản khác", "reading.apart", {"directive": directive_id}), _stop(directive_id)),
        replaces=key(directive_id),
    )


def more_text(directive_id: int, messages: int) -> Reply:
    return Reply(
        f"Đã nhận {messages} tin, đọc chung một văn bản.\nĐọc xong Hệ thống sẽ báo.",
        choices=(_stop(directive_id),),
        replaces=key(directive_id),
    )


def next_page(directive_id: int, before: Directive) -> Reply:
    """Asked, never assumed: reading the draft again undoes what was already mended in it."""
    return Reply(
        f"Ảnh này là trang tiếp của {before.number or 'văn bản vừa đọc'}?\n"
        "Nếu là trang tiếp, văn bản được đọc lại từ đầu;\nnhững chỗ đồng chí đã sửa phải sửa lại.",
        choices=(
            Choice("Trang tiếp", "reading.continued", {"directive": directive_id, "of": before.id}),
            Choice("Văn bản khác", "reading.separate", {"directive": directive_id}),
            _stop(directive_id),
        ),
        replaces=key(directive_id),
    )


def _stop(directive_id: int) -> Choice:
    return Choice("Dừng đọc", "reading.stop", {"directive": directive_id})
