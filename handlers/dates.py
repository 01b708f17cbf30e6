"""'Chọn ngày': a list of days for the question that asked for one; typing still answers it."""

from __future__ import annotations

import datetime as dt

from core.messages import Reply
from core.wording import dates as say
from handlers.talk import Act, Talk

_DAY = dt.timedelta(days=1)


def listed(talk: Talk, *, act: str, from_day: str, back: int = 0, **args: int | str | None) -> list[Reply]:
    """Working days ahead; looking back, every day. Who may answer `act` is asked when a day is chosen."""
    day, days = dt.date.fromisoformat(from_day), list[dt.date]()
    while len(days) < say.SHOWN:
        if back or talk.office.calendar.is_working(day):
            days.append(day)
        day += -_DAY if back else _DAY
    return [say.listed(act, args, days, today=talk.today, back=bool(back))]


ACTS: dict[str, Act] = {"date.list": Act(listed, looks=True)}
