"""Decide how a coordinator confirms, returns, stops and reopens, and by whose authority."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from core.messages import Args, Asks, Choice, Priority, Reply
from core.model import Status, Task
from core.office import Office
from core.wording import dates, show
from core.wording.addressing import shorten
from core.wording.enclosures import WITH_REPORT
from core.wording.refusals import GIVE_UP, MY_TASKS
from core.wording.tasks import about, of, open_card
from core.workdays import WorkingCalendar

OWN_COMPETENCE = "thẩm quyền của người theo dõi"
PROCEDURE, CONTENT = "procedure", "content"
_COUNTS = {PROCEDURE: "tính ngày gửi đầu", CONTENT: "tính theo lần gửi lại"}
_TO = {
    Status.SUSPENDED: "tạm dừng",
    Status.ENDED: "thôi theo dõi",
    Status.IN_PROGRESS: "theo dõi lại",
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of the queue: the task and its evidence in words."""

    task: Task
    evidence: str
    files: int = 0

    @property
    def shown(self) -> str:
        if not self.files:
            return self.evidence
        counted = f"{self.files} tệp"
        return counted if self.evidence in {"", WITH_REPORT} else f"{self.evidence}, {counted}"


def queue(shown: Sequence[Waiting], *, total: int, first: int, oldest_days: int, pick: Args) -> Reply:
    """Oldest first, with what was sent; the newest question takes '1 3'."""
    if not shown:
        return Reply("Không có việc nào chờ đồng chí xác nhận.", choices=(MY_TASKS,))
    lines = [f"Chờ xác nhận: {show.number(total)} (lâu nhất {oldest_days} ngày làm việc)"]
    lines += [
        f"{i}. NV {one.task.number} · {shorten(one.task.lead, 30)} · {one.shown}"
        for i, one in enumerate(shown, start=1)
    ]
    rest = total - first - len(shown)
    if rest > 0:
        lines.append(f"(còn {show.number(rest)})")
    lines.append("Gõ '1 3' để xác nhận nhiều việc.")
    top = of(shown[0].task)
    choices = [
        Choice("Xem 1", "task.show", top),
        Choice("Xác nhận 1", "confirm.yes", {"seen": str(pick["seen"]).partition(",")[0]}),
        Choice("Trả lại 1", "confirm.return", top),
        *([Choice("Xem tệp 1", "evidence.show", top)] if shown[0].files else []),
    ]
    if rest > 0:
        choices.append(Choice("Xem thêm", "confirm.queue", {"first": first + len(shown)}))
    return Reply("\n".join(lines), choices=tuple(choices), asks=Asks("confirm.picked", pick))


def confirmed(several: Sequence[Task], *, still: int) -> Reply:
    """To the coordinator."""
    numbers = ", ".join(str(task.number) for task in several)
    more = f"\nCòn {still} việc chờ xác nhận." if still else ""
    choices = (Choice("Chờ xác nhận", "confirm.queue"),) if still else ()
    return Reply(f"Đã xác nhận hoàn thành NV {numbers}.{more}", choices=(*choices, open_card(several[0])))


def confirmed_notice(task: Task, *, in_time: bool | None, day: dt.date | None, to: int) -> Reply:
    verdict = "" if in_time is None else "đúng hạn " if in_time else "quá hạn "
    dated = f"(ngày {show.full_day(day)})" if day else ""
    tail = f",\n{verdict}{dated}".rstrip() if verdict or dated else ""
    return Reply(
        f"{show.task_heading(task)}: đã xác nhận hoàn thành{tail}. Cảm ơn đồng chí.",
        choices=(open_card(task),),
        to=to,
        priority=Priority.NOTICE,
    )


def not_submitted(task: Task) -> Reply:
    return Reply(
        f"NV {task.number} không còn ở trạng thái Chờ xác nhận\n({show.state(task).lower()}). Không có gì thay đổi.",
        choices=(open_card(task), Choice("Chờ xác nhận", "confirm.queue")),
    )


# ── returning ──────────────────────────────────────────────────────────────────────────────────
def ask_reason(task: Task, *, args: Args) -> Reply:
    return Reply(
        f"{show.task_heading(task)}: đề nghị bổ sung nội dung gì?\nĐồng chí gõ để đơn vị biết.",
        asks=Asks("confirm.reason", args),
    )


