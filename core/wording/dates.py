"""The days offered wherever a date is asked: near ones by their names, others from a list; typing stays open."""

from __future__ import annotations

import calendar as months
import datetime as dt
from collections.abc import Sequence

from core.messages import Args, Asks, Choice, Reply
from core.wording import show
from core.workdays import WorkingCalendar

_DAY = dt.timedelta(days=1)
SHOWN = 4  # days of a list


def ahead(
    act: str, args: Args, *, today: dt.date, calendar: WorkingCalendar, after: dt.date | None = None
) -> tuple[Choice, ...]:
    """Choices that answer `act` with a day after `after`, or from today on; the week and the month end by work."""
    first = max(after + _DAY, today) if after else today
    named = {
        "Hôm nay": today,
        "Ngày mai": today + _DAY,
        "Cuối tuần": _end(today, today + dt.timedelta(days=6 - today.weekday()), calendar),
        "Cuối tháng": _end(today, _month(today), calendar),
    }
    by_day = {day: label for label, day in reversed(named.items()) if day is not None and day >= first}
    offered = [(label, day) for label, day in named.items() if day is not None and by_day.get(day) == label]
    return (*(_day(label, act, args, day) for label, day in offered), others(act, args, first=first, back=False))


def lately(act: str, args: Args, *, today: dt.date) -> tuple[Choice, ...]:
    """For a day that has come: of a signed report, of an order."""
    return (
        _day("Hôm nay", act, args, today),
        _day("Hôm qua", act, args, today - _DAY),
        others(act, args, first=today - 2 * _DAY),
    )


def listed(act: str, args: Args, days: Sequence[dt.date], *, today: dt.date, back: bool) -> Reply:
    """'Chọn ngày': a few days, and further ones. It takes the place of the question: typing answers it as well."""
    further = days[-1] + (-_DAY if back else _DAY)
    chosen = tuple(_day(show.day(day, today=today), act, args, day) for day in days)
    more = Choice("Xem thêm", "date.list", _asked(act, args, first=further, back=back))
    return Reply("Đồng chí chọn ngày, hoặc gõ ngày, ví dụ 20/4.", choices=(*chosen, more), asks=Asks(act, args))


def _end(today: dt.date, last: dt.date, calendar: WorkingCalendar) -> dt.date | None:
    """The last working day of what is left; none where nothing of it is left."""
    day = calendar.last_working_on_or_before(last).date
    return day if day >= today else None


def _month(today: dt.date) -> dt.date:
    return today.replace(day=months.monthrange(today.year, today.month)[1])


def _day(label: str, act: str, args: Args, day: dt.date) -> Choice:
    return Choice(label, act, {**args, "said": show.full_day(day)})


def others(act: str, args: Args, *, first: dt.date, back: bool = True) -> Choice:
    return Choice("Chọn ngày", "date.list", _asked(act, args, first=first, back=back))


def _asked(act: str, args: Args, *, first: dt.date, back: bool) -> Args:
    return {**args, "act": act, "from_day": first.isoformat(), "back": int(back)}
