"""Decide how directives are listed and shown: their tasks, their words, their file."""

from __future__ import annotations

from collections.abc import Sequence

from core.messages import Choice, Reply
from core.model import Directive, DirectiveState, Task
from core.wording import show
from core.wording.addressing import shorten, theirs
from core.wording.publishing import of_document, task_line

PAGE = 5
_STATE = {
    DirectiveState.READING: "đang đọc",
    DirectiveState.DRAFT: "chờ rà soát, chưa giao",
    DirectiveState.PUBLISHED: "đã giao",
    DirectiveState.CLOSED: "đã kết thúc",
    DirectiveState.FAILED: "không đọc được",
}


def directives(several: Sequence[tuple[Directive, int]], *, page: int, total: int) -> Reply:
    """'/vanban': newest first, each with how many tasks it has."""
    if not several:
        return Reply("Chưa có văn bản nào. Đồng chí gửi tệp văn bản\n(docx, pdf, ảnh) để bắt đầu.")
    lines = [f"Văn bản {page * PAGE + 1}–{page * PAGE + len(several)} trong {total}"]
    choices = []
    for n, (directive, tasks) in enumerate(several, page * PAGE + 1):
        lines.append(f"{n}. {of_document(directive)} · {tasks} việc, {_STATE[directive.state]}")
        lines += [f"   {shorten(directive.subject, 70)}"] if directive.subject else []
        choices.append(
            Choice(
                shorten(f"{n}. {directive.number or 'chưa rõ số'}", 22), "directive.show", {"directive": directive.id}
            )
        )
    if (page + 1) * PAGE < total:
        choices.append(Choice("Xem thêm", "directive.list", {"page": page + 1}))
    return Reply("\n".join(lines), choices=tuple(choices))


def directive(one: Directive, *, tasks: int, drafts: int) -> Reply:
    on: dict[str, int | str | None] = {"directive": one.id}
    lines = [of_document(one)]
    lines += [shorten(one.issuer, 120)] if one.issuer else []
    lines += [shorten(one.subject, 160)] if one.subject else []
    lines.append(f"{tasks} nhiệm vụ đã giao" + (f", {drafts} việc chờ rà soát" if drafts else ""))
    choices = [Choice("Rà soát", "review.show", on)] if drafts else []
    choices += [Choice("Xem nhiệm vụ", "directive.tasks", {**on, "page": 0})] if tasks else []
    choices += [Choice("Tổng hợp", "summary.directive", on)] if tasks else []
    choices += [Choice("Lịch nhắc", "ladder.ask", on)] if tasks else []
    choices += [Choice("Xem văn bản", "directive.text", {**on, "page": 0})] if one.text else []
    choices += [Choice("Tệp gốc", "directive.file", on)] if one.file_id else []
    return Reply("\n".join(lines), choices=tuple(choices))


def tasks_of(one: Directive, tasks: Sequence[Task], *, page: int, total: int) -> Reply:
    lines = [f"{of_document(one)}: {total} nhiệm vụ"]
    lines += [f"{task_line(task)} · {show.status(task.status).lower()}" for task in tasks]
    choices = [Choice(f"NV {task.number}", "task.show", {"task": task.id}) for task in tasks]
    if (page + 1) * PAGE < total:
        choices.append(Choice("Xem thêm", "directive.tasks", {"directive": one.id, "page": page + 1}))
    return Reply("\n".join(lines), choices=tuple(choices))


def which_not_ours(tasks: Sequence[Task]) -> Reply:
    lines = ["Nhiệm vụ nào không đúng chức năng?", *(task_line(task) for task in tasks[:6])]
    lines += ["Nhiệm vụ khác: gõ 'nv12 không đúng chức năng'."] if len(tasks) > 6 else []
    choices = [Choice(f"NV {task.number}", "task.not_ours", {"task": task.id}) for task in tasks[:6]]
    return Reply("\n".join(lines), choices=tuple(choices))


def text_page(one: Directive, text: str, *, page: int, pages: int) -> Reply:
    on: dict[str, int | str | None] = {"directive": one.id}
    more = (Choice("Xem thêm", "directive.text", {**on, "page": page + 1}),) if page + 1 < pages else ()
    file = (Choice("Tệp gốc", "directive.file", on),) if one.file_id else ()
    return Reply(f"{of_document(one)} ({page + 1}/{pages})\n\n{theirs(text)}", choices=(*more, *file))


def no_text(one: Directive) -> Reply:
    return Reply(f"Hệ thống không lưu nội dung của {of_document(one)}.\nBản chính ở hệ thống văn bản của tỉnh.")


def no_file(one: Directive) -> Reply:
    return Reply(f"Hệ thống không lưu tệp của {of_document(one)}.\nBản chính ở hệ thống văn bản của tỉnh.")


def file_of(one: Directive, file_id: int) -> Reply:
    return Reply(f"Tệp gốc: {of_document(one)}", file_id=file_id)


def no_such_directive(number: str) -> Reply:
    return Reply(
        f"Không thấy văn bản “{shorten(number, 40)}” trong danh sách của\nđồng chí.",
        choices=(Choice("Văn bản", "directive.list"),),
    )
