"""Recognise what people say beside the work: greetings, thanks, a bare 'ok'. It reports nothing."""

from __future__ import annotations

import re
from enum import Enum

from core.text import fold

_WHOM = r"(?:cac |moi |quy )?(?:dong chi|anh|chi|em|co|chu|bac|ban|he thong|don doc|bot|nguoi|ac|d/c|dc)"
_TAIL = rf"(?:[ ,.!]+(?:{_WHOM}|nhieu|nhe|nha|a|roi|lam|va|day|vay|the|luon|do|oi|buoi sang|buoi chieu|ca nha))*[ ,.!]*"
_GREETING = re.compile(rf"(?:(?:em|toi|xin|kinh|da) )*(?:chao|alo|a lo|hello|hi){_TAIL}")
_THANKS = re.compile(rf"(?:(?:em|toi|xin|chan thanh|rat|da|vang|ok)[ ,]+)*(?:cam on|cam ta|thanks?|tks){_TAIL}")
_ASSENT = re.compile(
    r"(?:(?:da|vang|ok)[ ,]+)*(?:ok|oke|okie|oki|okay|vang|uh|um|u|chuan|phai|dung|chinh xac|dong y|nhat tri)" + _TAIL
)


class Courtesy(Enum):
    GREETING = "greeting"
    THANKS = "thanks"
    ASSENT = "assent"


def courtesy(text: str) -> Courtesy | None:
    """What a message is when it is nothing but a courtesy."""
    plain = fold(text[:200])
    for found, pattern in ((Courtesy.GREETING, _GREETING), (Courtesy.THANKS, _THANKS), (Courtesy.ASSENT, _ASSENT)):
        if pattern.fullmatch(plain):
            return found
    return None


def assents(text: str) -> bool:
    return courtesy(text) is Courtesy.ASSENT
