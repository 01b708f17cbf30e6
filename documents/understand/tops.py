"""Find where the letterhead begins on a page of the web: navigation, a heading or fields may stand above it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.understand.chats import sent_on
from documents.understand.forms import DAY, MOTTO, is_upper, number_in
from documents.understand.paragraphs import Para

_BEGUN = re.compile(r"^\W*(?:Kính gửi|Căn cứ|Điều \d+\.|[IVX]+[.)/]\s)")
_BESIDE = re.compile(r"^\W*(?:V/v|Về việc)\b")


def letterhead_at(top: Sequence[Para]) -> int:
    """The line of the motto, or of the names, number and subject right above it; 0 where a document began before."""
    motto = next((n for n, para in enumerate(top) if MOTTO.search(para.text)), 0)
    if not motto and (greeted := _below_a_greeting(top)):
        return greeted
    at = _first_of_it(top, motto)
    begun = any(number_in(para.text) is not None or _BEGUN.match(para.text) for para in top[:at])
    return 0 if begun else at


def _first_of_it(top: Sequence[Para], at: int) -> int:
    while at > 0 and _of_letterhead(top[at - 1].text):
        at -= 1
    return at


def _below_a_greeting(top: Sequence[Para]) -> int:
    """Of a message that greets and then passes a document on, the names above that one's number; 0 of any other."""
    if not any(sent_on([para]) for para in top[:1]):
        return 0
    numbered = next((n for n, para in enumerate(top) if number_in(para.text)), 0)
    return _first_of_it(top, numbered)


def _of_letterhead(text: str) -> bool:
    goes_on = text[:1].islower() and len(text) < 80
    return bool(
        goes_on
        or text.isupper()
        or is_upper(text)
        or number_in(text) is not None
        or DAY.search(text)
        or _BESIDE.match(text)
    )
