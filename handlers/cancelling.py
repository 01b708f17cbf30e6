"""Close the open question ('/huy')."""

from __future__ import annotations

from core.messages import Reply
from core.wording import refusals
from db import prompts
from handlers.talk import Act, Talk


def cancel(talk: Talk, *, said: str = "") -> list[Reply]:  # noqa: ARG001 (a command is given its argument)
    closed = prompts.cancel(talk.conn, talk.event.address, real_now=talk.real_now)
    return [refusals.cancelled() if closed else refusals.nothing_open()]


ACTS = {"question.cancel": Act(cancel)}
COMMANDS = {"huy": "question.cancel"}
