"""Decide what is said of a message that was changed after it was sent."""

from __future__ import annotations

from core.messages import Reply


def kept_already() -> Reply:
    return Reply(
        "Đồng chí đã sửa một tin mà Hệ thống trả lời rồi.\nĐiều đã ghi giữ nguyên, không có gì thay đổi.\n"
        "Cần ghi khác, đồng chí gõ tin mới, ví dụ 'nv3 70%'."
    )


def not_read() -> Reply:
    return Reply("Hệ thống không đọc lại tin đã sửa, không có gì\nthay đổi. Đồng chí gõ thành tin mới.")
