"""The places in a message that are already read (a document, a date, a share, a task), and how they are covered up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """One private letter for each kind: `core.text.clean` lets none of them in from outside."""

    DOCUMENT = "\ue000"
    DATE = "\ue001"
    SHARE = "\ue002"
    TASK = "\ue003"
    ASIDE = "\ue004"  # 'anh Ba ơi', 'sao còn nhắc hoài'


@dataclass(frozen=True, slots=True)
class Piece:
    """`value` belongs to the finder that made the piece."""

    kind: Kind
    start: int
    end: int
    value: Any


def cover(text: str, pieces: list[Piece]) -> str:
    """The text, as long as before, with what was read replaced by its kind's letter."""
    parts, end = [], 0
    for piece in sorted(pieces, key=lambda piece: piece.start):
        parts += [text[end : piece.start], piece.kind.value * (piece.end - piece.start)]
        end = piece.end
    return "".join([*parts, text[end:]])


class Taken:
    """Which letters a finder has used, so that its own pieces do not overlap."""

    def __init__(self, length: int) -> None:
        self._used = bytearray(length)

    def take(self, start: int, end: int) -> bool:
        """True, once, for a stretch none of which was taken."""
        if any(self._used[start:end]):
            return False
        self._used[start:end] = b"\x01" * (end - start)
        return True
