"""Vietnamese numbers in words, from one to ninety-nine, as they stand in plain spelling."""

from __future__ import annotations

import re

_UNITS = {
    "khong": 0, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "sau": 6, "bay": 7, "tam": 8,
    "chin": 9, "gieng": 1, "chap": 12,
}  # fmt: skip
_FIRST = "mot|hai|ba|bon|nam|sau|bay|tam|chin"
_LAST = "mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin"

NUMBER_WORDS = rf"(?:(?:{_FIRST}) muoi(?: (?:{_LAST}))?|muoi(?: (?:{_LAST}))?|(?:{_FIRST}) chuc|{_FIRST})"
SHORT_TENS = r"(?:hai|ba|bon|nam|sau|bay|tam|chin) (?:mot|hai|ba|tu|lam|sau|bay|tam|chin)"  # 'ba sáu': 36
"""A pattern for the numbers people say."""
DAY_WORDS = rf"(?:(?:ngay|hom|mung|mong) {NUMBER_WORDS}|(?:hai muoi|ba muoi|muoi|ham|hai|ba)(?: (?:{_LAST})))"
"""A day of a month: 'ngày mười', 'mười lăm', 'hai mốt'."""
MONTH_WORDS = rf"(?:{NUMBER_WORDS}|tu|gieng|chap)"


def number(words: str) -> int:
    """'chín mươi lăm' -> 95; digits are read as digits."""
    words = words.strip()
    if words.isdigit():
        return int(words)
    words = re.sub(r"^(?:ngay|hom|mung|mong) ", "", words)
    words = re.sub(r"^ham(?= )", "hai muoi", words)
    if words.startswith("muoi"):
        return 10 + _UNITS.get(words[5:], 0)
    tens, ten, rest = words.replace(" chuc", " muoi").partition(" muoi")
    if not ten:
        tens, _, rest = words.partition(" ")
        return _UNITS[tens] * 10 + _UNITS[rest] if rest else _UNITS[words]
    return _UNITS[tens] * 10 + _UNITS.get(rest.strip(), 0)
