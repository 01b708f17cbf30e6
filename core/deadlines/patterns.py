"""How points of time are written in a folded text: the regular expressions, the more exact before the less."""

from __future__ import annotations

import re
from enum import StrEnum


class Unit(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


_D = r"(?P<d>[0-9]{1,2})"
_M = r"(?P<m>0?[1-9]|1[0-2])(?![0-9])"
_ANY_M = r"(?P<m>[0-9]{1,2})(?![0-9])"  # 31/13 is a slip to be asked about, not to be passed over
_Y = r"(?P<y>(?:19|20)[0-9]{2})(?![0-9])"
_SEP = r" {0,2}[/.-]{1,2} {0,2}"
_DAY_WORD = r"(?P<ngay>ngay[ :]{1,3}(?:m[uo]ng )?)"
_ALONE = r"(?<![a-z0-9])(?<![0-9][/.,:-])(?<![a-z][/-])(?<!thang )(?<!quy )(?<!so )(?<!tuan )(?<!thu )(?<!lan )"
_NO_NUMBER = r"(?![0-9]|[/-][a-z0-9]|[.,][0-9])"  # '03/2024/TT-BTC' is the number of a document
_SHIFT = r"(?P<shift>nay|sau|toi|ke tiep|tiep theo)(?![a-z])"
_YEAR_WORD = r"(?<!viet )(?<!mien )(?<!phia )(?<!tay )(?<!dong )(?<!dai )(?:cua )?nam"
_THIS_YEAR = r"(?P<nam>nay|sau|toi)(?![a-z])"
_OF_YEAR = rf"(?:[ ,(]{{0,3}}(?:{_YEAR_WORD}|-|/|\.) {{0,2}}(?:{_Y}|{_THIS_YEAR}))?"
_M1 = r"(?:0?[1-9]|1[0-2])(?![0-9])"
_Q1 = r"(?:iv|1v|lv|[il1]{1,3}|0?[1-4])(?![a-z0-9])"
_AND = r" {0,2}(?:,|;|va|-|&|/|den|hoac) {0,2}"
_EARLIER_DAY = r"(?P<from>[0-9]{1,2}) ?(?:-|,|va|den) ?(?:ngay )?"
_MONTH_NAMES = r"(?P<name>gieng|tu|nam|sau|bay|tam|chin|muoi mot|muoi hai|muoi|chap)"
WEEKDAY = r"thu (?P<thu>hai|ba|tu|nam|sau|bay|[2-7])(?![a-z0-9])|(?P<cn>chu nhat|(?<![a-z])cn(?![a-z0-9]))"

_DAYS = (
    rf"{_ALONE}{_DAY_WORD}{_EARLIER_DAY}{_D} ?(?:/|thang) ?(?:thang )?{_ANY_M}{_OF_YEAR}",
    rf"{_ALONE}{_EARLIER_DAY}{_D} ?/ ?{_M} ?/ ?{_Y}{_NO_NUMBER}",
    rf"{_ALONE}{_DAY_WORD}?{_D}{_SEP}(?P<m>[0-9]{{1,2}}){_SEP}{_Y}{_NO_NUMBER}",
    rf"{_ALONE}{_DAY_WORD}?{_D} {{0,3}}(?:/ ?)?(?:cua )?thang {{0,3}}{_ANY_M}{_OF_YEAR}",
    rf"{_DAY_WORD}{_D}, ?(?P<m>[0-9]{{1,2}}), ?{_Y}(?![,.][0-9])",
    rf"(?:{_DAY_WORD}|(?<=truoc )|(?<=nhat )){_D} (?:cua )?thang {_SHIFT}",
    rf"{_DAY_WORD}{_D}{_SEP}(?P<m>[0-9]{{1,2}}){_SEP}(?P<yy>[0-9]{{2}})(?![0-9/-])",
    rf"{_DAY_WORD}{_D}{_SEP}{_ANY_M}{_OF_YEAR}(?!/|[.,-][0-9])",
    rf"{_ALONE}{_D} ?/ ?{_M}{_OF_YEAR}{_NO_NUMBER}(?! ?%)",
    rf"(?:(?<= truoc )|(?<=cham nhat )){_D}/(?P<m>[0-9]{{1,2}})/(?P<yy>2[0-9])(?![0-9/-])",
    rf"(?:(?<= truoc )|(?<=cham nhat )){_D}[-.]{_M}(?= ?(?:[;)]|[.,](?![0-9])|$))",
)
_HALVES = (
    rf"(?<![0-9])(?P<n>0?[369]|ba|sau|chin) thang (?P<half>dau|cuoi)(?: {_YEAR_WORD})? {{0,2}}(?:{_Y}|{_THIS_YEAR})?",
    rf"nua (?P<half>dau|cuoi) {_YEAR_WORD} {{0,2}}(?:{_Y}|{_THIS_YEAR})",
)
_MONTHS = (
    rf"(?:cac )?thang {{0,3}}(?:{_M1}{_AND}(?:thang )?)*{_M}{_OF_YEAR}{_NO_NUMBER}",
    rf"{_ALONE}{_M} ?[/-] ?{_Y}{_NO_NUMBER}",
    rf"(?<![a-z])t\.? ?{_M} ?[/-] ?{_Y}{_NO_NUMBER}",
    rf"(?<![a-z])thang {_MONTH_NAMES} nam {_Y}",
)
QUARTER_NAMES = re.compile(rf"(?<![a-z0-9]){_Q1}")
_QUARTERS = (
    rf"(?<![a-z])quy {{0,3}}(?P<q>{_Q1}) {_YEAR_WORD} {_THIS_YEAR}",
    (
        rf"(?<![a-z])(?:cac )?quy {{0,3}}(?:{_Q1}{_AND}(?:quy )?)*(?P<q>{_Q1})(?:[ ,(]{{0,3}}(?:{_YEAR_WORD}|/+|-|"
        rf"\.)? {{0,2}}{_Y})?"
    ),
    rf"(?<![a-z])q\.? ?(?:{_Q1}{_AND})*(?P<q>{_Q1}) ?[/-] ?{_Y}",
)
_YEARS = (
    rf"(?<![a-z])(?:cac )?{_YEAR_WORD} {{0,3}}(?:(?:19|20)[0-9]{{2}}{_AND}(?:nam )?)*{_Y}{_NO_NUMBER}",
    rf"{_ALONE}(?:(?:19|20)[0-9]{{2}} ?[-,/] ?)*{_Y}{_NO_NUMBER}(?! ?(?:dong|nguoi|ho|ha|km|m2|%)(?![a-z]))",
)
_TODAY = (
    r"hom nay|ngay mai|(?:trua|chieu|toi|dem) nay|(?:sang|trua|chieu|toi) mai|(?<=[0-9]h )mai|(?<=gio )mai"
    r"|(?<=[0-9]h )(?:(?:sang|trua) )?nay"
)
_OPEN_END = r"(?! [0-9])(?! (?:cua|hang|moi|hoc|bao cao)(?![a-z]))"

PATTERNS: tuple[tuple[Unit, re.Pattern[str]], ...] = tuple(
    (unit, re.compile(pattern))
    for unit, pattern in (
        (Unit.MONTH, rf"{_ALONE}(?<!ngay ){_M1} ?- ?{_M} ?/ ?{_Y}{_NO_NUMBER}"),
        *((Unit.DAY, p) for p in _DAYS),
        (Unit.WEEK, rf"(?:{WEEKDAY})(?: cua)? (?:tuan )?{_SHIFT}"),
        *((Unit.HALF, p) for p in _HALVES),
        *((Unit.MONTH, p) for p in _MONTHS),
        *((Unit.QUARTER, p) for p in _QUARTERS),
        (Unit.MONTH, rf"(?<![a-z])thang {_SHIFT}"),
        (Unit.QUARTER, rf"(?<![a-z])quy {_SHIFT}"),
        (Unit.YEAR, r"(?<![a-z])(?<!viet )(?<!mien )nam (?P<shift>nay|sau|toi)(?![a-z])"),
        (Unit.WEEK, rf"(?<![a-z])tuan {_SHIFT}"),
        *((Unit.YEAR, p) for p in _YEARS),
        (Unit.MONTH, rf"(?<![a-z])cuoi (?P<end>thang)(?![a-z]){_OPEN_END}"),
        (Unit.QUARTER, rf"(?<![a-z])cuoi (?P<end>quy)(?![a-z])(?! [ivl]){_OPEN_END}"),
        (Unit.YEAR, rf"(?<![a-z])(?:cuoi|het) (?P<end>nam)(?![a-z]){_OPEN_END}"),
        (Unit.DAY, rf"(?<![a-z])(?P<today>{_TODAY})(?![a-z])"),
        (Unit.DAY, rf"(?P<only>(?<![a-z])ngay {{1,3}}){_D}(?![0-9/.-]| ?(?:ngay|thang|lam|gio|%|nam)(?![a-z]))"),
    )
)  # fmt: skip

EDGE = re.compile(
    r"(?:(?P<end>(?:ngay )?(?:lam viec )?cuoi(?: cung)?(?: cua)?|het|tuan cuoi(?: cung)?(?: cua)?)"
    r"|(?P<early>dau|giua|trung tuan|thuong tuan|ha tuan|nua (?:dau|cuoi)|tuan (?:dau|thu (?:nhat|hai|ba|tu|"
    r"[1-4])|[1-4])"
    r"(?: tien)?(?: cua)?)) {0,2}$"
)
BLANK_DAY = re.compile(r"(?<![a-z])ngay[ ._]*$")  # 'ngày … tháng 6 năm 2026': a draft
THROUGH = re.compile(
    r" {0,3}(?:\([^)]{0,30}\) {0,2})?,? {0,2}(?P<by>den het|cho den het|cho den|den cuoi|den khoang|den truoc|"
    r"den|-|->|va|,|"
    r"hoac|toi) {0,3}(?:(?:gio|sang|chieu) )?(?P<end>cuoi )?$"
)
_CLOCK = (
    r"(?P<h>[01]?[0-9]|2[0-4])(?: ?(?:h|g|gio) ?(?P<min>[0-5][0-9])?(?![0-9])|:(?P<min2>[0-5][0-9])(?![0-9]))"
    r"(?: ?(?:phut|p|'|’)(?![a-z]))?(?: ?(?P<part>sang|trua|chieu|toi)(?![a-z]))?"
)
CLOCK_BEFORE = re.compile(
    rf"(?<![0-9a-z/]){_CLOCK}[ ,(]{{0,3}}(?:cua |cung |trong |vao |truoc )?(?:(?:ngay )?(?:{WEEKDAY}|sang|"
    rf"chieu)[ ,(-]{{1,4}})?"
    r"(?:truoc )?(?:ngay )?$"
)
CLOCK_AFTER = re.compile(
    rf" {{0,2}}[,(-]? {{0,2}}(?:luc|truoc luc|truoc|vao luc|vao hoi|vao|cham nhat) {{1,2}}{_CLOCK}\)?"
)
WEEKDAY_BEFORE = re.compile(rf"(?:{WEEKDAY})[ ,(-]{{1,4}}(?:ngay )?$")
