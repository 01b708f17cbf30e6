"""Cut a long text at line ends so that each part fits a channel's limit, counted as the channels count; and what
becomes of the whole where one part does not leave."""

from __future__ import annotations

from dataclasses import replace

from core.messages import Delivery, Outcome


def split(text: str, limit: int) -> list[str]:
    """Parts of at most `limit` UTF-16 units, cut at line ends, else at spaces, else inside a word; never empty."""
    parts: list[str] = []
    rest = text
    while units(rest) > limit:
        head = _head(rest, limit)
        cut = _edge(head)
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip("\n ")
    if rest or not parts:
        parts.append(rest)
    return [part for part in parts if part.strip()] or [text]


def units(text: str) -> int:
    """UTF-16 units: letters outside the basic plane count twice."""
    return len(text) + sum(c > "\uffff" for c in text)


def _head(text: str, limit: int) -> str:
    used = 0
    for index, c in enumerate(text):
        used += 2 if c > "\uffff" else 1
        if used > limit:
            return text[:index]
    return text


def _edge(head: str) -> int:
    for mark in ("\n", " "):
        at = head.rfind(mark)
        if at > len(head) // 2:
            return at
    return len(head)


def doubtful_after(sent: int, found: Delivery) -> Delivery:
    """After a part has left, what did not leave makes the whole doubtful; what may have left is counted too."""
    if sent and found.outcome is Outcome.NOT_SENT:
        found = Delivery(Outcome.UNSURE, reason=f"{found.reason}, after {sent} parts")
    return replace(found, messages=sent + (found.outcome is Outcome.UNSURE))
