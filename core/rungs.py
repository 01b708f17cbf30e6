"""Read and keep a ladder that somebody sets for a task or a directive: working days before the last working day."""

from __future__ import annotations

import re

from core.problems import AskAgain

_MOST, _HIGHEST = 10, 120
_WORDS = re.compile(r"[0-9]+")
_ONLY = re.compile(r"[0-9,;./ \t]*(?:va|và|ngày|ngay|làm việc|lam viec|trước|truoc|[0-9,;./ \t])*", re.IGNORECASE)


def read(said: str) -> tuple[int, ...]:
    """'10, 5, 1' as rungs, highest first. Raises AskAgain where it is anything else."""
    rungs = {int(word) for word in _WORDS.findall(said)}
    if not rungs or len(rungs) > _MOST or max(rungs) > _HIGHEST or not _ONLY.fullmatch(said):
        raise AskAgain("ladder", detail=said)
    return tuple(sorted(rungs, reverse=True))


def as_text(rungs: tuple[int, ...] | None) -> str | None:
    """As it is stored."""
    return None if rungs is None else ",".join(map(str, rungs))


def from_text(stored: str | None) -> tuple[int, ...] | None:
    return None if stored is None else tuple(map(int, stored.split(",")))
