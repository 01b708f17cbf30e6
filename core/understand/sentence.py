"""Put the clauses of one message together: what it says about each task it names."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from core.text import clean
from core.understand.asks import Ask, overview_in, question_of_a_task, request_in
from core.understand.clauses import Clause, find_pieces, read_clauses
from core.understand.commands import Command, command
from core.understand.finished import finished_or_not
from core.understand.history import without_history
from core.understand.letters import Line, read_line
from core.understand.matters import asks_without_matter, matter
from core.understand.model import Doubt, Intent, Question, Said, Understood
from core.understand.pieces import Kind, cover
from core.understand.values import Group, promised, until, values, wrong_values
from core.understand.verdict import Verdict, judge
from core.understand.words import Mark

if TYPE_CHECKING:
    from datetime import date


_READ = 2000  # what the narrowest channel lets through; a longer text is a pasted document
_NOTE = 1000
_WANTS = re.compile(
    r"(?:gui|cho|xin|xem|mo|hoi|can)(?: lai| cho| em| toi| minh| xem| hoi| anh| xin)*"
    r" (?:noi dung|chi tiet|han|thoi han|yeu cau|van ban|tai lieu|file|tep) "
)
_TASK_WORDS = {"nhiem vu", "viec", "cong viec", "nv", "nhiem vu duoc giao", "viec duoc giao"}
_SAY_NOTHING = {Mark.OTHER, Mark.WITH, Mark.PAST, Mark.PLAIN, Mark.WEAK, Mark.PIECE}
_GREETING = re.compile(
    r"(?:[a-z]+ )?(?:goi|nhan)(?: dien)?(?: lai)? cho "
    r"|(?:[a-z]+ ){0,2}(?:gui|bam|nhan|go) (?:nham|lon)(?![a-z])"
    r"|(?:em |toi |xin |kinh |nam moi )*(?:chuc|chao|alo|hello|cam on|cam ta)(?![a-z])"
)


def understand(text: str, *, today: date, task: int | None = None) -> tuple[Understood, ...]:
    """What a message says, the main thing first. `task`: the one spoken of already, as in an answer to a reminder."""
    typed = command(text)
    if typed:
        return (_of_command(typed, text),)
    line = read_line(text[:_READ])
    pieces = find_pieces(line, today, points=task is None)
    clauses = read_clauses(line, pieces)
    masked = cover(line.flat, pieces)
    groups = _groups(clauses)
    if not any(group.tasks for group in groups):
        return _cut_short(text, (_without_number(line, masked, groups, today, task),))
    said: list[Understood] = []
    for group in groups:
        one = _of_group(line, masked, group, today, alone=len(groups) == 1)
        said += [replace(one, task=number) for number in group.tasks or (str(task) if task else None,)]
    return _cut_short(text, _told(said))


def _cut_short(text: str, said: tuple[Understood, ...]) -> tuple[Understood, ...]:
    """What was not read could take a completion back."""
    if len(text) <= _READ:
        return said
    return tuple(_ask_whole(one) if one.status is Said.DONE else one for one in said)


def _ask_whole(one: Understood) -> Understood:
    return replace(one, status=Said.IN_PROGRESS, doubt=Doubt.PART_OR_WHOLE)


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
    spoken = {Intent.UNCLEAR, Intent.REPORT, Intent.ACKNOWLEDGE}
    if ask and (ask.request or one.intent in spoken) and one.status is not Said.BLOCKED:
        return Understood(ask.intent, one.note, question=ask.question, request=ask.request)
    if not task and (_GREETING.match(masked.strip()) or _of_something_else(one, groups[0])):
        return Understood(Intent.UNCLEAR, one.note)
    if task:
        asked = question_of_a_task(masked) if one.intent is Intent.UNCLEAR and one.question else None
        return replace(one, task=str(task), question=asked.question if asked else one.question)
    if one.status is Said.DONE and not one.document and not _names_work(groups[0]):
        # A bare 'xong rồi' may be said of anything.
        return replace(one, intent=Intent.UNCLEAR, status=None, doubt=Doubt.NO_TASK)
    if one.doubt is Doubt.PART_OR_WHOLE and _only_names_a_report(groups[0]):
        return replace(one, intent=Intent.UNCLEAR, status=None, doubt=Doubt.NO_TASK)
    if one.intent in {Intent.REPORT, Intent.EXTENSION, Intent.ACKNOWLEDGE} and not one.doubt:
        return replace(one, doubt=Doubt.NO_TASK)
    return one


def _only_names_a_report(group: Group) -> bool:
    """'bc 45/BC-UBND': its number, and not a word of what it says."""
    tokens = [token for clause in group.clauses for token in clause.tokens]
    return all(token.is_a(Kind.DOCUMENT) or token.is_a(Kind.DATE) or token.mark is Mark.PLAIN for token in tokens)


def _of_something_else(one: Understood, group: Group) -> bool:
    """'em ăn cơm xong rồi': nothing in it belongs to office work."""
    known = any(
        clause.has(Mark.PART, Mark.WORK, Mark.OWN, Mark.NEARLY, Mark.NOT) or clause.pieces(Kind.SHARE)
        for clause in group.clauses
    )
    named = _names_work(group)
    vague = one.doubt is Doubt.PART_OR_WHOLE or all(clause.marks <= _SAY_NOTHING for clause in group.clauses)
    return vague and not one.document and not known and not named


def _names_work(group: Group) -> bool:
    words = [token.word for clause in group.clauses for token in clause.tokens]
    return any(word in _TASK_WORDS or "nhiem vu" in word for word in words)


def _of_group(line: Line, masked: str, group: Group, today: date, *, alone: bool) -> Understood:
    note = line.raw.strip() if alone else _words(line, group)
    span = masked if alone else " ".join(masked[clause.start : clause.end] for clause in group.clauses)
    group = Group(group.tasks, without_history(group.clauses, today))
    verdicts = [judge(clause, today) for clause in group.clauses]
    base = values(group, today, note[:_NOTE])
    asked = (request_in(span) or _asked(span, verdicts)) if group.tasks else None
    if asked:
        return replace(
            base, intent=Intent.UNCLEAR, percent=None, document=None, question=asked.question, request=asked.request
        )
    one = _with_matter(line, masked, group, verdicts, _combine(base, group, verdicts, today))
    return wrong_values(one, group, today)


def _with_matter(line: Line, masked: str, group: Group, verdicts: list[Verdict], one: Understood) -> Understood:
    """A matter for the leader's opinion is itself a report; the bare wish for one says nothing of the task."""
    if not group.clauses:
        return one
    start, end = group.clauses[0].start, group.clauses[-1].end
    wanted = matter(line, masked, start, end)
    claims = set(verdicts) - {Verdict.DID, Verdict.ORDER, Verdict.NOTHING}
    if wanted is None:
        bare = not claims and asks_without_matter(masked, start, end)
        return replace(one, intent=Intent.UNCLEAR, status=None, doubt=None) if bare else one
    if one.intent is Intent.UNCLEAR and not claims:
        one = replace(one, intent=Intent.REPORT, status=Said.IN_PROGRESS)
    if one.status is Said.DONE:  # an opinion is still to be given: all done, or a part?
        one = _ask_whole(one)
    return replace(one, proposal=wanted)


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
        day, more = until(group, today)
        return replace(base, intent=Intent.EXTENSION, until=day, more_days=more)
    status, doubt = _status(group, verdicts, today)
    if (
        status is Said.IN_PROGRESS
        and said <= {Verdict.TAKEN, Verdict.PROMISE, Verdict.NOTHING}
        and Verdict.TAKEN in said
    ):
        return replace(base, intent=Intent.ACKNOWLEDGE)
    if status:
        day = promised(group, today) if Verdict.PROMISE in said else None
        percent = base.percent if status is not Said.NOT_STARTED or base.percent == 0 else None
        signing = any(clause.has(Mark.SIGN) for clause in group.clauses)
        return replace(
            base, intent=Intent.REPORT, status=status, doubt=doubt, percent=percent, promised=day, signing=signing
        )
    if Verdict.TAKEN in said:
        return replace(base, intent=Intent.ACKNOWLEDGE)
    question = Question.STATE if Verdict.QUESTION in said else None
    return replace(base, intent=Intent.UNCLEAR, percent=None, document=None, question=question, doubt=doubt)


