"""Decide what a coordinator sees of a directive between its reading and its publication."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from core import overlap, review
from core.messages import Choice, Reply
from core.model import Directive, DraftTask
from core.verbal_order import KIND as VERBAL
from core.wording import show
from core.wording.addressing import shorten

TYPED_HELP = "Gõ: 12: hạn 15/4 · 7: chủ trì Sở Nội vụ · gộp 4 5 · bỏ 8 · hoàn tác"
PAGE = 6
Sizes = Mapping[str, int]  # of a collective as written: how many agencies of the directory it means
NO_SIZES: Sizes = {}
_MOST_DOUBTS = 5
_DOUBTS: dict[str, str] = {
    "lead": "Chủ trì chưa rõ: {text}",
    "group": "{lead}: {size} đơn vị?",
    "unknown_agency": "Chưa có trong danh bạ: {lead}",
    "similar_agency": "Tên viết khác danh bạ: {lead}",
    "deadline": "Hạn chưa rõ: {text}",
    "deadline_before_issue": "Hạn trước ngày ký: {date}",
    "year_far": "Hạn không ghi năm, tính ra {date}",
    "said_twice": "Hạn ghi một quý hai lần, tính ra {date}",
    "year_unknown": "Hạn chưa rõ năm: {text}",
    "month_unknown": "Hạn không ghi tháng: {text}",
    "not_in_calendar": "Ngày không có trong lịch: {text}",
    "issue_date": "Hạn tính từ ngày ký, chưa rõ ngày ký",
    "receipt_date": "Hạn tính từ ngày nhận văn bản",
    "event_date": "Hạn tính từ một mốc chưa rõ ngày",
}


# ── the whole directive ────────────────────────────────────────────────────────────────────────
def listed(
    directive: Directive,
    drafts: Sequence[DraftTask],
    *,
    sizes: Sizes = NO_SIZES,
    note: str = "",
    with_help: str = "",
) -> Reply:
    """Counts, what must be looked at, and everything else as one number. Nothing is sent yet."""
    live, doubts = review.live(drafts), review.doubtful(drafts)
    lines = [*_head(directive), "", f"Đọc được {len(live)} nhiệm vụ, {review.lead_count(drafts)} đơn vị."]
    if doubts:
        lines.append(f"Cần đồng chí xem: {len(doubts)}")
        lines += doubt_lines(doubts, sizes=sizes)
    lines += [_clear_line(drafts), "", "Chưa gửi cho đơn vị nào."]
    lines += [with_help] if with_help else []
    unknown = len(review.unknown_names(drafts))
    choices = _list_choices(directive, live=len(live), doubts=len(doubts), unknown=unknown)
    return Reply("\n".join([note, *lines] if note else lines), choices=choices)


def _head(directive: Directive) -> list[str]:
    date = f" ngày {show.full_day(directive.issued_on)}" if directive.issued_on else ""
    issuer = f" · {shorten(directive.issuer, 70)}" if directive.issuer else ""
    unnumbered = "Ý kiến chỉ đạo" if directive.type == VERBAL else "Văn bản chưa rõ số"
    first = f"{directive.number or unnumbered}{date}{issuer}"
    return [first, shorten(directive.subject, 100)] if directive.subject else [first]


def doubt_lines(doubts: Sequence[DraftTask], *, sizes: Sizes = NO_SIZES) -> list[str]:
    """The reasons, each with the tasks it holds up."""
    reasons: dict[str, list[int]] = {}
    for draft in doubts:
        reasons.setdefault(doubt_line(draft, sizes=sizes), []).append(draft.position)
    shown = list(reasons.items())[:_MOST_DOUBTS]
    left = len(doubts) - sum(len(positions) for _, positions in shown)
    lines = [f"{_positions(positions):>2}  {reason}" for reason, positions in shown]
    return lines + ([f"(còn {left} việc cần xem)"] if left else [])


def _positions(several: Sequence[int]) -> str:
    """'7', '4, 5, 9', '4, 5, 6…'."""
    return ", ".join(map(str, several[:3])) + ("…" if len(several) > 3 else "")


def _clear_line(drafts: Sequence[DraftTask]) -> str:
    clear = review.clear(drafts)
    shared = sum(1 for draft in clear if draft.due and draft.due.inherited)
    recurring = sum(1 for draft in clear if draft.recurrence)
    dated = sum(1 for draft in clear if draft.due and not draft.due.inherited and not draft.recurrence)
    parts = (
        (dated, "có hạn"),
        (recurring, "định kỳ"),
        (shared, "theo hạn báo cáo chung"),
        (len(clear) - dated - recurring - shared, "không ghi hạn"),
    )
    said = ", ".join(f"{count} {words}" for count, words in parts if count)
    return f"Đã rõ {len(clear)}" + (f": {said}" if said else "")


def _list_choices(directive: Directive, *, live: int, doubts: int, unknown: int) -> tuple[Choice, ...]:
    """Six at most: what is clear is offered by 'Giao việc' too, so its own button is the first to give way."""
    on = {"directive": directive.id}
    several = unknown > 1
    offered = (
        (doubts, Choice(f"Xem {doubts} việc cần rà", "review.next", on)),
        (live, Choice(f"Xem cả {live}", "review.all", {**on, "page": 0})),
        (several, Choice(f"Đơn vị mới ({unknown})", "review.unknown", on)),
        (live, Choice("Bảng rà soát", "review.table", on)),
        (doubts and live > doubts and not several, Choice(f"Giao {live - doubts} việc đã rõ", "publish.clear", on)),
        (live, Choice("Giao việc", "publish.ask", on)),
    )
    return (*(choice for wanted, choice in offered if wanted), Choice("Bỏ", "review.discard", on))


def doubt_line(draft: DraftTask, *, sizes: Sizes = NO_SIZES) -> str:
    """The first doubt of a task in words."""
    found = review.questions(draft)
    unsettled = review.unsettled_lead(draft)
    values = {
        "text": show.quoted(draft.text, 36),
        "lead": show.quoted(unsettled.written, 44) if unsettled else "",
        "size": sizes.get(unsettled.written, "nhiều") if unsettled else "",
        "date": show.full_day(draft.due.date) if draft.due else "",
    }
    if found and overlap.is_question(found[0]):
        return f"Gần giống NV {show.names([str(n) for n in overlap.asked(draft)], most=3)}"
    return _DOUBTS.get(found[0], "Cần xem lại: {text}").format(**values) if found else ""


def page(directive: Directive, drafts: Sequence[DraftTask], *, number: int, names: Mapping[int, str]) -> Reply:
    """Every proposed task, a line each, a page at a time."""
    live = review.live(drafts)
    shown = live[number * PAGE : (number + 1) * PAGE]
    lines = [
        f"{draft.position:>2}  {shorten(draft.text, 56)}\n    {shorten(leads(draft, names), 36)} · {_due_words(draft)}"
        for draft in shown
    ]
    on: dict[str, int | str | None] = {"directive": directive.id}
    choices = [Choice(f"Việc {draft.position}", "review.card", {"draft": draft.id}) for draft in shown[:4]]
    if (number + 1) * PAGE < len(live):
        choices.append(Choice("Xem thêm", "review.all", {**on, "page": number + 1}))
    first = number * PAGE + 1
    head = f"{directive.number or 'Văn bản'}: việc {first}–{first + len(shown) - 1} trong {len(live)}"
    back = Choice("Quay lại", "review.show", on)
    return Reply("\n".join([head, *lines, "Gõ 'xem 3' để mở việc 3."]), choices=(*choices, back))


def _due_words(draft: DraftTask) -> str:
    return show.short_deadline(draft.due, draft.recurrence_text)


def leads(draft: DraftTask, names: Mapping[int, str]) -> str:
    shown = [names.get(one.agency_id, one.written) if one.agency_id else one.written for one in draft.leads]
    return show.names(shown, most=4) if shown else "chưa rõ chủ trì"


# ── one task ───────────────────────────────────────────────────────────────────────────────────
def card(
    directive: Directive,
    draft: DraftTask,
    *,
    last: int,
    names: Mapping[int, str],
    today: dt.date,
    sizes: Sizes = NO_SIZES,
    note: str = "",
) -> Reply:
    place = f", {'' if draft.ref.startswith('đoạn') else 'mục '}{draft.ref}" if draft.ref else ""
    source = source_of(directive, draft)
    lines = [
        *([note] if note else []),
        f"Việc {draft.position}/{last} · {directive.number or 'chưa rõ số'}{place}",
        shorten(draft.text, 240),
        "",
        f"Chủ trì: {shorten(leads(draft, names), 120)}",
        f"Phối hợp: {_supporting(draft, names)}",
        *due_lines(draft, today=today),
        *([f"Câu gốc: {show.quoted(source, 130)}"] if source else []),
        *([f"Cần xem: {doubt_line(draft, sizes=sizes)}"] if review.questions(draft) else []),
    ]
    return Reply("\n".join(lines), choices=_card_choices(draft, sizes))


def _supporting(draft: DraftTask, names: Mapping[int, str]) -> str:
    shown = [names.get(one.agency_id, one.written) if one.agency_id else one.written for one in draft.supporting]
    return shorten(show.names(shown, most=3), 110) if shown else "không"


def due_lines(draft: DraftTask, *, today: dt.date) -> list[str]:
    """The words and the three dates; where there is no date, why."""
    lines = [show.recurring(draft.recurrence_text, draft.due)] if draft.recurrence_text else []
    if draft.due is not None:
        return [
            *lines,
            f"{show.kind(draft.due)}: {show.as_written(draft.due)}",
            *show.three_dates(draft.due, today=today),
        ]
    return lines or [show.ONGOING if "ongoing" in draft.doubts else show.NO_DEADLINE]


def source_of(directive: Directive, draft: DraftTask) -> str:
    """The words of the document this was read from."""
    if draft.span is None or not directive.text:
        return ""
    return directive.text[draft.span[0] : draft.span[1]].replace("**", "").strip()


def _card_choices(draft: DraftTask, sizes: Sizes) -> tuple[Choice, ...]:
    on = {"draft": draft.id}
    return (
        _first_choice(draft, sizes),
        Choice("Sửa", "review.edit", on),
        Choice("Bỏ", "review.drop", on),
        Choice("Xem văn bản", "review.source", on),
        Choice("Việc sau", "review.after", on),
        Choice("Quay lại", "review.show", {"directive": draft.directive_id}),
    )


def _first_choice(draft: DraftTask, sizes: Sizes) -> Choice:
    on = {"draft": draft.id}
    found = review.questions(draft)
    unsettled = review.unsettled_lead(draft)
    if "group" in found and unsettled and unsettled.written in sizes:
        return Choice(f"Giao cả {sizes[unsettled.written]} đơn vị", "review.group", on)
    if {"unknown_agency", "group", "lead"} & set(found):
        return Choice("Chọn đơn vị", "review.agency", on)
    return Choice("Đúng", "review.accept", on)


def source(directive: Directive, draft: DraftTask, *, around: int = 250) -> Reply:
    """The source sentence with what stands around it."""
    back = Choice("Quay lại", "review.card", {"draft": draft.id})
    if draft.span is None or not directive.text:
        return Reply(f"Việc {draft.position} không có đoạn gốc được lưu.", choices=(back,))
    start, end = draft.span
    before = directive.text[max(0, start - around) : start].replace("**", "").strip()
    after = directive.text[end : end + around].replace("**", "").strip()
    text = f"…{before}\n\n[Việc {draft.position}]\n{shorten(source_of(directive, draft), 380)}\n\n{after}…"
    return Reply(text, choices=(back,))
