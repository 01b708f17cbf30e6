"""Decide how it is asked and told that an agency ended and who takes up its work (SUCCESSOR)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from core.messages import Args, Asks, Choice, Priority, Reply
from core.model import Agency, Directive, Person, Task
from core.succession import NOBODY, Part, Piece, Plan, Succession, going, packed, waiting
from core.wording import show
from core.wording.addressing import shorten
from core.wording.contacts import to_agency
from core.wording.publishing import assigned_choices, of_document, task_line

_EXAMPLE = "'Phòng X kết thúc hoạt động từ 1/7/2025\ntheo 12/NQ-HĐND, kế thừa: Xã A, Xã B'"
_ASK = {
    "agency": f"Đơn vị nào kết thúc hoạt động?\nĐồng chí gõ tên, hoặc cả câu, ví dụ\n{_EXAMPLE}",
    "on": "{} kết thúc hoạt động từ ngày nào?\nĐồng chí gõ ngày, ví dụ 1/7/2025.",
    "decision": "{} kết thúc hoạt động theo văn bản nào?\nĐồng chí gõ số, ngày, ví dụ 12/NQ-HĐND ngày 20/6/2025.",
    "heirs": "Đơn vị nào kế thừa {}?\nĐồng chí gõ một hay nhiều tên, cách nhau bằng dấu phẩy.",
}
_PART = {Part.LEAD: "", Part.SUPPORT: " (phối hợp)", Part.NEXT: " (các kỳ sau)"}
_SHOWN, _MOST_HEIRS, _NAME = 6, 3, 80
START = Choice("Đơn vị kế thừa", "succession.ask")


def ask(field: str, old: Agency | None, *, args: Args, begun: Sequence[Agency] = (), note: str = "") -> Reply:
    """One thing after the other; who was sharing out tasks may go on with that."""
    text = _ASK[field].format(shorten(old.name, _NAME) if old else "")
    lines = [note] if note else []
    lines += [f"Đang chia dở: {shorten(one.name, _NAME)}" for one in begun]
    on = [Choice("Chia tiếp" if len(begun) == 1 else f"Chia tiếp {n}", "succession.resume", {"agency": one.id})
          for n, one in enumerate(begun, 1)]  # fmt: skip
    return Reply("\n".join([*lines, text]), choices=tuple(on), asks=Asks("succession.said", {**args, "field": field}))


def not_yet(day: dt.date) -> str:
    return f"Ngày {show.full_day(day)} chưa tới. Đồng chí ghi từ ngày đó,\nhoặc gõ lại ngày."


def unknown(written: str) -> str:
    return f"Không thấy đơn vị “{shorten(written, 60)}” trong danh bạ.\nThêm bằng 'thêm đơn vị …' hoặc gõ lại."


def cannot(old: Agency) -> Reply:
    """The office itself, which follows up."""
    return Reply(f"{shorten(old.name, _NAME)} là cơ quan theo dõi,\nkhông ghi kết thúc hoạt động tại đây.")


def already(one: Succession) -> Reply:
    who = f" bởi {one.by}" if one.by else ""
    return Reply(
        f"{_ended(one)}\nĐã ghi{who}. Không có gì thay đổi.",
        choices=(to_agency(one.agency.id),),
    )


def _ended(one: Succession) -> str:
    day = show.full_day(one.agency.ended_on) if one.agency.ended_on else ""
    return (
        f"{shorten(one.agency.name, _NAME)} kết thúc hoạt động từ {day}\ntheo {shorten(one.decision, 100)}.\n"
        f"Đơn vị kế thừa: {_names(one.heirs)}"
    )


def _names(heirs: Sequence[Agency]) -> str:
    return show.names([shorten(one.name, 60) for one in heirs], most=_SHOWN)


def card(plan: Plan, old: Agency, heirs: Sequence[Agency], pieces: Sequence[Piece], *, note: str = "") -> Reply:
    led = sum(one.part is Part.LEAD for one in pieces)
    others = len(pieces) - led
    lines = [note] if note else []
    lines += [f"{shorten(old.name, _NAME)} kết thúc hoạt động từ {show.full_day(plan.on) if plan.on else ''}"]
    lines += [f"theo {shorten(plan.decision or '', 100)}. Còn {led} nhiệm vụ chưa hoàn thành."]
    lines += [f"Ngoài ra {others} phần phối hợp, kỳ báo cáo sau."] if others else []
    lines += [f"Đơn vị kế thừa: {_names(heirs)}"]
    if not pieces:
        go = {**plan.args, "choices": "", "seen": ""}
        return Reply("\n".join(lines), choices=(Choice("Ghi nhận", "succession.go", go), to_agency(old.id)))
    return Reply(
        "\n".join(lines),
        choices=(
            Choice("Tất cả về một nơi", "succession.all", plan.args),
            Choice("Chia từng việc", "succession.share", plan.args),
            Choice("Thôi theo dõi", "succession.all", {**plan.args, "heir": NOBODY}),
            to_agency(old.id),
        ),
    )


def ask_heir(plan: Plan, heirs: Sequence[Agency]) -> Reply:
    lines = ["Tất cả về đơn vị nào?", *(f"{n}. {shorten(one.name, _NAME)}" for n, one in enumerate(heirs, 1))]
    choices = [Choice(f"Về nơi {n}", "succession.all", {**plan.args, "heir": one.id})
               for n, one in enumerate(heirs, 1)]  # fmt: skip
    return Reply("\n".join(lines), choices=tuple(choices[:6]), asks=Asks("succession.named", plan.args))


def board(
    old: Agency, heirs: Sequence[Agency], pieces: Sequence[Piece], chosen: Mapping[int, int], *, note: str = ""
) -> Reply:
    """What waits for a choice comes first; it may be left and taken up again."""
    left = waiting(pieces, chosen)
    places = {one.id: n for n, one in enumerate(heirs, 1)}
    lines = [note] if note else []
    lines += [f"Chia việc của {shorten(old.name, 60)}: còn {len(left)} trên {len(pieces)}"]
    lines += [f"Nơi {n}: {shorten(one.name, 60)}" for n, one in enumerate(heirs[:_SHOWN], 1)]
    lines += [f"{_called(one)} {shorten(one.task.text, 40)}" for one in left[:_SHOWN]]
    lines += [f"(còn {len(left) - _SHOWN})"] if len(left) > _SHOWN else []
    lines.append("Gõ 'nv 3 5: <đơn vị>', 'nv 4: thôi theo dõi',\n'còn lại: <đơn vị>'.")
    first = left[0].task
    on = {"agency": old.id, "task": first.id}
    picks = [
        Choice(f"NV {first.number} về nơi {places[one.id]}", "succession.pick", {**on, "heir": one.id})
        for one in heirs[:_MOST_HEIRS]
    ]
    stop = Choice(f"NV {first.number} thôi", "succession.pick", {**on, "heir": NOBODY})
    later = Choice("Để sau", "succession.later", {"agency": old.id})
    return Reply("\n".join(lines), choices=(*picks, stop, later), asks=Asks("succession.choose", {"agency": old.id}))


def _called(one: Piece) -> str:
    return f"NV {one.task.number}{_PART[one.part]}"


def no_such(numbers: Sequence[int]) -> str:
    return f"{show.names([f'NV {n}' for n in numbers])} không thuộc danh sách này."


def later(old: Agency, left: int) -> Reply:
    return Reply(
        f"Đã giữ phần đang chia của {shorten(old.name, 60)}, còn {left} việc.\nGõ 'đơn vị kế thừa' để chia tiếp.",
        choices=(START,),
    )


def nothing_begun() -> Reply:
    return Reply("Không có phần việc nào đang chia dở.", choices=(START,))


def confirm(
    plan: Plan, old: Agency, heirs: Sequence[Agency], pieces: Sequence[Piece], chosen: Mapping[int, int], *, seen: str
) -> Reply:
    """The one confirmation: where everything goes, by which decision."""
    lines = [f"Chuyển việc của {shorten(old.name, _NAME)}?"]
    for heir in heirs:
        here = going(pieces, chosen, heir.id)
        lines += [f"Về {shorten(heir.name, 60)}: {_numbers(here)}"] if here else []
    stopped = going(pieces, chosen, NOBODY)
    lines += [f"Thôi theo dõi: {_numbers(stopped)}"] if stopped else []
    lines += [f"Theo: {shorten(plan.decision or '', 100)}", "Số NV, thời hạn, lịch sử, nơi giao ban đầu giữ nguyên."]
    go = {**plan.args, "choices": packed(chosen), "seen": seen}
    again = Choice("Chia lại", "succession.share", plan.args)
    return Reply("\n".join(lines), choices=(Choice("Đồng ý", "succession.go", go), again, to_agency(old.id)))


def _numbers(pieces: Sequence[Piece]) -> str:
    return show.names([_called(one) for one in pieces], most=8)


CHANGED = "Có việc vừa thay đổi, đồng chí xem lại."


def done(
    one: Succession,
    pieces: Sequence[Piece],
    chosen: Mapping[int, int],
    *,
    silent: Sequence[Agency],
    drafts: int,
    people: Sequence[Person],
) -> Reply:
    lines = [f"Đã ghi. {_ended(one)}"]
    lines += [
        f"{shorten(heir.name, 60)}: {len(here)} việc" for heir in one.heirs if (here := going(pieces, chosen, heir.id))
    ]
    stopped = len(going(pieces, chosen, NOBODY))
    lines += [f"Thôi theo dõi: {stopped} việc"] if stopped else []
    lines += [f"Chưa có người kết nối: {_names(silent)}"] if silent else []
    lines += [f"{drafts} văn bản đang rà soát cần chọn lại chủ trì."] if drafts else []
    if people:
        crew = show.names([show.titled(person) for person in people], most=4)
        lines.append(
            f"Còn {len(people)} người của đơn vị cũ: {shorten(crew, 150)}.\nChỉ xem việc cũ cho đến khi chuyển."
        )
    look = (Choice("Xem từng người", "directory.people", {"agency": one.agency.id}),) if people else ()
    return Reply("\n".join(lines), choices=(*look, to_agency(one.agency.id)))


def recorded(one: Succession, *, pieces: int, by: Person, to: int) -> Reply:
    """To the other coordinators."""
    return Reply(
        f"{show.titled(by)} đã ghi: {_ended(one)}\n{pieces} việc đã chuyển.",
        choices=(to_agency(one.agency.id),),
        to=to,
        priority=Priority.NOTICE,
    )


def inherited(
    one: Succession, heir: Agency, directive: Directive, led: Sequence[Task], others: Sequence[Piece], *, to: int
) -> Reply:
    """One message a directive to whoever receives at the successor: as the document gives it, inherited."""
    lines = [
        f"{shorten(heir.name, 90)}\nkế thừa từ {shorten(one.agency.name, 90)}",
        f"theo {shorten(one.decision, 100)}",
        f"{len(led) + len(others)} nhiệm vụ tại {of_document(directive)}",
        "",
    ]
    lines += [task_line(task) for task in led[:4]]
    lines += [f"(còn {len(led) - 4})"] if len(led) > 4 else []
    lines += [_numbers(others)] if others else []
    look = Choice("Xem nhiệm vụ", "task.show", {"task": others[0].task.id}) if others else None
    return Reply(
        "\n".join(lines),
        choices=assigned_choices(directive.id, led) if led else ((look,) if look else ()),
        to=to,
        priority=Priority.NOTICE,
        tells=tuple(task.id for task in led),
    )


def taken(one: Succession, several: Sequence[Task], *, to: int) -> Reply:
    """To whoever had them in hand at the agency that ended."""
    numbers = show.names([f"NV {task.number}" for task in several], most=8)
    return Reply(f"{_ended(one)}\nViệc trong tay đồng chí được chuyển: {numbers}.", to=to, priority=Priority.NOTICE)
