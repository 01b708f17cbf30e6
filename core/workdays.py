"""Decide which days are worked: holidays with Tết, swaps, make-up days; a year not announced is provisional."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from holidays import country_holidays

from core.holiday_table import ANNOUNCED_UNTIL, SWAPS

_SATURDAY = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkingDay:
    """A working day, and whether its year is only computed, not announced."""

    date: date
    provisional: bool


@dataclass(frozen=True, slots=True)
class Exceptional:
    """A day that differs from Monday to Friday: off, or worked on a weekend, and why."""

    date: date
    works: bool
    name: str = ""


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Working days, worked out a year at a time when first asked for; every question is then a binary search.

    `entered` is what the office has entered of the announced calendars: it goes before all that was known otherwise.
    """

    swaps: Mapping[date, date] = field(default_factory=lambda: SWAPS)
    announced_until: int = ANNOUNCED_UNTIL
    entered: tuple[Exceptional, ...] = ()
    _years: dict[int, list[int]] = field(default_factory=dict, init=False, compare=False, repr=False)
    _entered_years: frozenset[int] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_entered_years", frozenset(one.date.year for one in self.entered))

    def is_announced(self, year: int) -> bool:
        """A year of which the office has entered anything is an announced one."""
        return year <= self.announced_until or year in self._entered_years

    def exceptions(self, year: int) -> list[Exceptional]:
        """Every day of a year that differs from Monday to Friday, in order, by the name it is known under."""
        known = country_holidays("VN", years=year, language="vi")
        names = {**known, **dict.fromkeys(self.swaps, "Nghỉ hoán đổi"), **dict.fromkeys(self.swaps.values(), "Làm bù")}
        names |= {one.date: one.name for one in self.entered}
        days = (date.fromordinal(n) for n in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()))
        worked = ((day, self.is_working(day)) for day in days)
        return [
            Exceptional(day, works, names.get(day, "")) for day, works in worked if works != (day.weekday() < _SATURDAY)
        ]

    def is_working(self, day: date) -> bool:
        days = self._working(day.year)
        at = bisect_left(days, day.toordinal())
        return at < len(days) and days[at] == day.toordinal()

    def last_working_on_or_before(self, day: date) -> WorkingDay:
        return self._at(day.year, bisect_right(self._working(day.year), day.toordinal()) - 1)

    def next_working_on_or_after(self, day: date) -> WorkingDay:
        return self._at(day.year, bisect_left(self._working(day.year), day.toordinal()))

    def back(self, day: date, working_days: int) -> WorkingDay:
        """The working day so many before `day`; 0 is the last one on or before it."""
        if working_days == 0:
            return self.last_working_on_or_before(day)
        return self._at(day.year, bisect_left(self._working(day.year), day.toordinal()) - working_days)

    def forward(self, day: date, working_days: int) -> WorkingDay:
        """The working day so many after `day`; 0 is the next one on or after it."""
        if working_days == 0:
            return self.next_working_on_or_after(day)
        return self._at(day.year, bisect_right(self._working(day.year), day.toordinal()) + working_days - 1)

    def between(self, first: date, second: date) -> int:
        """Working days after `first` up to and including `second`; negative when `second` lies before `first`."""
        if second < first:
            return -self.between(second, first)
        whole_years = sum(len(self._working(year)) for year in range(first.year, second.year))
        return whole_years + self._rank(second) - self._rank(first)

    def _rank(self, day: date) -> int:
        return bisect_right(self._working(day.year), day.toordinal())

    def _at(self, year: int, index: int) -> WorkingDay:
        """The working day at this index of the year's list; an index outside runs on into neighbouring years."""
        while index < 0:
            year -= 1
            index += len(self._working(year))
        while index >= len(self._working(year)):
            index -= len(self._working(year))
            year += 1
        return WorkingDay(date.fromordinal(self._working(year)[index]), provisional=not self.is_announced(year))

    def _working(self, year: int) -> list[int]:
        days = self._years.get(year)
        if days is None:
            days = self._years[year] = self._work_out(year)
        return days

    def _work_out(self, year: int) -> list[int]:
        known = country_holidays("VN", years=year)
        off = {*known, *self.swaps}
        made_up = {*known.weekend_workdays, *self.swaps.values()}
        entered = {one.date: one.works for one in self.entered}
        first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        every = (date.fromordinal(n) for n in range(first, last + 1))
        usual = ((d, d in made_up or (d.weekday() < _SATURDAY and d not in off)) for d in every)
        return [day.toordinal() for day, works in usual if entered.get(day, works)]
