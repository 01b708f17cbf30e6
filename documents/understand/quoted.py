"""Leave out what a document quotes at length: the numbered demands of a superior between two quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.understand.paragraphs import Para

_OPENS = re.compile(r"\W{0,3}[\"“]\s*(?:\d{1,2}[.)]|[a-zđ]\)|[-–+]|[IVX]{1,4}\.)?\s*\w")
_CLOSES = re.compile(r"[\"”]\s*[.;,]?\s*(?:\([^()]{2,60}\)\s*[.;]?\s*)?$")
_LONGEST = 15  # paragraphs


def without_quotations(body: Sequence[Para]) -> list[Para]:
    """A quotation that begins behind a colon, at a paragraph's start, and ends with a later one."""
    kept: list[Para] = []
    at = 0
    while at < len(body):
        end = _end_of(body, at)
        if end > at:
            at = end
            continue
        kept.append(body[at])
        at += 1
    return kept


def _end_of(body: Sequence[Para], at: int) -> int:
    """Behind the quotation that begins here; here itself where none does."""
    begins = at > 0 and body[at - 1].text.rstrip().endswith(":") and _OPENS.match(body[at].text) is not None
    if not begins or _closed(body[at].text):
        return at
    ends = (n for n in range(at + 1, min(len(body), at + _LONGEST)) if _CLOSES.search(body[n].text))
    return next(ends, at - 1) + 1


def _closed(text: str) -> bool:
    """Whether the quotation that begins this paragraph also ends in it."""
    return re.search(r"[\"”]", text.lstrip(' -–+“"')) is not None
