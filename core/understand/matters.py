"""Find the matter on which a leader's opinion is asked: 'đề nghị lãnh đạo cho ý kiến về nguồn vốn'."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.understand.pieces import Kind

if TYPE_CHECKING:
    from core.understand.letters import Line

_SELF = r"(?:(?:em|toi|xa|phuong|phong|so|don vi|chung toi|chung em|kinh|nay|dong thoi|va|rat|co|cung)\s)*"
_ASK = (
    r"(?:xin (?:y kien|chi dao)|xin [^.;\n]{0,60}?cho y kien"
    r"|(?:de nghi|kien nghi|mong|trinh|nho)\s[^.;\n]{0,60}?(?:cho y kien|chi dao|co y kien))"
)
_MATTER = re.compile(
    rf"(?:^|[.,;:\n]|{Kind.TASK.value}|(?<=\s)va\s)\s*[,:\-]?\s*(?P<words>{_SELF}{_ASK}(?![a-z])(?P<about>[^.;\n]*))"
)
_WHOM = re.compile(
    r"(?:\s|^)"
    r"(?:lanh dao|dong chi|chu tich|bi thu|cap tren|ubnd|tinh|thuong truc|chi dao|cua|cho|ve|viec|voi|a|anh|chi)"
    rf"(?=\s|$|{Kind.TASK.value})|[\s,]|{Kind.TASK.value}"
)


def matter(line: Line, masked: str, start: int, end: int) -> str | None:
    """In the person's own words; None where none is asked, or it is not said on what."""
    found = _MATTER.search(masked, start, end)
    if found is None or found["words"].rstrip().endswith("?") or not _WHOM.sub("", found["about"]):
        return None
    return line.words_of(found.start("words"), found.end("words")).strip(" ,")


def asks_without_matter(masked: str, start: int, end: int) -> bool:
    """'xin ý kiến về nv 18': on what is not said."""
    found = _MATTER.search(masked, start, end)
    return found is not None and not _WHOM.sub("", found["about"])
