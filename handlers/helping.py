"""'/trogiup': the page of the person's role."""

from __future__ import annotations

from core.messages import Reply
from core.wording import help as say
from handlers.talk import Act, Talk


def show(talk: Talk, *, said: str = "") -> list[Reply]:  # noqa: ARG001 (a command is given its argument)
    return [say.of(talk.person, talk.office)]


ACTS: dict[str, Act] = {"help.show": Act(show, looks=True)}
COMMANDS: dict[str, str] = {"trogiup": "help.show"}
