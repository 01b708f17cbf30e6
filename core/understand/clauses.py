"""Cut a message into clauses, mark every word, and tell which task each clause speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.understand.asides import find_asides
from core.understand.dates import find_dates
from core.understand.documents import find_documents
from core.understand.lookup import LONGEST, longest_with, mark_of
from core.understand.pieces import Kind, Piece, cover
from core.understand.shares import find_shares
from core.understand.tasks import find_tasks
from core.understand.words import Mark

if TYPE_CHECKING:
    from datetime import date

    from core.understand.letters import Line

_KINDS = "".join(kind.value for kind in Kind)
_TAKES_BACK = (
    r"\s(?=(?:nhung|tuy nhien|song con|ma chua|ma van|ma con)\s)"
    r"|(?:(?<=roi)|(?<= r)|(?<=xong)|(?<=thanh))\s(?=ma [^.,;?!\n]{0,40}(?:chua|van|con|dang|bi|vuong|quen)\s)"
    r"|\s(?=chu (?:thuc te|thuc ra|that ra|da|moi|chua|dau|van)\s)"
)
_NEXT_TASK = rf"\s(?=con (?:cac )?{Kind.TASK.value})|\sva (?=(?:da|dang|chua|se|van|con|{Kind.TASK.value}))"
_ADDRESS = rf"(?:(?<=bao cao)|(?<=anh)|(?<=chi)|(?<=nhu sau)):\s?(?={Kind.TASK.value})"
_CUT = re.compile(rf"[;\n!?…]+|[.,](?!\d)|(?<!\d)[.,]|\s[\-–—]+\s|{_ADDRESS}|{_TAKES_BACK}|{_NEXT_TASK}")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_TOKEN = re.compile(rf"[a-z]+(?:/[a-z]+)?|\d+|([{_KINDS}])\1*|[❌✗✘]")
_NOTHING_HINDERS = re.compile(
    r"(?:khong|ko|k|chua)(?: co| gap| phat sinh)*(?: kho khan| vuong mac)(?:,| va| hay|,? hoac)\s?"
    r"(?:vuong mac|kho khan)(?![a-z])|"
    r"(?:vuong mac|kho khan|ton tai|vuong)(\s?[:=]\s?)(?:khong co|khong|ko|k|chua co|chua)(?![a-z])"
)


_CROWD = {Mark.OTHER, Mark.WORK, Mark.PART, Mark.IF}
_STRESS = {"gi", "nua", "dau", "ca", "het", "luon", "thu", "nao"}  # 'không vướng gì nữa đâu'
_MEASURES = {"ha"}  # '2,5 ha' asks nothing
_WAITS = {"cho", "doi", "dang cho", "con cho", "dang doi", "con"}


@dataclass(frozen=True, slots=True)
class Token:
    mark: Mark
    word: str
    start: int
    typed: str = ""
    piece: Piece | None = None

    def is_a(self, kind: Kind) -> bool:
        return self.piece is not None and self.piece.kind is kind


@dataclass(frozen=True, slots=True)
class Clause:
    """`asked`: it ends with a question mark; `crowded`: cut out of one that names several tasks
    without a comma; `plain`: typed without diacritics."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    asked: bool = False
    crowded: bool = False
    plain: bool = False
    tasks: tuple[str, ...] = ()
    marks: frozenset[Mark] = frozenset()

    def __post_init__(self) -> None:
        object.__setattr__(self, "marks", frozenset(token.mark for token in self.tokens))

    def has(self, *marks: Mark) -> bool:
        return not self.marks.isdisjoint(marks)

    def pieces(self, kind: Kind) -> list[Piece]:
        return [token.piece for token in self.tokens if token.piece and token.piece.kind is kind]


def find_pieces(line: Line, today: date, *, points: bool = True) -> list[Piece]:
    """Documents first (their numbers look like everything else), then shares, tasks, asides and dates."""
    pieces = find_documents(line, today)
    pieces += find_shares(cover(line.flat, pieces))
    pieces += find_tasks(cover(line.flat, pieces), points=points)
    pieces += find_asides(line, cover(line.flat, pieces))
    return pieces + find_dates(cover(line.flat, pieces), today=today)


