"""A message changed after it was sent: its echo is replaced while nothing was kept, and what was kept stays."""

from __future__ import annotations

from core.messages import Reply
from core.understand import understand
from core.wording import editing as wording
from db import prompts
from handlers.acts import acts
from handlers.asked import of_words
from handlers.holding import LEAD_AGENCY
from handlers.reports import echo_of
from handlers.talk import Talk

_KEEPS_NOTHING = frozenset({"report.typed", "task.question", "task.list", "summary.show", "summary.compare"})


def edited(talk: Talk) -> list[Reply]:
    echo = prompts.under(talk.conn, echo_of(talk.event.message or ""), to=talk.event.address, real_now=talk.real_now)
    if echo and (echo.pressed or not echo.open):
        return [wording.kept_already()]
    if echo:
        prompts.use(talk.conn, echo, real_now=talk.real_now)
    return _anew(talk, echoed=echo is not None) or [wording.not_read()]


def _anew(talk: Talk, *, echoed: bool) -> list[Reply]:
    """The new words, as far as they ask or are echoed; an answer to an open question is not given this way."""
    if talk.person.role not in LEAD_AGENCY or not talk.said.strip():
        return []
    first, *_ = understand(talk.said, today=talk.today)
    if not (echoed or first.task or first.question):
        return []
    calls = [call for call in of_words(talk) if call.act in _KEEPS_NOTHING]
    return acts()[calls[0].act].do(talk, **calls[0].args) if calls else []
