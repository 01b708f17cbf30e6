"""Say when and whom the bot will remind of a task and why, what it said already, and by which ladder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from core.ladder import Silence, Step
from core.messages import Args, Asks, Choice, Reply
from core.model import Directive, Task
from core.office import Office
from core.wording import show
from core.wording.addressing import shorten
from core.wording.tasks import of, open_card

MOST_AHEAD, MOST_PAST = 4, 4
_SILENCE = {
    Silence.NOT_OPEN: "{state}",
    Silence.WAITING: "chờ ý kiến về đề nghị gia hạn",
    Silence.SIGNING: "đã trình ký, nhắc lại từ {until}",
    Silence.SNOOZED: "đã hẹn nhắc lại lúc {until}",
}
_STATE = {
    "queued": "đang chờ gửi",
    "sending": "đang gửi",
    "unsure": "chưa rõ đã tới, sẽ nhắc lại",
    "sent": "đã gửi",
    "refused": "không tới được",
    "parked": "không gửi được",
    "dropped": "không cần gửi nữa",
}


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody who will be reminded. `instead`: the deputy who gets it while they are away."""

    name: str
    connected: bool = True
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class Sending:
    """A reminder that was queued, and what became of it. `at` is real time."""

    step: str
    to: str
    state: str
    at: dt.datetime
    reason: str | None = None
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Ahead:
    """What will be said of a task if nothing changes. `steps` carry who is meant where not everybody is."""

    hands: tuple[Hand, ...] = ()
    steps: tuple[tuple[Step, tuple[str, ...]], ...] = ()
    silent: tuple[tuple[Silence, dt.datetime | None], ...] = ()
    past: tuple[Sending, ...] = ()
    inside: bool = False  # whoever looks is of the lead agency or follows up


def schedule(task: Task, ahead: Ahead, *, ladder: str, today: dt.date, office: Office, may_change: bool) -> Reply:
    """'/lichnhac N'. `ladder` says by which ladder."""
    lines = [
        f"{show.task_heading(task)}: lịch nhắc việc",
        show.deadline_or_none(task, today=today, calendar=office.calendar),
        ladder,
        *_hands(ahead.hands),
        *(f"Đang không nhắc: {_why(why, until, task, office)}" for why, until in ahead.silent),
        *_ahead(ahead, today, office),
        *_past(ahead.past, office),
    ]
    change = (Choice("Đổi lịch nhắc", "ladder.ask", of(task)),) if may_change else ()
    sent = (Choice("Tin đã gửi", "sent.task", of(task)),) if ahead.inside else ()
    return Reply("\n".join(lines), choices=(*change, *sent, open_card(task)))


def of_office(rungs: Sequence[int]) -> str:
    return f"Lịch chung: {_rungs(rungs)}"


def of_directive(rungs: Sequence[int]) -> str:
    return f"Lịch của văn bản: {_rungs(rungs)}"


def of_task(rungs: Sequence[int]) -> str:
    return f"Lịch riêng: {_rungs(rungs)}"


def _rungs(rungs: Sequence[int]) -> str:
    return ", ".join(map(str, rungs)) + " ngày làm việc trước hạn"


def step(code: str) -> str:
    """Why something is said: 'còn 7 ngày làm việc', 'quá hạn 2 ngày làm việc'."""
    kind, _, n = code.partition("-" if "-" in code else "+")
    said = {
        "T": "ngày làm việc cuối" if n == "0" else f"còn {n} ngày làm việc",
        "H": f"còn {n} giờ",
        "Q": f"quá hạn {n} ngày làm việc",
        "W": "quá hạn, mỗi tuần một lần",
        "A": "chưa xác nhận đã nhận",
    }
    return said.get(kind, "theo hẹn nhắc lại")


def _hands(hands: Sequence[Hand]) -> list[str]:
    if not hands:
        return ["Chưa có người thực hiện, chưa nhắc được ai."]
    return ["Nhắc: " + show.names([_hand(one) for one in hands], most=3)]


def _hand(one: Hand) -> str:
    away = f" (đang nghỉ, {one.instead} nhận thay)" if one.instead else ""
    return one.name + away + ("" if one.connected else " (chưa kết nối)")


def _why(why: Silence, until: dt.datetime | None, task: Task, office: Office) -> str:
    when = show.moment(office.local(until)) if until else ""
    return _SILENCE[why].format(state=show.state(task).lower(), until=when)


def _ahead(ahead: Ahead, today: dt.date, office: Office) -> list[str]:
    if not ahead.steps:
        return ["Không còn lần nhắc nào."] if ahead.hands and not ahead.silent else []
    lines = ["Sắp tới:"]
    for one, names in ahead.steps[:MOST_AHEAD]:
        local = office.local(one.at)
        provisional = "" if office.calendar.is_announced(local.year) else " (tạm tính)"
        whom = f" · {show.names(names, most=2)}" if names else ""
        lines.append(
            f" {show.day(local.date(), today=today)}, {show.clock(local)}{provisional}: {step(one.code)}{whom}"
        )
    return lines


def _past(past: Sequence[Sending], office: Office) -> list[str]:
    if not past:
        return ["Chưa nhắc lần nào."]
    return ["Đã nhắc:", *(_sending(one, office) for one in past[:MOST_PAST])]


def _sending(one: Sending, office: Office) -> str:
    local = office.local(one.at)
    became = how(one.state, repeated=one.repeated)
    return f" {show.short_day(local.date())}, {show.clock(local)}: {step(one.step)} · {shorten(one.to, 30)}, {became}"


def how(state: str, *, repeated: bool) -> str:
    """What became of a message."""
    return _STATE.get(state, state) + (" hai lần" if repeated else "")


# ── changing the ladder ────────────────────────────────────────────────────────────────────────
def ask(about: str, *, args: Args, own: Sequence[int] | None) -> Reply:
    """`about` names the task or the directive; `own` is what was set for it before."""
    now = f"Hiện nay: {_rungs(own)}.\n" if own else ""
    usual = (Choice("Theo lịch chung", "ladder.usual", args),) if own else ()
    return Reply(
        f"{about}: nhắc trước hạn bao nhiêu ngày\nlàm việc? {now}Đồng chí gõ các số, ví dụ 10, 5, 1, 0.",
        choices=usual,
        asks=Asks("ladder.set", args),
    )


def changed_task(task: Task, rungs: Sequence[int] | None, *, following: str | None) -> Reply:
    """`following` is the next reminder in words, None where there is none."""
    said = _rungs(rungs) if rungs else "theo lịch chung"
    then = f"\nLần nhắc tới: {following}." if following else "\nKhông còn lần nhắc nào trước hạn."
    return Reply(f"NV {task.number}: đã đặt lịch nhắc {said}.{then}", choices=(_schedule(task), open_card(task)))


def changed_directive(one: Directive, rungs: Sequence[int] | None, *, tasks: int) -> Reply:
    said = _rungs(rungs) if rungs else "theo lịch chung"
    return Reply(
        f"{about_directive(one)}: đã đặt lịch nhắc\n{said}, cho {tasks} việc đang mở.",
        choices=(Choice("Xem nhiệm vụ", "directive.tasks", {"directive": one.id, "page": 0}),),
    )


def about_task(task: Task) -> str:
    return show.task_heading(task)


def about_directive(one: Directive) -> str:
    return one.number or "Văn bản này"


def moment(one: Step, *, today: dt.date, office: Office) -> str:
    local = office.local(one.at)
    return f"{show.day(local.date(), today=today)}, {show.clock(local)} ({step(one.code)})"


def _schedule(task: Task) -> Choice:
    return Choice("Lịch nhắc", "schedule.show", of(task))
