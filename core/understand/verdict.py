"""What one clause claims of its task. DONE has to be earned: every word of the clause must allow it."""

from __future__ import annotations

import re
from enum import Enum, auto
from itertools import pairwise
from typing import TYPE_CHECKING

from core.understand.asking import NOT_YET, is_question
from core.understand.dates import Side
from core.understand.pieces import Kind
from core.understand.shares import chosen
from core.understand.whole import is_whole
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
    Mark.NOT, Mark.AHEAD, Mark.NEARLY, Mark.NOW, Mark.BLOCK, Mark.IDLE, Mark.SIGN, Mark.LATER, Mark.ORDER, Mark.IF,
    Mark.HEARD, Mark.BUT, Mark.ASK,
}  # fmt: skip
"""Any of these beside a completion makes it less than one."""

_SOLVED = {"thao go", "duoc thao go", "giai quyet", "xu ly", "giai quyet xong", "xu ly xong", "go"}
_HEARSAY = {"noi", "noi la", "bao la", "bao", "nghe noi", "nghe bao", "nghe", "nghe dau", "thay bao", "thay noi", "hua"}
_LATE = ("nop muon", "nop cham", "bao cao muon", "bao cao cham")
_MEETINGS = {"hop", "hoi", "hoi nghi", "lich"}
_WANTS = {"xin", "cho", "de nghi", "can", "cho em"}
_BETWEEN = {"co", "con", "gap", "bi", "thay", "he", "phai", "nhieu", "qua", "duoc", "su", "may", "phat", "sinh", "nay"}
_POLITE = re.compile(r"(?:^| )(?:xin|cho)(?: |$)|(?:duoc|dc) (?:khong|ko|k|hong|hok|hem)(?: |$)")
_URGES = {"rang", "co", "co gang", "tranh thu", "khan truong", "day nhanh"}
_SOFT = {"nghen", "nhe", "nha", "nghe", "hen", "nhen"}
_SINCE = {"tu", "bua", "hoi"}
_PUTS_OFF = {"doi", "lui", "hoan", "khat", "chuyen", "de", "nop"}


def judge(clause: Clause, today: date) -> Verdict:
    """The first rule that fits, the most careful ones first."""
    for rule in (_extension, _blocked, _idle, lambda said: _done(said, today), _other):
        verdict = rule(clause)
        if verdict:
            return verdict
    return Verdict.NOTHING


def _extension(clause: Clause) -> Verdict | None:
    place = _place(clause, Mark.LATER) if clause.has(Mark.LATER) else _more_time(clause)
    if place is None:
        return None
    asked = {word for token in clause.tokens if token.mark is not Mark.PLAIN for word in token.word.split()} & _WANTS
    if clause.tokens[place].word.endswith(_LATE) and not asked:
        return None  # 'xin lỗi vì báo cáo muộn'
    if not clause.tasks and any(token.word in _MEETINGS for token in clause.tokens[:place]):
        return Verdict.NOTHING
    before = clause.tokens[max(0, place - 3) : place]
    if any(token.mark is Mark.NOT for token in before) or clause.has(Mark.IF):
        return Verdict.NOTHING
    if any(token.mark is Mark.PAST for token in before):
        return Verdict.NOTHING
    words = " ".join(token.word for token in clause.tokens)
    answered = any(token.word in NOT_YET for token in clause.tokens[place:])  # '… xin gia hạn chưa em?'
    if is_question(clause) and (answered or not _POLITE.search(words)):
        return Verdict.QUESTION
    return Verdict.EXTENSION


def _place(clause: Clause, mark: Mark) -> int | None:
    return next((i for i, token in enumerate(clause.tokens) if token.mark is mark), None)


def _more_time(clause: Clause) -> int | None:
    """Where 'xin thêm 10 ngày' or 'xin … đến 20/4' names its time."""
    asks = {token.word for token in clause.tokens} & _WANTS
    if not asks or clause.has(Mark.DONE):
        return None
    for i, token in enumerate(clause.tokens):
        if token.piece and token.is_a(Kind.DATE):
            said = token.piece.value
            longer = said.text.startswith(("them", "lui", "cham")) or (said.more_days and "xin" in asks)
            until = i and clause.tokens[i - 1].word in {"den", "toi", "qua", "sang"}
            moved = (until or said.text.startswith(("qua", "sang", "den", "toi"))) and any(
                token.word in _PUTS_OFF for token in clause.tokens[:i]
            )
            if longer or moved or (until and "xin" in asks):
                return i
    return None