def read_clauses(line: Line, pieces: list[Piece]) -> list[Clause]:
    """Every clause that says something, in order, with its tasks; what stands in brackets comes after its clause."""
    text = _NOTHING_HINDERS.sub(
        lambda found: "khong vuong".ljust(len(found[0]))[: len(found[0])], cover(line.flat, pieces)
    )
    reader = _Reader(line, {piece.start: piece for piece in pieces})
    outside = _BRACKETS.sub(lambda found: " " * len(found[0]), text)
    inside = [clause for found in _BRACKETS.finditer(text) for clause in reader.cut(text, found.start(1), found.end(1))]
    return sorted([*reader.cut(outside, 0, len(outside)), *inside], key=lambda clause: clause.start)


@dataclass(frozen=True, slots=True)
class _Reader:
    line: Line
    at: dict[int, Piece]

    def cut(self, text: str, start: int, stop: int) -> list[Clause]:
        clauses: list[Clause] = []
        for found in [*_CUT.finditer(text, start, stop), None]:
            end = found.start() if found else stop
            tokens = self._mark(text, start, end)
            asked = bool(found and "?" in found[0]) and not text[start:end].rstrip().endswith(Kind.ASIDE.value)
            if tokens:
                clauses += _one_task_each(Clause(tokens[0].start, end, tokens, asked=asked, plain=not self.line.marked))
            elif asked and clauses:
                clauses[-1] = replace(clauses[-1], asked=True)
            start = found.end() if found else end
        return clauses

    def _mark(self, text: str, start: int, end: int) -> tuple[Token, ...]:
        found = [(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text, start, end)]
        words = tuple(word for word, _, _ in found)
        typed = tuple(self.line.words_of(a, b).lower() for _, a, b in found)
        tokens: list[Token] = []
        i = 0
        while i < len(found):
            named_next = words[i] == "cai" and words[i + 1 : i + 2] and words[i + 1][0] == Kind.TASK.value
            if words[i][0] == Kind.ASIDE.value or named_next:  # 'cái nv 8'
                i += 1
                continue
            if words[i][0] in _KINDS:
                tokens.append(Token(Mark.PIECE, words[i][0], found[i][1], piece=self.at.get(found[i][1])))
                i += 1
                continue
            length, mark = self._longest(words[i : i + LONGEST], typed[i : i + LONGEST])
            while mark is Mark.FREE and words[i + length : i + length + 1] and words[i + length] in _STRESS:
                length += 1
            if words[i] in _MEASURES and i and words[i - 1].isdigit():
                length, mark = 1, Mark.OTHER
            tokens.append(
                Token(mark, " ".join(words[i : i + length]), found[i][1], typed=" ".join(typed[i : i + length]))
            )
            i += length
        return tuple(tokens)

    def _longest(self, words: tuple[str, ...], typed: tuple[str, ...]) -> tuple[int, Mark]:
        for length in range(min(len(words), longest_with(words[0])), 0, -1):
            mark = mark_of(words[:length], typed[:length], marked=self.line.marked)
            if mark:
                return length, mark
        return 1, Mark.OTHER


def _one_task_each(clause: Clause) -> list[Clause]:
    """'nv3 90% nv4 50%' is two clauses, and so is 'đã xong nv 3 đang làm nv 4'."""
    named = [i for i, token in enumerate(clause.tokens) if token.is_a(Kind.TASK)]
    if len(named) < 2:
        return [replace(clause, tasks=_numbers(clause.tokens))]
    verb_first = any(token.mark not in {Mark.PLAIN, Mark.OTHER} for token in clause.tokens[: named[0]])
    cuts = [i + 1 for i in named[:-1]] if verb_first else named[1:]
    parts = [clause.tokens[a:b] for a, b in zip([0, *cuts], [*cuts, len(clause.tokens)], strict=True)]
    crowded = any(token.mark in _CROWD or token.word in _WAITS for token in clause.tokens)
    starts = [clause.start, *(part[0].start for part in parts[1:]), clause.end]
    return [
        replace(clause, start=starts[i], end=starts[i + 1], tokens=part, crowded=crowded, tasks=_numbers(part))
        for i, part in enumerate(parts)
    ]


def _numbers(tokens: tuple[Token, ...]) -> tuple[str, ...]:
    return next((token.piece.value for token in tokens if token.piece and token.is_a(Kind.TASK)), ())
