"""'tin gọn', 'tin đầy đủ': how much is told on the channel on which it is typed."""

from __future__ import annotations

from core.messages import Reply
from core.wording import brief as say
from db import people
from handlers.talk import Act, Talk


def on(talk: Talk) -> list[Reply]:
    people.set_brief(talk.conn, talk.event.address, brief=True)
    return [say.on()]


def off(talk: Talk) -> list[Reply]:
    people.set_brief(talk.conn, talk.event.address, brief=False)
    return [say.off()]


ACTS: dict[str, Act] = {"brief.on": Act(on), "brief.off": Act(off)}
WORDS: dict[str, str] = {"tin gon": "brief.on", "tin day du": "brief.off"}
