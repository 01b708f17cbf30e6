"""Days said in words: 'mai', 'thứ sáu tuần sau', 'hết tháng này', 'cuối quý II', 'thêm 10 ngày'."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from core.understand.numbers import DAY_WORDS, MONTH_WORDS, NUMBER_WORDS, number
from core.understand.pieces import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_WEEKDAYS = {"hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5, "chu nhat": 6, "cn": 6}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_NAMED_DAYS = {
    "hom nay": 0, "ngay hom nay": 0, "trong ngay": 0, "sang nay": 0, "chieu nay": 0, "toi nay": 0,
    "trua nay": 0,
    "mai": 1, "ngay mai": 1, "hom sau": 1, "sang mai": 1, "chieu mai": 1, "toi mai": 1, "trua mai": 1,
    "ngay kia": 2, "mot": 2, "ngay mot": 2, "hom qua": -1, "sang qua": -1, "chieu qua": -1, "toi qua": -1,
    "hom kia": -2, "hom truoc": -2, "tuan truoc": -7, "tuan roi": -7, "tuan qua": -7, "thang truoc": -30,
    "thang roi": -30,
}  # fmt: skip
_ROUND = r"(?:cuoi|het|trong|truoc|qua|den|toi|sang|ngay trong)"
_MONTH = rf"thang (?:nay|toi|\d{{1,2}}(?:[/\-]\d{{4}}| nam \d{{4}})?|{MONTH_WORDS})"
_AMOUNT = rf"(?:\d{{1,3}}|{NUMBER_WORDS}|nua|vai|it)"

Reading = tuple[date | None, int | None]  # the day, and the length where it is one


def spoken_span(text: str, today: date) -> Iterator[tuple[int, int, date, int | None]]:
    """Start, end, day and length of every day said in words."""
    for pattern, read in _PATTERNS:
        for found in pattern.finditer(text):
            day, more = read(found, today)
            if day:
                yield found.start(), found.end(), day, more


def _length(found: re.Match[str], today: date) -> Reading:
    unit, said = found["unit"], found["amount"]
    if said in {"vai", "it"}:
        return None, None
    if said == "nua":
        days = {"thang": 15, "tuan": 4}.get(unit, 1)
    else:
        amount = number(said)
        if unit == "ngay lam viec":
            return _working(today, amount), None
        if unit == "thang":
            day = _months_later(today, amount)
            return day, (day - today).days
        days = amount * (7 if unit == "tuan" else 1)
    return today + timedelta(days=days), days


def _working(today: date, amount: int) -> date:
    """Monday to Friday only: holidays are the calendar's, and the person confirms the day shown."""
    day = today
    for _ in range(min(amount, 400)):
        day += timedelta(days=3 if day.weekday() == 4 else 2 if day.weekday() == 5 else 1)
    return day