def ask_what_counts(task: Task, *, reason: str, args: Args) -> Reply:
    return Reply(
        f"NV {task.number}: {show.quoted(reason, 150)}\n"
        "Thiếu thủ tục: tính ngày gửi đầu.\nChưa đủ nội dung: tính theo lần gửi lại.",
        choices=(
            Choice("Thiếu thủ tục", "confirm.counts", {**args, "counts": PROCEDURE}),
            Choice("Chưa đủ nội dung", "confirm.counts", {**args, "counts": CONTENT}),
        ),
    )


def ask_until(task: Task, *, args: Args, today: dt.date, calendar: WorkingCalendar) -> Reply:
    return Reply(
        f"NV {task.number}: đề nghị gửi lại trước ngày nào?\nĐồng chí chọn hoặc gõ ngày, ví dụ 25/3.",
        choices=dates.ahead("confirm.until", args, today=today, calendar=calendar, after=today),
        asks=Asks("confirm.until", args),
    )


def returned(task: Task, *, until: dt.date) -> Reply:
    return Reply(
        f"Đã đề nghị bổ sung NV {task.number}, gửi lại trước {show.full_day(until)}.\nĐơn vị đã được báo.",
        choices=(Choice("Chờ xác nhận", "confirm.queue"), open_card(task)),
    )


def returned_notice(
    task: Task, *, reason: str, until: dt.date, counts: str, sent: dt.datetime | None, office: Office, to: int
) -> Reply:
    first = f"Lần gửi {show.full_day(office.local(sent).date())} vẫn được lưu;\n{_COUNTS[counts]}." if sent else ""
    return Reply(
        f"{show.task_heading(task)}: đề nghị bổ sung.\nNội dung cần bổ sung: {show.quoted(reason, 200)}\n"
        f"Đề nghị gửi lại trước {show.full_day(until)}.\n{first}".rstrip(),
        choices=(Choice("Gửi bổ sung", "report.done", of(task)), open_card(task)),
        about=about(task),
        to=to,
        priority=Priority.NOTICE,
    )


# ── by whose authority ─────────────────────────────────────────────────────────────────────────
def ask_source(act: str, *, args: Args, leaders: Sequence[str]) -> Reply:
    """DECISION_SOURCE: a document, a leader's opinion, or the coordinator's own competence."""
    choices = [
        Choice(label, act, {**args, "said": f"ý kiến của {leader}"})
        for leader, label in zip(leaders[:3], show.apart(f"Ý kiến {leader}" for leader in leaders[:3]), strict=True)
    ]
    choices.append(Choice("Thuộc thẩm quyền tôi", act, {**args, "said": OWN_COMPETENCE}))
    choices.append(GIVE_UP)
    return Reply(
        "Ghi theo ý kiến của ai?\nTheo văn bản: đồng chí gõ số, ngày.",
        choices=tuple(choices),
        asks=Asks("source.typed", {**args, "act": act}),
    )


def ask_source_again(act: str, *, said: str, args: Args) -> Reply:
    """Words that name no document decide nothing before they are looked at."""
    return Reply(
        f"Ghi căn cứ là {show.quoted(said, 120)}?\nChưa ghi gì.",
        choices=(Choice("Ghi", act, {**args, "said": said}), GIVE_UP),
        asks=Asks("source.typed", {**args, "act": act}),
    )


def ask_stop_reason(task: Task, *, to: Status, args: Args) -> Reply:
    return Reply(f"{show.task_heading(task)}: {_TO[to]}.\nĐồng chí nêu lý do.", asks=Asks("confirm.stop_reason", args))


def ask_decided(task: Task, *, to: Status, why: str, source: str, go: Args) -> Reply:
    """What was typed on one line, before it is kept."""
    reason = f"Lý do: {show.quoted(why, 150)}\n" if why else ""
    return Reply(
        f"{show.task_heading(task)}: {_TO[to]}?\n{reason}Theo: {shorten(source, 120)}",
        choices=(Choice("Ghi", "confirm.stopped", go), Choice("Quay lại", "task.show", of(task))),
        about=about(task),
    )


def stopped(task: Task, *, to: Status, source: str) -> Reply:
    return Reply(
        f"Đã ghi: NV {task.number} {_TO[to]}.\nTheo: {shorten(source, 120)}. Đơn vị đã được báo.",
        choices=(open_card(task),),
    )


def stopped_notice(task: Task, *, status: Status, reason: str, source: str, to: int) -> Reply:
    why = f"Lý do: {show.quoted(reason, 150)}\n" if reason else ""
    return Reply(
        f"{show.task_heading(task)}: {_TO[status]}.\n{why}Theo: {shorten(source, 120)}",
        choices=(open_card(task),),
        about=about(task),
        to=to,
        priority=Priority.NOTICE,
    )
