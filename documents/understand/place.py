"""What a point inherits from where it stands: whom its words address, and whether orders are expected there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """What a point inherits from where it stands."""

    lead: tuple[str, ...] = ()
    ordering: bool = False
    idle: bool = False
    path: str = ""
    root: bool = False
    deep: bool = False  # an enclosing heading orders nobody: only express orders below it count
    hard: bool = False  # the list under an order is its contents: nothing in it counts
    each: bool = False  # the points beside it open with who does what
    closed: bool = False  # the points beside it close with who does what
    works: bool = False  # the points beside it are the addressee's work
    shared: bool = False  # 'Phân công các đồng chí:' over persons, each with what is theirs
