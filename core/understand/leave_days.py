"""Read the days of a leave: 'từ 20/3 đến 25/3', '20-25/3', 'ngày mai', 'đến hết tuần'; what was left out is None."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.problems import AskAgain
from core.understand.dates import Side, find_dates
from core.understand.letters import read_line

if TYPE_CHECKING:
    from datetime import date

    from core.understand.pieces import Piece

_SHORT = re.compile(r"(?<![\d/.])(\d{1,2})\s?(?:-|–|den|toi)\s?(?:ngay |het )?(?=\d{1,2}\s?[/.]\s?(\d{1,2})(?!\d))")
_DASH = re.compile(r"(?<=\d)\s?[-–]\s?(?=\d{1,2}/)")
_FROM = re.compile(r"(?<![a-z])(?:tu|ke tu|bat dau)(?: ngay| hom)? ?$")
_UNTIL = re.compile(r"(?<![a-z])(?:den|toi)(?: het)?(?: ngay| hom)? ?$")


def leave_days(text: str, *, today: date) -> tuple[date | None, date | None]:
    """The first and the last day; a single day named alone is both."""
    flat = _DASH.sub(" den ", _SHORT.sub(r"\1/\2 den ", read_line(text).flat))
    found = find_dates(flat, today=today)
    if not found:
        return None, None
    one = _day(found[0], today, Side.NEAR)
    if len(found) > 1:
        last = _day(found[1], one, Side.NEXT)
        if last >= today:
            return one, last
        coming = _day(found[0], today, Side.NEXT)
        return coming, _day(found[1], coming, Side.NEXT)
    before = flat[: found[0].start] + found[0].value.text.partition(" ")[0] + " "
    if _UNTIL.search(flat[: found[0].start]) or _UNTIL.search(before):
        return today, one
    started = _FROM.search(flat[: found[0].start]) or flat[found[0].start :].startswith("tu ")
    return (one, None) if started else (one, one)


def _day(piece: Piece, today: date, side: Side) -> date:
    day: date | None = piece.value.on(today, side)
    if day is None:
        raise AskAgain("date_not_in_calendar", detail=piece.value.text)
    return day
