"""Decide how an objective cause of a lateness is stated, confirmed by a named authority, and counted apart."""

from __future__ import annotations

from core.messages import Args, Asks, Choice, Priority, Reply
from core.model import Cause, Task
from core.wording import show
from core.wording.addressing import shorten
from core.wording.tasks import of, open_card

WAITS, CONFIRMED = "chờ xác nhận", "đã xác nhận"


def line(cause: Cause, most: int = 60) -> str:
    """On the card, in lists and in the detail table: the words, the document, and how far it is confirmed."""
    stands = f"{CONFIRMED} theo {shorten(cause.source or '', 80)}" if cause.confirmed else WAITS
    words = f"{show.quoted(cause.text, most)}, căn cứ {shorten(cause.ground, 80)} ({stands})"
    return f"Nguyên nhân khách quan: {words}"


def counted(*, overdue: int, late: int, waiting: int) -> list[str]:
    """A note under the figures; the groups themselves do not change."""
    if not overdue and not late and not waiting:
        return []
    confirmed = f"quá hạn {overdue}, xong quá hạn {late}"
    return [f"Nguyên nhân khách quan đã xác nhận: {confirmed}; chờ xác nhận {waiting}"]


def ask_text(task: Task) -> Reply:
    return Reply(
        f"{show.task_heading(task)}\nĐồng chí nêu nguyên nhân khách quan và văn bản căn cứ.\n"
        f"Ví dụ: nv{task.number} nguyên nhân khách quan: mưa lũ kéo dài,\ncăn cứ 45/BC-UBND ngày 10/3.",
        asks=Asks("cause.typed", of(task)),
    )


def ask_ground(task: Task, *, text: str) -> Reply:
    return Reply(
        f"NV {task.number}: nguyên nhân khách quan {show.quoted(text, 150)}.\n"
        "Căn cứ văn bản nào (số, ngày)? Ví dụ 45/BC-UBND ngày 10/3.",
        choices=(Choice("Không ghi", "task.show", of(task)),),
        asks=Asks("cause.ground", {**of(task), "text": text}),
    )


def ask_keep(task: Task, *, text: str, ground: str, signer: str | None, args: Args, decides: bool) -> Reply:
    confirm = [Choice("Có văn bản xác nhận", "cause.keep_confirmed", args)] if decides else []
    return Reply(
        f"NV {task.number}: nguyên nhân khách quan {show.quoted(text, 150)},\ncăn cứ {shorten(ground, 120)}.\n"
        f"Người ký văn bản giao: {shorten(signer or 'chưa rõ', 60)}.\n"
        "Chỉ được tính khi người có thẩm quyền xác nhận.",
        choices=(
            Choice("Ghi, chờ xác nhận", "cause.keep", args),
            *confirm,
            Choice("Không ghi", "task.show", of(task)),
        ),
    )


def kept(task: Task, cause: Cause) -> Reply:
    return Reply(f"NV {task.number}: đã ghi, {WAITS}.\n{line(cause, 100)}", choices=(open_card(task),))


def notice(task: Task, cause: Cause, *, to: int | None) -> Reply:
    """To whoever follows it up, and in their list."""
    args: Args = {"cause": cause.id}
    return Reply(
        f"{shorten(task.lead, 80)} nêu nguyên nhân khách quan\n{show.task_heading(task)}:\n"
        f"{show.quoted(cause.text, 200)}\nCăn cứ: {shorten(cause.ground, 120)}",
        choices=(
            Choice("Có văn bản xác nhận", "cause.confirm", args),
            Choice("Không xác nhận", "cause.refuse", args),
            open_card(task),
        ),
        to=to,
        priority=Priority.NOTICE if to else Priority.REPLY,
    )


def decided(task: Task, cause: Cause) -> Reply:
    return Reply(f"Đã ghi. {_verdict(task, cause)}\nĐơn vị đã được báo.", choices=(open_card(task),))


def answer(task: Task, cause: Cause, *, to: int) -> Reply:
    return Reply(_verdict(task, cause), choices=(open_card(task),), to=to, priority=Priority.NOTICE)


def _verdict(task: Task, cause: Cause) -> str:
    said = "đã được xác nhận" if cause.confirmed else "chưa được xác nhận"
    return (
        f"NV {task.number}: nguyên nhân khách quan\n{show.quoted(cause.text, 120)} {said}.\n"
        f"Theo: {shorten(cause.source or '', 120)}"
    )


def decided_already(task: Task) -> Reply:
    return Reply(
        f"NV {task.number}: nguyên nhân này đã được trả lời,\nkhông có gì thay đổi.", choices=(open_card(task),)
    )


def not_followed(task: Task) -> Reply:
    return Reply(
        f"{show.task_heading(task)} {show.status(task.status).lower()},\nkhông ghi nguyên nhân. Không có gì thay đổi.",
        choices=(open_card(task),),
    )
