"""Decide how a report is echoed before it is kept, how evidence is asked for, and how a submission is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from core.messages import Args, Asks, Choice, Priority, Reply
from core.model import Task
from core.office import Office
from core.wording import dates, show
from core.wording.addressing import shorten
from core.wording.refusals import MY_TASKS, ask_again
from core.wording.tasks import of, open_card

_CONTENT = 45
IN_PROGRESS = "đang thực hiện"
SIGNED = "đã trình ký"


@dataclass(frozen=True, slots=True)
class Heard:
    """What was understood of one task, before anything is kept."""

    task: Task
    note: str
    percent: int | None = None
    blocked: bool = False
    done: bool = False
    not_started: bool = False
    signed_on: dt.date | None = None
    promised: dt.date | None = None
    document: str | None = None
    document_date: dt.date | None = None
    yearless: bool = False  # that date was said without its year
    proposal: str | None = None  # the matter on which the leader's opinion is asked


# ── what was understood ────────────────────────────────────────────────────────────────────────
def echo(heard: Heard, *, keep: Args, files: int = 0) -> Reply:
    task = heard.task
    lines = [
        "Hệ thống hiểu:",
        f"{show.task_heading(task)} · {shorten(task.text, _CONTENT)}",
        _sentence(what(heard)),
        f"Ghi chú: {show.quoted(heard.note, 120)}",
    ]
    lines += [show.matter(heard.proposal)] if heard.proposal else []
    lines += [enclosed(files)] if files else []
    again = Choice("Sửa lại", "report.again", of(task))
    if heard.done:
        return Reply("\n".join(lines), choices=(Choice("Đúng", "report.keep", keep), again))
    lines.append("Chưa ghi là hoàn thành.")
    whole = Choice("Hoàn thành", "report.done", of(task))
    return Reply("\n".join(lines), choices=(Choice("Đúng", "report.keep", keep), again, whole))


def echo_many(several: Sequence[Heard], *, keep: Args, only: Sequence[tuple[str, Args]] = (), files: int = 0) -> Reply:
    """`only` are shorter ways to say yes: ('Chỉ NV 3', what to keep). Files go with the first."""
    lines = [f"Hệ thống hiểu {len(several)} việc:"]
    lines += [f" NV {one.task.number}: {what(one)}{_wanted(one)}" for one in several]
    lines += [f"{enclosed(files)} NV {several[0].task.number}"] if files else []
    lines.append(f"Ghi cả {len(several)}?")
    fewer = tuple(Choice(label, "report.keep", args) for label, args in only[:3])
    choices = (Choice("Đúng cả", "report.keep", keep), Choice("Sửa lại", "report.again"), *fewer)
    return Reply("\n".join(lines), choices=choices)


def _wanted(heard: Heard) -> str:
    return ", nêu nội dung xin ý kiến" if heard.proposal else ""


def only(task: Task) -> str:
    return f"Chỉ NV {task.number}"


def enclosed(count: int) -> str:
    return f"Kèm {count} tệp"


def echo_unsure(heard: Heard, *, keep: Args, whole: Args) -> Reply:
    number = heard.task.number
    return Reply(
        f"NV {number}: cả nhiệm vụ đã xong, hay mới xong một phần?\nGhi chú: {show.quoted(heard.note, 120)}",
        choices=(
            Choice("Xong cả", "report.done", whole),
            Choice("Một phần", "report.keep", keep),
            Choice("Đã trình ký", "report.signing", of(heard.task)),
        ),
    )


def what(heard: Heard) -> str:
    """'80 %, đang thực hiện', 'vướng mắc “…”', 'đã trình ký thứ Hai 16/3'."""
    if heard.done:
        dated = f" ngày {show.full_day(heard.document_date)}" if heard.document_date else ""
        return "báo cáo hoàn thành" + (f" ({heard.document}{dated})" if heard.document else "")
    if heard.blocked:
        return f"vướng mắc {show.quoted(heard.note, 50)}"
    if heard.signed_on:
        return f"đã trình ký ngày {show.short_day(heard.signed_on)}"
    if heard.not_started:
        return "chưa thực hiện"
    share = f"{heard.percent} %, " if heard.percent is not None else ""
    promised = f", dự kiến xong {show.short_day(heard.promised)}" if heard.promised else ""
    return f"{share}{IN_PROGRESS}{promised}"


def _sentence(words: str) -> str:
    return f"Tiến độ {words}" if words[:1].isdigit() else words[:1].upper() + words[1:]


def theirs(task: Task, *, leader: bool) -> Reply:
    """The agency reports; a leader of the office has an opinion on it."""
    opinion = (Choice("Cho ý kiến", "opinion.ask", of(task)),) if leader else ()
    return Reply(
        f"{show.task_heading(task)} do {shorten(task.lead, 80)}\nthực hiện và báo cáo. Chưa ghi gì.",
        choices=(open_card(task), *opinion),
    )


# ── what is asked ──────────────────────────────────────────────────────────────────────────────
def ask_report(task: Task) -> Reply:
    return Reply(
        f"{show.task_heading(task)} · {shorten(task.text, _CONTENT)}\n"
        "Đồng chí gõ tiến độ, ví dụ '80%', 'đang lấy ý\nkiến', hoặc chọn:",
        choices=(
            Choice("Đang thực hiện", "report.progress", of(task)),
            Choice("Hoàn thành", "report.done", of(task)),
            Choice("Vướng mắc", "report.blocked", of(task)),
            Choice("Đã trình ký", "report.signing", of(task)),
        ),
        asks=Asks("report.typed", of(task)),
    )


def ask_progress(task: Task, *, keep: Args) -> Reply:
    return Reply(
        f"NV {task.number}: đã làm được bao nhiêu phần trăm,\nđang làm gì? Ví dụ '60%, đang lấy ý kiến'.",
        choices=(Choice("Bỏ qua", "report.keep", keep),),
        asks=Asks("report.typed", of(task)),
    )


def ask_again_for(task: Task | None) -> Reply:
    if task is None:
        return Reply("Chưa ghi gì. Đồng chí gõ lại, ví dụ 'nv3 80%'.", asks=Asks("report.typed"))
    return Reply(
        f"Chưa ghi gì. Đồng chí gõ lại về NV {task.number},\nví dụ '80%' hoặc 'vướng kinh phí'.",
        asks=Asks("report.typed", of(task)),
    )


RIGHT = ("Đúng", "Đúng cả")  # what an assent in other words stands for


def wrong_value(task: Task | None, *, code: str, typed: str) -> Reply:
    """A value that cannot be: what stands stays as it was, and the person types it again."""
    reply = ask_again(code, typed)
    text, args = reply.text, of(task) if task else {}
    if task and task.percent is not None and code == "percent_range":
        text = text.replace("chưa hợp lý.", f"chưa hợp lý. NV {task.number} vẫn là {task.percent} %.")
    return Reply(text, asks=Asks("report.typed", args))


def ask_difficulty(task: Task) -> Reply:
    return Reply(
        f"NV {task.number}: đồng chí nêu vướng mắc, ví dụ\n'chưa có kinh phí'.",
        asks=Asks("report.difficulty", of(task)),
    )


def echo_difficulty(task: Task, *, text: str, keep: Args) -> Reply:
    return Reply(
        f"Hệ thống hiểu:\n{show.task_heading(task)}\nVướng mắc: {show.quoted(text, 200)}\nChưa ghi là hoàn thành.",
        choices=(Choice("Đúng", "report.keep_difficulty", keep), Choice("Sửa lại", "report.blocked", of(task))),
    )


def ask_signed_on(task: Task, *, today: Args, yesterday: Args, before: dt.date) -> Reply:
    return Reply(
        f"NV {task.number}: đã trình ký ngày nào?\nĐồng chí chọn hoặc gõ ngày, ví dụ 18/3.",
        choices=(
            Choice("Hôm nay", "report.signed", today),
            Choice("Hôm qua", "report.signed", yesterday),
            dates.others("report.signed_on", of(task), first=before),
        ),
        asks=Asks("report.signed_on", of(task)),
    )


def echo_signed(task: Task, *, day: dt.date, keep: Args) -> Reply:
    return Reply(
        f"Hệ thống hiểu:\n{show.task_heading(task)}\nĐã trình ký ngày {show.full_day(day)}\nChưa ghi là hoàn thành.",
        choices=(Choice("Đúng", "report.signed", keep), Choice("Sửa lại", "report.signing", of(task))),
    )


# ── what was kept ──────────────────────────────────────────────────────────────────────────────
def kept(several: Sequence[Task], *, undo: Args | None, now: dt.datetime, today: dt.date, office: Office) -> Reply:
    """After 'Đúng'. One task can be taken back; several are told together."""
    at = show.clock(office.local(now))
    if len(several) > 1:
        numbers = ", ".join(str(task.number) for task in several)
        return Reply(f"Đã ghi lúc {at}: NV {numbers}.", choices=(MY_TASKS,))
    task = several[0]
    line = f"Đã ghi lúc {at}: NV {task.number} {show.state(task).lower()}."
    if task.due:
        left = show.left(task.due, today=today, calendar=office.calendar)
        line += f"\n{show.short_deadline(task.due).capitalize()}, {left}."
    back = [Choice("Thu hồi", "report.undo", undo)] if undo else []
    return Reply(line, choices=(Choice("NV khác", "task.list"), *back))


def undone(task: Task) -> Reply:
    return Reply(f"Đã rút lại báo cáo. NV {task.number} {show.state(task).lower()}.", choices=(open_card(task),))


def too_late_to_undo(task: Task) -> Reply:
    return Reply(f"NV {task.number} đã có báo cáo mới hơn, không có gì\nthay đổi.", choices=(open_card(task),))


def blocked(task: Task, *, text: str, office_name: str) -> Reply:
    args = {**of(task), "text": text}
    return Reply(
        f"NV {task.number}: đã ghi vướng mắc {show.quoted(text, 100)}.\nCần ai xem?",
        choices=(
            Choice("Lãnh đạo đơn vị", "report.show_to", {**args, "who": "leader"}),
            Choice(shorten(office_name, 22), "report.show_to", {**args, "who": "office"}),
            *((Choice("Đơn vị phối hợp", "report.show_to", {**args, "who": "support"}),) if task.supporting else ()),
            Choice("Chỉ ghi lại", "report.show_to", {**args, "who": "nobody"}),
        ),
    )


def difficulty_shown(task: Task, *, to: Sequence[str]) -> Reply:
    if not to:
        return Reply(f"NV {task.number}: đã ghi lại vướng mắc.", choices=(open_card(task),))
    return Reply(
        f"NV {task.number}: đã báo cáo vướng mắc tới\n{show.names(tuple(to), most=3)}.", choices=(open_card(task),)
    )


def difficulty_notice(task: Task, *, text: str, to: int, honoured: str | None) -> Reply:
    """To a leader it is a report, for the leader to know and give an opinion."""
    opening = f"Kính báo cáo đồng chí {honoured}\n" if honoured else ""
    return Reply(
        f"{opening}{task.lead} nêu vướng mắc ở {show.task_heading(task)}:\n{show.quoted(text, 200)}",
        choices=(*((Choice("Cho ý kiến", "opinion.ask", of(task)),) if honoured else ()), open_card(task)),
        to=to,
        priority=Priority.NOTICE,
    )
