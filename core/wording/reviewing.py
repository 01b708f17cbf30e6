"""Decide how a coordinator's edits of a draft are asked for and answered, and the questions put once a directive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from core.messages import Asks, Choice, Reply
from core.model import Agency, Directive, DraftTask, Due
from core.wording import show
from core.wording.addressing import shorten

FIELDS = (("Nội dung", "text"), ("Chủ trì", "lead"), ("Phối hợp", "supporting"), ("Hạn", "deadline"))
_ASKS = {
    "text": "Đồng chí gõ nội dung mới của việc {n}.",
    "lead": "Đồng chí gõ đơn vị chủ trì việc {n}\n(nhiều đơn vị: cách nhau bằng dấu phẩy).",
    "supporting": "Đồng chí gõ đơn vị phối hợp việc {n},\nhoặc 'không'.",
    "deadline": "Đồng chí gõ hạn của việc {n}, ví dụ\n'trước ngày 15/4/2026', '30/6', hoặc 'không'.",
}


def fields(draft: DraftTask) -> Reply:
    choices = [Choice(label, "review.field", {"draft": draft.id, "field": field}) for label, field in FIELDS]
    return Reply(
        f"Sửa gì ở việc {draft.position}?", choices=(*choices, Choice("Quay lại", "review.card", {"draft": draft.id}))
    )


def ask_field(draft: DraftTask, field: str, *, note: str = "") -> Reply:
    text = _ASKS[field].format(n=draft.position)
    back = Choice("Quay lại", "review.card", {"draft": draft.id})
    return Reply(f"{note}\n{text}" if note else text, choices=(back,), asks=asks_field(draft, field))


def asks_field(draft: DraftTask, field: str) -> Asks:
    return Asks("review.set", {"draft": draft.id, "field": field})


# ── questions once a directive ─────────────────────────────────────────────────────────────────
def ask_inherited(directive: Directive, count: int, words: str) -> Reply:
    on = {"directive": directive.id}
    return Reply(
        f"{count} việc không ghi hạn riêng. Văn bản yêu cầu\nbáo cáo kết quả {shorten(words, 60)}.\n"
        "Ghi ngày này là gì? Chưa chọn thì ghi là hạn\nbáo cáo chung.",
        choices=(
            Choice("Hạn báo cáo chung", "review.inherited", {**on, "as": "report"}),
            Choice("Hạn từng việc", "review.inherited", {**on, "as": "completion"}),
            Choice("Không thời hạn", "review.inherited", {**on, "as": "none"}),
        ),
    )


def ask_before(directive: Directive, due: Due) -> Reply:
    on = {"directive": directive.id}
    after = due.date + dt.timedelta(days=1)
    return Reply(
        f"Văn bản ghi “{shorten(show.as_written(due), 50)}”.\n"
        f"Nhắc theo ngày làm việc cuối: {show.day(due.last_working_day)}.\nTính quá hạn từ ngày nào?",
        choices=(
            Choice(f"Từ {show.short_day(after)} (mặc định)", "review.before", {**on, "strict": 0}),
            Choice(f"Từ {show.short_day(due.date)}", "review.before", {**on, "strict": 1}),
        ),
    )


def inherited_settled(count: int, kept: str) -> str:
    if not count:
        return "Không còn việc nào theo hạn báo cáo chung."
    words = {
        "report": f"Đã ghi hạn báo cáo chung cho {count} việc.",
        "completion": f"Đã ghi hạn hoàn thành riêng cho {count} việc.",
        "none": f"Đã bỏ hạn của {count} việc.",
    }
    return words[kept]


def before_settled(day: dt.date) -> str:
    return f"Đã ghi: tính quá hạn từ {show.full_day(day)} nếu văn bản ghi “trước ngày”."


# ── what an edit did ───────────────────────────────────────────────────────────────────────────
def dropped(positions: Sequence[int]) -> str:
    return f"Đã bỏ việc {_list(positions)}. Gõ 'hoàn tác' để lấy lại."


def restored(positions: Sequence[int]) -> str:
    return f"Đã lấy lại việc {_list(positions)}."


def joined(positions: Sequence[int]) -> str:
    return f"Đã gộp việc {_list(positions)} thành việc {positions[0]}."


def changed(positions: Sequence[int]) -> str:
    return f"Đã sửa việc {_list(positions)}."


def accepted(positions: Sequence[int]) -> str:
    return f"Đã ghi việc {_list(positions)} là đúng."


def added(position: int) -> str:
    return f"Đã thêm việc {position}."


def _list(positions: Sequence[int]) -> str:
    return ", ".join(map(str, positions))


UNDONE = "Đã hoàn tác lần sửa gần nhất."
NOTHING_TO_UNDO = "Không còn lần sửa nào để hoàn tác."


def no_such_position(positions: Sequence[int], last: int) -> str:
    return f"Không có việc {_list(positions)}; văn bản có việc 1 đến {last}. Chưa sửa gì."


def unread_deadline(words: str) -> str:
    return f"Chưa đọc được hạn “{shorten(words, 40)}”. Chưa sửa gì."


def day_not_in_calendar(words: str) -> str:
    return f"“{shorten(words, 40)}” không có trong lịch. Chưa sửa gì."


def unknown_agency(words: str, near: Sequence[Agency]) -> str:
    close = f" Gần giống: {show.names([shorten(one.name, 60) for one in near], most=3)}." if near else ""
    return (
        f"Chưa có trong danh bạ: “{shorten(words, 60)}”.{close} Chưa sửa gì.\n"
        f"Đơn vị mới: gõ 'thêm đơn vị {shorten(words, 60)}'."
    )


def again(problem: str) -> str:
    """Under a typed edit that could not be read: how it is typed."""
    return f"{problem} Đồng chí gõ lại, ví dụ\n'3: hạn 15/4/2026'."


def nothing_left(directive: Directive) -> Reply:
    return Reply(
        f"{directive.number or 'Văn bản này'} không còn việc nào chờ rà soát.",
        choices=(Choice("Văn bản", "directive.list"), Choice("Trợ giúp", "help.show")),
    )


def ask_discard(directive: Directive, count: int) -> Reply:
    on = {"directive": directive.id}
    return Reply(
        f"Bỏ bản đọc của {directive.number or 'văn bản này'} ({count} việc)?\nTệp và nội dung đã đọc sẽ được xóa.",
        choices=(Choice("Bỏ văn bản", "review.discard_yes", on), Choice("Quay lại", "review.show", on)),
    )


def discarded() -> Reply:
    return Reply("Đã bỏ. Hệ thống không giữ nội dung văn bản này.", choices=(Choice("Văn bản", "directive.list"),))
