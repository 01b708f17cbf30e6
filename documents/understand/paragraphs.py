"""Lay the lines of a source out as one text, each paragraph knowing its place in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.text import clean
from documents.source import Line, Source
from documents.understand.glued import spacing
from documents.understand.one_line import in_one_line, lines_of
from documents.understand.parting import parts_of, run_together
from documents.understand.seams import unseamed
from documents.understand.spread import gathered


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph or a table row; `start` and `end` index the directive's text."""

    index: int
    text: str
    start: int
    cells: tuple[str, ...] = ()
    page: int = 1

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def lay_out(source: Source) -> tuple[str, list[Para]]:
    """The directive's text and its paragraphs."""
    paras: list[Para] = []
    at = 0
    for line in _cleaned(source.lines):
        paras.append(Para(len(paras), line.text, at, line.cells, line.page))
        at += len(line.text) + 1
    return "\n".join(para.text for para in paras), paras


def _cleaned(lines: Sequence[Line]) -> list[Line]:
    kept = []
    spaced = spacing(line.text for line in lines)
    together = any(run_together(line.text) for line in lines)
    whole = in_one_line(lines)
    for line in lines:
        if line.cells and (text := _spaced(line.text, spaced)):
            kept.append(Line(text, line.page, tuple(spaced(clean(cell)) for cell in line.cells)))
            continue
        if line is whole:
            text = "\n".join(_spaced(piece, spaced) for piece in unseamed(clean(line.text)).split("\n"))
            kept += [Line(part, line.page) for part in lines_of(text)]
            continue
        for piece in unseamed(line.text).split("\n") if together else [line.text]:
            kept += [Line(part, line.page) for part in parts_of(_spaced(piece, spaced)) if part]
    return kept


def _spaced(text: str, spaced: Callable[[str], str]) -> str:
    return spaced(gathered(clean(text))).strip("\n ").replace("\n", " ")
