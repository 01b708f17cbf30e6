"""Write what was understood of a recurring duty as an RFC 5545 rule."""

from __future__ import annotations

from dataclasses import dataclass

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_QUARTER_ENDS = (3, 6, 9, 12)
_QUARTER_STARTS = (1, 4, 7, 10)


@dataclass(frozen=True, slots=True)
class Pattern:
    """How often, and on which days: only what the words say."""

    unit: str  # 'ngay', 'tuan', 'thang'; quarters and years are counted in months
    every: int = 1
    weekdays: tuple[int, ...] = ()
    days: tuple[int, ...] = ()  # of the month; -1 is the last
    dates: tuple[tuple[int, int], ...] = ()  # month and day
    place: str = ""  # 'dau' or 'cuoi': which month of the quarter
    last_worked: bool = False


def rule_of(pattern: Pattern) -> str:
    if pattern.unit == "ngay":
        return _joined("DAILY", pattern.every)
    if pattern.unit == "tuan":
        days = ",".join(_CODES[n] for n in sorted(set(pattern.weekdays)))
        return _joined("WEEKLY", pattern.every, BYDAY=days)
    if pattern.last_worked:
        months = _listed(_months(pattern)) if pattern.every > 1 else ""
        return _joined("MONTHLY", 1, BYMONTH=months, BYDAY="MO,TU,WE,TH,FR", BYSETPOS="-1")
    if pattern.every > 1 and pattern.dates:
        return _of_dates(pattern)
    if pattern.every > 1 and pattern.days and pattern.place:
        return _joined("MONTHLY", 1, BYMONTH=_listed(_months(pattern)), BYMONTHDAY=_listed(pattern.days))
    if pattern.every % 12 == 0:
        return _joined("YEARLY", pattern.every // 12)
    return _joined("MONTHLY", pattern.every, BYMONTHDAY=_listed(pattern.days))


def _months(pattern: Pattern) -> tuple[int, ...]:
    if pattern.every == 3:
        return _QUARTER_STARTS if pattern.place == "dau" else _QUARTER_ENDS
    if pattern.every == 6:
        return (1, 7) if pattern.place == "dau" else (6, 12)
    return (1,) if pattern.place == "dau" else (12,)


def _of_dates(pattern: Pattern) -> str:
    dates = sorted(set(pattern.dates))
    if len(dates) == 1 and pattern.every < 12:
        month, day = dates[0]
        dates = sorted(((month - 1 + n) % 12 + 1, day) for n in range(0, 12, pattern.every))
    months, days = sorted({m for m, _ in dates}), sorted({d for _, d in dates})
    grid = [(m, d) for m in months for d in days]
    chosen = "" if len(days) == 1 else ",".join(str(grid.index(pair) + 1) for pair in dates)
    return _joined("YEARLY", 1, BYMONTH=_listed(months), BYMONTHDAY=_listed(days), BYSETPOS=chosen)


def _listed(numbers: tuple[int, ...] | list[int]) -> str:
    return ",".join(map(str, numbers))


def _joined(frequency: str, every: int, **parts: str) -> str:
    interval = [f"INTERVAL={every}"] if every > 1 else []
    return ";".join([f"FREQ={frequency}", *interval, *(f"{name}={value}" for name, value in parts.items() if value)])
