"""Find the deadline of a task that only points to another point's: 'cùng thời hạn nêu tại điểm a khoản này'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from core.proposal import Deadline, ProposedTask

UNCLEAR = "deadline"  # asked of the coordinator
_POINTS = re.compile(
    r"(?:(?:theo|cùng|trước|trong|bằng|như)\s+(?:đúng )?(?:thời (?:gian|hạn|điểm)|tiến độ)"
    r"|thời (?:gian|hạn)(?: (?:gửi|nộp|báo cáo|thực hiện|hoàn thành)){0,3} (?:như|theo|cùng với|cùng))"
    r"(?: (?:đã )?(?:nêu|quy định|yêu cầu))?"
    r"(?: tại| ở)?\s+(?P<where>(?:(?:điểm|khoản|mục|Mục|Điều|Điểm|Khoản)\s+(?:này|[\w.]{1,6})[ ,]*)+)"
)
_STEP = re.compile(r"(?P<kind>điểm|khoản|mục|điều)\s+(?P<value>[\w.]{1,6})", re.IGNORECASE)


def with_deadlines_of_others(tasks: Sequence[ProposedTask]) -> list[ProposedTask]:
    """A task without a time of its own gets the one its words point to, where exactly one stands there."""
    return [_completed(task, tasks) for task in tasks]


def _completed(task: ProposedTask, tasks: Sequence[ProposedTask]) -> ProposedTask:
    found = _POINTS.search(task.text) if task.deadline is None and task.recurrence is None else None
    if found is None:
        return task
    deadline = _standing_at(_named(found.group("where"), task.ref), task, tasks)
    if deadline is None:
        return replace(task, doubts=tuple(dict.fromkeys((*task.doubts, UNCLEAR))))
    words = " ".join(found.group().split()).rstrip(" ,")
    return replace(task, deadline=replace(deadline, text=words, inherited=False))


def _named(where: str, own: str) -> list[str]:
    """The steps of the ref that is meant, the outermost first; 'này' and what is not said are the task's own."""
    steps = {found.group("kind").lower(): found.group("value").rstrip(".") for found in _STEP.finditer(where)}
    path = own.split("#")[0].split(".")
    named = [
        f"Điều {steps[kind]}" if kind == "điều" else steps[kind]
        for kind in ("mục", "điều", "khoản", "điểm")
        if kind in steps and steps[kind] != "này"
    ]
    outer = path[: max(0, len(path) - 1)] if "điểm" in steps and steps.get("khoản") in {None, "này"} else []
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
