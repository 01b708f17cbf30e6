"""Tell whether a completion stands beside everything else a message says of its task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.understand.model import Doubt, Said
from core.understand.verdict import SPOILS, Verdict, in_future
from core.understand.words import Mark

if TYPE_CHECKING:
    from datetime import date

    from core.understand.clauses import Clause

_TIMES = {"sang", "trua", "chieu", "toi"}
_SO = {"vay la", "the la", "nhu vay la"}  # after the parts, the whole
_CALM = ("yen tam", "an tam", "dung lo", "khoi lo")


def finished_or_not(clauses: tuple[Clause, ...], verdicts: list[Verdict], today: date) -> tuple[Said, Doubt | None]:
    """DONE stands only where every other clause agrees."""
    if _soothes(clauses):
        return Said.IN_PROGRESS, Doubt.PART_OR_WHOLE
    concluded = verdicts[-1] is Verdict.DONE and clauses[-1].tokens[0].word in _SO
    for clause, verdict in zip(clauses, verdicts, strict=True):
        if verdict is not Verdict.DONE and _later(clause, today):
            return Said.IN_PROGRESS, Doubt.TWO_STATUSES
        if verdict is Verdict.DONE or (verdict is Verdict.FREE and not clause.has(Mark.NOW, Mark.BUT)):
            continue
        first = next((token for token in clause.tokens if token.mark is not Mark.PLAIN), clause.tokens[0])
        part_first = first.mark is Mark.PART or clause.tokens[0].word == "cho"  # 'chờ', or half of it
        if verdict in {Verdict.NOTHING, Verdict.TAKEN, Verdict.DID} and not clause.has(*SPOILS) and not part_first:
            continue
        if verdict is Verdict.MAYBE_DONE and (concluded or not clause.has(Mark.DONE) or _adds(clause)):
            continue
        if verdict is Verdict.QUESTION and _where_to_send(clause):
            continue
        return Said.IN_PROGRESS, Doubt.PART_OR_WHOLE if verdict is Verdict.MAYBE_DONE else Doubt.TWO_STATUSES
    return Said.DONE, None


def _soothes(clauses: tuple[Clause, ...]) -> bool:
    """'anh yên tâm, nv 5 xong đúng hạn' may be a promise: neither 'đã' nor 'rồi'."""
    calm = any(token.word.endswith(_CALM) for clause in clauses for token in clause.tokens)
    return calm and not any(clause.has(Mark.DONE) and clause.has(Mark.PAST) for clause in clauses)


def _adds(clause: Clause) -> bool:
    """'phụ lục cũng xong luôn': one thing more, not one thing only."""
    words = [token.word for token in clause.tokens]
    return "cung" in words and not clause.has(Mark.PART, Mark.OWN)


def _later(clause: Clause, today: date) -> bool:
    """'mai gửi báo cáo', 'chiều gửi': something is still to come."""
    times = any(token.mark is Mark.WEAK and token.word in _TIMES for token in clause.tokens)
    return in_future(clause, today) or (times and not clause.has(Mark.PAST))


def _where_to_send(clause: Clause) -> bool:
    """'Báo cáo gửi về đâu?' does not take the completion back."""
    words = " ".join(token.word for token in clause.tokens).split()
    return (
        bool({"gui", "nop"} & set(words))
        and bool({"dau", "ai", "nao"} & set(words))
        and not clause.has(Mark.DONE, Mark.NOT)
    )
