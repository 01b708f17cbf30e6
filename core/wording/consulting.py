"""Decide how the office's leader is asked before a directive is given out, and how the answer comes back."""

from __future__ import annotations

from collections.abc import Sequence

from core.messages import Args, Asks, Choice, Priority, Reply
from core.model import Directive, DraftTask, Person
from core.wording import show
from core.wording.addressing import shorten
from core.wording.publishing import of_document

SHOWN, PAGE = 3, 4


def _line(draft: DraftTask) -> str:
    leads = show.names([shorten(one.written, 40) for one in draft.leads], most=1)
    due = show.short_deadline(draft.due, draft.recurrence_text)
    return f"{draft.position}. {shorten(draft.text, 60)}\n   {leads} · {due}"


def overview(
    directive: Directive,
    several: Sequence[DraftTask],
    *,
    agencies: int,
    leader: Person | None,
    choices: Sequence[Choice],
) -> Reply:
    """What would be given; with a leader it is said to them, without one it is the coordinator's look at it."""
    head = [f"Kính báo cáo đồng chí {show.titled(leader)}:"] if leader else ["Nội dung trình lãnh đạo:"]
    issuer = f" của {shorten(directive.issuer, 90)}" if directive.issuer else ""
    lines = [
        *head,
        f"Dự kiến chuyển {len(several)} việc tới {agencies} đơn vị",
        f"theo {of_document(directive)}{issuer}",
    ]
    lines += [shorten(directive.subject, 100)] if directive.subject else []
    lines += ["", *map(_line, several[:SHOWN])]
    lines += [f"(còn {len(several) - SHOWN})"] if len(several) > SHOWN else []
    lines += ["Kính đề nghị đồng chí cho ý kiến."] if leader else []
    to = leader.id if leader else None
    return Reply(
        "\n".join(lines), choices=tuple(choices), to=to, priority=Priority.NOTICE if leader else Priority.REPLY
    )


def preview_choices(args: Args) -> tuple[Choice, ...]:
    return (
        Choice("Gửi lãnh đạo", "consult.send", args),
        Choice("Quay lại", "publish.ask", {"directive": args["directive"]}),
    )


def leader_choices(args: Args, *, total: int) -> tuple[Choice, ...]:
    look = (Choice(f"Xem cả {total} việc", "consult.all", {**args, "page": 0}),) if total > SHOWN else ()
    return (Choice("Đồng ý giao", "consult.agree", args), Choice("Cần sửa", "consult.amend", args), *look)


def page(directive: Directive, shown: Sequence[DraftTask], *, page: int, total: int, args: Args) -> Reply:
    more = (page + 1) * PAGE < total
    choices = [Choice("Xem thêm", "consult.all", {**args, "page": page + 1})] if more else []
    lines = [f"{of_document(directive)}: dự kiến {total} việc", *map(_line, shown)]
    agree = (Choice("Đồng ý giao", "consult.agree", args), Choice("Cần sửa", "consult.amend", args))
    return Reply("\n".join(lines), choices=(*choices, *agree))


def sent(directive: Directive, leaders: Sequence[Person]) -> Reply:
    named = show.names([show.titled(one) for one in leaders], most=3)
    return Reply(
        f"Đã trình {named}.\n{directive.number or 'Văn bản'} chưa gửi đơn vị nào; có ý kiến\nHệ thống báo đồng chí.",
        choices=(Choice("Rà soát", "review.show", {"directive": directive.id}),),
    )


def nobody() -> Reply:
    return Reply("Danh bạ chưa có lãnh đạo văn phòng. Chưa trình ai.")


def agreed(directive: Directive) -> Reply:
    return Reply(f"Đã ghi ý kiến đồng ý của đồng chí về {of_document(directive)}.\nNgười theo dõi sẽ gửi các đơn vị.")


def agreed_notice(directive: Directive, leader: Person, *, tasks: int, args: Args, to: int) -> Reply:
    return Reply(
        f"{show.titled(leader)} đồng ý giao\n{of_document(directive)}: {tasks} nhiệm vụ.",
        choices=(
            Choice("Giao theo ý kiến", "publish.confirmed", {**args, "source": source(leader)}),
            Choice("Rà soát", "review.show", {"directive": directive.id}),
        ),
        to=to,
        priority=Priority.NOTICE,
    )


def source(leader: Person) -> str:
    return f"ý kiến của {show.titled(leader)}"


def ask_words(directive: Directive, args: Args) -> Reply:
    return Reply(
        f"{of_document(directive)}\nKính đề nghị đồng chí gõ nội dung cần sửa.", asks=Asks("consult.words", args)
    )


def amend_kept(directive: Directive) -> Reply:
    return Reply(f"Đã chuyển ý kiến của đồng chí về\n{of_document(directive)} tới người theo dõi.")


def amend_notice(directive: Directive, leader: Person, words: str, *, to: int) -> Reply:
    return Reply(
        f"{show.titled(leader)} đề nghị sửa\n{of_document(directive)} trước khi giao:\n{show.quoted(words, 500)}",
        choices=(Choice("Rà soát", "review.show", {"directive": directive.id}),),
        to=to,
        priority=Priority.NOTICE,
    )


def changed(directive: Directive) -> Reply:
    """What lay before the leader is no longer what would be given."""
    return Reply(
        f"Nội dung trình về {of_document(directive)} đã thay đổi\nhoặc đã gửi. Chưa ghi gì; có bản mới sẽ trình lại."
    )
