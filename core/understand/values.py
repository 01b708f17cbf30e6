"""The figures, days and documents of what is said about one task, and which of them cannot be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.understand.dates import Side, SpokenDate
from core.understand.model import Doubt, Intent, Said, Understood
from core.understand.pieces import Kind
from core.understand.shares import chosen
from core.understand.words import Mark

if TYPE_CHECKING:
    from datetime import date

    from core.understand.clauses import Clause
    from core.understand.documents import NamedDocument


@dataclass(frozen=True, slots=True)
class Group:
    """The clauses that speak of the same tasks."""

    tasks: tuple[str, ...]
    clauses: tuple[Clause, ...]


def values(group: Group, today: date, note: str) -> Understood:
    shares = [piece.value for clause in group.clauses for piece in clause.pieces(Kind.SHARE)]
    share = chosen(shares)
    documents: list[NamedDocument] = [piece.value for clause in group.clauses for piece in clause.pieces(Kind.DOCUMENT)]
    document = next((one for one in documents if not one.orders), None)
    dated = document.dated if document else None
    return Understood(
        Intent.UNCLEAR,
        note,
        percent=share.percent if share else None,
        document=document.number if document else None,
        document_date=dated.on(today, Side.NEAR) if dated else None,
        yearless=dated.yearless if dated else False,
    )


def wrong_values(one: Understood, group: Group, today: date) -> Understood:
    """A value that cannot be stops everything: the person types it again."""
    for clause in group.clauses:
        for piece in clause.pieces(Kind.SHARE):
            if piece.value.wrong:
                status = Said.IN_PROGRESS if one.status is Said.DONE else one.status
                return replace(one, status=status, percent=None, doubt=Doubt.PERCENT_RANGE, wrong=piece.value.text)
        for said in _dates(clause):
            if said.on(today, Side.NEAR) is None and said.on(today, Side.NEXT) is None:
                return replace(one, until=None, doubt=Doubt.DATE_NOT_IN_CALENDAR, wrong=said.text)
    return one


def _dates(clause: Clause) -> list[SpokenDate]:
    spoken = [piece.value for piece in clause.pieces(Kind.DATE)]
    return spoken + [piece.value.dated for piece in clause.pieces(Kind.DOCUMENT) if piece.value.dated]


def until(group: Group, today: date) -> tuple[date | None, int | None]:
    """The day after 'đến'; else the last day named, but not the one after 'từ' or 'hạn'."""
    best: tuple[int, SpokenDate] | None = None
    for clause in group.clauses:
        for i, token in enumerate(clause.tokens):
            if token.piece and token.is_a(Kind.DATE):
                weight = _weight(clause, i, token.piece.value)
                if weight and (best is None or weight > best[0]):
                    best = weight, token.piece.value
    return (best[1].on(today, Side.NEXT), best[1].more_days) if best else (None, None)


def _weight(clause: Clause, place: int, said: SpokenDate) -> int:
    word = clause.tokens[place - 1].word if place else ""
    before = word.split()[-1] if word and clause.tokens[place - 1].mark is not Mark.LATER else ""
    after_to = before in {"den", "toi", "sang", "qua", "thanh", "het", "la"} or said.text.split()[0] in {
        "den",
        "sang",
        "het",
        "qua",
    }
    if after_to:
        return 3
    if before in {"tu", "han", "do", "vi", "cu", "ky", "giao", "nay"}:
        return 0
    return 2 if clause.has(Mark.LATER) or said.more_days else 1


def promised(group: Group, today: date) -> date | None:
    days = [piece.value.on(today, Side.NEXT) for clause in group.clauses for piece in clause.pieces(Kind.DATE)]
    return next((day for day in days if day and day >= today), None)