def _blocked(clause: Clause) -> Verdict | None:
    place = _place(clause, Mark.BLOCK)
    if place is None:
        return None
    if is_question(clause):
        return Verdict.QUESTION
    if clause.has(Mark.IF):
        return Verdict.CONDITION
    before, after = clause.tokens[max(0, place - 3) : place], clause.tokens[place + 1 :]
    if _denied(before):
        return Verdict.FREE
    if any(token.mark is Mark.PAST for token in after) and any(
        token.word in _SOLVED or token.mark is Mark.FREE for token in after
    ):
        return Verdict.FREE
    return Verdict.DOING if _only_late(clause) else Verdict.BLOCKED


def _only_late(clause: Clause) -> bool:
    """'không xong được hôm nay', 'không thể hoàn thành kịp': slow, not blocked."""
    words = {token.word for token in clause.tokens}
    unable = any(word.endswith(("hoan thanh duoc", "xong duoc", "khong the")) for word in words)
    return unable and bool(words & {"kip", "dung han", "kip han", "som"} or clause.pieces(Kind.DATE))


def _denied(before: tuple[Token, ...]) -> bool:
    """'chưa gặp phải vướng', but not 'chưa hoàn thành vì vướng'."""
    for token in reversed(before):
        if token.mark in {Mark.NOT, Mark.FREE}:
            return True
        if token.word not in _BETWEEN:
            return False
    return False


def _idle(clause: Clause) -> Verdict | None:
    if not clause.has(Mark.IDLE):
        return None
    if is_question(clause):
        return Verdict.QUESTION
    if clause.has(Mark.IF):
        return Verdict.CONDITION
    place = _place(clause, Mark.IDLE) or 0
    twice = any(token.mark is Mark.NOT for token in clause.tokens[max(0, place - 2) : place])  # 'không phải chưa làm'
    return Verdict.DOING if twice or clause.has(Mark.DONE, Mark.PART) or _share(clause) else Verdict.IDLE


def _done(clause: Clause, today: date) -> Verdict | None:
    if not clause.has(Mark.DONE):
        return None
    if is_question(clause):
        return Verdict.QUESTION
    if clause.has(Mark.IF) or _then(clause):
        return Verdict.CONDITION
    if _says_of_others(clause):
        return Verdict.UNSURE
    if clause.has(Mark.NOT):
        return Verdict.DOING
    if (clause.has(Mark.ORDER) and not clause.has(Mark.NOW) and not _will(clause)) or _urges(clause):
        return Verdict.ORDER
    if clause.has(Mark.AHEAD) or in_future(clause, today):
        return Verdict.PROMISE
    if clause.has(Mark.HEARD):
        return Verdict.UNSURE
    if clause.has(*SPOILS) or (_share(clause) or 100) < 100:
        return Verdict.DOING
    return Verdict.DONE if is_whole(clause, today) else Verdict.MAYBE_DONE


def _then(clause: Clause) -> bool:
    """'xong rồi thì em gửi': when it is, not that it is."""
    place = _place(clause, Mark.DONE) or 0
    after = clause.tokens[place + 1 :]
    then = next((i for i, token in enumerate(after) if token.word == "thi"), None)
    return then is not None and not any(token.mark in {Mark.DONE, Mark.NOT} for token in after[then:])


def _urges(clause: Clause) -> bool:
    """'ráng hoàn thành nv 3 sớm nghen em' is said to somebody."""
    said = [token for token in clause.tokens if not token.is_a(Kind.TASK)]
    return said[0].word in _URGES and said[-2].word in _SOFT and said[-1].word in {"em", "con", "chau"}


def _says_of_others(clause: Clause) -> bool:
    """'đâu có báo hoàn thành' denies the word, not the work; 'bên thuế nói sẽ xong' is another's promise."""
    marks = [token.mark for token in clause.tokens if token.mark is not Mark.PLAIN]
    denied = any(a is Mark.NOT and b is Mark.HEARD for a, b in pairwise(marks))
    told = any(token.mark is Mark.HEARD and token.word in _HEARSAY for token in clause.tokens)
    return denied or (told and clause.has(Mark.AHEAD) and not clause.has(Mark.NOT))


def _will(clause: Clause) -> bool:
    """'chậm nhất 10/6 sẽ xong' promises, whatever else it says."""
    return any(token.word == "se" for token in clause.tokens)


def _other(clause: Clause) -> Verdict | None:
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
    return Verdict.DID if clause.has(Mark.PAST, Mark.WITH) and clause.has(Mark.OTHER, Mark.PART) else None


def in_future(clause: Clause, today: date) -> bool:
    for i, token in enumerate(clause.tokens):
        if token.piece and token.is_a(Kind.DATE):
            day = token.piece.value.on(today, Side.NEAR)
            before = clause.tokens[i - 1].word if i else ""
            since = before in _SINCE and clause.has(Mark.PAST)  # 'từ thứ hai rồi'
            if (day is None or day > today) and not before.endswith("han") and not since:
                return True
    return False


def _share(clause: Clause) -> int | None:
    share = chosen([piece.value for piece in clause.pieces(Kind.SHARE)])
    return share.percent if share else None
