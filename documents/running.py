"""Decide which lines are no part of a document: running heads, page numbers, stamps of digital signatures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from documents.joining import RawLine

_PAGE_NUMBER = re.compile(r"^\W*(?:Trang\s*)?\d{1,3}(?:\s*[/|]\s*\d{1,3})?\W*$", re.IGNORECASE)
_FOOT = re.compile(
    r"^\s*(?:[-–—]\s*\d{1,3}\s*[-–—]|Trang\s+\d{1,3}(?:\s*/\s*\d{1,3})?|Văn bản được ký số bởi\s*:.*)\s*$"
)
_STAMP = re.compile(
    r"^\s*(?:(?:Người ký|Ký bởi|Được ký bởi|Signed by|Signature|Digitally signed|Ngày ký|Thời gian ký|Giờ ký"
    r"|Signing time|Email|Hòm thư)\s*[:：]"
    r"|Cơ quan\s*:\s*|Chức vụ\s*:\s*|Thời gian ký|VGP\b|Date:\s*\d{4}|Signature Not Verified|Signature Valid)",
    re.IGNORECASE,
)
_SIGNED_AT = re.compile(
    r"^\s*(?:\+07:?00|'?07'?00'?|\d{1,2}[./-]\d{1,2}[./-]\d{4}\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s*\+07:?00)?)\s*$"
)
_GAZETTE = re.compile(r"^\W*(?:\d{1,3}\s+)?CÔNG BÁO(?: [A-ZĐÀ-Ỹ ]{2,40})?\s*/\s*Số\s*[\d+ ]+.{0,40}$")
_PAGE_BREAK = re.compile(r"^\s*-{2,}\s*(?:PAGE BREAK|Page \d+|Trang \d+)\s*-{2,}\s*$", re.IGNORECASE)
_TITLE = 20
_PROSE = 40  # a line of a sentence, not of a table
_SIGNED_BY = re.compile(r"^\s*(?:Ký bởi|Người ký|Được ký bởi|Thời gian ký|Signature|Digitally signed)\b", re.IGNORECASE)


def without_running_lines(pages: list[list[RawLine]]) -> list[list[RawLine]]:
    """What stands at the head or foot of most pages, bare page numbers and stamps is not part of the document."""
    edges = Counter(
        text for page in pages for text in {_masked(line.text) for line in page[:2] + page[-2:] if line.row is None}
    )
    often = {text for text, times in edges.items() if len(pages) > 1 and times >= max(2, 0.6 * len(pages))}
    return [_page_without(page, often) for page in pages]


def set_aside(pages: list[list[RawLine]], kept: list[list[RawLine]]) -> tuple[str, ...]:
    """What was left out, each once: a mark of secrecy is often a running head."""
    left = [line.text for page in pages for line in page if line.row is None]
    staying = {line.text for page in kept for line in page}
    return tuple(dict.fromkeys(text for text in left if text not in staying))


def _page_without(page: list[RawLine], often: set[str]) -> list[RawLine]:
    kept = []
    for place, line in enumerate(page):
        if line.row is not None:
            kept.append(line)
            continue
        edge = place < 2 or place >= len(page) - 2
        if edge and (_masked(line.text) in often or _PAGE_NUMBER.match(line.text)):
            continue
        if _is_stamp(line):
            continue
        kept.append(line)
    return kept


def _masked(text: str) -> str:
    return re.sub(r"\d+", "#", text).strip().lower()


def _is_stamp(line: RawLine) -> bool:
    return bool(_STAMP.match(line.text) or _SIGNED_AT.match(line.text))


def without_feet(lines: Sequence[RawLine]) -> list[RawLine]:
    """'Trang 3/4' between two rows of a table is no cell of either."""
    return [line for line in lines if not _FOOT.match(line.text)]


def without_stamps(lines: Sequence[RawLine]) -> list[RawLine]:
    """The same for text whose pages are not known: heads of the gazette, numbers of pages, and stamps.

    'Người ký: …' alone is a field.
    """
    paged = any(_PAGE_BREAK.match(line.text) for line in lines)
    gazette = sum(1 for line in lines if _GAZETTE.match(line.text)) > 1
    stamped = any(_SIGNED_BY.match(line.text) for line in lines) and sum(map(_is_stamp, lines)) > 1
    return [
        line
        for line in _without_page_numbers(_without_titles(lines))
        if line.row is not None
        or not (
            (gazette and _GAZETTE.match(line.text))
            or ((gazette or paged) and _PAGE_NUMBER.match(line.text))
            or _PAGE_BREAK.match(line.text)
            or (stamped and _is_stamp(line))
        )
    ]


def _without_titles(lines: Sequence[RawLine]) -> list[RawLine]:
    """A title said again below every page's number is no part of the text, nor is the number."""
    pages = [at for at, line in enumerate(lines[:-1]) if line.row is None and _is_page(line.text.strip())]
    below = Counter(lines[at + 1].text.strip() for at in pages if lines[at + 1].row is None)
    titles = {text for text, times in below.items() if len(text) > _TITLE and times > 1}
    left = {n for at in pages if lines[at + 1].text.strip() in titles for n in (at, at + 1)}
    return [line for n, line in enumerate(lines) if n not in left]


def _without_page_numbers(lines: Sequence[RawLine]) -> list[RawLine]:
    """A sentence that goes on behind a page's number is not broken by it."""
    kept: list[RawLine] = []
    at = 0
    while at < len(lines):
        if (over := _breaks_a_sentence(lines, at)) > 0:
            at += over
            continue
        kept.append(lines[at])
        at += 1
    return kept


def _breaks_a_sentence(lines: Sequence[RawLine], at: int) -> int:
    """How many lines of a page's edge begin here: its number with a blank line on both sides, or on the lower alone."""
    around = lines[at - 1 : at + 7] if at else []
    if len(around) < 4 or any(line.row is not None for line in around):
        return 0
    before, *edge = (line.text.strip() for line in around)
    if len(before) <= _PROSE or before[-1] in ".;:!?…":
        return 0
    number, *goes_on = [n for n, text in enumerate(edge) if text] or [0]
    if not _is_page(edge[number]) or not goes_on:
        return 0
    after = edge[goes_on[0]]
    apart = number > 0 and goes_on[0] > number + 1
    below = goes_on[0] > number + 1 and (after[0].islower() or after[0].isdigit())
    return goes_on[0] if apart or below or _GAZETTE.match(edge[number]) else 0


def _is_page(text: str) -> bool:
    return (text.isdigit() and len(text) <= 3) or _GAZETTE.match(text) is not None
