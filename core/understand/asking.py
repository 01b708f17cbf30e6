"""Tell a question from a statement, by its form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.understand.pieces import Kind
from core.understand.words import Mark

if TYPE_CHECKING:
    from core.understand.clauses import Clause, Token

_PARTICLES = frozenset(
    [
        "vay",
        "a",
        "e",
        "c",
        "em",
        "anh",
        "chi",
        "the",
        "nhi",
        "ha",
        "nua",
        "dc",
        "d/c",
        "ta",
        "ban",
        "bac",
        "nhe",
        "nha",
        "oi",
        "dong",
        "ac",
    ]
    + [
        "sep",
        "day",
        "do",
        "ne",
        "mn",
        "moi",
        "nguoi",
        "ca",
        "toi",
        "dong chi",
        "anh chi",
        "cac",
        "xin",
        "tui bay",
        "bay",
        "nghen",
        "hen",
        "nghe",
        "thay",
        "co",
        "chu",
        "con",
    ]
)
NOT_YET = {"chua", "chx", "chuaw"}
_NO = {"khong", "ko", "k", "kh", "hok", "hong", "hem", "khg", "khum", "kg"}
_STANDS = {"van", "con", "la", "thi", "rang", "van con", "nhung"}


def is_question(clause: Clause) -> bool:
    """A question mark, a question word, or the closing 'chưa', 'không'."""
    return clause.asked or _asks_with_a_word(clause.tokens) or _closes_with_doubt(clause.tokens)


def _asks_with_a_word(tokens: tuple[Token, ...]) -> bool:
    """'gì' after 'chưa' or 'không' denies, it does not ask."""
    for i, token in enumerate(tokens):
        if token.mark in {Mark.NOT, Mark.IDLE, Mark.FREE}:
            return False
        if token.mark is Mark.ASK and not _denies(tokens, i):
            return True
    return False


def _denies(tokens: tuple[Token, ...], place: int) -> bool:
    """'đã xong đâu' says that it is not."""
    if tokens[0].word.startswith("chu "):  # 'chứ đã làm hết đâu'
        return True
    return (
        tokens[place].word == "dau"
        and any(token.mark is Mark.DONE for token in tokens[:place])
        and (place >= len(tokens) - 2 or tokens[place + 1].word == "ma")
    )


def _closes_with_doubt(tokens: tuple[Token, ...]) -> bool:
    left = [token for token in tokens if not token.is_a(Kind.TASK)]
    if left and left[-1].typed in {"à", "af", "a2"}:
        return True
    while left and (left[-1].word in _PARTICLES or left[-1].mark is Mark.PLAIN):
        left.pop()
    if not left:
        return False
    last, rest = left[-1], [token for token in left[:-1] if token.mark is not Mark.PLAIN]
    if last.mark is Mark.ASK and last.word.split()[-1] in _NO:
        return True  # 'không phải làm nữa, đúng không'
    if last.word in NOT_YET:
        if rest and rest[0].mark is Mark.BUT and not any(token.mark is Mark.PAST for token in rest):
            return False  # 'nhưng thực tế chưa'
        return bool(rest) and rest[-1].word not in _STANDS
    return last.word in _NO and bool(rest)
