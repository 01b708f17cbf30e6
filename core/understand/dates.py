"""Which day people mean when they type a date in chat: '20/4', 'thứ sáu tuần sau', 'cuối tháng', 'thêm 10 ngày'."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from core.problems import AskAgain
from core.understand.letters import read_line
from core.understand.numbers import DAY_WORDS, MONTH_WORDS, number
from core.understand.pieces import Kind, Piece, Taken
from core.understand.spans import spoken_span

if TYPE_CHECKING:
    from collections.abc import Iterator


class Side(Enum):
    """Which year a date without one belongs to."""

    NEXT = "next"  # the first such day on or after today: a new deadline
    NEAR = "near"  # the closest one, past or coming: a signed document, when something was or will be finished


@dataclass(frozen=True, slots=True)
class SpokenDate:
    """A date as said; `fixed` when it needs no year, `more_days` when it is a length of time."""

    text: str
    day: int = 0
    month: int = 0
    year: int | None = None
    fixed: date | None = None
    more_days: int | None = None

    @property
    def yearless(self) -> bool:
        """A day and month whose year was left to be understood."""
        return not self.fixed and self.year is None and self.month != 0

    def on(self, today: date, side: Side) -> date | None:
        """The day meant, or None where the calendar has no such day."""
        if self.fixed:
            return self.fixed
        if self.year is not None:
            return _day(self.year, self.month, self.day)
        step = range(9) if side is Side.NEXT else range(-1, 2)
        found = [day for turn in step if (day := self._turned(today, turn))]
        if side is Side.NEXT:
            return next((day for day in found if day >= today), None)
        return min(found, key=lambda day: abs((day - today).days), default=None)

    def _turned(self, today: date, turn: int) -> date | None:
        if self.month:
            return _day(today.year + turn, self.month, self.day)
        months = today.year * 12 + today.month - 1 + turn
        return _day(months // 12, months % 12 + 1, self.day)


@dataclass(frozen=True, slots=True)
class SpokenDay:
    """A day as it was understood; `yearless` where another year could have been meant."""

    day: date
    yearless: bool


_SEP = r"\s?[/.\-]\s?"
_NUMERIC = re.compile(
    r"(?<![\d/.\-])(?:"
    r"(?P<iso>\d{4}-\d{1,2}-\d{1,2})"
    rf"|(?P<full>\d{{1,2}}{_SEP}\d{{1,2}}{_SEP}(?:\d{{4}}|\d{{2}}))"
    r"|(?P<slash>\d{1,2}\s?/\s?\d{1,2})"
    r"|(?P<month>(?:(?:ngay |mung |mong |hom )?\d{1,2}"
    rf"|(?<![a-z]){DAY_WORDS}) thang (?:\d{{1,2}}|{MONTH_WORDS})"
    r"(?: nam \d{4}|[/\-]\d{4})?)"
    r"|(?P<marked>(?<=ngay )\d{1,2}[.\-]\d{1,2}|(?<=den )\d{1,2}[.\-]\d{1,2}|(?<=hom )\d{1,2}[.\-]\d{1,2}"
    r"|(?<=truoc )\d{1,2}[.\-]\d{1,2}|(?<=toi )\d{1,2}[.\-]\d{1,2})"
    r"|(?P<alone>(?:(?<=ngay )|(?<=mung )|(?<=hom ))\d{1,2}(?! ?thang (?:\d|nay|toi)| ?[a-z]*ngay))"
    r")(?![\d/])"
)
_WEEKDAY = re.compile(r"(?<![a-z])(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat)(?![a-z0-9])(?! tuan)")
_WEEK_BEFORE = timedelta(days=6)
_BARE = re.compile(r"\d{1,2}\s?[.\-]\s?\d{1,2}")
_DAY_WORD = re.compile(r"(?<![a-z])(?:vao |trong |tu )?(?:ngay|hom) ?$")


def date_at(text: str, start: int) -> tuple[SpokenDate, int] | None:
    """A written date that begins exactly here, and where it ends."""
    found = _NUMERIC.match(text, start)
    return (_read(found), found.end()) if found else None


def find_dates(text: str, *, today: date) -> list[Piece]:
    """Every date in the plain text, numeric ones first, none overlapping."""
    free = Taken(len(text))
    taken = [Piece(Kind.DATE, f.start(), f.end(), _read(f)) for f in _NUMERIC.finditer(text) if free.take(*f.span())]
    taken += [piece for piece in _spoken(text, today) if free.take(piece.start, piece.end)]
    return sorted((_with_day_word(piece, text) for piece in taken), key=lambda piece: piece.start)


def _with_day_word(piece: Piece, text: str) -> Piece:
    """'ngày' belongs to the date that follows it."""
    word = _DAY_WORD.search(text[max(0, piece.start - 10) : piece.start])
    return Piece(piece.kind, piece.start - len(word[0]), piece.end, piece.value) if word else piece


def read_date(text: str, *, today: date) -> date | None:
    """The day meant, today or later where no year is said; AskAgain('date_not_in_calendar') for a 31/4."""
    for piece in find_dates(_asked(text), today=today):
        day = piece.value.on(today, Side.NEXT)
        if day is None:
            raise AskAgain("date_not_in_calendar", detail=piece.value.text)
        return day  # type: ignore[no-any-return]
    return None


def _asked(text: str) -> str:
    """Where nothing but a day was asked for, '15.3' and '15-3' are days as well."""
    flat = read_line(text).flat
    return f"ngay {flat.strip()}" if _BARE.fullmatch(flat.strip()) else flat


def read_near_date(text: str, *, today: date) -> SpokenDay | None:
    """The closest such day, past or coming, where no year is said, and the last such weekday."""
    flat = _asked(text)
    since = today - _WEEK_BEFORE if _WEEKDAY.search(flat) else today
    for piece in find_dates(flat, today=since):
        day = piece.value.on(today, Side.NEAR)
        if day is None:
            raise AskAgain("date_not_in_calendar", detail=piece.value.text)
        return SpokenDay(day, yearless=piece.value.yearless)
    return None


def _read(found: re.Match[str]) -> SpokenDate:
    text, group = found[0], found.lastgroup
    if group == "iso":
        year, month, day = map(int, text.split("-"))
        return SpokenDate(text, day, month, year)
    if group == "month":
        return _read_month(text)
    parts = [int(part) for part in re.findall(r"\d+", text)]
    if group == "full":
        return SpokenDate(text, parts[0], parts[1], parts[2] + (2000 if parts[2] < 100 else 0))
    return SpokenDate(text, parts[0], parts[1] if len(parts) > 1 else 0)


def _read_month(text: str) -> SpokenDate:
    head, tail = re.split(r" thang ", text, maxsplit=1)
    figures = re.sub(r"\D", "", head)
    day = int(figures) if figures else number(head)
    named, _, year = re.sub(r"[/\-]| nam ", "@", tail).partition("@")
    month = number(named)
    return SpokenDate(text, day, month, int(year) if year else None)


def _day(year: int, month: int, day: int) -> date | None:
    if not (1 <= year <= 9998 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def _spoken(text: str, today: date) -> Iterator[Piece]:
    for start, end, day, more in spoken_span(text, today):
        yield Piece(Kind.DATE, start, end, SpokenDate(text[start:end], fixed=day, more_days=more))
