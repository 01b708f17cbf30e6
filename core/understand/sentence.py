"""Put the clauses of one message together: what it says about each task it names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.text import clean
from core.understand.asks import Ask, overview_in, question_of_a_task, request_in
from core.understand.clauses import Clause, find_pieces, read_clauses
from core.understand.commands import Command, command
from core.understand.dates import Side, SpokenDate
from core.understand.letters import Line, read_line
from core.understand.model import Doubt, Intent, Question, Said, Understood
from core.understand.pieces import Kind, cover
from core.understand.shares import chosen
from core.understand.verdict import SPOILS, Verdict, in_future, judge
from core.understand.words import Mark

if TYPE_CHECKING:
    from datetime import date

    from core.understand.documents import NamedDocument

_NOTE = 1000
_TIMES = {"sang", "trua", "chieu", "toi"}
_WANTS = re.compile(
    r"(?:gui|cho|xin|xem|mo|hoi|can)(?: lai| cho| em| toi| minh| xem| hoi| anh| xin)*"
    r" (?:noi dung|chi tiet|han|thoi han|yeu cau) "
)
_TASK_WORDS = {"nhiem vu", "viec", "cong viec", "nv", "nhiem vu duoc giao", "viec duoc giao"}
_GREETING = re.compile(r"(?:em |toi |xin |kinh )*(?:chuc|chao|alo|hello|cam on|cam ta)(?![a-z])")


@dataclass(frozen=True, slots=True)
class Group:
    """The clauses that speak of the same tasks."""

    tasks: tuple[str, ...]
    clauses: tuple[Clause, ...]


def understand(text: str, *, today: date, task: int | None = None) -> tuple[Understood, ...]:
    """What a message says, the main thing first. `task`: the one spoken of already, as in an answer to a reminder."""
    typed = command(text)
    if typed:
        return (_of_command(typed, text),)
    line = read_line(text)
    pieces = find_pieces(line, today, points=task is None)
    clauses = read_clauses(line, pieces)
    masked = cover(line.flat, pieces)
    groups = _groups(clauses)
    if not any(group.tasks for group in groups):
        return (_without_number(line, masked, groups, today, task),)
    said: list[Understood] = []
    for group in groups:
        one = _of_group(line, masked, group, today, alone=len(groups) == 1)
        said += [replace(one, task=number) for number in group.tasks or (str(task) if task else None,)]
    return _told(said)


def _told(said: list[Understood]) -> tuple[Understood, ...]:
    """Small talk around the real thing is left out."""
    kept = [one for one in said if one.task or one.intent is not Intent.UNCLEAR]
    numbered = [one for one in kept if one.task]
    return tuple(numbered or kept or said[:1])


def _of_command(typed: Command, text: str) -> Understood:
    intent = {"nhiemvu": Intent.LIST, "tonghop": Intent.SUMMARY}.get(typed.name, Intent.UNCLEAR)
    number = typed.argument if typed.name in {"nv", "tailieu", "lichsu"} and typed.argument.isdigit() else None
    asked = Question.TEXT if typed.name == "nv" and number else None
    return Understood(intent, clean(text).strip()[:_NOTE], task=number, question=asked)


def _groups(clauses: list[Clause]) -> list[Group]:
    """A clause without a number goes with the number before it; the opening ones with the first number."""
    found: dict[tuple[str, ...], list[Clause]] = {}
    opening: list[Clause] = []
    current: tuple[str, ...] = ()
    for clause in clauses:
        current = clause.tasks or current
        if current:
            found.setdefault(current, []).append(clause)
        else:
            opening.append(clause)
    if not found:
        return [Group((), tuple(opening))]
    first, *others = found.items()
    return [Group(first[0], (*opening, *first[1])), *(Group(tasks, tuple(said)) for tasks, said in others)]


def _without_number(line: Line, masked: str, groups: list[Group], today: date, task: int | None) -> Understood:
    ask = request_in(masked) or overview_in(masked)
    one = _of_group(line, masked, groups[0], today, alone=True)
    if ask and one.intent in {Intent.UNCLEAR, Intent.REPORT, Intent.ACKNOWLEDGE} and one.status is not Said.BLOCKED:
        return Understood(ask.intent, one.note, question=ask.question, request=ask.request)
    if not task and (_GREETING.match(masked.strip()) or _of_something_else(one, groups[0])):
        return Understood(Intent.UNCLEAR, one.note)
    if task:
        asked = question_of_a_task(masked) if one.intent is Intent.UNCLEAR and one.question else None
        return replace(one, task=str(task), question=asked.question if asked else one.question)
    if one.intent in {Intent.REPORT, Intent.EXTENSION, Intent.ACKNOWLEDGE} and not one.doubt:
        return replace(one, doubt=Doubt.NO_TASK)
    return one


def _of_something_else(one: Understood, group: Group) -> bool:
    """'em ăn cơm xong rồi': nothing in it belongs to office work."""
    known = any(
        clause.has(Mark.PART, Mark.WORK, Mark.OWN, Mark.NEARLY, Mark.NOT) or clause.pieces(Kind.SHARE)
        for clause in group.clauses
    )
    named = any(token.word in _TASK_WORDS for clause in group.clauses for token in clause.tokens)
    return one.doubt is Doubt.PART_OR_WHOLE and not one.document and not known and not named


def _of_group(line: Line, masked: str, group: Group, today: date, *, alone: bool) -> Understood:
    note = line.raw.strip() if alone else _words(line, group)
    span = masked if alone else " ".join(masked[clause.start : clause.end] for clause in group.clauses)
    verdicts = [judge(clause, today) for clause in group.clauses]
    base = _values(group, today, note[:_NOTE])
    asked = (request_in(span) or _asked(span, verdicts)) if group.tasks else None
    if asked:
        return replace(
            base, intent=Intent.UNCLEAR, percent=None, document=None, question=asked.question, request=asked.request
        )
    return _wrong_values(_combine(base, group, verdicts, today), group, today)


def _asked(span: str, verdicts: list[Verdict]) -> Ask | None:
    """A question about a task counts where nothing else is claimed of it."""
    claims = {
        Verdict.DONE,
        Verdict.DOING,
        Verdict.BLOCKED,
        Verdict.IDLE,
        Verdict.DID,
        Verdict.EXTENSION,
        Verdict.PROMISE,
        Verdict.MAYBE_DONE,
    }
    if _WANTS.match(span.strip()):
        return question_of_a_task(span)
    return None if claims & set(verdicts) and Verdict.QUESTION not in verdicts else question_of_a_task(span)


def _words(line: Line, group: Group) -> str:
    return " ".join(line.words_of(clause.start, clause.end).strip(" ,;.\n") for clause in group.clauses).strip()


def _combine(base: Understood, group: Group, verdicts: list[Verdict], today: date) -> Understood:
    said = set(verdicts)
    if Verdict.EXTENSION in said:
        day, more = _until(group, today)
        return replace(base, intent=Intent.EXTENSION, until=day, more_days=more)
    status, doubt = _status(group, verdicts, today)
    if (
        status is Said.IN_PROGRESS
        and said <= {Verdict.TAKEN, Verdict.PROMISE, Verdict.NOTHING}
        and Verdict.TAKEN in said
    ):
        return replace(base, intent=Intent.ACKNOWLEDGE)
    if status:
        promised = _promised(group, today) if Verdict.PROMISE in said else None
        percent = base.percent if status is not Said.NOT_STARTED else None
        signing = any(clause.has(Mark.SIGN) for clause in group.clauses)
        return replace(
            base, intent=Intent.REPORT, status=status, doubt=doubt, percent=percent, promised=promised, signing=signing
        )
    if Verdict.TAKEN in said:
        return replace(base, intent=Intent.ACKNOWLEDGE)
    question = Question.STATE if Verdict.QUESTION in said else None
    return replace(base, intent=Intent.UNCLEAR, percent=None, document=None, question=question, doubt=doubt)


def _status(group: Group, verdicts: list[Verdict], today: date) -> tuple[Said | None, Doubt | None]:
    said = set(verdicts)
    finished = Verdict.DONE in said
    if Verdict.BLOCKED in said:
        return Said.BLOCKED, Doubt.TWO_STATUSES if finished else None
    if finished:
        return _finished(group, verdicts, today)
    if Verdict.IDLE in said:
        return Said.NOT_STARTED, Doubt.TWO_STATUSES if Verdict.MAYBE_DONE in said else None
    if Verdict.MAYBE_DONE in said:
        return Said.IN_PROGRESS, Doubt.PART_OR_WHOLE
    if said & {Verdict.DOING, Verdict.FREE, Verdict.PROMISE}:
        return Said.IN_PROGRESS, None
    if Verdict.UNSURE in said:
        return None, Doubt.HEARSAY
    if Verdict.DID in said:
        documented = any(clause.pieces(Kind.DOCUMENT) for clause in group.clauses)
        return Said.IN_PROGRESS, Doubt.PART_OR_WHOLE if documented else None
    return None, None


def _finished(group: Group, verdicts: list[Verdict], today: date) -> tuple[Said, Doubt | None]:
    """DONE stands only where every other clause agrees."""
    for clause, verdict in zip(group.clauses, verdicts, strict=True):
        if verdict is not Verdict.DONE and _later(clause, today):
            return Said.IN_PROGRESS, Doubt.TWO_STATUSES
        if verdict is Verdict.DONE or (verdict is Verdict.FREE and not clause.has(Mark.NOW, Mark.BUT)):
            continue
        part_first = clause.tokens[0].mark is Mark.PART
        if verdict in {Verdict.NOTHING, Verdict.TAKEN, Verdict.DID} and not clause.has(*SPOILS) and not part_first:
            continue
        if verdict is Verdict.MAYBE_DONE and not clause.has(Mark.DONE):
            continue
        if verdict is Verdict.QUESTION and _where_to_send(clause):
            continue
        return Said.IN_PROGRESS, Doubt.PART_OR_WHOLE if verdict is Verdict.MAYBE_DONE else Doubt.TWO_STATUSES
    return Said.DONE, None


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


def _values(group: Group, today: date, note: str) -> Understood:
    shares = [piece.value for clause in group.clauses for piece in clause.pieces(Kind.SHARE)]
    share = chosen(shares)
    documents: list[NamedDocument] = [piece.value for clause in group.clauses for piece in clause.pieces(Kind.DOCUMENT)]
    document = next((one for one in documents if not one.orders), None)
    dated = document.dated.on(today, Side.LAST) if document and document.dated else None
    return Understood(
        Intent.UNCLEAR,
        note,
        percent=share.percent if share else None,
        document=document.number if document else None,
        document_date=dated,
    )


def _wrong_values(one: Understood, group: Group, today: date) -> Understood:
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


def _until(group: Group, today: date) -> tuple[date | None, int | None]:
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


def _promised(group: Group, today: date) -> date | None:
    days = [piece.value.on(today, Side.NEXT) for clause in group.clauses for piece in clause.pieces(Kind.DATE)]
    return next((day for day in days if day and day >= today), None)
