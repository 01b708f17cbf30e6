"""A text made easy to match: folded, scanning errors in dates undone, every character tied to its first place."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

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
_GLUED = re.compile(
    r"(?<![a-z])(?P<a>ngay|thang|nam|quy|truoc|den|nhat|het|trong|tu|cuoi)(?=[0-9])"
    r"|(?<=[0-9])(?=(?:thang|nam|ngay|gio)(?![a-z]))"
    r"|(?<=[a-z])(?=truoc ?ngay ?[0-9])"
    r"|(?<=truoc)(?=ngay|thang|quy)|(?<=nhat)(?=ngay)|(?<=den)(?=ngay|het)|(?<=trong)(?=ngay|thang|quy|nam)"
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
    return _spaced(_spaced(Plain(text.source, mended, text.at)))


def _has_digit(found: str) -> bool:
    return any(c.isdigit() for c in found)


def _spaced(text: Plain) -> Plain:
    """Words glued to their numbers stand apart again."""
    cuts = [m.end() for m in _GLUED.finditer(text.text)]
    if not cuts:
        return text
    parts: list[str] = []
    at: list[int] = []
    last = 0
    for cut in cuts:
        parts.append(text.text[last:cut] + " ")
        at += text.at[last:cut] + (text.at[cut - 1],)
        last = cut
    return Plain(text.source, "".join(parts) + text.text[last:], tuple(at) + text.at[last:])
