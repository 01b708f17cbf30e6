"""Turn Tesseract's table of words into lines: columns set far apart stay apart, specks of dirt are dropped."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from documents.joining import RawLine

_WORD = "5"
_FIELDS = 12
_SURE = 25.0  # per cent; below it a short word is a stamp's edge or dirt
_WIDE = 2.5  # a gap so many times the line's height parts two columns


@dataclass(frozen=True, slots=True)
class _Word:
    line: tuple[str, ...]
    left: int
    top: int
    right: int
    bottom: int
    sure: float
    text: str


def recognised_lines(table: str, *, page: int) -> list[RawLine]:
    """The lines of one page, in reading order."""
    lines: dict[tuple[str, ...], list[_Word]] = {}
    for row in table.split("\n"):
        word = _word(row.split("\t"))
        if word is not None:
            lines.setdefault(word.line, []).append(word)
    done: list[RawLine] = []
    under: int | None = None
    for words in lines.values():
        line = _line(words, page, under)
        if line is not None:
            done.append(line)
            under = max(word.bottom for word in words)
    return done


def sureness(table: str) -> float:
    """How sure the recognition of this page is on average; a page on its side gives many doubtful scraps."""
    words = [word for row in table.split("\n") if (word := _word(row.split("\t"))) is not None]
    return sum(word.sure for word in words) / len(words) if words else 0.0


def _word(fields: list[str]) -> _Word | None:
    if len(fields) < _FIELDS or fields[0] != _WORD or not fields[11].strip():
        return None
    left, top, width, height = (int(value) for value in fields[6:10])
    sure = float(fields[10])
    if sure < _SURE and len(fields[11].strip()) < 3:
        return None
    return _Word(tuple(fields[1:5]), left, top, left + width, top + height, sure, fields[11].strip())


def _line(words: list[_Word], page: int, under: int | None) -> RawLine | None:
    height = max(1.0, sorted(word.bottom - word.top for word in words)[len(words) // 2])
    text = words[0].text
    for before, word in pairwise(words):
        text += ("\t" if word.left - before.right > _WIDE * height else " ") + word.text
    text = re.sub(r"^(?:[,.„\"'`~_|;:*]\s*)+(?=[-–\w])", "", text)
    if len(text) > 40 and text.count("|") <= 2:
        text = text.replace("|", "")
    if not any(c.isalnum() for c in text):
        return None
    top = min(word.top for word in words)
    gap = (top - under) / height if under is not None else 0.0
    return RawLine(text, page, left=float(words[0].left), right=float(words[-1].right), gap=gap)
