"""Read the deadline of a phrase, and find every deadline and recurring duty inside a running text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import pairwise

from core.deadlines import found
from core.deadlines.cues import (
    Cue,
    cue_of,
    in_year_of_plan,
    issued_before,
    kind_of,
    latest,
    orders,
)
from core.deadlines.durations import Duration, due, durations
from core.deadlines.found import Found, Reading
from core.deadlines.patterns import Unit
from core.deadlines.plain import Plain, plain
from core.deadlines.points import Point, points
from core.deadlines.recurring import Series, recurrences
from core.deadlines.resolve import Days, resolve
from core.deadlines.series import next_due
from core.deadlines.spoken import spoken_for
from core.deadlines.vocabulary import ASIDE, LUNAR, Role
from core.proposal import Boundary, Deadline, Recurrence
from core.workdays import WorkingCalendar

_VAGUE = re.compile(
    r"(?<![a-z])(?:khan truong|kip thoi|som|ngay lap tuc|cang som|dot xuat|theo yeu cau|theo quy dinh|"
    r"theo tien do|dinh ky|khi co)(?![a-z])"
)
_ONGOING = re.compile(
    r"(?<![a-z])(?:thuong xuyen|lien tuc|duy tri|(?:ca|quanh|suot) nam|(?:moi|hang|tung) (?:hoc )?ky)(?![a-z])"
)
_MONTHS = re.compile(r"\W*(?:vao )?(?:cac )?thang (?P<which>[0-9]{1,2}(?:(?:[,;]| va|, va) (?:thang )?[0-9]{1,2})+)\W*")
_NAMES_A_DAY = re.compile(r"ngày \d|\d ?[/.-] ?\d{1,2}(?!\d)", re.IGNORECASE)
_WORDS = re.compile(r"[a-z]+")
_SLIP = timedelta(days=2 * 366)
_BARE_WORDS = 12
_YEAR_WORDS = 3

Acceptance = Callable[[str, Point, Cue, bool], bool]


def find_deadlines(
    text: str, *, issued: date | None, calendar: WorkingCalendar, about: date | None = None
) -> list[Found]:
    """Every deadline or recurring duty of a running text, in its order; cited, past and planned dates are left out.

    `about`: where the issue date is unknown, the day from which a year that is not written is counted.
    """
    search = _Search.of(text, issued=issued, calendar=calendar, about=about)
    return search.every(_in_running_text, [s for s in search.series if s.firm])


def read_deadline(
    phrase: str, *, issued: date | None, calendar: WorkingCalendar, about: date | None = None
) -> Reading | None:
    """How a phrase that speaks of time is understood; None when it does not speak of time."""
    search = _Search.of(phrase, issued=issued, calendar=calendar, about=about)
    if (yearly := _in_these_months(search.text.text, phrase, issued)) is not None:
        return Reading(recurrence=yearly)
    every = search.every(_in_running_text, search.series)
    if not any(f.deadline or f.recurrence for f in every):
        every = search.every(_in_a_phrase, search.series) or every
    if not every:
        return _without_date(search.text.text)
    dated = next((f for f in every if f.deadline), None)
    recurring = next((f.recurrence for f in every if f.recurrence), None)
    first = dated or next((f for f in every if f.recurrence), every[0])
    return Reading(dated.deadline if dated else None, recurring, first.doubts, first.kind)


def _in_these_months(text: str, phrase: str, issued: date | None) -> Recurrence | None:
    """'Tháng 6, tháng 12' and nothing else comes again each year; months in a row are one period."""
    found = _MONTHS.fullmatch(text)
    months = [int(month) for month in re.findall(r"[0-9]+", found["which"])] if found is not None else []
    if not months or not all(1 <= month <= 12 for month in months) or any(b - a in {0, 1} for a, b in pairwise(months)):
        return None
    rule = f"FREQ=YEARLY;BYMONTH={','.join(map(str, sorted(months)))};BYMONTHDAY=-1"
    return Recurrence(" ".join(phrase.split()), rule, None if issued is None else next_due(rule, issued))


def _without_date(text: str) -> Reading | None:
    if _ONGOING.search(text):
        return Reading(doubts=(found.ONGOING,))
    return Reading(doubts=(found.VAGUE,)) if _VAGUE.search(text) or points(text) else None


@dataclass(frozen=True, slots=True)
class _Search:
    """One text being read: its points of time, each taken once."""

    text: Plain
    known: list[Point]
    series: list[Series]
    issued: date | None
    calendar: WorkingCalendar
    about: date | None

    @classmethod
    def of(cls, source: str, *, issued: date | None, calendar: WorkingCalendar, about: date | None = None) -> _Search:
        text = plain(source)
        known = [point for point in points(text.text) if LUNAR.match(text.text, point.end) is None]
        return cls(text, known, recurrences(text.text, known, issued=issued), issued, calendar, issued or about)

    def every(self, accepted: Acceptance, series: list[Series]) -> list[Found]:
        lasting = [d for d in durations(self.text.text, self.known) if not _meets(d, series)]
        alone = [p for p in self.known if not _meets(p, series) and not _meets(p, lasting)]
        out = [self._recurring(s) for s in series]
        out += [self._lasting(d) for d in lasting]
        out += [f for p in alone if (f := self._dated(p, accepted)) is not None]
        return self._explained(sorted(out, key=lambda f: f.span))

    def _explained(self, every: list[Found]) -> list[Found]:
        """'xong trong tuần này (trước 08/11)': the day in brackets is what words that name no day mean."""
        kept = every[:1]
        for before, one in pairwise(every):
            between = self.text.source[before.span[1] : one.span[0]]
            vague = before.deadline is not None and _NAMES_A_DAY.search(before.deadline.text) is None
            bracketed = vague and one.deadline is not None and between.strip() == "("
            if bracketed and _same_day(before, one):  # 'trước 18 giờ hôm nay (04/8)' keeps its hour
                continue
            if bracketed:
                kept.pop()
            kept.append(one)
        return kept

    def _recurring(self, series: Series) -> Found:
        first, last = self.text.slice(series.start, series.end)
        recurrence = Recurrence(self._words(first, last), series.rule, series.first)
        return Found((first, last), None, recurrence, (), kind_of(self.text.text, series.start, series.end))

    def _lasting(self, lasting: Duration) -> Found:
        days = due(lasting, issued=self.issued, calendar=self.calendar)
        return self._found(lasting.start, lasting.end, days, lasting.boundary, None)

    def _dated(self, point: Point, accepted: Acceptance) -> Found | None:
        cue = cue_of(self.text.text, point)
        days = self._supposed(resolve(in_year_of_plan(self.text.text, point), self.about))
        past = self.issued is not None and days.last is not None and days.last < self.issued
        if not accepted(self.text.text, point, cue, past) or (accepted is _in_running_text and self._long_past(days)):
            return None
        if cue.role is Role.START:
            return self._found(cue.start, point.end, Days(doubts=(found.START_ONLY,)), cue.boundary, point)
        if point.early:
            return self._found(cue.start, point.end, Days(doubts=(found.VAGUE,)), cue.boundary, point)
        return self._found(cue.start, point.end, days, cue.boundary, point)

    def _long_past(self, days: Days) -> bool:
        """'Đất giao trước ngày 15/10/1993' tells which land; a slip is of a year at most."""
        return self.issued is not None and days.last is not None and self.issued - days.last > _SLIP

    def _supposed(self, days: Days) -> Days:
        """Without an issue date a year is supposed only where the day is near the document's other days."""
        return Days(doubts=(found.YEAR_UNKNOWN,)) if self.issued is None and found.YEAR_FAR in days.doubts else days

    def _found(self, start: int, end: int, days: Days, boundary: Boundary, point: Point | None) -> Found:
        first, last = self.text.slice(start, end)
        kind = kind_of(self.text.text, start, end)
        named = _named_day(days, boundary, point)
        if named is None:
            return Found((first, last), None, None, days.doubts, kind)
        hour = point.hour if point is not None else None
        whole_day_left = hour is not None and hour > time.min
        last_day = named - timedelta(days=1) if boundary is Boundary.BEFORE and not whole_day_left else named
        worked = self.calendar.last_working_on_or_before(last_day).date
        deadline = Deadline(self._words(first, last), named, boundary, kind, last_day, worked, hour)
        return Found((first, last), deadline, None, days.doubts + self._doubts(named, point), kind)

    def _doubts(self, named: date, point: Point | None) -> tuple[str, ...]:
        late = self.issued is not None and named < self.issued
        supposed = self.issued is None and point is not None and point.year is None
        twice = point is not None and point.twice
        said = ((late, found.BEFORE_ISSUE), (supposed, found.YEAR_FAR), (twice, found.SAID_TWICE))
        return tuple(doubt for doubtful, doubt in said if doubtful)

    def _words(self, first: int, last: int) -> str:
        return " ".join(self.text.source[first:last].split())