def _status(group: Group, verdicts: list[Verdict], today: date) -> tuple[Said | None, Doubt | None]:
    said = set(verdicts)
    finished = Verdict.DONE in said
    if Verdict.BLOCKED in said and not _solved(group, verdicts):
        return Said.BLOCKED, Doubt.TWO_STATUSES if finished else None
    if finished:
        return finished_or_not(group.clauses, verdicts, today)
    if Verdict.IDLE in said and Verdict.MAYBE_DONE not in said:
        return Said.NOT_STARTED, None
    if Verdict.MAYBE_DONE in said:
        return Said.IN_PROGRESS, Doubt.PART_OR_WHOLE
    if Verdict.UNSURE in said and not _denied(group, verdicts):
        return None, Doubt.HEARSAY
    if said & {Verdict.DOING, Verdict.FREE, Verdict.PROMISE}:
        return Said.IN_PROGRESS, None
    if Verdict.DID in said:
        documented = any(clause.pieces(Kind.DOCUMENT) for clause in group.clauses)
        return Said.IN_PROGRESS, Doubt.PART_OR_WHOLE if documented else None
    return None, None


def _solved(group: Group, verdicts: list[Verdict]) -> bool:
    """'vướng thì có vướng nhưng đã gỡ xong': the last word of it."""
    told = list(zip(verdicts, group.clauses, strict=True))
    last, clause = next((one, clause) for one, clause in reversed(told) if one in {Verdict.BLOCKED, Verdict.FREE})
    removed = any("go" in token.word.split() for token in clause.tokens)
    return last is Verdict.FREE and clause.tokens[0].mark is Mark.BUT and removed


def _denied(group: Group, verdicts: list[Verdict]) -> bool:
    """'ghi là xong nhưng thực tế chưa', '… mới 60%': something of one's own beside the hearsay."""
    for clause, verdict in zip(group.clauses, verdicts, strict=True):
        doing = verdict is Verdict.DOING and (clause.has(Mark.NOW) or not clause.has(Mark.NOT, Mark.BUT))
        rather = clause.tokens[0].word.startswith("chu ")  # 'chứ thực tế …'
        if (
            doing
            or rather
            or clause.pieces(Kind.SHARE)
            or (clause.tokens[-1].mark is Mark.NOT and verdict is Verdict.DOING)
        ):
            return True
        if verdict is Verdict.DOING and clause.has(Mark.NOT) and clause.has(Mark.DONE):
            return True
    return False
