"""The rules of reminding once more, in the plainest way: day by day, from what is known of a task at an instant.

Written from the description of the domain, and sharing no code with the ladder or the working calendar: what is
sent in a simulated year is compared with this.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from holidays import country_holidays

ZONE = dt.timezone(dt.timedelta(hours=7))
DAY = dt.timedelta(days=1)
MORNING, CLOSES = dt.time(7, 30), dt.time(18)
SWAPPED = {dt.date(2026, 1, 2): False, dt.date(2026, 1, 10): True}
SWAPPED |= {dt.date(2026, 8, 31): False, dt.date(2026, 8, 22): True}


def at(day: dt.date, clock: dt.time) -> dt.datetime:
    return dt.datetime.combine(day, clock, tzinfo=ZONE)


def local_day(moment: dt.datetime) -> dt.date:
    return moment.astimezone(ZONE).date()


@cache
def off_in(year: int) -> frozenset[dt.date]:
    return frozenset(country_holidays("VN", years=year))


@dataclass
class Days:
    """Which days are worked; what was counted once is remembered, as a year asks for the same again and again."""

    entered: dict[dt.date, bool] = field(default_factory=dict)
    known: dict[tuple[dt.date, dt.date], int] = field(default_factory=dict)

    def worked(self, day: dt.date) -> bool:
        if day in self.entered:
            return self.entered[day]
        if day in SWAPPED:
            return SWAPPED[day]
        return day.weekday() < 5 and day not in off_in(day.year)

    def sending(self, moment: dt.datetime) -> bool:
        here = moment.astimezone(ZONE)
        return self.worked(here.date()) and MORNING <= here.time() < CLOSES

    def counted(self, first: dt.date, last: dt.date) -> int:
        """Worked days from `first` to `last`, both included."""
        if (first, last) not in self.known:
            self.known[first, last] = sum(self.worked(first + n * DAY) for n in range((last - first).days + 1))
        return self.known[first, last]

    def last_before(self, day: dt.date) -> dt.date:
        return day if self.worked(day) else self.last_before(day - DAY)

    def after(self, day: dt.date, worked_days: int) -> dt.date:
        while worked_days:
            day += DAY
            worked_days -= self.worked(day)
        return day


@dataclass
class Duty:
    """A task as history has it now."""

    number: int
    status: str = "not_started"
    last: dt.date | None = None
    late_from: dt.date | None = None
    hour: dt.time | None = None
    urgent: bool = False
    given_until: dt.date | None = None  # returned for more, with a new date
    signing: dt.date | None = None
    asked: dt.date | None = None  # an extension that nobody has answered
    rungs: tuple[int, ...] | None = None
    acknowledged: bool = False

    @property
    def open(self) -> bool:
        return self.status in {"not_started", "in_progress"}

    @property
    def waits(self) -> bool:
        return self.asked is not None and (self.late_from is None or self.asked < self.late_from)

    @property
    def counts_to(self) -> tuple[dt.date, dt.date, dt.time | None, bool] | None:
        """Last day, first late day, hour, and whether it is counted in hours."""
        if self.given_until and (self.last is None or self.given_until > self.last):
            return self.given_until, self.given_until + DAY, None, False
        if self.last is None or self.late_from is None:
            return None
        return self.last, self.late_from, self.hour, self.urgent or self.hour is not None


@dataclass
class Hand:
    """A task in one person's hands. Everything up to `seen_to` has been looked at."""

    key: int
    duty: Duty
    person: int
    since: dt.datetime
    seen_to: dt.datetime
    put_off: dt.datetime | None = None
    ended: bool = False

    def belongs_to(self) -> dt.date:
        target = self.duty.counts_to
        return target[0] if target else local_day(self.since)

    def once(self, step: str) -> tuple[int, str, dt.date]:
        """What is said once: asking to acknowledge belongs to the handing over, everything else to the deadline."""
        return self.key, step, local_day(self.since) if step.startswith("A") else self.belongs_to()


def silent(hand: Hand, moment: dt.datetime, days: Days) -> bool:
    duty = hand.duty
    if not duty.open or duty.waits or (hand.put_off is not None and moment < hand.put_off):
        return True
    return duty.signing is not None and moment < at(days.after(duty.signing, 3), dt.time())


def steps(
    hand: Hand, after: dt.datetime, until: dt.datetime, days: Days, usual: tuple[int, ...]
) -> list[tuple[dt.datetime, str]]:
    """Every step after one instant up to another, in order; of two at one moment the weightier."""
    found: dict[dt.datetime, str] = {}
    for moment, code in _all(hand, after, until, days, usual):
        if after < moment <= until and moment >= hand.since and not silent(hand, moment, days):
            found.setdefault(moment, code)
    return sorted(found.items())


def _all(
    hand: Hand, after: dt.datetime, until: dt.datetime, days: Days, usual: tuple[int, ...]
) -> Iterator[tuple[dt.datetime, str]]:
    duty, target = hand.duty, hand.duty.counts_to
    if target and target[3]:
        end = at(target[0], target[2] or CLOSES)
        yield from ((end - dt.timedelta(hours=hours), f"H-{hours}") for hours in (24, 4, 1))
    day = local_day(after)
    while day <= local_day(until):
        if days.worked(day):
            yield from ((at(day, MORNING), code) for code in _of_day(hand, day, days, duty.rungs or usual))
        day += DAY
    if hand.put_off is not None:
        yield hand.put_off, "S"


def _of_day(hand: Hand, day: dt.date, days: Days, rungs: tuple[int, ...]) -> Iterator[str]:
    target = hand.duty.counts_to
    if target is not None:
        last, late_from, hour, by_hours = target
        worked_last = days.last_before(last)
        left = days.counted(day + DAY, worked_last)
        soon = by_hours and at(day, MORNING) >= at(last, hour or CLOSES) - DAY
        if day <= worked_last and left in rungs and not soon:
            yield f"T-{left}"
        passed = days.counted(late_from, day) if day >= late_from else 0
        if 0 < passed <= 5:
            yield f"Q+{passed}"
        elif passed > 5 and passed % 5 == 0:
            yield f"W+{passed // 5 - 1}"
    waited = days.counted(local_day(hand.since) + DAY, day)
    known = hand.duty.acknowledged or hand.duty.status != "not_started"
    if not known and day > local_day(hand.since) and waited in {1, 2}:
        yield f"A+{waited}"
