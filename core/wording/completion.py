"""Decide how the evidence of a completion is asked for, and how a submission is told to both sides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from core.messages import Args, Asks, Choice, Priority, Reply
from core.model import Task
from core.wording import dates, show
from core.wording.addressing import shorten
from core.wording.refusals import LATER
from core.wording.tasks import about, of, open_card

_WITHOUT = {
    "needless": "việc không cần văn bản",
    "later": "báo cáo nhanh, chưa có văn bản",
    "nothing": "báo cáo không phát sinh",
}


def without_document(why: str) -> str:
    """How a completion without a document is kept and shown to the coordinator."""
    return _WITHOUT[why]


def numbers(several: Sequence[Task]) -> str:
    """'NV 3' or 'NV 3, 5, 9'."""
    return "NV " + ", ".join(str(task.number) for task in several)


def evidence(number: str | None, day: dt.date | None) -> str:
    dated = f" ngày {show.full_day(day)}" if day else ""
    return f"{number}{dated}" if number else ""


def ask_evidence(several: Sequence[Task], *, seen: Args, today: dt.date, first: str = "") -> Reply:
    """`first` says what was wrong with an earlier answer."""
    single = several[0] if len(several) == 1 else None
    lines = [first] if first else []
    lines += [
        f"{numbers(several)}: đồng chí cho biết văn bản báo cáo",
        "(số, ngày) hoặc gửi ảnh, tệp.",
        f"Ví dụ: {_example(several[0])} ngày {show.full_day(today)}",
        "Ngày ghi trên văn bản được dùng để tính đúng hạn.",
    ]
    choices = [
        Choice("Việc không cần văn bản", "completion.none", {**seen, "why": "needless"}),
        Choice("Bỏ qua", "completion.none", {**seen, "why": "later"}),
        LATER,
    ]
    if single:
        choices.insert(0, Choice("Đã trình ký, chờ số", "report.signing", of(single)))
    return Reply("\n".join(lines), choices=tuple(choices), asks=Asks("completion.evidence", seen), wants_file=True)


def _example(task: Task) -> str:
    """Party bodies write '45-BC/ĐU', the state '45/BC-UBND'."""
    number = task.directive_number or ""
    party = "-" in number.partition("/")[0]
    return "45-BC/ĐU" if party else "45/BC-UBND"


def ask_document_date(several: Sequence[Task], *, number: str, args: Args, today: dt.date, first: str = "") -> Reply:
    return Reply(
        (f"{first}\n" if first else "")
        + f"{numbers(several)}: văn bản {number} ghi ngày nào?\nĐồng chí chọn hoặc gõ ngày, ví dụ 18/3/2026.",
        choices=dates.lately("completion.dated", args, today=today),
        asks=Asks("completion.dated", args),
    )


def ask_unlikely_date(
    several: Sequence[Task], *, number: str, day: dt.date, args: Args, given: dt.date | None
) -> Reply:
    """Not come yet, or before the work was `given`: mostly a slip; what the document bears is sent as it is written."""
    written = show.full_day(day)
    wrong = f"trước ngày văn bản giao\n({show.full_day(given)})" if given else "chưa tới"
    return Reply(
        f"Ngày {written} {wrong}. Chưa ghi gì.\n{numbers(several)}: văn bản {number} ghi ngày nào?\n"
        "Đồng chí gõ lại ngày, hoặc giữ nếu văn bản ghi vậy.",
        choices=(Choice(f"Giữ ngày {written}", "completion.send", {**args, "day": day.isoformat()}),),
        asks=Asks("completion.dated", args),
    )


def ask_year(several: Sequence[Task], *, number: str, days: Sequence[dt.date], args: Args) -> Reply:
    """The same day of two years: neither is supposed."""
    return Reply(
        f"{numbers(several)}: văn bản {number} ghi ngày\n{days[0].day}/{days[0].month} của năm nào? Chưa ghi gì.",
        choices=tuple(Choice(show.full_day(day), "completion.send", {**args, "day": day.isoformat()}) for day in days),
        asks=Asks("completion.dated", args),
    )


@dataclass(frozen=True, slots=True)
class Offer:
    """The report just sent may answer `others` of the directive, or any the person picks: offered, never assumed."""

    others: tuple[Task, ...]
    number: str
    all_: Args
    pick: Args

    def lines(self) -> list[str]:
        if not self.others:
            return []
        shown = ", ".join(str(other.number) for other in self.others[:20])
        more = f" (còn {len(self.others) - 20})" if len(self.others) > 20 else ""
        document = self.others[0].directive_number or "văn bản"
        return [f"{self.number} cũng báo cáo cho các việc này?", f"NV {shown}{more} · cùng {document}"]

    def choices(self, task: Task) -> list[Choice]:
        if not self.others:
            return [Choice("Dùng cho việc khác", "completion.pick", self.pick)]
        alone: Args = {"task": task.id, "number": self.number}
        return [
            # First: a '1' typed twice gives nothing more in.
            Choice(f"Chỉ NV {task.number}", "completion.alone", alone),
            Choice(f"Cả {len(self.others)} việc", "completion.send", self.all_),
            Choice("Chọn", "completion.pick", self.pick),
        ]


def ask_bundle_numbers(others: Sequence[Task], *, number: str, args: Args, wrong: str = "") -> Reply:
    lines = [wrong] if wrong else []
    lines.append(f"{number} cũng báo cáo cho việc nào?")
    lines += [f"NV {one.number} · {one.directive_number or 'lời'} · {shorten(one.text, 45)}" for one in others[:10]]
    lines.append("Đồng chí gõ số các việc, ví dụ '5 9'.")
    return Reply("\n".join(lines), asks=Asks("completion.picked", args))


def alone(task: Task, *, number: str) -> Reply:
    return Reply(f"{number} ghi cho riêng NV {task.number}.", choices=(open_card(task),))


def submitted(
    several: Sequence[Task], *, what: str, day: dt.date, in_time: bool | None, offer: Offer | None = None
) -> Reply:
    lines = [
        f"{numbers(several)}: đã gửi {what}.",
        "Trạng thái: Chờ xác nhận.",
        f"Ngày tính: {show.full_day(day)}{_verdict(in_time)}. Xác nhận chậm",
        "không ảnh hưởng tới đơn vị.",
        *(offer.lines() if offer else ()),
    ]
    choices = offer.choices(several[0]) if offer else [open_card(several[0])]
    choices += (
        Choice("Thu hồi" if len(several) == 1 else f"Thu hồi NV {task.number}", "report.withdraw", of(task))
        for task in several[:5]
    )
    return Reply("\n".join(lines), choices=tuple(choices), about=about(several[0]) if len(several) == 1 else None)


def _verdict(in_time: bool | None) -> str:
    return "" if in_time is None else " (đúng hạn)" if in_time else " (quá hạn)"


def to_confirm(task: Task, *, what: str, in_time: bool | None, files: bool, to: int) -> Reply:
    """To the coordinator, for one task."""
    return Reply(
        f"{task.lead} báo cáo hoàn thành\n{show.task_heading(task)} · {shorten(task.text, 60)}\n"
        f"Minh chứng: {what}{_verdict(in_time)}",
        choices=(
            Choice("Xác nhận", "confirm.yes", of(task)),
            Choice("Trả lại", "confirm.return", of(task)),
            *((Choice("Xem tệp", "evidence.show", of(task)),) if files else ()),
            open_card(task),
            Choice("Chờ xác nhận", "confirm.queue"),
        ),
        about=about(task),
        to=to,
        priority=Priority.NOTICE,
    )


def several_to_confirm(several: Sequence[Task], *, what: str, to: int) -> Reply:
    """One report for many tasks is one notice."""
    return Reply(
        f"{several[0].lead} báo cáo hoàn thành {len(several)} việc:\n{numbers(several)}\nMinh chứng: {what}",
        choices=(Choice("Chờ xác nhận", "confirm.queue"),),
        to=to,
        priority=Priority.NOTICE,
    )


def withdrawn(task: Task) -> Reply:
    return Reply(
        f"Đã thu hồi báo cáo hoàn thành. NV {task.number}\n{show.state(task).lower()}.",
        choices=(open_card(task), Choice("Báo cáo", "report.open", of(task))),
        about=about(task),
    )


def withdrawn_notice(task: Task, *, to: int) -> Reply:
    return Reply(
        f"{task.lead} đã thu hồi báo cáo hoàn thành\n{show.task_heading(task)}.",
        choices=(open_card(task),),
        to=to,
        priority=Priority.NOTICE,
    )


def only_submitter_withdraws(task: Task) -> Reply:
    return Reply(
        f"NV {task.number}: chỉ người đã gửi báo cáo thu hồi\nđược. Không có gì thay đổi.", choices=(open_card(task),)
    )


def unread_document(typed: str) -> str:
    return f"Chưa thấy số văn bản trong “{shorten(typed, 40)}”."
