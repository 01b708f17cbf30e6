"""Decide how a corrected version of a directive in force is shown, and what is said of the update."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from core.correction import Difference, What
from core.messages import Choice, Priority, Reply
from core.model import Directive, DraftTask, NamedAgency
from core.wording import show
from core.wording.addressing import shorten

_SHOWN = 6
Names = Mapping[int, str]


def correction(
    new: Directive,
    old: Directive,
    *,
    differences: Sequence[Difference],
    tasks: int,
    since: dt.date,
    names: Names,
) -> Reply:
    """Only what differs, and whether the open tasks are to follow it."""
    on = {"directive": new.id, "old": old.id}
    lines, places = _grouped(differences, names), sum(len(reasons(one, names)) for one in differences)
    update = (Choice("Cập nhật theo bản mới", "reading.update", on),) if differences else ()
    says = f"khác {places} chỗ:" if differences else "có các nhiệm vụ như bản đã giao."
    text = [
        f"{old.number or 'Văn bản này'} đã có trong Hệ thống từ {show.full_day(since)} ({tasks} NV).",
        f"Bản vừa gửi {says}",
        *(f" {line}" for line in lines[:_SHOWN]),
        *([" (và các chỗ khác)"] if len(lines) > _SHOWN else []),
        *(["Các việc đã hoàn thành giữ nguyên."] if differences else []),
    ]
    return Reply(
        "\n".join(text),
        choices=(
            *update,
            Choice("Giữ bản cũ", "reading.keep_old", on),
            Choice("Là văn bản khác", "reading.another", on),
        ),
    )


def said_of(one: Difference, names: Names) -> list[str]:
    """'NV 4: hạn 15/4 thành 30/4'."""
    return [f"{_which([one])}: {reason}" for reason in reasons(one, names)]


def _grouped(differences: Sequence[Difference], names: Names) -> list[str]:
    """The same change of several tasks is one line."""
    found: dict[str, list[Difference]] = {}
    for one in differences:
        for reason in reasons(one, names):
            found.setdefault(reason, []).append(one)
    return [f"{_which(several)}: {reason}" for reason, several in found.items()]


def reasons(one: Difference, names: Names) -> list[str]:
    old, new = one.point.old, one.point.new
    if new is None:
        return ["không còn trong bản mới"]
    if old is None:
        return [show.quoted(new.text, 50)]
    return [_SAY[what](old, new, names) for what in What if what in one.point.what]


def _which(several: Sequence[Difference]) -> str:
    """'NV 4, 5, 6 (còn 9)', or the place in the document where nothing is in force yet."""
    numbers = [str(task.number) for one in several for task in one.tasks]
    first = several[0].point
    if numbers:
        return f"NV {show.names(numbers, most=3)}"
    if first.old is None:
        return f"Việc mới ({first.new.ref})" if first.new and first.new.ref else "Việc mới"
    places = [one.point.old.ref for one in several if one.point.old and one.point.old.ref]
    return f"Mục {show.names(places, most=3)}" if places else "Một việc"


def _deadline(old: DraftTask, new: DraftTask, names: Names) -> str:  # noqa: ARG001
    return f"{_due(old)} thành {_due(new)}"


def _due(draft: DraftTask) -> str:
    if draft.recurrence_text:
        return shorten(draft.recurrence_text, 40)
    return show.short_deadline(draft.due)


def _lead(old: DraftTask, new: DraftTask, names: Names) -> str:
    return f"chủ trì {_named(old.leads, names)} thành {_named(new.leads, names)}"


def _named(several: Sequence[NamedAgency], names: Names) -> str:
    return show.names([shorten(names.get(one.agency_id or 0, one.written), 50) for one in several], most=2) or "chưa rõ"


def _supporting(old: DraftTask, new: DraftTask, names: Names) -> str:
    before, after = ({names.get(x.agency_id or 0, x.written) for x in one.supporting} for one in (old, new))
    said = [
        f"{word} phối hợp {show.names([shorten(name, 50) for name in sorted(some)], most=2)}"
        for word, some in (("thêm", after - before), ("bớt", before - after))
        if some
    ]
    return ", ".join(said)


def _text(old: DraftTask, new: DraftTask, names: Names) -> str:  # noqa: ARG001
    """The first words that differ, with what stands before them."""
    before, after = old.text.split(), new.text.split()
    same = next((n for n, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), None)
    at = max(0, (same if same is not None else min(len(before), len(after))) - 2)
    return f"nội dung nay là {show.quoted(('… ' if at else '') + ' '.join(after[at:]), 60)}"


_SAY: dict[What, Callable[[DraftTask, DraftTask, Names], str]] = {
    What.DEADLINE: _deadline,
    What.LEAD: _lead,
    What.SUPPORTING: _supporting,
    What.TEXT: _text,
}


# ── afterwards ─────────────────────────────────────────────────────────────────────────────────
def updated(old: Directive, *, changed: int, added: int, ended: int, left: int, unsettled: Sequence[int]) -> Reply:
    lines = [f"Đã cập nhật {old.number or 'văn bản'} theo bản mới:"]
    lines.append(f" {changed} NV sửa, {added} NV mới, {ended} NV thôi theo dõi.")
    if unsettled:
        numbers = show.names([str(n) for n in unsettled], most=6)
        lines.append(f"NV {numbers}: chủ trì mới chưa rõ, chưa đổi.")
    lines += [f"Còn {left} việc chờ rà soát."] if left else []
    on = {"directive": old.id}
    review = (Choice(f"Xem {left} việc còn lại", "review.show", on),) if left else ()
    return Reply("\n".join(lines), choices=(*review, Choice("Xem nhiệm vụ", "directive.tasks", {**on, "page": 0})))


def notice(old: Directive, lines: Sequence[str], *, to: int) -> Reply:
    """To whoever has the tasks in hand: the document changed, and what that changes for them."""
    shown = [f" {shorten(line, 150)}" for line in lines[:5]]
    more = [f" (còn {len(lines) - 5} chỗ)"] if len(lines) > 5 else []
    text = [f"{old.number or 'Văn bản'} có bản đính chính:", *shown, *more]
    choice = Choice("Xem nhiệm vụ", "directive.tasks", {"directive": old.id, "page": 0})
    return Reply("\n".join(text), choices=(choice,), to=to, priority=Priority.NOTICE)


def source(old: Directive) -> str:
    """By whose authority a task that the corrected version no longer has is ended."""
    return f"bản đính chính của {old.number or 'văn bản'}"
