"""Decide how 'không đúng chức năng' is said, with the agency's own document, and taken back."""

from __future__ import annotations

from core.messages import Args, Asks, Choice, Priority, Reply
from core.model import Task
from core.wording import show
from core.wording.addressing import shorten
from core.wording.tasks import of, open_card


def ask_whose(task: Task, *, skip: Args) -> Reply:
    return Reply(
        f"{show.task_heading(task)}: không đúng chức năng.\n"
        "Đề xuất đơn vị nào? Nên kèm văn bản của đơn vị\n(số, ngày). Đồng chí gõ, hoặc Bỏ qua để gửi ngay.",
        choices=(Choice("Bỏ qua", "task.not_ours_sent", skip), Choice("Quay lại", "task.show", of(task))),
        asks=Asks("task.not_ours_sent", skip),
    )


def ask_sure(task: Task, *, proposal: str, go: Args, report: Args | None) -> Reply:
    """The proposal was said already. `report`: the words may also be a report, which is one tap away."""
    other = [Choice("Là báo cáo tiến độ", "report.of", report)] if report else []
    return Reply(
        f"{show.task_heading(task)}: không đúng chức năng.\nĐề xuất: {shorten(proposal, 200)}\n"
        "Chuyển ý kiến này tới người theo dõi? Nhiệm vụ và\nthời hạn giữ nguyên đến khi có ý kiến.",
        choices=(Choice("Chuyển ý kiến", "task.not_ours_sent", go), *other, Choice("Quay lại", "task.show", of(task))),
    )


def told(task: Task, *, proposal: str, documented: bool) -> Reply:
    issuer = shorten(task.issuer or "cơ quan ban hành", 60)
    until = issuer if issuer.endswith("…") else f"{issuer}."
    return Reply(
        f"Đã chuyển ý kiến của {task.lead} tới người theo dõi:\n"
        f"NV {task.number} không thuộc chức năng, đề xuất: {shorten(proposal, 120) or 'chưa nêu'}.\n"
        f"Nhiệm vụ vẫn thuộc {task.lead} và thời hạn vẫn tính\nđến khi có ý kiến của {until}"
        + ("" if documented else "\nNên kèm văn bản của đơn vị (số, ngày)."),
        choices=(
            Choice("Gửi văn bản", "task.not_ours_paper", of(task)),
            Choice("Rút lại", "task.not_ours_back", of(task)),
            open_card(task),
        ),
    )


def notice(task: Task, *, proposal: str, to: int) -> Reply:
    return Reply(
        f"{task.lead}: {show.task_heading(task)}\nkhông đúng chức năng.\n"
        f"Đề xuất: {shorten(proposal, 200) or 'chưa nêu'}\nNhiệm vụ và thời hạn giữ nguyên đến khi có ý kiến.\n"
        f"Khi có ý kiến, gõ 'NV {task.number}: chuyển {{đơn vị}} theo {{số văn bản}}'.",
        choices=(open_card(task),),
        to=to,
        priority=Priority.NOTICE,
    )


def ask_paper(task: Task) -> Reply:
    return Reply(
        f"NV {task.number}: văn bản của đơn vị về việc không đúng\nchức năng (số, ngày), hoặc gửi ảnh, tệp.\n"
        "Ví dụ 12/SNV-VP ngày 15/3.",
        choices=(Choice("Quay lại", "task.show", of(task)),),
        asks=Asks("task.not_ours_papered", of(task)),
    )


def words(document: str) -> str:
    """How the report with the document is written down."""
    return f"văn bản nêu không đúng chức năng: {document}"


def papered(task: Task, *, document: str) -> Reply:
    return Reply(
        f"NV {task.number}: đã chuyển {shorten(document, 120)}\ntới người theo dõi. Nhiệm vụ và thời hạn giữ nguyên.",
        choices=(Choice("Rút lại", "task.not_ours_back", of(task)), open_card(task)),
    )


def papered_notice(task: Task, *, document: str, files: int, to: int) -> Reply:
    see = [Choice("Xem tệp", "evidence.show", of(task))] if files else []
    return Reply(
        f"{task.lead} gửi văn bản về\n{show.task_heading(task)} (không đúng chức năng):\n{shorten(document, 200)}",
        choices=(*see, open_card(task)),
        to=to,
        priority=Priority.NOTICE,
    )


def nothing_said(task: Task) -> Reply:
    return Reply(
        f"NV {task.number}: không có ý kiến 'không đúng chức năng'\nnào đang chờ. Không có gì thay đổi.",
        choices=(open_card(task),),
    )


def back(task: Task) -> Reply:
    return Reply(
        f"NV {task.number}: đã rút ý kiến không đúng chức năng.\n{task.lead} tiếp tục chủ trì, thời hạn không đổi.",
        choices=(open_card(task),),
    )


def back_notice(task: Task, *, to: int) -> Reply:
    return Reply(
        f"{task.lead} đã rút ý kiến không đúng chức năng về\n{show.task_heading(task)}, tiếp tục chủ trì.",
        choices=(open_card(task),),
        to=to,
        priority=Priority.NOTICE,
    )
