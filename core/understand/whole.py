"""Tell the completion of a whole task from that of something in it: every word beside 'xong' must be harmless."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from core.understand.dates import Side
from core.understand.pieces import Kind
from core.understand.words import Mark

if TYPE_CHECKING:
    from datetime import date

    from core.understand.clauses import Clause, Token

_HARMLESS = {Mark.DONE, Mark.PAST, Mark.PLAIN}
_DOCUMENT_FOLLOWS = {Mark.PLAIN, Mark.WEAK, Mark.PAST, Mark.WITH, Mark.WORK, Mark.PAPER}
_NAMES = {Mark.OWN, Mark.OTHER, Mark.PLAIN, Mark.WORK, Mark.PIECE}
_ABOUT = {"ve", "cua"}
_CARRIES_OUT = {"thuc hien", "trien khai", "theo"}
_SELF = {"em", "minh", "tui", "toi", "con", "chau", "tui con", "tui em", "chung toi", "chung em", "chung tui"}
_DOES = {"lam", "man", "thuc hien"}  # 'em làm nv 3 xong rồi'
_COUNTED = {"ho", "to", "thon"}
_AGENCY_ALONE = {"ubnd", "ub", "xa", "phuong", "vp", "van phong", "dang uy", "huyen uy", "thanh uy", "tinh uy"}
_AGENCY_MARKED = {"so", "phong", "ban"}  # without diacritics also 'số', 'bản', 'bàn'
_NO = ("khong ", "chua ", "het ")
_SOFT_ENDS = {"nhe", "nha", "nhen", "nghen", "di"}
_ONLY_BEFORE = {
    "thi",
    "em bao",
    "em bao anh",
    "xin bao",
    "u",
}  # after 'xong' they turn it into a promise or a condition
# Before 'xong' somebody is thanked for it, or 'nhà', 'dây' is meant.
_ONLY_AFTER = {"cam on", "tran trong", "nha", "day", "do", "ne"}


def is_whole(clause: Clause, today: date) -> bool:
    """Asked of a clause that says 'xong' and none of the words that spoil it."""
    tokens = _without_document(_without_subject(clause.tokens))
    past = _is_past(tokens)
    if clause.crowded or _could_ask(clause) or (not past and (_is_wish(tokens) or _is_today(clause, today))):
        return False
    finished = next(i for i, token in enumerate(clause.tokens) if token.mark is Mark.DONE)
    if any(token.word in _ONLY_BEFORE for token in clause.tokens[finished:]):
        return False
    if any(token.word in _ONLY_AFTER and token.typed != "đó" for token in clause.tokens[:finished]):
        return False
    agencies = _AGENCY_ALONE if clause.plain else _AGENCY_ALONE | _AGENCY_MARKED
    owners = {token for token in clause.tokens[:finished] if token.mark is Mark.OWN and token.word in agencies}
    owners |= _ourselves(clause.tokens[:finished])
    owners |= {one for one, of in pairwise(clause.tokens) if one.word in _DOES and of.is_a(Kind.TASK)}
    unhindered = set(_unhindered(clause.tokens[finished:]))
    return all(token in owners or token in unhindered or _is_harmless(token, past=past) for token in tokens)


def _ourselves(tokens: tuple[Token, ...]) -> set[Token]:
    """'Trạm y tế tụi con', 'chi cục mình': the agency that the speaker is of."""
    first = next((i for i, token in enumerate(tokens) if token.mark is Mark.OWN), len(tokens))
    last = next((i for i, token in enumerate(tokens) if i > first and token.word in _SELF), first)
    named = tokens[first:last]
    return set(named) if all(token.mark in {Mark.OWN, Mark.OTHER} for token in named) else set()


def _unhindered(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """'… xong rồi, không vướng gì nữa': nothing hinders what is finished."""
    free = next((i for i, token in enumerate(tokens) if token.mark is Mark.FREE and token.word.startswith(_NO)), None)
    return tokens[free : free + 1] if free is not None else ()


def _is_past(tokens: tuple[Token, ...]) -> bool:
    """'đã' before a verb, or 'rồi'; an opening 'da' before the number is 'dạ'."""
    return any(
        token.mark is Mark.PAST and (token.word != "da" or (i + 1 < len(tokens) and not tokens[i + 1].piece))
        for i, token in enumerate(tokens)
    )


def _could_ask(clause: Clause) -> bool:
    """Typed without diacritics, a closing 'a' is 'ạ' or 'à'."""
    return clause.plain and any(token.typed == "a" for token in clause.tokens[-2:])


def _is_harmless(token: Token, *, past: bool) -> bool:
    if token.piece:
        return token.piece.kind is not Kind.DOCUMENT and (token.piece.kind is not Kind.SHARE or token.piece.value.exact)
    if token.mark is Mark.WEAK:
        return past
    return token.mark in _HARMLESS


def _without_subject(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """'UBND xã Tân Phú đã hoàn thành nv 4' and 'nv 4 về rà soát hộ nghèo đã hoàn thành': who, and about what."""
    past = next((i for i, token in enumerate(tokens) if token.mark is Mark.PAST and token.word.startswith("da")), 0)
    named = [i for i, token in enumerate(tokens) if token.is_a(Kind.TASK)]
    if not past or not named or any(token.mark not in _NAMES and token.word not in _COUNTED for token in tokens[:past]):
        return tokens
    told_by = tokens[0].mark is Mark.OWN and named[0] > past
    if told_by and not any(token.mark is Mark.WORK for token in tokens[: past - 1]):
        return tokens[past:]
    about = named[0] + 1
    return tokens[past:] if about < past and (tokens[about].word in _ABOUT or _rests_on(tokens[about:past])) else tokens


def _rests_on(tokens: tuple[Token, ...]) -> bool:
    """'thực hiện Nghị quyết 57': what gave the task, and nothing done for it."""
    said = [token for token in tokens if token.mark is not Mark.PLAIN]
    return len(said) == 2 and said[0].word in _CARRIES_OUT and said[1].is_a(Kind.DOCUMENT)


def _without_document(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """After 'theo Báo cáo số …' nothing more is said of the work."""
    for i, token in enumerate(tokens):
        if token.mark is Mark.WITH:
            rest = tokens[i + 1 :]
            named = next((j for j, other in enumerate(rest) if other.is_a(Kind.DOCUMENT)), None)
            if named is None or any(other.mark is Mark.PART for other in rest):
                continue
            if all(other.mark in _DOCUMENT_FOLLOWS for other in rest[:named]):
                return tokens[:i]
    return tokens


def _is_wish(tokens: tuple[Token, ...]) -> bool:
    """'hoàn thành nv 3 nhé' may ask for it rather than tell it."""
    said = [token for token in tokens if token.mark is not Mark.PLAIN]
    return bool(said) and said[0].mark is Mark.DONE and tokens[-1].word in _SOFT_ENDS


def _is_today(clause: Clause, today: date) -> bool:
    """'hôm nay xong' is a plan as well as news."""
    return any(piece.value.on(today, Side.NEAR) in {today, None} for piece in clause.pieces(Kind.DATE))
