"""Decide how work is passed on within an agency. Only the directive gives work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from core.leaving import Reason
from core.messages import Args, Asks, Choice, Priority, Reply
from core.model import Person, Task
from core.office import Office
from core.wording import brief, dates, show
from core.wording.addressing import shorten
from core.wording.completion import numbers
from core.wording.refusals import MY_TASKS
from core.wording.tasks import about, line, of, open_card
from core.workdays import WorkingCalendar

PAGE = 5
_MOST_NAMES = 5


def directive(several: Sequence[Task], *, doing: dict[int, tuple[str, ...]], all_: Args) -> Reply:
    """The agency's tasks of one directive, and in whose hands they are."""
    first = several[0]
    lines = [f"{first.directive_number or 'Văn bản'}: {len(several)} nhiệm vụ của {first.lead}"]
    for task in several[:5]:
        hands = show.names(doing.get(task.id, ()), most=2) or "chưa phân công"
        lines.append(f"NV {task.number} · {shorten(task.text, 40)}\n  {hands}")
    if len(several) > 5:
        lines.append(f"(còn {len(several) - 5})")
    lines.append(_typed(first))
    choices = [Choice(f"Cả {len(several)} việc", "allocate.people", all_)]
    choices += [Choice(f"NV {task.number}", "allocate.ask", of(task)) for task in several[:5]]
    return Reply("\n".join(lines), choices=tuple(choices))


def _typed(task: Task) -> str:
    return f"Gõ: phân công nv{task.number} cho <họ và tên>"


def unallocated(shown: Sequence[Task], *, act: str, total: int, first: int, today: dt.date, office: Office) -> Reply:
    """Most urgent first. Whoever gives work away does so from here (`act`); the others see whose it is."""
    if not shown:
        return Reply("Không có nhiệm vụ nào chưa phân công.", choices=(MY_TASKS,))
    gives = act == "allocate.ask"
    lines = [f"Chưa phân công: {show.number(total)} việc."]
    whose = {task.id: "" if gives else f" · {shorten(task.lead, 40)}" for task in shown}
    lines += [f"{line(task, today=today, office=office)}{whose[task.id]}" for task in shown]
    rest = total - first - len(shown)
    lines += [f"(còn {show.number(rest)})"] if rest > 0 else []
    lines += [_typed(shown[0])] if gives else []
    choices = [Choice(f"NV {task.number}", act, of(task)) for task in shown]
    choices += [Choice("Xem thêm", "allocate.waiting", {"first": first + len(shown)})] if rest > 0 else []
    return Reply("\n".join(lines), choices=tuple(choices))


def ask_person(several: Sequence[Task], people: Sequence[Person], *, args: Args, act: str = "allocate") -> Reply:
    """Within the agency: by button, or by typing a name."""
    lines = [f"{numbers(several)}: {_ASK[act]}"]
    lines += [f" {show.titled(person)}" for person in people[:10]]
    if len(people) > 10:
        lines.append(f" (còn {len(people) - 10})")
    lines.append("Đồng chí chọn hoặc gõ họ tên.")
    return Reply("\n".join(lines), choices=people_choices(people, act, args), asks=Asks(f"{act}.named", args))


def people_choices(people: Sequence[Person], act: str, args: Args) -> tuple[Choice, ...]:
    """A button a person; namesakes get a number, so that a typed name can never mean the wrong one."""
    shown = people[:_MOST_NAMES]
    labels = show.apart(person.name for person in shown)
    return tuple(
        Choice(label, f"{act}.to", {**args, "person": person.id}) for label, person in zip(labels, shown, strict=True)
    )


_ASK = {"allocate": "phân công cho ai?", "handover": "chuyển cho ai?"}


def nobody(agency: str) -> Reply:
    return Reply(
        f"{shorten(agency, 60)} chưa có người nào khác trong danh bạ.\n"
        "Đồng chí mời thêm bằng /moi hoặc báo người theo dõi.",
        choices=(MY_TASKS,),
    )


def several_named(found: Sequence[Person], *, act: str, args: Args) -> Reply:
    return Reply(
        "Có nhiều người cùng tên. Đồng chí chọn một người.\n"
        + "\n".join(f" {show.titled(one)}" for one in found[:_MOST_NAMES]),
        choices=people_choices(found, act, args),
        asks=Asks(f"{act}.named", args),
    )


def ask_advice(
    several: Sequence[Task],
    person: Person,
    *,
    go: Args,
    internal: dt.date | None = None,
    waiting: Sequence[Task] = (),
) -> Reply:
    """The one confirmation; an internal deadline and an opinion may be added, in words or from the near days.

    `waiting` are those whose own confirmation this one takes the place of: they are not passed on yet.
    """
    left = f"{numbers(waiting)}: chưa phân công, vì chưa chọn Bỏ qua.\n" if waiting else ""
    known = f"Hạn nội bộ: {show.full_day(internal)}.\n" if internal else ""
    wanted = "Ý kiến" if internal else "Hạn nội bộ, ý kiến"
    return Reply(
        f"{left}Phân công {numbers(several)} cho {show.titled(person)}?\n{known}"
        f"{wanted} nếu có, ví dụ 'hạn 25/3, trình\ntrước họp giao ban'. Không có: Bỏ qua để phân công.",
        choices=(
            Choice("Bỏ qua", "allocate.go", go),
            Choice("Hạn nội bộ", "allocate.internal", _without(go, "internal")),
            Choice("Quay lại", "allocate.people", _without(go, "person", "internal")),
        ),
        asks=Asks("allocate.advised", go),
    )


