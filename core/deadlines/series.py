"""Work out when a recurring duty falls due, from the RRULE of our own grammar; a day a month lacks is its last day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def next_due(rule: str, on_or_after: date) -> date | None:
    """The first due date not before the day given; None where the rule does not name a day."""
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    if parts["FREQ"] == "DAILY":
        return on_or_after
    if parts["FREQ"] == "WEEKLY":
        return _weekly(parts, on_or_after)
    if "BYMONTHDAY" not in parts and "BYDAY" not in parts:
        return None
    if parts["FREQ"] == "YEARLY" or "BYMONTH" in parts:
        return _of_year(parts, on_or_after)
    if parts.get("INTERVAL", "1") != "1":
        return None
    return _monthly(parts, on_or_after)


def _numbers(parts: dict[str, str], name: str) -> list[int]:
    return [int(n) for n in parts[name].split(",")] if name in parts else []


def _weekly(parts: dict[str, str], start: date) -> date | None:
    if "BYDAY" not in parts or "INTERVAL" in parts:
        return None
    wanted = {_CODES.index(code) for code in parts["BYDAY"].split(",")}
    return next(day for n in range(7) if (day := start + timedelta(days=n)).weekday() in wanted)


def _monthly(parts: dict[str, str], start: date) -> date | None:
    for year, month in ((start.year, start.month), divmod(start.year * 12 + start.month, 12)):
        month = month if (year, month) == (start.year, start.month) else month + 1
        later = [day for day in _of_month(parts, year, month) if day >= start]
        if later:
            return later[0]
    return None


def _of_year(parts: dict[str, str], start: date) -> date | None:
    months = _numbers(parts, "BYMONTH") or [12]
    for year in (start.year, start.year + 1):
        days = sorted(day for month in months for day in _of_month(parts, year, month))
        positions = _numbers(parts, "BYSETPOS") if "BYMONTHDAY" in parts and parts["FREQ"] == "YEARLY" else []
        chosen = [days[p - 1] for p in positions] if positions else days
        later = [day for day in chosen if day >= start]
        if later:
            return later[0]
    return None


def _of_month(parts: dict[str, str], year: int, month: int) -> list[date]:
    length = monthrange(year, month)[1]
    if "BYDAY" in parts:
        days = [date(year, month, n) for n in range(1, length + 1)]
        worked = [day for day in days if _CODES[day.weekday()] in parts["BYDAY"].split(",")]
        return [worked[-1]]
    numbers = _numbers(parts, "BYMONTHDAY")
    return sorted(date(year, month, length + 1 + n if n < 0 else min(n, length)) for n in numbers)
