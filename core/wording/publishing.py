"""Decide what is said when a directive is put into force, and how directives are listed and shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from core.messages import Args, Choice, Priority, Reply
from core.model import Directive, Due, Task
from core.office import Office
from core.verbal_order import KIND as VERBAL
from core.wording import brief, show
from core.wording.addressing import shorten

_SHOWN_TASKS = 4


def of_document(directive: Directive) -> str:
    """'141/TB-BCĐ ngày 8/10/2024'."""
    date = f" ngày {show.full_day(directive.issued_on)}" if directive.issued_on else ""
    unnumbered = "ý kiến chỉ đạo" if directive.type == VERBAL else "văn bản chưa rõ số"
    return f"{directive.number or unnumbered}{date}"


# ── to the coordinator ─────────────────────────────────────────────────────────────────────────
def confirm(
    directive: Directive,
    *,
    go: Args,
    later: dt.datetime,
    today: dt.date,
    tasks: int,
    agencies: int,
    unreached: int,
    unclear: int,
    joined: int = 0,
    clear: int = 0,
    similar: Sequence[tuple[int, str, str]] = (),
) -> Reply:
    """`similar` are names written otherwise than in the directory: position, as written, as known; sending agrees.

    `go` is what sending carries, with the leader who agreed (`source`) where one was asked.
    """
    shown = {"directive": directive.id}
    lines = [
        f"Chuyển {tasks} nhiệm vụ tới {agencies} đơn vị?",
        f"Theo {of_document(directive)}{_issued_by(directive)}.",
        "Gửi đầu mối từng đơn vị, không gửi mọi người.",
    ]
    lines += _written_otherwise(similar)
    lines += [f"{joined} NV đang mở cũng do văn bản này giao, theo hạn mới."] if joined else []
    lines += [f"{unclear} việc chưa rõ ở lại chờ rà soát."] if unclear else []
    lines += [f"{unreached} đơn vị chưa kết nối (danh sách sau khi gửi)."] if unreached else []
    lines += [f"Theo {go['source']}."] if go.get("source") else []
    choices = _sending(go, later=later, today=today)
    if similar:
        choices += [Choice(f"Giao {clear} việc đã rõ", "publish.clear", shown)] if clear else []
        choices.append(Choice(f"Xem {len(similar)} việc cần rà", "review.next", shown))
    consult = () if go.get("source") else (Choice("Xin ý kiến lãnh đạo", "publish.consult", go),)
    return Reply("\n".join(lines), choices=(*choices, *consult, Choice("Quay lại", "review.show", shown)))


def _issued_by(directive: Directive) -> str:
    return f" của {shorten(directive.issuer, 90)}" if directive.issuer else ""


def _written_otherwise(similar: Sequence[tuple[int, str, str]]) -> list[str]:
    names = [f" {n}  {show.quoted(written)} là {shorten(known, 60)}" for n, written, known in similar]
    return ["Tên viết khác danh bạ, gửi là đồng ý:", *names] if names else []


def _sending(go: Args, *, later: dt.datetime, today: dt.date) -> list[Choice]:
    put_off = {**go, "on": later.date().isoformat()}
    return [
        Choice("Gửi ngay", "publish.go", go),
        Choice(f"Gửi {later_words(later, today)}", "publish.go", put_off),
    ]


def later_words(local: dt.datetime, today: dt.date) -> str:
    """'7 giờ 30 mai', 'hôm nay', 'thứ Hai' within the week, else the date."""
    ahead = (local.date() - today).days
    near = {0: "hôm nay", 1: "mai"}.get(ahead)
    return f"{show.clock(local)} {near or (show.weekday(local.date()) if ahead < 7 else show.short_day(local.date()))}"


def nothing_clear(directive: Directive, unclear: int) -> Reply:
    """Nothing can be sent before what is unclear has been looked at."""
    on = {"directive": directive.id}
    return Reply(
        f"Cả {unclear} việc còn chưa rõ chủ trì hoặc thời hạn,\nchưa giao được. Đồng chí xem từng việc trước.",
        choices=(Choice(f"Xem {unclear} việc cần rà", "review.next", on), Choice("Quay lại", "review.show", on)),
    )


def still_unclear(directive: Directive, *, clear: int, unclear: int, reasons: Sequence[str]) -> Reply:
    """'Giao việc' while some are doubtful: what they are, and whether to send the others alone."""
    on = {"directive": directive.id}
    return Reply(
        "\n".join(
            [f"{of_document(directive)}: còn {unclear} việc cần xem, chưa giao được:", *reasons, f"Đã rõ {clear} việc."]
        ),
        choices=(
            Choice(f"Giao {clear} việc đã rõ", "publish.clear", on),
            Choice(f"Xem {unclear} việc cần rà", "review.next", on),
            Choice("Quay lại", "review.show", on),
        ),
    )


def nothing_waiting() -> Reply:
    return Reply(
        "Đồng chí không có văn bản nào đang chờ giao. Gửi tệp\nvăn bản (docx, pdf, ảnh) để bắt đầu.",
        choices=(Choice("Văn bản", "directive.list"),),
    )


def published(
    directive: Directive,
    *,
    tasks: int,
    agencies: int,
    reached: int,
    unreached: Sequence[str],
    left: int,
    without_focal: Sequence[str] = (),
    publication: int | None = None,
    told_at: dt.datetime | None = None,
) -> Reply:
    """`told_at`: the local moment at which the agencies are told, where it is not now."""
    on = {"directive": directive.id}
    number = directive.number or "văn bản"
    lines = [f"Đã {'giao' if told_at else 'chuyển'} {number}: {tasks} nhiệm vụ, {agencies} đơn vị."]
    if told_at:
        lines.append(f"Gửi {reached} đầu mối lúc {show.clock(told_at)} {show.day(told_at.date())}.")
    else:
        lines.append(f"Tới được {reached} đầu mối.")
    if unreached:
        names = show.names([shorten(name, 70) for name in unreached], most=6)
        lines.append(f"Chưa kết nối {len(unreached)}: {names}")
    if without_focal:
        lines.append(f"Chưa có đầu mối, gửi lãnh đạo hoặc người thực hiện: {show.names(without_focal, most=3)}")
    lines += [f"Còn {left} việc chờ rà soát."] if left else []
    lines.append("Hệ thống sẽ báo những nơi sau 2 ngày làm việc\nchưa xác nhận.")
    choices = [Choice(f"Mời {len(unreached)} đơn vị", "join.invite_missing", on)] if unreached else []
    choices += [Choice("Soạn tin nhóm", "publish.group_text", on)] if unreached else []
    choices += [Choice(f"Xem {left} việc còn lại", "review.show", on)] if left else []
    if publication is not None:
        recall = "Thu hồi" if told_at else "Thu hồi (30 phút)"
        choices.append(Choice(recall, "recall.ask", {"publication": publication}))
    choices.append(Choice("Xem nhiệm vụ", "directive.tasks", {**on, "page": 0}))
    return Reply("\n".join(lines), choices=tuple(choices))


def already_published(directive: Directive) -> Reply:
    return Reply(
        f"{directive.number or 'Văn bản này'} đã được gửi, không gửi lần nữa.",
        choices=(Choice("Xem nhiệm vụ", "directive.tasks", {"directive": directive.id, "page": 0}),),
    )


def group_text(directive: Directive, office: Office, *, agencies: int, unreached: Sequence[str]) -> Reply:
    """Text to paste into the office's own group: it names agencies, never a person."""
    name = office.name[:1].upper() + office.name[1:]
    contact = f"{office.contact}, điện thoại {office.phone}," if office.phone else office.contact
    issuer = f" của {shorten(directive.issuer, 120)}" if directive.issuer else ""
    ask = (
        f" Đề nghị đầu mối các đơn vị chưa kết nối liên hệ {contact} để nhận mã: {show.names(unreached, most=12)}."
        if unreached
        else ""
    )
    return Reply(
        f"{name} thông tin: {of_document(directive)}{issuer} giao nhiệm vụ cho {agencies} đơn vị.{ask}"
        " Trân trọng cảm ơn."
    )


