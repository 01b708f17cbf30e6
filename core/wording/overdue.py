"""Say that a deadline has passed: to the official plainly, to leaders as a report, never as a reproach."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from core.messages import About, Args, Asks, Choice, Priority, Reply
from core.model import Person
from core.wording import brief, show
from core.wording.addressing import shorten
from core.wording.item import Item

MOST_LISTED = 4
MOST_AGENCIES = 5
MOST_LEFT = 10
OFFICE_DAYS = 5


@dataclass(frozen=True, slots=True)
class Concern:
    """A task a leader is told of: overdue by so many working days, or not acknowledged (overdue 0)."""

    task_id: int
    number: int
    directive_number: str | None
    agency_id: int
    agency: str
    overdue: int = 0
    last_said: str | None = None
    last_at: dt.date | None = None
    blocked: str | None = None
    since: dt.date | None = None  # the first late day
    matter: str | None = None  # on which the leader's opinion is asked
    asked: int | None = None  # the report that asked

    @property
    def key(self) -> str:
        """A new deadline that passes, a task now overdue and not only unacknowledged, a new matter: told anew."""
        asked = f"?{self.asked}" if self.asked else ""
        return f"{self.task_id}@{self.since if self.overdue else ''}{asked}"


@dataclass(frozen=True, slots=True)
class Morning:
    """The coordinator's counts of a morning."""

    due_today: int = 0
    due_soon: int = 0
    newly_overdue: int = 0
    to_confirm: int = 0
    extensions: int = 0
    blocked: int = 0
    unacknowledged: int = 0
    reminded: int = 0
    unreached: int = 0

    @property
    def empty(self) -> bool:
        return self == Morning()


def first(item: Item) -> Reply:
    """To the official, on the first working day after."""
    of = f" ({shorten(item.deadline, 60)})" if item.deadline else ""
    text = (
        f"{show.heading(item.number, item.directive_number)} đã qua thời hạn{of}.\n"
        f"{shorten(item.text, 100)}\n"
        "Nếu đơn vị đã có văn bản báo cáo, đồng chí cho\nsố và ngày để Hệ thống ghi đúng.\n"
        "Nếu chưa, xin cho biết khi nào xong hoặc vướng gì."
    )
    task = {"task": item.task_id}
    choices = (
        Choice("Đã có văn bản", "report.done", task),
        Choice("Báo cáo", "report.open", task),
        Choice("Vướng mắc", "report.blocked", task),
        Choice("Xin gia hạn", "extension.ask", task),
        Choice("Nguyên nhân khách quan", "cause.ask", task),
    )
    return Reply(text, choices=choices, about=About(item.task_id, item.version), priority=Priority.REMINDER)


def following(item: Item) -> str:
    """Later ones: one line of the morning."""
    return f" {show.heading(item.number, item.directive_number)} · quá {item.overdue} ngày làm việc"


def to_agency_leader(
    leader: Person, concerns: Sequence[Concern], *, local: dt.datetime, running: int, in_term: int
) -> Reply:
    """Escalation: one digest a day, in private; the official's name is not in it."""
    ordered = sorted(concerns, key=lambda one: (-one.overdue, one.number))
    unit = leader.agency or "Đơn vị"
    lines = [
        f"Kính báo cáo {_addressed(leader)}",
        f"{unit} có {len(ordered)} việc cần đồng chí quan tâm",
        f"(tính đến {show.clock(local)}, {show.short_day(local.date())}):",
    ]
    for one in ordered[:MOST_LISTED]:
        lines += _concern(one)
    if len(ordered) > MOST_LISTED:
        lines.append(f" (còn {len(ordered) - MOST_LISTED} việc)")
    lines.append(f"Tổng số đang thực hiện {show.number(running)}, trong hạn {show.number(in_term)}.")
    one_task = {"task": ordered[0].task_id}
    asked = [
        Choice(f"Cho ý kiến NV {one.number}", "opinion.ask", {"task": one.task_id}) for one in ordered if one.matter
    ]
    choices = (
        *asked[:2],
        Choice("Xem chi tiết", "summary.overdue"),
        Choice(f"Phân công NV {ordered[0].number}", "allocate.ask", one_task),
        Choice("Tổng hợp", "summary.show"),
        Choice("Đã nắm", "escalate.noted"),
    )
    short = brief.concerns([(show.heading(one.number, one.directive_number), one.overdue) for one in ordered])
    return Reply("\n".join(lines), choices=choices, to=leader.id, priority=Priority.DIGEST, brief=short)


def noted() -> Reply:
    return Reply("Cảm ơn đồng chí.")


def coordinator_morning(office_name: str, counts: Morning, *, today: dt.date, draft: str = "") -> Reply:
    """The coordinator's day in five lines; a draft for the office's leader, where there is one, stands below."""
    lines = [
        f"Sáng {show.day(today)}, {office_name}",
        f"Đến hạn hôm nay {counts.due_today} · trong 3 ngày {counts.due_soon}",
        f"Mới quá hạn {counts.newly_overdue} · Chờ đồng chí xác nhận {counts.to_confirm}",
        f"Xin gia hạn chờ ý kiến {counts.extensions} · Vướng mắc {counts.blocked}",
        f"Chưa xác nhận nhận việc quá 2 ngày: {counts.unacknowledged}",
        f"Đã nhắc {counts.reminded} người, không tới được {counts.unreached}",
    ]
    queue, summary = Choice("Chờ xác nhận", "confirm.queue"), Choice("Tổng hợp", "summary.show")
    if draft:
        text = "\n".join([*lines, "", draft])
        return Reply(text, choices=(*draft_choices(), queue, summary), priority=Priority.DIGEST)
    looks = (
        Choice("Gia hạn", "extension.queue"),
        Choice("Vướng mắc", "summary.list", {"kind": "blocked"}),
        Choice("Không tới được", "publish.unacknowledged"),
    )
    return Reply("\n".join(lines), choices=(queue, *looks, summary), priority=Priority.DIGEST)