def _same_day(one: Found, other: Found) -> bool:
    return one.deadline is not None and other.deadline is not None and one.deadline.date == other.deadline.date


def _named_day(days: Days, boundary: Boundary, point: Point | None) -> date | None:
    """'Trước tháng 6' names its first day; every other period its last."""
    if boundary is Boundary.BEFORE and point is not None and point.unit is not Unit.DAY:
        return days.first
    return days.last


def _meets(one: Point | Duration, others: list[Series] | list[Duration]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)


def _in_running_text(text: str, point: Point, cue: Cue, past: bool) -> bool:
    if cue.role is Role.FIRM:
        return not (past and (not latest(text, cue, point) or issued_before(text, cue)))
    if past or point.early:
        return False
    if cue.role is Role.LIKELY and orders(text, cue, point):
        return True
    return spoken_for(text, cue, point)


def _in_a_phrase(text: str, point: Point, cue: Cue, _past: bool) -> bool:
    """A table cell or a label: nothing but the date, and a few words beside it."""
    words = len(_WORDS.findall(text[: cue.start] + " " + text[point.end :]))
    limit = _YEAR_WORDS if point.bare and point.unit is Unit.YEAR else _BARE_WORDS
    if cue.role is Role.UNCUED and ASIDE.search(text[: cue.start]):
        return False
    return cue.role is not Role.NONE and words <= limit