# ── to the agencies ────────────────────────────────────────────────────────────────────────────
def assigned(directive: Directive, agency: str, tasks: Sequence[Task], *, to: int, report: Due | None) -> Reply:
    """One message a directive to the focal person: the directive gives the work, never the bot."""
    issuer = shorten(directive.issuer, 110) if directive.issuer else "Cơ quan ban hành"
    lines = [f"{issuer} giao\n{shorten(agency, 90)} {len(tasks)} nhiệm vụ", f"tại {of_document(directive)}"]
    lines += [shorten(directive.subject, 100)] if directive.subject else []
    lines.append("")
    lines += [task_line(task) for task in tasks[:_SHOWN_TASKS]]
    lines += [f"(còn {len(tasks) - _SHOWN_TASKS})"] if len(tasks) > _SHOWN_TASKS else []
    lines += [f"Báo cáo chung: {shorten(show.as_written(report), 60)}"] if report else []
    spoken = directive.type == VERBAL
    lines += ["", "Văn bản sẽ gửi sau." if spoken else "Bản chính gửi qua hệ thống văn bản của tỉnh."]
    return Reply(
        "\n".join(lines),
        choices=assigned_choices(directive.id, tasks),
        to=to,
        priority=Priority.NOTICE,
        brief=brief.given(tasks),
        tells=_ids(tasks),
    )


