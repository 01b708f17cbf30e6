"""Decide what differs between a directive as it was read before and a corrected version of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from core.agencies import is_sure
from core.model import DraftTask, Due, NamedAgency, Task
from core.review import GROUP, live, questions
from core.text import fold

ALIKE = 70.0  # from here two texts are versions of one point
_SAME_PLACE = 12.0  # the same number in the document speaks for the same point
_WORDS = re.compile(r"\W+")
_ABOUT_DATES = frozenset(
    {
        *("deadline", "said_twice", "year_far", "year_unknown", "month_unknown", "not_in_calendar"),
        *("issue_date", "receipt_date", "event_date", "deadline_before_issue"),
    }
)


class What(StrEnum):
    DEADLINE = "deadline"
    LEAD = "lead"
    SUPPORTING = "supporting"
    TEXT = "text"
    ADDED = "added"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Point:
    """One point in both versions; one of them is None where it was added or dropped."""

    old: DraftTask | None
    new: DraftTask | None
    what: frozenset[What] = frozenset()


@dataclass(frozen=True, slots=True)
class Difference:
    """A point that differs, with the tasks in force that came of it."""

    point: Point
    tasks: tuple[Task, ...]


def compared(old: Sequence[DraftTask], new: Sequence[DraftTask]) -> list[Point]:
    """Every point of both, in the order of the new version; the dropped ones last."""
    partners = _paired(old, live(new))
    points = [_point(partners.get(one.position), one) for one in live(new)]
    kept = {one.position for one in partners.values()}
    return points + [Point(one, None, frozenset({What.DROPPED})) for one in old if one.position not in kept]


def _paired(old: Sequence[DraftTask], new: Sequence[DraftTask]) -> dict[int, DraftTask]:
    """The old point of each new one, by its place: the same words first, then the most alike."""
    before, after = [(_plain(one.text), one) for one in old], [(_plain(one.text), one) for one in new]
    partners: dict[int, DraftTask] = {}
    taken: set[int] = set()
    for _, place, one in (*_ranked(before, after, _same_words), *_ranked(before, after, _likeness)):
        if place not in partners and one.position not in taken:
            partners[place] = one
            taken.add(one.position)
    return partners


_Words = tuple[str, DraftTask]
_Found = tuple[float, int, DraftTask]


def _ranked(
    before: Sequence[_Words], after: Sequence[_Words], likeness: Callable[[_Words, _Words], float]
) -> list[_Found]:
    """Pairs that could be one point, the most alike first."""
    found = [(score, new[1].position, old[1]) for new in after for old in before if (score := likeness(old, new))]
    return sorted(found, key=lambda pair: (-pair[0], pair[1], pair[2].position))


def _same_words(one: _Words, other: _Words) -> float:
    return 100.0 + _place(one, other) if one[0] == other[0] else 0.0


def _likeness(one: _Words, other: _Words) -> float:
    score = fuzz.ratio(one[0], other[0], score_cutoff=ALIKE)
    return score + _place(one, other) if score else 0.0


def _place(one: _Words, other: _Words) -> float:
    return _SAME_PLACE if one[1].ref == other[1].ref else 0.0


def _plain(text: str) -> str:
    return _WORDS.sub(" ", fold(text)).strip()


def _bare(draft: DraftTask) -> str:
    """The text without its deadline and its leads: a change of these is said as such, not once more."""
    text = draft.text
    words = (draft.due and draft.due.text, draft.recurrence_text, *(one.written for one in draft.leads))
    for said in words:
        text = text.replace(said, "") if said else text
    return _plain(text)


def _point(old: DraftTask | None, new: DraftTask) -> Point:
    if old is None:
        return Point(None, new, frozenset({What.ADDED}))
    differs = {
        What.DEADLINE: _when(old) != _when(new) and not _ABOUT_DATES & set(questions(new)),
        What.LEAD: _who(old.leads) != _who(new.leads),
        What.SUPPORTING: _who(old.supporting) != _who(new.supporting),
        What.TEXT: _bare(old) != _bare(new),
    }
    return Point(old, new, frozenset(what for what, yes in differs.items() if yes))


def _when(draft: DraftTask) -> tuple[object, ...]:
    """A series differs by its rule; its dates move on by themselves."""
    due = draft.due
    if draft.recurrence:
        return (draft.recurrence,)
    return (due.date, due.time, due.boundary, due.inherited) if due else ()


def _who(several: Iterable[NamedAgency]) -> set[int | str]:
    return {one.agency_id or fold(one.written) for one in several}


def known(several: Iterable[NamedAgency]) -> list[int]:
    """The agencies of the directory among them, each once."""
    return list(dict.fromkeys(one.agency_id for one in several if one.agency_id is not None))


def leads_settled(draft: DraftTask) -> bool:
    """A change of lead is made only where it is sure who leads now."""
    return bool(draft.leads) and GROUP not in draft.doubts and all(map(is_sure, draft.leads))


def same_day(task: Task, due: Due | None) -> bool:
    """Whether the task still has the deadline that was read; an extended one was decided and stays."""
    return (task.due and task.due.date) == (due and due.date)
