"""Decide whether a new task clearly resembles an open one of the same agency, and keep what was answered to that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from core.model import DraftTask, NamedAgency
from core.text import fold

ALIKE = 88.0
ALIKE_SPOKEN = 62.0  # an order by word of mouth is put in other words by its document
_SHORTEST = 40  # 'Báo cáo kết quả thực hiện' alone resembles everything
_COMPARED = 400
_ASKED, _SAME, _APART = "overlap:", "same:", "apart:"
_WORDS = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class OpenTask:
    """What is compared of a task in force."""

    number: int
    lead_id: int
    text: str
    spoken: bool = False  # ordered by word of mouth: its document is awaited


# ── asked and answered: a code among the draft's doubts, 'overlap:7=3' for NV 7 of agency 3 ────
def asked(draft: DraftTask) -> dict[int, int]:
    """The open tasks it resembles, each with its agency, while that is a question."""
    return _of(draft, _ASKED)


def joined(draft: DraftTask) -> dict[int, int]:
    """The open tasks it is, as the coordinator said: no task of its own for these agencies."""
    return _of(draft, _SAME)


def is_question(code: str) -> bool:
    return code.startswith(_ASKED)


def is_answer(code: str) -> bool:
    return code.startswith((_SAME, _APART))


def is_about(code: str) -> bool:
    return is_question(code) or is_answer(code)


def as_same(draft: DraftTask) -> DraftTask:
    return _answered(draft, _SAME)


def as_apart(draft: DraftTask) -> DraftTask:
    return _answered(draft, _APART)


def new_leads(draft: DraftTask) -> tuple[NamedAgency, ...]:
    """The leads for whom it is a task of its own."""
    there = set(joined(draft).values())
    return tuple(one for one in draft.leads if one.agency_id not in there)


def _of(draft: DraftTask, kind: str) -> dict[int, int]:
    codes = [code.removeprefix(kind) for code in draft.doubts if code.startswith(kind)]
    pairs = [pair.split("=") for code in codes for pair in code.split(",")]
    return {int(number): int(lead) for number, lead in pairs}


def _answered(draft: DraftTask, kind: str) -> DraftTask:
    return replace(draft, doubts=tuple(kind + x.removeprefix(_ASKED) if is_question(x) else x for x in draft.doubts))


# ── found ──────────────────────────────────────────────────────────────────────────────────────
def flagged(drafts: Iterable[DraftTask], there: Sequence[OpenTask]) -> list[DraftTask]:
    """The drafts, those that resemble an open task of a lead with that as a doubt; what was answered stays."""
    by_lead: dict[int, list[tuple[OpenTask, str]]] = {}
    for task in there:
        plain = _plain(task.text)
        if len(plain) >= _SHORTEST:
            by_lead.setdefault(task.lead_id, []).append((task, plain))
    return [_flag(draft, by_lead) for draft in drafts]


def _flag(draft: DraftTask, by_lead: Mapping[int, Sequence[tuple[OpenTask, str]]]) -> DraftTask:
    plain = _plain(draft.text)
    if len(plain) < _SHORTEST or any(is_about(code) for code in draft.doubts):
        return draft
    near = [_nearest(plain, by_lead.get(lead.agency_id or 0, ())) for lead in draft.leads]
    pairs = ",".join(f"{task.number}={task.lead_id}" for task in near if task)
    return replace(draft, doubts=(*draft.doubts, _ASKED + pairs)) if pairs else draft


def _nearest(plain: str, several: Sequence[tuple[OpenTask, str]]) -> OpenTask | None:
    scored = (
        (fuzz.ratio(plain, other, score_cutoff=ALIKE_SPOKEN if task.spoken else ALIKE), task) for task, other in several
    )
    best = max(scored, key=lambda found: found[0], default=(0.0, None))
    return best[1] if best[0] else None


def _plain(text: str) -> str:
    return _WORDS.sub(" ", fold(text)).strip()[:_COMPARED]