def _ids(tasks: Sequence[Task]) -> tuple[int, ...]:
    return tuple(task.id for task in tasks)


def task_line(task: Task) -> str:
    due = "" if task.due and task.due.inherited else f" · {show.short_deadline(task.due, task.recurrence_text)}"
    return f"NV {task.number}  {shorten(task.text, 64)}{due}"


def assigned_choices(directive_id: int, tasks: Sequence[Task]) -> tuple[Choice, ...]:
    on = {"directive": directive_id}
    not_ours = (
        Choice("Không đúng chức năng", "task.not_ours", {"task": tasks[0].id})
        if len(tasks) == 1
        else Choice("Không đúng chức năng", "directive.not_ours", on)
    )
    look = (
        Choice("Xem nhiệm vụ", "task.show", {"task": tasks[0].id})
        if len(tasks) == 1
        else Choice(f"Xem cả {len(tasks)}", "directive.tasks", {**on, "page": 0})
    )
    return (
        Choice("Đã nhận", "task.acknowledge", on),
        Choice("Phân công", "allocate.of_directive", on),
        look,
        Choice("Xem văn bản", "directive.text", {**on, "page": 0}),
        not_ours,
    )


def supporting(directive: Directive, agency: str, tasks: Sequence[Task], *, to: int) -> Reply:
    """A supporting agency is told what it supports and whom."""
    lines = [f"{shorten(agency, 90)} phối hợp {len(tasks)} nhiệm vụ", f"tại {of_document(directive)}", ""]
    lines += [
        f"NV {task.number}  {shorten(task.text, 64)}\n  chủ trì: {shorten(task.lead, 60)}"
        for task in tasks[:_SHOWN_TASKS]
    ]
    lines += [f"(còn {len(tasks) - _SHOWN_TASKS})"] if len(tasks) > _SHOWN_TASKS else []
    choice = Choice("Xem văn bản", "directive.text", {"directive": directive.id, "page": 0})
    return Reply(
        "\n".join(lines),
        choices=(choice,),
        to=to,
        priority=Priority.NOTICE,
        brief=brief.supported(tasks),
        tells=_ids(tasks),
    )
