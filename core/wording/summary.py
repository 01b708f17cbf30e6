"""Say the figures: the number of overdue tasks first, five groups that add up, both ratios, and up to which minute."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from core.figures import AgencyCount, Figures, Kind, Line, Share
from core.messages import Args, Choice, Reply
from core.model import Directive
from core.timeliness import days_overdue
from core.wording import by_original, causes, show
from core.wording.addressing import shorten
from core.workdays import WorkingCalendar

PAGE = 5
MOST_COMPARED = 6
BY_NUMBER, BY_SHARE, BY_ADDRESSEE = "number", "share", "addressee"
_FEW = 1000  # from here on a ratio is said with two decimals
OVERDUE = Choice("Việc quá hạn", "summary.overdue")
WEEK = Choice("Đến hạn tuần này", "summary.list", {"kind": Kind.WEEK.value})
BLOCKED = Choice("Vướng mắc", "summary.list", {"kind": Kind.BLOCKED.value})
BY_AGENCY = Choice("Theo đơn vị", "summary.compare")
SPOKEN = Choice("Nói trong họp", "summary.spoken")
EXPORT = Choice("Xuất tệp", "summary.export")
BACK = Choice("Quay lại", "summary.show")
_TITLES = {
    Kind.OVERDUE: "Việc quá hạn",
    Kind.TODAY: "Việc đến hạn hôm nay",
    Kind.SOON: "Việc đến hạn trong 3 ngày làm việc",
    Kind.WEEK: "Việc đến hạn tuần này",
    Kind.BLOCKED: "Việc có vướng mắc",
    Kind.EXTENSION: "Việc xin gia hạn, chờ ý kiến",
    Kind.SUBMITTED: "Việc chờ xác nhận",
    Kind.UNACKNOWLEDGED: "Việc chưa xác nhận đã nhận",
    Kind.IN_TERM: "Việc trong hạn",
    Kind.ONGOING: "Việc thường xuyên, không thời hạn",
    Kind.ON_TIME: "Việc hoàn thành đúng hạn",
    Kind.LATE: "Việc hoàn thành quá hạn",
    Kind.OUTSIDE: "Việc tạm dừng, thôi theo dõi",
    Kind.EXCUSED: "Việc quá hạn có nguyên nhân khách quan",
}
_HANDED_IN = frozenset({Kind.SUBMITTED, Kind.ON_TIME, Kind.LATE, Kind.OUTSIDE})


# ── the counts ─────────────────────────────────────────────────────────────────────────────────
def summary(figures: Figures, *, local: dt.datetime, scope: str | None = None, compares: bool = True) -> Reply:
    """Five minutes before the meeting: the answer stands in the first line. `scope` names one agency."""
    if not figures.total and not figures.suspended and not figures.ended:
        return empty(scope, local=local)
    lines = [
        _overdue_first(figures, scope),
        f"Tính đến {show.moment(local)} · {show.number(figures.directives)} văn bản",
        "",
        *_groups(figures),
        "",
        *_ratios(figures),
        *_notes(figures),
    ]
    choices = (OVERDUE, WEEK, BLOCKED, BY_AGENCY if compares else by_original.ASK, SPOKEN, EXPORT)
    return Reply("\n".join(lines), choices=choices)


def summary_directive(
    directive: Directive, figures: Figures, *, local: dt.datetime, silent: Sequence[str] = ()
) -> Reply:
    """One directive: how far it is, and who has said nothing yet."""
    on = f" ngày {show.full_day(directive.issued_on)}" if directive.issued_on else ""
    due = directive.report_deadline
    shared = f" · Báo cáo chung: {show.as_written(due)}" if due else ""
    lines = [
        f"{directive.number or 'Văn bản'}{on} · tính đến {show.clock(local)}, {show.short_day(local.date())}",
        f"{show.number(figures.total)} nhiệm vụ, {show.number(figures.agencies)} đơn vị{shared}",
        f"Hoàn thành {figures.done} (đúng hạn {figures.on_time}, quá hạn {figures.late})",
        f"Chờ xác nhận {figures.submitted}",
        f"Trong hạn {figures.in_term} · Quá hạn {figures.overdue} · Thường xuyên {figures.ongoing}",
        *_outside(figures),
        *([f"Chưa có báo cáo nào: {show.names(list(silent))}"] if silent else []),
    ]
    where = {"directive": directive.id}
    choices = (
        Choice("Theo đơn vị", "summary.compare", where),
        Choice("Việc quá hạn", "summary.list", {"kind": Kind.OVERDUE.value, **where}),
        Choice("Vướng mắc", "summary.list", {"kind": Kind.BLOCKED.value, **where}),
        by_original.of_directive(directive.id),
        BACK,
    )
    return Reply("\n".join(lines), choices=choices)


def spoken(
    figures: Figures,
    *,
    local: dt.datetime,
    scope: str | None = None,
    behind: Sequence[AgencyCount] = (),
    concern: str | None = None,
) -> Reply:
    """Three sentences to be read aloud."""
    where = f"{scope} có" if scope else "toàn cơ quan theo dõi"
    due = figures.done_of_due
    reached = f", đạt {_percent(due)} số đến hạn" if due.whole else ""
    until = f"Đến {show.clock(local)} ngày {show.short_day(local.date())}"
    sentences = [
        f"{until}, {where} {show.number(figures.total)} nhiệm vụ, đã hoàn thành {show.number(figures.done)}{reached}.",
        _spoken_overdue(figures, behind),
        f"Trong tuần có {show.number(figures.due_this_week)} việc đến hạn; {_spoken_blocked(figures, concern)}.",
    ]
    return Reply("\n".join(sentences), choices=(OVERDUE, BLOCKED, BACK))


def empty(scope: str | None, *, local: dt.datetime) -> Reply:
    named = scope or "Trong phạm vi của đồng chí"
    text = (
        f"{named}: không có nhiệm vụ nào đang theo dõi\n(tính đến {show.clock(local)}, {show.short_day(local.date())})."
    )
    return Reply(text)


# ── agencies ───────────────────────────────────────────────────────────────────────────────────
def compare(
    agencies: Sequence[AgencyCount], *, local: dt.datetime, directive: int | None = None, by: str = BY_NUMBER
) -> Reply:
    """Which agencies still have many overdue tasks; never 'the slowest'. `agencies` come in the order asked for."""
    until = f"tính đến {show.clock(local)}, {show.short_day(local.date())}"
    if not agencies:
        return Reply(f"Không có đơn vị nào còn việc quá hạn\n({until}).", choices=(BACK,))
    lines = [f"Đơn vị còn nhiều việc quá hạn ({until})"]
    lines += ["Theo đơn vị được giao ban đầu."] if by == BY_ADDRESSEE else []
    for place, one in enumerate(agencies[:MOST_COMPARED], start=1):
        rate = f" ({show.percent(100 * one.share, places=1)})" if by == BY_SHARE else ""
        lines.append(f"{place}. {one.agency}: {one.overdue} quá hạn trên {one.total} được giao{rate}")
    if len(agencies) > MOST_COMPARED:
        lines.append(f"(còn {len(agencies) - MOST_COMPARED} đơn vị)")
    lines.append("Số việc giao khác nhau nhiều; nên xem cả tỷ lệ.")
    return Reply("\n".join(lines), choices=_compare_choices(directive, by))


# ── lists ──────────────────────────────────────────────────────────────────────────────────────
def listing(
    kind: Kind,
    lines: Sequence[Line],
    *,
    total: int,
    page: int,
    local: dt.datetime,
    calendar: WorkingCalendar,
    more: Choice | None = None,
) -> Reply:
    """The tasks behind a number: each with document, agency, since when, and its last word."""
    until = f"tính đến {show.clock(local)}, {show.short_day(local.date())}"
    if not lines:
        return Reply(f"{_TITLES[kind]}: không có\n({until}).", choices=(BACK,))
    text = [f"{_TITLES[kind]}: {show.number(total)} ({until})"]
    for line in lines:
        text += _line(line, kind, today=local.date(), calendar=calendar)
    left = total - (page - 1) * PAGE - len(lines)
    if left > 0:
        text.append(f"(còn {show.number(left)} việc)")
    looks = tuple(Choice(f"NV {line.number}", "task.show", {"task": line.task_id}) for line in lines[:4])
    return Reply("\n".join(text), choices=(*looks, *((more,) if more and left > 0 else ()), BACK))


def more(args: Args) -> Choice:
    return Choice("Xem thêm", "summary.list", args)


def which_directive(typed: str, found: Sequence[tuple[int, str]]) -> Reply:
    """Several directives begin with what was typed, or none does."""
    if not found:
        return Reply(f"Không thấy văn bản số {shorten(typed, 30)} trong phạm vi\ncủa đồng chí.", choices=(BACK,))
    labels = show.apart(number for _, number in found[:5])
    choices = tuple(
        Choice(label, "summary.directive", {"directive": key}) for label, (key, _) in zip(labels, found, strict=False)
    )
    return Reply(f"Có {len(found)} văn bản số {shorten(typed, 30)}. Đồng chí chọn:", choices=choices)


# ── pieces ─────────────────────────────────────────────────────────────────────────────────────
def ratio(share: Share) -> str:
    """'268/287 = 93,4 %'."""
    if not share.whole:
        return "chưa có việc để tính"
    return f"{show.number(share.part)}/{show.number(share.whole)} = {_percent(share)}"


def _percent(share: Share) -> str:
    return show.percent(share.percent or 0.0, places=1 if share.whole < _FEW else 2)


def _overdue_first(figures: Figures, scope: str | None) -> str:
    where = f"{scope}: " if scope else ""
    if not figures.overdue:
        return f"{where}{'không' if where else 'Không'} có việc quá hạn."
    at = f", tại {show.number(figures.overdue_agencies)} đơn vị" if not scope else ""
    return f"{where}{'quá' if where else 'Quá'} hạn {show.number(figures.overdue)} việc{at}."


def _groups(figures: Figures) -> list[str]:
    n = show.number
    return [
        f"Tổng {n(figures.total)}",
        f"Đã hoàn thành {n(figures.done)}: đúng hạn {n(figures.on_time)}, quá hạn {n(figures.late)}",
        f"Chưa hoàn thành {n(figures.open)}: trong hạn {n(figures.in_term)}, quá hạn {n(figures.overdue)}",
        f"Chờ xác nhận {n(figures.submitted)}",
        f"Thường xuyên, không thời hạn {n(figures.ongoing)}",
    ]


def _ratios(figures: Figures) -> list[str]:
    return [
        f"Hoàn thành / đến hạn: {ratio(figures.done_of_due)}",
        f"Đúng hạn / hoàn thành: {ratio(figures.on_time_of_done)}",
    ]


def counted(figures: Figures) -> list[str]:
    """All that is counted, a line each, the number of overdue tasks first."""
    return [_overdue_first(figures, None), *_groups(figures), *_ratios(figures), *_notes(figures)]


def _outside(figures: Figures) -> list[str]:
    if not figures.suspended and not figures.ended:
        return []
    return [f"Ngoài tổng: tạm dừng {figures.suspended}, thôi theo dõi {figures.ended}"]


def _notes(figures: Figures) -> list[str]:
    notes = _outside(figures)
    if figures.overdue_waiting:
        notes.append(f"Lưu ý: {figures.overdue_waiting} trong {figures.overdue} việc đã xin gia hạn, chờ ý kiến")
    if figures.overdue_shared > figures.shared_lateness:
        notes.append(f"{figures.overdue_shared} việc quá hạn chung {figures.shared_lateness} hạn báo cáo")
    return notes + causes.counted(
        overdue=figures.overdue_excused, late=figures.late_excused, waiting=figures.causes_waiting
    )


def _spoken_overdue(figures: Figures, behind: Sequence[AgencyCount]) -> str:
    if not figures.overdue:
        return "Không có việc quá hạn."
    at = show.names([one.agency for one in behind[:3]], most=3)
    return f"Còn {show.number(figures.overdue)} việc quá hạn" + (f", tập trung ở {at}." if at else ".")


def _spoken_blocked(figures: Figures, concern: str | None) -> str:
    if not figures.blocked:
        return "không có việc nào báo vướng mắc"
    what = f", đáng chú ý là {shorten(concern, 80)}" if concern else ""
    return f"{show.number(figures.blocked)} việc vướng mắc cần lãnh đạo cho ý kiến{what}"


def _compare_choices(directive: int | None, by: str) -> tuple[Choice, ...]:
    where = {"directive": directive} if directive else {}
    label, other = ("Xem theo tỷ lệ", BY_SHARE) if by == BY_NUMBER else ("Xem theo số việc", BY_NUMBER)
    first = Choice("Nơi giao ban đầu", "summary.compare", {**where, "by": BY_ADDRESSEE})
    listed = Choice("Xem việc", "summary.list", {"kind": Kind.OVERDUE.value, **where})
    change = Choice(label, "summary.compare", {**where, "by": other})
    return (change, listed, BACK) if by == BY_ADDRESSEE else (change, first, listed, BACK)


def _line(line: Line, kind: Kind, *, today: dt.date, calendar: WorkingCalendar) -> list[str]:
    head = f"{show.heading(line.number, line.directive_number)} · {shorten(line.agency, 45)}"
    facts = [_since(line, kind, today=today, calendar=calendar)]
    if line.cause:
        facts.append(causes.line(line.cause, 40))
    if line.waiting:
        facts.append("đã xin gia hạn, chờ ý kiến")
    if line.blocked:
        facts.append(f"vướng {show.quoted(line.blocked, 40)}")
    elif line.last_said and line.last_at:
        facts.append(f"gần nhất {show.short_day(line.last_at)}: {show.quoted(line.last_said, 40)}")
    elif kind is Kind.OVERDUE and not line.waiting:
        facts.append("chưa có báo cáo")
    return [head, "  " + " · ".join(fact for fact in facts if fact)]


def _since(line: Line, kind: Kind, *, today: dt.date, calendar: WorkingCalendar) -> str:
    """How far past its deadline an open task is; what was handed in is never called overdue here."""
    if line.overdue_from is None or line.last_working_day is None:
        return "không thời hạn"
    if kind not in _HANDED_IN and (days := days_overdue(line.overdue_from, today=today, calendar=calendar)):
        return f"quá {days} ngày làm việc"
    return f"ngày làm việc cuối {show.day(line.last_working_day, today=today)}"
