"""Points whose numbers lost their stops on the way: 'II TỔ CHỨC THỰC HIỆN', '1 Các chi bộ …'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from documents.letters import compiled

Mark = tuple[str, str, int]
_OPENS = compiled(r"(?:[1-9]\d?|[IVX]{1,5}|[a-zđ])\s+[⟨A⟩“\"]")
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
_COLUMN = re.compile(r"S?TT\b")  # above the rows of a table
_FEWEST = 3
_RARELY = 4  # points with a stop to their number, for one of which there are so many without


def unstopped(texts: Sequence[str], *, stopped: int) -> dict[int, Mark]:
    """Where such points stand, each with its kind, value and where its words begin; none where stops are usual.

    `stopped`: how many numbers have their stop.
    """
    opening = [(at, text) for at, text in enumerate(texts) if _OPENS.match(text)]
    points = [one for one in opening if not one[0] or _COLUMN.match(texts[one[0] - 1]) is None]
    found = {at: mark for kind, pattern in _BARE for at, mark in _runs(kind, pattern, points)}
    return found if len(found) >= max(_FEWEST, stopped * _RARELY) else {}


def _runs(kind: str, pattern: re.Pattern[str], points: Sequence[tuple[int, str]]) -> Iterator[tuple[int, Mark]]:
    """1, 2, 3 … in order; a first that no second follows counts for nothing."""
    after = _ORDERS[kind]
    run: list[tuple[int, Mark]] = []
    for at, text in points:
        found = pattern.match(text)
        if found is None:
            continue
        value, mark = found.group(1), (at, (kind, found.group(1), found.end()))
        if run and value == after.get(run[-1][1][1]):
            run.append(mark)
        elif value == next(iter(after)):
            yield from run[1:] and run
            run = [mark]
    yield from run[1:] and run
