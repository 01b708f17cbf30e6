"""Decide how a later deadline is asked for and answered. While it waits, the old deadline stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from core.messages import Args, Asks, Choice, Priority, Reply
from core.model import Task
from core.office import Office
from core.wording import dates, show
from core.wording.addressing import shorten
from core.wording.tasks import about, of, open_card
from core.workdays import WorkingCalendar


def deadline_words(date: dt.date) -> str:
    """How an extended deadline is written down."""
    return f"đến ngày {show.full_day(date)}"


def ask_date(task: Task, *, args: Args, today: dt.date, calendar: WorkingCalendar) -> Reply:
    return Reply(
        f"{show.task_heading(task)} · {show.short_deadline(task.due)}\n"
        "Đồng chí đề nghị điều chỉnh đến ngày nào?\nChọn hoặc gõ ngày, ví dụ 20/4.",
        choices=dates.ahead(
            "extension.until", args, today=today, calendar=calendar, after=task.due.date if task.due else None
        ),
        asks=Asks("extension.until", args),
    )


def no_deadline(task: Task) -> Reply:
    return Reply(
        f"{show.task_heading(task)}: {show.NO_DEADLINE.lower()},\nkhông có hạn để điều chỉnh.",
        choices=(open_card(task),),
    )


def not_later(task: Task, typed: dt.date, *, args: Args) -> Reply:
    return Reply(
        f"{show.full_day(typed)} không sau hạn hiện nay\n({show.short_deadline(task.due)}). Chưa ghi gì.\n"
        "Đồng chí gõ lại ngày.",
        asks=Asks("extension.until", args),
    )


def already_waiting(task: Task, *, until: dt.date) -> Reply:
    return Reply(
        f"NV {task.number} đã có đề nghị đến {show.full_day(until)},\nđang chờ ý kiến. Chưa ghi thêm gì.",
        choices=(open_card(task), _take_back(task)),
    )


def ask_reason(task: Task, *, until: dt.date, args: Args) -> Reply:
    return Reply(
        f"NV {task.number} đến {show.day(until)}/{until.year}.\nĐồng chí nêu lý do.",
        asks=Asks("extension.reason", args),
    )


def ask_document(task: Task, *, args: Args) -> Reply:
    return Reply(
        f"NV {task.number}: văn bản xin điều chỉnh (số, ngày),\nhoặc ảnh, tệp, nếu có. Ví dụ 12/CV-UBND ngày 15/3.",
        choices=(Choice("Bỏ qua", "extension.document", args),),
        asks=Asks("extension.document", args),
    )


def with_file(document: str | None) -> str:
    return f"{document}, kèm tệp" if document else "tệp kèm theo"


def words(*, until: dt.date, reason: str, document: str | None) -> str:
    """How the request is written down beside its files."""
    named = f", {document}" if document else ""
    return f"đề nghị điều chỉnh đến {show.full_day(until)}: {reason}{named}"


def rules(office: Office, *, left: int, times: int) -> list[str]:
    """The office's own rules where it has them; `left` working days to the deadline, `times` asked before."""
    said = []
    if office.extend_before:
        late = f" (còn {max(left, 0)})" if left < office.extend_before else ""
        said.append(f"Quy chế: gửi trước hạn {office.extend_before} ngày làm việc{late}")
    if office.extend_times and times >= office.extend_times:
        said.append(f"Quy chế: tối đa {office.extend_times} lần; đã đề nghị {times} lần")
    return said


def ask_send(
    task: Task, *, until: dt.date, reason: str, document: str | None, args: Args, ruled: Sequence[str] = ()
) -> Reply:
    return Reply(
        f"Đề nghị điều chỉnh thời hạn NV {task.number}\n"
        f"Hiện nay: {show.short_deadline(task.due)}\n"
        f"Đề nghị đến: {show.full_day(until)} ({show.day(until).rsplit(' ', 1)[0]})\n"
        f"Lý do: {show.quoted(reason, 150)}\n"
        f"Văn bản: {document or 'chưa có'}\n"
        + "".join(f"{one}\n" for one in ruled)
        + "Trong khi chờ ý kiến, hạn cũ vẫn tính.",
        choices=(
            Choice("Gửi", "extension.send", args),
            Choice("Sửa lại", "extension.ask", of(task)),
            Choice("Thêm văn bản", "extension.add_paper", {key: args[key] for key in ("seen", "until", "why")}),
            Choice("Thôi", "task.show", of(task)),
        ),
    )


def sent(task: Task, *, until: dt.date) -> Reply:
    return Reply(
        f"Đã gửi đề nghị điều chỉnh NV {task.number} đến {show.full_day(until)}.\n"
        f"Trong khi chờ ý kiến, hạn cũ vẫn tính ({show.short_deadline(task.due)}).",
        choices=(open_card(task), _take_back(task)),
    )


# ── taken back ─────────────────────────────────────────────────────────────────────────────────
def _take_back(task: Task) -> Choice:
    return Choice("Thu hồi", "extension.withdraw", of(task))


def withdrawn(task: Task, *, until: dt.date) -> Reply:
    return Reply(
        f"NV {task.number}: đã rút đề nghị điều chỉnh đến {show.full_day(until)}.\n"
        f"Giữ nguyên {show.short_deadline(task.due)}.",
        choices=(open_card(task),),
    )


