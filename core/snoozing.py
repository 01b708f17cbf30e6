"""Decide until when a reminder may be put off: this afternoon, tomorrow, three days; never past the deadline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum

from core.ladder import Target, cutoff, morning
from core.office import Office
from core.text import fold

AFTERNOON = dt.time(14, 0)
_LAST_HOUR = dt.timedelta(hours=1)


class Later(StrEnum):
    """What people choose."""

    AFTERNOON = "afternoon"
    TOMORROW = "tomorrow"
    THREE_DAYS = "three_days"


_SAID = {
    Later.AFTERNOON: ("chieu", "chieu nay", "trua"),
    Later.TOMORROW: ("mai", "ngay mai", "sang mai", "1 ngay", "mot ngay"),
    Later.THREE_DAYS: ("3 ngay", "3 ngay nua", "ba ngay", "ba ngay nua", "3 hom nua"),
}
_DAYS = {Later.TOMORROW: 1, Later.THREE_DAYS: 3}


def read(said: str) -> Later | None:
    """'chiều nay', 'mai', '3 ngày', typed as people do; None for anything else."""
    words = fold(said).strip(" .!").removeprefix("de ").removeprefix("nhac lai ").removeprefix("sau ")
    return next((later for later, ways in _SAID.items() if words in ways), None)


def until(later: Later, targets: Iterable[Target | None], *, now: dt.datetime, office: Office) -> dt.datetime | None:
    """The instant to remind again, brought forward to the last one before the nearest deadline, if there is one."""
    wanted = _wanted(later, now, office)
    limit = min((last for target in targets if (last := _last(target, now, office)) is not None), default=None)
    if wanted is not None and (limit is None or wanted <= limit):
        return wanted
    return _latest_before(limit, now, office) if limit is not None and later is not Later.AFTERNOON else None


def offered(targets: Iterable[Target | None], *, now: dt.datetime, office: Office) -> list[Later]:
    """The choices that would still put anything off, each to a moment of its own."""
    known = tuple(targets)
    moments: dict[dt.datetime, Later] = {}
    for later in Later:
        if (moment := until(later, known, now=now, office=office)) is not None:
            moments.setdefault(moment, later)
    return list(moments.values())


def _wanted(later: Later, now: dt.datetime, office: Office) -> dt.datetime | None:
    today = office.today(now)
    if later is Later.AFTERNOON:
        moment = office.at(today, AFTERNOON)
        return moment if office.calendar.is_working(today) and moment > now else None
    return morning(office.calendar.forward(today, _DAYS[later]).date, office)


def _last(target: Target | None, now: dt.datetime, office: Office) -> dt.datetime | None:
    """The last instant at which being reminded still helps; None without a deadline and after it."""
    if target is None or office.today(now) >= target.overdue_from:
        return None
    if target.time is not None or target.urgent:
        return cutoff(target, office) - _LAST_HOUR
    day = office.calendar.last_working_on_or_before(target.last_day).date
    return office.at(day, office.quiet_from)


def _latest_before(limit: dt.datetime, now: dt.datetime, office: Office) -> dt.datetime | None:
    """The morning of the limit's day, else its afternoon, where that is still ahead."""
    day = office.today(limit)
    moments = (morning(day, office), office.at(day, AFTERNOON))
    return next((moment for moment in moments if now < moment <= limit), None)
