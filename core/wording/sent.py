"""Say what was sent about a task or to a person, and what became of it: sent, waiting, refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from core.messages import Args, Choice, Reply
from core.model import Person, Task
from core.office import Office
from core.wording import show
from core.wording.addressing import shorten
from core.wording.schedule import how, step
from core.wording.tasks import of, open_card

PAGE = 5
_KIND = {
    "morning": "nhắc việc",
    "period": "mở kỳ mới",
    "agency": "báo cáo lãnh đạo đơn vị",
    "following": "tin sáng của người theo dõi",
}


@dataclass(frozen=True, slots=True)
class Sent:
    """One message: of which kind, which step of the ladder (of one task), its first words while they are kept."""

    kind: str
    to: str
    state: str
    at: dt.datetime
    words: str = ""
    step: str | None = None
    reason: str | None = None
    repeated: bool = False


def about_task(task: Task, shown: Sequence[Sent], *, page: int, more: bool, office: Office) -> Reply:
    title = f"{show.task_heading(task)}: tin đã gửi"
    lines = [line for one in shown for line in (f" {_when(one, office)} · {shorten(one.to, 30)}", f"  {_what(one)}")]
    choices = [*_more("sent.task", of(task), page=page, more=more), open_card(task)]
    return Reply("\n".join([title, *(lines or ["Chưa gửi tin nào."])]), choices=tuple(choices))


def to_person(person: Person, shown: Sequence[Sent], *, page: int, more: bool, office: Office) -> Reply:
    title = f"{show.titled(person)}: tin đã gửi"
    lines = [line for one in shown for line in (f" {_when(one, office)}", f"  {_what(one)}")]
    on: Args = {"person": person.id}
    back = Choice("Quay lại", "directory.person", on)
    choices = [*_more("sent.person", on, page=page, more=more), back]
    return Reply("\n".join([title, *(lines or ["Chưa gửi tin nào."])]), choices=tuple(choices))


def _when(one: Sent, office: Office) -> str:
    local = office.local(one.at)
    return f"{show.short_day(local.date())}, {show.clock(local)}"


def _what(one: Sent) -> str:
    said = _KIND.get(one.kind) or (show.quoted(one.words, 60) if one.words else "thông báo")
    why = f" ({step(one.step)})" if one.step else ""
    return f"{said}{why}: {how(one.state, repeated=one.repeated)}"


def _more(act: str, on: Args, *, page: int, more: bool) -> list[Choice]:
    return [Choice("Xem thêm", act, {**on, "page": page + 1})] if more else []
