"""The days that lines name: about when a document was written whose own day is missing, and lines that are a day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from core.deadlines import Found
from documents.understand.forms import BLANK, DAY, date_of
from documents.understand.paragraphs import Para

_FULL = re.compile(
    r"(?<![\d/])(?P<day>\d{1,2})\s*(?:/|-|\.|tháng)\s*(?P<month>\d{1,2})\s*(?:/|-|\.|năm)\s*(?P<year>(?:19"
    r"|20)\d{2})(?!\d)"
)


_CITED = re.compile(rf"\w[/-][A-ZĐ][\w&/.-]*,?\s+ngày\s+(?P<named>{_FULL.pattern})")


def about_day(head: Sequence[Para], opening: Sequence[Para]) -> date | None:
    """The first of the month of a blank day ('ngày … tháng 9 năm 2025'); else the latest that the head names, or cites.

    Days in the opening count only as days of cited documents: those are past, while a deadline is not.
    """
    blank = next((found for para in head if (found := DAY.search(BLANK.sub(" ", para.text))) is not None), None)
    if blank is not None and blank.group("month").strip().isdigit() and 1 <= int(blank.group("month")) <= 12:
        return date(int(blank.group("year")), int(blank.group("month")), 1)
    cited = [found.group("named") for para in opening for found in _CITED.finditer(para.text)]
    return last_day("\n".join(para.text for para in head)) or last_day("\n".join(cited))


_IN_FORCE = re.compile(
    r"\bnày có hiệu lực(?: thi hành)?,? (?:kể )?từ ngày (?:(?P<signed>ký|ban hành)|(?P<named>\d{1,2}\s*(?:/|-|\.|tháng)"
    r"\s*\d{1,2}\s*(?:/|-|\.|năm)\s*\d{4}))",
    re.IGNORECASE,
)
_SINCE_FORCE = re.compile(r"ngày (?:[^\W\d_]+ ){1,3}này có hiệu lực(?: thi hành)?", re.IGNORECASE)


def in_force(paras: Sequence[Para], issued: date | None) -> date | None:
    """From when 'Quyết định này có hiệu lực kể từ ngày ký' says that it holds."""
    found = next((at for para in paras if (at := _IN_FORCE.search(para.text)) is not None), None)
    if found is None:
        return None
    return issued if found["signed"] else last_day(found["named"])


def since_force(text: str, day: date | None) -> str:
    """'trong 30 ngày kể từ ngày Quyết định này có hiệu lực' with that day in its place, each letter where it stood."""
    if day is None:
        return text
    return _SINCE_FORCE.sub(lambda at: f"ngày {day:%d/%m/%Y}".ljust(len(at.group())), text)


def as_said(found: Found, text: str) -> Found:
    """The time read with that day in its place, in the words that the text has there."""
    if found.deadline is None:
        return found
    start, end = found.span
    end = next((at.end() for at in _SINCE_FORCE.finditer(text) if at.start() < end <= at.end()), end)
    words = " ".join(text[start:end].split())
    return replace(found, span=(start, end), deadline=replace(found.deadline, text=words))


def last_day(text: str) -> date | None:
    return max((day for found in _FULL.finditer(text) if (day := date_of(found)) is not None), default=None)


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, where the calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


_DAY = re.compile(
    r"\W*(?:(?:thứ \w+|chủ nhật|ngày|sáng|chiều"
    r"|tối)[\s,(–-]+)+(?:ngày )?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?\W*$",
    re.IGNORECASE,
)


def is_day(line: str) -> bool:
    """'THỨ HAI (08/6)' and nothing else: what stands below is of that day."""
    return _DAY.match(line) is not None
