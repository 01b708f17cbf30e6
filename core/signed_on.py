"""Decide whether the day said of a signed report can be taken as it was said, or must be asked about."""

from __future__ import annotations

import datetime as dt
from enum import Enum

from core.model import Task

_LEAP_DAY = (2, 29)


class Unsure(Enum):
    """Why a day is not taken at once."""

    AHEAD = "it has not come yet"
    BEFORE_THE_TASK = "it is before the directive that gave the work"
    WHICH_YEAR = "said without a year, it fits the year before as well"


def doubt(day: dt.date, task: Task, *, today: dt.date, yearless: bool) -> Unsure | None:
    """None where only this day can be meant. A period of a series has a report of its own each year."""
    given = task.directive_issued_on
    if day > today:
        return Unsure.AHEAD
    if given is None:
        return None
    if day < given:
        return Unsure.BEFORE_THE_TASK
    return Unsure.WHICH_YEAR if yearless and year_before(day) >= given and not task.recurrence_text else None


def year_before(day: dt.date) -> dt.date:
    """The same day of the year before; the last of February for a 29th."""
    if (day.month, day.day) == _LEAP_DAY:
        return day.replace(year=day.year - 1, day=28)
    return day.replace(year=day.year - 1)
