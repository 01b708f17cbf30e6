"""Find the connected patches of a picture: a stamp, its frame, a letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_RUN = re.compile(rb"[^\x00]+")
_MOST_RUNS = 150_000  # more is noise from edge to edge


@dataclass(slots=True)
class Blob:
    """One patch: its box, and its runs of pixels as (line, first, past the last)."""

    left: int
    top: int
    right: int
    bottom: int
    runs: list[tuple[int, int, int]] = field(default_factory=list)

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top

    def take(self, other: Blob) -> None:
        self.left, self.top = min(self.left, other.left), min(self.top, other.top)
        self.right, self.bottom = max(self.right, other.right), max(self.bottom, other.bottom)
        self.runs += other.runs


def blobs(mask: Picture) -> list[Blob]:
    """The patches of what is not black in a picture of one channel; none of a picture that is all noise."""
    owners: dict[int, int] = {}
    found: dict[int, Blob] = {}
    above: list[tuple[int, int, int]] = []  # first, past the last, name
    for line, here in _lines(mask):
        now: list[tuple[int, int, int]] = []
        passed = 0
        for first, last in here:
            while passed < len(above) and above[passed][1] < first:
                passed += 1
            own = len(owners)
            if own > _MOST_RUNS:
                return []
            owners[own], found[own] = own, Blob(first, line, last, line + 1, [(line, first, last)])
            for place in range(passed, len(above)):
                if above[place][0] > last:
                    break
                _join(owners, found, own, above[place][2])
            now.append((first, last, own))
        above = now
    return list(found.values())


def _lines(mask: Picture) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    width, data = mask.width, mask.tobytes()
    for line in range(mask.height):
        row = data[line * width : (line + 1) * width]
        yield line, [found.span() for found in _RUN.finditer(row)]


def _join(owners: dict[int, int], found: dict[int, Blob], one: int, other: int) -> None:
    """The larger patch takes the smaller."""
    one, other = _root(owners, one), _root(owners, other)
    if one == other:
        return
    if len(found[one].runs) < len(found[other].runs):
        one, other = other, one
    owners[other] = one
    found[one].take(found.pop(other))


def _root(owners: dict[int, int], name: int) -> int:
    while owners[name] != name:
        owners[name] = owners[owners[name]]
        name = owners[name]
    return name
