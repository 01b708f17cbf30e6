"""What one clause claims of its task. DONE has to be earned: every word of the clause must allow it."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from core.understand.asking import is_question
from core.understand.dates import Side
from core.understand.pieces import Kind
from core.understand.shares import chosen
from core.understand.words import Mark

if TYPE_CHECKING:
    from datetime import date

    from core.understand.clauses import Clause, Token


class Verdict(Enum):
    QUESTION = auto()
    EXTENSION = auto()
    DONE = auto()
    MAYBE_DONE = auto()  # something is finished: all of it, or a part?
    UNSURE = auto()  # hearsay
    CONDITION = auto()
    ORDER = auto()
    BLOCKED = auto()
    FREE = auto()
    IDLE = auto()
    PROMISE = auto()
    DOING = auto()
    DID = auto()  # something was done: agrees with DONE, does not prove it
    TAKEN = auto()
    NOTHING = auto()


SPOILS = {
    Mark.NOT, Mark.AHEAD, Mark.NEARLY, Mark.NOW, Mark.BLOCK, Mark.IDLE, Mark.SIGN, Mark.LATER, Mark.ORDER, Mark.IF, Mark.HEARD,
    Mark.BUT, Mark.ASK,
}  # fmt: skip
"""Any of these beside a completion makes it less than one."""

_HARMLESS = {Mark.DONE, Mark.PAST, Mark.PLAIN, Mark.WEAK}
_ASKING_SOFTLY = {"nhe", "nha", "nhen", "nghen", "nha", "di"}
_COUNTED = {"ho", "to", "thon"}
_AGENCY_ALONE = {"ubnd", "ub", "xa", "phuong", "so", "phong", "vp", "van phong", "dang uy", "ban"}


def judge(clause: Clause, today: date) -> Verdict:
    """The first rule that fits, the most careful ones first."""
    for rule in (_extension, _blocked, _idle, _done, _other):
        verdict = rule(clause, today)
        if verdict:
            return verdict
    return Verdict.NOTHING


def _extension(clause: Clause, today: date) -> Verdict | None:
    place = next(
        (i for i, token in enumerate(clause.tokens) if token.mark is Mark.LATER or _more_time(clause, i)), None
    )
    if place is None:
        return None
    before = clause.tokens[max(0, place - 3) : place]
    if any(token.mark is Mark.NOT for token in before) or clause.has(Mark.IF):
        return Verdict.NOTHING
    if any(token.mark is Mark.PAST for token in before):
        return Verdict.NOTHING
    words = " ".join(token.word for token in clause.tokens)
    polite = (
        "xin" in words.split()
        or words.endswith(("duoc khong", "duoc ko", "duoc k"))
        or "duoc khong" in words
        or "cho " in words
    )
    if is_question(clause) and not (polite or "dc khong" in words or "dc ko" in words or "dc k" in words):
        return Verdict.QUESTION
    return Verdict.EXTENSION


def _more_time(clause: Clause, place: int) -> bool:
    """'xin thêm 10 ngày'."""
    token = clause.tokens[place]
    longer = token.piece and token.is_a(Kind.DATE) and token.piece.value.text.startswith(("them", "lui", "cham"))
    return bool(longer) and any(
        other.word in {"xin", "cho", "de nghi", "can", "cho em"} for other in clause.tokens[:place]
    )


def _blocked(clause: Clause, today: date) -> Verdict | None:
    place = next((i for i, token in enumerate(clause.tokens) if token.mark is Mark.BLOCK), None)
    if place is None:
        return None
    if is_question(clause):
        return Verdict.QUESTION
    if clause.has(Mark.IF):
        return Verdict.CONDITION
    before, after = clause.tokens[max(0, place - 3) : place], clause.tokens[place + 1 :]
    if _denied(before):
        return Verdict.FREE
    solved = any(token.mark is Mark.PAST for token in after) and any(
        token.word in {"thao go", "duoc thao go", "giai quyet", "xu ly", "giai quyet xong", "xu ly xong", "go"}
        or token.mark is Mark.FREE
        for token in after
    )
    if solved:
        return Verdict.FREE
    words = {token.word for token in clause.tokens}
    if words & {"khong hoan thanh duoc", "khong xong duoc", "khong the"} and words & {
        "kip",
        "dung han",
        "kip han",
        "som",
    }:
        return Verdict.DOING
    return Verdict.BLOCKED


def _denied(before: tuple[Token, ...]) -> bool:
    """'chưa gặp phải vướng', but not 'chưa hoàn thành vì vướng'."""
    for token in reversed(before):
        if token.mark in {Mark.NOT, Mark.FREE}:
            return True
        if token.word not in {"co", "con", "gap", "bi", "thay", "he", "phai", "nhieu", "qua", "duoc", "su", "may"}:
            return False
    return False


def _idle(clause: Clause, today: date) -> Verdict | None:
    if not clause.has(Mark.IDLE):
        return None
    if is_question(clause):
        return Verdict.QUESTION
    if clause.has(Mark.IF):
        return Verdict.CONDITION
    return Verdict.DOING if clause.has(Mark.DONE, Mark.PART) or _share(clause) else Verdict.IDLE


def _done(clause: Clause, today: date) -> Verdict | None:
    if not clause.has(Mark.DONE):
        return None
    if is_question(clause):
        return Verdict.QUESTION
    if clause.has(Mark.IF):
        return Verdict.CONDITION
    if clause.has(Mark.NOT):
        return Verdict.DOING
    if clause.has(Mark.ORDER) and not clause.has(Mark.NOW):
        return Verdict.ORDER
    if clause.has(Mark.AHEAD) or _in_future(clause, today):
        return Verdict.PROMISE
    if clause.has(Mark.HEARD):
        return Verdict.UNSURE
    if clause.has(*SPOILS) or (_share(clause) or 100) < 100:
        return Verdict.DOING
    return Verdict.DONE if is_whole(clause, today) else Verdict.MAYBE_DONE


def _other(clause: Clause, today: date) -> Verdict | None:
    if is_question(clause):
        return Verdict.QUESTION
    if clause.has(Mark.IF) and not clause.has(Mark.NOW):
        return Verdict.CONDITION
    if clause.has(Mark.TAKEN) and not clause.has(Mark.NOT):
        busy = clause.has(Mark.WORK, Mark.NOW, Mark.OTHER, Mark.PART) or clause.pieces(Kind.SHARE)
        return Verdict.DID if busy else Verdict.TAKEN
    if clause.has(Mark.FREE):
        return Verdict.FREE
    if clause.pieces(Kind.SHARE):
        share = _share(clause)
        return Verdict.IDLE if share == 0 else Verdict.MAYBE_DONE if share == 100 else Verdict.DOING
    return _moving(clause)


def _moving(clause: Clause) -> Verdict | None:
    if clause.has(Mark.SIGN):
        return Verdict.DOING
    if clause.has(Mark.ORDER) and not clause.has(Mark.NOW):
        return Verdict.ORDER
    if clause.has(Mark.NOW, Mark.NOT, Mark.BUT) and not clause.has(Mark.TAKEN):
        return Verdict.DOING
    if clause.has(Mark.AHEAD):
        return Verdict.PROMISE
    if clause.pieces(Kind.DOCUMENT) or clause.has(Mark.WORK, Mark.NEARLY, Mark.PAPER):
        return Verdict.DID
    return Verdict.DID if clause.has(Mark.PAST) and clause.has(Mark.OTHER, Mark.PART) else None


def is_whole(clause: Clause, today: date) -> bool:
    """Is it the task that is finished, and not something inside it? Only words known to be harmless may stand around."""
    tokens = _without_document_tail(_without_subject(clause.tokens))
    past = _is_past(tokens)
    if _could_ask(clause):
        return False
    if clause.crowded or tokens is None or not past and (_is_wish(tokens) or _today_only(clause, today)):
        return False
    return all(_harmless(token, past=past) for token in tokens)


def _is_past(tokens: tuple[Token, ...]) -> bool:
    """'đã' before a verb, or 'rồi'; an opening 'da' before the number is 'dạ'."""
    return any(
        token.mark is Mark.PAST and (token.word != "da" or (i + 1 < len(tokens) and not tokens[i + 1].piece))
        for i, token in enumerate(tokens)
    )


def _could_ask(clause: Clause) -> bool:
    """Typed without diacritics, a closing 'a' is 'ạ' or 'à'."""
    return clause.plain and clause.tokens[-1].word == "a"


def _harmless(token: Token, *, past: bool) -> bool:
    if token.piece:
        return token.piece.kind is not Kind.DOCUMENT and (token.piece.kind is not Kind.SHARE or token.piece.value.exact)
    if token.mark is Mark.WEAK:
        return past
    return token.mark in _HARMLESS or token.word in _AGENCY_ALONE


def _without_subject(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """'UBND xã Tân Phú đã hoàn thành nv 4' and 'nv 4 về rà soát hộ nghèo đã hoàn thành': who, and about what."""
    past = next((i for i, token in enumerate(tokens) if token.mark is Mark.PAST and token.word.startswith("da")), 0)
    named = [i for i, token in enumerate(tokens) if token.is_a(Kind.TASK)]
    quiet = {Mark.OWN, Mark.OTHER, Mark.PLAIN, Mark.WORK, Mark.PIECE}
    if not past or not named or any(token.mark not in quiet and token.word not in _COUNTED for token in tokens[:past]):
        return tokens
    if (
        tokens[0].mark is Mark.OWN
        and named[0] > past
        and not any(token.mark is Mark.WORK for token in tokens[: past - 1])
    ):
        return tokens[past:]
    about = named[0] + 1
    if about < past and tokens[about].word == "ve":
        return tokens[past:]
    return tokens


def _without_document_tail(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """After 'theo Báo cáo số …' nothing more is said of the work."""
    for i, token in enumerate(tokens):
        if token.mark is Mark.WITH:
            rest = tokens[i + 1 :]
            named = next((j for j, other in enumerate(rest) if other.is_a(Kind.DOCUMENT)), None)
            if named is not None and all(
                other.mark in {Mark.PLAIN, Mark.WEAK, Mark.PAST, Mark.WITH, Mark.WORK} for other in rest[:named]
            ):
                return tokens[:i]
    return tokens


def _is_wish(tokens: tuple[Token, ...]) -> bool:
    """'hoàn thành nv 3 nhé' may ask for it rather than tell it."""
    said = [token for token in tokens if token.mark is not Mark.PLAIN]
    return bool(said) and said[0].mark is Mark.DONE and tokens[-1].word in _ASKING_SOFTLY


def _today_only(clause: Clause, today: date) -> bool:
    return any(piece.value.on(today, Side.NEAR) in {today, None} for piece in clause.pieces(Kind.DATE))


def _in_future(clause: Clause, today: date) -> bool:
    for i, token in enumerate(clause.tokens):
        if token.piece and token.is_a(Kind.DATE):
            day = token.piece.value.on(today, Side.NEAR)
            if (day is None or day > today) and not (i and clause.tokens[i - 1].word.endswith("han")):
                return True
    return False


def _share(clause: Clause) -> int | None:
    share = chosen([piece.value for piece in clause.pieces(Kind.SHARE)])
    return share.percent if share else None
