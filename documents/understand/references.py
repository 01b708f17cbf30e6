"""Find the deadline of a task that points to another point's: 'cùng thời hạn nêu tại điểm a', '10 ngày kể từ …'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from core.deadlines import find_deadlines
from core.deadlines.found import EVENT_DATE
from core.proposal import Deadline, ProposedTask
from core.workdays import WorkingCalendar

UNCLEAR = "deadline"  # asked of the coordinator
_POINTS = re.compile(
    r"(?:(?P<counted>(?:kể |tính )từ|sau)\s+(?:ngày hết )?(?:thời (?:hạn|điểm)|hạn)"
    r"|(?:theo|cùng|trước|trong|bằng|như)\s+(?:đúng )?(?:thời (?:gian|hạn|điểm)|tiến độ)"
    r"|thời (?:gian|hạn)(?: (?:gửi|nộp|báo cáo|thực hiện|hoàn thành)){0,3} (?:như|theo|cùng với|cùng))"
    r"(?: (?:đã )?(?:nêu|quy định|yêu cầu))?"
    r"(?: tại| ở)?\s+(?P<where>(?:(?:điểm|khoản|mục|Mục|Điều|Điểm|Khoản)\s+(?:này|[\w.]{1,6})[ ,]*)+)"
)
_KIND, _VALUE = "điểm|khoản|mục|điều", r"[\w.]{1,6}"
_STEP = re.compile(rf"(?P<kind>{_KIND})\s+(?P<value>{_VALUE})", re.IGNORECASE)
_PLACE = re.compile(rf"(?:(?:{_KIND})\s+{_VALUE}[ ,]*)+", re.IGNORECASE)
_SAID = {"đó", "trên"}  # the point that the sentence has named before


def with_deadlines_of_others(tasks: Sequence[ProposedTask], calendar: WorkingCalendar) -> list[ProposedTask]:
    """A task without a time of its own gets the one its words point to, where exactly one stands there."""
    known = list(tasks)
    for place, task in enumerate(tasks):  # one that points may be pointed to
        known[place] = _completed(task, known, calendar)
    return known


def _completed(task: ProposedTask, tasks: Sequence[ProposedTask], calendar: WorkingCalendar) -> ProposedTask:
    found = _POINTS.search(task.text) if task.deadline is None and task.recurrence is None else None
    if found is None:
        return task
    there = _standing_at(_named(_meant(found, task.text), task.ref), task, tasks)
    deadline = _counted(task.text, found, there, calendar) if there and found.group("counted") else there
    if deadline is None:
        return replace(task, doubts=tuple(dict.fromkeys((*task.doubts, UNCLEAR))))
    words = deadline.text if found.group("counted") else " ".join(found.group().split()).rstrip(" ,")
    doubts = tuple(doubt for doubt in task.doubts if doubt != EVENT_DATE)
    return replace(task, deadline=replace(deadline, text=words, inherited=False), doubts=doubts)


def _counted(text: str, found: re.Match[str], there: Deadline, calendar: WorkingCalendar) -> Deadline | None:
    """'Trong 10 ngày kể từ thời hạn nêu tại điểm a': the words are read with that day in the place of the reference."""
    begins = found.end("counted")
    read = find_deadlines(f"{text[:begins]} ngày {there.date:%d/%m/%Y}", issued=there.date, calendar=calendar)
    dated = [(one, one.deadline) for one in read if one.deadline is not None and one.span[1] > begins]
    if not dated:
        return None
    last, deadline = dated[-1]
    return replace(deadline, text=" ".join(text[last.span[0] : found.end()].split()).rstrip(" ,."))


def _meant(found: re.Match[str], text: str) -> str:
    """Where the reference points to; 'tại điểm đó' is the place that the sentence named last."""
    where = found.group("where")
    if (step := _STEP.search(where)) is None or step.group("value").rstrip(".") not in _SAID:
        return where
    named = [place.group() for place in _PLACE.finditer(text, 0, found.start())]
    return named[-1] if named else where


def _named(where: str, own: str) -> list[str]:
    """The steps of the ref that is meant, the outermost first; 'này' and what is not said are the task's own."""
    steps = {found.group("kind").lower(): found.group("value").rstrip(".") for found in _STEP.finditer(where)}
    path = own.split("#")[0].split(".")
    named = [
        f"Điều {steps[kind]}" if kind == "điều" else steps[kind]
        for kind in ("mục", "điều", "khoản", "điểm")
        if kind in steps and steps[kind] != "này"
    ]
    alone = "." not in steps.get("điểm", ".") and steps.get("khoản") in {None, "này"}  # 'điểm 1.3' says it in full
    outer = path[: max(0, len(path) - 1)] if alone else []
    if "khoản" in steps and steps["khoản"] != "này" and not {"mục", "điều"} & set(steps):
        outer = [step for step in path[:1] if step.startswith("Điều")]
    return [*outer, *named]


def _standing_at(steps: Sequence[str], task: ProposedTask, tasks: Sequence[ProposedTask]) -> Deadline | None:
    ref = ".".join(steps)
    section = task.ref.split(".")[0]  # 'mục 5' inside part III is III.5
    there = [other for other in tasks if other is not task and _is_at(other.ref, ref)] or [
        other for other in tasks if other is not task and _is_at(other.ref, f"{section}.{ref}")
    ]
    dates = {other.deadline.date: other.deadline for other in there if other.deadline is not None}
    return next(iter(dates.values())) if len(dates) == 1 else None


def _is_at(ref: str, place: str) -> bool:
    return ref.split("#")[0] == place or ref.startswith(f"{place}.")
