"""Work out which act a message asks for: a command, a button's word or number, an answer, or free words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core import understand
from core.messages import Asks, Attachment
from core.model import Role
from core.permissions import May
from core.problems import NotAllowed
from core.text import fold
from core.understand import Intent, Question, Request, Understood
from core.wording import plain
from core.wording.reports import RIGHT
from db import prompts
from db.prompts import Prompt
from handlers import asides
from handlers.acts import acts, commands, words
from handlers.holding import LEAD_AGENCY, numbered
from handlers.talk import Talk

_FOLLOWS_UP = frozenset({Role.COORDINATOR, Role.ADMIN})
_BY_INTENT = {
    Intent.REPORT: "report.typed",
    Intent.EXTENSION: "extension.typed",
    Intent.ACKNOWLEDGE: "task.acknowledge_typed",
    Intent.LIST: "task.list",
    Intent.SUMMARY: "summary.show",
}
_OF_A_TASK = {
    Request.NOT_OURS: "task.not_ours",
    Request.HANDOVER: "handover.ask",
    Request.WITHDRAW: "report.withdraw",
}
_FIRST_OF_ALL = ("succession.typed", "reassign.typed", "verdict.typed", "decide.typed", "recall.typed", "review.typed")
_OF_AN_AGENCY = {Question.COUNT, Question.OVERDUE}
_OF_LINE = "xem|la don vi|giao don vi|ve noi|chia tiep|ngat"  # a button that names a line of the list above it
_OF_ANYBODY = ("sent.typed", "cause.typed", "remind.typed")
_MAY_ANSWER = frozenset({"qua han", "vuong mac"})  # a reason as well as a list
_WITHOUT_WORDS = frozenset({"task.list", "summary.show"})


@dataclass(frozen=True, slots=True)
class Call:
    """An act with its arguments, and the message it answers if it answers one."""

    act: str
    args: Mapping[str, Any] = field(default_factory=dict)
    prompt: Prompt | None = None


def asked(talk: Talk) -> list[Call]:
    """What the message may ask for, most likely first: the first act that has something to say answers it."""
    if talk.event.forwarded and not talk.event.attachment:
        return [Call("forward.received", {"said": talk.said})]
    command = understand.command(talk.said)
    if command and talk.said.startswith("/"):
        return _commanded(command)
    recent = prompts.recent(talk.conn, talk.event.address, real_now=talk.real_now)
    question = next((one for one in recent if one.asking), None)
    chosen = _chosen(talk, recent, question)
    if chosen and chosen.choice:
        return [Call(chosen.choice.act, chosen.choice.args, chosen)]
    if talk.event.attachment is None and (screen := _screen(talk, command, question)):
        return screen
    if question and question.asks and _answers(question.asks.act, talk.event.attachment):
        return _under(talk, question, question.asks)
    return _of_file(talk) if talk.event.attachment else [*of_words(talk), *_begun(talk, recent)]


def _begun(talk: Talk, recent: list[Prompt]) -> list[Call]:
    """The first words of one button of the newest message, where they mean nothing else: 'đầu mối'."""
    newest = next((one for one in recent if one.choices and one.shown), None)
    wanted = f"{fold(talk.said)} "
    if newest is None or len(wanted.split()) < 2:
        return []
    places = [i for i, choice in enumerate(newest.choices) if fold(choice.label).startswith(wanted)]
    choice = newest.choices[places[0]] if len(places) == 1 else None
    return [Call(choice.act, choice.args, newest.at(places[0]))] if choice else []


def _screen(talk: Talk, command: understand.Command | None, question: Prompt | None) -> list[Call]:
    """A command without its stroke, or the word of a button that stands in no message just now."""
    if command and command.name == "nv" and question and question.asks and _picks(question.asks.act):
        return []  # the number of a task is what was asked for
    if command:
        return _commanded(command)
    said = fold(talk.said)
    act = None if question and said in _MAY_ANSWER else words().get(said)
    return [Call(act)] if act and talk.person.role in acts()[act].roles else []


def _picks(act: str) -> bool:
    """Whether the question is which tasks, rather than what is said of one."""
    return acts()[act].takes_numbers and act != "report.typed"


def _under(talk: Talk, question: Prompt, asks: Asks) -> list[Call]:
    """The answer to the open question, or what was typed in its place."""
    answer = Call(asks.act, {**asks.args, "said": talk.said}, question)
    if talk.event.attachment:
        return [answer]
    if asides.gives_up(talk.said) or asides.asks_no_more(talk, asks):
        return [Call("question.cancel")]
    if asides.stands_apart(talk, question):
        return [*of_words(talk), answer]
    return [answer, *_otherwise(talk)]


def _otherwise(talk: Talk) -> list[Call]:
    """What the words ask for where they turn out to be no answer; a task the person may not see asks for nothing."""
    try:
        return of_words(talk) if asides.means_something(talk) else []
    except NotAllowed:
        return []


def _commanded(command: understand.Command) -> list[Call]:
    act = commands().get(command.name)
    return [Call(act, {"said": command.argument})] if act else []


def _answers(act: str, attachment: Attachment | None) -> bool:
    return attachment is None or acts()[act].takes_file


def _chosen(talk: Talk, recent: list[Prompt], question: Prompt | None) -> Prompt | None:
    """A button's word, or its number where numbers are shown. An open question hides what was offered before it."""
    visible = [one for one in recent if one.choices and (question is None or one.id >= question.id)]
    if talk.event.attachment or not visible:
        return None
    newest = next((one for one in visible if one.shown), None)
    if talk.said.isdecimal() and newest:
        return _numbered(newest, int(talk.said))
    wanted = fold(talk.said)
    matching = (one.at(i) for one in visible for i, choice in enumerate(one.choices) if fold(choice.label) == wanted)
    return next(matching, None) or (_right(newest) if newest and understand.assents(talk.said) else None)


