"""The one place that decides how people are addressed: 'đồng chí', or 'anh/chị' where the office prefers it.

Sentences here are written with 'đồng chí'. What a document or a person wrote keeps its words: they pass `theirs`, which
ties the two syllables with a no-break space (nothing outside holds one: core.text.clean), and `addressed` unties them.
"""

from __future__ import annotations

import re

from core import text as plain

COMRADE, PLAIN = "đồng chí", "anh/chị"
_OURS = re.compile(r"([Đđ])ồng[ \n]chí")
_TIED = "ồng\u00a0chí"


def theirs(words: str) -> str:
    """Somebody's own words, to be shown as they are."""
    return words.replace("ồng chí", _TIED)


def shorten(words: str, limit: int) -> str:
    """At most so long, on one line; somebody's own words."""
    return theirs(plain.shorten(words, limit))


def addressed(message: str, address: str) -> str:
    """The message as this office speaks, at the last step before a channel."""
    if address != COMRADE:
        message = _OURS.sub(lambda found: address if found[1] == "đ" else address[0].upper() + address[1:], message)
    return message.replace(_TIED, "ồng chí")
