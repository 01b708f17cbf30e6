"""Decide how a task, a list of tasks and its history are shown, and what may be done from there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from core.messages import About, Args, Asks, Choice, Reply
from core.model import OPEN, Status, StatusReport, Task
from core.office import Office
from core.permissions import May
from core.wording import show
from core.wording.addressing import shorten, theirs
from core.wording.refusals import GIVE_UP, MY_TASKS

PAGE = 5
MOST_BUTTONS = 6
_TEXT = 220
_SAID = 60
_NAME = 50


@dataclass(frozen=True, slots=True)
class Seen:
    """What surrounds a task on its card."""

    task: Task
    doing: tuple[str, ...] = ()  # titled names
    report: StatusReport | None = None
    may: frozenset[May] = frozenset()
    acknowledged: bool = True
    own_submission: bool = False
    files: int = 0  # that go with its reports
    leader: bool = False  # of the lead agency, or of the office: gives an opinion
    matter: str | None = None  # on which a leader's opinion is asked and not yet given
    cause: str | None = None  # the objective cause, as a line
    supports: bool = False  # seen only because the person's agency supports


def about(task: Task) -> About:
    return About(task.id, task.version)


def of(task: Task) -> Args:
    return {"task": task.id}


def open_card(task: Task) -> Choice:
    return Choice("Xem nhiệm vụ", "task.show", of(task))


# ── one task ───────────────────────────────────────────────────────────────────────────────────
def card(seen: Seen, *, today: dt.date, office: Office) -> Reply:
    task = seen.task
    lines = [
        _headline(task),
        shorten(task.text, _TEXT),
        "",
        show.deadline_or_none(task, today=today, calendar=office.calendar),
        f"Trạng thái: {show.state(task)}",
        f"Chủ trì: {shorten(task.lead, _NAME)} · Phối hợp: {_several(task.supporting) or 'không'}",
        f"Thực hiện: {_several(seen.doing) or 'chưa phân công'}",
    ]
    lines += [f"Giao ban đầu: {shorten(task.first_lead, _NAME)}"] if task.first_lead else []
    lines += _evidence(task)
    lines += [f"Tệp kèm báo cáo: {seen.files}"] if seen.files else []
    if seen.report:
        day = show.short_day(office.local(seen.report.at).date())
        lines.append(f"Báo cáo gần nhất {day}: {show.quoted(seen.report.text, _SAID)}")
    if task.blocked and task.status in OPEN:
        lines.append(f"Vướng mắc: {show.quoted(task.blocked, _SAID)}")
    if seen.matter and task.status in OPEN:
        lines.append(show.matter(seen.matter, _SAID))
    lines += [seen.cause] if seen.cause else []
    if seen.supports:
        lines.append("Đơn vị đồng chí phối hợp việc này.")
    return Reply("\n".join(lines), choices=_card_choices(seen), about=about(task))


def _headline(task: Task) -> str:
    dated = f" ngày {show.full_day(task.directive_issued_on)}" if task.directive_issued_on else ""
    point = f", {'' if task.ref.startswith('đoạn') else 'mục '}{task.ref}" if task.ref else ""
    return f"{show.task_heading(task)}{dated}{point}"


def _several(names: tuple[str, ...]) -> str:
    return show.names(tuple(shorten(name, _NAME) for name in names), most=2)


def _evidence(task: Task) -> list[str]:
    if task.status not in {Status.SUBMITTED, Status.DONE} or not task.document_number:
        return []
    dated = f" ngày {show.full_day(task.document_date)}" if task.document_date else ""
    return [f"Văn bản báo cáo: {task.document_number}{dated}"]


def _card_choices(seen: Seen) -> tuple[Choice, ...]:
    if May.DECIDE in seen.may:
        chosen = _deciding(seen)
    elif May.ANSWER in seen.may and seen.task.status in OPEN:
        chosen = _answering(seen)
    elif seen.own_submission and seen.task.status is Status.SUBMITTED:
        chosen = [Choice("Thu hồi", "report.withdraw", of(seen.task)), *_looking(seen)]
    elif seen.supports and seen.task.status in OPEN:
        chosen = [Choice("Báo cáo phối hợp", "support.ask", of(seen.task)), *_looking(seen)]
    else:
        chosen = [*_opinion(seen), *_looking(seen)]
    return tuple(chosen[:MOST_BUTTONS])


def _opinion(seen: Seen) -> list[Choice]:
    return [Choice("Cho ý kiến", "opinion.ask", of(seen.task))] if seen.leader and seen.task.status in OPEN else []


def _looking(seen: Seen) -> list[Choice]:
    task = seen.task
    files = [Choice("Xem tệp", "evidence.show", of(task))] if seen.files else []
    return [*files, _text(task), _past(task)]


def _answering(seen: Seen) -> list[Choice]:
    task = of(seen.task)
    first = [] if seen.acknowledged else [Choice("Đã nhận", "task.acknowledge_one", task)]
    give = Choice("Phân công", "allocate.ask", task)
    pass_on = Choice("Chuyển người khác", "handover.ask", task)
    return [
        *first,
        Choice("Báo cáo", "report.open", task),
        *(_opinion(seen) or [Choice("Hoàn thành", "report.done", task)]),
        Choice("Vướng mắc", "report.blocked", task),
        *([Choice("Xin gia hạn", "extension.ask", task)] if seen.acknowledged else []),
        give if May.ALLOCATE in seen.may else pass_on,
        *_looking(seen),
    ]


def _deciding(seen: Seen) -> list[Choice]:
    task, status = of(seen.task), seen.task.status
    if status is Status.SUBMITTED:
        first = [Choice("Xác nhận", "confirm.yes", task), Choice("Trả lại", "confirm.return", task)]
    elif status in OPEN:
        first = [
            Choice("Tạm dừng", "confirm.stop", {**task, "to": Status.SUSPENDED.value}),
            Choice("Thôi theo dõi", "confirm.stop", {**task, "to": Status.ENDED.value}),
        ]
    elif status in {Status.ENDED, Status.RECALLED}:
        first = []
    else:
        first = [Choice("Theo dõi lại", "confirm.stop", {**task, "to": Status.IN_PROGRESS.value})]
    return [*first, *_looking(seen)]


def _text(task: Task) -> Choice:
    return Choice("Xem văn bản", "task.text", of(task))


def _past(task: Task) -> Choice:
    return Choice("Lịch sử", "task.history", of(task))


def source(task: Task, *, before: str, sentence: str, after: str, has_file: bool) -> Reply:
    """The sentence of the document the task was taken from, with the words around it."""
    shown = " ".join(part for part in (theirs(before), f"«{shorten(sentence, 500)}»", theirs(after)) if part)
    choices = [open_card(task)]
    if has_file:
        choices.insert(0, Choice("Tải văn bản", "task.file", of(task)))
    return Reply(f"{_headline(task)}\nCâu gốc trong văn bản:\n\n{shown}", choices=tuple(choices))


def file(task: Task, *, file_id: int) -> Reply:
    return Reply(f"{_headline(task)}\nVăn bản gốc kèm theo tin này.", choices=(open_card(task),), file_id=file_id)


def no_file(task: Task) -> Reply:
    return Reply(f"{_headline(task)}\nHệ thống không giữ tệp của văn bản này.", choices=(_text(task),))


# ── several ────────────────────────────────────────────────────────────────────────────────────
def task_list(shown: Sequence[Task], *, total: int, first: int, today: dt.date, office: Office) -> Reply:
    """Most urgent first, five a message; `first` is how many came before."""
    if not shown:
        return nothing_followed()
    lines = [f"Đồng chí đang theo dõi {show.number(total)} nhiệm vụ."]
    lines += [line(task, today=today, office=office) for task in shown]
    rest = total - first - len(shown)
    if rest > 0:
        lines.append(f"(còn {show.number(rest)})")
    choices = [Choice(f"NV {task.number}", "task.show", of(task)) for task in shown]
    if rest > 0:
        choices.append(Choice("Xem thêm", "task.more", {"first": first + len(shown)}))
    return Reply("\n".join(lines), choices=tuple(choices))


def nothing_followed() -> Reply:
    return Reply("Đồng chí không có nhiệm vụ nào đang theo dõi.")


def line(task: Task, *, today: dt.date, office: Office) -> str:
    """Two short lines: number, document and what is left; then the content."""
    if task.status not in OPEN:
        stand = show.status(task.status).lower()
    elif task.due is None:
        stand = show.short_deadline(None, task.recurrence_text)
    else:
        stand = f"{show.short_deadline(task.due)} ({show.left(task.due, today=today, calendar=office.calendar)})"
    return f"{show.task_heading(task)} · {stand}\n  {shorten(task.text, 60)}"


def acknowledged(several: Sequence[Task], *, may_allocate: Sequence[Task] = ()) -> Reply:
    """`may_allocate`: those of them this person may hand on within the agency."""
    first = several[0]
    if len(several) == 1:
        text = f"Đã ghi: {first.lead} đã nhận {show.task_heading(first)}."
        give = [Choice("Phân công", "allocate.ask", of(first))] if may_allocate else []
        return Reply(text, choices=(*give, open_card(first)))
    document = first.directive_number or "văn bản này"
    text = f"Đã ghi: {first.lead} đã nhận {len(several)} nhiệm vụ\ntại {document}."
    give = [Choice("Phân công", "allocate.of_directive", {"directive": first.directive_id})] if may_allocate else []
    return Reply(text, choices=(*give, MY_TASKS))


def nothing_to_acknowledge() -> Reply:
    return Reply("Không có nhiệm vụ nào chờ đồng chí xác nhận đã nhận.", choices=(MY_TASKS,))


def not_offered(typed: str) -> str:
    return f"Chưa rõ “{shorten(typed, 40)}”. Chưa ghi gì."


def which(several: Sequence[Task], *, act: str, args: Args, purpose: str, total: int) -> Reply:
    """More than one task could be meant: by button, or by typing its number."""
    lines = [purpose, *(f"{show.task_heading(task)} · {shorten(task.text, 45)}" for task in several)]
    if total > len(several):
        lines.append(f"(còn {total - len(several)}; đồng chí gõ số NV)")
    choices = [Choice(f"NV {task.number}", act, {**args, **of(task)}) for task in several[: MOST_BUTTONS - 1]]
    choices.append(GIVE_UP)
    return Reply("\n".join(lines), choices=tuple(choices), asks=Asks("task.which", {"act": act, **args}))


REPORT_WHICH = "Đồng chí báo cáo việc nào?"
SNOOZE_WHICH = "Nhắc lại sau việc nào?"
EXTEND_WHICH = "Đồng chí xin gia hạn việc nào?"
WITHDRAW_WHICH = "Đồng chí rút đề nghị gia hạn của việc nào?"
NOT_OURS_WHICH = "Việc nào không đúng chức năng?"
ALLOCATE_WHICH = "Đồng chí phân công việc nào?"
SHOW_WHICH = "Đồng chí xem việc nào?"


def state_as_it_is(task: Task) -> Reply:
    """What was asked does not fit the task's state; nothing was changed."""
    return Reply(
        f"{show.task_heading(task)} đang ở trạng thái\n{show.state(task)}. Chưa ghi gì.",
        choices=(open_card(task),),
        about=about(task),
    )
