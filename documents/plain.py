"""Read a .txt file: find its encoding, keep tables as rows, and undo hard line wraps."""

from __future__ import annotations

import html
import re

from core.problems import AskAgain
from core.text import clean
from documents.aligned import with_aligned
from documents.barred import with_barred
from documents.columns import with_rows
from documents.joining import RawLine, join
from documents.legacy import change_for, mended
from documents.narrow import rejoined
from documents.running import without_feet, without_stamps
from documents.source import Source, row
from documents.stacked import with_stacked

_RULE = frozenset("|+:-= ")
_MANY = 5
_HEADING = re.compile(r"^\s*#{1,6}\s+")
_ENTITY = re.compile(r"&(?:nbsp|amp|quot|lt|gt|[lr]aquo|[lr]dquo|ndash|hellip|#\d{2,5});")
_BREAK = re.compile(r"<(?:br|/p|/div|/tr|/li)\b[^<>]{0,200}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]{0,500}>", re.IGNORECASE)
_MARKS = re.compile(r"\*\*|__|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])")


def read_text(data: bytes) -> Source:
    """The text of the file, as paragraphs and rows."""
    return from_text(decode(data))


def decode(data: bytes) -> str:
    """UTF-8 first, then UTF-16 by its mark, then the Vietnamese Windows code page."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return _decoded(data, "utf-16")
    if (legacy := _legacy(data)) is not None:
        return legacy
    for name in ("utf-8-sig", "cp1258"):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    raise AskAgain("unknown_kind")


def _legacy(data: bytes) -> str | None:
    """Bytes of the fonts of before Unicode are no UTF-8, and become Vietnamese only by their own table."""
    if data.isascii():
        return None
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
        change = change_for(text)
        return None if change is None else change(text)
    return None


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise AskAgain("broken") from error


def from_text(text: str) -> Source:
    """Pages are parted by form feeds; a byte-order mark and Markdown's own marks are not text."""
    raw: list[RawLine] = []
    typed = _POINTER.sub(r"\1- ", _KEYCAP.sub(r"\1. ", _without_quotes(_without_html(text))))
    pages = mended(typed).replace("\ufeff", "").split("\f")
    for number, page in enumerate(pages, start=1):
        own = without_feet([_line(line, number) for line in rejoined(clean(page)).split("\n")])
        raw += with_stacked(with_barred(with_rows(with_aligned(own))))
    lines = join(without_stamps(raw))
    if not any(line.text for line in lines):
        raise AskAgain("empty")
    return Source(tuple(lines), pages=len(pages), kind="txt")


_KEYCAP = re.compile("(\\d)\ufe0f?\u20e3 ?")  # '1️⃣ CÁC THÔN' of a phone
_POINTER = re.compile(
    "^(\\s*)(?:[\U0001f449\u2705\U0001f4cc\U0001f538\U0001f539\u27a1\u25b6\u2714]\ufe0f? ?)+", re.MULTILINE
)


_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)


def _without_quotes(text: str) -> str:
    """A mail that was passed on has '> ' before every line."""
    return _QUOTED.sub("", text) if len(_QUOTED.findall(text)) > _MANY else text


def _without_html(text: str) -> str:
    """Text cut out of a page's source has its entities and tags: '&nbsp;', '<a href=…>'."""
    if _ENTITY.search(text) is None:
        return text
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", text)))


def _line(text: str, page: int) -> RawLine:
    stripped = text.strip()
    if _RULE.issuperset(stripped) and "--" in stripped and ("|" in stripped or len(stripped) > 3):
        return RawLine("", page)
    if stripped.startswith("|") and stripped.count("|") > 2:
        return RawLine(stripped, page, row=row([_bare(cell) for cell in stripped.strip("|").split("|")], page=page))
    return RawLine(_bare(text), page)


def _bare(text: str) -> str:
    """Without the heading and emphasis marks of Markdown."""
    return _MARKS.sub("", _HEADING.sub("", text)).rstrip()
