"""Leave out what a message says only to take it back: how it was before, and what a 'dù … nhưng' concedes."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from core.understand.dates import Side
from core.understand.pieces import Kind
from core.understand.words import Mark

if TYPE_CHECKING:
    from datetime import date

    from core.understand.clauses import Clause, Token

_EARLIER = {
    "truoc", "truoc day", "truoc kia", "luc truoc", "truoc do", "hoi truoc", "bua truoc", "bua hom", "hom truoc",
    "luc dau", "ban dau", "hom bua", "hom no", "thoi gian truoc", "dot truoc", "luc nay", "hoi sang",
}  # fmt: skip
_NOW_ON = {
    "nay",
    "gio",
    "den nay",
    "bay gio",
    "hien nay",
    "hien",
    "hien tai",
    "den gio",
    "toi nay",
    "bua nay",
    "sang nay",
}
_THINGS = {Mark.PART, Mark.OWN, Mark.WORK, Mark.PAPER, Mark.SIGN}
_CONCEDES = {"du", "tuy", "mac du", "du cho", "tuy rang"}
_YET = {"nhung", "song"}
_STILL = {"van", "cung"}


def without_history(clauses: tuple[Clause, ...], today: date) -> tuple[Clause, ...]:
    """The clauses that tell how things stand."""
    kept: list[Clause] = []
    now = False
    for clause in reversed(_without_concessions(clauses)):
        told = _since_then(clause, today)
        if now and _is_past(told.tokens, today):
            told = replace(told, tokens=_names(told.tokens))
            kept[-1] = _without_yet(kept[-1])
        now = now or _opens_now(told, today)
        kept.append(told)
    return tuple(clause for clause in reversed(kept) if clause.tokens) or clauses


def _since_then(clause: Clause, today: date) -> Clause:
    """'tuần trước còn vướng nay đã xong': what was is told, what is counts."""
    for place, token in enumerate(clause.tokens[:-1]):
        before = clause.tokens[:place]
        if token.word in _NOW_ON and _is_past(before, today):
            return replace(clause, tokens=(*_names(before), *clause.tokens[place + 1 :]))
    return clause


def _is_past(tokens: tuple[Token, ...], today: date) -> bool:
    """It says when that was, and names nothing else whose completion could be meant afterwards."""
    told = [token for token in tokens if not token.is_a(Kind.TASK) and token.mark is not Mark.PLAIN]
    if told and told[0].word == "thi":  # 'nv 10 thì hôm nọ …'
        told = told[1:]
    if not told or not (told[0].word in _EARLIER or _is_before(told[0], today)):
        return False
    hindered = any(token.mark is Mark.BLOCK for token in told)
    return not any(token.mark in _THINGS or (token.mark is Mark.OTHER and not hindered) for token in told[1:])


def _is_before(token: Token, today: date) -> bool:
    if token.piece is None or not token.is_a(Kind.DATE):
        return False
    day = token.piece.value.on(today, Side.NEAR)
    return day is not None and day < today


def _opens_now(clause: Clause, today: date) -> bool:
    opening = next((token for token in clause.tokens if not token.is_a(Kind.TASK) and token.word not in _YET), None)
    if opening is None:
        return False
    said_today = (
        opening.piece is not None and opening.is_a(Kind.DATE) and opening.piece.value.on(today, Side.NEAR) == today
    )
    return said_today or opening.word in _NOW_ON


def _names(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    return tuple(token for token in tokens if token.is_a(Kind.TASK))


def _without_concessions(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """'dù kinh phí về chậm nhưng vẫn hoàn thành rồi' says that it is done."""
    kept = list(clauses)
    for i, (first, second) in enumerate(pairwise(clauses)):
        if _opening(first) in _CONCEDES and _opening(second) in _YET and second.has(Mark.DONE):
            kept[i] = replace(first, tokens=_names(first.tokens))
            rest = _without_yet(second)
            kept[i + 1] = replace(rest, tokens=tuple(_without_still(rest.tokens)))
    return tuple(kept)


def _without_yet(clause: Clause) -> Clause:
    return replace(clause, tokens=tuple(token for token in clause.tokens if token.word not in _YET))


def _opening(clause: Clause) -> str:
    return next((token.word for token in clause.tokens if not token.is_a(Kind.TASK)), "")


def _without_still(tokens: tuple[Token, ...]) -> list[Token]:
    """'vẫn' right before 'hoàn thành' or 'đã'."""
    follows = [*tokens[1:], None]
    return [
        token
        for token, after in zip(tokens, follows, strict=True)
        if not (token.word in _STILL and after is not None and after.mark in {Mark.DONE, Mark.PAST})
    ]