def _right(newest: Prompt) -> Prompt | None:
    """'ok', 'vâng ạ' under an echo is 'Đúng', and under nothing else."""
    labels = [choice.label for choice in newest.choices]
    return next((newest.at(labels.index(label)) for label in RIGHT if label in labels), None)


def _numbered(newest: Prompt, number: int) -> Prompt | None:
    """The choice with this number; of a list in the text, the first choice that names its line ('Xem 2')."""
    labels = [choice.label for choice in newest.choices]
    if newest.numbered and number in (places := plain.places_of(labels, after=newest.listed)):
        return newest.at(places.index(number))
    if newest.asks and acts()[newest.asks.act].takes_numbers:
        return None
    line = re.compile(rf"{number}\. .*|(?:{_OF_LINE}) {number}")
    named = (place for place, label in enumerate(labels) if line.fullmatch(fold(label)))
    return next((newest.at(place) for place in named), None)


def _of_file(talk: Talk) -> list[Call]:
    """A coordinator's file is a directive; anybody else's belongs to a report."""
    if talk.person.role in _FOLLOWS_UP:
        return [Call("directive.received")]
    return [Call("report.file", {"said": talk.said})]


def of_words(talk: Talk) -> list[Call]:
    words = {"said": talk.said}
    first_of_all = [Call(act, words) for act in _FIRST_OF_ALL] if talk.person.role in _FOLLOWS_UP else []
    if talk.person.role is Role.LEADER:
        first_of_all = [Call("opinion.typed", words)]
    if talk.person.role in LEAD_AGENCY and not talk.person.former:
        first_of_all += [Call("task.not_ours_typed", words)]
    first_of_all += [Call(act, words) for act in _OF_ANYBODY]
    first, *_ = understand.understand(talk.said, today=talk.today)
    return [*first_of_all, *_of_understood(talk, first, words)]


def _of_understood(talk: Talk, first: Understood, words: Mapping[str, str]) -> list[Call]:
    if first.request is Request.MY_DATA:
        return [Call("me.show")]
    if first.request is Request.ALLOCATE:
        return [Call("allocate.typed", words)]
    if first.request in _OF_A_TASK and first.task:
        task = numbered(talk, int(first.task), may=May.LOOK)
        return [Call(_OF_A_TASK[first.request], {"task": task.id})]
    if first.request is Request.KEEP_DEADLINE:
        return [Call("extension.withdraw_typed", words)]
    if first.request is Request.HANDOVER:
        return [Call("leave.typed", words)]
    if first.intent is Intent.SUMMARY and "theo han ban dau" in fold(talk.said):
        return [Call("summary.show", words)]
    if talk.person.sees_all and not first.task and (first.intent is Intent.SUMMARY or first.question in _OF_AN_AGENCY):
        counted = (
            [Call("summary.show")] if first.intent is Intent.SUMMARY and first.question is Question.OVERDUE else []
        )
        return [Call("summary.agency", words), *(counted or _of_meaning(first, words))]
    return _of_meaning(first, words)


def _of_meaning(first: Understood, words: Mapping[str, str]) -> list[Call]:
    if first.question is Question.UNALLOCATED:
        return [Call("allocate.waiting")]
    if first.question is Question.COMPARE:
        return [Call("summary.compare")]
    if first.question is not None:
        return [Call("task.question", words)]
    if first.intent in _BY_INTENT:
        act = _BY_INTENT[first.intent]
        return [Call(act, {} if act in _WITHOUT_WORDS else words)]
    return [Call("report.typed", words)] if first.doubt else []
