"""'/trogiup': the page of the person's role."""

from __future__ import annotations

from core.messages import Reply
from core.understand import Courtesy, courtesy
from core.wording import help as say
from handlers.talk import Act, Talk


def show(talk: Talk, *, said: str = "") -> list[Reply]:  # noqa: ARG001 (a command is given its argument)
    return [say.of(talk.person, talk.office)]


def civil(talk: Talk) -> list[Reply]:
    """Greetings and thanks get a short answer; whoever assents to nothing is told that nothing was kept."""
    match courtesy(talk.said):
        case Courtesy.GREETING:
            return [say.greeting(talk.person, talk.office)]
        case Courtesy.THANKS:
            return [say.thanked()]
        case Courtesy.ASSENT:
            return [say.nothing_asked()]
    return []


ACTS: dict[str, Act] = {"help.show": Act(show, looks=True)}
COMMANDS: dict[str, str] = {"trogiup": "help.show"}