def ask_internal(several: Sequence[Task], *, go: Args, today: dt.date, calendar: WorkingCalendar) -> Reply:
    return Reply(
        f"{numbers(several)}: hạn nội bộ, trình lãnh đạo,\nngày nào? Đồng chí chọn hoặc gõ ngày, ví dụ 25/3.",
        choices=dates.ahead("allocate.due", go, today=today, calendar=calendar),
        asks=Asks("allocate.due", go),
    )


def _without(args: Args, *names: str) -> Args:
    return {key: value for key, value in args.items() if key not in names}


REASONS = {
    Reason.LEAVE: "nghỉ phép",
    Reason.AWAY: "đi công tác",
    Reason.MOVED: "chuyển công tác",
    Reason.RETIRED: "nghỉ hưu",
}


def _why(reason: Reason | None) -> str:
    return f"\nLý do: {REASONS[reason]}." if reason else ""


def ask_handover(several: Sequence[Task], person: Person, *, giver: Person, go: Args) -> Reply:
    return Reply(
        f"Chuyển {len(several)} việc của {giver.name}\nsang {show.titled(person)}: {numbers(several)}.\n"
        "Lịch sử, số NV giữ nguyên. Lãnh đạo đơn vị được báo.\n"
        "Đồng ý là chuyển lâu dài. Chỉ nghỉ ít ngày: gõ\n'nghỉ phép từ 20/3 đến 25/3'.",
        choices=(
            Choice("Đồng ý", "handover.go", go),
            Choice("Nghỉ hưu", "handover.go", {**go, "reason": Reason.RETIRED.value}),
            Choice("Chuyển công tác", "handover.go", {**go, "reason": Reason.MOVED.value}),
            *([Choice("Chọn việc", "handover.which", go)] if len(several) > 1 else []),
            Choice("Nghỉ ít ngày", "leave.to", {"person": person.id}),
            Choice("Quay lại", "handover.again", _without(go, "person")),
        ),
        asks=Asks("handover.leave", go),
    )


def ask_handover_numbers(several: Sequence[Task], *, args: Args, wrong: str = "") -> Reply:
    lines = [wrong] if wrong else []
    lines += [f"NV {one.number} · {shorten(one.text, 60)}" for one in several[:10]]
    more = f" (còn {len(several) - 10})" if len(several) > 10 else ""
    lines.append(f"Chuyển việc nào?{more} Đồng chí gõ số, ví dụ '5 9'.")
    return Reply("\n".join(lines), asks=Asks("handover.picked", args))


def nothing_in_hand() -> Reply:
    return Reply("Đồng chí không có nhiệm vụ nào để chuyển.", choices=(MY_TASKS,))


def done(several: Sequence[Task], person: Person) -> Reply:
    connected = show.titled(person)
    return Reply(f"Đã phân công {numbers(several)} cho {connected}.", choices=(MY_TASKS,))


def handed_over(several: Sequence[Task], person: Person) -> Reply:
    return Reply(f"Đã chuyển {numbers(several)} sang {show.titled(person)}.", choices=(MY_TASKS,))


def allocated(
    task: Task,
    *,
    giver: Person,
    to: int,
    internal_due: dt.date | None,
    advice: str | None,
    today: dt.date,
    office: Office,
) -> Reply:
    """To the person chosen within the agency."""
    lines = [
        f"{show.titled(giver)} phân công đồng chí:",
        show.task_heading(task),
        shorten(task.text, 200),
        show.deadline_or_none(task, today=today, calendar=office.calendar),
    ]
    if internal_due:
        lines.append(f"Hạn nội bộ (trình lãnh đạo): {show.full_day(internal_due)}")
    if advice:
        lines.append(f"Ý kiến: {show.quoted(advice, 120)}")
    return Reply(
        "\n".join(lines),
        choices=(
            Choice("Đã nhận", "task.acknowledge_one", of(task)),
            open_card(task),
            Choice("Chuyển người khác", "handover.ask", of(task)),
        ),
        about=about(task),
        to=to,
        priority=Priority.NOTICE,
        brief=brief.allocated(task, internal=internal_due),
    )


def several_allocated(
    several: Sequence[Task], *, giver: Person, to: int, advice: str | None, internal_due: dt.date | None = None
) -> Reply:
    """Many tasks to one person are one message."""
    lines = [f"{show.titled(giver)} phân công đồng chí {len(several)} việc:"]
    lines += [f"{show.task_heading(task)} · {shorten(task.text, 45)}" for task in several[:8]]
    if len(several) > 8:
        lines.append(f"(còn {len(several) - 8})")
    if internal_due:
        lines.append(f"Hạn nội bộ (trình lãnh đạo): {show.full_day(internal_due)}")
    if advice:
        lines.append(f"Ý kiến: {show.quoted(advice, 120)}")
    return Reply(
        "\n".join(lines),
        choices=(Choice("Đã nhận", "task.acknowledge", {"directive": several[0].directive_id}), MY_TASKS),
        to=to,
        priority=Priority.NOTICE,
        brief=brief.several_allocated(several),
    )


def handover_notice(
    several: Sequence[Task], *, giver: Person, person: Person, to: int, reason: Reason | None = None
) -> Reply:
    """To the agency's leader or focal person, to know."""
    return Reply(
        f"Kính báo cáo đồng chí: {show.titled(giver)} đã chuyển\n{numbers(several)} sang {show.titled(person)}."
        f"{_why(reason)}",
        choices=(MY_TASKS,),
        to=to,
        priority=Priority.NOTICE,
    )
