"""A text made easy to match: folded, losses and scanning errors undone, each character tied to its first place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

_BULLET = re.compile(r"\n[ \t]*(?:\n|[-–—+•*·] |\(?[0-9]{1,2}(?:\.[0-9]{1,2})*[.)] |[a-zđ][.)] )")
_SAME = {"\n": " ", "\t": " ", "*": " ", "_": " ", "⁄": "/", "∕": "/", "／": "/", "đ": "d", "|": "|"}
_SAME |= dict.fromkeys("–—−‐‑‒―→", "-") | dict.fromkeys("“”«»„‟", '"')

_DIGIT = "0-9oli!"
_LOOSE = str.maketrans({"o": "0", "l": "1", "i": "1", "!": "1"})
_SEP = r" {0,2}[/.-] {0,2}"
# Letters a scanner writes for digits, and only where a date stands.
_SCANNED = tuple(
    re.compile(p)
    for p in (
        rf"(?<![a-z0-9])[{_DIGIT}]{{1,2}}{_SEP}[{_DIGIT}]{{1,2}}{_SEP}[12][{_DIGIT}]{{3}}(?![a-z0-9])",
        rf"(?<=ngay )[{_DIGIT}]{{1,2}}(?=(?:{_SEP}| {{0,2}}thang) {{0,2}}[{_DIGIT}]{{1,2}}(?![a-z]))",
        rf"(?<=ngay)[{_DIGIT}]{{1,2}}(?={_SEP}[{_DIGIT}]{{1,2}}{_SEP}[12]| {{0,2}}thang {{0,2}}[{_DIGIT}])",
        rf"(?<=[0-9]/)[{_DIGIT}]{{1,2}}(?![a-z0-9/])",
        rf"(?<=[0-9] thang )[{_DIGIT}]{{1,2}}(?![a-z])",
        r"(?<![a-z0-9])(?:[l1o][0-9]|[12][lo])(?= ?(?:h|g|gio)(?![a-z]))",
        r"(?<=thang )(?:[ol][0-9]|1[ol]|o[0-9])(?![a-z])",
        rf"(?<=nam )[12][{_DIGIT}]{{3}}(?![a-z0-9])",
        rf"(?<=[0-9]/)[12][{_DIGIT}]{{3}}(?![a-z0-9])",
    )
)
_ONCE = re.compile(r"(?<![a-z0-9])[li](?= lan ?/)")  # 'l lần/tháng'
_GLUED = re.compile(
    r"(?<![a-z])(?P<a>ngay|thang|nam|quy|truoc|den|nhat|het|trong|tu|cuoi)(?=[0-9])"
    r"|(?<=[0-9])(?=(?:thang|nam|ngay|gio)(?![a-z]))"
    r"|(?<=[a-z])(?=truoc ?ngay ?[0-9])"
    r"|(?<=[^a-z]ke)(?=tu ngay|tu khi|tungay)"
    r"|(?<=truoc)(?=ngay|thang|quy)|(?<=nhat)(?=ngay)|(?<=den)(?=ngay|het)|(?<=trong)(?=ngay|thang|quy|nam)"
)
_QUARTER = re.compile(
    r"(?<![a-z])qui(?= {0,2}(?:iv|i{1,3}|[1-4])(?![a-z0-9]))|(?<=hang )qui(?![a-z])"
)  # 'quí' is 'quý'
_WEEKDAY = re.compile(  # 'T6 15/5', 'T6 hàng tuần' is a Friday; 'T6/2026' is June
    r"(?<![a-z0-9])t(?=[2-7](?:,? ?\(?[0-9]{1,2}[/.-][0-9]{1,2}(?![0-9/])| (?:hang|moi) tuan| tuan (?:nay|sau|toi)))"
)
_WHEN = r"(?= (?:ngay|thang|quy|khi|[0-9]))"
_LOST = re.compile(  # 'trớc ngày', 'chậm nht', 'hng tháng': a group is called after the letters that go where it stands
    rf"(?<![a-z])(?:tr(?P<u>)(?=oc{_WHEN})|tr(?P<uo>)(?=c{_WHEN})|cham nh(?P<a>)(?=t )|ch(?P<a_>)(?=m nhat )"
    r"|h(?P<a__>)(?=ng (?:ngay|tuan|thang|quy|nam)(?![a-z])))"
)


@dataclass(frozen=True, slots=True)
class Plain:
    """`text` is for matching; `at[i]` is where its character i stands in `source`."""

    source: str
    text: str
    at: tuple[int, ...]

    def slice(self, start: int, end: int) -> tuple[int, int]:
        """The place in the source of a match, with the bold marks that open or close around it."""
        first, last = self.at[start], self.at[end - 1] + 1
        while last < len(self.source) and unicodedata.combining(self.source[last]):
            last += 1
        if self.source.count("**", first, last) % 2 and self.source.startswith("**", last):
            last += 2
        return first, last


def plain(source: str) -> Plain:
    """Fold `source`; a line end is a space unless a new item or paragraph begins there."""
    breaks = {m.start() for m in _BULLET.finditer(source)}
    chars: list[str] = []
    at: list[int] = []
    for place, char in enumerate(source):
        folded = "\n" if place in breaks else _fold(char)
        if folded:
            chars.append(folded)
            at.append(place)
    return _mend(Plain(source, "".join(chars), tuple(at)))


@cache
def _fold(char: str) -> str:
    """One character for one, or none for a mark that stands on another."""
    low = char.lower()
    if low in _SAME:
        return _SAME[low]
    bare = next((c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c)), "")
    if unicodedata.category(char) in {"Cc", "Cf", "Mn"}:
        return ""
    return " " if bare.isspace() else _SAME.get(bare, bare)


def _mend(text: Plain) -> Plain:
    mended = text.text
    for pattern in _SCANNED:
        mended = pattern.sub(lambda m: m[0].translate(_LOOSE) if _has_digit(m[0]) else m[0], mended)
    mended = _ONCE.sub("1", _QUARTER.sub("quy", mended))
    return _spaced(_spaced(_whole(Plain(text.source, mended, text.at))))


def _has_digit(found: str) -> bool:
    return any(c.isdigit() for c in found)


def _whole(text: Plain) -> Plain:
    """Words of time with the letters a converter lost, or a writer in haste left out."""
    lost = [(m.end(), (m.lastgroup or "").strip("_")) for m in _LOST.finditer(text.text)]
    return _with(text, sorted([*lost, *((m.end(), "hu ") for m in _WEEKDAY.finditer(text.text))]))


def _spaced(text: Plain) -> Plain:
    """Words glued to their numbers stand apart again."""
    return _with(text, [(m.end(), " ") for m in _GLUED.finditer(text.text)])


def _with(text: Plain, added: Sequence[tuple[int, str]]) -> Plain:
    """The text with these letters at these places, each tied to the character before it."""
    if not added:
        return text
    parts: list[str] = []
    at: list[int] = []
    last = 0
    for cut, letters in added:
        parts += [text.text[last:cut], letters]
        at += text.at[last:cut] + (text.at[cut - 1],) * len(letters)
        last = cut
    return Plain(text.source, "".join(parts) + text.text[last:], tuple(at) + text.at[last:])
