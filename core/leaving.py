"""Decide why somebody passes on their work, as they say it: for some days, or for good."""

from __future__ import annotations

import re
from enum import StrEnum

from core.text import fold


class Reason(StrEnum):
    LEAVE = "leave"  # nghỉ phép
    AWAY = "away"  # đi công tác
    MOVED = "moved"  # chuyển công tác
    RETIRED = "retired"  # nghỉ hưu


FOR_GOOD = frozenset({Reason.MOVED, Reason.RETIRED})
_WORDS = (
    (re.compile(r"\bchuyen cong tac\b"), Reason.MOVED),
    (re.compile(r"\b(?:nghi huu|ve huu)\b"), Reason.RETIRED),
    (re.compile(r"\bnghi(?: phep)?\b"), Reason.LEAVE),
    (re.compile(r"\bcong tac\b"), Reason.AWAY),
)


def reason(said: str) -> Reason | None:
    folded = fold(said)
    return next((why for words, why in _WORDS if words.search(folded)), None)
