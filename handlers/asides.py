"""Tell an answer to the open question from something else that was typed under it."""

from __future__ import annotations

import re

from core.messages import Asks
from core.text import fold
from core.understand import Intent, Question, Request, Said, Understood, understand
from db import tasks
from db.prompts import Prompt
from handlers.acts import acts
from handlers.holding import LEAD_AGENCY
from handlers.talk import Talk

_COURTESY = r"(?:[ ,.]+(?:a|nhe|nha|da|vay|anh|chi|em|dong chi|bo|bo di|khong|khong can|de sau|de toi xem lai))*[ ,.]*"
_GIVES_UP = re.compile(
    rf"(?:da[ ,]+)?(?:thoi|quay lai|de sau|khong (?:can|lam|gui|phan cong) nua|khong nua){_COURTESY}"
    r"|(?:khoan(?: da)?[ ,]*)?(?:de (?:toi|em|anh|minh) (?:hoi|xem|kiem tra|xin y kien)\b.*)|khoan(?: da)?"
)
_OPENING = re.compile(
    r"\W*(?:(?:xin |de nghi )?(?:gia han|lui han|phan cong|thu hoi|bao cao|xac nhan|tra lai|han|noi dung|xem) +)?"
    r"(?:nv|nhiem vu|#)\s*(?:so )?\s*(?P<number>\d{1,6})\b"
)
_OVERVIEWS = frozenset({Question.OVERDUE, Question.COUNT, Question.COMPARE, Question.SOON, Question.UNALLOCATED})
_ASKED = frozenset({Request.ALLOCATE, Request.HANDOVER, Request.WITHDRAW, Request.NOT_OURS, Request.KEEP_DEADLINE})
_ASKING = frozenset({Intent.EXTENSION, Intent.LIST, Intent.SUMMARY, Intent.ACKNOWLEDGE})


def gives_up(said: str) -> bool:
    """'thôi', 'quay lại', 'để sau', 'khoan, để tôi hỏi lại': the question is closed and nothing is kept."""
    return _GIVES_UP.fullmatch(fold(said).strip()) is not None


def asks_no_more(talk: Talk, asks: Asks) -> bool:
    """'thôi không xin gia hạn nữa' while the request is being put together: it never was one."""
    of_extension = asks.act.startswith("extension.") and talk.person.role in LEAD_AGENCY
    return of_extension and understand(talk.said, today=talk.today)[0].request is Request.KEEP_DEADLINE


def stands_apart(talk: Talk, question: Prompt) -> bool:
    """Something that is no answer whatever was asked: it opens with another task, or is an errand of its own.

    A reason or an opinion may speak of other tasks; it does not open with one.
    """
    first, *_ = understand(talk.said, today=talk.today)
    if first.task is None:
        return first.question in _OVERVIEWS and len(talk.said.split()) <= 10
    opening = _OPENING.match(fold(talk.said))
    asks = question.asks
    if opening is None or (asks and acts()[asks.act].takes_numbers and not asks.args.get("task")):
        return False
    return int(opening["number"]) not in _about(talk, question) or _is_errand(first)


def means_something(talk: Talk) -> bool:
    """Enough to be taken for what it says, once it has turned out to be no answer."""
    first, *_ = understand(talk.said, today=talk.today)
    asks = first.question in _OVERVIEWS or first.request is not None or first.intent in _ASKING
    return first.task is not None or asks or bool(first.document) or _reports(first)


def _is_errand(first: Understood) -> bool:
    """More than words about the task: a figure, a signature, its end, a new deadline, a request, a question."""
    extends = first.intent is Intent.EXTENSION and first.until is not None
    return _reports(first) or extends or first.request in _ASKED or first.question is not None


def _reports(first: Understood) -> bool:
    return first.percent is not None or first.signing or (first.status is Said.DONE and not first.document)


def _about(talk: Talk, question: Prompt) -> set[int]:
    """The numbers of the tasks that were asked about."""
    args = question.asks.args if question.asks else {}
    ids = {int(part.partition(":")[0]) for part in str(args.get("seen") or "").split(",") if part}
    ids |= {int(task)} if (task := args.get("task")) else set()
    ids |= {question.about.task_id} if question.about else set()
    return {tasks.by_id(talk.conn, key).number for key in ids}
