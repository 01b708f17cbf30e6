"""Decide what a coordinator is told while a document is received and read, and why one is not taken."""

from __future__ import annotations

import datetime as dt

from core.messages import Choice, Priority, Reply
from core.model import Directive, DirectiveState
from core.wording import show
from core.wording.addressing import shorten

PASTED_NAME = "văn bản dán.txt"
MARKED = (
    "Văn bản có dấu chỉ độ mật. Hệ thống đã dừng,\nkhông lưu tệp, không ghi nội dung.\n\n"
    "Không gửi văn bản mật qua ứng dụng trò chuyện.\nĐề nghị đồng chí:\n"
    "1. Xóa ngay tệp và tin nhắn này ở mọi máy.\n"
    "2. Báo lãnh đạo cơ quan và người làm công tác\nbảo vệ bí mật nhà nước của đơn vị.\n"
    "3. Xử lý văn bản theo quy định về bảo vệ bí mật\nnhà nước."
)


def key(directive_id: int) -> str:
    """The message about one document's reading takes the place of the one before."""
    return f"reading:{directive_id}"


def received(directive_id: int, name: str) -> Reply:
    return Reply(
        f"Đã nhận {shorten(name, 40)}, đang đọc. Đọc xong Hệ\nthống sẽ báo; đồng chí cứ làm việc khác.",
        choices=(Choice("Dừng đọc", "reading.stop", {"directive": directive_id}),),
        replaces=key(directive_id),
    )


def at_page(directive_id: int, name: str, *, done: int, total: int) -> Reply:
    return Reply(
        f"Đã nhận {shorten(name, 40)} ({total} trang, bản quét).\nĐang đọc trang {done}/{total}. Đọc xong Hệ\n"
        "thống sẽ báo; đồng chí cứ làm việc khác.",
        choices=(Choice("Dừng đọc", "reading.stop", {"directive": directive_id}),),
        priority=Priority.NOTICE,
        replaces=key(directive_id),
        passing=True,
    )


def stopped() -> Reply:
    return Reply("Đã dừng đọc. Hệ thống không giữ tệp.")


def read_already() -> Reply:
    return Reply("Văn bản đã đọc xong, không còn gì để dừng.", choices=(Choice("Văn bản", "directive.list"),))


def refused_secret(directive_id: int) -> Reply:
    """Nothing of the document is repeated, not even its name."""
    on = {"directive": directive_id}
    return Reply(
        MARKED,
        choices=(Choice("Đã xóa", "reading.erased", on), Choice("Không phải văn bản mật", "reading.not_secret", on)),
    )


def erased() -> Reply:
    return Reply("Đã ghi nhận đồng chí đã xóa tệp và tin nhắn.")


def not_secret() -> Reply:
    return Reply(
        "Hệ thống không giữ bản nào nên không thể xem\nlại. Đồng chí kiểm tra bản gốc với văn thư. Nếu\n"
        "chắc chắn không mật, gửi bản không mang dấu\nchỉ độ mật."
    )


def internal_mark(directive_id: int, mark: str) -> Reply:
    on = {"directive": directive_id}
    return Reply(
        f"Văn bản ghi “{shorten(mark, 40)}”. Hệ thống chưa lưu.\n"
        "Đồng chí có được phép đưa văn bản vào kênh\ntrò chuyện này không?",
        choices=(
            Choice("Chỉ nhập nhiệm vụ", "reading.permit", {**on, "keep": "tasks"}),
            Choice("Đã xin phép, nhập", "reading.permit", {**on, "keep": "all"}),
            Choice("Không nhập", "reading.stop", on),
        ),
    )


def reading_again() -> Reply:
    return Reply("Đang đọc lại văn bản theo ý kiến của đồng chí.")


def same_document(new: Directive, old: Directive, *, identical: bool, tasks: int, since: dt.date | None) -> Reply:
    """It is there already; nothing is doubled before the coordinator says so."""
    state = "đã giao" if old.state is DirectiveState.PUBLISHED else "đang chờ giao"
    when = f" từ {show.full_day(since)}" if since else ""
    on = {"directive": new.id, "old": old.id}
    update = () if old.state is DirectiveState.PUBLISHED else (Choice("Dùng bản mới", "reading.newer", on),)
    return Reply(
        f"{old.number or 'Văn bản này'} đã có trong Hệ thống{when}\n({tasks} việc, {state}).\n"
        f"Bản vừa gửi {'giống hệt bản đã có.' if identical else 'có nội dung khác bản đã có.'}",
        choices=(
            *update,
            Choice("Giữ bản cũ", "reading.keep_old", on),
            Choice("Là văn bản khác", "reading.another", on),
        ),
    )


def kept_old() -> Reply:
    return Reply("Đã giữ bản cũ, bỏ bản vừa gửi.", choices=(Choice("Văn bản", "directive.list"),))


def no_tasks(directive: Directive) -> Reply:
    return Reply(
        f"Đã đọc {directive.number or 'văn bản'}. Không thấy nhiệm vụ nào\ngiao cho đơn vị. "
        "Đồng chí có thể thêm từng việc:\n'thêm: Sở Nội vụ báo cáo trước ngày 15/4'.",
        choices=(Choice("Bỏ", "review.discard", {"directive": directive.id}),),
    )
