"""A coordinator's answer to what an agency sent, on one line: 'xác nhận nv 1', 'trả lại nv 1 vì …', 'gia hạn nv 1'."""

from __future__ import annotations

import datetime as dt
import re

from core.messages import Args, Reply
from core.model import Status
from core.permissions import May
from core.problems import AskAgain
from core.text import fold
from core.understand import read_date
from core.wording import confirming as wording
from core.wording import extensions as extensions_wording
from core.wording import refusals
from db import extensions
from db.extensions import AGREED, REFUSED
from handlers import confirming, deciding
from handlers.deciding import FOLLOWING_UP
from handlers.holding import numbered
from handlers.holding import seen as packed
from handlers.talk import Act, Talk

_ONE = r"(?:nv|nhiem vu|viec)\s*(?:so )?#?(?P<number{0}>\d{{1,6}})(?!\d)"
_NEXT = r"(?:[ ,;]+(?:va )?(?:nv ?|nhiem vu )?#?\d{{1,6}}(?!\d))*"
_SEVERAL = rf"(?P<numbers{{0}}>(?:nv|nhiem vu|viec)\s*(?:so )?#?\d{{{{1,6}}}}(?!\d){_NEXT})"
_NICELY = r"(?:[ ,.]*\b(?:nhe|nha|a|di|giup))*"
_WHY = r"(?:\s*[,:;.-]?\s*(?:(?:vi|do|ly do|noi dung)\b:?\s*)?(?P<why{0}>\S.*))?"
_CONFIRM = "(?:dong y )?(?:xac nhan|duyet)(?: hoan thanh| xong)?"
_RETURN = "(?:tra lai|de nghi bo sung|yeu cau bo sung)"
_EXTEND = (
    "(?:(?P<no{0}>khong |chua |tu choi )?(?:dong y |chap thuan |cho )*)"
    "(?:xin )?(?:gia han|lui han|dieu chinh(?: thoi)? han)"
)
_UNTIL = r"(?:\s+(?:den|toi|sang)\s+(?P<day>.+?))?(?:\s*,?\s+theo\s+(?P<source>.+))?"
_CONFIRMS = re.compile(
    rf"(?:toi )?{_CONFIRM}(?: ca| cho)?\s+{_SEVERAL.format(1)}{_NICELY}"
    rf"|{_SEVERAL.format(2)}\s*[:,-]?\s*{_CONFIRM}{_NICELY}"
)
_RETURNS = re.compile(
    rf"{_RETURN}\s+{_ONE.format(1)}{_WHY.format(1)}|{_ONE.format(2)}\s*[:,-]?\s*{_RETURN}{_WHY.format(2)}"
)
_DECIDES = re.compile(
    rf"(?:{_EXTEND.format(1)}(?: cho)?\s+{_ONE.format(1)}|{_ONE.format(2)}\s*[:,-]?\s*{_EXTEND.format(2)})"
    rf"{_UNTIL}{_NICELY}"
)
_NUMBER = re.compile(r"\d{1,6}")


def typed(talk: Talk, *, said: str) -> list[Reply]:
    """[] when the words are something else. Each does what the button of that name does."""
    plain = " ".join(said.split()).strip(" .")
    folded = fold(plain)
    if len(folded) != len(plain) or plain.endswith("?"):
        return []
    if found := _CONFIRMS.fullmatch(folded):
        return _confirm(talk, [int(one) for one in _NUMBER.findall(found["numbers1"] or found["numbers2"])])
    if found := _RETURNS.fullmatch(folded):
        part = next((name for name in ("why1", "why2") if found[name]), None)
        return _give_back(talk, _number(found), plain[found.start(part) : found.end(part)] if part else "")
    if found := _DECIDES.fullmatch(folded):
        day, source = (plain[found.start(name) : found.end(name)] if found[name] else "" for name in ("day", "source"))
        return _decide(talk, _number(found), agreed=not (found["no1"] or found["no2"]), day=day, source=source)
    return []


def _number(found: re.Match[str]) -> int:
    return int(found["number1"] or found["number2"])


def _confirm(talk: Talk, numbers: list[int]) -> list[Reply]:
    several = [numbered(talk, number, may=May.DECIDE) for number in dict.fromkeys(numbers)]
    return confirming.yes(talk, seen=packed(several))


def _give_back(talk: Talk, number: int, why: str) -> list[Reply]:
    task = numbered(talk, number, may=May.DECIDE)
    if task.status is not Status.SUBMITTED:
        return [wording.not_submitted(task)]
    if not why:
        return confirming.give_back(talk, task=task.id)
    return confirming.reason(talk, seen=packed([task]), said=why)


def _decide(talk: Talk, number: int, *, agreed: bool, day: str, source: str) -> list[Reply]:
    task = numbered(talk, number, may=May.DECIDE)
    one = extensions.waiting_of(talk.conn, task.id)
    if one is None:
        return [extensions_wording.nothing_asked(task)]
    try:
        until = _until(talk, day) or one.asked_until
    except AskAgain as problem:  # the last to answer: nothing else is meant by these words
        return [refusals.ask_again(problem.code, problem.detail)]
    decision, given = (AGREED, until) if agreed else (REFUSED, None)
    if not source:
        return deciding.ask_source(talk, one, decision=decision, until=given)
    args: Args = {"extension": one.id, "decision": decision, "until": given.isoformat() if given else None}
    return deciding.source_typed(talk, act="extension.decide", said=source, **args)


def _until(talk: Talk, said: str) -> dt.date | None:
    """None where no day was said."""
    if not said:
        return None
    day = read_date(said, today=talk.today)
    if day is None:
        raise AskAgain("date", detail=said)
    if day < talk.today:
        raise AskAgain("date_past", detail=said)
    return day


ACTS = {"verdict.typed": Act(typed, roles=FOLLOWING_UP)}