def withdrawn_notice(task: Task, *, until: dt.date, to: int) -> Reply:
    return Reply(
        f"{task.lead} đã rút đề nghị điều chỉnh thời hạn\nđến {show.full_day(until)}: {show.task_heading(task)}.\n"
        f"Giữ nguyên {show.short_deadline(task.due)}. Không cần trả lời.",
        choices=(open_card(task),),
        to=to,
        priority=Priority.NOTICE,
    )


def nothing_to_withdraw() -> Reply:
    return Reply("Đồng chí không có đề nghị gia hạn nào đang chờ\ný kiến. Không có gì thay đổi.")


def to_coordinator(
    task: Task,
    *,
    extension: int,
    until: dt.date,
    reason: str,
    document: str | None,
    times: int,
    signer: str | None,
    to: int | None,
    ruled: Sequence[str] = (),
    files: int = 0,
) -> Reply:
    """Only for somebody who decides: `signer` is who signed the directive, whose opinion may be needed."""
    old = show.full_day(task.due.date) if task.due else "chưa có hạn"
    share = f"{task.percent} %" if task.percent is not None else show.status(task.status).lower()
    args = {"extension": extension}
    return Reply(
        f"{task.lead} đề nghị điều chỉnh hạn\n{show.task_heading(task)}\n"
        f"{old} thành {show.full_day(until)} · lần thứ {times}\n"
        f"Lý do: {show.quoted(reason, 150)} · Văn bản: {document or 'chưa có'}\n"
        f"Tiến độ: {share} · Người ký văn bản giao: {shorten(signer or 'chưa rõ', 60)}"
        + "".join(f"\n{one}" for one in ruled),
        choices=(
            Choice("Đồng ý", "extension.agree", args),
            Choice("Ngày khác", "extension.other", args),
            Choice("Không đồng ý", "extension.refuse", args),
            Choice("Xin ý kiến lãnh đạo", "extension.consult", args),
            *([Choice("Xem tệp", "evidence.show", of(task))] if files else []),
            open_card(task),
        ),
        to=to,
        priority=Priority.NOTICE if to else Priority.REPLY,
    )


def ask_other_date(task: Task, *, args: Args, today: dt.date, calendar: WorkingCalendar) -> Reply:
    return Reply(
        f"NV {task.number}: điều chỉnh đến ngày nào?\nĐồng chí chọn hoặc gõ ngày, ví dụ 20/4.",
        choices=dates.ahead("extension.other_date", args, today=today, calendar=calendar),
        asks=Asks("extension.other_date", args),
    )


def nothing_asked(task: Task) -> Reply:
    return Reply(
        f"NV {task.number} không có đề nghị điều chỉnh thời hạn\nnào đang chờ ý kiến. Không có gì thay đổi.",
        choices=(open_card(task), Choice("Gia hạn", "extension.queue")),
    )


def decided(task: Task, *, agreed: bool, source: str) -> Reply:
    stands = f"thời hạn mới: {show.short_deadline(task.due)}" if agreed else f"giữ {show.short_deadline(task.due)}"
    return Reply(
        f"Đã ghi: NV {task.number}, {stands}.\nTheo: {shorten(source, 120)}. Đơn vị đã được báo.",
        choices=(open_card(task),),
    )


def already_decided(task: Task, *, how: str | None) -> Reply:
    """`how`: as it stands in the list of requests."""
    ended = "đơn vị rút lại" if how == "withdrawn" else "trả lời"
    return Reply(
        f"Đề nghị này đã được {ended}, không có gì thay đổi.\nNV {task.number}: {show.short_deadline(task.due)}.",
        choices=(open_card(task),),
    )


def answer(task: Task, *, agreed: bool, first_due: dt.date | None, source: str, to: int) -> Reply:
    """EXTENSION_ANSWER, to whoever asked and whoever does the work."""
    said = (
        f"đồng ý điều chỉnh đến {show.full_day(task.due.date)}"
        if agreed and task.due
        else f"chưa đồng ý điều chỉnh, giữ {show.short_deadline(task.due)}"
    )
    lines = [f"{show.task_heading(task)}:", f"{said}.", f"Theo: {shorten(source, 120)}"]
    if agreed and first_due:
        lines.append(f"Hạn ban đầu {show.full_day(first_due)} vẫn được lưu.")
    return Reply("\n".join(lines), choices=(open_card(task),), about=about(task), to=to, priority=Priority.NOTICE)


def queue(waiting: Sequence[tuple[int, Task, dt.date]], *, total: int) -> Reply:
    """`waiting`: the extension, its task and the date asked for; oldest first."""
    if not waiting:
        return Reply("Không có đề nghị điều chỉnh thời hạn nào chờ ý kiến.")
    lines = [f"Xin gia hạn chờ ý kiến: {total}"]
    lines += [
        f"NV {task.number} · {shorten(task.lead, 40)}\n"
        f"  {show.short_deadline(task.due)}, đề nghị đến {show.full_day(until)}"
        for _, task, until in waiting
    ]
    choices = tuple(Choice(f"Xem NV {task.number}", "extension.show", {"extension": key}) for key, task, _ in waiting)
    return Reply("\n".join(lines), choices=choices)