def _months_later(today: date, amount: int) -> date:
    months = today.year * 12 + today.month - 1 + amount
    return date(months // 12, months % 12 + 1, min(today.day, monthrange(months // 12, months % 12 + 1)[1]))


def _weekday(found: re.Match[str], today: date) -> Reading:
    said = found["day"]
    wanted = int(said) - 2 if said.isdigit() else _WEEKDAYS[said]
    monday = today - timedelta(days=today.weekday())
    which = found["week"] or ""
    if "tuan nay" in which:
        return monday + timedelta(days=wanted), None
    if "hom qua" in which:
        return today - timedelta(days=(today.weekday() - wanted) % 7 or 7), None
    if "tuan truoc" in which or "vua roi" in which:
        return monday + timedelta(days=wanted - 7), None
    if which.endswith(" nua"):
        return monday + timedelta(days=wanted + 14), None
    if "tuan" in which:
        return monday + timedelta(days=wanted + 7), None
    return today + timedelta(days=(wanted - today.weekday()) % 7), None


def _week(found: re.Match[str], today: date) -> Reading:
    """An office's week ends on Friday."""
    later = {"sau": 7, "toi": 7, "sau nua": 14, "toi nua": 14}.get(found["week"], 0)
    monday = today - timedelta(days=today.weekday()) + timedelta(days=later)
    return monday + timedelta(days=0 if found["edge"].startswith("dau") else 4), None


def _month(found: re.Match[str], today: date) -> Reading:
    return _month_end(found["month"].removeprefix("thang "), today), None


def _mid_month(found: re.Match[str], today: date) -> Reading:
    end = _month_end(found["month"].removeprefix("thang "), today)
    return (end.replace(day=15) if end else None), None


def _month_end(said: str, today: date) -> date | None:
    named, _, typed = re.sub(r"[/\-]| nam ", "@", said).partition("@")
    if named in {"nay", "toi"}:
        months = today.year * 12 + today.month - 1 + (named != "nay")
        return _last(months // 12, months % 12 + 1)
    month = number(named)
    if not 1 <= month <= 12:
        return None
    year = int(typed) if typed else today.year + (month < today.month)
    return _last(year, month) if 1 <= year <= 9998 else None


def _day_of_month(found: re.Match[str], today: date) -> Reading:
    end, day = _month_end(found["month"], today), number(found["day"])
    return (end.replace(day=day) if end and 1 <= day <= end.day else None), None


def _this_month(_: re.Match[str], today: date) -> Reading:
    return _last(today.year, today.month), None


def _quarter(found: re.Match[str], today: date) -> Reading:
    said = (found["quarter"] or "").strip()
    month = _ROMAN[said] * 3 if said in _ROMAN else (today.month + 2) // 3 * 3
    typed = re.search(r"\d{4}", found[0])
    year = int(typed[0]) if typed else today.year + (month < today.month)
    return (_last(year, month) if 1 <= year <= 9998 else None), None


def _year(found: re.Match[str], today: date) -> Reading:
    which = found["which"] or ""
    year = int(which) if which.isdigit() else today.year + (which in {"sau", "toi"})
    return (date(year, 12, 31) if year <= 9998 else None), None


def _named(found: re.Match[str], today: date) -> Reading:
    return today + timedelta(days=_NAMED_DAYS[found["name"]]), None


def _last(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _rule(
    pattern: str, read: Callable[[re.Match[str], date], Reading]
) -> tuple[re.Pattern[str], Callable[..., Reading]]:
    return re.compile(rf"(?<![a-z0-9])(?:{pattern})(?![a-z0-9])"), read


_UNIT = r"(?P<unit>ngay lam viec|ngay|hom|bua|tuan|thang)"
_WHICH = r"(?P<week> tuan (?:sau nua|toi nua|nay|sau|toi|truoc)| vua roi| hom qua| nay| toi| sau)?"
_PATTERNS = (
    _rule(
        rf"(?:them|them khoang|lui|cham|sau) (?:khoang |tam |chung )?(?P<amount>{_AMOUNT}) {_UNIT}(?: nua)?(?! \d)",
        _length,
    ),
    _rule(rf"(?P<amount>{_AMOUNT}) {_UNIT} nua", _length),
    _rule(rf"(?:(?<=gia han )|(?<=lui han )|(?<={Kind.TASK.value} ))(?P<amount>{_AMOUNT}) {_UNIT}", _length),
    _rule(
        rf"(?:thu |t(?=[2-7]))(?P<day>hai|ba|tu|nam|sau|bay|[2-7]){_WHICH}",
        _weekday,
    ),
    _rule(rf"(?P<day>chu nhat|cn){_WHICH}", _weekday),
    _rule(
        r"(?P<edge>cuoi|het|trong|dau|den|sang|qua) tuan"
        r"(?: (?P<week>sau nua|toi nua|nay|sau|toi))?(?! truoc| qua| roi)",
        _week,
    ),
    _rule(rf"(?:ngay |mung |mong |hom )?(?P<day>\d{{1,2}}|{DAY_WORDS}) thang (?P<month>nay|toi)", _day_of_month),
    _rule(rf"giua (?P<month>{_MONTH})", _mid_month),
    _rule(rf"(?:ngay )?{_ROUND} (?P<month>{_MONTH})", _month),
    _rule(r"(?:cuoi|het) thang(?! \d| truoc| roi| qua)", _this_month),
    _rule(rf"{_ROUND} quy(?P<quarter> (?:iii|ii|iv|i|[1-4]))?(?:[/ ](?:nam )?\d{{4}})?", _quarter),
    _rule(r"(?:cuoi|het|trong) nam(?: (?P<which>nay|sau|toi|2\d{3}))?(?! \d)", _year),
    _rule(
        r"(?:den|toi|qua|sang|de|ngay) (?P<name>mot)(?= (?:nghen|nghe|nha|nhe|nhen|a|duoc|anh|chi|em)|[.,;!?]|$)",
        _named,
    ),
    _rule(rf"(?P<name>{'|'.join(sorted((w for w in _NAMED_DAYS if w != 'mot'), key=len, reverse=True))})", _named),
)
