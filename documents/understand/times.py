"""Decide when a task is due: its own deadline, and whether one paragraph holds two duties with different times."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from core.deadlines import Found, find_deadlines
from core.workdays import WorkingCalendar
from documents.letters import compiled

_STOPS = (
    compiled(r"[.]\s+(?=[⟨A⟩])"),
    re.compile(r";\s*"),
    re.compile(r",\s+(?:và\s+|đồng thời\s+)?"),
    re.compile(r"\s+(?:và|đồng thời)\s+"),
)


def times_in(text: str, *, issued: date | None, calendar: WorkingCalendar) -> list[Found]:
    """Deadlines and recurrences in this text, in order, each date once."""
    kept: list[Found] = []
    for found in find_deadlines(text, issued=issued, calendar=calendar):
        if not any(_same(found, other) for other in kept):
            kept.append(found)
    return kept


def _same(one: Found, other: Found) -> bool:
    if one.deadline is not None and other.deadline is not None:
        return one.deadline.date == other.deadline.date and one.deadline.time == other.deadline.time
    if one.recurrence is not None and other.recurrence is not None:
        return one.recurrence.rule == other.recurrence.rule
    return False


def firm(found: Sequence[Found]) -> list[Found]:
    """Those that give a date or a period."""
    return [one for one in found if one.deadline is not None or one.recurrence is not None]


def cuts(text: str, found: Sequence[Found]) -> list[int]:
    """Where the text parts into one duty for each time; empty where it cannot be parted."""
    places: list[int] = []
    for before, after in pairwise(found):
        place = _cut(text, before.span[1], after.span[0])
        if place is None:
            return []
        places.append(place)
    return places


def _cut(text: str, start: int, end: int) -> int | None:
    """The first sentence end between the two times, else the last weaker stop."""
    between = text[start:end]
    for number, stop in enumerate(_STOPS):
        matches = [
            m for m in stop.finditer(between) if between[: m.start()].count("(") == between[: m.start()].count(")")
        ]
        if matches:
            return start + (matches[0] if number < 2 else matches[-1]).end()
    return None
