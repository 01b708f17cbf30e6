"""The marks points are numbered by: 'I.', '1.', 'a)', '-'; and numbers whose stop was lost: '1 Các chi bộ …'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from documents.letters import compiled
from documents.understand.persons import INITIAL

Mark = tuple[str, str, int]
_MARKS = (
    ("part", re.compile(r"(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC)\s+(?:thứ\s+)?([\dIVX]+|nhất|hai|ba|tư)\b[.:]?\s*")),
    ("article", re.compile(r"Điều\s+(\d+[a-zđ]?)\s*[.:]?\s*", re.IGNORECASE)),
    ("roman", compiled(r"([IVXHL1]{2,4})[.)]\s+(?=[⟨A⟩]{2})")),
    ("roman", re.compile(r"([IVX]{1,5})\s*(?:[.)/]|-(?=\s))\s*(?=\S)")),
    ("upper", compiled(rf"(?!{INITIAL})([A-HĐ])\s*[.)]\s+(?=[⟨A⟩])")),
    ("number", re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})\s*(?:[.)](?!\d)|[/:](?=\s)|[-–—](?=\s))\s*(?=\D)")),
    ("number", re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})\s+(?=[^\W\d_])")),
    ("item", re.compile(r"(?:Nhiệm vụ|Việc|Nội dung|Công việc)\s+(\d{1,2})\s*[:.]\s*(?=\S)")),
    ("bracket", re.compile(r"\((\d{1,2}|[ivx]{1,5}|[a-zđ])\)\s*")),
    ("letter", compiled(r"([a-zđ]\d?)\s*(?:[.)/]\s*(?=\S)|-\s+(?=[⟨A⟩]))")),
    ("dash", re.compile(r"([-–—])\s*(?=[^\W_]|[“\"(])")),
    ("plus", re.compile(r"([+])\s*(?=\S)")),
    ("bullet", re.compile(r"([•▪·*●○❖✓→])\s*(?=\S)")),
)
_BARE = (
    ("number", compiled(r"([1-9]\d?)\s+(?=[⟨A⟩“\"])")),
    ("roman", compiled(r"([IVX]{1,5})\s+(?=[⟨A⟩][⟨A⟩⟨a⟩])")),
    ("letter", compiled(r"([a-zđ])\s+(?=[⟨A⟩][⟨a⟩])")),
)
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_ORDERS = {
    "number": {str(n): str(n + 1) for n in range(1, 99)},
    "roman": dict(pairwise(_ROMANS)),
    "letter": dict(pairwise("abcdđeghiklmnopqrstuvxy")),
}
_COLUMN = re.compile(r"S?TT\b")
_FEWEST = 3
_RARELY = 4  # points with a stop to their number, for one of which there are so many without


def mark_of(text: str) -> Mark:
    """The kind of a paragraph's mark, its value, and where the words begin."""
    for kind, pattern in _MARKS:
        found = pattern.match(text)
        if found is not None:
            value = found.group(1)
            depth = value.count(".")
            return (f"number{depth}" if kind == "number" and depth else kind), value, found.end()
    return "plain", "", 0


def unstopped(kinds: Sequence[str], texts: Sequence[str]) -> dict[int, Mark]:
    """Marks of points whose numbers lost their stops ('II TỔ CHỨC', '1 Các chi bộ'); none where stops are usual."""
    found = {at: mark for kind, pattern in _BARE for at, mark in _runs(kind, pattern, texts)}
    if len(found) < _FEWEST or sum(kind in _ORDERS for kind in kinds) * _RARELY > len(found):
        return {}
    return found


def _runs(kind: str, pattern: re.Pattern[str], texts: Sequence[str]) -> Iterator[tuple[int, Mark]]:
    """1, 2, 3 … in order; a first that no second follows counts for nothing, nor do the rows of a table."""
    after = _ORDERS[kind]
    first = next(iter(after))
    run: list[tuple[int, Mark]] = []
    for at, text in enumerate(texts):
        found = pattern.match(text)
        if found is None:
            continue
        value = found.group(1)
        if run and value == after.get(run[-1][1][1]):
            run.append((at, (kind, value, found.end())))
        elif value == first:
            yield from run[1:] and run
            run = [] if at and _COLUMN.match(texts[at - 1]) else [(at, (kind, value, found.end()))]
    yield from run[1:] and run