def draft_choices(*, without: str = "", previewed: bool = False) -> tuple[Choice, ...]:
    """`without` are the tasks the coordinator has left out, by id."""
    left: Args = {"without": without} if without else {}
    look = () if previewed else (Choice("Xem trước", "escalate.preview", left),)
    return (
        *look,
        Choice("Gửi", "escalate.send", left),
        Choice("Bỏ bớt việc", "escalate.less", left),
        Choice("Để ngày mai", "escalate.tomorrow"),
    )


def ask_less(concerns: Sequence[Concern], *, without: str) -> Reply:
    """Which tasks stay out of the report; the tasks themselves do not change."""
    lines = ["Việc nào không đưa vào báo cáo?"]
    lines += [
        f" NV {one.number} · {shorten(one.agency, 30)} · quá {one.overdue} ngày làm việc"
        for one in concerns[:MOST_LEFT]
    ]
    lines += [f" (còn {len(concerns) - MOST_LEFT} việc)"] if len(concerns) > MOST_LEFT else []
    lines.append("Đồng chí gõ số các việc, ví dụ '3 7'.")
    return Reply("\n".join(lines), asks=Asks("escalate.without", {"without": without}))


def office_leader_draft(leader: Person, *, overdue: int, submitted: int, waiting: int) -> str:
    """First to the coordinator; it goes only after a tap."""
    return (
        f"Dự thảo báo cáo {_addressed(leader)} ({overdue} việc\nquá hạn từ {OFFICE_DAYS} ngày làm việc). "
        f"Đã loại: {submitted} việc chờ\nxác nhận, {waiting} việc chờ ý kiến gia hạn."
    )


def to_office_leader(leader: Person, concerns: Sequence[Concern], *, local: dt.datetime, office_name: str) -> Reply:
    """What the coordinator decided to send: agencies, never persons."""
    by_agency: dict[str, list[Concern]] = {}
    for one in concerns:
        by_agency.setdefault(one.agency, []).append(one)
    ordered = sorted(by_agency.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    lines = [
        f"Kính báo cáo {_addressed(leader)}",
        f"Đến {show.clock(local)}, {show.short_day(local.date())}, còn {len(concerns)} nhiệm vụ quá hạn",
        f"từ {OFFICE_DAYS} ngày làm việc, tại {len(ordered)} đơn vị:",
    ]
    lines += [_agency(agency, theirs) for agency, theirs in ordered[:MOST_AGENCIES]]
    if len(ordered) > MOST_AGENCIES:
        lines.append(f" (còn {len(ordered) - MOST_AGENCIES} đơn vị)")
    lines.append(f"{office_name} đang theo dõi, đã nhắc các đơn vị.")
    choices = (Choice("Xem danh sách", "summary.overdue"), Choice("Tổng hợp", "summary.show"))
    short = brief.by_agency([(agency, len(theirs)) for agency, theirs in ordered])
    return Reply("\n".join(lines), choices=choices, to=leader.id, priority=Priority.DIGEST, brief=short)


def sent(leaders: Sequence[Person]) -> Reply:
    """To the coordinator, after the tap."""
    return Reply("Đã gửi báo cáo tới " + show.names([_addressed(leader) for leader in leaders]) + ".")


def put_off() -> Reply:
    return Reply("Đã để lại. Dự thảo được trình lại vào sáng ngày làm việc tới.")


def nothing_to_send() -> Reply:
    return Reply(f"Hiện không còn việc nào quá hạn từ {OFFICE_DAYS} ngày làm việc.\nKhông có báo cáo nào được gửi.")


def no_office_leader() -> Reply:
    return Reply("Chưa có lãnh đạo văn phòng trong danh bạ,\nnên chưa gửi được báo cáo này.")


def _addressed(leader: Person) -> str:
    return f"đồng chí {leader.position}" if leader.position else f"đồng chí {leader.name}"


def _concern(one: Concern) -> list[str]:
    head = " " + show.heading(one.number, one.directive_number)
    if not one.overdue:
        return [f"{head} · chưa xác nhận nhận việc"] if not one.matter else [head, _wanted(one.matter)]
    lines = [f"{head} · quá {one.overdue} ngày làm việc"]
    if one.matter:
        return [*lines, _wanted(one.matter)]
    if one.last_said and one.last_at:
        lines.append(f"   gần nhất {show.short_day(one.last_at)}: {show.quoted(one.last_said, 32)}")
    return lines


def _wanted(matter: str) -> str:
    return f"   xin ý kiến: {show.quoted(matter, 60)}"


def _agency(agency: str, concerns: Sequence[Concern]) -> str:
    cause = next((one.blocked for one in concerns if one.blocked), None)
    return f" {agency}: {len(concerns)} việc · nguyên nhân: {shorten(cause, 60) if cause else 'chưa nêu'}"
