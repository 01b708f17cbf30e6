"""Days off and make-up days that the holidays library lacks: edit this table when a year is announced."""

from __future__ import annotations

from datetime import date

ANNOUNCED_UNTIL = 2026  # the last year whose days off the authorities have announced

# A working day given as a day off -> the rest day worked in its place.
SWAPS: dict[date, date] = {
    date(2026, 1, 2): date(2026, 1, 10),
    date(2026, 8, 31): date(2026, 8, 22),
}

# Taken from the library and not yet confirmed by the office: to be listed where settings are checked.
UNCONFIRMED: frozenset[date] = frozenset({date(2026, 1, 2), date(2026, 8, 31), date(2026, 11, 24)})
